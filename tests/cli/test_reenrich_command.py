"""`wire reenrich`: fill, compare, swap, list and drop, as an operator types them."""

import asyncio
import json

import pytest

from stream.engine.pool import PoolPlan
from stream.reenrich import filling
from stream.settings import Settings
from tests.cli.conftest import Run
from tests.reenrich.desk import at_work, working


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """Children without a model; they find the tests from the folder of the project."""

    def plan(settings: Settings) -> PoolPlan:
        env = {"PYTHONPATH": str(pytestconfig.rootpath)}
        model = {"model": settings.model}
        return PoolPlan("tests.reenrich.works:make", model, 1, 4, lambda _: 60, env)

    monkeypatch.setattr(filling, "_plan", plan)


@pytest.fixture
def stories(cluster: Settings) -> Settings:
    async def send() -> None:
        async with at_work(cluster) as desk:
            for number in range(3):
                await desk.send(f"s{number}", f"e{number}")
            await desk.enrich()

    asyncio.run(send())
    return cluster


def test_a_span_is_filled_reported_listed_swapped_and_dropped(wire: Run, stories: Settings) -> None:
    ran = wire("reenrich", "--since", "1h", "--model", "sm", "--into", "small", "--json")
    assert ran.status == 0, ran.said
    found = json.loads(ran.out)
    assert (found["outcomes"], found["enrichment"]) == ({"published": 3}, "v-sm")
    assert found["changes"]["retyped"] == {"person to organisation": 3}
    again = wire("reenrich", "--since", "1h", "--setting", "model=sm", "--into", "small", "--json")
    assert json.loads(again.out)["outcomes"] == {"repeat": 3}
    shown = wire("reenrich", "compare", "small", "--samples", "1")
    assert "3 stories compared, 3 of them change" in shown.out
    assert "organisation retyped: person Halden → organisation Halden" in shown.out
    (listed,) = json.loads(wire("reenrich", "list", "--json").out)
    assert (listed["name"], listed["records"]) == ("small", 3)
    assert "v-sm" in wire("reenrich", "list").out
    dry = wire("reenrich", "swap", "small", "--dry-run", "--json")
    assert json.loads(dry.out)["outcomes"] == {"published": 3}
    assert swapped(wire, stories) == {"published": 3}
    compared = json.loads(wire("reenrich", "compare", "small", "--json").out)
    assert compared["changes"]["changed"] == 0
    assert wire("reenrich", "drop", "small").status == 0
    assert json.loads(wire("reenrich", "list", "--json").out) == []


def swapped(wire: Run, chosen: Settings) -> dict[str, int]:
    """A swap beside a worker."""

    async def run() -> str:
        async with at_work(chosen) as desk:
            await desk.enrich()
            async with working(desk):
                ran = await asyncio.to_thread(wire, "reenrich", "swap", "small", "--json")
        return ran.out

    outcomes: dict[str, int] = json.loads(asyncio.run(run()))["outcomes"]
    return outcomes


def test_without_a_worker_a_swap_says_so(wire: Run, stories: Settings) -> None:
    assert wire("reenrich", "--since", "1h", "--model", "sm", "--into", "small").status == 0
    ran = wire("reenrich", "swap", "small", "--timeout", "1")
    assert (ran.status, "3 stories wait for a worker" in ran.said) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "1h"], "into which shadow"),
        (["--into", "small"], "from when"),
        (["--since", "1h", "--into", "No.Name"], "'No.Name' is no shadow's name"),
        (["--since", "1h", "--into", "x", "--setting", "modle=sm"], "--setting modle=sm"),
        (["swap", "../x"], "no shadow's name"),
    ],
)
def test_what_is_not_right_is_told_before_anything_is_done(
    wire: Run, arguments: list[str], said: str
) -> None:
    ran = wire("reenrich", *arguments)
    assert (ran.status, said in ran.said) == (2, True)


def test_a_shadow_that_is_not_there_is_told(wire: Run, cluster: Settings) -> None:
    dropped = wire("reenrich", "drop", "nothing")
    assert (dropped.status, "there is no wire.enriched.v1.shadow.nothing" in dropped.said) == (
        2,
        True,
    )
    assert wire("reenrich", "swap", "nothing").status == 78
    assert wire("reenrich", "compare", "nothing").status == 78
