"""Habits of agencies in wires, plain text and JSON: each is told apart from the story's text."""

import datetime as dt
from typing import Any

import pytest

from schemas.wire import Signal
from stream.wire.formats.date_line import date_line
from stream.wire.formats.embargo import is_embargo, until
from tests.wire.conftest import Check
from tests.wire.reading import one

SOH, STX, ETX = "\x01", "\x02", "\x03"
LINE = "BERGEN, Norway, April 25 (NTB) - Ferry crews walked out."
MORE = "Fourteen routes are closed."


def wire(text: str) -> str:
    """A story of IPTC 7901; its text starts with the lines above it."""
    return f"{SOH}eca0345 3 i 124  dpa 0789\r\n\r\nNorway/ferry/\r\n{STX}{text}\r\n{ETX}251420 GMT"


def zczc(text: str) -> str:
    """A story between ZCZC and NNNN."""
    return f"ZCZC AAP\r\n%A\r\n#Ferry_1\r\n{text}\r\nNNNN\r\n"


@pytest.mark.parametrize(
    ("label", "signal", "urgency"),
    [
        ("Eil", Signal.ALERT, 2),
        ("(Blitz)", Signal.ALERT, 1),
        ("(Correction: number in 2nd paragraph)", Signal.CORRECTION, 3),
        ("(Achtung - Meldung zurückgezogen)", Signal.WITHDRAW, 3),
        ("ANNULATION", Signal.KILL, 3),
        ("Attention editors =", Signal.ADVISORY, 3),
    ],
)
def test_a_label_stands_above_the_headline(label: str, signal: Signal, urgency: int) -> None:
    item = one(wire(f"{label}\r\nFerries stop =\r\n\r\nBergen (dpa) - Crews walked out."))
    assert item.wire.signal == signal
    # The header's own digit stands where there is one.
    assert item.story.urgency in {urgency, 3}


def test_a_label_of_what_is_new_may_be_closed_as_the_title_is() -> None:
    item = one(wire(f"Ferries stop =\r\n   ATTENTION - ADDS quotes ///\r\n =\r\n\r\n   {LINE}"))
    assert (item.wire.signal, item.story.headline) == (Signal.UPDATE, "Ferries stop")


@pytest.mark.parametrize("between", ["=(PHOTO+VIDEO)=", "(INFOGRAPHIE)", "ATTENTION - ajoute ///"])
def test_what_stands_between_title_and_text_is_a_note(between: str) -> None:
    item = one(wire(f"Ferries stop =\r\n{between}\r\n\r\n   {LINE}"))
    assert item.story.body == LINE
    assert item.story.ed_note == between.strip("=")


def test_the_second_title_of_apa_is_a_headline_of_its_own() -> None:
    item = one(
        wire("Ferries stop\r\n\r\nUtl.: Crews want sleep =\r\n\r\n   Wien (APA) - Boats rest.")
    )
    assert [it.value for it in item.story.headlines or []] == ["Ferries stop", "Crews want sleep"]


@pytest.mark.parametrize("sign", ["(Schluss) kn/tl", "KNE/TLI/", "/PP/", "- - -", "     KNE"])
def test_a_sign_off_is_no_part_of_the_story(sign: str) -> None:
    item = one(wire(f"Ferries stop =\r\n\r\n{LINE}\r\n\r\n{sign}\r\n"))
    assert item.story.body == LINE


def test_lines_of_old_printers_end_in_two_returns() -> None:
    text = wire(f"Ferries stop =\r\n\r\n{LINE}\r\nToday.\r\n\r\n{MORE}")
    assert one(text.replace("\r\n", "\r\r\n")).story == one(text).story


def test_a_second_line_of_names_belongs_to_the_byline() -> None:
    item = one(
        "\x16\x16\x01a0504\x1f_euro\r\nr i\x13\x11BC-Ferry   04-25 0050\r\n\x02^BC-Ferry,50<\r\n"
        "^Ferries stop<\r\n^By KARI NESS\r\n^and TOR LIE=\r\n"
        "\tBERGEN, Norway (AP) _ Crews left.\r\n\x03"
    )
    assert item.story.by == "KARI NESS and TOR LIE"
    assert item.wire.dateline is not None


