"""The closed set of reasons for which bytes are refused. `docs/formats.md` lists them."""

from enum import StrEnum

from stream.errors import ParseError


class Code(StrEnum):
    """Why an input or an item is no story that we read; a label in metrics."""

    EMPTY = "empty"
    """No bytes, only white space, or a list without items."""
    NOT_TEXT = "not_text"
    """The bytes don't decode in the charset that they must be in."""
    TOO_LARGE = "too_large"
    """More bytes than a story may have."""
    TOO_MANY_ITEMS = "too_many_items"
    """More items than one input may hold."""
    TOO_DEEP = "too_deep"
    """JSON nested beyond the limit."""
    BAD_JSON = "bad_json"
    """It starts as JSON and isn't JSON."""
    BAD_XML = "bad_xml"
    """It starts as XML and isn't well-formed."""
    BAD_FIELD = "bad_field"
    """A field has a type or a value that can't be used, and guessing would be unsafe."""
    NO_TEXT = "no_text"
    """The item has no body text: a picture, a plan, an empty body."""
    PLANNING = "planning"
    """A planning item: it announces coverage and is no story."""
    NOT_NEWS = "not_news"
    """Something else than news: a concept of a vocabulary, a technical answer, a schedule."""
    UNSUPPORTED_FORMAT = "unsupported_format"
    """A known format that isn't read yet; the message names it."""
    UNSAFE_XML = "unsafe_xml"
    """XML that declares entities or an internal subset."""


def refuse(code: Code, message: str) -> ParseError:
    """The error to raise. `message` says what, where and what to do, never the story's text."""
    return ParseError(code.value, message)
