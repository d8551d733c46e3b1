"""Rules in YAML or JSON files: each is read or refused by name, and the others stand.

    - id: kallas-diplomacy
      query: person:"Kaja Kallas" AND topic:diplomacy
      channels: [desk]

A list of rules, a mapping with the list under `rules`, or one rule alone.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from stream.alerts.compiling import Compiled, RuleFault, read
from stream.errors import SettingsError

MOST_BYTES = 256 * 1024 * 1024
DEEPEST = 60
"""Levels of a file's lists and mappings."""

# The reader in C is thirty times as fast; PyYAML comes without it on a few machines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Events = Iterator[yaml.Event]


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule that isn't right: its file, its id (or place from 1, where it has none), and why."""

    file: str
    rule: str
    why: str


@dataclass
class RuleFiles:
    """What the files hold."""

    rules: list[Compiled] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_files(paths: Iterable[Path]) -> RuleFiles:
    """The rules of files.

    Raises:
        SettingsError: a file can't be read, or is no list of rules.
    """
    found, ids = RuleFiles(), Counter[str]()
    for path in paths:
        for number, raw in enumerate(_rows(path), 1):
            name = _name(raw, number)
            ids[name] += 1
            if ids[name] > 1:
                why = "a rule further up has the same id"
                found.refused.append(Refused(str(path), name, why))
                continue
            try:
                found.rules.append(read(raw))
            except RuleFault as fault:
                found.refused.append(Refused(str(path), name, str(fault)))
    return found


def _name(raw: Any, number: int) -> str:
    given = raw.get("id") if isinstance(raw, dict) else None
    return given[:100] if isinstance(given, str) else f"number {number}"


def _rows(path: Path) -> list[Any]:
    try:
        text = _bytes(path).decode("utf-8-sig")
        found = json.loads(text) if path.suffix.lower() == ".json" else in_yaml(text)
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from None
    except RecursionError:
        raise SettingsError(f"{path}: nested too deep") from None
    except ValueError as error:
        raise SettingsError(f"{path}: {error}") from None
    if isinstance(found, dict) and set(found) == {"rules"}:
        found = found["rules"]
    if isinstance(found, dict) and "id" in found:
        # One rule alone, as `wire rules show --json` gives it.
        found = [found]
    if not isinstance(found, list):
        raise SettingsError(f"{path}: a list of rules is wanted")
    return found


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SettingsError(f"{path}: more than {MOST_BYTES // (1024 * 1024)} MiB")
    return data


def in_yaml(text: str) -> Any:
    """What a YAML text holds, every value a text. Raises ValueError with the line.

    Read event by event, so that nothing is ever built from tags or aliases.
    """
    try:
        events = yaml.parse(text, Loader=_LOADER)
        for event in events:
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                break
        return None if isinstance(event, yaml.StreamEndEvent) else _built(event, events, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ValueError(f"line {mark.line + 1 if mark else 1}: {error.problem}") from None
    except yaml.YAMLError:
        raise ValueError("it holds characters that YAML doesn't allow") from None


def _built(event: yaml.Event, events: Events, depth: int) -> Any:
    line = event.start_mark.line + 1 if event.start_mark else 1
    if depth > DEEPEST:
        raise ValueError(f"line {line}: nested too deep")
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return list(_list(events, depth))
    if not isinstance(event, yaml.MappingStartEvent):
        raise ValueError(f"line {line}: aliases (*) aren't read")  # noqa: TRY004 - of a text
    return _mapping(events, depth)


def _list(events: Events, depth: int) -> Iterator[Any]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _built(event, events, depth + 1)


def _mapping(events: Events, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _built(event, events, depth + 1)
        if not isinstance(key, str) or key in found:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ValueError(f"line {line}: {str(key)[:30]!r} stands twice or is no name")
        found[key] = _built(next(events), events, depth + 1)
    return found
