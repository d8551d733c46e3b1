"""Work for children under test: it obeys what the story says."""

import gc
import logging
import os
import signal
import time

from stream.engine.jobs import Answer, Job, Product, Work
from stream.errors import EnrichError

log = logging.getLogger("tests.engine.works")

KEPT: list[list[int]] = []
"""What a first use loads."""


def make(fail_at_start: str = "") -> Work:
    if fail_at_start:
        raise EnrichError("no_model", fail_at_start)
    return obey


def obey(job: Job) -> Answer:
    order, _, rest = job.value.partition(b" ")
    if order == b"hang":
        time.sleep(3600)
    if order == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == b"exit":
        os._exit(3)
    if order == b"slow":
        time.sleep(float(rest))
    if order == b"count":
        KEPT.extend([] for _ in range(1_000))
        return [Product(b"", {"spared": gc.get_freeze_count()})]
    if order == b"say":
        log.info(rest.decode())
        log.warning(rest.decode())
    if order == b"refuse":
        raise EnrichError("refused", "as told")
    if order == b"crash":
        raise KeyError("a secret of the story")
    if order == b"shout":
        print("noise on standard output")  # noqa: T201 - what the test is about
    return [Product(job.value[::-1], {"pid": os.getpid(), **job.facts})]
