"""A topic's backlog stops no other topic, and holds no more records than there is room for."""

from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from stream.engine.backpressure import POLL_SECONDS, POLLS, fetch_what_there_is_room_for

ENOUGH = 8
CONF = SimpleNamespace(stream_buffer_maxsize=ENOUGH * POLLS)


class Place(NamedTuple):
    topic: str
    partition: int


ACTIVE = {Place(topic, it) for topic in ("calm", "urgent") for it in range(2)}


class Consumer:
    """Faust's, as far as it matters: says what it was asked for."""

    asked: Any = None

    async def _getmany(self, active_partitions: Any, timeout: float) -> dict[str, str]:  # noqa: ASYNC109 - Faust's
        self.asked = active_partitions, timeout
        return {"some": "records"}


def consumer(**waiting: int) -> Any:
    channels = {
        topic: [SimpleNamespace(queue=SimpleNamespace(qsize=lambda it=it: it))]
        for topic, it in waiting.items()
    }
    app = SimpleNamespace(
        conf=CONF,
        transport=SimpleNamespace(Consumer=Consumer),
        topics=SimpleNamespace(_topic_name_index=channels),
    )
    fetch_what_there_is_room_for(app)
    return app.transport.Consumer()


async def test_all_topics_are_fetched_while_there_is_room() -> None:
    one = consumer(calm=ENOUGH - 1, urgent=0)
    assert await one._getmany(ACTIVE, 1.0)
    assert one.asked == (ACTIVE, 1.0)


@pytest.mark.parametrize("full", ["calm", "urgent"])
async def test_a_topic_of_which_enough_waits_is_left_out_for_a_moment(full: str) -> None:
    one = consumer(**{it: ENOUGH * (it == full) for it in ("calm", "urgent")})
    await one._getmany(ACTIVE, 1.0)
    places, seconds = one.asked
    assert places == {it for it in ACTIVE if it.topic != full}
    assert len(ACTIVE) == 4
    assert seconds == POLL_SECONDS


async def test_where_enough_waits_of_all_nothing_is_asked_for() -> None:
    one = consumer(calm=ENOUGH, urgent=ENOUGH)
    assert await one._getmany(ACTIVE, 1.0) == {}
    assert one.asked is None
