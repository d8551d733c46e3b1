"""A mail has the same Message-ID however often it is sent, and is tried again where that helps."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from schemas.alert import AlertKind
from stream.broker.embedded import _free_port
from stream.delivery import sending
from stream.delivery.channels import Mail
from stream.delivery.mail import message_id, send_mail
from stream.delivery.outcome import Again, Never
from stream.delivery.parcel import Parcel
from tests.delivery.parcels import Post, alert, channels


class Server:
    """A mail server that answers as it is told, then takes everything."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.mails: list[str] = []
        self.refuses: dict[str, str] = {}
        """What those are answered who are refused once."""
        self.reached: list[str] = []
        self.hangs = False
        """Whether it says no goodbye."""

    async def handle_RCPT(  # noqa: N802 - its name
        self, _: Any, __: Any, envelope: Any, address: str, ___: Any
    ) -> str:
        if found := self.refuses.pop(address, ""):
            return found
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_QUIT(self, *_: Any) -> str:  # noqa: N802 - its name
        if self.hangs:
            await asyncio.sleep(5)
        return "221 bye"

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802 - its name
        if self.answers:
            return self.answers.pop(0)
        self.reached += envelope.rcpt_tos
        self.mails.append(envelope.content.decode())
        return "250 taken"


@pytest.fixture
def server() -> Iterator[tuple[Server, int]]:
    found = Server()
    controller = Controller(found, hostname="127.0.0.1", port=_free_port())
    controller.start()
    yield found, controller.port
    controller.stop()


def mail(port: int, more: str = "") -> str:
    return (
        f'kind = "mail"\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\nallow_private = true\n'
        f'sender = "alerts@example.org"\nto = ["night@example.org", "desk@example.org"]\n{more}'
    )


@pytest.fixture
async def post(
    server: tuple[Server, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Post]:
    monkeypatch.setattr(sending, "FIRST_PAUSE", 0.02)
    found = Post(channels(tmp_path / "channels.toml", desk=mail(server[1])))
    yield found
    await found.sender.close(1.0)


async def test_it_arrives_after_failures_as_one_mail(post: Post, server: Any) -> None:
    server[0].answers = ["451 later", "421 later still"]
    parcel = Parcel(alert(), "desk")
    post.put(parcel)
    await post.until(1)
    assert (post.codes(parcel), post.ended[parcel.key].attempts) == ([None], 3)
    (said,) = server[0].mails
    assert f"Message-ID: {message_id(parcel.key)}\r\n" in said
    assert "Ferries & <one>" in said


async def test_a_follow_up_names_the_mail_that_it_follows(post: Post, server: Any) -> None:
    first = Parcel(alert(1), "desk")
    post.put(first, Parcel(alert(2, AlertKind.CORRECTED, follows=1), "desk"))
    await post.until(2)
    assert f"In-Reply-To: {message_id(first.key)}\r\n" in server[0].mails[1]


async def test_what_is_refused_for_good_is_given_up(post: Post, server: Any) -> None:
    server[0].answers = ["554 never"]
    parcel = Parcel(alert(), "desk")
    post.put(parcel)
    await post.until(1)
    assert post.codes(parcel) == ["smtp_refused"]


async def test_who_is_refused_for_now_is_tried_again_and_nobody_else(
    post: Post, server: Any
) -> None:
    server[0].refuses = {"desk@example.org": "451 later"}
    parcel = Parcel(alert(), "desk")
    post.put(parcel)
    await post.until(1)
    assert (post.codes(parcel), post.ended[parcel.key].attempts) == ([None], 2)
    assert server[0].reached == ["night@example.org", "desk@example.org"]


async def test_one_address_that_is_refused_for_good_is_listed(post: Post, server: Any) -> None:
    server[0].refuses = {"desk@example.org": "550 unknown"}
    parcel = Parcel(alert(), "desk")
    post.put(parcel)
    await post.until(1)
    assert post.codes(parcel) == ["smtp_refused"]
    assert "1 of 2 recipients" in post.ended[parcel.key].reason
    assert server[0].reached == ["night@example.org"]


async def test_a_server_that_took_it_and_says_no_goodbye_gets_no_second(server: Any) -> None:
    server[0].hangs = True
    given = {"kind": "mail", "host": "127.0.0.1", "port": server[1], "tls": "none"}
    more = {"sender": "a@example.org", "to": ["b@example.org"], "allow_private": True}
    await send_mail(Mail.model_validate(given | more | {"timeout": 0.5}), Parcel(alert(), "desk"))
    assert len(server[0].mails) == 1


def to_host(host: str) -> Mail:
    return Mail.model_validate(
        {"kind": "mail", "host": host, "sender": "a@example.org", "to": ["b@example.org"]}
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "2130706433", "inside.example"])
async def test_no_private_address_is_reached_however_it_is_written(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = socket.getaddrinfo

    def resolves(name: str, *rest: Any, **more: Any) -> Any:
        return plain("127.0.0.1" if name == "inside.example" else name, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolves)
    with pytest.raises(Never) as refused:
        await send_mail(to_host(host), Parcel(alert(), "desk"))
    assert refused.value.code == "address_refused"


async def test_a_name_that_changes_its_address_after_the_look_gains_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, answers, reached = socket.getaddrinfo, ["8.8.8.8"], []

    def resolves(_: str, *rest: Any, **more: Any) -> Any:
        return plain(answers.pop() if answers else "127.0.0.1", *rest, **more)

    async def connects(_: Any, __: Any, address: tuple[str, int]) -> None:
        reached.append(address)
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", resolves)
    monkeypatch.setattr(type(asyncio.get_running_loop()), "sock_connect", connects)
    with pytest.raises(Again):
        await send_mail(to_host("changing.example"), Parcel(alert(), "desk"))
    assert reached == [("8.8.8.8", 587)]
