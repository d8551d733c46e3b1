"""A child belongs to its worker: it neither outlives it nor speaks to anybody else."""

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from stream import logs
from stream.engine import child_process
from stream.engine.child_process import ChildProcess
from stream.engine.jobs import Job, Product
from stream.engine.pool import Pool, PoolPlan

CHILD = [sys.executable, "-m", "stream.engine.child", "tests.engine.works:make", "{}"]
PARENT_THAT_DIES = """
import os, subprocess, sys, time
child = subprocess.Popen([*sys.argv[1:], str(os.getpid())], stdin=subprocess.PIPE)
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_child_whose_parent_is_gone_before_it_began_ends_at_once() -> None:
    somebody_else = str(os.getppid())
    ran = subprocess.run([*CHILD, somebody_else], stdin=subprocess.PIPE, timeout=60, check=False)
    assert ran.returncode == 1


def test_a_child_ends_when_its_input_ends() -> None:
    command = [*CHILD, str(os.getpid())]
    ran = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False)
    assert ran.returncode == 0
    assert b'"ready": true' in ran.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_a_child_dies_with_a_parent_that_is_killed() -> None:
    command = [sys.executable, "-c", PARENT_THAT_DIES, *CHILD]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert not psutil.wait_procs([child], timeout=20)[1]


@pytest.mark.parametrize("steps", range(8))
async def test_who_cancels_a_start_as_the_child_gets_ready_is_heeded(
    monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    waiting, ready = asyncio.Event(), asyncio.Event()

    async def receive(_: asyncio.StreamReader) -> tuple[dict[str, bool], bytes]:
        waiting.set()
        await ready.wait()
        return {"ready": True}, b""

    monkeypatch.setattr(child_process, "receive", receive)
    start = asyncio.create_task(ChildProcess.start("tests.engine.works:make", {}, {}))
    await waiting.wait()
    ready.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    if start.cancel():
        await asyncio.wait([start], timeout=20)
        assert start.cancelled()
    else:
        await (await start).kill()


async def test_a_child_with_much_unread_can_be_killed() -> None:
    child = await ChildProcess.start("tests.engine.works:make", {}, {})
    await child.send([Job(bytes(40 * 1024 * 1024))])
    while not child._source._buffer:  # type: ignore[attr-defined]
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    async with asyncio.timeout(20):
        await child.kill()
    assert not child.alive


async def test_a_child_logs_as_its_worker_does_and_follows_a_change(
    capfd: pytest.CaptureFixture[str],
) -> None:
    logs.configure("WARNING", "json")
    child = await ChildProcess.start("tests.engine.works:make", {}, {})
    try:
        await child.send([Job(b"say first")])
        await child.answer(10)
        logs.change(logs.MORE)
        child.log_as_here()
        # Told once: nothing has changed since.
        child.log_as_here()
        await child.send([Job(b"say second")])
        await child.answer(10)
    finally:
        await child.kill()
    later = await ChildProcess.start("tests.engine.works:make", {}, {})
    await later.send([Job(b"say third")])
    await later.answer(10)
    await later.kill()
    lines = [json.loads(it) for it in capfd.readouterr().err.splitlines()]
    told = [(it["level"], it["message"]) for it in lines if it["logger"] == "tests.engine.works"]
    assert told == [
        ("WARNING", "first"),
        ("INFO", "second"),
        ("WARNING", "second"),
        ("INFO", "third"),
        ("WARNING", "third"),
    ]


async def test_a_child_that_is_gone_is_told_nothing() -> None:
    logs.configure("INFO", "json")
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, 1, lambda _: 5.0)) as pool:
        await pool.ready()
        os.kill(pool.pids[0], signal.SIGKILL)
        logs.change(logs.MORE)
        pool.log_as_here()
        assert (await pool.submit(Job(b"ab")))[0] == Product(b"ba", {"pid": pool.pids[0]})
