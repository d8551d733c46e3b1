import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.reader import MODEL
from stream.enrich.names.signatures import SIGNATURE, with_signatures
from stream.enrich.names.spans import Passage, Span
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named


def _left(text: str, agency: str = "Morvan") -> list[tuple[str, str, bool]]:
    """What follows each mention, its type, and whether the agency signs there."""
    passage = Passage("body", text)
    spans = []
    at = text.find("Morvan")
    while at >= 0:
        spans.append(Span(at, at + len("Morvan"), EntityType.PERSON, frozenset({MODEL})))
        at = text.find("Morvan", at + 1)
    left = with_signatures(passage, spans, [agency], None)
    return [(text[it.start :][:30], it.type.value, SIGNATURE in it.by) for it in left]


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
def test_an_agency_that_only_signs_is_an_organisation_that_signs(text: str) -> None:
    assert [rest[1:] for rest in _left(text)] == [("organisation", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Morvan sued the ministry on Monday.",
        "The court fined Morvan 4,000 euros.",
        "The editor left, Morvan closed its office and the staff went home.",
    ],
)
def test_an_agency_that_the_story_is_about_is_an_organisation(text: str) -> None:
    assert [rest[1:] for rest in _left(text)] == [("organisation", False)]


def test_another_name_that_reports_stays_what_it_was() -> None:
    left = _left("Six people were found, Morvan reports.", agency="Tessel Wire")
    assert [kind for _, kind, _ in left] == ["person"]


def test_a_signature_is_no_part_of_a_word() -> None:
    passage = Passage("body", "Six were found, the officer told Morvanite and Morvan.")
    found = with_signatures(passage, [], ["Morvan"], None)
    assert [(it.start, it.end) for it in found] == []


DATELINE = {"text": "LIMA, March 3 (Reuters) -", "place": "Lima", "agency": "Reuters"}
SIGNED = (
    "LIMA, March 3 (Reuters) - Six people were found on Monday in a cave near the town of Huaraz."
    "\n\nThey were well, a doctor told Reuters."
)


def test_the_dateline_s_agency_is_named_and_has_no_relevance(enrich: Enrich) -> None:
    found = named(enrich(SIGNED, dateline=DATELINE), "Reuters")
    assert found.type is EntityType.ORGANISATION
    assert [it.text for it in found.mentions] == ["Reuters", "Reuters"]
    assert found.relevance == 0


def test_an_agency_in_the_news_has_relevance(enrich: Enrich) -> None:
    text = SIGNED + "\n\nThe court fined Reuters 4,000 euros."
    found = named(enrich(text, dateline=DATELINE), "Reuters")
    assert found.relevance > 0
