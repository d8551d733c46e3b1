"""Moves work: a process pool, order per partition, acknowledgement, dead letters.

Knows nothing of news. A record's way, file by file:

    runner.py      one hop's process: Faust, pool, publisher, watchdog, signals
    mover.py       takes records, bounded in flight; gives each to its lane
    pool.py        children that work; one that dies or hangs is replaced  (child.py, frames.py)
    place.py       one child's place: what it is sent and when, who is blamed if it dies
    lane.py        one partition: settle, publish and acknowledge strictly in offset order
    settling.py    what becomes of a record's answer, item by item
    publisher.py   records to Kafka, acknowledged within a limit
    letters.py     what couldn't be handled, as a dead letter
    hop.py         what a hop brings: topics, work, what becomes of a product
    supervisor.py  one process a hop, restarted when it dies
    watchdog.py    lag and no progress: end with a message   (looplag.py: how free the loop is)
"""
