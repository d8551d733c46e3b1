"""IPTC 7901: counts, slug, lines closed by `=`, the text, notes to editors, the time of sending."""

import datetime as dt
from pathlib import Path

import pytest

from schemas.wire import Signal
from stream.wire import Code
from tests.wire.conftest import Check
from tests.wire.reading import one, refusal

SAMPLES = Path(__file__).parents[2] / "examples" / "formats"
TITLE = "Ferries stop =\n"
TEXT = "Oslo (dpa) - Crews went home."


def iptc(
    title: str = TITLE, text: str = TEXT, trailer: str = "251420 GMT Apr 25", priority: str = "3"
) -> bytes:
    head = f"\x01eca0345 {priority} i 124  dpa 0789\r\n\nNorway/strike/\r\n"
    return f"{head}\x02{title}\r\n{text}\r\n\r\n\x03{trailer}\r\n\x7f\n\x7f\x04".encode("cp1252")


def test_a_lead_has_all_its_fields(check_official: Check) -> None:
    item = one((SAMPLES / "iptc-7901-lead.txt").read_bytes())
    story, wire = item.story, item.wire
    assert story.headline == "Ferry crews in western Norway walk out over night shifts"
    assert (story.slugline, story.by) == ("Norway/transport/strike/", "Kari Ness, dpa")
    assert (story.urgency, wire.category, wire.source) == (3, "i", "dpa")
    assert (wire.signal, wire.marker) == (Signal.UPDATE, "1ST LEAD")
    assert story.version_created == dt.datetime(2025, 4, 25, 14, 20, tzinfo=dt.UTC)
    assert story.body.startswith("Bergen (dpa) - Ferry crews")
    assert story.body.endswith("to Oslo on Saturday.")
    assert "Fjordlinjen – half of them in Ålesund" in story.body
    assert story.ed_note is not None
    assert "Editorial contacts" in story.ed_note
    assert wire.extra["sign_off"] == "dpa kn tl"
    assert (wire.charset, wire.extra["charset_assumed"]) == ("windows-1252", "windows-1252")
    check_official(item)


@pytest.mark.parametrize(
    ("title", "signal"),
    [
        ("EXTRA\nFerries stop =\n", Signal.ALERT),
        ("2ND LEAD\nFerries\nstop =\n", Signal.UPDATE),
        ("REFILE\nFerries stop =\n", Signal.REFILE),
        ("CORRECTION (changes the figure)\nFerries stop =\n", Signal.CORRECTION),
        ("(Berichtigung: Zahl im 2. Absatz)\nFerries stop =\n", Signal.CORRECTION),
        ("(Zusammenfassung 1600)\nFerries stop =\n", Signal.UPDATE),
        ("ALERTE\nFerries stop =\n", Signal.ALERT),
        ("Ferries stop =\n", Signal.NEW),
    ],
)
def test_a_label_stands_above_the_headline(title: str, signal: Signal) -> None:
    item = one(iptc(title))
    assert (item.wire.signal, item.story.headline) == (signal, "Ferries stop")


def test_a_byline_needs_no_closed_headline_before_it() -> None:
    item = one(iptc("Ferries stop\nBy Kari Ness, dpa =\n(With photos) =\n"))
    assert (item.story.headline, item.story.by) == ("Ferries stop", "Kari Ness, dpa")
    assert item.story.ed_note == "(With photos)"


def test_without_a_closed_line_the_first_is_the_headline() -> None:
    assert one(iptc("Ferries stop\n")).story.headline == "Ferries stop"
    assert one(iptc("")).story.headline == ""
    assert one(iptc("")).story.body == TEXT


@pytest.mark.parametrize(
    "note",
    [
        "# Notebook\r\n\n## Internet links",
        "The following information is not for publication",
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
        "Eds: epa photos are available",
    ],
)
def test_what_follows_for_editors_is_their_note(note: str) -> None:
    item = one(iptc(text=f"{TEXT}\r\n\r\n{note}\r\n- x\r\n\r\ndpa kn tl"))
    assert item.story.body == TEXT
    assert item.story.ed_note == f"{note}\r\n- x".replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("trailer", "when", "zone"),
    [
        ("251420 GMT Apr 25", "2025-04-25T14:20:00+00:00", True),
        ("251420 Apr 25", "2025-04-25T14:20:00+00:00", False),
        ("251420 MESZ Apr 25", "2025-04-25T14:20:00+02:00", True),
        ("AFP    251420 GMT AVR 25", "2025-04-25T14:20:00+00:00", True),
        ("301420 GMT Dez", "2024-12-30T14:20:00+00:00", True),
    ],
)
def test_the_trailer_says_when_it_was_sent(trailer: str, when: str, zone: bool) -> None:  # noqa: FBT001
    item = one(iptc(trailer=trailer))
    assert item.story.version_created == dt.datetime.fromisoformat(when)
    assert ("zone_unknown" not in item.wire.extra) == zone
    assert item.wire.extra["trailer"] == trailer


@pytest.mark.parametrize("trailer", ["", "321420 GMT Apr 25", "999999", "nothing"])
def test_a_trailer_that_says_nothing_is_no_time(trailer: str) -> None:
    assert one(iptc(trailer=trailer)).story.version_created is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("(Achtung)\nImpressum =\n", "All rights are with the agency."),
        ("Line check =\n", "ryryryryry ryryryry"),
        ("Line check =\n", "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG"),
    ],
)
def test_an_imprint_or_a_test_of_the_line_is_no_news(title: str, text: str) -> None:
    assert refusal(iptc(title, text)).code == Code.NOT_NEWS


def test_a_flash_may_be_its_headline() -> None:
    item = one(iptc("FLASH\nFerries stop =\n", ""))
    assert (item.story.body, item.wire.extra["body_from"]) == ("Ferries stop", "headline")
    assert refusal(iptc("Ferries stop =\n", "")).code == Code.NO_TEXT


def test_an_embargo_in_the_notes_counts() -> None:
    text = f"{TEXT}\r\n\r\n# Notebook\r\n- Embargoed until 0600 GMT, April 27"
    item = one(iptc(text=text))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 27, 6, tzinfo=dt.UTC)


def test_a_priority_that_is_no_digit_stays_in_extra() -> None:
    item = one(iptc(priority="b"))
    assert (item.story.urgency, item.wire.extra["priority"]) == (None, "b")
