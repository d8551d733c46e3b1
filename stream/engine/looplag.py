"""How free the event loop is: it asks to be woken 20 times a second and measures how late it is."""

import asyncio
from collections import deque

from stream import metrics

PERIOD = 0.05
KEPT = 6_000
"""Five minutes of samples."""


class LoopLag:
    """Samples of lateness, in seconds, since the start or the last `KEPT` of them."""

    def __init__(self, hop: str) -> None:
        """`hop` is the metric's label."""
        self._hop = hop
        self._samples: deque[float] = deque(maxlen=KEPT)
        self.last_beat = 0.0
        """The loop's clock when it last ran."""

    async def watch(self) -> None:
        """Sample for ever."""
        loop = asyncio.get_running_loop()
        observe = metrics.LOOP_LAG.labels(self._hop).observe
        while True:
            self.last_beat = loop.time()
            await asyncio.sleep(PERIOD)
            late = max(0.0, loop.time() - self.last_beat - PERIOD)
            self._samples.append(late)
            observe(late)

    async def report(self, every: float = 2.0) -> None:
        """Keep the metric of the 99th percentile up to date, for ever."""
        while True:
            await asyncio.sleep(every)
            metrics.LOOP_LAG_P99.labels(self._hop).set(self.percentile(99))

    def percentile(self, percent: float) -> float:
        """The lateness, in seconds, that `percent` of the samples don't exceed."""
        if not self._samples:
            return 0.0
        ordered = sorted(self._samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
