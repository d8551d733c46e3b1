"""How right the enrichment is: files that people annotated, scored, stock models beside it.

Knows the schemas and the enrich room; knows nothing of Kafka, of formats of the wire, of terminals.

    gold.py         a story as people annotated it, and what a system found in it
    reading.py      a path to annotated stories     (conll.py, jsonl.py: the formats)
    systems.py      what is measured: ours, and spaCy's pipelines as they come
    scoring.py      drives systems over stories, keeps time, gives the report
    spans.py        entities: spans, unique names, types      (ids.py: their ids)
    topics.py       topics: first, among three, F1
    speech.py       quotes and who said them                   (facts.py: numbers and acts)
    tally.py        precision, recall, F1       (calibration.py: said and right; samples.py: errors)

Scores are floats 0-1.
"""
