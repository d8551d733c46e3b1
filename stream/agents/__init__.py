"""The Faust agents, one file a hop, and beside each what its children do.

intake.py    wire.raw.v1 to wire.stories(.urgent).v1          work: parsing.py
enrich.py    wire.stories(.urgent).v1 to wire.enriched.v1     work: enriching.py
match.py     wire.enriched.v1 to wire.matches.v1              work: matching.py
decide.py    wire.matches.v1 to wire.alerts.v1                state: rule_states.py
deliver.py   wire.alerts.v1 to receivers                      state: deliveries.py

fulfilled.py which rules each story's versions fulfilled
lanes.py     which of intake's two topics a version takes
lives.py     what is remembered of the stories in the enrich hop's partitions
versions.py  a record as the lifecycle's version
texts.py     texts that a decision needs, read back from the topics
seen.py      what was found in texts seen before
outputs.py   the records that a decision makes
swaps.py     a version that stands, enriched anew
"""
