"""What a version does: markers in their conventional place, and words that are only words."""

import pytest

from schemas.wire import Signal
from tests.wire.reading import one

BODY = "OSLO, April 25 - Ferry crews began a strike over night shifts."


def signal_of(headline: str, **fields: object) -> Signal:
    return one({"headline": headline, "body": BODY, **fields}).wire.signal


@pytest.mark.parametrize(
    ("headline", "signal"),
    [
        ("CORRECTED-Ferry crews strike", Signal.CORRECTION),
        ("CORRECTED-UPDATE 1-Ferry crews strike", Signal.CORRECTION),
        ("Correction: Ferry strike story", Signal.CORRECTION),
        ("Ferry crews strike (CORRECTED)", Signal.CORRECTION),
        ("UPDATE 1-Ferry crews strike", Signal.UPDATE),
        ("UPDATE 12 - Ferry crews strike", Signal.UPDATE),
        ("1ST LEAD: Ferry crews strike", Signal.UPDATE),
        ("REFILE-Ferry crews strike", Signal.REFILE),
        ("RPT-Ferry crews strike", Signal.REPEAT),
        ("REPEAT: Ferry crews strike", Signal.REPEAT),
        ("KILL: Ferry crews strike", Signal.KILL),
        ("MANDATORY KILL -- Ferry crews strike", Signal.KILL),
        ("STORY WITHDRAWN: Ferry crews strike", Signal.WITHDRAW),
        ("2nd Add: Ferry crews strike", Signal.APPEND),
        ("FLASH: Ferry crews strike", Signal.ALERT),
        ("NewsAlert: Ferry crews strike", Signal.ALERT),
        ("**** Ferry crews strike", Signal.ALERT),
        ("ADVISORY: Ferry coverage plans", Signal.ADVISORY),
        ("HOLD: Ferry crews strike", Signal.HOLD),
    ],
)
def test_a_headlines_marker_decides(headline: str, signal: Signal) -> None:
    assert signal_of(headline) is signal


@pytest.mark.parametrize(
    "headline",
    [
        "Kill Bill tops box office",
        "KILL BILL TOPS BOX OFFICE",
        "KILL-SWITCH LAW PASSED",
        "FLASH-FLOOD WARNING IN OSLO",
        "Flash floods hit Oslo",
        "EXTRA-TIME GOAL SINKS BERGEN",
        "Market correction looms",
        "Update on the ferry strike",
        "Holding firm: ferry crews",
        "Court corrects ferry ruling",
        "Repeat offender jailed",
        "Editors gather in Oslo",
        "Advisory board meets",
        "Take 2 aspirin, say doctors",
        "1st Leader of the union speaks",
    ],
)
def test_a_word_in_a_plain_headline_is_only_a_word(headline: str) -> None:
    assert signal_of(headline) is Signal.NEW


@pytest.mark.parametrize(
    ("slug", "signal"),
    [
        ("Ferry-Strike, 1st Ld-Writethru", Signal.UPDATE),
        ("BC-Ferry-Strike, 2nd Ld", Signal.UPDATE),
        ("BC-Ferry-Strike,3rdLd-Writethru,640", Signal.UPDATE),
        ("Ferry-Strike, 1st Add", Signal.APPEND),
        ("Ferry-Strike, take 2", Signal.APPEND),
        ("Ferry-Strike, Correction", Signal.CORRECTION),
        ("Ferry-Strike, KILL", Signal.KILL),
        ("Market-Correction", Signal.NEW),
        ("Overkill", Signal.NEW),
        ("Ferry-Strike", Signal.NEW),
    ],
)
def test_a_slugs_marker_decides(slug: str, signal: Signal) -> None:
    assert signal_of("Ferry crews strike", slug=slug) is signal


@pytest.mark.parametrize(
    ("status", "signal"),
    [("usable", Signal.NEW), ("canceled", Signal.KILL), ("withheld", Signal.HOLD)],
)
def test_the_status_decides_before_any_marker(status: str, signal: Signal) -> None:
    assert signal_of("Ferry crews strike", pubStatus=status) is signal
    if signal is not Signal.NEW:
        assert signal_of("UPDATE 1-Ferry crews strike", pubStatus=status) is signal


@pytest.mark.parametrize(
    ("headline", "urgency"), [("FLASH: x", 1), ("BULLETIN: x", 2), ("URGENT: x", 3), ("x", None)]
)
def test_a_marker_gives_its_urgency(headline: str, urgency: int | None) -> None:
    assert one({"headline": headline, "body": BODY}).story.urgency == urgency


def test_the_files_own_urgency_stands() -> None:
    assert one({"headline": "FLASH: x", "body": BODY, "urgency": 4}).story.urgency == 4


def test_a_kill_needs_no_text() -> None:
    item = one({"uri": "urn:example:ferry", "pubstatus": "canceled"})
    assert item.wire.signal is Signal.KILL
    assert item.story.body == ""


def test_the_marker_is_kept_as_written() -> None:
    assert one({"headline": "UPDATE 3-Ferry crews strike", "body": BODY}).wire.marker == "UPDATE 3"


def test_a_headline_keeps_its_marker() -> None:
    headline = "CORRECTED-Ferry crews strike"
    assert one({"headline": headline, "body": BODY}).story.headline == headline
