"""Inputs made to cost as much as they can: each a function from a size in bytes to an input.

Used by `bench.parse_cost` (time and memory over sizes). Every family of formats has its own.
"""

from collections.abc import Callable

Maker = Callable[[int], bytes]


def _repeated(head: bytes, piece: bytes, tail: bytes = b"") -> Maker:
    def make(size: int) -> bytes:
        count = max(1, (size - len(head) - len(tail)) // len(piece))
        return head + piece * count + tail

    return make


def _numbered(head: bytes, piece: str, tail: bytes = b"") -> Maker:
    """The piece holds `{}` for its number, so that no two are equal."""

    def make(size: int) -> bytes:
        parts, left, number = [head], size - len(head) - len(tail), 0
        while left > 0:
            part = piece.format(number).encode()
            parts.append(part)
            left -= len(part)
            number += 1
        return b"".join((*parts, tail))

    return make


_G2 = (
    b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1"><itemMeta>'
    b'<itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>A</headline>'
)
_G2_TEXT = (
    _G2 + b'</contentMeta><contentSet><inlineXML contenttype="application/nitf+xml">'
    b"<nitf><body><body.content>"
)
_G2_END = b"</body.content></body></nitf></inlineXML></contentSet></newsItem>"
_NITF = b"<nitf><head><title>A</title></head><body><body.content>"
_NITF_END = b"</body.content></body></nitf>"
_NEWSML = (
    b"<NewsML><NewsItem><Identification/><NewsManagement/><NewsComponent><NewsLines>"
    b"<HeadLine>A</HeadLine></NewsLines>"
)
_NEWSML_END = (
    b"<ContentItem><DataContent><p>A text.</p></DataContent></ContentItem></NewsComponent>"
    b"</NewsItem></NewsML>"
)
_RSS = b'<rss version="2.0"><channel><title>A</title>'
_RSS_END = b"</channel></rss>"
_NINJS = b'{"uri": "urn:x:1", "headline": "A", "body_html": "'
_ANPA = b"\x16\x16\x01a0001\x1fabcde\nr a\x13\x11 BC-A   03-10 0100\n\x02^A<\n"
_IPTC = b"\x01eca001 4 i 211 dpa 061\r\n\nA/\r\n\x02A headline =\n\n"

MAKERS: dict[str, Maker] = {
    "g2: empty elements": _repeated(_G2, b"<a/>", b"</contentMeta></newsItem>"),
    "g2: subjects": _numbered(
        _G2, '<subject qcode="a:{}"><name>A</name></subject>', b"</contentMeta></newsItem>"
    ),
    "g2: headlines": _repeated(_G2, b"<headline>A</headline>", b"</contentMeta></newsItem>"),
    "g2: text between elements": _repeated(_G2, b"<subject/>x", b"</contentMeta></newsItem>"),
    "g2: paragraphs": _repeated(_G2_TEXT, b"<p>a</p>", _G2_END),
    "g2: line breaks": _repeated(_G2_TEXT + b"<p>", b"a<br/>", b"</p>" + _G2_END),
    "g2: cells": _repeated(_G2_TEXT + b"<table>", b"<tr><td>a</td></tr>", b"</table>" + _G2_END),
    "g2: unclosed": _repeated(_G2, b"<a>"),
    "g2: nested": lambda size: (
        _G2 + b"<a>" * 240 + b"a" * size + b"</a>" * 240 + b"</contentMeta></newsItem>"
    ),
    "g2: items": _repeated(b"<newsMessage><itemSet>", b"<newsItem/>", b"</itemSet></newsMessage>"),
    "xml: one long text": _repeated(_NITF + b"<p>", b"a b ", b"</p>" + _NITF_END),
    "xml: references": _repeated(_NITF + b"<p>", b"&amp;", b"</p>" + _NITF_END),
    "xml: named references": _repeated(_NITF + b"<p>", b"&eacute;", b"</p>" + _NITF_END),
    "xml: unknown references": _numbered(_NITF + b"<p>", "&x{};", b"</p>" + _NITF_END),
    "xml: bad references": _repeated(_NITF + b"<p>", b"&#0;", b"</p>" + _NITF_END),
    "xml: comments": _repeated(b"<nitf>", b"<!---->", b"</nitf>"),
    "xml: open comments": _repeated(b"<?xml version='1.0'?>", b"<!--"),
    "xml: declarations": _repeated(b"", b"<?xml "),
    "xml: instructions": _repeated(b"<nitf>", b"<?a b?>", b"</nitf>"),
    "xml: document type": _repeated(b"<!DOCTYPE nitf [", b'"', b"]><nitf/>"),
    "xml: declared elements": _repeated(b"<!DOCTYPE nitf [", b"<!ELEMENT a ANY>", b"]><nitf/>"),
    "xml: attributes": _numbered(b"<nitf ", 'a{}="" ', b"/>"),
    "xml: namespaces": _numbered(b"<nitf ", 'xmlns:a{}="b" ', b"/>"),
    "xml: long attribute": _repeated(b'<nitf a="', b"a", b'"/>'),
    "xml: cdata": _repeated(_NITF + b"<p>", b"<![CDATA[a]]>", b"</p>" + _NITF_END),
    "xml: replaced characters": _repeated(_NITF + b"<p>", b"\x01", b"</p>" + _NITF_END),
    "nitf: keywords": _repeated(
        b"<nitf><head><docdata><key-list>",
        b'<keyword key="a"/>',
        b"</key-list></docdata></head></nitf>",
    ),
    "nitf: people": _repeated(_NITF, b"<p><person>A</person>, a</p>", _NITF_END),
    "nitf: tables": _repeated(_NITF, b"<table><tr><td>a</td></tr></table>", _NITF_END),
    "nitf: nested tables": _repeated(
        _NITF + b"<table>" * 100, b"<tr><td>a</td></tr>", b"</table>" * 100 + _NITF_END
    ),
    "newsml: components": _repeated(_NEWSML, b"<NewsComponent/>", _NEWSML_END),
    "newsml: properties": _repeated(_NEWSML, b'<Property FormalName="a" Value="b"/>', _NEWSML_END),
    "newsml: items": _repeated(b"<NewsML>", b"<NewsItem/>", b"</NewsML>"),
    "rss: entries": _repeated(
        _RSS, b"<item><title>A</title><description>b c</description></item>", _RSS_END
    ),
    "rss: one long entry": _repeated(
        _RSS + b"<item><description>", b"&lt;p&gt;a ", b"</description></item>" + _RSS_END
    ),
    "rss: categories": _repeated(
        _RSS + b"<item><title>A</title>", b"<category>a</category>", b"</item>" + _RSS_END
    ),
    "json: keys": _numbered(b'{"uri": "urn:x:1", "body_text": "a"', ', "k{}": 1', b"}"),
    "json: items": _repeated(b'[{"body": "a"}', b",{}", b"]"),
    "json: brackets": _repeated(b'{"body": "a", "x": [', b"[],", b"1]}"),
    "json: deep": _repeated(b'{"body": ', b"["),
    "json: open string": _repeated(b'{"body": "', b'\\"'),
    "json: escapes": _repeated(b'{"body": "', b"\\ud800", b'"}'),
    "json: tags": _numbered(
        b'{"uri": "urn:x:1", "body_text": "a", "subject": [{}', ', {{"name": "a{}"}}', b"]}"
    ),
    "json: number": _repeated(b'{"body": ', b"9", b"}"),
    "html: open tags": _repeated(_NINJS, b"<", b'"}'),
    "html: paragraphs": _repeated(_NINJS, b"<p>a", b'"}'),
    "html: open tables": _repeated(_NINJS, b"<table>", b'"}'),
    "html: comments": _repeated(_NINJS, b"<!--", b'"}'),
    "html: references": _repeated(_NINJS, b"&amp", b'"}'),
    "html: attributes": _repeated(_NINJS + b"<p ", b"a=b ", b'>a"}'),
    "plain: short lines": _repeated(b"", b"a\n"),
    "plain: one line": _repeated(b"", b"a "),
    "plain: spaces": _repeated(b"a", b" ", b"b"),
    "plain: empty lines": _repeated(b"a", b"\n", b"b"),
    "plain: returns": _repeated(b"", b"a\r"),
    "plain: names": _repeated(b"", b"LONDON, "),
    "plain: fields": _repeated(b"", b"slug: a\n"),
    "plain: notes": _repeated(b"", b"Eds: a\n"),
    "plain: dashes": _repeated(b"LONDON ", b"- "),
    "plain: wide": lambda size: b"\xff\xfe" + "\U0001d518 ".encode("utf-16-le") * (size // 6),
    "plain: high bytes": _repeated(b"A text of ASCII " * 40, b"abcdefghijklmno\x92"),
    "anpa: lines": _repeated(_ANPA, b"\ta<\n", b"\x03\n"),
    "anpa: heads": _repeated(_ANPA, b"^a<\n"),
    "anpa: separators": _repeated(b"\x16\x16\x01a0001", b"\x1f"),
    "anpa: spaces": _repeated(b"\x16\x16\x01a0001\x1f", b" "),
    "anpa: rows": _repeated(_ANPA, b"\x08a;b\x10\n", b"\x03"),
    "anpa: cells": _repeated(_ANPA + b"\x08a", b";"),
    "anpa: frames": _repeated(b"", b"\x16\x16\x01\x02a\x03"),
    "anpa: enquiries": _repeated(b"\x16", b"\x05A "),
    "iptc: lines": _repeated(_IPTC, b"a =\r\n", b"\x03"),
    "iptc: text": _repeated(_IPTC, b"    a b c\r\n", b"\x03"),
    "iptc: notes": _repeated(_IPTC, b"# a\r\n"),
    "zczc: field file": _repeated(b"ZCZC\r\n", b"AN#a\r\n", b"TX#a\r\nNNNN"),
    "zczc: signs": _repeated(b"ZCZC\r\nA\r\n\r\na b c.\r\n", b"-", b"\r\nNNNN"),
    "zczc: fields": _repeated(b"ZCZC\r\n", b"%a\r\n", b"NNNN"),
    "zczc: ends": _repeated(b"ZCZC\r\n", b"NNNN\r\n"),
    "zczc: text": _repeated(b"ZCZC\r\n#A\r\n$A\r\n", b"   a b c\r\n", b"NNNN"),
}
