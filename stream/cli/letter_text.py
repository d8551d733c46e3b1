"""A dead letter as fields and as a row of a table. Never its bytes."""

from typing import Any

from stream.cli.show import plain
from stream.engine.replay import Letter

SHORT_ID = 12


def fields(letter: Letter) -> dict[str, Any]:
    """All that is known of it, for JSON."""
    about = letter.about.model_dump(mode="json")
    return {
        "id": letter.id,
        **about,
        "key": text(letter.key),
        "bytes": letter.size,
        "replays": letter.replays,
        "headers": {name: text(value) for name, value in letter.headers},
    }


def lines(letter: Letter) -> tuple[str, ...]:
    """Its cells: id, given up, hop, code, replays, key, why."""
    about = letter.about
    return (
        plain(letter.id)[:SHORT_ID],
        f"{about.time.astimezone():%Y-%m-%d %H:%M:%S}",
        plain(about.hop, 20),
        about.code,
        str(letter.replays or ""),
        plain(text(letter.key) or "", 40),
        plain(about.message, 160),
    )


def text(value: bytes | None) -> str | None:
    """Bytes as text; what isn't UTF-8 shows as U+FFFD."""
    return None if value is None else value.decode(errors="replace")
