"""What agencies do inside NewsML, NITF and feeds beside what the standards say."""

import pytest

from schemas.wire import Signal
from stream.wire.formats.newsml_g2.texts import text_of
from stream.wire.xml import parse
from tests.wire.reading import one, refusal
from tests.wire.test_feed_reading import rss
from tests.wire.test_newsml_1_reading import simple
from tests.wire.test_newsml_g2 import html, item
from tests.wire.test_nitf_reading import nitf

HEADLINE = "<headline>Ferries stay in port</headline>"
TABLE = "<table><tr><td>Oslo</td><td>4</td></tr></table>"
ALONE = "<hedline><hl1>Ferries stay in port</hl1></hedline>"


@pytest.mark.parametrize(
    "data",
    [
        item(about=f"<urgency>1</urgency>{HEADLINE}", content=html("")),
        nitf("", docdata='<urgency ed-urg="2"/>', lines=ALONE),
        nitf("", lines="<hedline><hl1>FLASH: Ferries stay in port</hl1></hedline>"),
        nitf(TABLE, lines=ALONE),
        simple("<p/>", management='<Urgency FormalName="1"/>'),
    ],
)
def test_a_flash_and_a_table_may_have_their_headline_alone(data: str) -> None:
    found = one(data)
    assert found.story.body == found.story.headline
    assert found.wire.extra["body_from"] == "headline"


@pytest.mark.parametrize(
    "data",
    [
        item(about=f"<urgency>4</urgency>{HEADLINE}", content=html("")),
        item(
            meta='<itemClass qcode="ninat:picture"/>', about=f"<urgency>1</urgency>{HEADLINE}",
            content="",
        ),
        nitf("", docdata='<urgency ed-urg="5"/>', lines=ALONE),
    ],
)  # fmt: skip
def test_any_other_headline_alone_is_no_story(data: str) -> None:
    assert refusal(data).code == "no_text"


def test_a_kill_of_high_urgency_keeps_an_empty_body() -> None:
    meta = '<pubStatus qcode="stat:canceled"/>'
    about = f"<urgency>1</urgency>{HEADLINE}"
    assert one(item(meta=meta, about=about, content="")).story.body == ""


def test_a_table_alone_is_taken_once() -> None:
    extra = one(item(about=HEADLINE, content=html(TABLE))).wire.extra
    assert "Oslo" not in str(extra)


@pytest.mark.parametrize(
    ("inside", "signed"),
    [
        ("<p>(Schluss) abc/def</p><p>APA0123 2025-04-25/10:12</p>",
         "(Schluss) abc/def\nAPA0123 2025-04-25/10:12"),
        ("<p>AP-WF-04-25-25 1015GMT</p>", "AP-WF-04-25-25 1015GMT"),
        ("<p>Ende</p>", "Ende"),
    ],
)  # fmt: skip
def test_a_desks_last_lines_are_no_paragraph(inside: str, signed: str) -> None:
    for data in (item(content=html(f"<p>One.</p>{inside}")), nitf(f"<p>One.</p>{inside}")):
        found = one(data)
        assert (found.story.body, found.wire.extra["sign_off"]) == ("One.", signed)


@pytest.mark.parametrize(
    ("words", "signed"),
    [
        ("<p>It is over. Enditem</p><p>ab/cd</p>", "Enditem\nab/cd"),
        ("It is over.\n==Kyodo", "==Kyodo"),
    ],
)
def test_a_mark_of_the_end_inside_the_last_paragraph_is_taken_off(words: str, signed: str) -> None:
    found = one(simple(words))
    assert (found.story.body, found.wire.extra["sign_off"]) == ("It is over.", signed)


def test_a_line_of_rights_below_the_text_is_no_paragraph() -> None:
    line = "Copyright 2025 Harbour Wire. All rights reserved."
    inside = html(f"<p>The ferries stay.</p><p>{line}</p>")
    found = one(item(content=inside))
    assert (found.story.body, found.story.copyright_notice) == ("The ferries stay.", line)
    notice = "<rightsInfo><copyrightNotice>HW</copyrightNotice></rightsInfo>"
    assert one(item(content=inside, more=notice)).wire.extra["rights_line"] == line


def test_a_sentence_on_copyright_is_a_paragraph() -> None:
    last = "Copyright law is to change in May."
    assert one(nitf(f"<p>One.</p><p>{last}</p>")).story.body.endswith(last)


def test_a_notepad_below_a_german_text_is_a_note() -> None:
    pad = "<h2>dpa-Notizblock</h2><p>Autor: Karl Ebert</p>"
    found = one(item(content=html(f"<p>Die Fähren liegen still.</p>{pad}")))
    assert found.story.body == "Die Fähren liegen still."
    assert found.story.ed_note == "dpa-Notizblock\n\nAutor: Karl Ebert"


