"""A hop whose enrichment obeys a marker in the story: `python -m tests.e2e.poisoned_hop HOP`.

The work is the real one; two stories out of all make it hang or die, as a fault in a model would.
"""

import logging
import os
import signal
import sys
import time

from stream import app
from stream.agents import enriching
from stream.engine.hop import WorkPlan
from stream.engine.jobs import Answer, Job, Work

HANG, DIE = b"MARKER-THAT-HANGS", b"MARKER-THAT-KILLS"


def make() -> Work:
    enrich = enriching.make()

    def work(job: Job) -> Answer:
        if HANG in job.value:
            time.sleep(3600)
        if DIE in job.value:
            os.kill(os.getpid(), signal.SIGSEGV)
        return enrich(job)

    return work


if __name__ == "__main__":
    hop, parent = sys.argv[1], int(sys.argv[2])
    status = app.main(hop, parent, WorkPlan(f"{__spec__.name}:make") if hop == "enrich" else None)
    logging.shutdown()
    os._exit(status)
