"""People: the full name and every later surname are one person.

A short name joins the person whose name ends with it ("Bayramov", "von der Leyen"), else the only
one whose name holds it (family names that come first: "Xi"). Of two people with one surname it
joins the one named last before it, as a reader would.
"""

from collections import defaultdict
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Group, Sighting, slug
from stream.enrich.names.leaders import tied
from stream.enrich.names.roles import role_before
from stream.enrich.names.titles import is_title
from stream.gazetteer import fold

Name = tuple[str, ...]

_SHORTEST = 3
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_of(text: str) -> Name:
    """A name's words without case, accents and dots, and without "Jr" and "III" at its end."""
    words = fold(text).split()
    while len(words) > 1 and words[-1].strip(".,") in _SUFFIXES:
        words.pop()
    return tuple(words)


class Directory:
    """The people whom the story names in full, by each word of their names."""

    def __init__(self) -> None:
        """Start empty."""
        self.groups: list[Group] = []
        self._names: list[Name] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, it: Sighting) -> Group:
        """A new person under this name."""
        name = name_of(it.text)
        group = Group(f"person:{slug(it.text)}", EntityType.PERSON, it.text)
        for word in dict.fromkeys(name):
            self._by_word[word].append(len(self.groups))
        self.groups.append(group)
        self._names.append(name)
        return group

    def find(self, it: Sighting) -> Group | None:
        """The person whom these words name, if the story has named them in full."""
        name = name_of(it.text)
        if not name:
            return None
        candidates = self._by_word.get(name[-1], [])
        ending = [at for at in candidates if _shortens(name, self._names[at])]
        if ending:
            return self._named_last(ending, it)
        return self.groups[candidates[0]] if len(candidates) == 1 == len(name) else None

    def _named_last(self, found: list[int], it: Sighting) -> Group:
        """Of several, the one whose last mention so far is nearest before this one."""
        if len(found) == 1:
            return self.groups[found[0]]
        return max((self.groups[at] for at in found), key=lambda group: _last_before(group, it))


def _last_before(group: Group, it: Sighting) -> int:
    before = (
        other.span.start
        for other in group.sightings
        if other.passage is it.passage and other.span.start < it.span.start
    )
    return max(before, default=-1)


def _shortens(short: Name, full: Name) -> bool:
    """Whether the short name ends as the full one does and holds nothing that isn't in it."""
    if short[-1] != full[-1] or len(short) > len(full):
        return False
    rest = iter(full)
    return all(any(_same(word, other) for other in rest) for word in short)


def _same(word: str, other: str) -> bool:
    """Initials stand for a name: "J. Bayramov"."""
    return word == other or (len(word) == 1 and other.startswith(word))


def people(sightings: Iterable[Sighting]) -> list[Group]:
    """One group a person, full names first so that surnames find them wherever they stand."""
    directory = Directory()
    listed = sorted(sightings, key=lambda it: -len(name_of(it.text)))
    for it in listed:
        if len(name_of(it.text)) > 1:
            (directory.find(it) or directory.add(it)).sightings.append(it)
    _file_full_names_in_order(directory)
    for it in sorted(listed, key=lambda it: (it.passage.field, it.span.start)):
        if len(name_of(it.text)) == 1:
            _file_short_name(directory, it)
    for group in directory.groups:
        _complete(group)
    return directory.groups


def _file_full_names_in_order(directory: Directory) -> None:
    for group in directory.groups:
        group.sightings.sort(key=lambda it: (it.passage.field, it.span.start))


def _file_short_name(directory: Directory, it: Sighting) -> None:
    group = directory.find(it)
    if group is None and not is_title(it.text):
        group = directory.add(it)
    if group is not None:
        group.sightings.append(it)


def _complete(group: Group) -> None:
    """The role, where one is stated, and the surname as another name."""
    roles = (role_before(it.passage, it.span) for it in group.sightings)
    group.role = max((role for role in roles if role), key=len, default=None)
    words = group.name.split()[: len(name_of(group.name))]
    if len(words) > 1 and len(words[-1]) >= _SHORTEST:
        group.aliases.add(words[-1])
    tied(group)
