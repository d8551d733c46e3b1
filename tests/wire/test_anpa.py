"""ANPA 1312: the AP's marked heading, Kyodo's bare one, tables, and Reuters's headers of 1987."""

import datetime as dt
from pathlib import Path

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.wire import Code, read
from stream.wire.formats.anpa import header
from stream.wire.formats.anpa.header import marker_of
from tests.wire.conftest import SHARED, Check
from tests.wire.reading import ARRIVED, one, refusal

SAMPLES = Path(__file__).parents[2] / "examples" / "formats"
TRAILER = "\r\n\t   \x03AP-WF-04-25-25 1415GMT<\r\n\r\n\x0c\r\n\x04"


def anpa(
    *heading: str, text: str = "OSLO, Norway (AP) _ Ferry crews went home.",
    keyword: str = "BC-EU--Strike", priority: str = "r", trailer: str = TRAILER,
) -> bytes:  # fmt: skip
    head = f"\x16\x16\x01W1234\x1feurop\r\n{priority} i\x13\x11 {keyword}   04-25 0187\r\n\x02"
    lines = "".join(f"^{line}\r\n" for line in heading)
    return f"{head}{lines}\t   {text}\r\n{trailer}".encode()


def test_a_writethru_has_all_its_fields(check_official: Check) -> None:
    item = one((SAMPLES / "anpa-1312-writethru.anpa").read_bytes())
    story, wire = item.story, item.wire
    assert story.headline == "Ferry crews in western Norway walk out over night shifts"
    assert story.slugline == "BC-EU--Norway-Ferry Strike, 1st Ld-Writethru"
    assert (story.by, story.urgency) == ("KARI NESS", 5)
    assert story.ed_note is not None
    assert story.ed_note.startswith("Eds: UPDATES")
    assert story.version_created == dt.datetime(2025, 4, 25, 14, 15, tzinfo=dt.UTC)
    assert (wire.signal, wire.marker) == (Signal.UPDATE, "1st Ld-Writethru")
    assert (wire.source, wire.category, wire.format) == ("AP", "i", "anpa-1312")
    assert wire.dateline is not None
    assert wire.dateline.place == "Bergen"
    assert story.body.startswith("BERGEN, Norway (AP) _ Ferry crews on")
    assert story.body.endswith("in Oslo contributed to this report.")
    assert "___" not in story.body
    assert story.body.count("\n\n") == 5
    check_official(item)


def test_rows_of_a_table_stand_apart_from_the_text(check_official: Check) -> None:
    item = one((SAMPLES / "anpa-1312-table.anpa").read_bytes())
    assert [it.caption for it in item.wire.tables] == ["Northern Division"] * 2
    assert item.wire.tables[0].rows[0] == ["", "W", "L", "Pct", "GB"]
    assert item.wire.tables[0].rows[3] == ["Molde North", "4", "11", ".267", "8"]
    assert item.story.body.startswith(
        "All Times CEST\n\nWOMEN\n\nMEN\n\nSaturday's Races\n\nBergen"
    )
    assert item.story.by == "The Associated Press"
    check_official(item)


def test_kyodo_sets_its_heading_bare(check_official: Check) -> None:
    item = one((SAMPLES / "anpa-1312-kyodo.anpa").read_bytes())
    assert item.story.headline == "Bridge over Toyama harbor to open 2 months early"
    assert item.story.version_created == dt.datetime(2025, 4, 26, 15, 42, tzinfo=dt.UTC)
    assert item.wire.extra["zone_unknown"] == ["trailer"]
    assert item.wire.source == "KYODO"
    assert item.story.body.endswith("below the bridge.")
    check_official(item)


def test_a_story_of_1987_is_read_whole() -> None:
    item = one(
        "\x05\x05\x05C T\n\x16\x16\x01f0704\x1freute\nu f BC-STRIKE-SPREADS   04-25 0105\n"
        "\x02\nSTRIKE SPREADS\n    OSLO, April 25 - Ferry crews said they would go on\nfor weeks.\n"
        "    Talks failed.\n Reuter\n\x03"
    )
    assert (item.story.headline, item.story.urgency) == ("STRIKE SPREADS", 3)
    assert item.story.body.split("\n\n")[1] == "Talks failed."
    assert (item.wire.source, item.wire.extra["desks"]) == ("Reuters", "C T")
    assert item.story.version_created == dt.datetime(2025, 4, 25, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("letter", "urgency"),
    [("f", 1), ("b", 2), ("u", 3), ("r", 5), ("d", 7), ("a", 8), ("h", None)],
)
def test_the_priority_is_the_urgency(letter: str, urgency: int | None) -> None:
    assert one(anpa("Ferries stop<", priority=letter)).story.urgency == urgency


@pytest.mark.parametrize(
    ("heading", "signal"),
    [
        (("BC-EU--Strike, 1st Add,40<",), Signal.APPEND),
        (("BC-EU--Strike, 2nd Ld-Writethru,40<",), Signal.UPDATE),
        (("BC-EU--Strike, Advisory,40<",), Signal.ADVISORY),
        (("BC-EU--Strike, KILL,40<",), Signal.KILL),
        (("BC-EU--Strike,40<", "BULLETIN KILL<"), Signal.KILL),
        (("BC-EU--Road-Kill,40<",), Signal.NEW),
        (("BC-EU--Road Kill,40<",), Signal.NEW),
        (("BC-APNewsAlert,40<",), Signal.ALERT),
        (("BC-EU--Market-Correction,40<",), Signal.NEW),
    ],
)
def test_slug_and_heading_carry_the_signal(heading: tuple[str, ...], signal: Signal) -> None:
    assert one(anpa(*heading, "Ferries stop<")).wire.signal == signal