def test_a_dateline_in_a_paragraph_of_its_own_leads_the_text() -> None:
    inside = '<p>The ferries stay.</p><p class="dateline">Oslo</p><p>Crews struck.</p>'
    found = one(item(content=html(inside)))
    assert found.story.body == "Oslo - The ferries stay.\n\nCrews struck."
    assert found.wire.dateline is not None
    assert found.wire.dateline.place == "Oslo"


def test_the_byline_as_written_goes_before_its_authors_names() -> None:
    creator = '<creator role="crol:author"><name>Ingrid Halle</name></creator>'
    found = one(item(about=f"{creator}<by>By INGRID HALLE</by><by>Bo Berg</by>"))
    assert found.story.by == "INGRID HALLE, Bo Berg"
    assert "Ingrid Halle" in str(found.wire.extra)


def test_who_wrote_a_caption_is_no_part_of_it() -> None:
    about = (
        '<description role="drol:caption">A ferry in Oslo.\n\n(Photo by Bo Berg)</description>'
        '<description role="drol:captionwriter">bb</description>'
    )
    found = one(item(meta='<itemClass qcode="ninat:picture"/>', about=about, content=""))
    assert found.story.body == "A ferry in Oslo.\n\n(Photo by Bo Berg)"
    assert "bb" in str(found.wire.extra)


@pytest.mark.parametrize(
    ("xml", "text"), [("<a>\n One\n two\n</a>", "One two"), ("<a>One\r\n\r\nTwo</a>", "One\n\nTwo")]
)
def test_only_an_empty_line_divides_a_property(xml: str, text: str) -> None:
    assert text_of(parse(xml.encode()).root) == text


def test_without_a_headline_the_items_title_is_it() -> None:
    assert one(item(meta="<title>Ferries stay</title>")).story.headline == "Ferries stay"


def test_headlines_beside_the_items_own_keep_their_names() -> None:
    inside = (
        "<inlineXML><nitf><body><body.head><hedline><hl1>Ferries</hl1><hl2>No talks</hl2></hedline>"
        "</body.head><body.content><p>One.</p></body.content></body></nitf></inlineXML>"
    )
    extra = one(item(about=HEADLINE, content=inside)).wire.extra
    assert (extra["hl1"], extra["hl2"]) == ("Ferries", "No talks")


def test_the_lines_dateline_stands_beside_that_of_the_markup() -> None:
    head = "<body.head><dateline><location>Seehafen</location></dateline></body.head>"
    words = (
        f"<nitf><body>{head}<body.content><p>Seehafen (sda) Die Fähren liegen still.</p>"
        "</body.content></body></nitf>"
    )
    lines = "<NewsLines><HeadLine>Streik</HeadLine><DateLine>{}</DateLine></NewsLines>"
    found = one(simple(words, lines=lines.format("Seehafen, 24.4.2025 (sda)")))
    line = found.wire.dateline
    assert line is not None
    assert (line.text, line.place, line.agency) == ("Seehafen (sda)", "Seehafen", "sda")
    assert str(line.date) == "2025-04-24"
    other = one(simple(words, lines=lines.format("Bern, 24.4.2025")))
    assert other.wire.extra["DateLine"] == "Bern, 24.4.2025"


@pytest.mark.parametrize(
    ("line", "body", "text"),
    [
        ("ANVERS 25/04", "(BELGA) = Les dockers ont cessé le travail.", "(BELGA) ="),
        ("Antwerp", "(Belga) The ferries stay.", "Antwerp (Belga)"),
    ],
)
def test_a_dateline_may_be_half_in_its_field_and_half_in_the_text(
    line: str, body: str, text: str
) -> None:
    lines = f"<NewsLines><HeadLine>Ports</HeadLine><DateLine>{line}</DateLine></NewsLines>"
    found = one(simple(f"<p>{body}</p>", lines=lines)).wire.dateline
    assert found is not None
    assert found.place is not None
    assert (found.text, found.country, (found.agency or "").lower()) == (text, "Belgium", "belga")


def test_a_datelines_day_is_read_without_its_norm() -> None:
    lines = "<dateline><location>OSLO</location> <story.date>April 24</story.date></dateline>"
    found = one(nitf("<p>OSLO (AP) - The ferries stay.</p>", lines=lines)).wire.dateline
    assert found is not None
    assert str(found.date) == "2025-04-24"


def test_a_writers_address_is_no_last_paragraph() -> None:
    end = '<tagline><a href="mailto:kari@ntb.example">kari@ntb.example</a></tagline>'
    found = one(nitf("<p>One.</p>", end=end))
    assert (found.story.body, found.wire.extra["tagline"]) == ("One.", "kari@ntb.example")


