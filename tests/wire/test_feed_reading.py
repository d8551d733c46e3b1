"""RSS and Atom: each entry is a story, word for word."""

import datetime as dt
from pathlib import Path

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal, StoryFormat
from stream.errors import ParseError
from stream.wire import read
from tests.wire.conftest import Check
from tests.wire.reading import ARRIVED, one, refusal

EXAMPLES = Path(__file__).parents[2] / "examples" / "formats"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:x="urn:x"'
)


def rss(item: str, channel: str = "<title>Harbour Wire</title>") -> str:
    return f'<rss version="2.0" {SPACES}><channel>{channel}<item>{item}</item></channel></rss>'


def atom(entry: str, head: str = "<title>Harbour Wire</title>") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}<entry>{entry}</entry></feed>'


@pytest.mark.parametrize("name", ["rss2-channel.xml", "rss1-rdf.xml", "atom-deleted-entry.xml"])
def test_the_samples_are_valid_ninjs(check_official: Check, name: str) -> None:
    for item in read((EXAMPLES / name).read_bytes(), arrived=ARRIVED):
        assert isinstance(item, ParsedStory)
        check_official(item)


def test_the_full_text_is_the_body_and_the_description_its_summary() -> None:
    item = one(
        rss(
            "<guid>urn:a:1</guid><title>Ferry stops</title><description>Short.</description>"
            "<content:encoded><![CDATA[<p>The ferry stops.</p><p>It is old.</p>]]>"
            "</content:encoded>"
        )
    )
    assert item.story.body == "The ferry stops.\n\nIt is old."
    assert [it.value for it in item.story.descriptions or []] == ["Short."]
    assert item.wire.format is StoryFormat.RSS


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo."),
        ("&amp;lt;p&amp;gt;One.&amp;lt;p&amp;gt;Two.", "One.\n\nTwo."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("Tides &amp;amp; winds: 3 &amp;lt; 5", "Tides & winds: 3 < 5"),
        ("Ã© stays as it came, and so does \u0092", "Ã© stays as it came, and so does \u0092"),
    ],
)  # fmt: skip
def test_a_description_is_read_however_it_is_escaped(written: str, read_as: str) -> None:
    assert one(rss(f"<title>T</title><description>{written}</description>")).story.body == read_as


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ('<content type="html">&lt;p&gt;A &amp;amp; B&lt;/p&gt;</content>', "A & B"),
        ('<content type="text">1 &lt; 2 &amp;amp; 3</content>', "1 < 2 &amp; 3"),
        ("<content>Plain &amp; simple</content>", "Plain & simple"),
        ('<content type="xhtml"><div xmlns="urn:h"><p>A</p><p>B</p></div></content>', "A\n\nB"),
        ('<content type="xhtml" xmlns:h="urn:h"><h:p>A</h:p><h:p>B</h:p></content>', "A\n\nB"),
        ('<content src="https://a.example/f.mp4" type="video/mp4"/><summary>S</summary>', "S"),
        ('<content type="image/png">iVBORw0KGgo=</content><summary>S</summary>', "S"),
    ],
)
def test_atom_says_what_its_content_is(content: str, body: str) -> None:
    assert one(atom(f"<id>urn:a:1</id><title>T</title>{content}")).story.body == body


@pytest.mark.parametrize(
    ("dates", "version", "first"),
    [
        ("<pubDate>Tue, 10 Mar 2026 07:45:00 +0100</pubDate>", "06:45", None),
        ("<dc:date>2026-03-10T07:45:00+01:00</dc:date>", "06:45", None),
        (
            "<dcterms:issued>2026-03-10T07:00Z</dcterms:issued><dc:date>2026-03-10T08:00Z</dc:date>",
            "08:00",
            "07:00",
        ),
    ],
)
def test_dates_are_read_in_every_dialect(dates: str, version: str, first: str | None) -> None:
    story = one(rss(f"<title>T</title><description>B</description>{dates}")).story
    assert story.version_created is not None
    assert f"{story.version_created.astimezone(dt.UTC):%H:%M}" == version
    assert (f"{story.first_created:%H:%M}" if story.first_created else None) == first


