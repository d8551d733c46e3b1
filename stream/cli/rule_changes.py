"""`wire rules add, list, show, pause, resume, remove`: the rules that workers ask."""

import asyncio
import getpass
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from schemas.rule import MOST_CHANGES, Change, Rule
from stream import settings
from stream.alerts.files import read_files
from stream.alerts.linting import lint
from stream.cli.console import Failed, Misused, emit, people, say
from stream.cli.rule_choice import of_query
from stream.cli.rule_text import query_of
from stream.cli.rule_topic import Standing, read_rules, remove_rules, write_rules
from stream.cli.show import plain
from stream.settings import Settings

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Which rules.")]
By = Annotated[str | None, typer.Option(help="Who changes it; else your login.", metavar="NAME")]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines on standard output.")]


def add(
    *,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="YAML or JSON files of rules.")
    ] = None,
    query: Annotated[str | None, typer.Option(help="One rule's query.", metavar="QUERY")] = None,
    rule: Annotated[str | None, typer.Option("--id", help="Its id.", metavar="ID")] = None,
    channel: Annotated[
        list[str] | None, typer.Option(help="Where its alerts go, by name.", metavar="NAME")
    ] = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Put rules to work: those of files, or one by its query. One of the same id is replaced.

    A broken rule is named with the reason, and the others are taken; then the status is 1. What
    `wire rules lint` remarks is said too.

    Example: wire rules add --id ceasefire --query 'topic:diplomacy ceasefire' --channel desk
    """
    if bool(paths) == (query is not None) or (query is not None and not rule):
        raise Misused("say which: files of rules, or --query and --id")
    chosen = settings.load().settings
    found = read_files(paths) if paths else None
    rules = found.rules if found else [of_query(query or "", rule or "", channel or [])]
    for one in found.refused if found else ():
        say(f"{one.file}: {one.rule} is broken: {one.why}")
    before = asyncio.run(read_rules(chosen))
    changed = [_changed(it.rule, before.get(it.rule.id), by) for it in rules]
    asyncio.run(write_rules(chosen, changed))
    for it in changed:
        what = it.history[-1].what
        if json:
            emit({"rule": it.id, "what": what})
        else:
            say(f"{it.id} {what}")
    for remark in lint(rules, datetime.now(UTC)):
        say(f"{remark.rule}: {remark.what}")
    if found and found.refused:
        raise Failed(f"{len(found.refused)} rules are broken")


def list_rules(
    removed: Annotated[bool, typer.Option("--removed", help="Those that were removed.")] = False,
    json: Json = False,
) -> None:
    """List the rules: whether they are asked, what they ask, where alerts go, who changed them.

    Example: wire rules list
    """
    table = Table("rule", "state", "asks", "channels", "changed")
    for it in _standing(removed=removed).values():
        row = _row(it)
        if json:
            emit(row)
        else:
            table.add_row(*(Text(plain(str(row[name]), 120)) for name in row))
    if not json:
        people().print(table)


def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="Which rule.")], json: Json = False
) -> None:
    """Show a rule as it stands, and who changed it when; also one that was removed.

    Example: wire rules show ceasefire
    """
    (it,) = named(_standing() | _standing(removed=True), [rule])
    if it.compiled is None or json:
        people().print(Text(plain(it.value.decode(errors="replace"), 100_000)))
        if it.fault:
            raise Failed(f"{rule} is broken: {it.fault}")
        return
    for name, value in it.compiled.rule.model_dump(mode="json", exclude_defaults=True).items():
        if name != "history":
            people().print(Text(f"{name:<10} {plain(str(value), 4_000)}"))
    for change in it.compiled.rule.history:
        people().print(Text(f"{change.what:<10} {change.at.isoformat()} by {plain(change.by)}"))


def pause(rules: Ids, by: By = None) -> None:
    """Let rules rest: they stay, and match nothing until they are resumed.

    Example: wire rules pause ceasefire
    """
    _set(rules, by, paused=True)


def resume(rules: Ids, by: By = None) -> None:
    """Ask rules again that rested.

    Example: wire rules resume ceasefire
    """
    _set(rules, by, paused=False)


def remove(rules: Ids, by: By = None) -> None:
    """Take rules away. Who was told of a story by one is told nothing more by it.

    Who changed them when is still known: `wire rules list --removed`.

    Example: wire rules remove ceasefire
    """
    chosen = settings.load().settings
    found = named(_standing(chosen), rules)
    gone = [
        noted(
            it.compiled.rule.model_copy(update={"removed": True}), it.compiled.rule, "removed", by
        )
        for it in found
        if it.compiled
    ]
    asyncio.run(write_rules(chosen, gone))
    broken = [it.id for it in found if it.compiled is None]
    if broken:
        asyncio.run(remove_rules(chosen, broken, by or _login()))
    say(f"{len(found)} removed")


def _set(names: Iterable[str], by: str | None, *, paused: bool) -> None:
    chosen = settings.load().settings
    changed = []
    for it in named(_standing(chosen), names):
        if it.compiled is None:
            raise Misused(f"{it.id} is broken: {it.fault}")
        rule, what = it.compiled.rule, "paused" if paused else "resumed"
        changed.append(noted(rule.model_copy(update={"paused": paused}), rule, what, by))
    asyncio.run(write_rules(chosen, changed))
    say(f"{len(changed)} {'paused' if paused else 'resumed'}")


def _standing(chosen: Settings | None = None, *, removed: bool = False) -> dict[str, Standing]:
    found = asyncio.run(read_rules(chosen or settings.load().settings))
    return {name: it for name, it in found.items() if it.removed == removed}


def named(found: dict[str, Standing], names: Iterable[str]) -> list[Standing]:
    """The rules of these ids. Raises Misused where one isn't there."""
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in found:
            raise Misused(f"no rule is called '{name[:100]}': `wire rules list` shows them")
    return [found[name] for name in wanted]


def _changed(rule: Rule, before: Standing | None, by: str | None) -> Rule:
    earlier = before.compiled.rule if before and before.compiled else None
    what = "edited" if before and not before.removed else "added"
    # A file may come from `wire rules show --json` of one that was removed.
    return noted(rule.model_copy(update={"removed": False}), earlier, what, by)


def noted(rule: Rule, before: Rule | None, what: str, by: str | None) -> Rule:
    """The rule with who changed it now, after those who did before."""
    change = Change(by=by or _login(), at=datetime.now(UTC), what=what)
    history = [*(before.history if before else ()), change][-MOST_CHANGES:]
    return rule.model_copy(update={"history": history})


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _row(it: Standing) -> dict[str, object]:
    rule = it.compiled.rule if it.compiled else None
    last = rule.history[-1] if rule and rule.history else None
    return {
        "rule": it.id,
        "state": _state(rule, it.fault),
        "asks": query_of(it.compiled) if it.compiled else "",
        "channels": ", ".join(rule.channels) if rule else "",
        "changed": f"{last.at:%Y-%m-%d %H:%M} by {last.by}" if last else "",
    }


def _state(rule: Rule | None, fault: str) -> str:
    if rule is None:
        return f"broken: {fault}"
    if rule.removed or rule.paused:
        return "removed" if rule.removed else "paused"
    expired = rule.expires is not None and rule.expires <= datetime.now(UTC)
    return "expired" if expired else "asked"
