"""Writes dashboards/*.json; with --check it only says which are not as generated (status 1)."""

import sys
from pathlib import Path

from deploy.grafana import alerting, glance, pipeline, workers
from deploy.grafana.frame import to_json

FOLDER = Path(__file__).parent / "dashboards"
BOARDS = (glance.BOARD, pipeline.BOARD, workers.BOARD, alerting.BOARD)


def files() -> dict[Path, str]:
    """Every dashboard's file and what belongs in it."""
    return {FOLDER / f"{it.uid}.json": to_json(it) for it in BOARDS}


def differing() -> list[Path]:
    """Files that are missing, left over, or not as generated."""
    wanted = files()
    held = {it: it.read_text(encoding="utf-8") for it in FOLDER.glob("*.json")}
    return sorted(it for it in {*wanted, *held} if wanted.get(it) != held.get(it))


def main(arguments: list[str]) -> int:
    """Write or check; gives the exit status."""
    if arguments == ["--check"]:
        for path in differing():
            print(f"{path} is not as generated: run make dashboards", file=sys.stderr)
        return bool(differing())
    for path in differing():
        path.unlink(missing_ok=True)
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