def test_a_zone_that_was_guessed_is_said() -> None:
    item = one(rss("<description>B</description><pubDate>10 Mar 2026 07:45</pubDate>"))
    assert item.wire.extra["zone_unknown"] == ["published"]


@pytest.mark.parametrize(
    ("author", "by", "mail"),
    [
        ("<author>desk@a.example (Ann Lark)</author>", "Ann Lark", "desk@a.example"),
        ("<author>Ann Lark &lt;desk@a.example&gt;</author>", "Ann Lark", "desk@a.example"),
        ("<dc:creator>By Ann</dc:creator><dc:creator>Bo Mill</dc:creator>", "Ann, Bo Mill", None),
        ("<dc:creator>Ann Lark</dc:creator><author>Ann Lark</author>", "Ann Lark", None),
        ("<author>desk@a.example</author>", None, "desk@a.example"),
    ],
)  # fmt: skip
def test_authors_are_names_and_addresses_stand_apart(
    author: str, by: str | None, mail: str | None
) -> None:
    item = one(rss(f"<description>B</description>{author}"))
    assert item.story.by == by
    assert (mail is None) is ("authors" not in item.wire.extra)
    assert mail is None or mail in str(item.wire.extra["authors"])


def test_an_author_without_an_address_gets_nobody_elses() -> None:
    item = one(
        atom(
            "<id>urn:a:1</id><summary>S</summary>"
            "<author><name>Ann Lark</name><email>ann@a.example</email></author>"
            "<author><name>Bo Mill</name></author>"
        )
    )
    assert item.story.by == "Ann Lark, Bo Mill"
    assert item.wire.extra["authors"] == [{"name": "Ann Lark", "email": "ann@a.example"}]


@pytest.mark.parametrize(
    ("ids", "uri"),
    [
        ("<guid>urn:a:1</guid><link>https://a.example/1</link>", "urn:a:1"),
        ("<link>https://a.example/1</link>", "https://a.example/1"),
    ],
)
def test_the_guid_is_the_id_and_else_the_link(ids: str, uri: str) -> None:
    assert one(rss(f"<description>B</description>{ids}")).story.uri == uri


def test_a_picture_with_a_caption_alone_is_a_story() -> None:
    item = one(
        rss(
            '<guid>urn:a:1</guid><media:content url="https://a.example/1.jpg" medium="image">'
            "<media:description>The quay at dawn.</media:description></media:content>"
        )
    )
    assert (item.story.type, item.story.body) == ("picture", "The quay at dawn.")


def test_a_media_description_is_no_description_of_the_entry() -> None:
    item = one(
        rss(
            "<description>The ferry stops.</description><media:group>"
            '<media:content url="https://a.example/1.jpg"/>'
            "<media:description>The quay.</media:description></media:group>"
            '<enclosure url="https://a.example/2.mp3" type="audio/mpeg" length="9"/>'
        )
    )
    assert item.story.body == "The ferry stops."
    assert [(it.name, it.type) for it in item.story.associations or []] == [
        ("2.mp3", "audio"),
        ("1.jpg", None),
    ]


def test_categories_keep_their_scheme() -> None:
    item = one(
        rss(
            "<description>B</description><category>Ports</category>"
            '<category domain="https://a.example/codes">p17</category>'
        )
    )
    assert item.wire.category == "Ports"
    assert [it.uri for it in item.story.subjects or []] == [None, "https://a.example/codes/p17"]


def test_what_has_no_field_goes_to_extra() -> None:
    item = one(
        rss("<description>B</description><comments>https://a.example/c</comments><x:desk>Sea</x:desk>")
    )  # fmt: skip
    assert item.wire.extra["comments"] == "https://a.example/c"
    assert item.wire.extra["desk"] == "Sea"
    assert item.wire.extra["feed"] == {"title": "Harbour Wire"}


