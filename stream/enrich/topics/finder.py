"""From a story's headline and body, and what the agency says of it, to its topics."""

from collections.abc import Iterable, Sequence

from schemas.enrichment import Evidence, Topic
from stream.enrich.topics.branches import sure_of
from stream.enrich.topics.choose import Choice, choose
from stream.enrich.topics.lexicon import lexicon
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.stated import CATEGORY, CODE, TAG, Stated
from stream.enrich.topics.tally import Tally, tally
from stream.enrich.topics.vocabulary import lineage, vocabulary

# What the agency states counts as one strong word more where the depth is chosen.
DEEPER_BY = 4.0
MOST_TOPICS = 5
MOST_WORDS = 5
RULE = "topic lexicon"
# Some forty pages: no story needs more to show its subject, and a hostile one can't hold us up.
READS = 100_000

# So much of a branch's doubt a desk's category takes away, and a tag; of tags there may be twenty.
LESS_DOUBT = {CATEGORY: 0.6, TAG: 0.3}
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
        sure = _with_desks(sure_of(found), stated)
        for it in stated:
            found.state(it.code, DEEPER_BY)
        chosen = choose(found, sure)
        topics = [_topic(it, found, stated) for it in _with_codes(codes, chosen, found)]
        order = list(codes)
        return sorted(topics, key=lambda it: (-it.confidence, _place(it, order), it.code))[
            :MOST_TOPICS
        ]


def _with_desks(sure: dict[str, float], stated: Iterable[Stated]) -> dict[str, float]:
    """The branches' confidence after the desk's category and the agency's tags had their say.

    Each speaks once for a branch. A category is a topic without a word of the text, a tag isn't.
    """
    for top, by in dict.fromkeys((lineage(it.code)[-1], it.by) for it in stated if it.by != CODE):
        if top in sure or by == CATEGORY:
            said = sure.get(top, 0.0)
            sure[top] = said + LESS_DOUBT[by] * (1 - said)
    return sure


def _with_codes(codes: Iterable[str], chosen: Iterable[Choice], found: Tally) -> list[Choice]:
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
    if choice.code in codes:
        return EDITOR + (1 - EDITOR) * choice.sure / 2
    return choice.sure + SURER_BELOW_A_CODE * (1 - choice.sure) if codes else choice.sure


def _place(topic: Topic, codes: Sequence[str]) -> int:
    """The place of its code among the agency's."""
    code = topic.code.removeprefix("medtop:")
    return codes.index(code) if code in codes else len(codes)
