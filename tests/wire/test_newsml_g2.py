"""NewsML-G2: items of a message, status and signals, texts in every form, tags, what is refused."""

import datetime as dt
from pathlib import Path

import pytest

from schemas.wire import Signal, StoryFormat
from stream.errors import ParseError
from stream.wire import read
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED, one, refusal

EXAMPLES = Path(__file__).parents[2] / "examples" / "formats"
NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
TEXT = "<inlineXML><html><body><p>The ferry sails again.</p></body></html></inlineXML>"


def item(
    *, meta: str = "", about: str = "", content: str = TEXT, more: str = "",
    attributes: str = 'guid="urn:newsml:wire.example:20260309:1" version="1" xml:lang="en"',
) -> str:  # fmt: skip
    return (
        f"<newsItem {NS} {attributes}><itemMeta>{meta}</itemMeta>"
        f"<contentMeta>{about}</contentMeta>{more}<contentSet>{content}</contentSet></newsItem>"
    )


def html(inside: str) -> str:
    return (
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/></head><body>{inside}</body></html></inlineXML>"
    )


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


def test_an_item_with_nitf_gives_all_its_fields(check_official: Check) -> None:
    found = one(example("newsml-g2-nitf.xml"))
    story, wire = found.story, found.wire
    assert wire.format is StoryFormat.NEWSML_G2
    assert story.uri == "tag:northwire.example,2026:harbour-ferry-text"
    assert (story.version, story.urgency, story.language) == ("3", 4, "en")
    assert story.headline == "Ferry crews in Bergen end two-day walkout"
    assert story.headlines is not None
    assert story.headlines[1].role == "subHeadline"
    assert (story.slugline, story.by, wire.source) == (
        "Norway-Ferry-Strike",
        "Ingrid Halle",
        "Northwire",
    )
    assert story.body.startswith("BERGEN, Norway, March 9 (Northwire) - Ferry crews")
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.date) == ("Bergen", dt.date(2026, 3, 9))
    assert wire.signal is Signal.UPDATE
    assert wire.keywords == ["ferry", "strike"]
    check_official(found)


def test_tags_are_sorted_by_type_and_keep_their_scores() -> None:
    story = one(example("newsml-g2-nitf.xml")).story
    assert [it.name for it in story.people or []] == ["Marit Solvang"]
    assert [it.name for it in story.organisations or []] == ["Fjordlinjen"]
    assert [it.name for it in story.places or []] == ["Bergen"]
    assert story.subjects is not None
    (topic,) = story.subjects
    assert (topic.name, topic.uri) == ("public transport", "medtop:20000150")
    assert (topic.confidence, topic.relevance, topic.creator) == (90, 80, "nw:tagger")


def test_what_no_tag_can_carry_stays_beside_its_code() -> None:
    extra = one(example("newsml-g2-nitf.xml")).wire.extra
    assert {"qcode": "nwpers:41", "why": "why:direct"} in extra["contentMeta"]["subject"]  # type: ignore[index,call-overload,operator]


def test_the_version_before_is_an_association() -> None:
    (before,) = one(example("newsml-g2-nitf.xml")).story.associations or []
    assert (before.rel, before.uri) == (
        "previousVersion",
        "tag:northwire.example,2026:harbour-ferry-text",
    )


def test_a_message_gives_every_item_with_what_its_header_says(check_official: Check) -> None:
    first, second = read(example("newsml-g2-message.xml"), arrived=ARRIVED)
    assert not isinstance(first, ParseError)
    assert not isinstance(second, ParseError)
    assert first.wire.extra["sent"] == "2026-03-10T08:16:02.000Z"
    assert first.story.urgency == 3, "the header's priority, where no urgency stands"
    assert (second.wire.signal, second.wire.ordinal) == (Signal.KILL, 1)
    check_official(first)
    check_official(second)


def test_a_story_inside_one_paragraph_is_read_by_its_lines() -> None:
    first = read(example("newsml-g2-message.xml"), arrived=ARRIVED)[0]
    assert not isinstance(first, ParseError)
    paragraphs = first.story.body.split("\n\n")
    assert paragraphs[0] == "* February output down 12 percent on year"
    assert paragraphs[-1] == "(Reporting by Tomas Arriagada; Editing by Ann Lowell)"
    assert len(paragraphs) == 8
    assert "\n" not in paragraphs[3], "the wire's line ends are no line breaks"


