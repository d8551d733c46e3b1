"""`NewsLines`: the lines that a reader or an editor sees around a text."""

import datetime as dt
from collections.abc import Callable

from stream.wire.fields import bad_field
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.embargo import until
from stream.wire.formats.instructions import plain_word
from stream.wire.formats.newsml_1.names import formal
from stream.wire.formats.newsml_1.said import Said
from stream.wire.formats.nitf.bylines import names_alone
from stream.wire.xml import Part, readable

_FEW = 20
_LONGEST_BYLINE = 500
_NOTES = ("advisory", "note", "editor", "correction", "attention", "warning", "instruction")
_SUMMARIES = ("summary", "abstract", "caption", "teaser", "description", "synopsis")


def set_lines(said: Said, lines: Part, language: str | None, arrived: dt.datetime) -> None:
    """Take what has a field; of lines in several languages, those in the story's own."""
    for one in lines:
        if one.name == "NewsLine":
            _set_news_line(said, one, arrived)
        elif (take := _TAKERS.get(one.name)) and not _is_foreign(one, language):
            one.attribute("lang")
            take(said, one)


def _is_foreign(part: Part, language: str | None) -> bool:
    own = part.peek("lang")
    return bool(own and language) and _base(own) != _base(language)


def _base(language: str | None) -> str:
    return (language or "").replace("_", "-").partition("-")[0].lower()


def _headline(said: Said, part: Part) -> None:
    value = part.take_text()
    rows = said.draft.headlines
    if value and not any(it["value"] == value for it in rows[:_FEW]):
        rows.append({"role": "alternative" if rows else "main", "value": value})


def _sub_headline(said: Said, part: Part) -> None:
    """It stands below the headline, which may come after it or from another level."""
    if "SubHeadLine" not in said.draft.extra and (value := part.take_text()):
        said.draft.extra["SubHeadLine"] = value


def _byline(said: Said, part: Part) -> None:
    draft = said.draft
    before = draft.story.get("by")
    if before and len(before) > _LONGEST_BYLINE:
        return
    names = names_alone(part.text() or "")
    part.clear_text()
    if names and names != before:
        draft.story["by"] = f"{before}, {names}" if before else names


def _dateline(said: Said, part: Part) -> None:
    said.line = said.line or part.take_text() or ""


def _credit(said: Said, part: Part) -> None:
    if value := part.take_text():
        said.draft.extra.setdefault("CreditLine", value)


def _slug(said: Said, part: Part) -> None:
    if said.draft.slug is None:
        said.draft.slug = part.take_text()


def _keywords(said: Said, part: Part) -> None:
    add_keywords(said, part.take_text())


def add_keywords(said: Said, text: str | None) -> None:
    """Add keywords, divided by semicolons or commas."""
    words = (text or "").replace(";", ",").split(",")
    said.draft.keywords += [it for one in words if (it := one.strip())]


def _copyright(said: Said, part: Part) -> None:
    if "copyright_notice" not in said.draft.story:
        said.draft.put("copyright_notice", part.take_text())


def _rights(said: Said, part: Part) -> None:
    if "usage_terms" not in said.draft.story:
        said.draft.put("usage_terms", part.take_text())


def _set_news_line(said: Said, line: Part, arrived: dt.datetime) -> None:
    """A line of the provider's own kind: notes, embargo, summaries; others stay for `extra`."""
    kind = plain_word(formal(line.first("NewsLineType")))
    parts = line.all("NewsLineText")
    texts = [text for it in parts if (text := readable(it).text)]
    if not texts:
        line.remove()
    elif known := _BY_KIND.get(kind):
        for one in parts:
            known(said, one)
        line.remove()
    elif "embargo" in kind:
        _set_embargo(said, " ".join(texts[0].split()), arrived)
        line.remove()
    elif any(it in kind for it in _NOTES):
        add_note(said.draft, "\n\n".join(texts))
        line.remove()
    elif any(it in kind for it in _SUMMARIES):
        rows = said.draft.story.setdefault("descriptions", [])
        rows += ({"role": kind, "content_type": "text/plain", "value": it} for it in texts)
        line.remove()


def _set_embargo(said: Said, text: str, arrived: dt.datetime) -> None:
    """Raises ParseError `bad_field` for an embargo whose end can't be read."""
    found = until(text, arrived.date())
    if found is None:
        raise bad_field("NewsLine", text, "an embargo's end, with date and time")
    said.draft.story["embargoed_until"] = found.when
    if not found.zone_known:
        said.draft.zone_unknown.append("NewsLine")


_TAKERS: dict[str, Callable[[Said, Part], None]] = {
    "HeadLine": _headline,
    "SubHeadLine": _sub_headline,
    "ByLine": _byline,
    "DateLine": _dateline,
    "CreditLine": _credit,
    "SlugLine": _slug,
    "KeywordLine": _keywords,
    "CopyrightLine": _copyright,
    "RightsLine": _rights,
}
_BY_KIND: dict[str, Callable[[Said, Part], None]] = {
    name.lower(): take for name, take in _TAKERS.items()
}
