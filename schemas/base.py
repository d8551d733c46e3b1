"""The base of every model: closed, immutable, camelCase only where ninjs wants it."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A closed model: an unknown field is an error, so a typo can't pass as an extension."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_none(value: object) -> bool:
    """For fields that the contract marks `?`: absent rather than null."""
    return value is None
