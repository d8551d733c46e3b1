"""Whether a broker serves clients: asked by a client, since an open port doesn't say so."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError as ClientError

ASK_LIMIT_S = 5


def answers(bootstrap: str) -> bool:
    """Whether the broker at `bootstrap` lists its topics and itself."""
    if not _listens(bootstrap):  # the client would log an error for each look
        return False
    # on a thread of its own, because whoever starts a broker may be inside an event loop
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _ask(bootstrap)).result()


def _listens(bootstrap: str) -> bool:
    host, port = bootstrap.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


async def _ask(bootstrap: str) -> bool:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=2000)
    try:
        await asyncio.wait_for(admin.start(), ASK_LIMIT_S)
        cluster = await asyncio.wait_for(admin.describe_cluster(), ASK_LIMIT_S)
        return bool(cluster["brokers"])
    except (ClientError, OSError, TimeoutError):
        return False
    finally:
        await admin.close()
