"""Deliveries are counted by the channels of the file, and by no other name."""

from pathlib import Path

from stream import metrics
from stream.agents.delivery_counts import MOST_CHANNELS, DeliveryCounts
from stream.delivery.channels import LOOK_SECONDS, Channels
from stream.delivery.outcome import CODES, Given
from stream.delivery.parcel import Parcel
from tests.delivery.parcels import alert, channels, webhook

HERE = webhook("http://127.0.0.1:9/")


def value(name: str, **labels: str) -> float | None:
    return metrics.REGISTRY.get_sample_value(name, labels)


def labels() -> set[str]:
    (family,) = metrics.DELIVERIES.collect()
    return {it.labels["channel"] for it in family.samples}


def test_a_channels_first_failure_is_seen_as_a_rise(tmp_path: Path) -> None:
    counts = DeliveryCounts(channels(tmp_path / "c.toml", first=HERE))
    for code in ("delivered", *CODES):
        assert value("wire_deliveries_total", channel="first", code=code) == 0
        assert value("wire_deliveries_total", channel="other", code=code) is not None
    counts.ended(Parcel(alert(), "first"), Given(1, "http_refused", "410"))
    counts.ended(Parcel(alert(), "first"), Given(1))
    assert value("wire_deliveries_total", channel="first", code="http_refused") == 1
    assert value("wire_deliveries_total", channel="first", code="delivered") == 1


def test_a_name_that_only_a_rule_knows_has_no_series_of_its_own(tmp_path: Path) -> None:
    counts = DeliveryCounts(channels(tmp_path / "c.toml", known=HERE))
    before = value("wire_deliveries_total", channel="other", code="no_such_channel") or 0
    for number in range(100):
        counts.ended(Parcel(alert(), f"hostile-{number}"), Given(0, "no_such_channel", "none"))
    counts.pending({f"hostile-{it}": 2 for it in range(100)})
    assert value("wire_deliveries_total", channel="other", code="no_such_channel") == before + 100
    assert value("wire_deliveries_pending", channel="other") == 200
    assert not any(it.startswith("hostile") for it in labels())


def test_what_is_not_on_its_way_any_more_is_zero_again(tmp_path: Path) -> None:
    counts = DeliveryCounts(channels(tmp_path / "c.toml", way=HERE))
    counts.pending({"way": 3, "unknown": 1})
    assert value("wire_deliveries_pending", channel="way") == 3
    counts.pending({})
    assert value("wire_deliveries_pending", channel="way") == 0
    assert value("wire_deliveries_pending", channel="other") == 0


def test_a_channel_that_comes_later_counts_from_zero_then(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    found = channels(path, early=HERE)
    counts = DeliveryCounts(found)
    channels(path, early=HERE, late=HERE)
    found._next_look -= LOOK_SECONDS
    counts.look()
    assert value("wire_deliveries_total", channel="late", code="delivered") == 0


def test_channels_beyond_the_most_share_a_series(tmp_path: Path) -> None:
    many = {f"many-{it:04}": HERE for it in range(MOST_CHANNELS + 20)}
    counts = DeliveryCounts(channels(tmp_path / "c.toml", **many))
    for name in many:
        counts.ended(Parcel(alert(), name), Given(1))
    assert sum(it.startswith("many-") for it in labels()) == MOST_CHANNELS


def test_without_a_file_there_is_only_what_no_file_names() -> None:
    DeliveryCounts(Channels(None)).pending({})
    assert value("wire_deliveries_pending", channel="other") == 0