def test_note_and_byline_before_the_dateline_are_no_part_of_the_body() -> None:
    first = read(example("newsml-g2-message.xml"), arrived=ARRIVED)[0]
    assert not isinstance(first, ParseError)
    assert first.story.ed_note == "(Adds analyst, background)"
    assert first.story.by == "Tomas Arriagada"
    assert "By Tomas" not in first.story.body


def test_a_dateline_below_bullets_is_found_with_its_offsets() -> None:
    first = read(example("newsml-g2-message.xml"), arrived=ARRIVED)[0]
    assert not isinstance(first, ParseError)
    line = first.wire.dateline
    assert line is not None
    assert first.story.body[line.start : line.end] == line.text
    assert (line.place, line.date) == ("Santiago", dt.date(2026, 3, 10))


def test_the_caption_is_a_pictures_body(check_official: Check) -> None:
    found = one(example("newsml-g2-picture.xml"))
    assert found.story.type == "picture"
    assert found.story.body.startswith("Spectators shelter from snow")
    assert found.story.by == "Lukas Feichtner"
    assert found.wire.source == "Alpenbild"
    assert found.wire.extra["contentSet"]["remoteContent"]["width"] == "4000"  # type: ignore[index,call-overload]
    check_official(found)


def test_a_video_is_read_by_script_and_shot_list() -> None:
    about = (
        '<description role="drol:script">The ferry leaves.</description>'
        '<description role="x:shotlist">1. The harbour<br/>2. The crew</description>'
    )
    found = one(item(meta='<itemClass qcode="ninat:video"/>', about=about, content=""))
    assert found.story.body == "The ferry leaves.\n\n1. The harbour\n2. The crew"


@pytest.mark.parametrize(
    ("meta", "signal", "status"),
    [
        ("", Signal.NEW, None),
        ('<pubStatus qcode="stat:usable"/>', Signal.NEW, "usable"),
        ('<pubStatus qcode="stat:canceled"/>', Signal.KILL, "canceled"),
        ('<pubStatus qcode="stat:withheld"/>', Signal.HOLD, "withheld"),
        (
            '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>',
            Signal.KILL,
            "canceled",
        ),
        ('<pubStatus qcode="x:embargoed"/>', Signal.HOLD, "withheld"),
        (
            '<pubStatus qcode="x:embargoed"/><embargoed>2026-05-01T08:00:00Z</embargoed>',
            Signal.NEW,
            "usable",
        ),
        ("<embargoed/>", Signal.HOLD, None),
        ('<signal qcode="sig:update"/>', Signal.UPDATE, None),
        ('<signal qcode="sig:correction"/>', Signal.CORRECTION, None),
        ('<signal uri="http://cv.iptc.org/newscodes/signal/correction"/>', Signal.CORRECTION, None),
        ('<signal qcode="sig:retract"/>', Signal.KILL, None),
        ('<signal qcode="tt_sig:replace"/>', Signal.UPDATE, None),
        ('<signal qcode="edStat:C"/>', Signal.CORRECTION, None),
        ('<signal qcode="edStat:D"/>', Signal.KILL, None),
        ('<signal qcode="prodId:update"/>', Signal.NEW, None),
        ('<signal qcode="sig:routing"/>', Signal.NEW, None),
        ("<edNote>Corrects the name of the ship</edNote>", Signal.CORRECTION, None),
        ("<edNote>Berichtigung: Name im 2. Absatz</edNote>", Signal.CORRECTION, None),
        ("<edNote>The correction of last week is separate</edNote>", Signal.NEW, None),
    ],
)
def test_status_and_signal_say_what_the_version_does(
    meta: str, signal: Signal, status: str | None
) -> None:
    found = one(item(meta=meta))
    assert (found.wire.signal, found.story.pub_status) == (signal, status)


