"""The Faust agents, one file a hop, and beside each what its children do.

intake.py    wire.raw.v1 to wire.stories(.urgent).v1          work: parsing.py
enrich.py    wire.stories(.urgent).v1 to wire.enriched.v1     work: enriching.py
"""
