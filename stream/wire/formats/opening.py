"""What stands before and after the story inside its text: headlines again, notes, the byline.

Text that comes as markup keeps these lines as paragraphs: "(Adds comments, detail)", "By Ann Lee",
"NOT FOR DISTRIBUTION TO …", and below the desk's notepad and its sign-off. Bullets before the
dateline are the story's and stay.
"""

import datetime as dt
import re

from schemas.wire import Signal
from stream.wire import dateline
from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.sign_off import LONGEST, take_last_words, take_sign_off
from stream.wire.markers import Marker, is_note
from stream.wire.notes import of_note

_MOST = 8
"""Paragraphs at the start that are looked at."""
_LONGEST_BYLINE = 120
_LONGEST_NOTE = 400
_BULLETS = ("*", "•", "- ", "– ")
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Av|Af|Door|di) +(?=\S)")
# What Reuters' desk writes before a story that replaces another.
_CHANGES = re.compile(
    r"\((?i:Adds|Updates|Recasts|Corrects|Refiles|Repeats|Rewrites|Releads|Removes|Deletes|Drops|"
    r"Fixes|Clarifies|Changes|Inserts|Writes|Edits|Restores|Amends|New throughout)\b.*\)\.?",
    re.DOTALL,
)
_RESTRICTED = re.compile(
    r"[\W_]*(?:NOT (?:INTENDED )?FOR (?:DI[SFV]|RELEASE|PUBLI|BROADCAST|USE\b|TRANSMI|ONWARD)|"
    r"NE PAS (?:DIFFUSER|DISTRIBUER|PUBLIER)|NO DIFUNDIR|NICHT ZUR (?:VER|WEITER))[^a-z]*$"
)
# dpa's: "# dpa-Notizblock", "# Notebook", with headings, contacts and sources below.
_NOTEPAD = re.compile(
    r"#{1,2} ?(?:dpa-?)?(?:Notizblock|Notebook|Notepad|Notes)\s*?(?:\n|$)"
    r"|dpa-(?:Notizblock|Notebook)\b"
    r"|\W{0,20}(?:Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt"
    r"|The following information is not (?:intended )?for publication)",
    re.IGNORECASE,
)
_NOTEPAD_LETTERS = frozenset("dDtT")
"""What its first line begins with where that is a letter: most paragraphs don't."""
_RIGHTS = re.compile(r"(?:©|\([cC]\)|\(?Copyright (?:©|\([cC]\))? ?\d{4})")
_LONGEST_RIGHTS = 220
# ANP's, its first word spaced out so that nobody misses it: "N i e u w bericht, vervangt: …".
_REPLACES = re.compile(r"(N ?i ?e ?u ?w\s{1,3}bericht,\s{1,3}vervangt:?)\s", re.IGNORECASE)
# A release's stamp: "15.7.2019 12:09:11 CEST | The issuer | The kind of release".
_STAMPED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{4},? \d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{2,5})? \| .+"
)
_DIVIDER = re.compile(r"[*_=~#-]{2,}")
_ANY_DAY = dt.date(2000, 1, 1)


def says_change(paragraph: str) -> bool:
    """Whether the desk says here, in brackets, what it changed: "(Adds comments, detail)"."""
    return len(paragraph) <= _LONGEST_NOTE and bool(_CHANGES.fullmatch(paragraph))


def take_opening(draft: Draft) -> None:
    """Take them out of the body: into `by`, `ed_note` and markers. Nothing else is touched."""
    head = draft.body.split("\n\n", _MOST)
    count = len(head)
    rest = head[_MOST:]
    head = head[:_MOST]
    headlines = {it["value"] for it in draft.headlines}
    while len(head) > 1 and " ".join(head[0].split()) in headlines:
        del head[0]
    kept: list[str] = []
    while head:
        one = head.pop(0)
        if one.startswith(_BULLETS) and not _DIVIDER.fullmatch(one):
            kept.append(one)
        elif not (head or rest) or not _take(draft, one, head):
            kept.append(one)
            break
    left = [*kept, *head, *rest]
    if len(left) < count:
        draft.body = "\n\n".join(left)


