"""A correction says what was wrong, where the file says it."""

import json

import pytest

from schemas.wire import Signal
from stream.agents.enriching import make
from stream.engine.jobs import Job, Product
from stream.lifecycle.corrected import CORRECTED, LONGEST, MOST, corrected
from tests.wire.reading import one

STORY = "Ferry crews struck on Friday. Some 4,000 waited. " + "Nothing else came. " * 9


def said(body: str, headline: str = "CORRECTED-Ferry crews strike", **more: object) -> list[str]:
    return corrected(one({"id": "1", "headline": headline, "body": body, **more}))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            f"(Corrects number in second paragraph)\n\nOSLO, Nov 29 (CHX) - {STORY}",
            "Corrects number in second paragraph",
        ),
        (
            f"OSLO (CHX) - {STORY}\n\n(This story has been corrected to fix the number of buses.)",
            "This story has been corrected to fix the number of buses.",
        ),
        (
            "OSLO (CHX) - In a story of Thursday the agency reported erroneously how many waited.",
            "OSLO (CHX) - In a story of Thursday the agency reported erroneously how many waited.",
        ),
        (
            f'In Oslo item "Ferry crews strike" please read in second para 4,000.\n\n{STORY}',
            'In Oslo item "Ferry crews strike" please read in second para 4,000.',
        ),
    ],
)
def test_what_was_wrong_is_told_in_the_files_own_words(body: str, wanted: str) -> None:
    assert said(body) == [wanted]


def test_a_note_to_editors_says_it_too() -> None:
    story = {
        "uri": "urn:desk:1",
        "headlines": [{"value": "CORRECTED-Ferry crews strike"}],
        "bodies": [{"value": STORY}],
        "edNote": "Corrects number of passengers in 2nd para.",
    }
    assert corrected(one(story)) == ["Corrects number of passengers in 2nd para."]


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        (STORY, "CORRECTED-Ferry crews strike"),
        ("The minister has corrected to zero what he said.", "Ferry crews strike"),
        (f"{STORY} He corrects himself. {STORY}", "CORRECTED-Ferry crews strike"),
        ("It is correct to say so.", "CORRECTED-Ferry crews strike"),
    ],
)
def test_nothing_is_told_where_nothing_is_said(body: str, headline: str) -> None:
    assert said(body, headline) == []


def test_little_is_told_of_much() -> None:
    found = said(" ".join(f"It corrects {it} {'x' * 400}." for it in range(8)))
    assert len(found) == MOST
    assert all(len(it) <= LONGEST for it in found)


def test_the_event_says_it_and_a_kill_of_it_does_not() -> None:
    work = make(at_once=False)
    body = "(Corrects number in second paragraph) Some 4,000 waited."
    for signal, wanted in (
        (Signal.CORRECTION, ["Corrects number in second paragraph"]),
        (Signal.KILL, None),
    ):
        event = one({"id": "1", "headline": f"{signal.upper()}: Ferry crews strike", "body": body})
        assert event.wire.signal is signal
        (answer,) = work(Job(event.to_json()))
        assert isinstance(answer, Product)
        assert json.loads(answer.value)["wire"]["extra"].get(CORRECTED) == wanted
