"""What a child of the enrich hop does with a story, or with several, which are read together."""

import contextlib
from collections.abc import Iterator, Sequence
from functools import partial

from schemas.events import EnrichedStory, ParsedStory
from schemas.outcome import Outcome
from stream.agents.enriching import product_of, read
from stream.agents.records import DUE, SWAP
from stream.agents.seen import Seen
from stream.engine.jobs import Answer, Job, Product, attempt
from stream.enrich import Enricher
from stream.enrich.glances import Glance, groups
from stream.errors import EnrichError
from stream.lifecycle.corrected import CORRECTED, corrected
from stream.lifecycle.notice import notice


class StoryWork:
    """The work; see `Work` and `Together`."""

    def __init__(self, enricher: Enricher, seen: Seen) -> None:
        """`seen` enriches with the enricher, where it doesn't know the text."""
        self._enricher, self._seen = enricher, seen

    def __call__(self, job: Job) -> Answer:
        """One story, or what the hop has sent itself. Raises EnrichError."""
        if job.facts.get(DUE):
            return [Product(b"", {DUE: True})]
        if job.facts.get(SWAP):
            return [product_of(read(EnrichedStory, job.value))]
        return self._enriched(read(ParsedStory, job.value), None, job)

    def together(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        """As one by one, in less time. What is wrong with one of them shows at its own turn."""
        stories = [_parsed(it) for it in jobs]
        for group in groups(stories):
            seen = self._glances([stories[at] for at in group])
            for at, glance in zip(group, seen, strict=True):
                story = stories[at]
                yield attempt(partial(self._enriched, story, glance) if story else self, jobs[at])

    def _glances(self, stories: Sequence[ParsedStory | None]) -> list[Glance | None]:
        """A glance at each that is new; none at any where that is only one, or where one fails."""
        asked = {at: it for at, it in enumerate(stories) if it and self._is_new(it)}
        found: list[Glance] = []
        if len(asked) > 1:
            with contextlib.suppress(EnrichError):
                found = self._enricher.together(list(asked.values()))
        of_story = dict(zip(asked, found, strict=False))
        return [of_story.get(at) for at in range(len(stories))]

    def _is_new(self, parsed: ParsedStory) -> bool:
        """Whether its text is to be read."""
        return not (parsed.wire.signal.ends_story or self._seen.knows(parsed))

    def _enriched(self, parsed: ParsedStory, seen: Glance | None, _: Job) -> Answer:
        said = {CORRECTED: found} if (found := corrected(parsed)) else {}
        wire = {"outcome": Outcome.PUBLISHED, "extra": parsed.wire.extra | said}
        story = parsed.model_copy(update={"wire": parsed.wire.model_copy(update=wire)})
        ends = parsed.wire.signal.ends_story
        return [product_of(notice(story) if ends else self._seen.enrich(story, seen))]


def _parsed(job: Job) -> ParsedStory | None:
    """What intake has sent; None where it is the hop's own, or no story."""
    if job.facts.get(DUE) or job.facts.get(SWAP):
        return None
    try:
        return read(ParsedStory, job.value)
    except EnrichError:
        return None