def take_closing(draft: Draft) -> None:
    """Take out what follows the text: a notepad becomes a note, a sign-off goes to `extra`."""
    paragraphs = draft.body.split("\n\n")
    at = next((n for n, it in enumerate(paragraphs) if n and _is_notepad(it)), None)
    if at is not None:
        add_note(draft, "\n\n".join(paragraphs[at:]))
        del paragraphs[at:]
    elif _is_text(paragraphs[-1]):
        return
    _take_copyright(draft, paragraphs)
    paragraphs, signed = take_sign_off(paragraphs)
    _take_copyright(draft, paragraphs)
    paragraphs[-1], last = take_last_words(paragraphs[-1])
    if last or signed:
        below = draft.extra.get("sign_off")
        lines = [*last, *signed, *([below] if isinstance(below, str) else [])]
        draft.extra["sign_off"] = "\n".join(lines)
    draft.body = "\n\n".join(paragraphs)


def _is_text(paragraph: str) -> bool:
    """Whether a last paragraph is so long that it is text, and has no mark of an end in it."""
    if len(paragraph.strip()) < LONGEST or _RIGHTS.match(paragraph):
        return False
    return not take_last_words(paragraph)[1]


def _is_notepad(paragraph: str) -> bool:
    first = paragraph[:1]
    return (not first.isalnum() or first in _NOTEPAD_LETTERS) and bool(_NOTEPAD.match(paragraph))


def _take_copyright(draft: Draft, paragraphs: list[str]) -> None:
    """A line of rights below the text; one that differs from the file's own goes to `extra`."""
    line = paragraphs[-1]
    if len(paragraphs) < 2 or len(line) > _LONGEST_RIGHTS or not _RIGHTS.match(line):  # noqa: PLR2004
        return
    if draft.story.setdefault("copyright_notice", line) != line:
        draft.extra.setdefault("rights_line", line)
    del paragraphs[-1]


def _take(draft: Draft, paragraph: str, following: list[str]) -> bool:
    if len(paragraph) > _LONGEST_NOTE:
        return False
    if says_change(paragraph):
        draft.markers += of_note(paragraph[1:])
        add_note(draft, paragraph)
    elif replaces := _REPLACES.match(paragraph):
        draft.markers.append(Marker(Signal.UPDATE, replaces[1]))
        add_note(draft, paragraph)
    elif _STAMPED.fullmatch(paragraph):
        draft.extra.setdefault("stamp", paragraph)
    elif _DIVIDER.fullmatch(paragraph):
        return bool(following)
    elif _RESTRICTED.fullmatch(paragraph) or is_note(paragraph):
        add_note(draft, paragraph)
    elif _is_byline(paragraph, draft.story.get("by"), following):
        _put_byline(draft, paragraph)
    else:
        return False
    return True


def _put_byline(draft: Draft, paragraph: str) -> None:
    names = names_of(paragraph)
    by = draft.story.setdefault("by", names)
    if names and by and names.casefold() not in by.casefold():
        draft.extra.setdefault("byline", paragraph)


def _is_name(names: str) -> bool:
    """Whether words after "By" are people: "By noon all was over" names none."""
    first = names.split(maxsplit=1)[0] if names.strip() else ""
    return first[:1].isupper() and not any(sign.isdigit() for sign in names)


def _is_byline(paragraph: str, by: str | None, following: list[str]) -> bool:
    """A byline that is known already, or one before a dateline."""
    if len(paragraph) > _LONGEST_BYLINE or not _BYLINE.match(paragraph):
        return False
    names = names_of(paragraph) or ""
    if not _is_name(names):
        return False
    if by and names.casefold() == by.casefold():
        return True
    below = next((it for it in following if not it.startswith(_BULLETS)), "")
    return dateline.find(below, reference=_ANY_DAY) is not None