def test_an_embargo_that_cant_be_read_is_refused() -> None:
    assert (
        refusal(rss("<description>B</description><x:embargo>soon</x:embargo>")).code == "bad_field"
    )


def test_a_draft_of_atom_is_withheld() -> None:
    item = one(
        atom(
            "<id>urn:a:1</id><summary>S</summary>"
            '<control xmlns="http://www.w3.org/2007/app"><draft>yes</draft></control>'
        )
    )
    assert item.wire.signal is Signal.HOLD


def test_a_deleted_entry_withdraws_its_story() -> None:
    first, gone = read((EXAMPLES / "atom-deleted-entry.xml").read_bytes(), arrived=ARRIVED)
    assert isinstance(first, ParsedStory)
    assert isinstance(gone, ParsedStory)
    assert gone.wire.signal is Signal.WITHDRAW
    assert gone.story.uri.endswith("8829")


def test_an_entry_without_text_is_refused_beside_its_neighbours() -> None:
    two = rss("<title>T</title></item><item><description>B</description>")
    first, second = read(two.encode(), arrived=ARRIVED)
    assert isinstance(first, ParseError)
    assert first.code == "no_text"
    assert isinstance(second, ParsedStory)


def test_a_feed_without_entries_is_empty() -> None:
    assert refusal('<rss version="2.0"><channel><title>T</title></channel></rss>').code == "empty"


@pytest.mark.parametrize(
    "inside",
    [
        "<item><guid>urn:a:2</guid></item>",
        "<category>" + "<item/>" * 50 + "</category>",
        "<category>c</category>" * 500,
        "<guid>" + "x" * 5000 + "</guid>",
        "<link>http://[::1</link>",
        '<x:entry xmlns:x="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_odd_heads_make_no_other_entries(inside: str) -> None:
    assert one(rss(f"<description>B</description>{inside}")).story.body == "B"


def test_nothing_is_fetched_and_no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the feed was to be read as it came")

    monkeypatch.setattr("feedparser.api.http.get", refused)
    item = one(rss("<guid>file:///etc/hostname</guid><description>B</description>"))
    assert item.story.uri == "file:///etc/hostname"


@pytest.mark.parametrize(
    ("broken", "said"),
    [("Hull & Moss ", "Hull & Moss"), ("<media:thumb/>Hull ", "Hull"), ("Hull<br> ", "Hull")],
)
def test_a_broken_feed_is_mended_and_says_so(broken: str, said: str) -> None:
    data = (
        "<rss><channel><item><title>Ferries</title><description>"
        f"{broken}</description></item></channel></rss>"
    )
    item = one(data.encode())
    assert said in item.story.body
    assert item.wire.extra["repaired_xml"] is True


@pytest.mark.parametrize(
    ("said", "signal", "status"),
    [
        ("<x:status>Killed</x:status>", Signal.KILL, "canceled"),
        ("<x:pubStatus>withdrawn</x:pubStatus>", Signal.WITHDRAW, "canceled"),
        ("<x:status>on hold</x:status>", Signal.HOLD, "withheld"),
        ("<category>KILL</category>", Signal.KILL, None),
        ("<x:status>published</x:status>", Signal.NEW, None),
        ("<category>Road kill</category>", Signal.NEW, None),
    ],
)
def test_an_entry_can_say_that_it_ends_a_story(
    said: str, signal: Signal, status: str | None
) -> None:
    item = one(rss(f"<guid>urn:a:1</guid><title>Ferry</title><description>B</description>{said}"))
    assert item.wire.signal is signal
    assert item.story.pub_status == status


@pytest.mark.parametrize(
    "written", ["2025-04-28T06:00:00Z", "start=2025-04-28T06:00:00Z; end=2025-05-01;"]
)
def test_what_is_available_later_is_embargoed(written: str) -> None:
    item = one(rss(f"<description>B</description><dcterms:available>{written}</dcterms:available>"))
    assert item.story.embargoed_until == dt.datetime(2025, 4, 28, 6, tzinfo=dt.UTC)
    assert item.wire.extra["available"] == written
