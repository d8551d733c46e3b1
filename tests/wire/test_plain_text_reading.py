"""Plain text keeps its words and their order; what stands before the dateline is told apart."""

import datetime as dt
import re

import pytest

from tests.wire.conftest import SHARED, Check
from tests.wire.reading import one

SEED = SHARED / "seed-trend-2025-04-25.txt"
BODY = (
    "OSLO, Norway, April 25. Ferry crews began a strike over night shifts, Kurier reports.\n\n"
    "Talks failed on Thursday."
)


def test_a_date_before_the_dateline_goes_to_extra(check_official: Check) -> None:
    for text in (f" date 2025-04-25 {BODY}", f"date 2025-04-25\n\n{BODY}"):
        item = one(text)
        assert item.story.body == BODY
        assert item.wire.extra == {"date": "2025-04-25", "zone_unknown": ["date"]}
        check_official(item)


@pytest.mark.parametrize(
    "before",
    ["2025-04-25 ", "25.04.2025\n", "date: April 25, 2025 ", "Published: 25 April 2025\n\n"],
)
def test_the_date_before_comes_in_many_forms(before: str) -> None:
    item = one(before + BODY)
    assert item.story.body == BODY
    assert item.story.version_created == dt.datetime(2025, 4, 25, tzinfo=dt.UTC)


def test_a_date_before_a_text_without_dateline_is_text() -> None:
    assert (
        one("25 April 2025 was a day of talks.").story.body == "25 April 2025 was a day of talks."
    )


def test_a_date_before_the_dateline_is_told_in_json_too() -> None:
    item = one({"body": f"date 2025-04-25 {BODY}"})
    assert item.story.body == BODY
    assert item.wire.extra["date"] == "2025-04-25"


def test_a_slugline_with_its_cycle_is_no_headline() -> None:
    item = one(
        f"BC-Ferry-Strike, 1st Ld-Writethru\nFerries stop\nBy KARI NESS\nAssociated Press\n{BODY}"
    )
    assert item.story.slugline == "BC-Ferry-Strike, 1st Ld-Writethru"
    assert (item.story.headline, item.story.by) == ("Ferries stop", "KARI NESS")
    assert (item.wire.source, item.wire.signal) == ("Associated Press", "update")


def test_the_dateline_and_the_signature_are_read() -> None:
    item = one(f"date 2025-04-25 {BODY}")
    assert item.wire.dateline is not None
    assert item.wire.dateline.date == dt.date(2025, 4, 25)
    assert item.wire.dateline.place == item.story.located == "Oslo"
    assert item.wire.source == "Kurier"


@pytest.mark.parametrize(
    ("ending", "source"),
    [
        (", Kurier reports.", "Kurier"),
        (", Kurier Wire reports, citing the port.", "Kurier Wire"),
        (", dpa reports.", "dpa"),
        (", Kurier informs.", "Kurier"),
        (".\n\nThe port is shut, Kurier reports.", "Kurier"),
        (", the Ministry of Fisheries reports.", None),
        (", Oslo Police reports.", None),
        (", and Kurier reports on it.", None),
        (".", None),
    ],
)
def test_only_a_signature_names_the_source(ending: str, source: str | None) -> None:
    assert one(f"OSLO, April 25. Ferries stop{ending}").wire.source == source


def test_the_datelines_agency_comes_before_the_signature() -> None:
    assert one("OSLO, April 25 (NTB) - Ferries stop, Kurier reports.").wire.source == "NTB"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Ferry crews strike\n\n{BODY}", "Ferry crews strike"),
        (f"Source: Acme\nMEDIA RELEASE AB12\nFerry crews\nstrike\n\n{BODY}", "Ferry crews strike"),
        (f"headline: Ferry crews strike\n{BODY}", "Ferry crews strike"),
        (f"UPDATE 1-Ferry crews strike\nBy Kari Ness\n{BODY}", "UPDATE 1-Ferry crews strike"),
        ("Ferry crews strike\n\nThe crews began on Friday.", "Ferry crews strike"),
        ("The crews began on Friday.\n\nTalks failed.", ""),
        ("The crews of every ferry on the\nfjord began a strike on\nFriday.", ""),
        (BODY, ""),
    ],
)
def test_a_headline_is_told_from_the_text(text: str, headline: str) -> None:
    assert one(text).story.headline == headline


def test_head_lines_find_their_fields() -> None:
    item = one(
        "slug: ferry-strike\nsource: NTB\nurgency: 2\nlanguage: nb\nversion: 3\nstatus: final\n\n"
        f"Ferry crews strike\nBy Kari Ness\n\n{BODY}"
    )
    assert (item.story.slugline, item.story.urgency, item.story.by) == (
        "ferry-strike",
        2,
        "Kari Ness",
    )
    assert (item.wire.source, item.wire.version, item.story.language) == ("NTB", 3, "nb")
    assert item.wire.extra == {"status": "final"}
    assert item.story.body == BODY


def test_a_note_to_editors_stands_beside_the_story() -> None:
    item = one(f"Eds: Updates throughout.\n{BODY}")
    assert item.story.ed_note == "Eds: Updates throughout."
    assert item.wire.signal == "new"
    assert item.story.body == BODY


