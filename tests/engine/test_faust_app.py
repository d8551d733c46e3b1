"""Faust runs under the settings by which it loses nothing, and nothing else configures it."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from stream.engine.faust_app import faust_app
from stream.settings import Settings


def conf(tmp_path: Path, settings: Settings | None = None) -> object:
    return faust_app(
        settings or Settings(), "desk.wire-intake", tmp_path, hop="intake", work_left=float
    ).conf


def test_the_application_is_the_hops_group(tmp_path: Path) -> None:
    app = faust_app(Settings(), "desk.wire-intake", tmp_path, hop="intake", work_left=float)
    assert app.conf.id == "desk.wire-intake"
    assert app.conf.datadir == tmp_path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topic_allow_declare", False),
        ("topic_disable_leader", True),
        ("web_enabled", False),
        ("autodiscover", False),
        ("stream_wait_empty", False),
        ("stream_buffer_maxsize", 512),
        ("producer_acks", -1),
        ("consumer_auto_offset_reset", "earliest"),
    ],
)
def test_what_would_lose_or_expose_is_off(tmp_path: Path, name: str, value: object) -> None:
    assert getattr(conf(tmp_path), name) == value


def test_exactly_once_is_not_pretended(tmp_path: Path) -> None:
    assert getattr(conf(tmp_path), "processing_guarantee").name == "AT_LEAST_ONCE"  # noqa: B009 - Faust is untyped


def test_our_settings_set_the_sessions(tmp_path: Path) -> None:
    settings = Settings(
        session_seconds=9, heartbeat_seconds=1, commit_seconds=0.5, publish_seconds=7
    )
    app = faust_app(settings, "wire-intake", tmp_path, hop="intake", work_left=float)
    assert app.conf.broker_session_timeout == 9
    assert app.conf.broker_heartbeat_interval == 1
    assert app.conf.broker_commit_interval == 0.5
    assert app.conf.producer_request_timeout == 7
    assert app.conf.broker_request_timeout > app.conf.broker_session_timeout


def test_every_bootstrap_server_is_used(tmp_path: Path) -> None:
    app = faust_app(
        Settings(bootstrap="a:1,b:2"), "wire-intake", tmp_path, hop="intake", work_left=float
    )
    assert [str(it) for it in app.conf.broker] == ["kafka://a:1", "kafka://b:2"]


def test_a_stray_variable_does_not_point_it_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROKER_URL", "kafka://elsewhere:9092")
    monkeypatch.setenv("WEB_ENABLED", "true")
    app = faust_app(
        Settings(bootstrap="a:1"), "wire-intake", tmp_path, hop="intake", work_left=float
    )
    assert [str(it) for it in app.conf.broker] == ["kafka://a:1"]
    assert app.conf.web_enabled is False


def test_plain_text_has_no_credentials(tmp_path: Path) -> None:
    assert (
        faust_app(
            Settings(), "wire-intake", tmp_path, hop="intake", work_left=float
        ).conf.broker_credentials
        is None
    )


def test_a_login_goes_over_tls(tmp_path: Path) -> None:
    settings = Settings(
        security="SASL_SSL", sasl_username="desk", sasl_password=SecretStr("hunter2")
    )
    credentials = faust_app(
        settings, "wire-intake", tmp_path, hop="intake", work_left=float
    ).conf.broker_credentials
    assert credentials.protocol.name == "SASL_SSL"
    assert credentials.ssl_context.check_hostname
    assert (credentials.username, credentials.password) == ("desk", "hunter2")
    assert "hunter2" not in repr(credentials)


def test_tls_alone_checks_the_host(tmp_path: Path) -> None:
    settings = Settings(security="SSL")
    credentials = faust_app(
        settings, "wire-intake", tmp_path, hop="intake", work_left=float
    ).conf.broker_credentials
    assert credentials.protocol.name == "SSL"
    assert credentials.context.check_hostname
