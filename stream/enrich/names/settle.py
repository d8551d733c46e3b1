"""Settles what several readers say of the same words: the longer span, then a rule."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from stream.enrich.names.spans import Span, in_order


def settle(model: Iterable[Span], *rules: Iterable[Span]) -> list[Span]:
    """Spans without overlaps. Of the same extent the earlier rule's type stands, then the model's.

    A reader that agrees on words and type is added to the span's evidence.
    """
    layers = [*rules, model]
    claims = [(rank, span) for rank, layer in enumerate(layers) for span in layer]
    claims.sort(key=lambda claim: (claim[1].start - claim[1].end, claim[0], claim[1].start))
    ground = _Ground()
    for _, span in claims:
        ground.claim(span)
    return ground.spans()


class _Ground:
    """Taken stretches of a passage, kept in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._taken: dict[int, Span] = {}

    def claim(self, span: Span) -> None:
        """Take the stretch if it is free; agree with who holds exactly it."""
        at = bisect_left(self._starts, span.end)
        holder = self._taken[self._starts[at - 1]] if at else None
        if holder is None or holder.end <= span.start:
            insort(self._starts, span.start)
            self._taken[span.start] = span
        elif (holder.start, holder.end, holder.type) == (span.start, span.end, span.type):
            self._taken[holder.start] = Span(
                holder.start, holder.end, holder.type, holder.by | span.by
            )

    def spans(self) -> list[Span]:
        return in_order(self._taken.values())
