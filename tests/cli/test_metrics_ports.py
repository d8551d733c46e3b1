"""Where /metrics can't be served, `wire doctor` says so before a worker is started, and it does."""

import socket
from collections.abc import Iterator

import pytest

from stream import app
from stream.app import HOPS
from stream.cli import checks
from stream.cli.checks import State
from stream.errors import SettingsError
from stream.settings import Settings


def settings(host: str, port: int) -> Settings:
    return Settings(bootstrap="127.0.0.1:1", metrics_host=host, metrics_port=port)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_the_ports_looked_at_are_those_of_the_hops() -> None:
    assert len(HOPS) == checks.HOPS


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_free_ports_are_well(host: str) -> None:
    # Those of the test machine may be taken, but not all of some hundred.
    found = [checks.metrics_ports(settings(host, 20_000 + 10 * it)).state for it in range(100)]
    assert State.OK in found


def test_another_workers_port_is_no_fault_and_is_named(taken: int) -> None:
    found = checks.metrics_ports(settings("127.0.0.1", min(taken, 65_528)))
    assert found.state is State.NOTE
    assert str(taken) in found.found


@pytest.mark.parametrize("host", ["203.0.113.9", "no host.invalid"])
def test_what_is_no_address_of_this_host_is_a_fault(host: str) -> None:
    found = checks.metrics_ports(settings(host, 9464))
    assert found.state is State.BAD
    assert "WIRE_METRICS_HOST" in found.advice
    with pytest.raises(SettingsError, match="WIRE_METRICS_HOST: nothing can listen on"):
        app._serve_metrics("intake", settings(host, 9464))


def test_a_hop_whose_port_another_worker_has_says_what_to_do(taken: int) -> None:
    with pytest.raises(SettingsError, match=rf"WIRE_METRICS_PORT: port {taken} .* is taken"):
        app._serve_metrics(HOPS[0], settings("127.0.0.1", min(taken, 65_528)))


def test_where_metrics_are_off_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "MetricsServer", pytest.fail)
    app._serve_metrics("intake", settings("127.0.0.1", 0))
