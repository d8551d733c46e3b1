"""NewsML 1.x: envelope, identification, management, and the many ways to nest components."""

import datetime as dt
from typing import Any

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal, StoryFormat
from stream.errors import ParseError
from stream.wire import read
from stream.wire.xml import Part
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED, one, refusal

LINES = "<NewsLines><HeadLine>Port strike goes on</HeadLine></NewsLines>"
DAY = "20250425T101500+0200"
EN = '<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>'


NITF = "<nitf><body><body.content><p>The ferries stay.</p></body.content></body></nitf>"


def text(words: str = NITF) -> str:
    """A content item with a text."""
    content = f"<DataContent>{words}</DataContent>"
    return f'<ContentItem><MediaType FormalName="Text"/>{content}</ContentItem>'


def part(role: str, inside: str, lang: str = "") -> str:
    """A component with a role."""
    xml_lang = f' xml:lang="{lang}"' if lang else ""
    return f'<NewsComponent{xml_lang}><Role FormalName="{role}"/>{inside}</NewsComponent>'


def news_item(component: str = "", *, management: str = "", identification: str = "") -> str:
    """One NewsItem, with ids and dates as usual."""
    ids = identification or (
        "<NewsIdentifier><ProviderId>ntb.no</ProviderId><DateId>20250425</DateId>"
        '<NewsItemId>ferry-7</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>'
        "<PublicIdentifier>urn:newsml:ntb.no:20250425:ferry-7:2</PublicIdentifier></NewsIdentifier>"
    )
    return (
        f"<NewsItem><Identification>{ids}</Identification>"
        f'<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20250425T0900Z'
        f"</FirstCreated><ThisRevisionCreated>{DAY}</ThisRevisionCreated>{management}"
        f"</NewsManagement>{component}</NewsItem>"
    )


