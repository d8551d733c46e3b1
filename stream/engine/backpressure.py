"""Fetches only what there is room for, topic by topic, so that no topic's backlog stops another.

Faust fetches a topic until its buffer is full, and then waits, with all other topics; and when it
has paused every partition it sleeps a whole second. Here a topic of which enough records wait is
left out of the next fetch instead: the others go on, and it is asked again within moments. Nothing
is lost by that, and the group's session goes on.
"""

import asyncio
from collections.abc import Collection
from typing import Any

POLLS = 4
"""So many fetches fill a buffer. With one in it, no more is fetched: it lasts until the next, since
a story takes milliseconds, and even a fetch that was under way leaves room."""
POLL_SECONDS = 0.05
"""While a topic is left out, a fetch that waits for others' records waits no longer."""
PAUSE_SECONDS = 0.01


def fetch_what_there_is_room_for(app: Any) -> None:
    """Have this application's consumer do that. Before the application starts."""
    plain: Any = app.transport.Consumer

    class Fetching(plain):  # type: ignore[misc]
        """Faust's consumer, which asks for less."""

        async def _getmany(self, active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109 - Faust's
            full = _crowded(app)
            if not full:
                return await super()._getmany(active_partitions, timeout)
            chosen = {it for it in active_partitions or () if it.topic not in full}
            if chosen:
                return await super()._getmany(chosen, POLL_SECONDS)
            # An empty set would mean all of them.
            await asyncio.sleep(PAUSE_SECONDS)
            return {}

    app.transport.Consumer = Fetching


def _crowded(app: Any) -> Collection[str]:
    """The topics of which enough waits in a buffer. Of Faust's conductor: topic to channels."""
    enough = app.conf.stream_buffer_maxsize // POLLS
    return [
        topic
        for topic, channels in app.topics._topic_name_index.items()  # noqa: SLF001 - no public way
        if any(it.queue.qsize() >= enough for it in channels)
    ]
