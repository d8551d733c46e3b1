"""What a G2 property names: its code in whichever attribute, and its name in the item's language.

A property is named by `qcode` (alias and code), by `uri`, or by a `literal` of the sender's own
(NewsML-G2, "Flex" properties).
"""

from stream.remembered import remembered
from stream.wire.formats.tags import Row, tag
from stream.wire.xml import Part
from stream.wire.xml.part import local

_CODES = ("qcode", "uri", "literal")
_LESSER = frozenset({"short", "mnemonic", "sort", "abbreviation"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def get(part: Part, name: str) -> str | None:
    """An attribute of G2's own, not taken; quick, for they have no namespace."""
    value = part.element.get(name)
    return (value.strip() or None) if value is not None else None


def drop(part: Part, *names: str) -> None:
    """Take out attributes whose meaning is in the story by now, and the language of a text."""
    element = part.element
    for name in element.keys():  # noqa: SIM118 - an element's own are its children
        if name in names or name == _LANG:
            del element.attrib[name]


def code(part: Part) -> str | None:
    """The code as written, not taken: of `qcode`, `uri`, `literal` the first there is."""
    return get(part, "qcode") or get(part, "uri") or get(part, "literal")


def bare(written: str | None) -> str:
    """A code without its scheme, as written: `hld:subHeadline` is `subHeadline`."""
    if not written:
        return ""
    return _last(written)


@remembered()
def _last(written: str) -> str:
    return written.rstrip("/").rpartition("/")[2].rpartition(":")[2].strip()


def tail(written: str | None) -> str:
    """The same in lower case, to compare: `stat:Usable` and `…/usable` are `usable`."""
    return bare(written).lower()


def scheme(written: str | None) -> str:
    """The scheme's alias or URI in lower case; "" where there is none."""
    whole = (written or "").strip().lower()
    return whole[: len(whole) - len(bare(whole))].rstrip(":/")


def take_name(part: Part, language: str | None) -> str | None:
    """The name in the story's language, else the first. The others stay."""
    names = [Part(it) for it in part.element if local(it.tag) == "name"]
    if len(names) > 1:
        names.sort(key=lambda it: (is_foreign(it, language), tail(get(it, "role")) in _LESSER))
    for one in names:
        found = one.text()
        if found:
            part.discard(one)
            return found
    return None


def take_label(part: Part, language: str | None) -> str | None:
    """How a reader would name it: its name, else the sender's literal, else its own text."""
    return take_name(part, language) or part.attribute("literal") or part.text()


def row_of(part: Part, language: str | None) -> Row:
    """A row for ninjs's lists of tags. The name is taken; the codes stay, for what is left."""
    name = take_name(part, language) if len(part.element) else None
    row = tag(name, get(part, "qcode") or get(part, "uri"))
    if literal := get(part, "literal"):
        row["literal"] = literal
    return row


def says_more(part: Part) -> bool:
    """Whether anything but codes is left."""
    element = part.element
    for name in element.keys():  # noqa: SIM118 - an element's own are its children
        if name not in _CODES:
            return True
    text = element.text
    if text and not text.isspace():
        return True
    return len(element) > 0 and any(not it.is_taken for it in part)


def base(language: str | None) -> str:
    """A language without region or script."""
    return (language or "").replace("_", "-").partition("-")[0].lower()


def is_foreign(part: Part, language: str | None) -> bool:
    """Whether a text is in another language than the story."""
    said = part.element.get(_LANG)
    return bool(said and language) and base(said) != base(language)
