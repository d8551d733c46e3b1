"""Files as agencies really send them: those that are versions of one story are tied, no others."""

from collections import defaultdict

import pytest

from schemas.events import ParsedStory
from stream.agents.traits import traits_of
from stream.errors import ParseError
from stream.lifecycle.identity.ties import Ties
from stream.wire import read
from tests.wire.conftest import SHARED
from tests.wire.reading import ARRIVED

FIXTURES = SHARED / "wire-fixtures"
ONE_STORY = [
    # A file for each sender of one photo, one report, one wire.
    [
        "LISTING_3A_Photo_in_NewsML-G2_(URI_sibling_attributes).xml",
        "LISTING_3_Photo_in_NewsML-G2.xml",
    ],
    ["reuters_no_byline.xml", "tag:reuters.com,2018:newsml_L3N1X604Z:536317572"],
    [
        "tag:reuters.com,0000:newsml_L4N1FL0N0:1132689232",
        "tag_reuters.com,0000_newsml_L4N1FL0N0_1132689232",
    ],
    ["ap.xml", "ntb_newsml_g2.xml"],
    ["ap.xml 1", "ntb_newsml_g2.xml 1"],
    ["ap.xml 2", "ntb_newsml_g2.xml 2"],
    ["ritzau_news_test_ednote.xml", "ritzau.xml"],
    ["stt_newsml_location_test.xml", "stt_newsml_subject_test.xml"],
    # Another text under the agency's own id: by its word a version of the same story.
    ["LISTING_5_Multi-part_Video_in_NewsML-G2.xml", "facet-example-3.xml"],
    ["aap.xml", "aap-1.xml"],
    ["afp.xml", "afp_no_headline_2.xml"],
]
"""All of them, found by comparing every two items' texts, headlines, slugs and ids, and by reading
what had anything in common. Pictures of one series with one caption are several, and so are an
item's translations, and two pieces about one match."""

pytestmark = pytest.mark.skipif(
    not FIXTURES.is_dir(), reason="the shared data isn't beside the checkout"
)


def items() -> list[tuple[str, ParsedStory]]:
    """By file and place in it, the oldest first."""
    found = []
    for path in sorted(FIXTURES.glob("*/*")):
        try:
            read_ = list(read(path.read_bytes(), arrived=ARRIVED))
        except ParseError:
            continue
        for place, it in enumerate(read_):
            if isinstance(it, ParsedStory):
                found.append((f"{path.name} {place}" if place else path.name, it))
    return sorted(found, key=lambda it: it[1].story.version_created or ARRIVED)


@pytest.mark.parametrize("backwards", [False, True])
def test_files_that_are_versions_of_one_story_are_tied_and_no_others(*, backwards: bool) -> None:
    ties, stories = Ties(1e12), defaultdict(set)
    for name, it in items()[:: -1 if backwards else 1]:
        traits = traits_of(it)
        tie = ties.find(traits)
        story = tie.story_id if tie else traits.own
        ties.add(traits, story, traits.at)
        stories[story].add(name)
    assert sum(map(len, stories.values())) > 100
    tied = sorted(sorted(it) for it in stories.values() if len(it) > 1)
    assert tied == sorted(sorted(it) for it in ONE_STORY)
