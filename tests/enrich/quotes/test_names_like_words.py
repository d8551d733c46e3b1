"""Names whose endings look like a possessive or a participle before a verb of speaking."""

import pytest

from schemas.enrichment import Quote
from stream.enrich.quotes import find_quotes
from tests.enrich.quotes.people import cast

NAMES = {
    "Moody's": "organisation",
    "Standard_&_Poor's": "organisation",
    "Macy": "organisation",
    "Fed": "organisation",
    "United": "organisation",
    "Mohammed": "person",
    "Ted_Reed": "person",
    "Ada_Byron": "person",
}


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, cast(text, **NAMES))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Moody's said the rating would be cut.", "Moody's"),
        ("Moody's reported on Monday that the rating was cut.", "Moody's"),
        ("Moody's claims the rating is fair.", "Moody's"),
        ("Standard & Poor's warned that losses would grow.", "Standard & Poor's"),
        ("Macy's said sales were down.", "Macy"),
        ("Macy's reported that sales fell.", "Macy"),
        ('"It is a good day," Macy\'s said.', "Macy"),
    ],
)
def test_a_firm_that_is_named_after_its_owner_speaks(text: str, speaker: str) -> None:
    assert [it.speaker for it in quotes(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mohammed claims the city is safe.", "Mohammed"),
        ("Ted Reed notes that prices rose.", "Ted Reed"),
        ("The Fed reports that prices rose.", "Fed"),
        ("United claims the seat was free.", "United"),
    ],
)
def test_a_name_that_ends_like_a_participle_speaks(text: str, speaker: str) -> None:
    assert [it.speaker for it in quotes(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron's reported treaty would be old.",
        "Ada Byron's warning that it leaked was heard.",
        "Ada Byron's claims that it leaked were false.",
        "Ada Byron has denied claims that it leaked.",
    ],
)
def test_what_somebody_owns_is_no_speech(text: str) -> None:
    assert quotes(text) == []
