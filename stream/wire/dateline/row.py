"""The row of elements that a dateline is made of, before anything is looked up."""

from dataclasses import dataclass, field

from stream.wire.dateline.days import Day


@dataclass(slots=True)
class Row:
    """What a dateline's row holds, and how it was closed."""

    start: int
    end: int = 0
    names: list[str] = field(default_factory=list)
    """Place names as written, in their order; without an agency that stood bare among them."""
    beside: list[str] = field(default_factory=list)
    """Further places from which the story was filed: "PARIS" in "LONDON/PARIS"."""
    after: list[str] = field(default_factory=list)
    """Names after the date: a country, or an agency that we don't know ("Dec. 9 Kyodo -")."""
    day: Day | None = None
    agency: str | None = None
    bracketed: bool = False
    signature: tuple[str, int] | None = None
    """An agency before all else, and where its dash ends: "(ANSA) - ROME", "(ANSA) - The"."""
    closed_by: str = ""
    """`dash`, `stop`, `colon`, `bracket`, `line`, or nothing: then it is no dateline."""

    def signature_alone(self) -> "Row | None":
        """The row up to the dash of the agency before all else, where what follows is prose."""
        if self.signature is None:
            return None
        agency, end = self.signature
        return Row(self.start, end, agency=agency, bracketed=True, closed_by="dash")
