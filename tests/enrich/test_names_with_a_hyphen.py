"""A given name goes on after a hyphen where names are written so, and no other name does."""

import pytest

from stream.enrich import Enricher
from tests.schemas.samples import parsed


def people(enricher: Enricher, body: str) -> set[str]:
    story = parsed()
    (first, *_) = story.story.bodies or ()
    inner = story.story.model_copy(update={"bodies": [first.model_copy(update={"value": body})]})
    wire = story.wire.model_copy(update={"dateline": None})
    found = enricher.enrich(story.model_copy(update={"story": inner, "wire": wire}))
    return {it.name for it in found.enrichment.entities if it.type == "person"}


def test_a_korean_is_named_whole(enricher: Enricher) -> None:
    body = "Prime Minister Han Seung-woo met farmers in Seoul on Monday, his office said."
    assert people(enricher, body) == {"Han Seung-woo"}


@pytest.mark.parametrize("last", ["aided", "hit", "era", "penned"])
def test_what_is_said_of_a_person_is_no_part_of_the_name(enricher: Enricher, last: str) -> None:
    body = f"The council turned down a Donald Trump-{last} plan for the harbour on Monday."
    assert people(enricher, body) == {"Donald Trump"}