def test_a_headline_may_be_wrapped_and_its_notes_are_no_titles() -> None:
    item = one(
        anpa("BC-EU--Strike,40<", "Adv27<", "Ferries\r\n stop<", "AP Photo OSL1<", "By A. Vik=")
    )
    assert item.story.headline == "Ferries stop"
    assert (item.story.by, item.wire.extra["media"]) == ("A. Vik", "AP Photo OSL1")


def test_a_flash_may_be_its_headline() -> None:
    item = one(anpa("BC-EU--Strike,9<", "Ferries stop<", text="", priority="f"))
    assert (item.wire.signal, item.wire.marker) == (Signal.ALERT, "f")
    assert (item.story.body, item.wire.extra["body_from"]) == ("Ferries stop", "headline")
    assert refusal(anpa("BC-EU--Strike,9<", "Ferries stop<", text="")).code == Code.NO_TEXT


def test_an_added_take_has_a_pickup_and_no_headline() -> None:
    item = one(anpa("BC-EU--Strike, 1st Add,40<", "OSLO: for weeks.<", text="They said so."))
    assert item.story.headline == ""
    assert item.wire.extra["pickup"] == "OSLO: for weeks."


def test_a_kill_is_its_note() -> None:
    data = anpa("BC-EU--Strike, KILL,30<", "Eds: Kill BC-EU--Strike. It is wrong.<", text="")
    item = one(data)
    assert (item.wire.signal, item.story.body) == (
        Signal.KILL,
        "Eds: Kill BC-EU--Strike. It is wrong.",
    )


def test_an_advance_waits_for_its_day() -> None:
    item = one(anpa("Ferries stop<", "For release Sunday, April 27, and thereafter<"))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 27, tzinfo=dt.UTC)
    assert refusal(anpa("Ferries stop<", "EMBARGOED UNTIL FURTHER NOTICE<")).code == Code.BAD_FIELD


def test_stories_follow_each_other_and_a_bad_one_stands_beside_them() -> None:
    data = anpa("One<", text="Text.") + anpa("Two<", text="") + anpa("Three<", text="More.")
    found = read(data, arrived=ARRIVED)
    assert [it.story.headline if isinstance(it, ParsedStory) else it.code for it in found] == [
        "One",
        Code.NO_TEXT,
        "Three",
    ]


def test_a_truncated_story_keeps_what_came() -> None:
    item = one(anpa("Ferries stop<", text="OSLO (AP) _ Crews went", trailer=""))
    assert item.story.body == "OSLO (AP) _ Crews went"
    assert item.story.version_created == dt.datetime(2025, 4, 25, tzinfo=dt.UTC)


def test_too_many_frames_are_refused_before_they_are_read() -> None:
    assert refusal(b"\x16\x01a" * 1001).code == Code.TOO_MANY_ITEMS


@pytest.mark.parametrize(
    ("slug", "marker"),
    [
        ("BC-EU--Norway-FerryStrik 1stLd-Writethru", "1stLd-Writethru"),
        ("AM-HARBOUR-STRIKE-1STLD", "1STLD"),
        ("BC-(CORRECTED)---HARBOUR", "CORRECTED"),
        ("BC-******HARBOUR-SHUT", "******"),
        ("BC-Strike KILL", "KILL"),
        ("BC-ROAD-KILL", None),
        ("BC-Market-Correction", None),
    ],
)
def test_a_header_ends_with_its_marker(slug: str, marker: str | None) -> None:
    assert marker_of(slug) == marker


def test_a_header_is_taken_apart() -> None:
    head = header("\x16\x16\x01a0207KYODO\x1fkoko-\nu s\x14\x12 BC-Toyama-Bridge   26-04 0121")
    assert head is not None
    assert (head.service, head.sequence, head.sender, head.selector) == (
        "a",
        "0207",
        "KYODO",
        "koko-",
    )
    assert (head.slug, head.day, head.words, head.tabular) == (
        "BC-Toyama-Bridge",
        (26, 4),
        121,
        True,
    )
    assert header("Ferries stop.") is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data isn't beside the checkout")
def test_nearly_every_header_of_1987_is_read() -> None:
    from bench.reuters_headers import DATA, headers  # noqa: PLC0415 - only where the data is

    found = [header(raw) for raw in headers(DATA)]
    read_whole = [it for it in found if it and it.day and it.words is not None]
    assert len(read_whole) >= 0.98 * len(found) > 0


def test_marked_lines_without_a_word_are_nothing() -> None:
    blank = [" ", "  "]
    item = one(anpa("BC-EU--Strike,90<", "By KARI NESS=", *blank, "Associated Press="))
    assert item.story.by == "KARI NESS"
    assert item.story.body.startswith("OSLO, Norway (AP)")