def test_a_kill_needs_no_text() -> None:
    found = one(item(meta='<pubStatus qcode="stat:canceled"/>', content=""))
    assert (found.wire.signal, found.story.body) == (Signal.KILL, "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f"<planningItem {NS}/>", "planning"),
        (f"<conceptItem {NS}/>", "not_news"),
        (f"<knowledgeItem {NS}/>", "not_news"),
        (f"<packageItem {NS}><groupSet/></packageItem>", "no_text"),
        ("<groupSet><group/></groupSet>", "no_text"),
        ("<contentMeta><headline>Only this</headline></contentMeta>", "no_text"),
        (f"<newsMessage {NS}><itemSet/></newsMessage>", "empty"),
        (item(content=""), "no_text"),
        (item(content="<inlineXML><events><event/></events></inlineXML>"), "planning"),
        (item(content='<inlineXML><sports-content score="6"/></inlineXML>'), "no_text"),
        (item(meta='<pubStatus qcode="stat:gone"/>'), "bad_field"),
        (item(meta="<embargoed>soon</embargoed>"), "bad_field"),
    ],
)  # fmt: skip
def test_what_is_no_story_is_refused_by_its_reason(data: str, code: str) -> None:
    assert refusal(data).code == code


def test_a_plan_beside_a_story_refuses_itself_alone() -> None:
    data = f"<newsMessage {NS}><itemSet>{item()}<planningItem/>{item()}</itemSet></newsMessage>"
    found = read(data.encode(), arrived=ARRIVED)
    assert [getattr(it, "code", "story") for it in found] == ["story", "planning", "story"]


def test_prefixes_make_no_difference() -> None:
    data = (
        '<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1">'
        "<n:contentMeta><n:headline>Ferry sails</n:headline></n:contentMeta><n:contentSet>"
        "<n:inlineData>The ferry sails again.</n:inlineData></n:contentSet></n:newsItem>"
    )
    found = one(data)
    assert (found.story.headline, found.story.body) == ("Ferry sails", "The ferry sails again.")


def test_a_fragment_with_text_is_a_story() -> None:
    assert one(f"<contentSet>{TEXT}</contentSet>").story.body == "The ferry sails again."


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("<![CDATA[<p>One.</p><p>Two.</p>]]>", "One.\n\nTwo."),
        ("<![CDATA[<p>\n   (X) - One and\nmore.\n   Two.\n</p>]]>", "(X) - One and more.\n\nTwo."),
    ],
)
def test_inline_data_is_read_whatever_its_type_claims(data: str, body: str) -> None:
    content = f'<inlineData contenttype="text/plain">{data}</inlineData>'
    assert one(item(content=content)).story.body == body


def test_marked_up_text_comes_before_the_same_as_plain_text() -> None:
    plain = "<inlineData>The ferry sails again.</inlineData>"
    found = one(item(content=plain + TEXT))
    assert found.story.bodies is not None
    assert found.story.bodies[1].content_type == "application/xhtml+xml"
    assert "contentSet" not in found.wire.extra, "the same words twice"


def test_text_in_another_language_is_kept_beside_the_storys() -> None:
    other = '<inlineData xml:lang="no">Fergen seiler igjen.</inlineData>'
    found = one(item(content=other + TEXT))
    assert found.story.body == "The ferry sails again."
    assert "Fergen" in str(found.wire.extra["contentSet"])


def test_an_html_head_above_the_text_is_taken_apart() -> None:
    found = one(
        item(
            content=html(
                '<header><h1>Ferry sails</h1><p class="byline">Von Ina Holt</p><p>X</p></header>'
                '<section class="main"><p>The ferry sails.</p></section>'
                '<section class="notepad"><p># Contacts</p></section>'
                '<figure><figcaption>The ferry</figcaption></figure>'
                '<p class="closingline">wire ab cd</p>'
            )
        )
    )  # fmt: skip
    story, extra = found.story, found.wire.extra
    assert (story.headline, story.by, story.body) == ("Ferry sails", "Ina Holt", "The ferry sails.")
    assert story.ed_note == "# Contacts"
    assert (extra["figure"], extra["closingline"]) == (["The ferry"], ["wire ab cd"])
    assert extra["html_header"] == ["X"]


def test_a_headline_repeated_in_the_text_is_no_paragraph() -> None:
    about = '<headline>Ferry sails</headline><headline role="hld:sub">At last</headline>'
    content = html("<p>Ferry sails</p><h2>At last</h2><p>The ferry sails.</p>")
    assert one(item(about=about, content=content)).story.body == "The ferry sails."


def test_tables_stand_apart_and_lines_of_pre_stay() -> None:
    content = html(
        "<p>Results:</p><table><tr><td>Bergen</td><td>2</td></tr></table>"
        "<pre>Bergen  2\nOslo    1</pre>"
    )
    found = one(item(content=content))
    assert found.wire.tables[0].rows == [["Bergen", "2"]]
    assert found.story.body == "Results:\n\nBergen 2\nOslo 1"


