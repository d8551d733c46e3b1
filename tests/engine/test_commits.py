"""Commits that the broker refuses are counted; Faust's answer stays what it is."""

from types import SimpleNamespace

import pytest

from stream import metrics
from stream.engine.commits import count_refused_commits

HOP = "committing"


class Consumer:
    def __init__(self, *, committed: bool) -> None:
        self.committed = committed

    async def _commit(self, offsets: object) -> bool:
        return self.committed


@pytest.mark.parametrize("committed", [True, False])
async def test_a_refused_commit_counts(*, committed: bool) -> None:
    def counted() -> float:
        labels = {"hop": HOP}
        return metrics.REGISTRY.get_sample_value("wire_commit_failures_total", labels) or 0.0

    app = SimpleNamespace(transport=SimpleNamespace(Consumer=Consumer))
    count_refused_commits(app, HOP)
    before = counted()
    assert await app.transport.Consumer(committed=committed)._commit({}) is committed
    assert counted() == before + (not committed)
