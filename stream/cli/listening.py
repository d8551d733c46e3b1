"""`wire alerts listen`: a receiver for a first look, which shows what a webhook gets."""

import asyncio
import json
import signal
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from aiohttp import web
from pydantic import ValidationError
from rich.text import Text

from schemas.alert import Alert
from stream.cli.console import Failed, emit_bytes, people, say
from stream.cli.show import plain
from stream.delivery.shapes import text
from stream.delivery.signing import SIGNATURE, holds

HOST = "127.0.0.1"
MOST_BYTES = 16 * 1024 * 1024


def listen(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where, on 127.0.0.1.")] = 8765,
    secret_file: Annotated[
        Path | None, typer.Option(help="The channel's secret, to check signatures.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Alerts as they come.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many.")] = None,
) -> None:
    """Receive webhooks on this host and show them, until Ctrl-C: to try a channel.

    Example: wire alerts listen --port 8765
    """
    secret = None
    if secret_file:
        try:
            secret = secret_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Failed(f"{secret_file} can't be read") from None
    asyncio.run(_serve(port, _Shows(secret, limit, as_json=as_json)))


class _Shows:
    """Shows each request, once a key."""

    def __init__(self, secret: str | None, limit: int | None, *, as_json: bool) -> None:
        self.done = asyncio.Event()
        self._secret = secret
        self._limit = limit
        self._json = as_json
        self._keys: set[str] = set()

    async def __call__(self, request: web.Request) -> web.Response:
        """Take an alert; 401 where its signature doesn't hold, 400 where it is none."""
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        if self._secret and not holds(self._secret, headers, body, time.time()):
            say("refused: the signature doesn't hold")
            return web.Response(status=401)
        key = headers.get("idempotency-key", "")
        if key and key in self._keys:
            return web.Response(text="")
        if not self._show(body, signed=SIGNATURE in headers):
            return web.Response(status=400)
        self._keys.add(key)
        if self._limit and len(self._keys) >= self._limit:
            # After the answer is out.
            asyncio.get_running_loop().call_later(0.1, self.done.set)
        return web.Response(text="")

    def _show(self, body: bytes, *, signed: bool) -> bool:
        try:
            found: Any = json.loads(body)
        except ValueError:
            return False
        if self._json:
            emit_bytes(json.dumps(found, ensure_ascii=False).encode(errors="replace"))
            return True
        try:
            lines = text(Alert.model_validate(found)).splitlines()
        except ValidationError:
            lines = [plain(str(found.get("text", found) if isinstance(found, dict) else found))]
        checked = ", signature checked" if self._secret else ", signed" if signed else ""
        people().print(Text(f"{time.strftime('%H:%M:%S')}{checked}", "dim"))
        for line in lines:
            people().print(Text(f"  {plain(line, 400)}"))
        return True


async def _serve(port: int, shows: _Shows) -> None:
    """Until a signal, or the limit. Raises Failed where the port is taken."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, shows.done.set)
    application = web.Application(client_max_size=MOST_BYTES)
    application.router.add_post("/{path:.*}", shows)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        say(f"listening on http://{HOST}:{port}/; Ctrl-C stops it")
        await shows.done.wait()
    except OSError:
        raise Failed(f"port {port} of {HOST} is taken: choose another with --port") from None
    finally:
        await runner.cleanup()
