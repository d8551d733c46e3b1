"""The customer's watch list over all that was found: its names stand, whatever others say.

A watched name is always an entity of the list's type, under the list's id. Spans that touch it give
way; what the story says of the same person or place elsewhere (a surname, a GeoNames id) joins it.

Confidence is 1 for a name that is written as listed and that one entry has; 0.95 in another
spelling; 0.8 where the model sees a longer name around it. A name that several entries have goes to
the one that the story names in another way too, else to each of them, at its share.
"""

from collections import deque
from collections.abc import Iterable
from itertools import chain

from stream.enrich.names.groups import Group, Sighting
from stream.enrich.names.spans import WATCH, Passage, Span, in_order, without_overlaps
from stream.enrich.watch import Hit, Matcher, Watched
from stream.gazetteer import fold

SPELLED = "watch list: another spelling"
WITHIN = "watch list: part of a longer name"
SHARED = "watch list: several entries"

_SPELLED, _WITHIN = 0.95, 0.8

Key = tuple[str, int]
"""A field and where in it a name begins."""

_SIGNS = frozenset("+!*@#")


class Watch:
    """What a story holds of a watch list."""

    def __init__(self, matcher: Matcher | None, passages: Iterable[Passage]) -> None:
        """Look for every listed name. Without a list nothing is found, and nothing gives way."""
        self._entries: tuple[Watched, ...] = matcher.entries if matcher else ()
        self._hits: dict[Key, Hit] = {}
        if matcher:
            for passage in passages:
                found = matcher.find(passage.text)
                self._hits |= {(passage.field, hit.start): hit for hit in found}
            self._settle_shared()

    def _settle_shared(self) -> None:
        """A name of several entries is that of the one which the story also names alone."""
        alone = {hit.entries[0] for hit in self._hits.values() if len(hit.entries) == 1}
        for key, hit in self._hits.items():
            named = tuple(it for it in hit.entries if it in alone)
            if len(hit.entries) > 1 and named:
                self._hits[key] = hit._replace(entries=named)

    def over(self, passage: Passage, spans: list[Span]) -> list[Span]:
        """The spans, with those that touch a watched name gone, and the watched names."""
        mine = [hit for (field, _), hit in self._hits.items() if field == passage.field]
        if not mine:
            return spans
        around = _touching(mine, spans)
        own = [self._span(hit, around.get(hit.start, [])) for hit in mine]
        return without_overlaps(own, spans)

    def _span(self, hit: Hit, around: list[Span]) -> Span:
        by = {WATCH, *chain.from_iterable(it.by for it in around)}
        if not hit.exact:
            by.add(SPELLED)
        if len(hit.entries) > 1:
            by.add(SHARED)
        if any(it.end - it.start > hit.end - hit.start for it in around):
            by.add(WITHIN)
        return Span(hit.start, hit.end, self._entries[hit.entries[0]].type, frozenset(by))

    def claim(self, groups: list[Group], sightings: Iterable[Sighting]) -> list[Group]:
        """The groups, with each watched entry one under its own id, and no watched name lost."""
        if not self._hits:
            return groups
        claims = _Claims(self._entries)
        others = [rest for group in groups if (rest := self._rest(claims, group))]
        for it in sightings:
            if (hit := self._hits.get(_key(it))) and not claims.has(it):
                claims.add(it, hit)
        return [*others, *claims.groups()]

    def _rest(self, claims: "_Claims", group: Group) -> Group | None:
        """The group without what is watched; None where all of it is one entry's."""
        mine = [(it, hit) for it in group.sightings if (hit := self._hits.get(_key(it)))]
        for it, hit in mine:
            claims.add(it, hit, group)
        owners = {hit.entries for _, hit in mine}
        rest = [it for it in group.sightings if _key(it) not in self._hits]
        if len(owners) == 1:
            others = _without_sign([it.text for it, _ in mine], rest)
            claims.join([it for it in rest if it not in others], next(iter(owners)))
            rest = others
        group.sightings = rest
        return group if rest else None


class _Claims:
    """The watched entries that a story names, as groups."""

    def __init__(self, entries: tuple[Watched, ...]) -> None:
        self._entries = entries
        self._groups: dict[int, Group] = {}
        self._added: set[Key] = set()

    def has(self, it: Sighting) -> bool:
        """Whether it was added already."""
        return _key(it) in self._added

    def add(self, it: Sighting, hit: Hit, found: Group | None = None) -> None:
        """A watched name, and what was found of its bearer: role, ids, other names."""
        self._added.add(_key(it))
        for owner in hit.entries:
            group = self._group(owner)
            group.sightings.append(it)
            group.sure = max(group.sure or 0.0, _sure(it.span.by) / len(hit.entries))
            if found and len(hit.entries) == 1:
                group.ids = found.ids | group.ids
                group.role = group.role or found.role
                group.aliases |= found.aliases

    def join(self, rest: list[Sighting], owners: tuple[int, ...]) -> None:
        """What else the story calls it."""
        for owner in owners:
            self._group(owner).sightings += rest

    def groups(self) -> list[Group]:
        """In the order of the story."""
        return list(self._groups.values())

    def _group(self, owner: int) -> Group:
        entry = self._entries[owner]
        key = f"custom:{entry.id}"
        new = Group(key, entry.type, entry.names[0], ids={"custom": entry.id})
        return self._groups.setdefault(owner, new)


def _without_sign(watched: Iterable[str], rest: list[Sighting]) -> list[Sighting]:
    """What stands there without the sign that ends a watched name: "Disney" isn't "Disney+"."""
    bare = {fold(it[:-1]) for it in watched if it[-1:] in _SIGNS}
    return [it for it in rest if fold(it.text) in bare]


def _touching(hits: Iterable[Hit], spans: Iterable[Span]) -> dict[int, list[Span]]:
    """The spans that share a letter with each name, by where the name begins; one walk."""
    found: dict[int, list[Span]] = {}
    left = deque(sorted(hits))
    for span in in_order(spans):
        while left and left[0].end <= span.start:
            left.popleft()
        for hit in left:
            if hit.start >= span.end:
                break
            found.setdefault(hit.start, []).append(span)
    return found


def _key(it: Sighting) -> Key:
    return it.passage.field, it.span.start


def _sure(by: frozenset[str]) -> float:
    if WITHIN in by:
        return _WITHIN
    return _SPELLED if SPELLED in by else 1.0
