"""Bytes to stories. Knows formats; knows nothing of Kafka, of NLP or of the clock.

    read(data, arrived=…, content_type=…)     every item of an input, in order

Each item is a `ParsedStory`, or the `ParseError` of an item that is unreadable beside its readable
neighbours. Where no item can be read at all, `read` raises the `ParseError`.
"""
