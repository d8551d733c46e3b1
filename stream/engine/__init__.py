"""Moves work: a process pool, order per partition, acknowledgement, dead letters.

Knows nothing of news. A record's way, file by file:

    runner.py      one hop's process: Faust, pool, publisher, watchdog, signals
    mover.py       takes records, bounded in flight; gives each to its lane
    pool.py        children that work; a child that dies or hangs is replaced  (child.py, frames.py)
    lane.py        one partition: settle, publish and acknowledge strictly in offset order
    publisher.py   records to Kafka, acknowledged within a limit
    letters.py     what couldn't be handled, as a dead letter
    hop.py         what a hop brings: topics, work, what becomes of a product
    supervisor.py  one process a hop, restarted when it dies
    watchdog.py    lag and no progress: end with a message   (looplag.py: how free the loop is)
"""
