"""Rules put to work and alerts looked at, by commands, on a broker."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.alert import Alert, Alerting, AlertKind
from schemas.delivery import Delivery, DeliveryState
from schemas.wire import Signal
from stream.alerts.matching import bare_story
from stream.engine.hop import Output
from stream.settings import Settings
from stream.topics import ALERTS, DELIVERIES, ENRICHED, RULES, TopicNames
from tests.cli.conftest import Run, publish
from tests.schemas import samples

NOW = datetime.now(UTC)


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(it) for it in out.splitlines()]


def test_rules_are_added_listed_paused_edited_and_removed(cluster: Settings, wire: Run) -> None:
    asked = ("--query", "ferry", "--channel", "desk", "--by", "mara")
    assert wire("rules", "add", "--id", "ferries", *asked).err == "ferries added\n"
    assert wire("rules", "pause", "ferries", "--by", "tomas").status == 0
    (row,) = rows(wire("rules", "list", "--json").out)
    assert (row["rule"], row["state"], row["asks"]) == ("ferries", "paused", "ferry")
    assert wire("rules", "edit", "ferries", "--query", "ferry OR port").err == "ferries edited\n"
    assert wire("rules", "resume", "ferries").status == 0
    shown = wire("rules", "show", "ferries").out
    assert "ferry OR port" in shown
    assert [it.split()[0] for it in shown.splitlines()[-4:]] == [
        "added",
        "paused",
        "edited",
        "resumed",
    ]
    assert "by mara" in shown
    assert wire("rules", "remove", "ferries").status == 0
    assert rows(wire("rules", "list", "--json").out) == []
    assert wire("rules", "remove", "ferries").status == 2
    assert wire("rules", "edit", "ferries", "--query", "port").status == 2
    # Who changed it is known for good, also where it comes again.
    (row,) = rows(wire("rules", "list", "--removed", "--json").out)
    assert (row["rule"], row["state"]) == ("ferries", "removed")
    assert wire("rules", "add", "--id", "ferries", *asked).err == "ferries added\n"
    shown = wire("rules", "show", "ferries").out
    assert [it.split()[0] for it in shown.splitlines()[-2:]] == ["removed", "added"]


def test_a_broken_rule_is_refused_by_name_and_the_others_are_taken(
    cluster: Settings, wire: Run, tmp_path: Path
) -> None:
    path = tmp_path / "desk.yaml"
    path.write_text("- {id: stands, query: ferry}\n- {id: broken, query: topic:ferries}\n")
    ran = wire("rules", "add", path, "--json")
    assert (ran.status, ran.said) == (1, "1 rules are broken")
    assert "stands: names no channel" in ran.err
    assert rows(ran.out) == [{"rule": "stands", "what": "added"}]
    assert "broken is broken: query: column 7: no Media Topic" in ran.err
    # Another program may write what isn't right: it is listed with the reason.
    publish(cluster, [Output(TopicNames(cluster.topic_prefix)(RULES), b"odd", b"{", [])])
    states = {row["rule"]: str(row["state"]) for row in rows(wire("rules", "list", "--json").out)}
    assert states["stands"] == "asked"
    assert states["odd"].startswith("broken: ")


@pytest.mark.usefixtures("cluster")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add",), "say which"),
        (("add", "--query", "ferry"), "say which"),
        (("add", "--query", "ferry", "--id", "A B"), "an id has up to 100"),
        (("show", "none"), "no rule is called 'none'"),
        (("edit", "none"), "no rule is called 'none'"),
    ],
)
def test_what_cannot_be_done_is_a_misuse(wire: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = wire("rules", *arguments)
    assert ran.status == 2
    assert said in ran.said


def test_a_backtest_says_how_often_a_rule_would_have_told(cluster: Settings, wire: Run) -> None:
    first = samples.enriched()
    wires = [
        first.wire.model_copy(update={"story_id": name, "version": number, "signal": signal})
        for name, number, signal in (
            ("one", 1, Signal.NEW),
            ("two", 1, Signal.NEW),
            ("one", 2, Signal.CORRECTION),
            ("two", 2, Signal.KILL),
        )
    ]
    values = [first.model_copy(update={"wire": it}).to_json() for it in wires]
    topic = TopicNames(cluster.topic_prefix)(ENRICHED)
    publish(cluster, [Output(topic, b"same", it, []) for it in values])
    ran = wire("rules", "backtest", "--query", "ferry", "--since", "1h", "--json")
    (found,) = rows(ran.out)
    assert (found["matched"], found["alerts"]) == (4, 4)
    assert found["kinds"] == {"match": 2, "corrected": 1, "killed": 1}
    # Nothing of what was killed is shown.
    shown = [it["stories"][0]["story_id"] for it in found["samples"]]
    assert shown == ["one"]


def alert(number: int, kind: AlertKind = AlertKind.MATCH, story: str = "one") -> Alert:
    bare = bare_story(samples.enriched())
    told = bare.model_copy(update={"story_id": story})
    rule = Alerting(id="ferries", query="ferry")
    return Alert(id=f"{number:064x}", kind=kind, at=NOW, rule=rule, stories=[told])


def test_what_failed_is_listed_and_sent_again_but_not_what_was_killed(
    cluster: Settings, wire: Run
) -> None:
    names = TopicNames(cluster.topic_prefix)
    told = [alert(1), alert(2, story="two"), alert(3, AlertKind.KILLED, "two")]
    outputs = [Output(names(ALERTS), b"ferries", it.to_json(), []) for it in told]
    for number, it in enumerate(told[:2]):
        failed = Delivery(
            key=f"{number + 10:064x}",
            alert=it.id,
            kind=it.kind,
            rule="ferries",
            channel="desk",
            state=DeliveryState.FAILED,
            at=NOW,
            alerted=NOW,
            offset=0,
            attempts=7,
            code="http_error",
            reason="the receiver answers 500",
        )
        outputs.append(Output(names(DELIVERIES), failed.key.encode(), failed.to_json(), []))
    publish(cluster, outputs)
    listed = rows(wire("alerts", "list", "--json").out)
    assert [it["stories"][0].get("headline") is None for it in listed] == [False, True, True]
    assert len(rows(wire("alerts", "failed", "--json").out)) == 2
    assert "http_error" in wire("alerts", "failed").out
    ran = wire("alerts", "redeliver", "--all", "--json")
    assert json.loads(ran.out) == {"redelivered": [f"{10:064x}"], "left": 1}
    # The same alert again, which readers know by its id.
    assert len(rows(wire("alerts", "list", "--json").out)) == 3


@pytest.mark.usefixtures("cluster")
def test_which_to_send_again_must_be_said(wire: Run) -> None:
    assert wire("alerts", "redeliver").status == 2
    assert "no failed delivery begins with 'ab'" in wire("alerts", "redeliver", "ab").said
