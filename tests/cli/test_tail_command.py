"""`wire tail` shows what stands, as it comes, and what one asks for."""

import json

import pytest

from schemas.wire import Signal
from stream.engine.hop import Output
from stream.settings import Settings
from stream.topics import ENRICHED, LATEST, RAW, TopicNames
from tests.cli.conftest import Run, publish
from tests.cli.enriched_records import output, version

ONE = ["--limit", "1", "--timeout", "30"]


@pytest.fixture
def stories(cluster: Settings) -> Settings:
    """Three stories, of which one was killed; of that the text still stands in enriched."""
    names = TopicNames(cluster.topic_prefix)
    enriched, latest = names(ENRICHED), names(LATEST)
    secret = version("s1", 1, headline="Mayor sold island")
    killed = version("s1", 2, Signal.KILL, headline="KILL")
    publish(
        cluster,
        [
            output(enriched, secret, "e1"),
            output(latest, secret, "e1"),
            output(enriched, version("s2", 1, urgency=2, headline="Ferry sails"), "e2"),
            output(enriched, version("s3", 1, urgency=5, headline="Gulls return"), "e3"),
            output(latest, killed, "e4", tombstone=True),
        ],
    )
    return cluster


def test_stories_are_shown_and_a_killed_one_is_only_said_to_be(
    wire: Run, stories: Settings
) -> None:
    ran = wire("tail", "--since", "beginning", "--limit", "3", "--timeout", "20")
    assert ran.status == 0, ran.said
    assert "Ferry sails" in ran.out
    assert "Gulls return" in ran.out
    assert "s1 was killed" in ran.out
    assert "Mayor" not in ran.out


def test_where_chooses(wire: Run, stories: Settings) -> None:
    asked = ["--where", "urgency>=5", "--where", "topic=shipping"]
    ran = wire("tail", "--json", "--since", "1h", *asked, *ONE)
    assert [json.loads(it)["wire"]["story_id"] for it in ran.out.splitlines()] == ["s3"]


def test_from_the_end_nothing_that_stood_before_is_shown(wire: Run, stories: Settings) -> None:
    assert wire("tail", "--timeout", "3").out == ""


def test_latest_shows_what_stands(wire: Run, stories: Settings) -> None:
    ran = wire("tail", "--topic", "latest", "--json", "--since", "beginning", *ONE)
    assert [json.loads(it)["killed"] for it in ran.out.splitlines()] == ["s1"]


def test_other_topics_show_headers_and_no_value(wire: Run, cluster: Settings) -> None:
    topic = TopicNames(cluster.topic_prefix)(RAW)
    publish(cluster, [Output(topic, b"k", b"unpublished words", [("x-desk", b"markets")])])
    full = topic.removeprefix(cluster.topic_prefix)
    shown = wire("tail", "--topic", "raw", "--since", "beginning", *ONE)
    found = wire("tail", "--topic", full, "--json", "--since", "beginning", *ONE)
    assert "x-desk=markets" in shown.out
    assert json.loads(found.out)["headers"] == {"x-desk": "markets"}
    assert "unpublished" not in shown.out + found.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--topic", "enrihced"], "no topic 'enrihced': there are raw,"),
        (["--where", "colour=blue"], "knows no field 'colour'"),
        (["--topic", "raw", "--where", "topic=x"], "--where reads stories"),
    ],
)
def test_a_bad_question_is_refused(wire: Run, arguments: list[str], complaint: str) -> None:
    ran = wire("tail", *arguments)
    assert ran.status == 2
    assert complaint in ran.said
