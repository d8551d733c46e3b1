"""Plain text: lines of a head, a headline, a dateline, the body. Words and order stay as sent."""

import datetime as dt

from schemas.wire import StoryFormat
from stream.wire import dateline
from stream.wire.clean import lines_by_lf
from stream.wire.dateline import Given
from stream.wire.dateline.tokens import LONGEST
from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.formats.announcement import announcement
from stream.wire.formats.bulletin import Bulletin, bulletin
from stream.wire.formats.common import set_common
from stream.wire.formats.date_line import date_line
from stream.wire.formats.head_lines import Head, take_date
from stream.wire.formats.headline import looks_like_headline
from stream.wire.formats.iptc_7901 import set_header
from stream.wire.formats.json_status import set_status_word
from stream.wire.formats.sign_off import take_end
from stream.wire.formats.wire_dates import put_embargo, put_stamp
from stream.wire.markers import is_note, leading
from stream.wire.notes import of_note
from stream.wire.paragraphs import join, normal

_FAR = 14
"""Lines in which a dateline is looked for; after that it isn't the story's own."""
_LONGEST_HEADLINE = 500
_MOST_LINES = 7
_ANY_DAY = dt.date(2000, 1, 1)
_DESKS = ("Eds", "EDS", "ATTN")
"""How a note begins that speaks of its own story, and not to every editor."""
_SENTENCE = (".", '."', ".”")


def parse(text: str, *, arrived: dt.datetime, headline: str | None = None) -> Draft:
    """The draft. Where `headline` is known already, none is looked for in the text.

    Raises ParseError `bad_field` for a head's field that can't be used.
    """
    text = lines_by_lf(text)
    head = Head()
    if headline is None and (found := _announced(text, arrived)):
        return _bulletin(found)
    lines = _take_head(text, head)
    if headline is None:
        headline, lines = _take_headline(lines, head)
    elif headline:
        lines = _below_headline(lines, head)
    if headline:
        lines = _take_asides(lines, head)
    draft = _draft(head, headline, arrived)
    lines, ended = take_end(lines)
    if ended:
        draft.extra["sign_off"] = ended[0]
    draft.body = _dateline_joined(normal("\n".join(lines)))
    _place_notes(draft, head.notes)
    return draft


def _announced(text: str, arrived: dt.datetime) -> Bulletin | None:
    lines = text.split("\n")
    return bulletin(lines, arrived) or announcement(lines)


def _bulletin(found: Bulletin) -> Draft:
    lines, ended = take_end(found.lines)
    draft = Draft(StoryFormat.PLAIN_TEXT, body=normal("\n".join(lines)))
    if ended:
        draft.extra["sign_off"] = ended[0]
    draft.headlines.append({"role": "main", "value": found.headline})
    draft.source = found.source
    draft.extra["header"] = list(found.header)
    put_stamp(draft, "issued", found.when)
    return draft


def _dateline_joined(body: str) -> str:
    """A dateline that stands alone, as press releases set it, belongs to the paragraph below it."""
    first, _, rest = body.partition("\n\n")
    if not rest or len(first) > LONGEST:
        return body
    line = dateline.find(first, reference=_ANY_DAY)
    return f"{first}\n{rest}" if line and line.end == len(first) else body


def _take_head(text: str, head: Head) -> list[str]:
    """The lines after the head."""
    found, text = take_date(text)
    if found:
        head.fields["date"] = found
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip() and not _takes(line, head):
            return lines[number:]
    return []


def _takes(line: str, head: Head) -> bool:
    found, rest = take_date(line)
    if found and not rest.strip():
        head.fields.setdefault("date", found)
        return True
    return head.take(line)


def _take_headline(lines: list[str], head: Head) -> tuple[str | None, list[str]]:
    """What stands before the dateline is the headline; without one the first line may be it."""
    at = dateline_at(lines)
    if at and (titles := _before(lines[:at], head)) is not None:
        head.titles += titles[1:]
        return next(iter(titles), None), lines[at:]
    if at is None and looks_like_headline(lines):
        return lines[0].strip(), lines[1:]
    return None, lines


def _below_headline(lines: list[str], head: Head) -> list[str]:
    """The text after the lines that stand between a headline and a dateline, if all are known."""
    at = dateline_at(lines[:_MOST_LINES])
    tried = Head()
    if not at or not all(_takes_above(line, tried) for line in lines[:at] if line.strip()):
        return lines
    head.merge(tried)
    return lines[at:]


def _take_asides(lines: list[str], head: Head) -> list[str]:
    """The text after a byline and notes right below the headline, where no dateline follows."""
    start = 0
    for at, line in enumerate(lines[:_MOST_LINES], start=1):
        if line.strip():
            if at == len(lines) or not head.take_aside(line):
                break
            start = at
    return lines[start:]


def _takes_above(line: str, head: Head) -> bool:
    return head.take(line) or head.take_label(line)


def dateline_at(lines: list[str]) -> int | None:
    """The number of the line that starts with a dateline."""
    for number, line in enumerate(lines[:_FAR]):
        if line.strip() and dateline.find(
            "\n".join(lines[number : number + 3]), reference=_ANY_DAY
        ):
            return number
    return None


def _before(lines: list[str], head: Head) -> list[str] | None:
    """The headline among the lines before a dateline, and titles below it; None for prose."""
    tried = Head()
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            blocks.append([])
        elif not _takes_above(line, tried):
            blocks[-1].append(line.strip())
    titles = [" ".join(block) for block in blocks if block]
    rest = [line for block in blocks for line in block]
    too_much = len(" ".join(rest)) > _LONGEST_HEADLINE or len(rest) > _MOST_LINES
    if too_much or any(line.endswith(_SENTENCE) for line in rest):
        return None
    head.merge(tried)
    return titles


def _draft(head: Head, headline: str | None, arrived: dt.datetime) -> Draft:
    draft = Draft(StoryFormat.PLAIN_TEXT, markers=head.markers)
    fields = Fields(dict(head.fields))
    draft.own_id = fields.label("id")
    embargo = fields.text("embargo")
    set_common(draft, fields)
    set_status_word(draft, fields)
    headline = fields.text("headline") or headline
    if headline:
        draft.headlines.append({"role": "main", "value": headline})
    draft.headlines += [{"role": "sub", "value": it} for it in head.titles]
    if head.counts:
        set_header(draft, head.counts)
    if "date" in head.fields:
        draft.extra["date"] = head.fields["date"]
        found = fields.take("date")
        if not put_stamp(draft, "date", date_line(head.fields["date"])):
            draft.put_date("version_created", found)
    if embargo:
        put_embargo(draft, embargo, arrived)
    if where := fields.text("dateline"):
        draft.filed = Given(text=where)
    if head.other:
        draft.extra["header"] = list(head.other)
    draft.extra |= fields.left
    return draft


def _place_notes(draft: Draft, notes: list[str]) -> None:
    """Keep notes to editors beside the story.

    Where they are all there is, or speak to every editor and no dateline follows, the item is the
    note: an advisory.
    """
    if not notes:
        return
    addressed = any(is_note(it) and not it.lstrip("(").startswith(_DESKS) for it in notes)
    if not draft.body or (addressed and not dateline.find(draft.body, reference=_ANY_DAY)):
        draft.markers += [it for note in notes for it in leading(note)[0]]
        draft.body = join([*notes, draft.body])
    else:
        draft.put("ed_note", "\n".join(notes))
        draft.markers += [it for note in notes for it in of_note(note.lstrip("("))]
