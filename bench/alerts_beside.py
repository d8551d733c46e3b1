"""A percolator of others beside ours: Mokaccino, in Rust, over the same rules and tests.

It knows keys with values, and no words, forms of words, names or places within places: so each of
our tests is a value, and a story comes with the values of the tests that hold for it, for nothing.
"""

from mokaccino import Document, Percolator, Query

from schemas.events import EnrichedStory
from stream.alerts.index import RuleIndex
from stream.alerts.leaves import ALWAYS
from stream.alerts.logic import Logic
from stream.alerts.reading import Reading

KEY = "test"


class Beside:
    """The rules of an index, as the other percolator keeps them."""

    def __init__(self, index: RuleIndex) -> None:
        """Take them over."""
        self._index = index
        self._percolator = Percolator()
        for number, (_, logic) in enumerate(index.rules()):
            self._percolator.add_query_id(_query(logic), number)

    def document(self, story: EnrichedStory) -> Document:
        """A story as it sees it."""
        found = Document().with_value(KEY, str(ALWAYS))
        for number in Reading(story, self._index.leaves).holding():
            found.add_value(KEY, str(number))
        return found

    def count(self, document: Document) -> int:
        """How many rules it fulfils."""
        return len(self._percolator.percolate_list(document))


def _query(logic: Logic) -> Query:
    if isinstance(logic, int):
        return Query.from_kv(KEY, str(logic))
    parts = [_query(it) for it in logic[1:] if not isinstance(it, str)]
    if logic[0] == "all":
        return Query.from_and(parts) if len(parts) > 1 else parts[0]
    either = Query.from_or(parts) if len(parts) > 1 else parts[0]
    return either if logic[0] == "any" else ~either
