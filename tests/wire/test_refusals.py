"""Bytes that are no story: each is refused by a code that says why, and never repeats the text."""

import json

import pytest

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire import MAX_ITEMS, Code, read
from tests.wire.reading import ARRIVED, one, refusal

SECRET = "Zanzibarite"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY),
        (b" \r\n\t", Code.EMPTY),
        (b"[]", Code.EMPTY),
        (b"\xef\xbb\xbf", Code.EMPTY),
        (b"abc \xff\xfe def", Code.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Code.NOT_TEXT),
        (b"\xff\xfea", Code.NOT_TEXT),
        (b'{"body": ', Code.BAD_JSON),
        (b'{"body": "x", }', Code.BAD_JSON),
        (b'{"body": NaN}', Code.BAD_JSON),
        (b'{"body": "x", "n": ' + b"9" * 5000 + b"}", Code.BAD_JSON),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, Code.TOO_DEEP),
        (b"[" * 10_000 + b"]" * 10_000, Code.TOO_DEEP),
        (b"{}", Code.NO_TEXT),
        (b'{"uri": "urn:example:1", "type": "picture", "headline": "x"}', Code.NO_TEXT),
        (b'{"body": "\\u0000 \\ud800"}', Code.NO_TEXT),
        (b"[1, 2]", None),
        (b'["a"]', Code.BAD_FIELD),
        (b'{"body": 5}', Code.BAD_FIELD),
        (b'{"body": [1]}', Code.BAD_FIELD),
        (b'{"uri": 5, "body_text": "x"}', Code.BAD_FIELD),
        (b'{"uri": "urn:a:b", "bodies": "x"}', Code.BAD_FIELD),
        (b'{"uri": "urn:a:b", "bodies": [{"value": 1}]}', Code.BAD_FIELD),
        (b'{"body": "x", "headline": 5}', Code.BAD_FIELD),
        (b'{"body": "x", "pubstatus": "perhaps"}', Code.BAD_FIELD),
        (b'{"body": "x", "embargoed": "soon"}', Code.BAD_FIELD),
        (b"embargo: soon\n\nFerries stop.", Code.BAD_FIELD),
        (b"<?xml version='1.0'?><nitf/>", Code.NO_TEXT),
        (b"<newsMessage><header/></newsMessage>", Code.EMPTY),
        (b"<planningItem/>", Code.PLANNING),
        (b"<conceptItem/>", Code.NOT_NEWS),
        (b"<invoice/>", Code.UNSUPPORTED_FORMAT),
        (b"<nitf><body></nitf>", Code.BAD_XML),
        (b"<nitf>" + b"<a>" * 300, Code.TOO_DEEP),
        (b"<nitf>" + b"<a/>" * 200_001 + b"</nitf>", Code.TOO_LARGE),
        (b"<!DOCTYPE html><html></html>", Code.UNSUPPORTED_FORMAT),
        (b"<?xml version='1.0' encoding='idna'?><nitf>\xe9</nitf>", Code.NOT_TEXT),
        (b"<?xml version='1.0' encoding='utf-8'?><nitf>\xe9</nitf>", Code.NOT_TEXT),
        (b"\x16\x16\x01a1234\x1fa\nu s\x14\x12 BC-Ferry", Code.NO_TEXT),
        (b"\x01abc0001 4 i 20 abc\r\n\x02Ferries stop =\n\x03", Code.NO_TEXT),
        (b"ZCZC ABC123\n#Ferry\nNNNN", Code.NO_TEXT),
        (b"{\\rtf1 Ferries}", Code.UNSUPPORTED_FORMAT),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Code.UNSAFE_XML),
        (b"<!DOCTYPE a SYSTEM 'x>y' [<!--]--> <!ENTITY b SYSTEM '/etc/x'>]><a/>", Code.UNSAFE_XML),
        (b"<!DOCTYPE nitf SYSTEM 'x>y' [<!ENTITY % n SYSTEM 'n.dtd'> %n;]><nitf/>", Code.NO_TEXT),
    ],
)
def test_each_code_has_its_reason(data: bytes, code: Code | None) -> None:
    if code is None:
        assert one(data).wire.format == "plain-text"
    else:
        assert refusal(data).code == code


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ab\xffcd", "byte 2"),
        (b'{"body":\n "x",, }', "line 2, column 6"),
        (b'{"body": "x", "headline": 5}', "'headline': expected a text, found a number"),
        (b"<nitf>\n<body>\n</nitf>", "line 3, column 8"),
        (b"<invoice/>", "'invoice'"),
        (b'[{"body": "x"}, 5]', None),
    ],
)
def test_a_message_says_where_and_what(data: bytes, said: str | None) -> None:
    if said is not None:
        assert said in str(refusal(data))


@pytest.mark.parametrize(
    "data",
    [
        {"body": SECRET, "headline": [SECRET]},
        {"body": SECRET, "embargoed": SECRET},
        {"body": SECRET, "pubstatus": SECRET},
        {"uri": "urn:a:b", "bodies": [SECRET]},
        {"story": {"uri": SECRET}, "wire": {"story_id": SECRET}},
        f'{{"body": "{SECRET}", {SECRET}'.encode(),
        f"<a>{SECRET}</a>".encode(),
        SECRET.encode() + b"\xff\xff",
    ],
)
def test_a_message_never_holds_the_storys_text(data: bytes | dict[str, object]) -> None:
    assert SECRET not in str(refusal(data))


def test_a_bad_item_stands_beside_its_readable_neighbours() -> None:
    data = [{"body": "One."}, {"body": 2}, 3, {"body": "Four."}]
    found = read(json.dumps(data).encode(), arrived=ARRIVED)
    kinds = [type(it) for it in found]
    assert kinds == [ParsedStory, ParseError, ParseError, ParsedStory]
    assert [it.wire.ordinal for it in found if isinstance(it, ParsedStory)] == [0, 3]


def test_where_every_item_is_bad_the_first_error_is_raised() -> None:
    assert refusal(json.dumps([{"body": 1}, {}]).encode()).code == Code.BAD_FIELD
    assert refusal(json.dumps([{}, {"body": 1}]).encode()).code == Code.NO_TEXT


def test_an_input_holds_so_many_items_and_no_more() -> None:
    most = json.dumps([{"body": "x"}] * MAX_ITEMS).encode()
    assert len(read(most, arrived=ARRIVED)) == MAX_ITEMS
    assert refusal(json.dumps([{"body": "x"}] * (MAX_ITEMS + 1)).encode()).code == (
        Code.TOO_MANY_ITEMS
    )


def test_the_size_is_a_parameter() -> None:
    assert read(b"Ferries stop.", arrived=ARRIVED, max_bytes=13)
    with pytest.raises(ParseError) as caught:
        read(b"Ferries stop.", arrived=ARRIVED, max_bytes=12)
    assert caught.value.code == Code.TOO_LARGE


def test_brackets_inside_strings_are_no_depth() -> None:
    assert one({"body": "[" * 1000 + '"' + "{" * 1000}).story.body.count("[") == 1000
