"""One fuzzing process: `python -m tests.fuzz.target SEEDS RUNS SEED`. Ends at the first breach."""

import sys
import time
from pathlib import Path

import atheris

LONGEST = 16 * 1024
RSS_MB = 1024
"""The whole process, gazetteer included; `make bench-hostile` measures each input."""
SECONDS = 5
"""Of the processor. An input that takes longer is a breach: the slowest honest one takes 0.1 s."""
HANG_SECONDS = 600
"""By the clock, which runs on while other processes have the processor."""

with atheris.instrument_imports(include=["stream.wire", "schemas"]):
    from tests.fuzz.law import check
    from tests.fuzz.pieces import mutated


def main() -> None:
    """Run libFuzzer with our mutations for half of the inputs and its own for the rest."""
    folder, runs, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    arguments = [sys.argv[0], f"-runs={runs}", f"-seed={seed}", f"-max_len={LONGEST}",
                 f"-rss_limit_mb={RSS_MB}", f"-timeout={HANG_SECONDS}", "-print_final_stats=1",
                 f"-artifact_prefix={folder}/breach-", "-verbosity=1", str(folder)]  # fmt: skip
    atheris.Setup(arguments, _check, custom_mutator=_mutate)
    atheris.Fuzz()


def _check(data: bytes) -> None:
    start = time.process_time()
    check(data)
    spent = time.process_time() - start
    assert spent <= SECONDS, f"{spent:.1f} s of the processor"


def _mutate(data: bytes, longest: int, seed: int) -> bytes:
    return atheris.Mutate(data, longest) if seed % 2 else mutated(data, seed, longest)


if __name__ == "__main__":
    main()
