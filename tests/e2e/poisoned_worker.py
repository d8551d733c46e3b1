"""A worker with poisoned hops, supervised as `wire worker` does it."""

import asyncio
import os
import sys

from stream import app, logs
from stream.engine.supervisor import Command, supervise

if __name__ == "__main__":
    logs.configure("INFO", "text")
    me = str(os.getpid())
    hops = [
        Command(it, [sys.executable, "-m", "tests.e2e.poisoned_hop", it, me]) for it in app.HOPS
    ]
    sys.exit(asyncio.run(supervise(hops, 10)))
