"""What the race is run on, and how it is counted."""

import asyncio
import json
import subprocess
import sys
import time
from statistics import mean, median

import psutil
import pytest

from bench.race.contestants import OURS, QUIX, Entrant
from bench.race.figures import Rounds, percentile, ratios, ratios_middle_half
from bench.race.heats import _rows, heats
from bench.race.latency import milliseconds, ours_to_theirs, stories_at_once
from bench.race.loads import sessions
from bench.race.mix import LONG, MEAN, MEDIAN, WIRE, parsed, stories
from bench.race.page import lines
from bench.race.rounds import some
from bench.race.track import as_they_come, records
from stream.settings import Settings


def words(text: str) -> int:
    return len(text.split())


def test_stories_are_as_long_as_those_of_a_wire() -> None:
    lengths = [words(it.text) for it in stories(WIRE, 1_500, "lengths")]
    assert median(lengths) == pytest.approx(MEDIAN, rel=0.08)
    assert mean(lengths) == pytest.approx(MEAN, rel=0.08)
    assert max(lengths) > 5 * MEAN


def test_long_stories_are_all_of_one_length() -> None:
    assert {words(it.text) for it in stories(LONG, 20, "long")} == {365}


def test_no_text_comes_twice_and_a_seed_gives_the_same_again() -> None:
    texts = [it.text for seed in "abc" for it in stories(WIRE, 200, seed)]
    assert len(set(texts)) == len(texts)
    assert stories(WIRE, 5, "a") == stories(WIRE, 5, "a")


def test_no_story_is_a_revision_of_one_of_another_mix_or_seed() -> None:
    found = [records(mix, 24, seed, 12) for mix in (WIRE, LONG) for seed in ("a", "b")]
    keys = [key for it in found for key, _ in it]
    uris = [json.loads(value)["story"]["uri"] for it in found for _, value in it]
    assert len(set(keys)) == len(set(uris)) == 4 * 24


def test_every_partition_gets_as_many() -> None:
    found = records(WIRE, 24, "spread", 12)
    assert len({key for key, _ in found}) == 24
    assert [value for _, value in found] != parsed(stories(WIRE, 24, "other"))


def test_as_they_come_stories_are_those_of_the_ids() -> None:
    given, ids = as_they_come(WIRE, 24, "chance"), [it.id for it in stories(WIRE, 24, "chance")]
    assert [key.decode() for key, _ in given] == ids
    spread = records(WIRE, 24, "chance", 12)
    uris = [[json.loads(value)["story"]["uri"] for _, value in it] for it in (given, spread)]
    assert uris[0] == uris[1]


def test_ours_has_a_session_at_the_loads_of_each_peer() -> None:
    found = sessions([OURS, QUIX], {"ours": 100.0, "quix": 50.0})
    assert [(it.name, it.who, it.at) for it in found] == [
        ("ours", OURS, "ours"),
        ("ours_at_quix", OURS, "quix"),
        ("quix", QUIX, "quix"),
    ]
    assert found[0].rates == {"quiet": 5.0, "at_50_percent": 50.0, "at_80_percent": 80.0}
    assert found[1].rates == found[2].rates
    assert found[1].rates == {"quiet": 2.5, "at_50_percent": 25.0, "at_80_percent": 40.0}


def test_who_races_without_ours_has_its_own_session_only() -> None:
    assert [it.name for it in sessions([QUIX], {"quix": 50.0})] == ["quix"]


def test_latencies_of_all_turns_stand_together() -> None:
    took = {"quiet": [[0.1, 0.2], [0.3, 0.4, 0.5]]}
    assert milliseconds({"quiet": 2.5}, took) == {
        "quiet": {"a_second": 2.5, "p50": 300.0, "p99": 500.0}
    }


