"""`wire story` and `wire embargoed` on the command line."""

import json
from datetime import UTC, datetime

from schemas.wire import Signal
from stream.engine.hop import Output
from stream.lifecycle.identity.record import to_record
from stream.lifecycle.identity.traits import Traits
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, IDENTITY, LATEST, TopicNames
from tests.cli.conftest import Run, publish
from tests.cli.enriched_records import output, version

UNTIL = datetime(2099, 1, 1, tzinfo=UTC)


def held(cluster: Settings, key: str, pending: Pending) -> Output:
    topic = TopicNames(cluster.topic_prefix)(HELD)
    made = output(topic, version(key, 1, headline="Secret ferry"), f"e-{key}")
    return Output(topic, made.key, made.value, [*made.headers, ("wire_held", pending.to_header())])


def test_a_story_is_shown_as_json_and_for_people(wire: Run, cluster: Settings) -> None:
    names = TopicNames(cluster.topic_prefix)
    made = output(names(LATEST), version("s1", 3), "e1")
    header = ("wire_standing", Standing(3, (("e1", 3),)).to_header())
    latest = Output(made.topic, made.key, made.value, [*made.headers, header])
    publish(cluster, [output(names(ENRICHED), version("s1", 3), "e1"), latest])
    found = json.loads(wire("story", "s1", "--json").out)
    assert (found["story_id"], found["state"], found["version"]) == ("s1", "standing", 3)
    assert "version 3 stands" in wire("story", "s1").out


def test_an_id_that_was_tied_shows_its_story(wire: Run, cluster: Settings) -> None:
    names = TopicNames(cluster.topic_prefix)
    record = to_record(Traits("s2"), "s1", by="link", why="urn:desk:1", until=None)
    made = output(names(LATEST), version("s1", 3, Signal.KILL), "e1", tombstone=True)
    header = ("wire_standing", Standing(3, (("e1", 3),)).to_header())
    killed = Output(made.topic, made.key, made.value, [*made.headers, header])
    publish(cluster, [Output(names(IDENTITY), b"s2", record, []), killed])
    ran = wire("story", "s2")
    assert "killed" in ran.out
    assert "s2 was tied to s1" in ran.err


def test_a_story_that_no_topic_knows_is_an_error(wire: Run, cluster: Settings) -> None:
    ran = wire("story", "nobody")
    assert ran.status == 1
    assert "knows a story 'nobody'" in ran.said


def test_what_waits_is_listed_without_a_word(wire: Run, cluster: Settings) -> None:
    topic = TopicNames(cluster.topic_prefix)(HELD)
    publish(
        cluster,
        [
            held(cluster, "later", Pending("e1", until=UNTIL.timestamp() + 60)),
            held(cluster, "soon", Pending("e2", until=UNTIL.timestamp())),
            held(cluster, "hold", Pending("e3", hold=True)),
            held(cluster, "gone", Pending("e4", hold=True)),
            Output(topic, b"gone", None, []),
        ],
    )
    ran = wire("embargoed", "--json")
    rows = json.loads(ran.out)
    assert [(it["story_id"], it["on_hold"]) for it in rows] == [
        ("soon", False),
        ("later", False),
        ("hold", True),
    ]
    assert rows[0]["until"] == UNTIL.isoformat()
    shown = wire("embargoed")
    assert "soon" in shown.out
    assert "3 stories wait" in shown.err
    assert "Secret" not in ran.out + shown.out
