"""Which version of everything found what is in an event: `enrichment.versions`.

    wirestream    the package
    rules         what the enrich and gazetteer rooms' code is: a build between two releases differs
    spacy, language      the libraries that read the text
    model         the model that read this story, "none" where no model reads its language
    models        other languages' models that this worker may read with
    gazetteer, lists, topics      what the data files hold
    enrichment    all of it in one: the same string, the same story, the same enrichment

A customer's own parts (a watch list, a trained topic model) are added by `with_part`. What is a
hash is the first 12 hexadecimal digits of a SHA-256, over names and bytes in the order of names.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Self

DIGITS = 12
ALL = "enrichment"
MODEL = "model"
NO_MODEL = "none"

Files = list[tuple[str, bytes]]
"""Names and bytes."""

_LIBRARIES = {"wirestream": "wirestream", "spacy": "spacy", "language": "eldc"}
_NO_DATA = (".py", ".md")


@dataclass(frozen=True)
class Versions:
    """The version of each part, as this process has them."""

    parts: Mapping[str, str]

    @classmethod
    def of(cls, model: str) -> Self:
        """Those of this installation, with the English model of this name and version.

        The files are read once a process: 20 ms.
        """
        return cls(MappingProxyType({**_installed(), MODEL: model}))

    def with_part(self, name: str, version: str) -> Self:
        """One part more, or another version of it: a watch list that was read anew."""
        return type(self)(MappingProxyType({**self.parts, name: version}))

    @cached_property
    def enrichment(self) -> str:
        """The version of the whole: two that agree enrich the same story the same way."""
        return content_hash((name, self.parts[name].encode()) for name in sorted(self.parts))

    def of_story(self, model: str | None) -> dict[str, str]:
        """As a story's event carries them, with the model that read it; None where none did."""
        return {**self.parts, MODEL: model or NO_MODEL, ALL: self.enrichment}


def content_hash(files: Iterable[tuple[str, bytes]]) -> str:
    """The version of what these files hold; each led by its length, so that none run together."""
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(f"{len(name)}:{name}{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()[:DIGITS]


@cache
def _installed() -> Mapping[str, str]:
    """What doesn't change while a process lives."""
    return {
        **{name: metadata.version(package) for name, package in _LIBRARIES.items()},
        "rules": content_hash([*_code("stream.enrich"), *_code("stream.gazetteer")]),
        "gazetteer": content_hash(_data("stream.gazetteer")),
        "lists": content_hash(_data("stream.enrich", but="topics")),
        "topics": content_hash(_data("stream.enrich.topics")),
    }


def _code(package: str) -> Files:
    return [it for it in _files(package) if it[0].endswith(".py")]


def _data(package: str, but: str = "") -> Files:
    return [it for it in _files(package, but) if not it[0].endswith(_NO_DATA)]


def _files(package: str, but: str = "") -> Files:
    """A package's files, in the order of their names, without those in the folder `but`."""
    below = _below(resources.files(package), but)
    return sorted((name, file.read_bytes()) for name, file in below)


def _below(folder: Traversable, but: str, path: str = "") -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        if entry.is_file():
            yield name, entry
        elif name != but and entry.name != "__pycache__":
            yield from _below(entry, but, f"{name}/")
