"""A hop's process ends when its hop has ended."""

import asyncio

from stream import app


def test_nobody_waits_for_what_is_left_behind() -> None:
    left: list[asyncio.Task[None]] = []
    cancelled: list[bool] = []

    async def forever() -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def hop() -> None:
        left.append(asyncio.create_task(forever()))
        await asyncio.sleep(0)

    app._run(hop())
    # asyncio.run would have cancelled it, and waited for as long as that takes.
    assert not cancelled
    loop = left[0].get_loop()
    left[0].cancel()
    loop.run_until_complete(asyncio.wait(left))
    loop.close()
    asyncio.set_event_loop(None)
    assert cancelled
