"""ZCZC … NNNN: lines led by a sign, lines of routing, a headline, the text, a sign-off.

    ZCZC AAP                     ZCZC FMG000                  ZCZC
    %A                           HH TDSport                   ABC0123 3 POL 0 R01
    #Harbour_Strike              Harbour Cup fields           Ferry crews walk out =
    $Ferry crews walk out        Race one …                   Oslo, 3 maj - …
    :(OSLO)                      AAP FIELDS                   3-MAJ-16 14:30
    NNNN                         NNNN                         NNNN

The signs are AAP's: `%` category, `#` slug, `$` headline or the code of a format, `*` subject, `@`
region, `:` place or title, `&` who filed it.
"""

import datetime as dt
import re

from schemas.wire import StoryFormat
from stream.wire import dateline
from stream.wire.agencies import is_known
from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.formats import iptc_7901, plain_text
from stream.wire.formats.embargo import is_embargo
from stream.wire.formats.field_lines import is_field_file, parse_fields
from stream.wire.formats.sign_off import agency_of, take_sign_off
from stream.wire.formats.stamps import stamp
from stream.wire.formats.tags import tag
from stream.wire.formats.title import Title, has_title, take_title
from stream.wire.formats.wire_dates import put_embargo, put_stamp

_FAR = 16
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SIGNED = re.compile(r"([%#$*@:&?!^+~])\s*(.*)")
_SUBJECT = re.compile(r"\d{8}")
_PLACE = re.compile(r"\(([^()]{2,60})\)")
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
"""Day, month, year: the houses that write them so are not American."""
_CODE = 2
"""Characters of a `$` or `*` that is the code of a format and no headline."""
_CATEGORY = re.compile(r"[A-Za-z]{1,4}")
_ROUTING = re.compile(r"([A-Z])\1 [A-Z][A-Za-z0-9]{1,10}(?:[ ,][A-Z0-9()/.-]{1,12}){0,8}")
_CODES = re.compile(
    r"(?=[^a-z]*$)(?:[A-Z]{1,4}\d{2,7}(?:[/_][A-Z0-9/_]{1,24})?|[RUBFDZ])"
    r"(?:[ _][A-Z0-9/_-]{1,8}){0,6}"
)
_MOST_TITLES = 7
"""Lines that a title has, with the first of the text."""
_TITLE_LIKE = 120
_NOT_TITLE = (".", ",", ";", ":")


def parse(text: str, arrived: dt.datetime) -> Draft:
    """The draft of what stands between ZCZC and NNNN, both taken off.

    Raises ParseError `bad_field` for a field that guessing would be unsafe for.
    """
    last = _CONTROLS.sub("", text).rstrip().rsplit("\n", _FAR)
    last, stamped = _take_stamp(last)
    last, signed = take_sign_off(last)
    own, _, text = "\n".join(last).partition("\n")
    own = own.strip()
    # Beyond the head the text is one piece: long texts aren't split twice.
    lines = text.split("\n", 2 * _FAR)
    draft = parse_fields(text) if is_field_file(lines) else _story(lines, arrived)
    if own:
        draft.extra["zczc"] = own
    if put_stamp(draft, "trailer", stamp(stamped, arrived)) or stamped:
        draft.extra["trailer"] = stamped
    if signed:
        draft.extra["sign_off"] = "\n".join(signed)
    draft.source = draft.source or agency_of(signed) or (own if is_known(own) else None)
    return draft


def _story(lines: list[str], arrived: dt.datetime) -> Draft:
    head: dict[str, list[str]] = {}
    lines, routing = _take_head(lines, head)
    counts = next((it for line in routing if (it := iptc_7901.header(line))), None)
    title, lines = _take_title(lines, routing, head)
    draft = plain_text.parse("\n".join(lines), arrived=arrived, headline=title.headline)
    draft.format = StoryFormat.ZCZC
    draft.markers += title.markers
    if counts:
        iptc_7901.set_header(draft, counts)
    if routing:
        draft.extra["routing"] = "\n".join(routing)
    iptc_7901.set_title(
        draft, Title(by=title.by, embargo=title.embargo, others=title.others), arrived
    )
    if title.notes:
        draft.put("ed_note", "\n".join(title.notes))
    _set_signed(draft, head, arrived)
    return draft


