"""A group whose leader has left while it formed: the embedded broker (Tansu 0.6) waits for ever.

One member of a consumer group leads: it says who reads what. When the leader leaves at the very
moment at which others join, the embedded broker strikes it off the members, but goes on naming it:
everybody joins, waits for its word, is told to join again, and no partition is read any more. It
forgets a leader only when one *that is a member* has been silent for a session. So the one who is
gone is joined once more in its own name; silent as it is, it is struck off with its office.

Apache Kafka makes somebody else the leader; there a leader is always a member, and this does
nothing.
"""

import logging
from copy import copy
from typing import Any, Self

from aiokafka.errors import KafkaError, RebalanceInProgressError
from aiokafka.protocol.admin import DescribeGroupsRequest
from aiokafka.protocol.group import JoinGroupRequest, SyncGroupRequest

log = logging.getLogger(__name__)

WAITS = 2
"""So often in vain for the same leader, each nearly a session long, before it is looked for."""


class LostLeader:
    """Sees a group's requests and answers go by, and does what is said above."""

    def __init__(self, coordinator: Any) -> None:
        """`coordinator` is aiokafka's, of a consumer that has started and not yet joined."""
        self._send = coordinator._send_req  # noqa: SLF001 - no public way
        self._coordinator = coordinator
        self._join: JoinGroupRequest | None = None
        self._leader = ""
        self._waits = 0

    @classmethod
    def watch(cls, coordinator: Any) -> Self:
        """Stand between this coordinator and its broker from now on."""
        watching = cls(coordinator)
        coordinator._send_req = watching.send  # noqa: SLF001 - no public way
        return watching

    async def send(self, request: Any) -> Any:
        """Send it as ever, and give the answer. Raises KafkaError as ever."""
        response = await self._send(request)
        if isinstance(request, JoinGroupRequest) and not response.error_code:
            self._joined(request, response)
        elif isinstance(request, SyncGroupRequest):
            await self._synced(response)
        return response

    def _joined(self, request: JoinGroupRequest, response: Any) -> None:
        leader = "" if response.leader_id == response.member_id else response.leader_id
        if leader != self._leader:
            self._waits = 0
        self._join, self._leader = request, leader

    async def _synced(self, response: Any) -> None:
        if response.error_code != RebalanceInProgressError.errno or not self._leader:
            self._waits = 0
            return
        self._waits += 1
        if self._waits < WAITS:
            return
        self._waits = 0
        try:
            if not await self._is_member():
                await self._join_in_its_name()
        except KafkaError as error:
            # What comes next asks the same broker, and says what is wrong with it.
            log.warning("a group's leader can't be looked for: %s", type(error).__name__)

    async def _is_member(self) -> bool:
        group = self._coordinator.group_id
        answer = await self._send(DescribeGroupsRequest([group]))
        # A group: error, name, state, protocol's type and name, then its members, the id first.
        return any(self._leader == member[0] for it in answer.groups for member in it[5])

    async def _join_in_its_name(self) -> None:
        if self._join is None:
            return
        log.warning(
            "the group %s waits for a leader that has left: its place is taken so that it ends; "
            "no partition is read meanwhile, for about a session",
            self._coordinator.group_id,
        )
        as_leader = copy(self._join)
        as_leader._member_id = self._leader  # noqa: SLF001 - no public way
        as_leader._group_instance_id = None  # noqa: SLF001 - as above
        await self._send(as_leader)
