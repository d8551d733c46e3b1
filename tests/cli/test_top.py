"""`wire top`: figures between two looks, of one worker or several, without Prometheus."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from stream.app import HOPS
from stream.cli import top
from stream.cli.figures import ORDER, Figures, figures, quantile
from stream.cli.scrapes import Look, Scrape, _samples, look
from tests.cli.conftest import Run
from tests.serving import serving

ENRICH = '{hop="enrich"}'


def page(taken: int, letters: int = 0) -> str:
    """What a hop serves once it has done with so many records, each within a tenth of a second."""
    return f"""# TYPE wire_in_flight gauge
wire_in_flight{ENRICH} 3
# TYPE wire_inputs counter
wire_inputs_total{{hop="enrich",topic="wire.stories.v1"}} {taken}
# TYPE wire_acknowledged counter
wire_acknowledged_total{ENRICH} {taken}
# TYPE wire_lag_records gauge
wire_lag_records{ENRICH} 40
# TYPE wire_lag_seconds gauge
wire_lag_seconds{ENRICH} 7.5
# TYPE wire_dead_letters counter
wire_dead_letters_total{{hop="enrich",code="timed_out"}} {letters}
# TYPE wire_items counter
wire_items_total{{hop="enrich",end="published"}} {taken}
# TYPE wire_story_seconds histogram
wire_story_seconds_bucket{{le="0.1"}} {taken}
wire_story_seconds_bucket{{le="+Inf"}} {taken}
wire_story_seconds_count {taken}
wire_story_seconds_sum 1
# TYPE wire_source_stories counter
wire_source_stories_total{{source="afp"}} {taken}
# TYPE process_open_fds gauge
process_open_fds 12
"""


@contextmanager
def served(*pages: str) -> Iterator[int]:
    """A hop that serves these, one after another, and the last for ever; gives its port."""
    left = list(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (left.pop(0) if len(left) > 1 else left[0]).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

    with serving(Handler) as port:
        yield port


@pytest.fixture(autouse=True)
def one_port_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who else listens on this machine is none of a test's business."""
    monkeypatch.setattr("stream.cli.scrapes.PORTS", 1)


def told(wire: Run, ports: Sequence[int], *options: str) -> dict[str, object]:
    at = [part for port in ports for part in ("--at", f"127.0.0.1:{port}")]
    ran = wire("top", "--once", "--json", "--every", "0.2", *at, *options)
    assert ran.status == 0, ran.said
    found: dict[str, object] = json.loads(ran.out)
    return found


def test_rates_are_of_the_time_between_two_looks(wire: Run) -> None:
    with served(page(100), page(160, 1)) as port:
        found = told(wire, [port])
    seconds = float(str(found["seconds"]))
    enrich = found["hops"]["enrich"]  # type: ignore[index]
    assert enrich["taken_rate"] == pytest.approx(60 / seconds, rel=0.01)
    assert found["published_rate"] == pytest.approx(60 / seconds, rel=0.01)
    assert found["sources"] == {"afp": pytest.approx(60 / seconds, rel=0.01)}
    assert (enrich["lag_records"], enrich["lag_seconds"], enrich["in_flight"]) == (40, 7.5, 3)
    assert (found["ends"], found["codes"]) == ({"published": 160}, {"timed_out": 1})
    assert found["story_seconds_p50"] == pytest.approx(0.05)


def test_workers_are_summed_and_the_groups_lag_is_not(wire: Run) -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(served(page(10), page(20))) for _ in range(2)]
        found = told(wire, [*ports, ports[0]])
    enrich = found["hops"]["enrich"]  # type: ignore[index]
    assert (enrich["processes"], enrich["in_flight"], enrich["lag_records"]) == (2, 6, 40)
    assert found["ends"] == {"published": 40}


def test_a_page_that_drips_is_left_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stream.cli.scrapes._MOST_SECONDS", 0.2)
    hung_up = threading.Event()

    class Drips(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(1000):
                    self.wfile.write(b"wire_in_flight 1\n")
                    time.sleep(0.05)
            except OSError:
                hung_up.set()

    with serving(Drips) as port:
        assert list(look([("127.0.0.1", port)]).scrapes) == []
        assert hung_up.wait(20)


def look_at(text: str, moment: float) -> Look:
    return Look([Scrape("here", list(_samples(text)))], moment)


def between(first: str, second: str) -> Figures:
    return figures(look_at(first, 0.0), look_at(second, 2.0))


def test_a_process_that_started_anew_counts_from_0() -> None:
    assert between(page(100), page(8)).hops["enrich"].taken_rate == 4.0
    started = [f"process_start_time_seconds {it}\n" for it in (5, 6)]
    anew = between(page(100) + started[0], page(130) + started[1])
    assert anew.hops["enrich"].taken_rate == 65.0


def test_hops_are_shown_as_stories_go() -> None:
    assert ORDER == HOPS
    pages = [page(1).replace("enrich", it) for it in (*reversed(HOPS), "another")]
    look = Look([Scrape(it, list(_samples(it))) for it in pages], 1.0)
    assert list(figures(Look([], 0.0), look).hops) == [*HOPS, "another"]


def test_where_nothing_came_there_is_no_latency() -> None:
    found = between(page(100), page(100))
    assert (found.story_seconds_p50, found.published_rate, found.sources) == (None, 0.0, {})


@pytest.mark.parametrize(
    ("share", "expected"), [(0.25, 0.5), (0.5, 1.0), (0.75, 1.5), (0.9, 2.0), (0.99, 2.0)]
)
def test_a_quantile_is_reckoned_as_prometheus_does(share: float, expected: float) -> None:
    buckets = [(1.0, 50), (2.0, 100), (float("inf"), 100)]
    beyond = [(1.0, 50), (2.0, 80), (float("inf"), 100)]
    assert quantile(share, buckets if share < 0.8 else beyond) == pytest.approx(expected)


def test_people_get_a_table_that_says_what_is_late(wire: Run) -> None:
    with served(page(100), page(160)) as port:
        ran = wire("top", "--once", "--every", "0.2", "--at", f"127.0.0.1:{port}")
    row = next(line for line in ran.out.splitlines() if line.startswith("enrich"))
    assert "7.5 s" in row
    assert "afp" in ran.out


def test_who_goes_is_missed_and_does_not_end_it() -> None:
    gone = figures(look_at(page(5), 0.0), Look([], 2.0))
    assert gone.hops == {}


def test_nobody_there_is_one_line(wire: Run) -> None:
    ran = wire("top", "--at", "127.0.0.1:1")
    assert (ran.status, "no worker answers at 127.0.0.1:1" in ran.said) == (1, True)


def test_somebody_who_serves_something_else_is_nobody(wire: Run) -> None:
    with served("<html>\x00 not metrics {") as port:
        ran = wire("top", "--once", "--at", f"127.0.0.1:{port}")
    assert "no worker answers" in ran.said


@pytest.mark.parametrize("given", ["9464", "host:", ":9464", "host:0", "host:70000", "host:²"])
def test_an_address_that_is_none_is_said(wire: Run, given: str) -> None:
    assert wire("top", "--at", given).status == 2


def test_metrics_that_are_off_are_said(wire: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIRE_METRICS_PORT", "0")
    assert "WIRE_METRICS_PORT is 0" in wire("top").said


def test_it_looks_where_the_worker_of_these_settings_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIRE_METRICS_HOST", "0.0.0.0")
    monkeypatch.setenv("WIRE_METRICS_PORT", "9500")
    assert top._workers(None) == [("127.0.0.1", 9500)]
