"""Alerts arrive once or are listed with the reason, whatever fails and whatever is killed."""

from pathlib import Path

import pytest

from tests.brokers import Broker
from tests.chaos.alerts import AlertPlan, chaos_of_alerts
from tests.chaos.receivers import LOST


@pytest.mark.slow
@pytest.mark.timeout(280)
async def test_each_alert_is_at_each_receiver_once_or_has_failed_with_a_reason(
    tansu: Broker, prefix: str, tmp_path: Path
) -> None:
    plan = AlertPlan(alerts=120, kills=3, seed=3, rate=20, pause=6, keep_trying=15, limit=200)
    account, _ = await chaos_of_alerts(tansu.bootstrap, plan, tmp_path, print, prefix)
    assert account.breaches == dict.fromkeys(account.breaches, 0)
    assert account.alerts == plan.alerts
    assert account.failed.total() == plan.alerts * len(LOST)
