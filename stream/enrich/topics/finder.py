"""From a story's headline and body, and what the agency says of it, to its topics."""

from collections.abc import Iterable, Sequence

from schemas.enrichment import Evidence, Topic
from stream.enrich.topics.choose import Choice, choose
from stream.enrich.topics.confidence import confidence
from stream.enrich.topics.lexicon import lexicon
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.stated import CATEGORY, CODE, TAG, Stated
from stream.enrich.topics.tally import Tally, tally
from stream.enrich.topics.vocabulary import lineage, vocabulary

MOST_TOPICS = 5
MOST_WORDS = 5
RULE = "topic lexicon"
# Some forty pages: no story needs more to show its subject, and a hostile one can't hold us up.
READS = 100_000

# A desk's category adds as much as a strong word in the headline. Of tags there may be twenty: one
# alone makes no topic.
POINTS = {CATEGORY: 5.0, TAG: 2.5}
# An editor chose the code for this very story; what is left is for codes that are stale or coarse,
# and half of it goes where the words agree.
EDITOR = 0.92
# Of the branch that an editor chose the words only say how deep: so much of the doubt is gone.
SURER_BELOW_A_CODE = 0.6


class TopicFinder:
    """Reads its data when made, some 200 ms the first time; then threads may share it."""

    def __init__(self) -> None:
        """Load the lexicon."""
        self._matcher = Matcher(lexicon())

    def find(self, headline: str, body: str, stated: Sequence[Stated] = ()) -> list[Topic]:
        """The story's topics, best first, at most five, as deep as sure.

        The words are English; in another language pass no text, and what the agency has stated
        alone counts. Ancestors are implied. Evidence holds the text's own words, at most five, that
        spoke loudest, and the agency's codes. Where nothing speaks there is none. What stands
        beyond the first 100,000 code points of headline or body isn't read.
        """
        found = tally(self._matcher, headline[:READS], body[:READS])
        codes = {it.code: it.words for it in stated if it.by == CODE}
        for it in stated:
            if it.by != CODE:
                found.state(it.code, POINTS[it.by])
        topics = [_topic(it, found, stated) for it in _with(codes, choose(found), found)]
        order = list(codes)
        return sorted(topics, key=lambda it: (-it.confidence, _place(it, order), it.code))[
            :MOST_TOPICS
        ]


def _with(codes: Iterable[str], chosen: Iterable[Choice], found: Tally) -> list[Choice]:
    """What the words chose and the agency's codes, without what stands above another of them."""
    every = {it: Choice(it, found.score(it), 0.0) for it in codes} | {it.code: it for it in chosen}
    implied = {above for it in every for above in lineage(it)[1:]}
    return [it for it in every.values() if it.code not in implied]


def _topic(choice: Choice, found: Tally, stated: Sequence[Stated]) -> Topic:
    known = vocabulary()[choice.code]
    agrees = [it for it in stated if it.code in lineage(choice.code)]
    speak = (found.strongest(it, MOST_WORDS) for it in lineage(choice.code))
    words = next((it for it in speak if it), [])
    return Topic(
        code=f"medtop:{known.code}",
        name=known.name,
        level=known.level,
        confidence=round(_sure(choice, agrees), 4),
        evidence=[
            *([Evidence(by=RULE, words=words)] if words else []),
            *(Evidence(by=it.by, words=[it.words]) for it in agrees[:MOST_WORDS]),
        ],
    )


def _sure(choice: Choice, agrees: Iterable[Stated]) -> float:
    codes = {it.code for it in agrees if it.by == CODE}
    said = confidence(choice) if choice.score > 0 else 0.0
    if choice.code in codes:
        return EDITOR + (1 - EDITOR) * said / 2
    return said + SURER_BELOW_A_CODE * (1 - said) if codes else said


def _place(topic: Topic, codes: Sequence[str]) -> int:
    """The place of its code among the agency's."""
    code = topic.code.removeprefix("medtop:")
    return codes.index(code) if code in codes else len(codes)
