"""Stories of a time span through another version of everything, into a shadow topic, and back.

    shadows.py    shadow topics: create, list, drop; what their records say
    filling.py    runs a span of stories through another version into a shadow
    partition.py  the same for one partition: which stories, and what becomes of each
    span.py       which stories a run takes
    filled.py     what became of them, counted
    standings.py  what stands in a partition, followed while work goes on
    changes.py    two enrichments of a story: gained, lost, retyped, other ids
    report.py     all changes together, with samples to look at
    comparing.py  a shadow beside what stands, as one report
    swapping.py   a shadow's enrichments become what stands

docs/decisions/0007-reenrichment.md says why it is so.
"""