def _take_head(lines: list[str], head: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """The lines after the head, and its lines of routing; signs are sorted into `head`."""
    routing: list[str] = []
    signs = True
    for at, line in enumerate(lines[:_FAR]):
        text = line.strip()
        if not text:
            signs = False  # below an empty line "$5m win" is text
        elif signs and (found := _SIGNED.fullmatch(text)):
            head.setdefault(found[1], []).append(found[2].strip())
        elif not head and _is_routing(text):
            routing.append(text)
        else:
            return lines[at:], routing
    return lines[_FAR:], routing


def _is_routing(text: str) -> bool:
    return bool(_ROUTING.fullmatch(text) or _CODES.fullmatch(text) or iptc_7901.header(text))


def _take_title(
    lines: list[str], routing: list[str], head: dict[str, list[str]]
) -> tuple[Title, list[str]]:
    """The headline from its own field, from lines closed by `=`, or from below the routing.

    Where none is told so, `headline` is None and the text itself shows whether it has one.
    """
    if written := _headline(head):
        return Title(headline=written), lines
    if has_title(lines):
        return take_title(lines)
    if _is_filed_below(lines[:_MOST_TITLES]):
        return Title(), lines
    first = lines[0].strip() if lines else ""
    short = 0 < len(first) <= _TITLE_LIKE and not first.endswith(_NOT_TITLE)
    below = any(line.strip() for line in lines[1:])
    if routing and short and below and not lines[0].startswith(("   ", "\t")):
        return Title(headline=first), lines[1:]
    return Title(), lines


def _is_filed_below(lines: list[str]) -> bool:
    """Whether an agency that we know signs a dateline below the first line."""
    at = plain_text.dateline_at(lines)
    line = dateline.find("\n".join(lines[at:]), reference=_ANY.date()) if at else None
    return line is not None and is_known(line.agency or "")


def _headline(head: dict[str, list[str]]) -> str | None:
    """`$`, unless it is a code; else the first `:` that is no place in brackets."""
    said = [it for it in head.get("$", []) if len(it) > _CODE]
    titles = [
        it for it in head.get(":", []) if it and not _PLACE.fullmatch(it) and not _DAY.fullmatch(it)
    ]
    return next(iter(said + titles), None)


def _set_signed(draft: Draft, head: dict[str, list[str]], arrived: dt.datetime) -> None:
    """Set the fields of lines that are led by a sign; what has no field stays in `extra`."""
    headline = _headline(head)
    for sign, values in head.items():
        for value in values:
            if is_embargo(value) and "embargoed_until" not in draft.story:
                put_embargo(draft, value, arrived)
            elif value and value != headline and not _set(draft, sign, value):
                before = draft.extra.get(sign)
                draft.extra[sign] = f"{before}\n{value}" if before else value


def _set(draft: Draft, sign: str, value: str) -> bool:
    """Whether the sign has a field for the value."""
    if sign == "#" and draft.slug is None:
        draft.slug = value
    elif sign == "%" and draft.category is None and _CATEGORY.fullmatch(value):
        draft.category = value
    elif sign == "*" and _SUBJECT.fullmatch(value):
        draft.tag("subjects", tag(None, value, "subj"))
    elif sign == "@":
        draft.tag("places", tag(value))
    elif sign == ":" and draft.near is None and (day := _DAY.fullmatch(value)):
        draft.near = _day(day)
        return False
    elif sign == ":" and draft.filed is None and (place := _PLACE.fullmatch(value)):
        draft.filed = Given(place=place[1])
    else:
        return False
    return True


def _day(written: re.Match[str]) -> dt.date | None:
    day, month, year = map(int, written.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _take_stamp(lines: list[str]) -> tuple[list[str], str]:
    """The lines without the time that closes them, and that time."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    last = lines[end - 1].strip() if end else ""
    is_stamp = 0 < len(last) < 30 and stamp(last, _ANY) is not None  # noqa: PLR2004 - a time alone
    return (lines[: end - 1], last) if is_stamp and end > 1 else (lines, "")


_ANY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
