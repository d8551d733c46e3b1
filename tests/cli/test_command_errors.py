"""What goes wrong is one line on standard error and a status; never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MAIN = [sys.executable, "-m", "stream.cli.main"]
ROOT = Path(__file__).parents[2]


def run(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    env = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(
        [*MAIN, *arguments], env=env, capture_output=True, text=True, check=False, timeout=60
    )


def test_an_unknown_variable_ends_with_one_line_that_names_it() -> None:
    done = run("settings", WIRE_PARTITION="3")
    assert done.returncode == 78
    assert done.stderr.startswith("wire: unknown setting WIRE_PARTITION;")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_broker_that_is_not_there_is_one_line() -> None:
    done = run("topics", "check", WIRE_BOOTSTRAP="127.0.0.1:1")
    assert done.returncode == 69
    assert done.stderr.startswith("wire: no broker answers at 127.0.0.1:1")
    assert done.stderr.count("\n") == 1


def test_an_unknown_hop_names_those_that_there_are(wire: Run) -> None:
    ran = wire("worker", "--hops", "intake,enrihc")
    assert ran.status == 78
    assert ran.said == "no hop is called 'enrihc': there are intake, enrich, match, decide, deliver"


def test_a_reader_that_leaves_ends_the_command_quietly() -> None:
    shell = f"'{sys.executable}' -m stream.cli.main settings | true; echo ${{PIPESTATUS[0]}}"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", shell], env=env, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout.strip() in {"0", "1", "141"}


def test_help_and_version_need_neither_spacy_nor_settings() -> None:
    code = (
        "import sys\n"
        "from stream.cli.main import app\n"
        "app(['--help'], standalone_mode=False)\n"
        "assert 'spacy' not in sys.modules\n"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT), "WIRE_BOOTSTRAP": "nonsense"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "dead-letters" in done.stdout


def test_the_version_is_the_package_s(wire: Run) -> None:
    assert wire("--version").out.startswith("wirestream 0.")


@pytest.mark.parametrize("when", ["yesterday", "2026-01-01", "12", "1h ago", "-1h", "0001-01-01"])
def test_a_bad_moment_is_refused_with_the_ways_to_write_one(wire: Run, when: str) -> None:
    ran = wire("dead-letters", "list", f"--since={when}")
    assert ran.status == 2
    assert "is no moment: write 30s" in ran.said
