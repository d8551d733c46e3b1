"""The `wire` command: one file a group of commands.

main.py      the command itself: version, errors, exit codes
stories.py   parse, enrich: files to JSON Lines, no broker          (inputs.py: what a path names)
evaluate.py  eval: how right the enrichment is     (the work: stream/evaluation)
push.py      push: files onto wire.raw.v1                           (pushing.py: the work)
tail.py      tail: follow a topic      (where.py: --where, since.py: --since, show.py: for people)
letters.py   dead-letters list, show, replay                        (the work: engine/replay.py)
reenrich.py  reenrich, reenrich compare, swap, list, drop           (the work: stream/reenrich)
topics.py    topics create, check, list
services.py  broker, worker: what runs until it is told to stop
doctor.py    doctor: what is wrong here, and what to do             (checks.py: the checks)
values.py    settings: every setting and where it comes from
demo.py      demo: all of it on one terminal                        (tally.py: every item accounted)
"""
