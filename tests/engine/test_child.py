"""A child belongs to its worker: it neither outlives it nor speaks to anybody else."""

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import psutil
import pytest

from stream import logs
from stream.engine.child_process import ChildProcess
from stream.engine.jobs import Answer, Job, Product
from stream.engine.nursery_process import Nurseries, Upbringing
from stream.engine.pipe_end import PipeEnd
from stream.engine.pool import Pool, PoolPlan

NURSERY = [sys.executable, "-m", "stream.engine.nursery", "tests.engine.works:make", "{}"]
A_WORKER_THAT_DIES = """
import asyncio
from stream.engine.nursery_process import Nurseries, Upbringing

async def main():
    nurseries = Nurseries(Upbringing("tests.engine.works:make", {}, shared=True))
    child = await nurseries.child()
    print(nurseries.pid, child.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""
HOW = pytest.mark.parametrize("shared", [False, True], ids=["apart", "shared"])


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


class Kept(Nurseries):
    """Nurseries that know their children."""

    def __init__(self, of: Upbringing) -> None:
        super().__init__(of)
        self.children: list[ChildProcess] = []

    async def child(self) -> ChildProcess:
        self.children.append(await super().child())
        return self.children[-1]


@asynccontextmanager
async def nurseries(factory: str = "make", *, shared: bool = True) -> AsyncIterator[Kept]:
    it = Kept(Upbringing(f"tests.engine.works:{factory}", {}, shared))
    try:
        yield it
    finally:
        for child in it.children:
            await child.kill()
        await it.close()


async def told(child: ChildProcess, value: bytes) -> Answer:
    child.send([Job(value)])
    return await child.answer(10)


def test_a_nursery_whose_worker_is_gone_before_it_began_ends_at_once() -> None:
    somebody_else = str(os.getppid())
    ours, its = socket.socketpair()
    with ours, its:
        told = [*NURSERY, somebody_else, str(its.fileno())]
        ran = subprocess.run(told, pass_fds=[its.fileno()], timeout=60, check=False)
    assert ran.returncode == 1


def test_a_nursery_ends_when_its_worker_says_nothing_more() -> None:
    ours, its = socket.socketpair()
    with its:
        told = [*NURSERY, str(os.getpid()), str(its.fileno())]
        with subprocess.Popen(told, pass_fds=[its.fileno()]) as nursery:
            ours.close()
            its.close()
            assert nursery.wait(60) == 0


async def test_a_child_ends_when_its_input_ends() -> None:
    async with nurseries() as nursery:
        child = await nursery.child()
        child._sink.write_eof()
        async with asyncio.timeout(20):
            await child.ended
        await child.kill()
        assert child.obituary() == "the story's process ended with status 0"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_nursery_and_child_die_with_a_worker_that_is_killed() -> None:
    command = [sys.executable, "-c", A_WORKER_THAT_DIES]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        below = [psutil.Process(int(it)) for it in worker.stdout.readline().split()]
        assert len(below) == 2
        worker.kill()
    assert not psutil.wait_procs(below, timeout=20)[1]


async def test_what_is_shared_is_made_once() -> None:
    async with nurseries() as nursery:
        first, second = [await nursery.child() for _ in range(2)]
        made = [(await told(it, b"maker"))[0] for it in (first, second)]
        assert [it.facts["pid"] for it in made if isinstance(it, Product)] == [nursery.pid] * 2


@pytest.mark.parametrize(("factory", "shared"), [("make", False), ("make_with_a_thread", True)])
async def test_what_has_threads_is_made_by_each_child(factory: str, *, shared: bool) -> None:
    async with nurseries(factory, shared=shared) as nursery:
        for child in [await nursery.child() for _ in range(2)]:
            (made,) = await told(child, b"maker")
            assert isinstance(made, Product)
            assert made.facts["pid"] == child.pid


@HOW
async def test_a_nursery_that_is_killed_is_followed_by_another(*, shared: bool) -> None:
    async with nurseries(shared=shared) as nursery:
        child = await nursery.child()
        first = nursery.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        async with asyncio.timeout(20):
            await child.ended
        await child.kill()
        assert child.obituary() == "the story's process ended with its nursery"
        another = await nursery.child()
        assert await told(another, b"ab") == [Product(b"ba", {"pid": another.pid})]
        assert nursery.pid not in {first, None}


async def test_a_nursery_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stream.engine.nursery_process.BURY_SECONDS", 0.2)
    async with nurseries() as nursery:
        child = await nursery.child()
        assert nursery.pid is not None
        os.kill(nursery.pid, signal.SIGSTOP)
        async with asyncio.timeout(20):
            await child.kill()
            await child.ended
        assert nursery.pid is None
        assert (await nursery.child()).alive


@pytest.mark.parametrize("steps", range(8))
async def test_who_cancels_a_start_as_the_child_gets_ready_is_heeded(
    monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    waiting, ready = asyncio.Event(), asyncio.Event()

    async def frame(_: PipeEnd, __: float) -> tuple[dict[str, bool], bytes]:
        waiting.set()
        await ready.wait()
        return {"ready": True}, b""

    monkeypatch.setattr(PipeEnd, "frame", frame)
    async with nurseries() as nursery:
        start = asyncio.create_task(nursery.child())
        await waiting.wait()
        ready.set()
        for _ in range(steps):
            await asyncio.sleep(0)
        if start.cancel():
            await asyncio.wait([start], timeout=20)
            assert start.cancelled()
        else:
            await (await start).kill()


async def test_an_answer_that_nobody_waited_for_is_not_taken_for_the_next() -> None:
    async with nurseries() as nursery:
        given_up = asyncio.create_task(nursery.child())
        while nursery.pid is None:
            await asyncio.sleep(0.01)
        given_up.cancel()
        child = await nursery.child()
        assert await told(child, b"ab") == [Product(b"ba", {"pid": child.pid})]


async def test_a_child_with_much_unread_can_be_killed() -> None:
    async with nurseries() as nursery:
        child = await nursery.child()
        child.send([Job(bytes(40 * 1024 * 1024))])
        while not child._source._unfinished._held:  # type: ignore[attr-defined]
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        async with asyncio.timeout(20):
            await child.kill()
        assert not child.alive
        assert not psutil.pid_exists(child.pid)


async def test_a_child_logs_as_its_worker_does_and_follows_a_change(
    capfd: pytest.CaptureFixture[str],
) -> None:
    logs.configure("WARNING", "json")
    async with nurseries() as nursery:
        child = await nursery.child()
        await told(child, b"say first")
        logs.change(logs.MORE)
        child.log_as_here()
        # Told once: nothing has changed since.
        child.log_as_here()
        await told(child, b"say second")
        later = await nursery.child()
        await told(later, b"say third")
    lines = [json.loads(it) for it in capfd.readouterr().err.splitlines()]
    said = [(it["level"], it["message"]) for it in lines if it["logger"] == "tests.engine.works"]
    assert said == [
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
