"""ZCZC … NNNN: lines led by signs, routing, field files, and the text frames of racing services."""

import datetime as dt
from pathlib import Path

import pytest

from stream.wire import read
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED, one

SAMPLES = Path(__file__).parents[2] / "examples" / "formats"


def test_lines_led_by_a_sign_are_fields(check_official: Check) -> None:
    item = one((SAMPLES / "zczc-aap.txt").read_bytes())
    story, wire = item.story, item.wire
    assert (story.headline, story.slugline) == ("Lorry drivers win bridge vote", "Bridge_BC1")
    assert (wire.category, wire.source, wire.format) == ("A", "AAP", "zczc")
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.text) == ("Brisbane", "")
    assert story.body.startswith("Lorry drivers may use")
    assert story.body.endswith("over the noise.")
    assert wire.extra["sign_off"] == "AAP RTV"
    assert story.subjects is not None
    assert str(story.subjects[0].uri) == "subj:04015000"
    check_official(item)


def test_a_headline_is_closed_by_its_sign(check_official: Check) -> None:
    item = one((SAMPLES / "zczc-ansa.txt").read_bytes())
    assert item.story.headline == "PONTE A TRIESTE CHIUSO PER IL VENTO, RIAPRE DOMANI"
    assert item.story.version_created == dt.datetime(2025, 4, 25, 14, 20, tzinfo=dt.UTC)
    assert item.wire.source == "ANSA"
    assert len(item.story.body.split("\n\n")) == 3
    assert item.wire.extra["routing"] == "XPP25123_SXB_QBXB\nR CRO S0B QBXB"
    check_official(item)


def test_a_headline_stands_below_the_routing(check_official: Check) -> None:
    item = one((SAMPLES / "zczc-racing.txt").read_bytes())
    assert item.story.headline == "Bald Creek Comment Saturday races 1-2"
    assert item.story.body.startswith("Race One - Harbour Trust Maiden 1300m\n\nQUIET FERRY")
    assert item.story.body.endswith("they all have to beat.")
    check_official(item)


def test_a_file_of_fields_is_read_by_their_letters(check_official: Check) -> None:
    item = one((SAMPLES / "zczc-fields.txt").read_bytes())
    assert item.story.headline == "Fjordlinjen keeps its outlook through the strike"
    assert item.story.slugline == "MKN Market FJL.AX"
    assert item.story.version_created == dt.datetime(2025, 4, 25, 14, tzinfo=dt.UTC)
    assert item.wire.extra == {"KN": "Market Notes", "CO": "FJL.AX", "zone_unknown": ["PD"]}
    assert len(item.story.body.split("\n\n")) == 3
    check_official(item)


@pytest.mark.parametrize(
    ("head", "headline", "extra"),
    [
        ("$Ferries stop\n", "Ferries stop", {}),
        ("$J\n:Ferries stop\n", "Ferries stop", {"$": "J"}),
        (":\n:Ferries stop\n*T\n", "Ferries stop", {"*": "T"}),
        ("\n$5 ferries stop\n\n", "$5 ferries stop", {}),
    ],
)
def test_a_title_has_several_signs(head: str, headline: str, extra: dict[str, str]) -> None:
    item = one(f"ZCZC\n{head}The crews of Oslo's ferries\nwent home on Friday.\nNNNN\n")
    assert item.story.headline == headline
    assert item.wire.extra == extra
    assert item.story.body.startswith("The crews of Oslo's")


def test_counts_may_open_it_as_in_7901() -> None:
    item = one(
        "ZCZC\nABC0123 3 POL 0 R01 /\n\nFerries stop =\nOslo, 25 apr. (NTB) - Crews went home.\n"
        "Red/Abc\n251430 APR 25\n\nNNNN"
    )
    assert (item.story.headline, item.story.urgency, item.wire.category) == (
        "Ferries stop",
        3,
        "POL",
    )
    assert item.story.body == "Oslo, 25 apr. (NTB) - Crews went home."


def test_stories_follow_each_other_with_or_without_nnnn() -> None:
    found = read(b"ZCZC a1\nFerries stop.\nNNNN\nzczc a2\nCrews go home.", arrived=ARRIVED)
    assert [it.story.body for it in found if not isinstance(it, Exception)] == [
        "Ferries stop.",
        "Crews go home.",
    ]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("AAP RTV", ""),
        ("AAP kn/tl", ""),
        ("-30-", ""),
        ("more ug\nAAP RESULTS", ""),
        ("ABC-DE", ""),
        ("21-14", "\n21-14"),
        ("AAP has it.", "\nAAP has it."),
    ],
)
def test_a_sign_off_is_no_text(below: str, kept: str) -> None:
    assert one(f"ZCZC\nFerries stop.\n{below}\nNNNN").story.body == f"Ferries stop.{kept}"


def test_a_line_of_labels_stays_beside_the_text() -> None:
    item = one(b"\x01OSLO\x1f6\x1fN\x1fTuesday\r\n\r\n   6 - A LONG RACE 2035m.\r\n   AAP RESULTS")
    assert item.wire.extra["header"] == ["OSLO", "6", "N", "Tuesday"]
    assert (item.story.body, item.wire.source) == ("6 - A LONG RACE 2035m.", "AAP")


def test_what_no_header_names_is_plain_text() -> None:
    assert one(b"\x16\x01Ferries stop.\x04").story.body == "Ferries stop."
