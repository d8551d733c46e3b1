"""A mail has the same Message-ID however often it is sent, and is tried again where that helps."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from schemas.alert import AlertKind
from stream.broker.embedded import _free_port
from stream.delivery import sending
from stream.delivery.mail import message_id
from stream.delivery.parcel import Parcel
from tests.delivery.parcels import Post, alert, channels


class Server:
    """A mail server that answers as it is told, then takes everything."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.mails: list[str] = []

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802 - its name
        if self.answers:
            return self.answers.pop(0)
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
        f'sender = "alerts@example.org"\nto = ["night@example.org"]\n{more}'
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
