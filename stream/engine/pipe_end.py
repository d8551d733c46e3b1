"""The worker's end of the pipe from a child: its frames, one after another, and its end."""

import asyncio

from stream.engine.frames import Frame, Unfinished


class PipeEnded(Exception):  # noqa: N818 - a fact
    """Nothing more comes."""


class PipeEnd(asyncio.Protocol):
    """Takes what comes and gives whole frames.

    Every story passes here: a stream of asyncio's would wake its reader three times for each frame.
    Nobody holds the child back: it answers what it was sent, and that has a limit of bytes.
    """

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when nothing more comes."""
        self._unfinished = Unfinished()
        self._more: asyncio.Future[None] | None = None
        self._late = False

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        self._unfinished.add(data)
        self._wake()

    def connection_lost(self, _: Exception | None) -> None:
        """Called by the loop, at the pipe's end too."""
        if not self.ended.done():
            self.ended.set_result(None)
        self._wake()

    async def frame(self, limit: float) -> Frame:
        """The next frame.

        Raises:
            TimeoutError: it wasn't there within `limit` seconds.
            PipeEnded: it never comes.
        """
        loop = asyncio.get_running_loop()
        self._late = False
        timer = None
        try:
            while (found := self._unfinished.frame()) is None:
                if self.ended.done():
                    raise PipeEnded
                if self._late:
                    raise TimeoutError
                self._more = loop.create_future()
                timer = timer or loop.call_later(limit, self._is_late)
                await self._more
            return found
        finally:
            if timer is not None:
                timer.cancel()

    def _is_late(self) -> None:
        # Kept, for the reader may have been woken by a part of the frame just before.
        self._late = True
        self._wake()

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
