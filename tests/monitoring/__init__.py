"""Prometheus and Alertmanager for tests: their checkers, and the programs themselves."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
# Taken out of the environment: to the software itself it would be an unknown setting.
REQUIRED = os.environ.pop("WIRE_REQUIRE_PROMETHEUS", "") == "1"


def program(*names: str) -> str:
    """Where one of these programs is; a skip where none is installed, unless it is required."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        packages = "prometheus prometheus-alertmanager prometheus-node-exporter"
        missing = f"{names[0]} is missing: apt-get install {packages}"
        if REQUIRED:
            pytest.fail(f"WIRE_REQUIRE_PROMETHEUS is 1: {missing}")
        pytest.skip(missing)
    return found


def told(*command: str | Path) -> str:
    """What a checker says; a failure of the test where it finds fault."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=250, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