def newsml(*items: str, envelope: str = f"<DateAndTime>{DAY}</DateAndTime>") -> str:
    """A document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd">'
        f'<NewsML Version="1.2"><Catalog Href="http://ntb.example/catalog.xml"/>'
        f"<NewsEnvelope>{envelope}</NewsEnvelope>{''.join(items)}</NewsML>"
    )


def simple(words: str = "", *, lines: str = LINES, metadata: str = "", management: str = "") -> str:
    """A document of one item with one component."""
    content = text(words) if words else text()
    component = f"<NewsComponent>{lines}{metadata}{content}</NewsComponent>"
    return newsml(news_item(component, management=management))


def stories(data: str) -> list[ParsedStory | ParseError]:
    """Every item."""
    return read(data.encode(), arrived=ARRIVED)


def test_a_whole_document_is_read(check_official: Check) -> None:
    lines = (
        "<NewsLines><HeadLine>Port strike goes on</HeadLine><SubHeadLine>No talks</SubHeadLine>"
        "<ByLine>By Kari Lund</ByLine><DateLine>OSLO, April 25 (NTB) -</DateLine>"
        "<CopyrightLine>(c) NTB 2025</CopyrightLine><SlugLine>Port-Strike</SlugLine>"
        "<KeywordLine>ports;strike</KeywordLine></NewsLines>"
    )
    metadata = (
        '<AdministrativeMetadata><Provider><Party FormalName="NTB"/></Provider>'
        '</AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/>'
        '<Genre FormalName="Current"/><SubjectCode><SubjectMatter FormalName="04010000" '
        'cat="ECO"/></SubjectCode><Location HowPresent="Origin"><Property FormalName="City" '
        'Value="Oslo"/><Property FormalName="Country" Value="NOR"/></Location>'
        "</DescriptiveMetadata>"
    )
    item = one(simple(lines=lines, metadata=metadata, management='<Urgency FormalName="3"/>'))
    check_official(item)
    story, wire = item.story, item.wire
    assert wire.format is StoryFormat.NEWSML_1
    assert story.body == "OSLO, April 25 (NTB) - The ferries stay."
    assert [it.value for it in story.headlines or []] == ["Port strike goes on", "No talks"]
    assert (story.by, story.slugline, story.urgency) == ("Kari Lund", "Port-Strike", 3)
    assert (story.language, story.copyright_notice) == ("en", "(c) NTB 2025")
    assert (wire.source, wire.category, wire.version) == ("NTB", "ECO", 2)
    assert wire.keywords == ["ports", "strike"]
    assert story.uri == "urn:newsml:ntb.no:20250425:ferry-7:2"
    assert [it.uri for it in story.subjects or []] == ["subj:04010000"]
    assert story.version_created == dt.datetime.fromisoformat("2025-04-25T10:15:00+02:00")
    assert story.first_created == dt.datetime(2025, 4, 25, 9, tzinfo=dt.UTC)
    assert wire.extra["sent"] == DAY
    assert wire.dateline is not None
    assert (wire.dateline.place, wire.dateline.agency) == ("Oslo", "NTB")


def test_versions_of_an_item_have_one_id() -> None:
    first = simple().replace(":2<", ":1<")
    assert one(first).wire.story_id == one(simple()).wire.story_id


def test_without_a_public_identifier_its_parts_are_the_id() -> None:
    ids = (
        "<NewsIdentifier><ProviderId>ntb.no</ProviderId><DateId>20250425T101500</DateId>"
        "<NewsItemId>ferry-7</NewsItemId><PublicIdentifier>urn:newsml:ntb.no</PublicIdentifier>"
        "</NewsIdentifier>"
    )
    item = one(newsml(news_item(f"<NewsComponent>{text()}</NewsComponent>", identification=ids)))
    assert item.story.uri == "urn:newsml:ntb.no:20250425:ferry-7"


@pytest.mark.parametrize(
    ("management", "signal"),
    [
        ('<Status FormalName="Usable"/>', Signal.NEW),
        ('<Status FormalName="Canceled"/>', Signal.KILL),
        ('<Status FormalName="Withheld"/>', Signal.HOLD),
        ('<Status FormalName="Embargoed"/>', Signal.HOLD),
        ('<Instruction FormalName="Kill"/>', Signal.KILL),
        ('<Instruction FormalName="Correction"/>', Signal.CORRECTION),
        ('<Instruction FormalName="Rectify"/>', Signal.CORRECTION),
        ('<Instruction FormalName="FollowsUp"/>', Signal.UPDATE),
        ('<Instruction FormalName="Print"/>', Signal.NEW),
    ],
)
def test_status_and_instruction_say_what_the_version_does(management: str, signal: Signal) -> None:
    assert one(simple(management=management)).wire.signal is signal


def test_a_status_that_nobody_knows_is_refused() -> None:
    assert refusal(simple(management='<Status FormalName="Zapped"/>')).code == "bad_field"


def test_an_item_that_only_kills_needs_no_component() -> None:
    item = one(newsml(news_item(management='<Instruction FormalName="Kill"/>')))
    assert (item.wire.signal, item.wire.marker) == (Signal.KILL, "Kill")


def test_an_embargo_ends_when_the_status_changes() -> None:
    management = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20250426T060000Z</DateAndTime></StatusWillChange>"
    )
    item = one(simple(management=management))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 26, 6, tzinfo=dt.UTC)
    assert (item.story.pub_status, item.wire.signal) == ("usable", Signal.NEW)


def test_an_embargo_that_cant_be_read_is_refused() -> None:
    management = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>some day</DateAndTime></StatusWillChange>"
    )
    assert refusal(simple(management=management)).code == "bad_field"


def test_the_envelope_gives_the_urgency_where_the_item_has_none() -> None:
    envelope = f'<DateAndTime>{DAY}</DateAndTime><Priority FormalName="4"/>'
    component = f"<NewsComponent>{text()}</NewsComponent>"
    assert one(newsml(news_item(component), envelope=envelope)).story.urgency == 4
    own = news_item(component, management='<Urgency FormalName="2"/>')
    assert one(newsml(own, envelope=envelope)).story.urgency == 2


def test_an_advisory_line_is_a_note_and_may_be_the_marker() -> None:
    lines = (
        '<NewsLines><NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>'
        "UPDATES with quotes</NewsLineText></NewsLine></NewsLines>"
    )
    item = one(simple(lines=lines))
    assert (item.story.ed_note, item.wire.signal) == ("UPDATES with quotes", Signal.UPDATE)


@pytest.mark.parametrize(
    "words",
    [
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>One.</p><p>Two.</p></body></html>',
        "<p>One.</p><p>Two.</p>",
        "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;",
        "<![CDATA[<p>One.</p><p>Two.</p>]]>",
        "<![CDATA[<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>]]>",
        "One.\n\nTwo.",
        "<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>",
        "<body><body.content><p>One.</p><p>Two.</p></body.content></body>",
    ],
)
def test_content_is_read_in_every_form(words: str) -> None:
    assert one(simple(words)).story.body == "One.\n\nTwo."


def test_of_several_forms_of_a_text_one_is_read() -> None:
    plain = text("The ferries stay.")
    item = one(newsml(news_item(f"<NewsComponent>{LINES}{plain}{text()}</NewsComponent>")))
    assert item.story.body == "The ferries stay."


def test_base64_is_no_text() -> None:
    coded = '<Encoding Notation="Base64"><DataContent>QUJD</DataContent></Encoding>'
    content = f"<ContentItem>{coded}</ContentItem>"
    found = refusal(newsml(news_item(f"<NewsComponent>{LINES}{content}</NewsComponent>")))
    assert found.code == "no_text"


def test_title_lead_and_body_are_one_story() -> None:
    inside = (
        part("Title", text("Port strike goes on"))
        + part("Lead", text("The lead."))
        + part("Body", text("The body."))
        + part("Abstract", text("In short."))
        + part("StyleSheet", text(".a { color: red }"))
        + part("Contact", text("Call us."))
    )
    item = one(newsml(news_item(f"<NewsComponent>{inside}</NewsComponent>")))
    assert item.story.headline == "Port strike goes on"
    assert item.story.body == "The lead.\n\nThe body."
    assert [it.value for it in item.story.descriptions or []] == ["In short."]


def test_components_in_two_languages_are_two_stories() -> None:
    inside = "".join(
        part("Short", LINES + part("Body", text(words)), lang)
        for lang, words in (("nl", "De veren blijven."), ("fr", "Les ferries restent."))
    )
    found = stories(newsml(news_item(f"<NewsComponent>{inside}</NewsComponent>")))
    assert [it.story.language for it in found if isinstance(it, ParsedStory)] == ["nl", "fr"]
    ids = {it.wire.story_id for it in found if isinstance(it, ParsedStory)}
    assert len(ids) == 2
    for it in found:
        assert isinstance(it, ParsedStory)
        assert it.wire.extra["shared_id"] == "urn:newsml:ntb.no:20250425:ferry-7:2"
        assert it.story.version_created is not None


def test_the_nearest_line_stands_and_those_above_fill_the_gaps() -> None:
    inner = f"<NewsLines><HeadLine>Inner</HeadLine></NewsLines>{text()}"
    outer = "<NewsLines><HeadLine>Outer</HeadLine><SlugLine>Port-Strike</SlugLine></NewsLines>"
    item = one(newsml(news_item(f"<NewsComponent>{outer}{part('Main', inner)}</NewsComponent>")))
    assert (item.story.headline, item.story.slugline) == ("Inner", "Port-Strike")
    assert item.wire.extra["HeadLine"] == "Outer"


def picture(caption: str = "Ferries in port") -> str:
    """A component with a picture and its caption."""
    content = (
        '<ContentItem Href="https://img.example/7.jpg"><MediaType FormalName="Photo"/>'
        '<MimeType FormalName="image/jpeg"/></ContentItem>'
    )
    return part("Picture", content + (part("Caption", text(caption)) if caption else ""))


def test_a_picture_beside_the_text_is_an_association() -> None:
    inside = part("Main", LINES + text()) + picture()
    item = one(newsml(news_item(f"<NewsComponent>{inside}</NewsComponent>")))
    assert item.story.body == "The ferries stay."
    (found,) = item.story.associations or []
    assert (found.type, found.uri) == ("picture", "https://img.example/7.jpg")
    assert found.headlines is not None
    assert found.headlines[0].value == "Ferries in port"


def test_a_picture_alone_is_its_caption() -> None:
    item = one(newsml(news_item(f"<NewsComponent>{LINES}{picture()}</NewsComponent>")))
    assert (item.story.type, item.story.body) == ("picture", "Ferries in port")


def test_a_picture_without_a_caption_has_no_text() -> None:
    found = refusal(newsml(news_item(f"<NewsComponent>{LINES}{picture('')}</NewsComponent>")))
    assert found.code == "no_text"


def test_a_script_beside_sounds_without_text_is_the_story() -> None:
    sound = part(
        "Sound", '<ContentItem Href="a.mp3"><MimeType FormalName="audio/mpeg"/></ContentItem>'
    )
    inside = part("Quote", part("Body", text("")) + sound) + part(
        "Audio", LINES + part("Body", text("The script.")) + sound
    )
    item = one(newsml(news_item(f"<NewsComponent>{inside}</NewsComponent>")))
    assert (item.story.type, item.story.body) == ("audio", "The script.")


def test_every_news_item_is_an_item_and_bad_ones_keep_their_place() -> None:
    good = news_item(f"<NewsComponent>{LINES}{text()}</NewsComponent>")
    bad = news_item(
        f"<NewsComponent>{text()}</NewsComponent>", management='<Status FormalName="x"/>'
    )
    found = stories(newsml(good, bad, good))
    assert [isinstance(it, ParsedStory) for it in found] == [True, False, True]


def test_items_inside_an_item_are_read_and_the_parcel_is_none() -> None:
    inner = news_item(f"<NewsComponent>{LINES}{text()}</NewsComponent>")
    found = stories(newsml(news_item(f"<NewsComponent>{inner}{inner}</NewsComponent>")))
    assert [isinstance(it, ParsedStory) for it in found] == [True, True]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (newsml(), "not_news"),
        (newsml("<NewsItem><TopicSet><Topic/></TopicSet></NewsItem>"), "not_news"),
        (newsml(news_item(f"<NewsComponent>{LINES}</NewsComponent>")), "no_text"),
        (simple().replace('NewsItemType FormalName="News"', 'NewsItemType FormalName="Diary"'),
         "planning"),
    ],
)  # fmt: skip
def test_what_is_no_story_is_refused_by_name(data: str, code: str) -> None:
    assert refusal(data).code == code


def test_links_to_other_items_are_associations() -> None:
    item = one(simple(management='<DerivedFrom NewsItem="urn:newsml:ntb.no:20250424:ferry-6:1"/>'))
    (found,) = item.story.associations or []
    assert (found.rel, found.uri) == ("derivedFrom", "urn:newsml:ntb.no:20250424:ferry-6:1")


def test_what_nobody_knows_is_kept() -> None:
    metadata = '<DescriptiveMetadata><OfInterestTo FormalName="NORTH"/></DescriptiveMetadata>'
    envelope = f'<DateAndTime>{DAY}</DateAndTime><NewsService FormalName="Ships"/>'
    component = f"<NewsComponent>{LINES}{metadata}{text()}</NewsComponent>"
    extra = one(newsml(news_item(component), envelope=envelope)).wire.extra
    assert extra["DescriptiveMetadata"] == {"OfInterestTo": {"FormalName": "NORTH"}}
    assert extra["NewsEnvelope"] == {"NewsService": {"FormalName": "Ships"}}


def test_many_stories_dont_multiply_what_they_share() -> None:
    heavy = "".join(
        f'<SubjectCode><Subject FormalName="{n:08}"/></SubjectCode>' for n in range(500)
    )
    shared = f"<DescriptiveMetadata>{heavy}</DescriptiveMetadata>"
    inside = "".join(part("Short", LINES + text(f"Story {n}.")) for n in range(3))
    found = stories(newsml(news_item(f"<NewsComponent>{shared}{inside}</NewsComponent>")))
    counts = [len(it.story.subjects or []) for it in found if isinstance(it, ParsedStory)]
    assert counts == [500, 0, 0]


def test_of_equivalents_in_one_language_the_best_is_read() -> None:
    inside = part("Main", text("Plain."), "en") + part("Main", text("<p>Marked up.</p>"), "en")
    component = f'<NewsComponent EquivalentsList="yes">{inside}</NewsComponent>'
    assert one(newsml(news_item(component))).story.body == "Marked up."


def test_content_items_are_never_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(one: Part, _: object) -> bool:
        raise AssertionError(one)

    monkeypatch.setattr(Part, "__eq__", compared)
    data = simple().replace("</ContentItem>", "</ContentItem>" + '<ContentItem Href="a.jpg"/>' * 3)
    left: Any = one(data).wire.extra["NewsComponent"]
    assert [it.get("Href") for it in left["ContentItem"]] == [None, "a.jpg", "a.jpg", "a.jpg"]
