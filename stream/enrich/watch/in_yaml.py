"""A watch list in YAML: a list of entries, each a mapping of fields.

    - id: HFE-1
      name: Harbour Freight Exchange
      aliases: [HFX, Harbour Exchange]
      type: organisation

Read event by event, so that nothing is ever built but strings: no tags, no aliases that multiply,
no number or date where an id looks like one (`007`, `no`, `2031-05-03` stay as written).
"""

from collections.abc import Iterator

import yaml

from stream.enrich.watch.entries import ListFault, Row

# The reader in C is thirty times as fast; PyYAML comes without it on a few machines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null"})

Events = Iterator[yaml.Event]


def rows(text: str) -> Iterator[Row]:
    """The entries of a YAML text; the list may stand under a single key.

    Raises:
        ListFault: it is no YAML, no list of mappings, or holds an alias.
    """
    events = _events(text)
    for event in events:
        if isinstance(event, yaml.SequenceStartEvent):
            yield from _entries(events)
        elif isinstance(event, yaml.MappingStartEvent):
            _text(next(events))
            _expect(next(events), yaml.SequenceStartEvent, "a list of entries")
            yield from _entries(events)
            _expect(next(events), yaml.MappingEndEvent, "one list of entries, and nothing else")
        elif isinstance(event, yaml.ScalarEvent) and event.value not in _NOTHING:
            raise ListFault(_line(event), "a list of entries is wanted")


def _events(text: str) -> Events:
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):
                raise ListFault(_line(event), "aliases (*) aren't read")
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ListFault(mark.line + 1 if mark else None, f"no YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise ListFault(None, "no YAML: it holds characters that YAML doesn't allow") from None


def _entries(events: Events) -> Iterator[Row]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        _expect(event, yaml.MappingStartEvent, "an entry with fields")
        yield Row(_line(event), _fields(events))


def _fields(events: Events) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        name = _text(event)
        if name in found:
            raise ListFault(_line(event), f"{name[:30]!r} stands twice in one entry")
        found[name] = list(_values(next(events), events))
    return found


def _values(event: yaml.Event, events: Events) -> Iterator[str]:
    """A text, or a list of texts; nothing for an empty one."""
    if not isinstance(event, yaml.SequenceStartEvent):
        if _text(event) not in _NOTHING:
            yield _text(event)
        return
    for value in events:
        if isinstance(value, yaml.SequenceEndEvent):
            return
        yield _text(value)


def _text(event: yaml.Event) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise ListFault(_line(event), "a text or a list of texts is wanted")
    return str(event.value).strip()


def _expect(event: yaml.Event, kind: type[yaml.Event], wanted: str) -> None:
    if not isinstance(event, kind):
        raise ListFault(_line(event), f"{wanted} is wanted")


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1
