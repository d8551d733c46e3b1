"""A version that came, as the window remembers it: a few hundred bytes."""

import struct
from typing import NamedTuple, Self

from stream.lifecycle.identity.sketch import Sketch
from stream.lifecycle.identity.traits import Traits, digest

_HEAD = struct.Struct("<ddQQIBBBB")


class Known(NamedTuple):
    """What is compared. `house` and `slug` are digests, 0 for none."""

    own: str
    story_id: str
    at: float
    written: float
    house: int
    slug: int
    title: tuple[int, ...]
    text: Sketch

    @classmethod
    def of(cls, traits: Traits, story_id: str) -> Self:
        """A version of this story."""
        return cls(
            traits.own,
            story_id,
            traits.at,
            traits.written,
            digest("house", traits.house),
            digest("slug", traits.slug),
            traits.title,
            traits.text,
        )

    def packed(self) -> bytes:
        """As bytes; ids are at most 128 characters of ASCII."""
        own = self.own.encode()
        story = b"" if self.story_id == self.own else self.story_id.encode()
        numbers = (*self.title, *self.text.hashes)
        head = _HEAD.pack(
            self.at,
            self.written,
            self.house,
            self.slug,
            self.text.shingles,
            len(self.title),
            len(self.text.hashes),
            len(own),
            len(story),
        )
        return b"".join((head, struct.pack(f"<{len(numbers)}I", *numbers), own, story))

    @classmethod
    def unpacked(cls, row: bytes) -> Self:
        """Read it back."""
        at, written, house, slug, shingles, titles, hashes, own, story = _HEAD.unpack_from(row)
        numbers = struct.unpack_from(f"<{titles + hashes}I", row, _HEAD.size)
        start = _HEAD.size + 4 * (titles + hashes)
        name = row[start : start + own].decode()
        story_id = row[start + own : start + own + story].decode() if story else name
        text = Sketch(numbers[titles:], shingles)
        return cls(name, story_id, at, written, house, slug, numbers[:titles], text)
