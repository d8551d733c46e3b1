"""The channels' settings: addresses and keys, by the names that rules use. A TOML file.

    [desk]
    kind = "webhook"
    url = "https://alerts.example.org/hook"
    secret_file = "/run/secrets/desk"

Read again when the file changes. Nothing of it ever goes onto a topic or into a log.
"""

import logging
import time
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, HttpUrl, SecretStr, TypeAdapter, ValidationError, model_validator

from schemas.base import Model
from schemas.rule import Name, Span
from stream.errors import SettingsError

log = logging.getLogger(__name__)

MOST_BYTES = 1024 * 1024
LOOK_SECONDS = 0.5
"""How often it is looked whether the file has changed."""
LONGEST_TIMEOUT = 120.0
"""Seconds."""
SHORTEST_SECRET = 16
"""Characters."""


class Sending(Model):
    """What all channels have."""

    allow_private: bool = False
    """Whether the address may be one of this host or of a private network."""
    timeout: Annotated[float, Field(gt=0, le=LONGEST_TIMEOUT)] = 10.0
    """Seconds for the first attempt; each other one has twice as long."""
    keep_trying: Span = 6 * 60 * 60
    """So long after the alert it is tried again, then given up; a command sends it again."""
    parallel: Annotated[int, Field(ge=1, le=64)] = 4
    """Most attempts at once."""

    def patience(self, attempt: int) -> float:
        """Seconds for an attempt, from 1 on: twice as many as for the one before.

        A receiver that takes an alert and answers late gets it again, once or twice, not for hours.
        """
        return max(self.timeout, min(self.timeout * 2.0 ** (attempt - 1), LONGEST_TIMEOUT))


class Webhook(Sending):
    """HTTP POST. With a secret it is signed."""

    kind: Literal["webhook", "slack", "teams"]
    url: HttpUrl
    secret: SecretStr | None = None
    secret_file: Path | None = None

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        if self.secret and self.secret_file:
            raise ValueError("secret and secret_file: one of them")
        if self.secret and len(self.secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"secret: at least {SHORTEST_SECRET} characters")
        return self


class Mail(Sending):
    """A mail by SMTP. A password never travels without TLS."""

    kind: Literal["mail"]
    host: Annotated[str, Field(min_length=1, max_length=253)]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: SecretStr | None = None
    password_file: Path | None = None
    sender: Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]
    to: Annotated[
        list[Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]],
        Field(min_length=1, max_length=50),
    ]

    @model_validator(mode="after")
    def _password_needs_tls(self) -> Self:
        if self.username and self.tls == "none":
            raise ValueError("username: a password never travels without TLS")
        return self


Channel = Annotated[Webhook | Mail, Field(discriminator="kind")]
_CHANNELS: TypeAdapter[dict[Name, Channel]] = TypeAdapter(dict[Name, Channel])


class Channels:
    """The channels of a file, which is looked at again whenever one is asked for."""

    def __init__(self, path: Path | None) -> None:
        """Without a file there are none. Raises SettingsError."""
        self._path = path
        self._next_look = 0.0
        self._stamp: tuple[int, int] | None = None
        self._found: Mapping[str, Webhook | Mail] = {}
        if path is not None:
            self._stamp = _stamp(path)
            self._found = read(path)

    def __getitem__(self, name: str) -> Webhook | Mail | None:
        """The channel of this name, as the file says now."""
        self._look()
        return self._found.get(name)

    def names(self) -> Iterable[str]:
        """Of all channels, in the file's order, as it says now."""
        self._look()
        return self._found.keys()

    def _look(self) -> None:
        """A file that isn't right leaves the channels as they were, with a line in the log."""
        now = time.monotonic()
        if self._path is None or now < self._next_look:
            return
        self._next_look = now + LOOK_SECONDS
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._found = read(self._path)
        except SettingsError as error:
            log.error("the channels stay as they were: %s", error)  # noqa: TRY400 - it says it all
        else:
            log.info("%d channels read from %s", len(self._found), self._path)


def read(path: Path) -> Mapping[str, Webhook | Mail]:
    """The channels of a file. Raises SettingsError with one line that repeats no value."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise SettingsError(f"{path}: more than {MOST_BYTES // 1024} KiB")
        return _CHANNELS.validate_python(tomllib.loads(text.decode()))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(it) for it in first["loc"] if it not in {"webhook", "mail"})
        raise SettingsError(
            f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}"
        ) from None
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from None
    except ValueError as error:
        place = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it isn't UTF-8"
        raise SettingsError(f"{path} is not valid TOML: {place}") from None


def secret_of(given: SecretStr | None, file: Path | None) -> str | None:
    """A secret, from the settings or from its file. Raises OSError, UnicodeDecodeError."""
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    return given.get_secret_value() if given else None


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
