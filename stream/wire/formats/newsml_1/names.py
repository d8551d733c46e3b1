"""What a NewsML 1 element names: the `FormalName` of a controlled list, or its own text."""

from stream.wire.xml import Part

_LESSER = ("Scheme", "Vocabulary", "Naming")


def formal(part: Part | None) -> str | None:
    """The formal name, else the text; not taken."""
    return (part.peek("FormalName") or part.text()) if part else None


def take_formal(part: Part | None) -> str | None:
    """The same, taken, with the vocabularies that it is from."""
    if part is None:
        return None
    found = part.attribute("FormalName") or part.text()
    for name in _LESSER:
        part.attribute(name)
    part.clear_text()
    return found


def take_party(part: Part | None) -> str | None:
    """The first party that is named: `<Provider><Party FormalName="NTB"/></Provider>`."""
    for one in part.all("Party") if part else ():
        if found := one.attribute("FormalName"):
            return found
    return None


def count(part: Part) -> int:
    """How many elements it is made of; a hundred characters weigh as much as one."""
    size = 0
    for one in part.element.iter():
        size += 100 + len(one.text or "")
        for value in one.values():
            size += len(value)
    return size // 100


def value_of(part: Part) -> str | None:
    """The value of a `Property`, not taken; with parts in it, it has none of its own."""
    return part.peek("Value") or (None if len(part.element) else part.text())
