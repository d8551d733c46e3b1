"""Lives under kills: `make chaos-lives`, `python -m tests.chaos.lives_main [--actions N]`.

The same mixed actions twice, undisturbed and with kills: the end must be the same, and nothing that
is killed or under embargo may come out.
"""

import argparse
import asyncio
import contextlib
import json
import sys
import tempfile
from pathlib import Path

from tests.chaos.__main__ import BROKERS
from tests.chaos.actions import actions
from tests.chaos.lives import LONGEST, run

WRONG = ("differ", "early", "after_kill", "falling")


async def _both(bootstrap: str, name: str, count: int, kills: int, logs: Path) -> dict[str, object]:
    made = actions(count, 1, longest=LONGEST)
    calm = await run(bootstrap, f"{name}-calm.", made, 0, logs)
    print(f"{name}: undisturbed {calm.seconds} s", file=sys.stderr, flush=True)
    wild = await run(bootstrap, f"{name}-wild.", made, kills, logs)
    keys = sorted({*calm.stories, *wild.stories})
    apart = [it for it in keys if calm.stories.get(it) != wild.stories.get(it)]
    lines = [f"{it}: {calm.stories.get(it)} {wild.stories.get(it)}" for it in apart[:5]]
    for end in (calm, wild):
        lines += [*end.early[:3], *end.after_kill[:3], *end.falling[:3]]
    print(*lines, sep="\n", file=sys.stderr)
    states = [state for state, _ in wild.stories.values()]
    return {
        "broker": name,
        "actions": len(made),
        "stories": len(calm.stories),
        **{state: states.count(state) for state in sorted(set(states))},
        "differ": len(apart),
        "early": len(calm.early) + len(wild.early),
        "after_kill": len(calm.after_kill) + len(wild.after_kill),
        "falling": len(calm.falling) + len(wild.falling),
        "kills": wild.kills,
        "seconds": [calm.seconds, wild.seconds],
    }


def main() -> int:
    """Run on each broker, print the figures; 1 where an end differs or something came out."""
    options = argparse.ArgumentParser(prog="make chaos-lives", description=__doc__.splitlines()[0])
    options.add_argument("--actions", type=int, default=5000)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--broker", choices=BROKERS, action="append")
    options.add_argument("--json", action="store_true", help="one JSON object last")
    asked = options.parse_args()
    logs = Path(tempfile.mkdtemp(prefix="wire-chaos-"))
    runs = []
    for name in asked.broker or BROKERS:
        with BROKERS[name]() as broker:
            both = _both(broker.bootstrap, name, asked.actions, asked.kills, logs)
            runs.append(asyncio.run(both))
        for figure, value in runs[-1].items():
            print(f"{name:10} {figure:12} {value}")
    clean = not any(it[name] for it in runs for name in WRONG)
    if not clean:
        print(f"the workers' logs are in {logs}", file=sys.stderr)
    if asked.json:
        print(json.dumps({"clean": clean, "runs": runs}))
    return 0 if clean else 1


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
