"""The README's way to a first own alert: its commands, run as they stand there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.running import _free_ports
from tests.brokers import Broker

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("### A first own alert, in five minutes\n")[1].split("\n## ")[0]
COMMANDS = re.findall(r"^    (\S.*)$", SECTION, re.MULTILINE)
LASTING = ("wire worker", "wire alerts listen")
PORT = "8765"
"""Which the README names; another test may have it, so a free one takes its place here."""


class Terminal:
    """A folder and an environment, in which commands run as somebody types them."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self._folder = folder
        self._port = str(_free_ports())
        self._env = os.environ | variables
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, command: str) -> "subprocess.Popen[bytes]":
        line = command.replace(PORT, self._port)
        if "listen" in line:
            line += f" --port {self._port} --limit 1"
        with (self._folder / "said").open("ab") as said:
            process = subprocess.Popen(
                ["bash", "-c", line],
                cwd=self._folder,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    @property
    def said(self) -> str:
        return (self._folder / "said").read_text(errors="replace")

    def end(self) -> None:
        for it in self._processes:
            if it.poll() is None:
                os.killpg(it.pid, 15)
                it.wait(60)


@pytest.fixture
def terminal(tansu: Broker, prefix: str, tmp_path: Path) -> Iterator[Terminal]:
    """`wire` is on the path, and the broker of above runs."""
    wire = tmp_path / "bin" / "wire"
    wire.parent.mkdir()
    wire.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stream.cli.main "$@"\n')
    wire.chmod(0o755)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    variables = {
        "PATH": f"{wire.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "WIRE_BOOTSTRAP": tansu.bootstrap,
        "WIRE_TOPIC_PREFIX": prefix,
        "WIRE_METRICS_PORT": "0",
        "WIRE_CHILDREN": "1",
        "WIRE_MODELS": "",
    }
    running = Terminal(tmp_path, variables)
    assert running.start("wire topics create").wait(60) == 0
    yield running
    running.end()


@pytest.mark.slow
@pytest.mark.timeout(280)
def test_a_newcomer_gets_an_alert(terminal: Terminal) -> None:
    lasting = {}
    for command in COMMANDS:
        process = terminal.start(command)
        if any(it in command for it in LASTING):
            lasting[command] = process
        else:
            assert process.wait(60) == 0, command
    listener = lasting["wire alerts listen"]
    assert listener.wait(200) == 0
    said = terminal.said
    assert "ceasefire" in said
    assert "rule ceasefire: topic:diplomacy ceasefire" in said
