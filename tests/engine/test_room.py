"""Room in flight is bounded by records and bytes; who comes first gets in first."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from stream.engine.room import Room


async def settle() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


async def test_no_more_records_get_in_than_there_is_room_for() -> None:
    room = Room(2, 1000)
    entering = [asyncio.create_task(room.enter(1)) for _ in range(3)]
    await settle()
    assert [it.done() for it in entering] == [True, True, False]
    room.leave(1)
    await settle()
    assert entering[2].done()
    assert room.taken == 2


async def test_no_more_bytes_get_in_than_there_is_room_for() -> None:
    room = Room(9, 100)
    await room.enter(60)
    waiting = asyncio.create_task(room.enter(41))
    await settle()
    assert not waiting.done()
    room.leave(60)
    await asyncio.wait_for(waiting, 5)


async def test_a_record_larger_than_the_room_gets_in_alone() -> None:
    room = Room(9, 100)
    await room.enter(1)
    large, small = (asyncio.create_task(room.enter(size)) for size in (5000, 1))
    await settle()
    assert not large.done()
    room.leave(1)
    await settle()
    assert large.done()
    assert not small.done()
    room.leave(5000)
    await asyncio.wait_for(small, 5)


async def test_a_small_record_does_not_overtake_a_large_one() -> None:
    room = Room(9, 100)
    await room.enter(60)
    large = asyncio.create_task(room.enter(50))
    await settle()
    small = asyncio.create_task(room.enter(1))
    await settle()
    assert not small.done()
    room.leave(60)
    await asyncio.gather(large, small)


async def test_one_that_gives_up_waiting_takes_no_room() -> None:
    room = Room(1, 100)
    await room.enter(1)
    gone = asyncio.create_task(room.enter(1))
    await settle()
    gone.cancel()
    following = asyncio.create_task(room.enter(1))
    await settle()
    room.leave(1)
    await asyncio.wait_for(following, 5)
    assert room.taken == 1


async def test_a_reset_lets_the_waiting_in() -> None:
    room = Room(1, 100)
    await room.enter(1)
    waiting = asyncio.create_task(room.enter(7))
    await settle()
    room.reset()
    await asyncio.wait_for(waiting, 5)
    assert room.taken == 1


@given(st.lists(st.integers(0, 150), max_size=30), st.integers(1, 4))
def test_everybody_gets_in_at_last_and_the_bounds_hold(sizes: list[int], records: int) -> None:
    async def story() -> None:
        room, inside = Room(records, 100), []

        async def visit(size: int) -> None:
            await room.enter(size)
            inside.append(size)
            assert len(inside) <= records
            assert sum(inside) <= 100 or len(inside) == 1
            await asyncio.sleep(0)
            inside.remove(size)
            room.leave(size)

        await asyncio.gather(*map(visit, sizes))
        assert room.taken == 0

    asyncio.run(asyncio.wait_for(story(), 10))
