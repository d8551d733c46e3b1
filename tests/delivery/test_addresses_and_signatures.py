"""Private addresses are refused, signatures hold, and no channel's file says what it holds."""

import base64
import hashlib
import hmac
import socket
from pathlib import Path

import pytest

from schemas.alert import AlertKind
from stream.delivery import channels as settings_of_channels
from stream.delivery.channels import Channels, Webhook, read
from stream.delivery.guard import Refused, require_public
from stream.delivery.outcome import Never
from stream.delivery.parcel import Parcel
from stream.delivery.shapes import body, text
from stream.delivery.signing import TOLERANCE_SECONDS, holds, signed
from stream.delivery.webhook import Webhooks
from stream.errors import SettingsError
from tests.delivery.parcels import alert

MAIL = """
[a]
kind = "mail"
host = "x"
sender = "a@b"
to = ["c@d"]
tls = "none"
username = "u"
"""
PRIVATE = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        require_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_a_public_one_is_not(address: str) -> None:
    require_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://[::1]:1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://localhost:1/",
        "http://inside.example:1/",
    ],
)
async def test_a_webhook_reaches_no_private_address_however_it_is_written(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = socket.getaddrinfo

    def resolves(host: str, *rest: object, **more: object) -> object:
        return plain("127.0.0.1" if host == "inside.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolves)
    channel = Webhook.model_validate({"kind": "webhook", "url": url})
    webhooks = Webhooks()
    try:
        with pytest.raises(Never) as refused:
            await webhooks.send(channel, Parcel(alert(), "desk"))
    finally:
        await webhooks.close()
    assert refused.value.code == "address_refused"


def test_a_signature_is_the_one_of_the_specification() -> None:
    key = base64.b64encode(b"sixteen bytes at least").decode()
    found = signed(f"whsec_{key}", "msg", b"{}", 1_700_000_000.9)
    digest = hmac.new(b"sixteen bytes at least", b"msg.1700000000.{}", hashlib.sha256).digest()
    assert found["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"


def test_a_signature_holds_for_its_body_key_and_time_alone() -> None:
    found = signed("a secret of the desk", "msg", b"{}", 1000.0)
    assert holds("a secret of the desk", found, b"{}", 1000.0)
    assert not holds("another secret", found, b"{}", 1000.0)
    assert not holds("a secret of the desk", found, b"{ }", 1000.0)
    assert not holds("a secret of the desk", found | {"webhook-id": "x"}, b"{}", 1000.0)
    assert not holds("a secret of the desk", found, b"{}", 1001.0 + TOLERANCE_SECONDS)
    assert not holds("a secret of the desk", {}, b"{}", 1000.0)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('[a]\nkind = "webhook"\n', "a.url: Field required"),
        ('[a]\nkind = "webhook"\nurl = "ftp://SECRET/"\n', "a.url: URL scheme"),
        ('[a]\nkind = "pigeon"\n', "a: Input tag 'pigeon'"),
        ('[a]\nkind = "webhook"\nurl = "http://x/"\nsecret = "SECRET"\n', "a: secret: at least"),
        ("[a\n", "is not valid TOML"),
        (
            MAIL,
            "a: username: a password never travels without TLS",
        ),
    ],
)
def test_a_file_that_is_not_right_says_where_and_no_value(
    tmp_path: Path, lines: str, said: str
) -> None:
    path = tmp_path / "channels.toml"
    path.write_text(lines)
    with pytest.raises(SettingsError) as caught:
        read(path)
    assert said in str(caught.value)
    assert "SECRET" not in str(caught.value)


def test_a_file_that_changes_is_read_again_and_a_wrong_one_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "channels.toml"
    path.write_text("")
    monkeypatch.setattr(settings_of_channels, "LOOK_SECONDS", 0.0)
    channels = Channels(path)
    assert channels["desk"] is None
    path.write_text('[desk]\nkind = "slack"\nurl = "https://hooks.example/"\n')
    assert isinstance(channels["desk"], Webhook)
    path.write_text("[broken")
    assert isinstance(channels["desk"], Webhook)
    path.unlink()
    assert isinstance(channels["desk"], Webhook)


def test_what_a_throttle_left_out_is_said() -> None:
    found = alert().model_copy(update={"more": 3})
    assert "and 3 more, left out by its throttle" in text(found).splitlines()
    digest = found.model_copy(update={"kind": AlertKind.DIGEST})
    assert "and 3 more" in text(digest).splitlines()


def test_chat_messages_steer_nothing_and_tell_of_a_kill() -> None:
    slack = body("slack", alert()).decode()
    assert "Ferries &amp; &lt;one&gt;" in slack
    teams = body("teams", alert(kind=AlertKind.KILLED)).decode()
    assert "KILLED" in teams
    assert "don't use it" in teams
