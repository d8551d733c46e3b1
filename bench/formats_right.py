"""How many fields of agencies' own files come out right: `make bench-formats-right`.

Compares `stream.wire.read` with what a careful reader found (`bench.expected`), field by field, the
half that was developed on and the locked half apart.
"""

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from typing import Any

from bench.expected import DATES, FIELDS, FIXTURES, HALVES, TEXTS, File, alternatives, digest, files
from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.gazetteer import fold
from stream.wire import read

JUDGED = frozenset(FIELDS) - {"source", "ed_note", "marker", "type"}
ARRIVED = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
CODES = {
    "planning": "planning",
    "no_text": "no_text",
    "concept": "not_news",
    "not_news": "not_news",
}
_LEADING = " \t\n-–—_"


def main() -> None:
    """Print the table, and with `--misses` every field that is wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--misses", action="store_true", help="name each wrong field")
    options.add_argument("--half", choices=HALVES, help="only this half")
    options.add_argument("--file", default="", help="only files whose path contains this")
    chosen = options.parse_args()
    if not FIXTURES.is_dir():
        sys.exit(f"{FIXTURES} isn't there: the files that agencies sent are no part of the project")
    result = {}
    for half in [chosen.half] if chosen.half else HALVES:
        right, asked, misses = judged(half, chosen.file)
        result[half] = {name: [right[name], asked[name]] for name in ("items", *FIELDS)}
        if not chosen.json:
            show(half, right, asked)
            if chosen.misses:
                print("\n".join(misses))
    if chosen.json:
        print(json.dumps(result))


def judged(half: str, only: str = "") -> tuple[Counter[str], Counter[str], list[str]]:
    """Fields that are right, fields that were asked, and a line for each miss."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses: list[str] = []
    for file in files(half):
        if only in file.path:
            _judge(file, right, asked, misses)
    return right, asked, misses


def show(half: str, right: Counter[str], asked: Counter[str]) -> None:
    """A line for each field."""
    print(f"{half}: {asked['items']} items or refusals")
    for name in ("items", *FIELDS):
        mark = "" if name in JUDGED or name == "items" else "  (not in the sum)"
        print(f"  {name:16} {right[name]:4} of {asked[name]:4}{mark}")
    total = sum(asked[name] for name in JUDGED)
    good = sum(right[name] for name in JUDGED)
    print(f"  all judged       {good:4} of {total:4}  {100 * good / max(1, total):.2f} %")


def _judge(file: File, right: Counter[str], asked: Counter[str], misses: list[str]) -> None:
    found = outcomes(file.path)
    wanted: list[dict[str, Any]] = file.items or [{"refused": file.refused}]
    for number, item in enumerate(wanted):
        got = found[number] if number < len(found) else "missing"
        asked["items"] += 1
        where = f"{file.path}[{number}]"
        if "refused" in item:
            ok = got in {CODES[it] for it in item["refused"]} or (
                len(found) < len(wanted) and len(found) == 1
            )
            right["items"] += ok
            if not ok:
                misses.append(f"  {where}: wanted refusal {item['refused']}, got {_short(got)}")
            continue
        if got == "no_text" and None in item["body_first"]:
            right["items"] += 1  # a headline alone: to refuse it is as right
            continue
        right["items"] += isinstance(got, ParsedStory)
        if not isinstance(got, ParsedStory):
            misses.append(f"  {where}: wanted a story, got {got}")
        for name in FIELDS:
            asked[name] += 1
            ok = isinstance(got, ParsedStory) and is_right(name, item[name], got)
            right[name] += ok
            if not ok and isinstance(got, ParsedStory):
                misses.append(
                    f"  {where} {name}: wanted {item[name]}, got {_short(value(name, got))}"
                )


def outcomes(path: str) -> list[ParsedStory | str]:
    """The stories of a file, and the codes of what is none."""
    try:
        found = read((FIXTURES / path).read_bytes(), arrived=ARRIVED)
    except ParseError as error:
        return [error.code]
    return [it.code if isinstance(it, ParseError) else it for it in found]


def value(name: str, item: ParsedStory) -> Any:
    """A field of a story as it came out."""
    story, wire = item.story, item.wire
    paragraphs = story.body.split("\n\n")
    plain = {
        "type": story.type or "text",
        "headline": story.headline or None,
        "slugline": story.slugline,
        "body_first": paragraphs[0] or None,
        "body_last": paragraphs[-1] or None,
        "byline": story.by,
        "urgency": story.urgency,
        "language": story.language,
        "status": story.pub_status or "usable",
        "signal": wire.signal.value,
        "marker": wire.marker,
        "dateline": wire.dateline,
        "source": wire.source,
        "ed_note": story.ed_note,
        "version_created": story.version_created,
        "first_created": story.first_created or story.content_created,
        "embargoed_until": story.embargoed_until,
    }
    return plain[name]


def is_right(name: str, wanted: Any, item: ParsedStory) -> bool:
    """Whether a field is one of the values that a careful reader would accept."""
    got = value(name, item)
    if name in TEXTS:
        forms = [got] if got is None else [digest(it) for it in _forms(name, got, item)]
        return any(it in forms for it in wanted)
    if name == "dateline":
        return any(_same_line(it, got) for it in wanted)
    if name in DATES:
        return any(_same_moment(it, got, item) for it in alternatives(wanted))
    if name == "language":
        return any(_tag(it) == _tag(got) for it in alternatives(wanted))
    return got in alternatives(wanted)


def _forms(name: str, got: str, item: ParsedStory) -> list[str]:
    """A first paragraph with the dateline, and without it where it had a field of its own."""
    line = item.wire.dateline
    if not name.startswith("body_") or line is None or not got.startswith(line.text):
        return [got]
    return [got, got[len(line.text) :].lstrip(_LEADING)]


def _tag(language: str | None) -> str | None:
    return language.lower().replace("_", "-") if language else None


def _same_line(wanted: dict[str, Any] | None, got: Any) -> bool:
    """Place, date and agency; country and region where the reader was sure of them."""
    if wanted is None or got is None:
        return wanted is got
    date = got.date.isoformat() if got.date else None
    return (
        _folded(got.place) in {_folded(it) for it in alternatives(wanted["place"])}
        and _said(wanted["date"], date)
        and _said(wanted["agency"], got.agency)
        and _said(wanted["country"], got.country)
    )


def _said(wanted: Any, got: str | None) -> bool:
    """Where the reader named nothing, anything is right."""
    names = alternatives(wanted)
    return None in names or _folded(got) in {_folded(it) for it in names}


def _folded(name: str | None) -> str:
    return fold(name or "")


def _same_moment(wanted: str | None, got: dt.datetime | None, item: ParsedStory) -> bool:
    """The same moment, and as sure of its zone; a day where only a day is written."""
    if wanted is None or got is None:
        return wanted is None and got is None
    moment = dt.datetime.fromisoformat(wanted)
    if moment.tzinfo is None:
        same = got.replace(tzinfo=None) == moment
        return same and bool(item.wire.extra.get("zone_unknown"))
    return got == moment


def _short(found: Any) -> str:
    return repr(found)[:150]


if __name__ == "__main__":
    main()
