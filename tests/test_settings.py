"""Settings: who wins, what is refused and in which words, and that a secret never shows."""

import os
from pathlib import Path

import pytest

from stream.errors import SettingsError
from stream.settings import DEFAULT_FILE, FILE_VARIABLE, PREFIX, Settings, load

SECRET = "hunter2-of-the-desk"
PAGE = (Path(__file__).parents[1] / "docs/settings.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def empty_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for variable in list(os.environ):
        if variable.startswith(PREFIX):
            monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def complaint(**overrides: object) -> str:
    with pytest.raises(SettingsError) as caught:
        load(overrides)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.__cause__ is None
    return message


def test_without_anything_every_setting_is_its_default() -> None:
    loaded = load()
    assert loaded.settings == Settings()
    assert set(loaded.origins) == set(Settings.model_fields)
    assert set(loaded.origins.values()) == {"default"}


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(DEFAULT_FILE).write_text("in_flight = 7\nbatch_size = 3\nchildren = 5\n")
    monkeypatch.setenv("WIRE_BATCH_SIZE", "4")
    monkeypatch.setenv("WIRE_CHILDREN", "6")
    loaded = load({"children": 9})
    found = loaded.settings
    assert (found.in_flight, found.batch_size, found.children) == (7, 4, 9)
    assert found.partitions == 12
    origins = [loaded.origins[it] for it in ("in_flight", "batch_size", "children", "partitions")]
    assert origins == [DEFAULT_FILE, "environment", "command line", "default"]


def test_a_command_line_option_that_is_not_given_sets_nothing() -> None:
    assert load({"children": None}).origins["children"] == "default"


def test_the_variable_for_the_file_wins_over_the_file_in_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path(DEFAULT_FILE).write_text("in_flight = 7\n")
    other = tmp_path / "other.toml"
    other.write_text("batch_size = 3\n")
    monkeypatch.setenv(FILE_VARIABLE, str(other))
    loaded = load()
    assert (loaded.settings.in_flight, loaded.settings.batch_size) == (128, 3)
    assert loaded.origins["batch_size"] == str(other)


def test_a_named_file_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE_VARIABLE, "nowhere.toml")
    assert complaint() == f"{FILE_VARIABLE} names nowhere.toml, which is no file"


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("WIRE_BOOTSTRAPS", "did you mean WIRE_BOOTSTRAP?"),
        ("WIRE_log_level", "did you mean WIRE_LOG_LEVEL?"),
        ("WIRE_", "`wire settings` lists them all"),
        ("WIRE_XYZZY", "`wire settings` lists them all"),
    ],
)
def test_an_unknown_variable_is_refused_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, variable: str, hint: str
) -> None:
    monkeypatch.setenv(variable, SECRET)
    message = complaint()
    assert message.startswith(f"unknown setting {variable}; ")
    assert hint in message
    assert SECRET not in message


def test_an_unknown_name_in_the_file_is_refused_with_a_hint() -> None:
    Path(DEFAULT_FILE).write_text(f'sasl_pasword = "{SECRET}"\n')
    message = complaint()
    assert message.startswith(f"{DEFAULT_FILE}: unknown setting 'sasl_pasword'; did you mean")
    assert "WIRE_SASL_PASSWORD?" in message
    assert SECRET not in message


@pytest.mark.parametrize("written", ["in_flight = ", "[in_flight", "in_flight = 1\nin_flight = 2"])
def test_a_file_that_is_no_toml_is_refused_by_its_place(written: str) -> None:
    Path(DEFAULT_FILE).write_text(written)
    message = complaint()
    assert message.startswith(f"{DEFAULT_FILE} is not valid TOML: ")
    assert "line" in message or "end of document" in message


def test_a_file_that_is_no_utf8_is_refused() -> None:
    Path(DEFAULT_FILE).write_bytes(b'model = "\xff"\n')
    assert complaint().startswith(f"{DEFAULT_FILE} is not valid TOML: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("partitions", "a dozen"),
        ("partitions", "0"),
        ("security", "SASL_PLAINTEXT"),
        ("bootstrap", "user-and-pass-at-host"),
        ("bootstrap", "good:9092,,other:9092"),
        ("bootstrap", "host:ninety"),
        ("bootstrap", "host:65536"),
        ("bootstrap", "host:²"),
        ("topic_prefix", "no spaces please"),
        ("stall_seconds", "nan"),
        ("stall_seconds", "inf"),
        ("stop_seconds", "-1.5"),
        ("metrics_port", "70000"),
        ("metrics_port", "65533"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_origin_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"WIRE_{name.upper()}", value)
    message = complaint()
    assert message.startswith(f"WIRE_{name.upper()} (environment): ")
    if len(value) > 3:
        assert value not in message


def test_a_bad_value_in_the_file_names_the_file() -> None:
    Path(DEFAULT_FILE).write_text('children = "many"\n')
    assert complaint().startswith(f"WIRE_CHILDREN ({DEFAULT_FILE}): ")


@pytest.mark.parametrize("security", ["PLAINTEXT", "SSL"])
def test_a_password_without_tls_login_is_refused(security: str) -> None:
    message = complaint(security=security, sasl_username="desk", sasl_password=SECRET)
    assert message == "settings: sasl_username and sasl_password need security SASL_SSL"


@pytest.mark.parametrize("given", [{}, {"sasl_username": "desk"}, {"sasl_password": SECRET}])
def test_a_login_is_whole_or_refused(given: dict[str, str]) -> None:
    message = complaint(security="SASL_SSL", **given)
    assert message == "settings: security SASL_SSL needs sasl_username and sasl_password"


def test_a_session_has_room_for_three_heartbeats() -> None:
    assert "a third of session_seconds" in complaint(heartbeat_seconds=4.0)


def test_a_password_never_shows() -> None:
    loaded = load({"security": "SASL_SSL", "sasl_username": "desk", "sasl_password": SECRET})
    password = loaded.settings.sasl_password
    assert password is not None
    assert password.get_secret_value() == SECRET
    shown = [loaded, loaded.settings, password, loaded.settings.model_dump()]
    shown += [loaded.settings.model_dump_json()]
    assert all(SECRET not in text for it in shown for text in (repr(it), str(it)))


def test_settings_do_not_change_while_running() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().settings.partitions = 3  # type: ignore[misc]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_documented_with_its_default(name: str) -> None:
    (row,) = [it for it in PAGE.splitlines() if it.startswith(f"| `{PREFIX}{name.upper()}` ")]
    default = Settings.model_fields[name].default
    assert row.split("|")[2].strip() == ("" if default in {None, ""} else f"`{default}`")


def test_no_setting_is_documented_that_is_none() -> None:
    rows = [it.split("`")[1] for it in PAGE.splitlines() if it.startswith(f"| `{PREFIX}")]
    assert rows == [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