def test_ours_is_held_against_a_peer_turn_by_turn() -> None:
    took = {
        "ours": {"quiet": [[9.0]] * 3},
        "ours_at_quix": {"quiet": [[1.0, 2.0, 3.0], [1.0, 1.0, 1.0], [5.0, 5.0, 5.0]]},
        "quix": {"quiet": [[2.0, 2.0, 6.0], [1.0, 1.0, 1.0], [5.0, 2.0, 2.0]]},
    }
    assert ours_to_theirs(took) == {
        "quix": {
            "quiet": {
                "p50": {"median": 1.0, "turns": [1.0, 1.0, 2.5]},
                "p99": {"median": 1.0, "turns": [0.5, 1.0, 1.0]},
            }
        }
    }


def test_a_child_gets_as_many_stories_as_last_a_while() -> None:
    assert stories_at_once(0.05) == 4
    assert stories_at_once(5.0) == 1
    assert stories_at_once(1e-6) == Settings().batch_size


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    mix = {
        "ours": Rounds([10.0, 20.0, 90.0]),
        "ours_entities": Rounds([30.0, 30.0, 30.0]),
        "first_version": Rounds([5.0, 5.0, 5.0]),
        "quix": Rounds([10.0, 10.0, 10.0]),
    }
    assert ratios(mix) == {
        "first_version": 6.0,
        "first_version_with_everything": 4.0,
        "quix": 2.0,
    }
    assert ratios_middle_half(mix) == {
        "first_version": [6.0, 6.0],
        "first_version_with_everything": [3.0, 11.0],
        "quix": [1.5, 5.5],
    }


def test_who_reads_a_share_reads_stories_as_long_as_everybodys() -> None:
    given = records(WIRE, 120, "share", 12)
    own = some(given, 0.3)
    assert len(own) == len({key for key, _ in own}) == 36
    sizes = [mean(len(value) for _, value in it) for it in (own, given)]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.05)
    assert some(given, 1.0) is given


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(it) for it in range(1, 101)]
    assert (percentile(values, 50), percentile(values, 99)) == (50.0, 99.0)
    assert percentile([3.0], 99) == 3.0


def test_who_has_no_rival_is_told_so_and_nothing_is_lost() -> None:
    with pytest.raises(SystemExit, match="ours and somebody"):
        asyncio.run(heats([OURS], [], (1, 8), 1))


def test_ours_stands_there_once_as_it_was_beside_most() -> None:
    two, three = Rounds([10.0], [1.0], 1), Rounds([20.0], [1.0], 1)
    first = _rows({"ours": two, "ceiling": Rounds([12.0])}, None)
    others = {it: Rounds([5.0]) for it in ("quix", "arroyo")}
    both = first | _rows({"ours": three, **others}, first["ours"])
    assert both["ours"]["stories_per_second"] == 20.0
    assert both["ceiling"]["ours_stories_per_second"] == 10.0
    assert both["quix"]["ours_stories_per_second"] == 20.0
    again = _rows({"ours": two, "ceiling": Rounds([12.0])}, both["ours"])
    assert again["ours"] == both["ours"]


def test_a_contestant_sleeps_and_wakes_again() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        it = psutil.Process(process.pid)
        with Entrant(OURS, (process,)).asleep():
            while it.status() != psutil.STATUS_STOPPED:
                time.sleep(0.01)
        while it.status() == psutil.STATUS_STOPPED:
            time.sleep(0.01)
        process.kill()


def test_the_page_has_a_row_for_everybody() -> None:
    facts = Rounds([10.0, 20.0], [1.0, 1.0], 5_000_000).facts()
    rows = dict.fromkeys(("ours", "quix", "first_version"), facts)
    names = ("quix", "first_version", "first_version_with_everything")
    found = {
        "throughput": {"wire": rows},
        "ratios": {"wire": {it: 2.0 + at for at, it in enumerate(names)}},
        "ratios_middle_half": {"wire": {it: [1.5, 5.5] for it in names}},
    }
    page = "\n".join(lines(found))
    assert "| `ours` | 15.0 | 12.5–17.5 | 66.67 | 1.0 | 5 |  |  |" in page
    assert "| `quix` | 15.0 | 12.5–17.5 | 66.67 | 1.0 | 5 |  | 2.0 (1.5–5.5) |" in page
    assert "|  | 4.0 (1.5–5.5); entities only: 3.0 (1.5–5.5) |" in page
