"""What stands right before and after a name, and whether it says that the name is a place.

Everything looks at a bounded stretch, so a long line costs no more than a short one.
"""

import re

from stream.enrich.names.endings import last_word
from stream.enrich.names.spans import DATELINE, Passage, Span

_REACH = 60
_PARTS = (
    r"(?:north|south|east|west|central|northern|southern|eastern|western|northeast|northwest"
    r"|southeast|southwest|northeastern|northwestern|southeastern|southwestern|downtown|nearby"
    r"|mainland|greater|rural|coastal|suburban|neighbou?ring|occupied)"
)
_PART = rf"(?:{_PARTS} ){{0,2}}"
_BEFORE_PLACES = (
    r"(?:in|at|near|from|to|of|outside|around|across|through|throughout|via|towards?|into|inside"
    r"|far (?:away |north |south |east |west |back )?as"
    r"|within|off|beyond|between|leaving|reach(?:ed|ing)?|enter(?:ed|ing)?|left|capital,?"
    r"|city|town|village|port|province|state|region|suburb|island)"
)
_LOCATIVE = re.compile(
    r"(?:^|[\s(\[\"\u201c\u2018\u2014-])" + _BEFORE_PLACES + rf",? (?:the )?{_PART}$",
    re.IGNORECASE,
)
_LAST = re.compile(rf"{_BEFORE_PLACES}|as|the|{_PARTS}", re.IGNORECASE)
"""The last word of all these: of most names another stands before."""
_OF_PLACES = re.compile(
    r"(?:['\u2019]s)? (?:airport|province|state|region|city|district|suburb|county|port|harbou?r"
    r"|residents|mayor|council|authorities|police|metro|streets|prefecture|oblast|governor|court"
    r"|hospital|branch|office|bureau|stock exchange|exchange|embassy|shares|newspapers?)\b"
)
_TITLED_WORDS = re.compile(r"\b[^\W\d_]{4,}\b")
_TITLED_SHARE = 0.6
_LINE = 150


def before(passage: Passage, span: Span, reach: int = _REACH) -> str:
    """The words before a span in its line, after the dateline."""
    since = max(passage.opening, span.start - reach, 0)
    return passage.text[since : span.start].rpartition("\n")[2]


def after(passage: Passage, span: Span, reach: int = _REACH) -> str:
    """The words after a span in its line."""
    return passage.text[span.end : span.end + reach].partition("\n")[0]


def says_place(passage: Passage, span: Span) -> bool:
    """Whether the text says that it is a place: the dateline, "in …", "… airport"."""
    if DATELINE in span.by:
        return True
    lead = before(passage, span)
    if _LAST.fullmatch(last_word(lead)) and _LOCATIVE.search(lead):
        return True
    return _OF_PLACES.match(after(passage, span)) is not None


def opens_sentence(passage: Passage, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins at this offset."""
    lead = passage.text[max(passage.opening, at - 6) : at].rstrip(" \"'\u201c\u2018(\u2014-")
    return not lead or lead[-1] in ".!?:;\n\u2026"


def titled(passage: Passage, span: Span) -> bool:
    """Whether the line around it writes most words with a capital, as some headlines do."""
    near = before(passage, span, _LINE) + " " + after(passage, span, _LINE)
    words = _TITLED_WORDS.findall(near)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals > _TITLED_SHARE * len(words)
