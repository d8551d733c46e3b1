"""A group goes on when its leader leaves at the moment at which others join."""

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import NewTopic
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import KafkaConnectionError, RebalanceInProgressError
from aiokafka.protocol.admin import DescribeGroupsRequest
from aiokafka.protocol.group import HeartbeatRequest, JoinGroupRequest, SyncGroupRequest

from stream.broker.clients import admin
from stream.engine.lost_leader import WAITS, LostLeader
from stream.settings import Settings
from tests.brokers import Broker

REBALANCING = RebalanceInProgressError.errno
SESSION_MS = 6000
PROTOCOLS = [("roundrobin", b"topics")]


class Group:
    """A coordinator's connection whose broker names a leader, and says who the members are."""

    group_id = "wire-intake"

    def __init__(self, leader: str, members: Sequence[str] = (), sync: int = REBALANCING) -> None:
        self.leader, self.members, self.sync = leader, members, sync
        self.asked: list[Any] = []

    async def _send_req(self, request: Any) -> Any:
        self.asked.append(request)
        if isinstance(request, JoinGroupRequest):
            return SimpleNamespace(error_code=0, leader_id=self.leader, member_id="us")
        if isinstance(request, DescribeGroupsRequest):
            rows = [(it, "client", "host", b"", b"") for it in self.members]
            return SimpleNamespace(groups=[(0, self.group_id, "Unknown", "", "", rows)])
        return SimpleNamespace(error_code=self.sync)

    async def rounds(self, count: int) -> None:
        """Join and wait, so often."""
        for _ in range(count):
            join = JoinGroupRequest(
                self.group_id, SESSION_MS, SESSION_MS, "us", "", "consumer", PROTOCOLS
            )
            await self._send_req(join)
            await self._send_req(SyncGroupRequest(self.group_id, 1, "us", "", []))

    @property
    def joined_as(self) -> list[str]:
        return [it._member_id for it in self.asked if isinstance(it, JoinGroupRequest)]


async def rounds(group: Group, count: int = WAITS) -> list[str]:
    """In whose names it joined in so many rounds, watched."""
    LostLeader.watch(group)
    await group.rounds(count)
    return group.joined_as


async def test_a_leader_that_is_no_member_is_joined_in_its_name() -> None:
    assert await rounds(Group("gone", ["us"])) == ["us"] * WAITS + ["gone"]


async def test_it_is_not_looked_for_at_once() -> None:
    group = Group("gone", ["us"])
    assert await rounds(group, WAITS - 1) == ["us"] * (WAITS - 1)
    assert not any(isinstance(it, DescribeGroupsRequest) for it in group.asked)


async def test_a_leader_that_is_a_member_is_waited_for() -> None:
    assert await rounds(Group("slow", ["us", "slow"]), 5) == ["us"] * 5


async def test_who_leads_itself_looks_for_nobody() -> None:
    assert await rounds(Group("us"), 5) == ["us"] * 5


async def test_a_group_that_is_told_who_reads_what_is_left_alone() -> None:
    assert await rounds(Group("gone", ["us"], sync=0), 5) == ["us"] * 5


async def test_another_leader_is_waited_for_anew() -> None:
    group = Group("first", ["us"])
    LostLeader.watch(group)
    for leader in ("first", "second") * WAITS:
        group.leader = leader
        await group.rounds(1)
    assert set(group.joined_as) == {"us"}


async def test_a_broker_that_does_not_answer_is_left_to_who_asks_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    group = Group("gone", ["us"])
    answers = group._send_req

    async def send(request: Any) -> Any:
        if isinstance(request, DescribeGroupsRequest):
            raise KafkaConnectionError("nobody listens")
        return await answers(request)

    monkeypatch.setattr(group, "_send_req", send)
    assert await rounds(group) == ["us"] * WAITS


async def test_other_requests_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group("gone")
    LostLeader.watch(group)
    request = HeartbeatRequest("wire-intake", 1, "us")
    assert (await group._send_req(request)).error_code == REBALANCING
    assert group.asked == [request]


async def test_a_group_whose_leader_left_while_it_formed_reads_again(
    broker: Broker, prefix: str
) -> None:
    """On both brokers; on the embedded one such a group would otherwise wait for ever."""
    topic, group = f"{prefix}topic", f"{prefix}group"
    async with admin(Settings(bootstrap=broker.bootstrap)) as client:
        await client.create_topics([NewTopic(topic, 2, 1)])
    members: list[AIOKafkaConsumer] = []
    reading: list[asyncio.Task[Any]] = []

    async def join() -> AIOKafkaConsumer:
        one = AIOKafkaConsumer(
            bootstrap_servers=broker.bootstrap,
            group_id=group,
            session_timeout_ms=SESSION_MS,
            rebalance_timeout_ms=SESSION_MS,
            heartbeat_interval_ms=1000,
            partition_assignment_strategy=[RoundRobinPartitionAssignor],
            enable_auto_commit=False,
        )
        await one.start()
        LostLeader.watch(one._coordinator)
        one.subscribe([topic])
        reading.append(asyncio.create_task(one.getmany(timeout_ms=300_000)))
        members.append(one)
        return one

    async def all_read(*by: AIOKafkaConsumer) -> None:
        async with asyncio.timeout(150):
            while sum(len(it.assignment()) for it in by) < 2 or not by[0].assignment():
                await asyncio.sleep(0.1)

    try:
        leader = await join()
        await all_read(leader)
        second = await join()
        async with asyncio.timeout(60):
            while not (len(leader.assignment()) == len(second.assignment()) == 1):
                await asyncio.sleep(0.1)
        third = await join()
        # The third has just asked to join, and the second doesn't know yet.
        async with asyncio.timeout(60):
            while not third._coordinator.member_id:
                await asyncio.sleep(0)
        members.remove(leader)
        await leader.stop()
        await all_read(second, third)
    finally:
        for task in reading:
            task.cancel()
        for one in members:
            await one.stop()
