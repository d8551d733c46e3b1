"""`wire settings`: every setting, its value, and where that comes from. Secrets stay hidden."""

from typing import Annotated, Any

import typer
from pydantic import SecretStr
from rich.table import Table
from rich.text import Text

from stream import settings
from stream.cli.console import emit, people
from stream.settings import PREFIX, Loaded, Settings

HIDDEN = "••••"


def show_settings(
    json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Show every setting: its value, where it comes from, and what it does. Secrets stay hidden.

    A variable wins over the file that WIRE_SETTINGS_FILE names (else ./wirestream.toml), and the
    file over the default.

    Example: WIRE_PARTITIONS=24 wire settings
    """
    rows = _rows(settings.load())
    if json:
        emit(rows)
        return
    table = Table("setting", "value", "from", "what it is")
    for row in rows:
        value = "" if row["value"] is None else str(row["value"])
        table.add_row(*(Text(str(it)) for it in (row["name"], value, row["from"], row["about"])))
    people().print(table)


def _rows(loaded: Loaded) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{PREFIX}{name.upper()}",
            "value": _value(getattr(loaded.settings, name)),
            "from": loaded.origins[name],
            "about": field.description,
        }
        for name, field in Settings.model_fields.items()
    ]


def _value(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return HIDDEN
    return value if value is None or isinstance(value, int | float) else str(value)
