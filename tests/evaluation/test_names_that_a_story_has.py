"""Whoever a story calls by several names is right by each of them."""

import pytest

from schemas.enrichment import NewsAct, Quote
from stream.evaluation.facts import ActScores
from stream.evaluation.gold import Act, Annotated, Found, Spoken
from stream.evaluation.speech import QuoteScores

BODY = "The FBI arrested Oduya. The Federal Bureau of Investigation said he sailed."
ID, NAME = "organisation:fbi", "Federal Bureau of Investigation"
FOUND = Found(spans=(), names={ID: NAME}, written={ID: ["FBI", NAME]})


def test_an_entity_is_called_by_its_name_and_as_the_story_writes_it() -> None:
    assert FOUND.called(ID) == {"FBI", NAME}
    assert FOUND.called("organisation:other") == FOUND.called(None) == frozenset()


@pytest.mark.parametrize(("actor", "right"), [("FBI", 1), (NAME, 1), ("CIA", 0), (None, 0)])
def test_an_act_is_right_by_any_name_of_who_did_it(actor: str | None, right: int) -> None:
    start = BODY.index("arrested")
    place = ("body", start, start + len("arrested"))
    said = NewsAct(act="arrested", start=start, end=place[2], actor_id=ID, confidence=0.9)
    scores = ActScores(0)
    gold = Act(place, "arrested", actor)  # type: ignore[arg-type]
    scores.add(
        Annotated("s1", "", BODY, acts=[gold]),
        Found(spans=(), acts=[said], names=FOUND.names, written=FOUND.written),
    )
    assert scores.report()["who_right"]["all"]["right"] == right  # type: ignore[index]


@pytest.mark.parametrize(("speaker", "right"), [("FBI", 1), (NAME, 1), ("CIA", 0), (None, 0)])
def test_a_quote_is_right_by_any_name_of_who_said_it(speaker: str | None, right: int) -> None:
    start = BODY.index("he sailed")
    end = start + len("he sailed")
    said = Quote(
        text="he sailed",
        start=start,
        end=end,
        direct=False,
        speaker=NAME,
        speaker_id=ID,
        confidence=0.9,
    )
    scores = QuoteScores(0)
    gold = Spoken(("body", start, end), "he sailed", speaker, direct=False)
    scores.add(
        Annotated("s1", "", BODY, quotes=[gold]),
        Found(spans=(), quotes=[said], names=FOUND.names, written=FOUND.written),
    )
    assert scores.report()["speaker_right"]["all"]["right"] == right  # type: ignore[index]
