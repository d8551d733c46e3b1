"""The embedded broker starts on a free port, refuses a taken one, and ends for sure."""

import os
import signal
import socket
from pathlib import Path

import pytest

from stream.broker import embedded
from stream.broker.embedded import EmbeddedBroker
from stream.errors import BrokerError
from tests.brokers.ready import answers


def test_a_taken_port_is_refused_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(BrokerError, match=rf"port {port} of 127\.0\.0\.1 is taken: .*another"):
            EmbeddedBroker(port)


def test_it_answers_while_it_runs_and_is_gone_afterwards(tmp_path: Path) -> None:
    with EmbeddedBroker(log=tmp_path / "broker.log") as running:
        assert answers(running.bootstrap)
        pid = running.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (tmp_path / "broker.log").is_file()


def test_one_that_does_not_obey_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "STOP_SECONDS", 0.1)
    broker = EmbeddedBroker()
    os.kill(broker.pid, signal.SIGSTOP)
    broker.stop()
    assert not broker.running


def test_one_that_ends_at_once_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_command", lambda _: ["/bin/false"])
    with pytest.raises(BrokerError, match=r"ended at once \(status 1\)"):
        EmbeddedBroker()


def test_one_that_never_listens_is_an_error_and_does_not_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedded, "_command", lambda _: ["/bin/sleep", "3600"])
    monkeypatch.setattr(embedded, "READY_SECONDS", 0.2)
    with pytest.raises(BrokerError, match="didn't answer"):
        EmbeddedBroker()
