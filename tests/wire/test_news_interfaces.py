"""Answers of news interfaces, feeds and content systems, each of which names things its own way."""

import json
from typing import Any

import pytest

from schemas.events import ParsedStory
from stream.wire import read
from tests.wire.reading import ARRIVED, as_bytes, one, refusal

TEXT = "Ferry crews began a strike.\n\nTalks failed."
HTML = "<p>Ferry crews began a strike.</p><p>Talks failed.</p>"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "articles": [{"title": "Ferries", "content": TEXT}]},
        {"results": [{"headline": "Ferries", "body": TEXT}], "count": 1},
        {"response": {"docs": [{"headline": {"main": "Ferries"}, "body": TEXT}]}},
        {"response": {"results": [{"webTitle": "Ferries", "fields": {"bodyText": TEXT}}]}},
        {"hits": {"total": 1, "hits": [{"_id": "7", "_source": {"title": "Ferries",
                                                               "text": TEXT}}]}},
        [{"id": 7, "title": {"rendered": "Ferries"}, "content": {"rendered": HTML}}],
        {"@graph": [{"@type": "NewsArticle", "headline": "Ferries", "articleBody": TEXT}]},
        {"data": {"article": {"title": "Ferries", "content_html": HTML}}},
        {"_items": [{"title": "Ferries", "maintext": TEXT}]},
        {"entries": [{"title": "Ferries", "content": [{"type": "text", "text": TEXT}]}]},
    ],
)  # fmt: skip
def test_the_story_is_found_wherever_an_answer_puts_it(answer: Any) -> None:
    item = one(json.dumps(answer))
    assert (item.story.headline, item.story.body) == ("Ferries", TEXT)


def test_a_feeds_language_author_and_title_are_its_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Harbour News", "language": "nb",
        "authors": [{"name": "Ingrid Solheim"}],
        "items": [
            {"id": "1", "content_html": HTML, "date_published": "2025-04-25T10:00:00+02:00"},
            {"id": "2", "content_text": TEXT, "authors": [{"name": "Olav Brekke"}]},
        ],
    }  # fmt: skip
    found = [it for it in read(as_bytes(feed), arrived=ARRIVED) if isinstance(it, ParsedStory)]
    assert [it.story.by for it in found] == ["Ingrid Solheim", "Olav Brekke"]
    assert {(it.story.language, it.wire.source) for it in found} == {("nb", "Harbour News")}
    assert found[0].story.version_created is not None


def test_a_news_article_of_schema_org_is_read() -> None:
    item = one({
        "@type": "NewsArticle", "headline": "Ferries", "articleBody": TEXT,
        "datePublished": "2025-04-25T10:00:00Z", "dateModified": "2025-04-25T11:00:00Z",
        "author": [{"@type": "Person", "name": "Ingrid Solheim"}], "inLanguage": "en-GB",
        "publisher": {"@type": "Organization", "name": "Harbour News"},
        "dateline": "BERGEN, Norway",
    })  # fmt: skip
    story = item.story
    assert (story.by, story.language, item.wire.source) == (
        "Ingrid Solheim", "en-GB", "Harbour News",
    )  # fmt: skip
    assert item.wire.dateline is not None
    assert item.wire.dateline.place == "Bergen"
    assert (story.first_created, story.version_created) != (None, None)


def test_where_a_text_is_cut_off_stands_in_extra_and_not_in_the_text() -> None:
    item = one({"title": "Ferries", "content": "Ferry crews began… [+2151 chars]"})
    assert item.story.body == "Ferry crews began…"
    assert (item.story.representation_type, item.wire.extra["cut_off"]) == (
        "partial", "[+2151 chars]",
    )  # fmt: skip


def test_a_summary_alone_is_the_body_and_that_is_said() -> None:
    item = one({"title": "Ferries", "description": "Crews strike.", "url": "https://x.example/7"})
    assert (item.story.body, item.wire.extra["body_from"]) == ("Crews strike.", "description")


def test_a_headline_alone_is_no_text() -> None:
    assert refusal({"articles": [{"title": "Ferries", "url": "https://x"}]}).code == "no_text"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "error", "code": "apiKeyInvalid", "message": "no such key"},
        {"api_version": "2.1", "error": {"status": 403}},
        {"_links": {"self": "/x"}, "_status": "OK"},
    ],
)
def test_a_technical_answer_is_no_news(answer: dict[str, Any]) -> None:
    assert refusal(answer).code == "not_news"


def test_a_plan_of_coverage_is_refused_as_one() -> None:
    plan = {"type": "planning", "slugline": "Ferries", "coverages": [{"g2_content_type": "text"}]}
    assert refusal(plan).code == "planning"


def test_a_headline_has_no_tags_and_no_references() -> None:
    assert one({"title": "Ferries &amp; <b>trams</b>", "body": TEXT}).story.headline == (
        "Ferries & trams"
    )
    assert one({"title": "AT&T and <X> rise", "body": TEXT}).story.headline == "AT&T and <X> rise"


def test_what_surrounds_a_thousand_items_is_kept_once() -> None:
    answer = {"note": "x" * 1000, "items": [{"body": TEXT}] * 50}
    found = read(as_bytes(answer), arrived=ARRIVED)
    kept = ["envelope" in it.wire.extra for it in found if isinstance(it, ParsedStory)]
    assert kept == [True] + [False] * 49


def test_json_lines_are_items_and_a_bad_line_is_an_error_beside_them() -> None:
    lines = (b'{"body": "Ferries stop."}', b"", b'{"body": "Ferr', b'{"body": "Ferries sail."}')
    found = read(b"\r\n".join(lines), arrived=ARRIVED)
    bodies = [it.story.body if isinstance(it, ParsedStory) else it.code for it in found]
    assert bodies == ["Ferries stop.", "bad_json", "Ferries sail."]
    assert isinstance(found[2], ParsedStory)
    assert found[2].wire.ordinal == 2
