"""Real Prometheus, Alertmanager and receiver with our files, in a quicker world.

Every duration in rules and routes is divided by `QUICKER`, so that an alert that takes five minutes
takes seconds; thresholds, labels and expressions are those of the files.
"""

import json
import math
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import yaml

from tests.monitoring import DEPLOY, program
from tests.monitoring.rules import RULE_FILES
from tests.serving import serving

QUICKER = 10
SCRAPE_SECONDS = 1
START_SECONDS = 60
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(?<![\w.])(\d+)([smhd])(?!\w)")


def quicker(text: str) -> str:
    """The same text with its durations divided, none below a second."""
    return _DURATION.sub(lambda it: f"{max(1, int(it[1]) * _SECONDS[it[2]] // QUICKER)}s", text)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@dataclass
class Receiver:
    """Takes what Alertmanager sends: (receiver's name, alert's name, status), in order."""

    messages: list[tuple[str, str, str]] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[int]:
        """Gives the port."""
        messages = self.messages

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                message = json.loads(self.rfile.read(length))
                messages.extend(
                    (message["receiver"], it["labels"]["alertname"], it["status"])
                    for it in message["alerts"]
                )
                self.send_response(200)
                self.end_headers()

        with serving(Handler) as port:
            yield port


@dataclass(frozen=True)
class Line:
    """One series: labels, moments in seconds from now (at most 0), values."""

    labels: dict[str, str]
    moments: list[float]
    values: list[float]


@dataclass(frozen=True)
class Stack:
    """What runs, and how to ask it."""

    prometheus: int
    alertmanager: int
    receiver: Receiver

    def ask(self, path: str, **parameters: object) -> Any:
        """The data that Prometheus's API answers."""
        url = f"http://127.0.0.1:{self.prometheus}/api/v1/{path}?{urlencode(parameters)}"
        with urlopen(url, timeout=30) as answer:
            return json.load(answer)["data"]

    def values(self, query: str, seconds: float) -> dict[str, list[float]]:
        """The samples of a query over the last seconds, NaN left out, by its labels."""
        now = time.time()
        found = self.ask("query_range", query=query, start=now - seconds, end=now, step=2)
        series = {
            json.dumps(it["metric"], sort_keys=True): [
                float(value) for _, value in it["values"] if value != "NaN"
            ]
            for it in found["result"]
        }
        return {labels: values for labels, values in series.items() if values}

    def lines(self, query: str, seconds: float) -> list[Line]:
        """The series of a query over the last seconds; what is no number is left out."""
        now = time.time()
        found = self.ask("query_range", query=query, start=now - seconds, end=now, step=1)
        lines = []
        for it in found["result"]:
            values = [(at - now, float(value)) for at, value in it["values"]]
            points = [(at, value) for at, value in values if math.isfinite(value)]
            if points:
                lines.append(Line(it["metric"], *map(list, zip(*points, strict=True))))
        return lines

    def firing(self) -> set[str]:
        """The alerts that Prometheus has firing now."""
        alerts = self.ask("alerts")["alerts"]
        return {it["labels"]["alertname"] for it in alerts if it["state"] == "firing"}


@contextmanager
def stack(folder: Path, workers: Sequence[int]) -> Iterator[Stack]:
    """Run all of it; `workers` are the ports of `/metrics`."""
    receiver = Receiver()
    with ExitStack() as running:
        sent_to = running.enter_context(receiver.listening())
        ports = {it: free_port() for it in ("prometheus", "alertmanager", "node")}
        targets = {
            "wirestream": [f"127.0.0.1:{it}" for it in workers],
            **{it: [f"127.0.0.1:{port}"] for it, port in ports.items()},
        }
        _write_prometheus(folder, targets)
        _write_alertmanager(folder, sent_to)
        started = Stack(ports["prometheus"], ports["alertmanager"], receiver)
        for name, command in _commands(folder, ports).items():
            running.enter_context(_process(name, command, folder))
        for name, port in ports.items():
            path = "metrics" if name == "node" else "-/ready"
            _wait(name, f"http://127.0.0.1:{port}/{path}")
        yield started


def _write_prometheus(folder: Path, targets: Mapping[str, list[str]]) -> None:
    config = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text())
    config["global"] = dict.fromkeys(
        ("scrape_interval", "scrape_timeout", "evaluation_interval"), f"{SCRAPE_SECONDS}s"
    )
    for job in config["scrape_configs"]:
        job["static_configs"] = [{"targets": targets[job["job_name"]]}]
    managers = [{"targets": targets["alertmanager"]}]
    config["alerting"] = {"alertmanagers": [{"static_configs": managers}]}
    (folder / "rules").mkdir()
    for file in RULE_FILES:
        (folder / "rules" / file.name).write_text(quicker(file.read_text()))
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config))


def _write_alertmanager(folder: Path, port: int) -> None:
    text = quicker((DEPLOY / "alertmanager/alertmanager.yml").read_text())
    text = text.replace("http://receiver:9095/", f"http://127.0.0.1:{port}/")
    (folder / "alertmanager.yml").write_text(text)


def _commands(folder: Path, ports: Mapping[str, int]) -> dict[str, list[str]]:
    def listen(name: str) -> str:
        return f"--web.listen-address=127.0.0.1:{ports[name]}"

    return {
        "node": [program("prometheus-node-exporter"), listen("node")],
        "alertmanager": [
            program("prometheus-alertmanager", "alertmanager"),
            listen("alertmanager"),
            f"--config.file={folder / 'alertmanager.yml'}",
            f"--storage.path={folder / 'alerts'}",
            "--cluster.listen-address=",
        ],
        "prometheus": [
            program("prometheus"),
            listen("prometheus"),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
        ],
    }


@contextmanager
def _process(name: str, command: list[str], folder: Path) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait(name: str, url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urlopen(url, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{name} isn't ready within {START_SECONDS} s")
