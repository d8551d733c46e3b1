"""The public contract of Wirestream: every event's shape. Depends on pydantic alone.

Where to look:
    ninjs.py         the story itself, IPTC ninjs 3.1
    wire.py          what the wire said around the story: signal, dateline, version, source
    enrichment.py    what we found in it: entities, topics, quotes, numbers, events
    raw.py           what the headers of an input say
    events.py        what the topics carry: parsed and enriched stories
    clause.py        what a rule asks of a story
    rule.py          an alert rule
    alert.py         what matches and alerts show of a story
    dead_letter.py   what couldn't be handled: headers of a dead letter
    cloudevents.py   the headers of every record and the law of their ids
    trace.py         W3C trace context
    outcome.py       how every item ends
    publish.py       all of it as JSON Schema, into published/
"""