def test_a_byline_and_a_note_may_be_indented_as_the_text_is() -> None:
    item = one(
        "\x16\x16\x01R0124\x1freute\r\nr f\x13\x11BC-FERRY   04-25 0087\r\n\x02FERRIES STOP\r\n"
        "    (Adds shares)\r\n    By Kari Ness\r\n    OSLO, April 25 (Reuters) - Crews left.\r\n"
        "    By Monday the Crews hope\r\nfor talks.\r\n Reuters\r\n\x03"
    )
    assert (item.story.by, item.story.ed_note) == ("Kari Ness", "(Adds shares)")
    assert item.story.body.endswith("\n\nBy Monday the Crews hope\nfor talks.")


def test_a_sentence_that_begins_with_by_is_text() -> None:
    text = "\x16\x16\x01R0124\x1freute\r\nr f\x13\x11BC-FERRY   04-25 0087\r\n\x02FERRIES STOP\r\n"
    item = one(f"{text}    By Monday Crews\r\nleft.\r\n    More.\r\n\x03")
    assert item.story.by is None
    assert item.story.body.startswith("By Monday")


def test_a_byline_stands_below_a_headline_that_has_its_field() -> None:
    for text in (f"   By Kari Ness\r\n   {LINE}", f"By Kari Ness\r\n\r\n{MORE}"):
        item = one(zczc(f"$Ferries stop\r\n\r\n{text}"))
        assert item.story.by == "Kari Ness"
        assert not item.story.body.startswith("By")


def test_a_headline_of_two_lines_stands_above_a_signed_dateline() -> None:
    item = one(
        "ZCZC1234/SXB\nXPP25123_SXB\nR CRO S0B\nPonte chiuso,\nriapre domani\n"
        "   (ANSA) - ROMA, 25 APR - Vento.\nNNNN"
    )
    assert item.story.headline == "Ponte chiuso, riapre domani"
    assert item.wire.dateline is not None


def test_an_embargo_may_stand_on_a_line_that_a_sign_leads() -> None:
    item = one(zczc(f"$Ferries stop\r\n^EMBARGOED UNTIL 6PM AEST, APRIL 26\r\n\r\n{MORE}"))
    assert item.story.embargoed_until == dt.datetime.fromisoformat("2025-04-26T18:00:00+10:00")


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("Sperrfrist 26. April 0600 Uhr - Frei für Samstag", 6),
        ("Sperrfrist: Samstag, 6 Uhr", 6),
        ("SOUS EMBARGO jusqu'au 26 avril 2025 à 6h00", 6),
        ("Embargo jusqu'à samedi 18h", 18),
        ("Embargo tot zaterdag 6 uur", 6),
        ("Embargado hasta el 26 de abril a las 06:00", 6),
        ("Sperrefrist: lørdag 26. april kl. 06.00", 6),
        ("Embargoed for 06.00 Saturday April 26", 6),
        ("NOT FOR PUBLICATION BEFORE 0600 HOURS SATURDAY APRIL 26 2025", 6),
        ("EMBARGOED UNTIL SATURDAY APRIL 26 2025", 0),
    ],
)
def test_an_embargo_ends_at_its_hour_in_every_tongue(line: str, hour: int) -> None:
    found = until(line, dt.date(2025, 4, 25))
    assert is_embargo(line)
    assert found is not None
    assert found.when == dt.datetime(2025, 4, 26, hour, tzinfo=dt.UTC)


def test_an_embargo_against_a_country_is_news() -> None:
    assert not is_embargo("Embargo to Cuba ends after a vote")


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("25 April 2025 14:30 (UTC+04:00)", "2025-04-25T14:30:00+04:00"),
        ("April 25, 2025 08:00 AM Eastern Daylight Time", "2025-04-25T08:00:00-04:00"),
        ("Updated 2:30 PM GMT, April 25, 2025", "2025-04-25T14:30:00+00:00"),
        ("Friday, 25 April 2025", "2025-04-25T00:00:00+00:00"),
        ("25.04.2025 14:30", "2025-04-25T14:30:00+00:00"),
    ],
)
def test_a_line_that_is_a_date_is_no_text(line: str, when: str) -> None:
    item = one(f"Ferries stop\n\n{line}\n\n{LINE}\n\n{MORE}")
    assert (item.story.headline, item.story.body) == ("Ferries stop", f"{LINE}\n\n{MORE}")
    assert item.story.version_created == dt.datetime.fromisoformat(when)


