"""The rooms import one way only: the contracts of import-linter hold."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")


def test_the_import_rules_are_kept() -> None:
    program = str(LINTER) if LINTER.is_file() else shutil.which("lint-imports")
    assert program is not None, "import-linter is a dependency of development"
    told = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    count = len(contracts["tool"]["importlinter"]["contracts"])
    assert count
    assert f"Contracts: {count} kept, 0 broken." in told.stdout
