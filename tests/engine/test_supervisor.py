"""The supervisor keeps hops alive, passes a stop on, and gives up where a restart can't help."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from stream.engine import supervisor
from stream.engine.supervisor import PAUSES, Command, supervise

LIVES = "open(sys.argv[1], 'a').write('%d\\n' % os.getpid())"
OBEYS = "signal.signal(signal.SIGTERM, lambda *_: (open(sys.argv[2], 'w').close(), sys.exit(0)))"
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
WAITS = "time.sleep(60)"


def command(folder: Path, *lines: str, name: str = "hop") -> Command:
    script = "import os, signal, sys, time\n" + "\n".join(lines)
    files = [str(folder / f"{name}.{it}") for it in ("lives", "stopped")]
    return Command(name, [sys.executable, "-S", "-E", "-c", script, *files])


async def lives(folder: Path, count: int, name: str = "hop") -> list[int]:
    """The processes that a command has had, once there are so many."""
    path = folder / f"{name}.lives"
    async with asyncio.timeout(20):
        while True:
            pids = path.read_text().split() if path.is_file() else []
            if len(pids) >= count:
                return [int(it) for it in pids]
            await asyncio.sleep(0.02)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def stopped(running: "asyncio.Task[int]", number: int = signal.SIGTERM) -> int:
    os.kill(os.getpid(), number)
    return await asyncio.wait_for(running, 20)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PAUSES", (0.01, 0.02))


@pytest.mark.usefixtures("quick")
async def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    dying = command(tmp_path, LIVES, "os.kill(os.getpid(), signal.SIGKILL)")
    running = asyncio.create_task(supervise([dying], 1.0))
    pids = await lives(tmp_path, 4)
    assert len(set(pids)) == len(pids)
    assert await stopped(running) == 0


@pytest.mark.usefixtures("quick")
async def test_a_dying_process_does_not_disturb_its_neighbour(tmp_path: Path) -> None:
    dying = command(tmp_path, LIVES, "sys.exit(75)", name="dying")
    steady = command(tmp_path, OBEYS, LIVES, WAITS, name="steady")
    running = asyncio.create_task(supervise([dying, steady], 5.0))
    await lives(tmp_path, 3, "dying")
    (pid,) = await lives(tmp_path, 1, "steady")
    assert not gone(pid)
    assert await stopped(running) == 0
    assert gone(pid)


async def test_wrong_settings_stop_everything_at_once(tmp_path: Path) -> None:
    wrong = command(tmp_path, LIVES, "sys.exit(78)", name="wrong")
    steady = command(tmp_path, OBEYS, LIVES, WAITS, name="steady")
    status = await asyncio.wait_for(supervise([wrong, steady], 5.0), 20)
    assert status == 78
    assert len(await lives(tmp_path, 1, "wrong")) == 1
    path = tmp_path / "steady.lives"
    assert all(gone(int(it)) for it in (path.read_text().split() if path.is_file() else []))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_is_passed_on_and_waited_for(tmp_path: Path, number: int) -> None:
    steady = command(tmp_path, OBEYS, LIVES, WAITS)
    running = asyncio.create_task(supervise([steady], 5.0))
    (pid,) = await lives(tmp_path, 1)
    assert await stopped(running, number) == 0
    assert (tmp_path / "hop.stopped").is_file()
    assert gone(pid)


async def test_a_process_that_ignores_the_stop_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "SPARE_SECONDS", 0.1)
    deaf = command(tmp_path, DEAF, LIVES, WAITS)
    running = asyncio.create_task(supervise([deaf], 0.1))
    (pid,) = await lives(tmp_path, 1)
    assert await stopped(running) == 0
    assert gone(pid)


async def test_a_stop_during_a_pause_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "PAUSES", (3600.0,))
    dying = command(tmp_path, LIVES, "sys.exit(1)")
    running = asyncio.create_task(supervise([dying], 1.0))
    (pid,) = await lives(tmp_path, 1)
    while not gone(pid):
        await asyncio.sleep(0.01)
    assert await stopped(running) == 0


def test_pauses_grow() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert PAUSES[0] < 1
