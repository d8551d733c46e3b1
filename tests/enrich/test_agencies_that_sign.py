import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.reader import MODEL
from stream.enrich.names.signatures import without_signatures
from stream.enrich.names.spans import Passage, Span


def _left(text: str, agency: str = "Morvan") -> list[tuple[str, str]]:
    passage = Passage("body", text)
    spans = []
    at = text.find("Morvan")
    while at >= 0:
        spans.append(Span(at, at + len("Morvan"), EntityType.PERSON, frozenset({MODEL})))
        at = text.find("Morvan", at + 1)
    left = without_signatures(passage, spans, [agency])
    return [(text[span.start :][:30], span.type.value) for span in left]


@pytest.mark.parametrize(
    "text",
    [
        "Six people were found, Morvan reports.",
        "Six people were found, Morvan reported on Monday.",
        "Six people were found, the officer told Morvan.",
        "Six people were found, Morvan reports, citing the police.",
        "Six people were found. (Morvan)",
    ],
)
def test_an_agency_that_only_signs_is_no_entity(text: str) -> None:
    assert _left(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Morvan sued the ministry on Monday.",
        "The court fined Morvan 4,000 euros.",
        "The editor left, Morvan closed its office and the staff went home.",
    ],
)
def test_an_agency_that_the_story_is_about_is_an_organisation(text: str) -> None:
    assert [kind for _, kind in _left(text)] == ["organisation"]


def test_another_name_that_reports_stays_what_it_was() -> None:
    left = _left("Six people were found, Morvan reports.", agency="Tessel Wire")
    assert [kind for _, kind in left] == ["person"]
