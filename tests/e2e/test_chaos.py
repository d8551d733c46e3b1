"""Nothing is lost when things die: 500 stories, 4 kills, on each broker."""

from pathlib import Path

import pytest

from tests.brokers import Broker
from tests.chaos.run import Plan, chaos


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_every_item_ends_as_exactly_one_outcome_whatever_is_killed(
    broker: Broker, prefix: str, tmp_path: Path
) -> None:
    plan = Plan(stories=500, kills=4, seed=7, pause=6.0, limit=240.0)
    result = await chaos("test", broker.bootstrap, plan, tmp_path, print, prefix=prefix)
    assert result.account.breaches == dict.fromkeys(result.account.breaches, 0)
    assert sum(result.account.outcomes.values()) == 500
    assert result.account.outcomes["published"] > 300
    assert sum(result.kills.values()) == 4
