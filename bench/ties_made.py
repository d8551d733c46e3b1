"""Pairs of a first version and a later one, made from texts in the styles of several agencies.

What a desk changes is made up by a seed: a number, some words of the headline, sentences dropped,
added or set elsewhere. Those with a slug of the day have one stateless id; the others have two.
"""

import datetime as dt
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from schemas.events import ParsedStory
from stream.lifecycle.identity.traits import title_numbers
from stream.wire import read

START = dt.datetime(2026, 1, 5, 6, tzinfo=dt.UTC)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FEWEST_SENTENCES = 3
_FEWEST_WORDS = 4
_MORE = (
    "Officials said more would be known later in the day.",
    "The company declined to comment further.",
    "Analysts had expected as much, several traders said.",
)


@dataclass(frozen=True)
class Pair:
    """Two versions of one story."""

    style: str
    first: ParsedStory
    second: ParsedStory


@dataclass(frozen=True)
class Draft:
    """What is written: headline and sentences; `number` tells pairs apart."""

    number: int
    headline: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences in paragraphs of two."""
        runs = range(0, len(self.sentences), 2)
        return "\n\n".join(" ".join(self.sentences[it : it + 2]) for it in runs)


Style = Callable[[Draft, Draft, dt.datetime, dt.datetime], tuple[bytes, bytes]]


def pairs(texts: Sequence[tuple[str, str]], count: int, *, seed: int) -> Iterator[Pair]:
    """So many pairs of headlines and texts, each text once, in all styles by turns."""
    chance = random.Random(seed)
    fit = [it for it in texts if _fits(*it)]
    styles = list(STYLES.items())
    for number, (headline, text) in enumerate(chance.sample(fit, count)):
        sentences = tuple(_SENTENCE.split(" ".join(text.split())))
        first = Draft(number, headline.title(), sentences[:20])
        second = changed(first, chance)
        name, style = styles[number % len(styles)]
        at = START + dt.timedelta(seconds=40 * number)
        later = at + dt.timedelta(minutes=chance.randint(2, 24 * 60))
        one, other = style(first, second, at, later)
        yield Pair(name, _read(one, at), _read(other, later))


def changed(draft: Draft, chance: random.Random) -> Draft:
    """What the desk makes of it."""
    sentences = list(draft.sentences)
    for _ in range(chance.randint(1, 2 + len(sentences) // 4)):
        place = chance.randrange(len(sentences))
        match chance.randrange(4):
            case 0:
                sentences[place] = _NUMBER.sub("17", sentences[place], count=1)
            case 1 if len(sentences) > _FEWEST_SENTENCES:
                del sentences[place]
            case 2:
                sentences.insert(place, chance.choice(_MORE))
            case _:
                sentences.append(sentences.pop(place))
    words = draft.headline.split()
    if chance.random() < 1 / 2:
        del words[chance.randrange(len(words))]
    return Draft(draft.number, " ".join(words), tuple(sentences))


def _marked(word: str) -> Style:
    """Plain text with the dateline's agency, the later one marked in its headline."""

    def style(first: Draft, second: Draft, at: dt.datetime, _: dt.datetime) -> tuple[bytes, bytes]:
        return _plain(first, at, first.headline), _plain(second, at, f"{word}{second.headline}")

    return style


def _plain(draft: Draft, at: dt.datetime, headline: str) -> bytes:
    where = f"LONDON, {at:%b} {at.day} (Reuters)"
    return f"{headline}\n\n{where} - {draft.text}\n".encode()


def _ninjs(rel: str) -> Style:
    """JSON whose later version has a new id and names the earlier one."""

    def one(draft: Draft, uri: str, at: dt.datetime) -> dict[str, object]:
        return {
            "uri": uri,
            "type": "text",
            "versionCreated": at.isoformat(),
            "headlines": [{"value": draft.headline}],
            "bodies": [{"value": draft.text, "role": "main", "contentType": "text/plain"}],
        }

    def style(
        first: Draft, second: Draft, at: dt.datetime, later: dt.datetime
    ) -> tuple[bytes, bytes]:
        uri, next_uri = (f"urn:example:desk:{first.number:06d}{it}" for it in "ab")
        link = {"name": "earlier", "uri": uri, "rel": rel}
        follows = one(second, next_uri, later) | {"associations": [link]}
        return json.dumps(one(first, uri, at)).encode(), json.dumps(follows).encode()

    return style


def _slugged(marker: str) -> Style:
    """JSON with an id of its own each time, and the same slug with a marker."""

    def style(
        first: Draft, second: Draft, at: dt.datetime, later: dt.datetime
    ) -> tuple[bytes, bytes]:
        slug = f"{first.headline.split()[0]}-{first.number}"
        later = min(later, at.replace(hour=23, minute=59, second=59))
        rows = ((first, slug, at), (second, f"{slug}{marker}", later))
        made = [
            {
                "id": f"{draft.number:05d}-{when.timestamp():.0f}",
                "headline": draft.headline,
                "body": draft.text,
                "slug": said,
                "source": "AFP",
                "published": when.isoformat(),
            }
            for draft, said, when in rows
        ]
        return json.dumps(made[0]).encode(), json.dumps(made[1]).encode()

    return style


def _named(first: Draft, _: Draft, at: dt.datetime, __: dt.datetime) -> tuple[bytes, bytes]:
    """A correction that names the headline and says what to read."""
    note = (
        f"CORRECTION - {' '.join(first.headline.split()[:3]).upper()}\n\n"
        f'In item headlined "{first.headline.upper()}" please read in first paragraph ... '
        "17 mln instead of 71 mln.\n"
    )
    return _plain(first, at, first.headline), note.encode()


def _seven_nine_oh_one(
    first: Draft, second: Draft, at: dt.datetime, later: dt.datetime
) -> tuple[bytes, bytes]:
    """IPTC 7901: another number in the feed, the lead marked above its headline."""

    def one(draft: Draft, sequence: int, marker: str, when: dt.datetime) -> bytes:
        slug = f"{first.headline.split()[0]}/economy/{first.number}/"
        lines = draft.text.replace("\n\n", "\r\n\n")
        dateline = f"London (dpa) - {lines}"
        ends = f"dpa kn tl\r\n\n\x03{when:%d%H%M} GMT {when:%b %y}\r\n"
        head = f"\x01eca{sequence:04d} 3 i 124  dpa 0789\r\n\n{slug}\r\n\x02{marker}"
        return f"{head}{draft.headline} =\r\n\n{dateline}\r\n\n{ends}".encode("latin-1", "replace")

    sequence = 2 * first.number
    return one(first, sequence, "", at), one(second, sequence + 1, "1ST LEAD\r\n", later)


STYLES: dict[str, Style] = {
    "CORRECTED-": _marked("CORRECTED-"),
    "UPDATE 1-": _marked("UPDATE 1-"),
    "REFILE": _marked("REFILE: "),
    "evolvedFrom": _ninjs("evolvedFrom"),
    "previousVersion": _ninjs("previousVersion"),
    "1st Ld-Writethru": _slugged(", 1st Ld-Writethru"),
    "names a headline": _named,
    "IPTC 7901": _seven_nine_oh_one,
}


def _fits(headline: str, text: str) -> bool:
    plain = len(_SENTENCE.split(" ".join(text.split()))) >= _FEWEST_SENTENCES
    return plain and len(title_numbers(headline)) >= _FEWEST_WORDS and '"' not in headline


def _read(data: bytes, arrived: dt.datetime) -> ParsedStory:
    (found,) = read(data, arrived=arrived, max_bytes=1 << 24, content_type=None)
    if not isinstance(found, ParsedStory):
        raise found
    return found