@pytest.mark.parametrize(
    "line", ["25 April 2025 was calm", "April 25", "In 2025", "99:99 25 May 2025"]
)
def test_a_sentence_with_a_date_is_no_date(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("headline", "signal"),
    [
        ("ADVISORY-Ferry story withdrawn", Signal.WITHDRAW),
        ("ADVISORY-Ferry coverage", Signal.ADVISORY),
        ("STORY WITHDRAWN-Ferries stop", Signal.WITHDRAW),
        ("ANNULLAMENTO", Signal.KILL),
        ("ANULACIÓN: tribunal frena ley", Signal.NEW),
        ("KILLED: Ferry story", Signal.KILL),
        ("MANDATORY KILL.", Signal.KILL),
        ("Take 5: five stories", Signal.NEW),
        ("WITHDRAWAL: Troops leave Mali", Signal.NEW),
        ("ADVISORY - Storm; flight withdrawn", Signal.ADVISORY),
        ("KILL KILL KILL", Signal.KILL),
        ("Clarification: Ferry story", Signal.CORRECTION),
        ("(2nd LD) Ferries stop", Signal.UPDATE),
        ("LEAD: Ferries stop", Signal.UPDATE),
        ("WITHDRAWN-SYMPTOMS study", Signal.NEW),
        ("Lead: a metal in the water", Signal.NEW),
        ("City withdrawn from race", Signal.NEW),
    ],
)
def test_a_headline_says_what_its_version_does(headline: str, signal: Signal) -> None:
    item = one({"id": "1", "headline": headline, "body": LINE})
    assert item.wire.signal == signal


@pytest.mark.parametrize("note", ["(Adds quote, shares)", "(ATTN: UPDATES with quote)"])
def test_a_desks_note_below_the_headline_is_none_of_the_text(note: str) -> None:
    item = one(f"Ferries stop\n{note}\nBy Kari Ness\n{LINE}\n\n{MORE}")
    assert (item.story.headline, item.story.by) == ("Ferries stop", "Kari Ness")
    assert item.story.ed_note == note


def test_a_byline_in_another_tongue_needs_two_names() -> None:
    item = one(f"Fähren stehen still\nVon Jana Kremer, dpa\n\n{LINE}")
    assert (item.story.headline, item.story.by) == ("Fähren stehen still", "Jana Kremer, dpa")
    assert one(f"Von der Leyen reist ab\n\n{LINE}").story.headline == "Von der Leyen reist ab"


def test_the_lines_of_a_mail_are_no_headline() -> None:
    item = one(
        "From: desk@ntb.example\nTo: all@ntb.example\nSubject: Ferries stop\n"
        f"Date: Fri, 25 Apr 2025 14:30:00 +0200\n\n{LINE}"
    )
    assert (item.story.headline, item.story.body) == ("Ferries stop", LINE)
    assert item.story.version_created == dt.datetime.fromisoformat("2025-04-25T14:30:00+02:00")


def test_counts_and_keywords_above_plain_text_are_no_headline() -> None:
    item = one(f"NTB0345 3 INN 0187\nNORWAY-FERRY\n\nFerries stop\n\n{LINE}")
    assert (item.story.headline, item.story.slugline) == ("Ferries stop", "NORWAY-FERRY")
    assert (item.story.urgency, item.wire.category) == (3, "INN")


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("Budapest, 2025. április 25., péntek (MTI) -", "Budapest", "MTI"),
        ("Kochi (Kerala) [India], April 25 (ANI):", "Kochi", "ANI"),
        ("LONDON, April 25 (PA) -", "London", "PA"),
    ],
)
def test_a_dateline_has_its_houses_form(line: str, place: str, agency: str) -> None:
    found = one(f"{line} Ferries stop.\n\n{MORE}").wire.dateline
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, dt.date(2025, 4, 25))


