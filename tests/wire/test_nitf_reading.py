"""NITF: head, body, and the habits of those who send it."""

import datetime as dt

import pytest

from schemas.wire import Signal, StoryFormat
from tests.wire.conftest import Check
from tests.wire.reading import one, refusal


def nitf(
    body: str = "<p>The ferries stay in port.</p>",
    *,
    docdata: str = "",
    status: str = "",
    head: str = "",
    lines: str = "<hedline><hl1>Port strike goes on</hl1></hedline>",
    end: str = "",
    attributes: str = "",
) -> str:
    """A document of the usual form."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.3//EN" "nitf-3-3.dtd">\n'
        f"<nitf {attributes}><head>{head}<docdata {status}>{docdata}</docdata></head>"
        f"<body><body.head>{lines}</body.head><body.content>{body}</body.content>"
        f"<body.end>{end}</body.end></body></nitf>"
    )


def test_a_whole_document_is_read(check_official: Check) -> None:
    item = one(
        nitf(
            "<p>First paragraph.</p><hl2>What comes next</hl2><p>Last&nbsp;one.</p>",
            docdata='<doc-id id-string="NTB.77" regsrc="NTB"/><urgency ed-urg="4"/>'
            '<date.issue norm="20250425T101500+0200"/><date.expire norm="20250525T101500+0200"/>'
            '<key-list><keyword key="ports"/><keyword key="strike"/></key-list>'
            '<doc.copyright holder="NTB" year="2025"/>',
            status='management-status="usable"',
            head='<title>Short title</title><meta name="anpa-keyword" content="Port Strike"/>',
            lines="<hedline><hl1>Port strike goes on</hl1><hl2>No talks before May</hl2></hedline>"
            "<byline>By Kari Lund, <byttl>NTB</byttl></byline>",
            attributes='baselang="nb-NO"',
        )
    )
    check_official(item)
    story, wire = item.story, item.wire
    assert wire.format is StoryFormat.NITF
    assert story.body == "First paragraph.\n\nWhat comes next\n\nLast\xa0one."
    assert [it.value for it in story.headlines or []] == [
        "Port strike goes on",
        "No talks before May",
    ]
    assert (story.by, story.slugline, story.urgency) == ("Kari Lund", "Port Strike", 4)
    assert (story.language, story.title) == ("nb-NO", "Short title")
    assert (wire.source, wire.keywords) == ("NTB", ["ports", "strike"])
    assert story.version_created == dt.datetime.fromisoformat("2025-04-25T10:15:00+02:00")
    assert story.expires is not None
    assert story.copyright_holder == "NTB"
    assert wire.extra["docdata"] == {"doc.copyright": {"year": "2025"}}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("<byline>By Kari Lund</byline>", "Kari Lund"),
        ("<byline>Kari Lund, <byttl>Staff Reporter</byttl></byline>", "Kari Lund"),
        ("<byline>By Ann Lee, Press Association</byline>", "Ann Lee"),
        ("<byline>By Ann Lee, PA Political Correspondent</byline>", "Ann Lee"),
        ("<byline><byttl>Sports Wire</byttl></byline>", "Sports Wire"),
        ("<byline>By <person>Ann Lee</person> and <person>Bo Ek</person></byline>",
         "Ann Lee and Bo Ek"),
        ("<byline>By Ann Lee</byline><byline>By Bo Ek</byline>", "Ann Lee, Bo Ek"),
        ("<byline/>", None),
    ],
)  # fmt: skip
def test_a_byline_is_the_names_alone(written: str, names: str | None) -> None:
    assert one(nitf(lines=written)).story.by == names


@pytest.mark.parametrize(
    ("written", "line", "place"),
    [
        ("<location><city>Sydney</city></location>", "Sydney -", "Sydney"),
        ("Oslo", "Oslo -", "Oslo"),
        ("<location>PERTH, Australia</location> <story.date norm='20250425'>April 25</story.date>",
         "PERTH, Australia April 25 -", "Perth"),
        ("OSLO, April 25 (NTB) -", "OSLO, April 25 (NTB) -", "Oslo"),
    ],
)  # fmt: skip
def test_the_dateline_element_is_set_before_the_body(written: str, line: str, place: str) -> None:
    item = one(nitf(lines=f"<dateline>{written}</dateline>"))
    found = item.wire.dateline
    assert found is not None
    assert (found.text, found.place) == (line, place)
    assert item.story.body.startswith(f"{line} The ferries")


def test_the_date_of_a_dateline_is_its_norm() -> None:
    day = '<story.date norm="20250424">i går</story.date>'
    written = f"<dateline><location>Oslo</location> {day}</dateline>"
    found = one(nitf(lines=written)).wire.dateline
    assert found is not None
    assert found.date == dt.date(2025, 4, 24)


@pytest.mark.parametrize(
    ("status", "signal", "pub_status"),
    [
        ("usable", Signal.NEW, "usable"),
        ("canceled", Signal.KILL, "canceled"),
        ("withheld", Signal.HOLD, "withheld"),
        ("embargoed", Signal.HOLD, "withheld"),
        ("advisory", Signal.ADVISORY, "usable"),
        ("corrected", Signal.CORRECTION, "usable"),
    ],
)
def test_the_status_says_what_the_version_does(
    status: str, signal: Signal, pub_status: str
) -> None:
    item = one(nitf(status=f'management-status="{status}"'))
    assert (item.wire.signal, item.story.pub_status) == (signal, pub_status)


def test_a_status_that_nobody_knows_is_refused() -> None:
    assert refusal(nitf(status='management-status="zapped"')).code == "bad_field"


def test_a_kill_needs_no_text() -> None:
    item = one(nitf("", status='management-status="canceled"'))
    assert item.wire.signal is Signal.KILL


def test_a_correction_element_is_a_correction() -> None:
    item = one(nitf(docdata='<correction info="Name of the port was wrong" id-string="NTB.76"/>'))
    assert (item.wire.signal, item.wire.marker) == (Signal.CORRECTION, "correction")
    assert item.story.ed_note == "Name of the port was wrong"


def test_a_note_that_says_what_it_updates_is_the_marker() -> None:
    item = one(nitf(docdata='<ed-msg info="UPDATES with quotes"/>'))
    assert (item.story.ed_note, item.wire.signal) == ("UPDATES with quotes", Signal.UPDATE)


def test_a_take_key_is_the_marker() -> None:
    item = one(nitf(head='<meta name="anpa-takekey" content="1st Ld"/>'))
    assert item.wire.signal is Signal.UPDATE


def test_a_release_after_the_issue_is_an_embargo() -> None:
    issue = '<date.issue norm="20250425T100000Z"/>'
    item = one(nitf(docdata=issue + '<date.release norm="20250426T040000Z"/>'))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 26, 4, tzinfo=dt.UTC)
    same = one(nitf(docdata=issue + '<date.release norm="20250425T100000Z"/>'))
    assert same.story.embargoed_until is None


def test_a_release_that_cant_be_read_but_lies_later_is_refused() -> None:
    issue = '<date.issue norm="20250425T100000Z"/>'
    assert refusal(nitf(docdata=issue + '<date.release norm="20250427T99"/>')).code == "bad_field"
    assert one(nitf(docdata=issue + '<date.release norm="soon"/>')).story.embargoed_until is None


def test_a_date_without_a_zone_is_named() -> None:
    item = one(nitf(docdata='<date.issue norm="20250425T100000"/>'))
    assert item.wire.extra["zone_unknown"] == ["date.issue"]


def test_subjects_keep_their_old_codes() -> None:
    head = (
        '<tobject tobject.type="News"><tobject.property tobject.property.type="Analysis"/>'
        '<tobject.subject tobject.subject.refnum="04010008" tobject.subject.type="Economy" '
        'tobject.subject.matter="Transport" tobject.subject.detail="Shipping"/></tobject>'
    )
    story = one(nitf(head=head)).story
    assert [(it.name, it.uri) for it in story.subjects or []] == [("Shipping", "subj:04010008")]
    assert [it.name for it in story.genres or []] == ["Analysis"]


def test_tags_in_the_text_are_taken_and_the_words_stay() -> None:
    item = one(
        nitf(
            "<p><person>Ann Lee</person> of <org idsrc='NYSE' value='NWD'>Nordwind Shipping</org> "
            "met <location>Oslo's</location> mayor. <person>Ann Lee</person> left.</p>"
        )
    )
    story = item.story
    assert story.body == "Ann Lee of Nordwind Shipping met Oslo's mayor. Ann Lee left."
    assert [it.name for it in story.people or []] == ["Ann Lee"]
    assert [it.name for it in story.places or []] == ["Oslo"]
    (company,) = story.organisations or []
    assert company.symbols is not None
    assert (company.symbols[0].symbol, company.symbols[0].exchange) == ("NWD", "NYSE")


def test_identified_content_gives_tags() -> None:
    docdata = (
        "<identified-content><person>Bo Ek</person><org>Nordwind Shipping</org>"
        "<location><city>Oslo</city><country>Norway</country></location>"
        '<classifier type="topic" value="ports">Ports</classifier></identified-content>'
    )
    story = one(nitf(docdata=docdata)).story
    assert [it.name for it in story.people or []] == ["Bo Ek"]
    assert [it.name for it in story.places or []] == ["Oslo, Norway"]
    assert [it.name for it in story.subjects or []] == ["Ports"]


def test_tables_stand_apart() -> None:
    table = "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Oslo</td><td>4</td></tr></table>"
    item = one(nitf(f"<block><hl2>Standings</hl2>{table}</block><p>All ports closed.</p>"))
    assert item.story.body == "Standings\n\nAll ports closed."
    assert item.wire.tables[0].rows == [["Port", "Ships"], ["Oslo", "4"]]


def test_lines_of_a_pre_stay_lines() -> None:
    item = one(nitf("<pre>Division One\nHarbour 2 Lighthouse 1\nIsland 0 Bay 0\n</pre>"))
    assert item.story.body == "Division One\nHarbour 2 Lighthouse 1\nIsland 0 Bay 0"


def test_a_picture_beside_the_text_is_no_part_of_it() -> None:
    media = (
        '<media media-type="image"><media-reference source="https://img.example/7.jpg"/>'
        "<media-caption>Ferries in port</media-caption></media>"
    )
    item = one(nitf(f"<p>The ferries stay.</p>{media}"))
    assert item.story.body == "The ferries stay."
    (picture,) = item.story.associations or []
    assert (picture.type, picture.uri) == ("picture", "https://img.example/7.jpg")
    assert "media" in item.wire.extra


def test_a_picture_alone_is_its_caption() -> None:
    media = '<media media-type="image"><media-caption>Ferries in port</media-caption></media>'
    item = one(nitf(media))
    assert (item.story.type, item.story.body) == ("picture", "Ferries in port")


@pytest.mark.parametrize("signed", ["ends", "AAP RTV", "ab/cd/ef", "-30-"])
def test_a_sign_off_is_no_paragraph(signed: str) -> None:
    item = one(nitf(f"<p>The ferries stay.</p><p>{signed}</p>"))
    assert item.story.body == "The ferries stay."
    assert item.wire.extra["sign_off"] == signed


def test_a_tagline_for_readers_is_the_last_paragraph() -> None:
    item = one(nitf(end="<tagline>Kari Lund reported from Bergen.</tagline>"))
    assert item.story.body.endswith("\n\nKari Lund reported from Bergen.")


def test_the_key_ties_versions_whose_ids_are_numbered() -> None:
    def story_id(number: int) -> str:
        docdata = f'<doc-id id-string="ferry-a1b2_{number}"/><du-key key="ferry-a1b2"/>'
        return one(nitf(docdata=docdata)).wire.story_id

    assert story_id(1) == story_id(2)


def test_without_a_headline_the_title_is_it() -> None:
    assert one(nitf(lines="", head="<title>1 SAILING Crews</title>")).story.headline == (
        "1 SAILING Crews"
    )


def test_an_abstract_is_a_description_and_the_body_only_where_there_is_no_other() -> None:
    lines = "<abstract><p>Ferries stay in port.</p></abstract>"
    story = one(nitf(lines=lines)).story
    assert [it.value for it in story.descriptions or []] == ["Ferries stay in port."]
    assert "Ferries stay in port." not in story.body
    alone = one(nitf("", lines=lines))
    assert alone.story.body == "Ferries stay in port."
    assert alone.wire.extra["body_from"] == "abstract"


def test_a_fraction_keeps_its_stroke() -> None:
    item = one(
        nitf("<p>Up 2 <frac><frac-num>1</frac-num><frac-den>4</frac-den></frac> points.</p>")
    )
    assert item.story.body == "Up 2 1/4 points."


def test_markup_escaped_into_a_paragraph_is_no_text() -> None:
    item = one(nitf("<p>The ferries stay.</p><p>&lt;div class='embed'&gt;&lt;/div&gt;</p>"))
    assert item.story.body == "The ferries stay."


def test_what_nobody_knows_is_kept() -> None:
    item = one(
        nitf(
            docdata='<fixture fix-id="weather"/>',
            head='<meta name="wire-desk" content="north"/><pubdata type="web"/>',
        )
    )
    extra = item.wire.extra
    assert extra["meta"] == {"wire-desk": "north"}
    assert extra["docdata"] == {"fixture": {"fix-id": "weather"}}
    assert extra["pubdata"] == {"type": "web"}


def test_an_embargo_in_the_text_is_taken_out_of_it() -> None:
    docdata = '<date.issue norm="20250424T150000+0100"/>'
    line = "<p>EMBARGOED TO 0001 FRIDAY APRIL 25</p>"
    item = one(nitf(f"{line}<p>The ferries stay.</p>", docdata=docdata))
    assert item.story.body == "The ferries stay."
    assert item.story.embargoed_until == dt.datetime(2025, 4, 25, 0, 1, tzinfo=dt.UTC)
    assert item.wire.extra["embargo"] == "EMBARGOED TO 0001 FRIDAY APRIL 25"
    assert "embargo" in str(item.wire.extra["zone_unknown"])


def test_an_embargo_in_the_note_counts() -> None:
    note = '<ed-msg info="Embargoed until 6 a.m. EDT, April 26"/>'
    item = one(nitf(docdata='<date.issue norm="20250425T100000Z"/>' + note))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 26, 10, tzinfo=dt.UTC)
    assert refusal(nitf(docdata='<ed-msg info="Embargoed until further"/>')).code == "bad_field"


def test_xhtml_inside_a_body_is_read() -> None:
    item = one("<nitf><body><h1>Ferries wait</h1><p>One.</p><p>Two.</p></body></nitf>")
    assert (item.story.headline, item.story.body) == ("Ferries wait", "One.\n\nTwo.")


def test_a_reference_to_windows_1252_is_the_sign_that_is_meant() -> None:
    text = b"<p>Kari&#146;s boat &#8211; late.</p>"
    data = b"<nitf><body><body.content>" + text + b"</body.content></body></nitf>"
    assert one(data).story.body == "Kari\u2019s boat \u2013 late."


def test_an_editors_message_of_one_word_is_an_instruction() -> None:
    assert one(nitf(docdata='<ed-msg info="Kill"/>')).wire.signal is Signal.KILL
    assert one(nitf(docdata='<ed-msg info="Killed in the storm"/>')).wire.signal is Signal.NEW


@pytest.mark.parametrize("name", ["embargo", "Embargoed-Until"])
def test_an_embargo_can_stand_in_a_meta(name: str) -> None:
    item = one(nitf(head=f'<meta name="{name}" content="20250428T060000Z"/>'))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 28, 6, tzinfo=dt.UTC)
    assert one(nitf(head=f'<meta name="{name}" content="no"/>')).story.embargoed_until is None
    assert refusal(nitf(head=f'<meta name="{name}" content="soon"/>')).code == "bad_field"
