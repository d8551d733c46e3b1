"""Counts the commits of offsets that the broker refuses; Faust only logs them."""

from collections.abc import Mapping
from typing import Any

from stream import metrics


def count_refused_commits(app: Any, hop: str) -> None:
    """Have this application's consumer count them. Before the application starts.

    Refused is a commit that comes when the group has already given the partitions away: its records
    will be delivered again. Anything worse ends the hop.
    """
    refused = metrics.COMMIT_FAILURES.labels(hop)
    plain: Any = app.transport.Consumer

    class Counting(plain):  # type: ignore[misc]
        """Faust's consumer, which says whether it did commit."""

        async def _commit(self, offsets: Mapping[Any, int]) -> bool:
            committed = bool(await super()._commit(offsets))
            if not committed:
                refused.inc()
            return committed

    app.transport.Consumer = Counting