def test_a_note_alone_is_an_advisory() -> None:
    assert one("EDITORS: Ferry pictures will move at noon.").wire.signal == "advisory"
    assert one("Eds: Ferry pictures will move at noon.").wire.signal == "advisory"


def test_an_embargo_in_words_is_kept() -> None:
    item = one(f"EMBARGOED UNTIL 2025-04-27T06:00:00Z\n{BODY}")
    assert item.story.embargoed_until == dt.datetime(2025, 4, 27, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_paragraphs_are_the_same_whatever_ends_a_line(newline: str) -> None:
    item = one(BODY.replace("\n", newline))
    assert item.story.body == BODY


def test_indented_lines_begin_paragraphs_where_no_line_is_empty() -> None:
    text = "    Ferry crews began\na strike.\n    Talks failed on\nThursday."
    assert one(text).story.body == "Ferry crews began\na strike.\n\nTalks failed on\nThursday."


def test_a_sentence_that_begins_with_brackets_is_no_json() -> None:
    assert one("[Corrects the first name] Ferries stop.").wire.format == "plain-text"
    assert one("{Ferries} stop.").wire.format == "plain-text"
    assert one("<FJL.OL> shares fell.").wire.format == "plain-text"


@pytest.mark.skipif(not SEED.is_file(), reason="the shared data isn't beside the checkout")
@pytest.mark.parametrize(
    ("place", "land", "agency", "day", "date"),
    [
        ("BAKU", "Azerbaijan", "Trend", "April 25", "2025-04-25"),
        ("WARSAW", "Poland", "Kurier", "October 3", "2024-10-03"),
        ("NAIROBI", "Kenya", "Savanna News", "Jan. 31", "2026-01-31"),
        ("LA PAZ", "Bolivia", "ABI", "2 June", "2025-06-02"),
    ],
)
def test_the_report_that_the_project_began_with(
    *, place: str, land: str, agency: str, day: str, date: str, check_official: Check
) -> None:
    swaps = {"BAKU": place, "Azerbaijan": land, "Trend": agency, "2025-04-25": date}
    text = SEED.read_text().replace("April 25.", f"{day}.", 1)
    text = re.sub("|".join(swaps), lambda found: swaps[found[0]], text)
    item = one(text)
    line = item.wire.dateline
    assert line is not None
    assert (line.place, line.country) == (place.title(), land)
    assert line.date == dt.date.fromisoformat(date)
    assert item.story.located == place.title()
    assert item.wire.source == agency
    assert f"date {date} {item.story.body}".split() == text.split()
    check_official(item)


def test_a_block_of_fields_may_have_a_dateline_and_more() -> None:
    item = one(
        "Headline: Ferry crews strike\nAuthor: Kari Ness\nSection: Business\n"
        "Dateline: OSLO, Norway\nLength: 240\nText:\n\nFerry crews began a strike on Friday.\n"
    )
    assert (item.story.headline, item.story.by) == ("Ferry crews strike", "Kari Ness")
    assert (item.wire.category, item.wire.extra) == ("Business", {"length": "240"})
    assert item.story.body == "OSLO, Norway - Ferry crews began a strike on Friday."


def test_a_name_that_may_open_a_story_is_no_field_alone() -> None:
    assert (
        one("Text: Ferry crews began a strike.").story.body == "Text: Ferry crews began a strike."
    )


@pytest.mark.parametrize(
    "label", ["FOR IMMEDIATE RELEASE", "MEDIA RELEASE PR10234", "Press release"]
)
def test_a_label_above_a_release_is_no_headline(label: str) -> None:
    item = one(f"{label}\n\nFerry crews strike\n\nOSLO, April 25, 2025 -- Crews stop.\n\n###\n")
    assert (item.story.headline, item.wire.extra["header"]) == ("Ferry crews strike", [label])
    assert item.story.body == "OSLO, April 25, 2025 -- Crews stop."


def test_a_title_below_the_headline_stands_apart() -> None:
    item = one(f"Ferry crews\nstrike\n\n- Talks on Monday\n\n{BODY}")
    assert item.story.headline == "Ferry crews strike"
    assert item.story.headlines is not None
    assert item.story.headlines[1].value == "- Talks on Monday"


def test_a_dateline_on_its_own_line_belongs_to_the_paragraph_below() -> None:
    item = one(
        "Ferry crews strike\n\nOSLO, April 25, 2025 /NTB/ --\n\nCrews stop.\n\nTalks failed."
    )
    assert item.story.body == "OSLO, April 25, 2025 /NTB/ --\nCrews stop.\n\nTalks failed."


def test_a_bulletin_has_a_number_an_issuer_and_its_time() -> None:
    item = one(
        "IDN12345\nNorwegian Meteorological Institute\nVestland\n\n"
        "Gale warning lifted\nfor Bergen\n\n"
        "Issued at 10:40 am EST on Friday 25 April 2025.\n\nThe gale has passed.\n"
    )
    assert (item.story.headline, item.wire.signal) == ("Gale warning lifted for Bergen", "new")
    assert item.wire.source == "Norwegian Meteorological Institute"
    assert item.story.version_created == dt.datetime(2025, 4, 25, 10, 40, tzinfo=dt.UTC)
    assert item.wire.extra["zone_unknown"] == ["issued"]
    assert item.story.body.endswith("The gale has passed.")
