"""Bytes to text: what is sure is read, what would be a guess is refused."""

import codecs

import pytest

from stream.wire import Code
from tests.wire.reading import one, refusal

TEXT = "Førsteferga går igjen, sier rederiet."


@pytest.mark.parametrize(
    ("data", "content_type", "charset"),
    [
        (TEXT.encode(), None, "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), None, "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None, "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None, "utf-16-be"),
        (TEXT.encode("latin-1"), "text/plain; charset=ISO-8859-1", "iso-8859-1"),
        (TEXT.encode("cp1252"), 'text/plain; charset="windows-1252"', "windows-1252"),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/plain; charset=iso-8859-1", "utf-8"),
    ],
)
def test_the_text_is_the_same_in_every_charset(
    data: bytes, content_type: str | None, charset: str
) -> None:
    item = one(data, content_type)
    assert item.story.body == TEXT
    assert item.wire.charset == charset


@pytest.mark.parametrize(
    "content_type", ["text/plain; charset=utf-8", "text/plain; charset=idna",
                     "text/plain; charset=unicode_escape", "text/plain; charset=klingon"],
)  # fmt: skip
def test_nothing_is_guessed_where_a_charset_is_named(content_type: str | None) -> None:
    assert refusal(TEXT.encode("latin-1"), content_type).code == Code.NOT_TEXT


@pytest.mark.parametrize("content_type", [None, "text/plain"])
@pytest.mark.parametrize("frame", ["{}", "ZCZC\n{}\nNNNN", "\x01eca0001 4 i 20\n\x02\n{}\x03"])
def test_old_wires_are_windows_1252_and_that_is_said(frame: str, content_type: str | None) -> None:
    item = one(frame.format(f"{TEXT} “Ja”").encode("cp1252"), content_type)
    assert item.story.body == f"{TEXT} “Ja”"
    assert (item.wire.charset, item.wire.extra["charset_assumed"]) == (
        "windows-1252",
        "windows-1252",
    )


@pytest.mark.parametrize(
    "data",
    [
        "Паром больше не ходит.".encode("cp1251"),
        TEXT.encode("latin-1") + b"\x81",
        TEXT.encode("latin-1") + b"\x02",
        b'{"body": "F\xf8rsteferga gaar igjen, sier rederiet."}',
    ],
)
def test_what_is_in_doubt_is_refused(data: bytes) -> None:
    assert refusal(data).code == Code.NOT_TEXT


def test_utf_8_is_no_latin_1_whatever_the_content_type_says() -> None:
    item = one(TEXT.encode(), "text/plain; charset=iso-8859-1")
    assert (item.story.body, item.wire.charset) == (TEXT, "utf-8")


def test_what_no_consumer_could_carry_is_replaced_and_counted() -> None:
    item = one(b'{"body": "Fer\\ud800ry\\u0000 crews", "note": "\\udfff"}')
    assert item.story.body == "Fer\ufffdry\ufffd crews"
    assert item.wire.extra["replaced_characters"] == 3
    assert one(b"Ferry\0crews met.").wire.extra["replaced_characters"] == 1


def test_clean_text_counts_nothing() -> None:
    assert "replaced_characters" not in one(TEXT).wire.extra
