"""`wire broker` and `wire demo` as people run them: they end cleanly and leave nothing behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from stream.broker.embedded import _free_port

ROOT = Path(__file__).parents[2]


def start(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "stream.cli.main", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_broker_serves_until_it_is_told_to_stop(number: signal.Signals) -> None:
    port = _free_port()
    with start("broker", "--port", str(port)) as process:
        assert process.stderr is not None
        assert f"broker at 127.0.0.1:{port}, 14 topics created" in process.stderr.readline()
        children = psutil.Process(process.pid).children()
        process.send_signal(number)
        assert process.wait(20) == 0
    assert children
    assert not any(it.is_running() for it in children)


def test_a_taken_port_is_said() -> None:
    port = _free_port()
    with start("broker", "--port", str(port), "--no-topics") as first:
        assert first.stderr is not None
        assert "0 topics created" in first.stderr.readline()
        with start("broker", "--port", str(port)) as second:
            _, said = second.communicate(timeout=20)
        first.terminate()
    assert second.returncode == 69
    assert f"port {port} of 127.0.0.1 is taken" in said


@pytest.mark.slow
def test_the_demo_accounts_for_every_item_and_leaves_nothing_running() -> None:
    with start("demo", "--json") as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=60)
    assert said["without_outcome"] == 0
    ends = ("out", "dead_lettered", "repeat", "superseded", "withdrawn")
    assert said["in"] == sum(said[end] for end in ends)
    assert said["dead_lettered"] == 1
    assert process.returncode == 0
    assert "Traceback" not in words
    assert family
    assert not psutil.wait_procs(family, timeout=10)[1]
