"""One form for clauses that mean the same by their shape alone."""

from typing import Any

from schemas.clause import Clause


def normal(clause: Clause) -> Clause:
    """All within all and any within any opened, lists of one unwrapped, none of any as none."""
    if not clause.parts:
        return clause
    parts = [normal(part) for part in clause.parts]
    none = clause.kind == "none"
    opened = _opened(parts, "any" if none else clause.kind)
    # Not validated: what is opened may be longer than what may be written.
    fields: dict[str, Any] = {clause.kind: opened}
    return opened[0] if len(opened) == 1 and not none else Clause.model_construct(None, **fields)


def _opened(parts: list[Clause], kind: str) -> list[Clause]:
    """The parts, each of this kind replaced by its own."""
    found: list[Clause] = []
    for part in parts:
        found += part.parts if part.parts and part.kind == kind else [part]
    return found
