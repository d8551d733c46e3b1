"""An alert that stands behind the kill of its story on the topic is sent without the story."""

from collections.abc import Sequence

import pytest

from schemas.alert import Alert, AlertKind
from schemas.delivery import Delivery
from stream.agents import deliver
from stream.agents.deliver import DeliverHop
from stream.engine.hop import Input, Output
from stream.engine.jobs import Job
from stream.settings import Settings
from tests.delivery.parcels import alert

read = deliver.make()


def settled(hop: DeliverHop, alerts: Sequence[Alert]) -> list[list[Output]]:
    found = []
    for offset, it in enumerate(alerts):
        (product,) = read(Job(it.to_json()))
        taken = Input("alerts", 0, offset, 0, b"ferries", it.to_json(), ())
        found.append(list(hop.settle(taken, product).outputs))
    return found


def states(outputs: Sequence[Output]) -> list[str]:
    return [Delivery.model_validate_json(it.value or b"").state.value for it in outputs]


def test_a_digest_behind_the_kill_of_one_of_its_stories_goes_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hop, sent = DeliverHop(Settings()), []
    monkeypatch.setattr(hop, "_put", lambda parcel, _: sent.append(parcel.alert))
    kill = alert(2, AlertKind.KILLED, ("one",), follows=1)
    outputs = settled(hop, [kill, alert(1, AlertKind.DIGEST, ("one", "two"))])
    assert [states(it) for it in outputs] == [["pending"], ["pending"]]
    for (it,) in outputs:
        assert it.noted is not None
        it.noted(0)
    assert [[it.story_id for it in one.stories] for one in sent] == [["one"], ["two"]]


def test_an_alert_of_a_killed_story_alone_is_withdrawn_and_written_down() -> None:
    kill = alert(2, AlertKind.KILLED, ("one",), follows=1)
    others = [alert(1), alert(3, stories=("one",)), alert(4, AlertKind.UPDATED, follows=1)]
    outputs = settled(DeliverHop(Settings()), [kill, *others])
    # Another alert's story of the same id was killed for nobody yet.
    assert [states(it) for it in outputs] == [
        ["pending"],
        ["withdrawn"],
        ["pending"],
        ["withdrawn"],
    ]
