"""Work for children under test: it obeys what the story says."""

import gc
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from stream.engine.jobs import Answer, Facts, Job, Product, Work
from stream.errors import EnrichError

log = logging.getLogger("tests.engine.works")

KEPT: list[list[int]] = []
"""What a first use loads."""
MAKERS: list[int] = []
"""The process that made the work."""


def _count() -> Facts:
    KEPT.extend([] for _ in range(1_000))
    return {"spared": gc.get_freeze_count(), "young": gc.get_threshold()[0]}


TELLING: dict[bytes, Callable[[], Facts]] = {
    b"count": _count,
    b"maker": lambda: {"pid": MAKERS[-1]},
}
"""What it tells of itself."""


def make(fail_at_start: str = "") -> Work:
    if fail_at_start:
        raise EnrichError("no_model", fail_at_start)
    MAKERS.append(os.getpid())
    return obey


class InTurns:
    """Does what it got at once as one: who kills or hangs does so before any answer."""

    def __call__(self, job: Job) -> Answer:
        return obey(job)

    def together(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        found = [obey(it) for it in jobs]
        for answer in found:
            (item,) = answer
            if isinstance(item, Product):
                item = Product(item.value, {**item.facts, "together": len(jobs)})
            yield [item]


def make_together() -> Work:
    return InTurns()


def make_with_a_thread() -> Work:
    threading.Thread(target=time.sleep, args=[3600], daemon=True).start()
    return make()


def obey(job: Job) -> Answer:
    order, _, rest = job.value.partition(b" ")
    if order in TELLING:
        return [Product(b"", TELLING[order]())]
    if order == b"hang":
        time.sleep(3600)
    if order == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == b"exit":
        os._exit(3)
    if order == b"slow":
        time.sleep(float(rest))
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
