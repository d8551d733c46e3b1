"""The metadata of a component: who made it, what may be done with it, what it is about."""

import re
from collections.abc import Callable

from stream.wire.draft import Draft
from stream.wire.formats.ed_note import add_note
from stream.wire.formats.language import put_language
from stream.wire.formats.newsml_1.lines import add_keywords
from stream.wire.formats.newsml_1.names import formal, take_formal, take_party, value_of
from stream.wire.formats.newsml_1.said import Origin, Said
from stream.wire.formats.nitf.bylines import names_alone
from stream.wire.formats.tags import tag
from stream.wire.xml import Part

_CODE = re.compile(r"\d{8}")
_ISO_3 = re.compile(r"[A-Z]{3}")
_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
_AUTHORS = ("author", "writer", "journalist", "reporter", "byline", "redacteur", "autor")
_NOTES = frozenset({"editorialinfo", "ednote", "editorialnote", "editorsnote", "advisory"})
_AREAS = ("CountryArea", "Area", "State", "Province", "Region")
_TOPICS = {
    "person": "people",
    "organisation": "organisations",
    "organization": "organisations",
    "company": "organisations",
    "location": "places",
    "place": "places",
    "city": "places",
    "country": "places",
    "event": "events",
    "product": "objects",
}


def set_administrative(said: Said, part: Part) -> None:
    """Take provider, source, authors, and properties that have a field."""
    for name, role in (("Provider", "provider"), ("Source", "source")):
        for one in part.all(name):
            if party := take_party(one):
                rows = said.draft.story.setdefault("info_sources", [])
                rows.append({"name": party, "role": role})
    for name in ("Creator", "Contributor"):
        for one in part.all(name):
            _set_authors(said.draft, one)
    set_properties(said, part)


def _set_authors(draft: Draft, creators: Part) -> None:
    """Whoever is called an author by a full name; initials and desks stay for `extra`."""
    for one in creators.all("Party"):
        role = (one.peek("Topic") or one.peek("Role") or "").lower()
        name = one.peek("FormalName") or ""
        if "by" not in draft.story and " " in name and any(it in role for it in _AUTHORS):
            draft.put("by", names_alone(name))
            one.remove()


def set_rights(said: Said, part: Part) -> None:
    """Take the holder of the copyright, and what the use of it is limited to."""
    draft = said.draft
    for one in part.all("Copyright"):
        if holder := one.first("CopyrightHolder"):
            name = take_party(holder) or holder.take_text()
            draft.story.setdefault("copyright_holder", name) if name else None
    found = [
        text
        for one in part.all("UsageRights")
        for name in ("UsageType", "Limitations")
        if (text := one.take(name))
    ]
    draft.put("usage_terms", "\n\n".join(found) or None)


def set_descriptive(said: Said, part: Part) -> None:
    """Take language, genre, subjects, places, keywords."""
    for one in part:
        take = _TAKERS.get(one.name)
        if take is not None:
            take(said, one)
    set_properties(said, part)


def set_topics(said: Said, part: Part) -> None:
    """The things that a `TopicSet` describes, by their own types; the rest stays for `extra`."""
    for one in part.all("Topic"):
        kind = _TOPICS.get((formal(one.first("TopicType")) or "").lower(), "subjects")
        named = one.first("FormalName")
        name = one.take("Description") or (named.text() if named else None)
        if name:
            said.draft.tag(kind, tag(name))


def _language(said: Said, part: Part) -> None:
    value = take_formal(part)
    if "language" not in said.draft.story:
        put_language(said.draft, "Language", value)


def _genre(said: Said, part: Part) -> None:
    if name := take_formal(part):
        rows = said.draft.story.setdefault("genres", [])
        if {"name": name} not in rows[-1:]:
            rows.append({"name": name})


def _subject_code(said: Said, part: Part) -> None:
    """Codes of the IPTC's list, or of the provider's own vocabulary."""
    for one in part:
        if one.name in _SUBJECTS:
            _subject(said, one)
    if part.peek("FormalName"):
        _subject(said, part)


def _subject(said: Said, part: Part) -> None:
    draft = said.draft
    if (category := part.attribute("cat")) and draft.category is None:
        draft.category = category
    vocabulary = part.attribute("Vocabulary")
    code = part.attribute("FormalName")
    if code is None:
        return
    if _CODE.fullmatch(code):
        row = tag(part.take_text(), code, "subj")
    else:
        row = tag(part.take_text() or code, code if vocabulary else None, vocabulary)
    rows = draft.story.setdefault("subjects", [])
    if not any(row == it for it in rows[-_FEW:]):
        rows.append(row)


_FEW = 30
"""Rows that are compared with a new one: agencies repeat codes close to each other."""


def _location(said: Said, part: Part) -> None:
    """Places; the one that the text comes from is kept for its dateline too."""
    found: dict[str, str] = {}
    for one in part.all("Property"):
        name, value = one.peek("FormalName"), value_of(one)
        if name and value and name not in found:
            found[name] = value
            if name in {"City", "Country"}:
                one.remove()
        elif not value:
            one.remove()
    city, country = found.get("City"), found.get("Country")
    area = next((found[it] for it in _AREAS if it in found), None)
    if country and _ISO_3.fullmatch(country) and not city:
        said.draft.tag("places", tag(None, country, "iso3166-1a3"))
    for name in (city, country):
        if name and not _ISO_3.fullmatch(name):
            said.draft.tag("places", tag(name))
    if country and city and _ISO_3.fullmatch(country):
        said.draft.tag("places", tag(None, country, "iso3166-1a3"))
    where = (part.attribute("HowPresent") or "origin").lower()
    if city and where in {"origin", "from"} and said.origin is None:
        said.origin = Origin(city, area, None if _ISO_3.fullmatch(country or "") else country)


def _date_line_date(said: Said, part: Part) -> None:
    if value := part.take_text():
        said.draft.put_date("content_created", ("DateLineDate", value))


def _guid(said: Said, part: Part) -> None:
    said.draft.own_id = said.draft.own_id or part.take_text()


def set_properties(said: Said, part: Part) -> None:
    """Take the properties right below that have a field by their names."""
    for one in part.all("Property"):
        _set_property(said, one)


def _set_property(said: Said, part: Part) -> None:
    """Take a property that has a field by its name; empty ones are nothing."""
    name = (part.peek("FormalName") or "").lower()
    value = value_of(part)
    if not value:
        if not len(part.element):
            part.remove()
        return
    if name in {"priority", "urgency"}:
        if "urgency" not in said.draft.story:
            said.draft.put_urgency((name, value))
    elif name in _NOTES:
        add_note(said.draft, value)
    elif name.endswith(("keyword", "keywords")):
        add_keywords(said, value)
    elif name == "newsobjectid":
        said.draft.alt_ids.append({"role": "NewsObjectId", "value": value})
    else:
        return
    part.remove()


_TAKERS: dict[str, Callable[[Said, Part], None]] = {
    "Language": _language,
    "Genre": _genre,
    "SubjectCode": _subject_code,
    "Location": _location,
    "DateLineDate": _date_line_date,
    "guid": _guid,
}
