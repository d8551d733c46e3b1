"""Plain text: lines of a head, a headline, a dateline, the body. Words and order stay as sent."""

import datetime as dt

from schemas.wire import StoryFormat
from stream.wire import dateline
from stream.wire.clean import lines_by_lf
from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.formats.common import set_common
from stream.wire.formats.head_lines import Head, take_date
from stream.wire.formats.headline import looks_like_headline
from stream.wire.markers import leading
from stream.wire.paragraphs import join, normal

_FAR = 14
"""Lines in which a dateline is looked for; after that it isn't the story's own."""
_LONGEST_HEADLINE = 250
_MOST_LINES = 4
_ANY_DAY = dt.date(2000, 1, 1)
_SENTENCE = (".", '."', ".”")


def parse(text: str) -> Draft:
    """The draft. Raises ParseError `bad_field` for a head's field that can't be used."""
    head = Head()
    lines = _take_head(lines_by_lf(text), head)
    headline, lines = _take_headline(lines, head)
    draft = _draft(head, headline)
    draft.body = normal("\n".join(lines))
    _place_notes(draft, head.notes)
    return draft


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
    at = _dateline_at(lines)
    if at and (headline := _before(lines[:at], head)) is not None:
        return headline or None, lines[at:]
    if at is None and looks_like_headline(lines):
        return lines[0].strip(), lines[1:]
    return None, lines


def _dateline_at(lines: list[str]) -> int | None:
    """The number of the line that starts with a dateline."""
    for number, line in enumerate(lines[:_FAR]):
        if line.strip() and dateline.find(
            "\n".join(lines[number : number + 3]), reference=_ANY_DAY
        ):
            return number
    return None


def _before(lines: list[str], head: Head) -> str | None:
    """The headline among the lines before a dateline; None where they are prose."""
    tried = Head()
    rest = [
        line.strip()
        for line in lines
        if line.strip() and not tried.take(line) and not tried.take_label(line)
    ]
    headline = " ".join(rest)
    too_much = len(headline) > _LONGEST_HEADLINE or len(rest) > _MOST_LINES
    if too_much or any(line.endswith(_SENTENCE) for line in rest):
        return None
    head.markers += tried.markers
    head.notes += tried.notes
    head.other += tried.other
    head.fields = tried.fields | head.fields
    return headline


def _draft(head: Head, headline: str | None) -> Draft:
    draft = Draft(StoryFormat.PLAIN_TEXT, markers=head.markers)
    fields = Fields(dict(head.fields))
    draft.own_id = fields.label("id")
    set_common(draft, fields)
    headline = fields.text("headline") or headline
    if headline:
        draft.headlines.append({"role": "main", "value": headline})
    if "date" in head.fields:
        draft.extra["date"] = head.fields["date"]
        draft.put_date("version_created", fields.take("date"))
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
    addressed = any(not note.startswith("Eds") for note in notes)
    if not draft.body or (addressed and not dateline.find(draft.body, reference=_ANY_DAY)):
        draft.markers += [it for note in notes for it in leading(note)[0]]
        draft.body = join([*notes, draft.body])
    else:
        draft.put("ed_note", "\n".join(notes))
