"""Quix Streams: an application enriches in its own process; more of them share the partitions."""

from quixstreams import Application

from bench.race.peers import enriched, load, task


def main() -> None:
    """Run until it is ended."""
    given = task()
    load(given.parts)
    app = Application(
        broker_address=given.bootstrap,
        consumer_group=given.group,
        auto_offset_reset="earliest",
        auto_create_topics=False,
        loglevel="WARNING",
    )
    source = app.topic(given.source, key_deserializer="bytes", value_deserializer="bytes")
    sink = app.topic(given.sink, key_serializer="bytes", value_serializer="bytes")
    app.dataframe(source).apply(enriched).to_topic(sink)
    app.run()


if __name__ == "__main__":
    main()
