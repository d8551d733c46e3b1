"""Which of several things a command is about: one by how its id begins, or said in one way."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from stream.cli.console import Misused

T = TypeVar("T")


def by_beginning(
    found: Iterable[T], start: str, id_of: Callable[[T], str], names: tuple[str, str], shown: str
) -> T:
    """The one whose id begins so. Raises Misused where none does, or several do.

    `names` are what such a thing and several are called, `shown` the command that shows ids.
    """
    fitting = [it for it in found if id_of(it).startswith(start)]
    if len(fitting) == 1:
        return fitting[0]
    one, several = names
    what = f"{len(fitting)} {several} begin" if fitting else f"no {one} begins"
    raise Misused(f"{what} with '{start[:80]}': `{shown}` shows their ids")


def in_one_way(option: str, *, ids: bool, option_given: bool, every: bool) -> None:
    """Raises Misused unless ids are given, or the option with its value, or --all."""
    if sum((ids, option_given, every)) != 1:
        raise Misused(f"say which: ids, or {option}, or --all")
