"""From a story's headline and body to its topics."""

from schemas.enrichment import Evidence, Topic
from stream.enrich.topics.choose import Choice, choose
from stream.enrich.topics.confidence import confidence
from stream.enrich.topics.lexicon import lexicon
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.tally import Tally, tally
from stream.enrich.topics.vocabulary import vocabulary

MOST_TOPICS = 5
MOST_WORDS = 5
RULE = "topic lexicon"
# Some forty pages: no story needs more to show its subject, and a hostile one can't hold us up.
READS = 100_000


class TopicFinder:
    """Reads its data when made, some 200 ms the first time; then threads may share it."""

    def __init__(self) -> None:
        """Load the lexicon."""
        self._matcher = Matcher(lexicon())

    def find(self, headline: str, body: str) -> list[Topic]:
        """The story's topics, best first, at most five, as deep as sure; English alone.

        Ancestors are implied. Evidence holds the text's own words, at most five, that spoke
        loudest. A text in which nothing speaks has none. What stands beyond the first 100,000
        code points of headline or body isn't read.
        """
        found = tally(self._matcher, headline[:READS], body[:READS])
        topics = [_topic(choice, found) for choice in choose(found)]
        return sorted(topics, key=lambda it: (-it.confidence, it.code))[:MOST_TOPICS]


def _topic(choice: Choice, found: Tally) -> Topic:
    known = vocabulary()[choice.code]
    words = found.strongest(choice.code, MOST_WORDS)
    return Topic(
        code=f"medtop:{known.code}",
        name=known.name,
        level=known.level,
        confidence=round(confidence(choice), 4),
        evidence=[Evidence(by=RULE, words=words)],
    )