@pytest.mark.parametrize(
    ("said", "signal", "status"),
    [
        ({"status": "withdrawn"}, Signal.WITHDRAW, "canceled"),
        ({"action": "delete"}, Signal.KILL, "canceled"),
        ({"status": "withheld"}, Signal.HOLD, "withheld"),
        ({"type": "correction"}, Signal.CORRECTION, None),
        ({"status": "released"}, Signal.NEW, None),
        ({"status": "publish", "type": "post"}, Signal.NEW, None),
    ],
)
def test_a_word_of_a_simple_story_says_what_it_does(
    said: dict[str, str], signal: Signal, status: str | None, check_official: Check
) -> None:
    item = one({"id": "1", "title": "Ferries stop", "body": LINE, **said})
    assert (item.wire.signal, item.story.pub_status) == (signal, status)
    assert said.items() <= item.wire.extra.items()
    check_official(item)


@pytest.mark.parametrize(
    "written",
    [
        "2025-04-25 14:30:00 UTC", "2025/04/25 14:30", "1745591400", "20250425T143000Z",
        {"$date": "2025-04-25T14:30:00Z"},
    ],
)  # fmt: skip
def test_scripts_write_dates_in_many_ways(written: Any) -> None:
    item = one({"id": "1", "body": LINE, "published": written})
    assert item.story.version_created == dt.datetime(2025, 4, 25, 14, 30, tzinfo=dt.UTC)


def test_an_object_that_is_no_date_stays() -> None:
    item = one({"id": "1", "body": LINE, "published": {"by": "x"}})
    assert item.wire.extra["published"] == {"by": "x"}


@pytest.mark.parametrize("name", ["embargo_until", "embargoDate", "embargoEnds"])
def test_an_embargo_has_many_names(name: str) -> None:
    item = one({"id": "1", "body": LINE, name: "2025-04-26T06:00:00Z"})
    assert item.story.embargoed_until == dt.datetime(2025, 4, 26, 6, tzinfo=dt.UTC)


def test_a_byline_and_a_sign_off_in_ninjs_are_no_text() -> None:
    html = f"<p>By Kari Ness</p><p>{LINE}</p><p>{MORE}</p><p>AAP kn/tl</p>"
    item = one({"uri": "urn:x:1", "type": "text", "byline": "Kari Ness", "body_html": html})
    assert (item.story.body, item.story.by) == (f"{LINE}\n\n{MORE}", "Kari Ness")
    assert item.wire.extra["sign_off"] == "AAP kn/tl"


def test_another_byline_in_the_text_is_kept() -> None:
    html = f"<p>By Tor Lie</p><p>{LINE}</p>"
    item = one({"uri": "urn:x:1", "byline": "Kari Ness", "body_html": html})
    assert (item.story.body, item.wire.extra["byline"]) == (LINE, "By Tor Lie")


def test_a_caption_has_no_dateline_before_it() -> None:
    item = one({
        "altids": {"itemid": "1"}, "type": "picture", "located": "BERGEN, Norway",
        "description_caption": "A ferry lies idle.",
    })  # fmt: skip
    assert item.story.body == "A ferry lies idle."
    assert item.story.located == "BERGEN, Norway"


def test_answers_of_an_interface_may_stand_in_a_list() -> None:
    answer = {"data": {"item": {"altids": {"itemid": "1"}, "description_summary": LINE}}}
    item = one(b"[" + str(answer).replace("'", '"').encode() + b"]")
    assert item.wire.format == "ap-json"


def test_a_companys_announcement_has_its_title_above_the_text() -> None:
    item = one(
        "RNS Number : 1234X\nFjordline PLC\n25 April 2025\n\n25 April 2025\n\nFjordline PLC\n"
        '("Fjordline" or the "Company")\n\nTrading Update\n\n'
        "Fjordline PLC today issues its update\nfor the year.\n\nRevenue rose.\n\nEND\n"
    )
    assert (item.story.headline, item.wire.source) == ("Trading Update", "Fjordline PLC")
    assert item.story.version_created == dt.datetime(2025, 4, 25, tzinfo=dt.UTC)
    assert item.story.body.startswith("Fjordline PLC today")
    assert item.story.body.endswith("rose.")


def test_a_field_that_comes_twice_is_kept_beside_the_first() -> None:
    item = one(f"slug: ferry\nFerries stop\n25 April 2025\n26 April 2025\nBy Tor Lie\n{LINE}")
    assert item.wire.extra["date"] == "25 April 2025"
    assert item.wire.extra["header"] == ["26 April 2025"]
