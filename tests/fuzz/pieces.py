"""Mutations that keep an input's shape, so that parsers are reached and not only their doors.

Most random changes of bytes make XML and JSON that isn't well-formed. These change whole tokens: a
tag, a string, a line; and put in what agencies and attackers really send.
"""

import random
import re

_TOKEN = re.compile(rb"<[^<>]{0,400}>|\"(?:[^\"\\]|\\.){0,400}\"|[^<>\"\n]{1,400}\n?|.", re.DOTALL)
_MOST_TOKENS = 4000
PIECES: tuple[bytes, ...] = (
    b"\0",
    b"\x01",
    b"\x02",
    b"\x03",
    b"\x11",
    b"\x12",
    b"\x13",
    b"\x14",
    b"\x16\x16\x01",
    b"\x1f",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\t",
    b"    ",
    b"NNNN",
    b"ZCZC",
    b" =\n",
    b"^",
    b"<\n",
    b"_ ",
    b"-- ",
    b"\xff",
    b"\xc3\x28",
    b"\xa0",
    b"\x92",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b'"\\ud800"',
    b"\\u0000",
    b"&nbsp;",
    b"&#0;",
    b"&#x10FFFF;",
    b"&lt;p&gt;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<br/>",
    b"<p>",
    b"</p>",
    b"<table><tr><td>1</td></tr></table>",
    b"<?x y?>",
    b"<!DOCTYPE a [",
    b"<!ENTITY",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"0",
    b"[]",
    b"{}",
    b'""',
    b"2026-02-30T25:61:00Z",
    b"00000000",
    b"20260310T101112+0200",
    b"stat:canceled",
    b"sig:correction",
    b"KILL",
    b"CORRECTED",
    b"1stLd-Writethru",
    b"LIMA, Peru (ANDINA) _ ",
    b"OSLO 31 FEB - ",
    b"https://[::1/",
    b"urn:x",
    b"medtop:1",
    b"9" * 40,
    "\u0130\u2028\u202e\U0001d518".encode(),
    b"x" * 300,
    b"(" * 60,
    b"," * 60,
    b"A, " * 60,
)


def mutated(data: bytes, seed: int, longest: int) -> bytes:
    """A neighbour of an input, the same for the same seed."""
    chance = random.Random(seed)
    tokens = _TOKEN.findall(data)[:_MOST_TOKENS]
    for _ in range(chance.randint(1, 6)):
        chance.choice(_CHANGES)(tokens, chance)
    return b"".join(tokens)[:longest]


def _put(tokens: list[bytes], chance: random.Random) -> None:
    tokens.insert(chance.randint(0, len(tokens)), chance.choice(PIECES))


def _replace(tokens: list[bytes], chance: random.Random) -> None:
    if tokens:
        piece = chance.choice(PIECES)
        at = chance.randrange(len(tokens))
        quoted = tokens[at].startswith(b'"') and not piece.startswith(b'"')
        tokens[at] = b'"' + piece + b'"' if quoted else piece


def _drop(tokens: list[bytes], chance: random.Random) -> None:
    if tokens:
        at = chance.randrange(len(tokens))
        del tokens[at : at + chance.choice((1, 1, 2, 5))]


def _repeat(tokens: list[bytes], chance: random.Random) -> None:
    if tokens:
        at = chance.randrange(len(tokens))
        part = tokens[at : at + chance.randint(1, 12)]
        tokens[at:at] = part * chance.choice((1, 1, 2, 20))


def _swap(tokens: list[bytes], chance: random.Random) -> None:
    if tokens:
        one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]


def _cut(tokens: list[bytes], chance: random.Random) -> None:
    if tokens:
        del tokens[chance.randrange(len(tokens)) :]


_CHANGES = (_put, _put, _replace, _replace, _replace, _drop, _repeat, _swap, _swap, _cut)
