"""Seeded kills at random moments. What was killed whole is started again after a pause."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping

import psutil

from tests.chaos.workers import Worker

KINDS = ("worker SIGKILL", "worker SIGTERM", "hop SIGKILL", "child SIGKILL", "nursery SIGKILL")

_OF_KIND: Mapping[str, Callable[[Worker], list[psutil.Process]]] = {
    "hop SIGKILL": Worker.hops,
    "child SIGKILL": Worker.children,
    "nursery SIGKILL": Worker.nurseries,
}


class Killer:
    """Kills one thing at a time among the workers."""

    def __init__(self, seed: int, start: Callable[[], Worker], workers: list[Worker]) -> None:
        """`start` starts another worker."""
        self._rng = random.Random(seed)
        self._start = start
        self._workers = workers
        self.done: Counter[str] = Counter()

    def pause(self, longest: float) -> float:
        """Seconds until the next kill."""
        return self._rng.uniform(0.2, longest)

    def strike(self) -> str:
        """Kill something; gives what it was."""
        kind = KINDS[sum(self.done.values()) % len(KINDS)]
        at = self._rng.randrange(len(self._workers))
        if kind == "worker SIGKILL":
            self._workers[at].kill()
            self._replace(at)
        elif kind == "worker SIGTERM":
            self._workers[at].terminate()
            self._replace(at)
        else:
            self._kill_one(kind)
        self.done[kind] += 1
        return kind

    def _replace(self, at: int) -> None:
        time.sleep(self._rng.uniform(0.0, 2.0))
        self._workers[at] = self._start()

    def _kill_one(self, kind: str) -> None:
        """Kill a hop, a child or a nursery of any worker, waiting until there is one."""
        for _ in range(600):
            found: list[psutil.Process] = []
            for worker in self._workers:
                found += _OF_KIND[kind](worker)
            if found:
                try:
                    self._rng.choice(sorted(found, key=lambda it: it.pid)).send_signal(
                        signal.SIGKILL
                    )
                except psutil.NoSuchProcess:
                    continue
                return
            time.sleep(0.1)
        raise AssertionError(f"nothing to kill for '{kind}' in a minute")