def test_markup_indented_for_looks_is_one_paragraph() -> None:
    content = html("<p>The ferry\n          sails again\n          today.\n      </p>")
    assert one(item(content=content)).story.body == "The ferry sails again today."


def test_a_dateline_of_its_own_is_set_before_the_text() -> None:
    found = one(item(about="<dateline>Oslo/Bergen</dateline><located><name>Oslo</name></located>"))
    assert found.story.body == "Oslo/Bergen - The ferry sails again."
    assert found.wire.dateline is not None
    assert found.wire.dateline.place == "Oslo"


def test_a_time_is_no_dateline() -> None:
    found = one(item(about="<dateline>2026-03-09 13:00:03 GMT+00:00</dateline>"))
    assert found.wire.dateline is None
    assert found.wire.extra["dateline"] == "2026-03-09 13:00:03 GMT+00:00"


def test_where_the_desk_sits_is_no_dateline() -> None:
    found = one(item(about='<located literal="Bangalore"/>'))
    assert (found.story.located, found.wire.dateline) == ("Bangalore", None)


def test_the_contents_language_goes_before_the_items() -> None:
    found = one(item(about='<language tag="nb-NO"/>'))
    assert (found.story.language, found.wire.extra["lang"]) == ("nb-NO", "en")


def test_names_come_in_the_storys_language() -> None:
    about = (
        '<language tag="de"/><headline xml:lang="en">Ferry</headline>'
        '<headline xml:lang="de">Fähre</headline><subject qcode="medtop:1">'
        '<name xml:lang="en">ships</name><name xml:lang="de">Schiffe</name></subject>'
    )
    story = one(item(about=about)).story
    assert story.headline == "Fähre"
    assert [it.name for it in story.subjects or []] == ["Schiffe"]


def test_an_assertion_names_a_company_and_its_ticker() -> None:
    more = (
        '<assert qcode="R:FJOR.OL"><name>Fjordlinjen</name><organisationDetails>'
        '<companydata tickersymbol="FJOR" exchange="OSL"/></organisationDetails></assert>'
    )
    story = one(item(about='<subject qcode="R:FJOR.OL"/>', more=more)).story
    (company,) = story.organisations or []
    assert company.name == "Fjordlinjen"
    assert [(it.symbol, it.exchange) for it in company.symbols or []] == [("FJOR", "OSL")]


def test_empty_dates_give_way_to_those_of_the_content() -> None:
    about = (
        "<contentCreated>2026-03-09T17:36:20</contentCreated>"
        "<contentModified>2026-03-09T18:36:20</contentModified>"
    )
    found = one(item(meta="<versionCreated/><firstCreated/>", about=about))
    assert found.story.version_created == dt.datetime(2026, 3, 9, 18, 36, 20, tzinfo=dt.UTC)
    assert found.wire.extra["zone_unknown"] == ["contentCreated", "contentModified"]


def test_agencies_and_desks_are_no_byline() -> None:
    about = '<creator literal="Reuters"/><creator qcode="x:1"><name>holt.ina</name></creator>'
    found = one(item(about=about))
    assert found.story.by is None
    assert "holt.ina" in str(found.wire.extra["contentMeta"])


def test_a_text_of_swedish_names_is_read() -> None:
    content = (
        '<inlineXML contenttype="application/ttnitf+xml"><BODY xmlns=""><TEXT><RUBRIK>Färjan går'
        "</RUBRIK><DAT><ORT>Göteborg</ORT></DAT><INGRESS><P>Färjan går igen.</P></INGRESS>"
        "<BRODTEXT><CITAT>Äntligen, säger Ina Holm.</CITAT><MELLIS>Två dagar</MELLIS><P>Slut.</P>"
        "</BRODTEXT><BYLINE>Olle Rask/TT</BYLINE></TEXT></BODY></inlineXML>"
    )
    found = one(item(content=content))
    assert found.story.headline == "Färjan går"
    assert found.story.body.split("\n\n") == [
        "Göteborg - Färjan går igen.",
        "Äntligen, säger Ina Holm.",
        "Två dagar",
        "Slut.",
    ]
    assert found.story.by == "Olle Rask/TT"
    assert found.wire.dateline is not None
    assert found.wire.dateline.place == "Göteborg"
