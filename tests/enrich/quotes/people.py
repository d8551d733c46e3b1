"""Entities for tests of rules that need no model: names found wherever the text has them."""

import re

from schemas.enrichment import Entity, EntityType, Mention


def cast(text: str, **names: str) -> list[Entity]:
    """Entities by name, each with its type: `cast(text, Ada_Byron="person")`; surnames count."""
    found = (_entity(text, name.replace("_", " "), kind) for name, kind in names.items())
    return [it for it in found if it]


def _entity(text: str, name: str, kind: str) -> Entity | None:
    forms = {name, name.rpartition(" ")[2]} if kind == "person" else {name}
    pattern = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    mentions = [
        Mention(start=it.start(), end=it.end(), text=it[0])
        for it in re.finditer(rf"\b(?:{pattern})\b", text)
    ]
    if not mentions:
        return None
    return Entity(
        id=f"{kind}:{name.lower().replace(' ', '-')}",
        type=EntityType(kind),
        name=name,
        relevance=0.5,
        confidence=0.9,
        mentions=mentions,
    )