def test_an_office_in_a_byline_is_kept() -> None:
    found = one(nitf(lines="<byline>By Helen Moss, PA Business Editor</byline>"))
    assert (found.story.by, found.wire.extra["byttl"]) == ("Helen Moss", "PA Business Editor")


def test_a_headline_in_the_usual_spelling_is_read() -> None:
    assert one(nitf(lines="<headline><hl1>Ferries</hl1></headline>")).story.headline == "Ferries"


def test_latin_1_with_typographic_quotes_is_windows_1252() -> None:
    data = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><nitf><body><p>It’s “over”.</p></body></nitf>'
    )
    found = one(data.encode("cp1252"))
    assert (found.story.body, found.wire.charset) == ("It’s “over”.", "windows-1252")
    plain = data.replace("’", "").replace("“", "").replace("”", "é").encode("latin-1")
    assert one(plain).wire.charset == "iso-8859-1"


def test_dublin_core_under_its_pages_address_is_read() -> None:
    space = 'xmlns:d="http://dublincore.org/documents/dcmi-namespace/"'
    entry = (
        "<title>Ferries</title><description>OSLO - One.</description>"
        f"<d:publisher {space}>GlobeNewswire Inc.</d:publisher><d:keyword {space}>ports</d:keyword>"
        f"<d:modified {space}>Fri, 25 Apr 2025 12:05 GMT</d:modified>"
    )
    found = one(rss(entry))
    assert (found.wire.source, found.wire.keywords) == ("GlobeNewswire Inc.", ["ports"])
    assert str(found.story.version_created) == "2025-04-25 12:05:00+00:00"


@pytest.mark.parametrize(
    ("headline", "signal"),
    [
        ("(AMPLIACIÓN) El puerto cierra", Signal.UPDATE),
        ("ACTUALISATION - Le port ferme", Signal.UPDATE),
        ("(Berichtigung: Zahl im 2. Absatz) Hafen schließt", Signal.CORRECTION),
        ("(Update) Port shuts", Signal.UPDATE),
        ("ALERTE - Le port ferme", Signal.ALERT),
        ("ANNULLIERUNG", Signal.KILL),
        ("Ampliación del puerto: empiezan las obras", Signal.NEW),
        ("ALERTE ROUGE AU PORT", Signal.NEW),
        ("Annulation du bal: le maire s'explique", Signal.NEW),
    ],
)
def test_markers_of_other_tongues_count_where_english_ones_do(
    headline: str, signal: Signal
) -> None:
    data = nitf(lines=f"<hedline><hl1>{headline}</hl1></hedline>")
    assert one(data).wire.signal is signal


def test_a_release_without_an_issue_is_the_versions_date_once_it_is_past() -> None:
    release = '<date.release norm="{}T120000Z"/>'
    past = one(nitf(docdata=release.format("20250425"))).story
    assert (str(past.version_created), past.embargoed_until) == ("2025-04-25 12:00:00+00:00", None)
    assert one(nitf(docdata=release.format("20250501"))).story.embargoed_until is not None


def test_a_break_in_a_headline_divides_words() -> None:
    words = "Ferries<br/>stay"
    for data in (
        item(about=f"<headline>{words}</headline>"),
        nitf(lines=f"<hedline><hl1>{words}</hl1></hedline>"),
    ):
        assert one(data).story.headline == "Ferries stay"


def test_a_line_below_the_headline_and_a_caption_are_no_paragraphs() -> None:
    found = one(
        item(
            content=html(
                '<div class="subheadline">No talks</div><p>The ferries stay.</p>'
                '<div><img src="a.jpg"/><p class="caption">A ferry.</p></div>'
            )
        )
    )
    assert found.story.body == "The ferries stay."
    assert (found.wire.extra["subheadline"], found.wire.extra["caption"]) == (
        ["No talks"],
        ["A ferry."],
    )


def test_an_ideographic_comma_ends_a_place() -> None:
    lines = "<NewsLines><HeadLine>船</HeadLine><DateLine>神戸、４月２５日</DateLine></NewsLines>"
    found = one(simple("<p>船は港にいる。</p>", lines=lines)).wire.dateline
    assert found is not None
    assert found.place in {"神戸", "Kobe"}


def test_yandexs_full_text_is_the_body() -> None:
    full = '<y:full-text xmlns:y="http://news.yandex.ru">One.\n\nTwo.</y:full-text>'
    found = one(rss(f"<title>T</title><description>One.</description>{full}"))
    assert found.story.body == "One.\n\nTwo."
