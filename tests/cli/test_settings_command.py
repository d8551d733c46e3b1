"""`wire settings` shows every setting, where it comes from, and no secret."""

import json
from pathlib import Path

import pytest

from stream.settings import Settings
from tests.cli.conftest import Run


def test_every_setting_is_shown_with_its_origin(
    wire: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WIRE_PARTITIONS", "24")
    (tmp_path / "wirestream.toml").write_text('model = "sm"\n')
    rows = {it["name"]: it for it in json.loads(wire("settings", "--json").out)}
    assert set(rows) == {f"WIRE_{name.upper()}" for name in Settings.model_fields}
    assert (rows["WIRE_PARTITIONS"]["value"], rows["WIRE_PARTITIONS"]["from"]) == (
        24,
        "environment",
    )
    assert (rows["WIRE_MODEL"]["value"], rows["WIRE_MODEL"]["from"]) == ("sm", "wirestream.toml")
    assert rows["WIRE_BOOTSTRAP"]["from"] == "default"
    assert all(it["about"] for it in rows.values())


@pytest.mark.parametrize("style", [[], ["--json"]])
def test_secrets_are_hidden(wire: Run, monkeypatch: pytest.MonkeyPatch, style: list[str]) -> None:
    monkeypatch.setenv("WIRE_SECURITY", "SASL_SSL")
    monkeypatch.setenv("WIRE_SASL_USERNAME", "desk")
    monkeypatch.setenv("WIRE_SASL_PASSWORD", "gull-and-anchor")
    ran = wire("settings", *style)
    assert ran.status == 0
    assert "gull" not in ran.out + ran.err
    assert "••••" in ran.out
