"""What comes next in a row: a look ahead that decides whether a dash or a full stop ends it."""

from stream.wire.agencies import is_known
from stream.wire.dateline.days import read_day
from stream.wire.dateline.months import begins_date
from stream.wire.dateline.tokens import Token, token_at

_BRACKETS = ("(", " (", "/", " /", "\n(")


def is_apart(text: str, dash: Token) -> bool:
    """Whether a dash divides: a single hyphen needs a space or a closed element at its side."""
    before = text[dash.start - 1 : dash.start]
    after = text[dash.end : dash.end + 1]
    return dash.text != "-" or before.isspace() or not after.strip() or before in {")", "/"}


def signed_between_dashes(text: str, dash: Token) -> bool:
    """Whether the agency and another dash follow: "SAN JOSE, Calif.--(WIRE)--"."""
    if not text.startswith(_BRACKETS, dash.end):
        return False  # the usual case, told without reading on
    following = token_at(text, dash.end)
    if following is None or following.kind != "bracket":
        return False
    after = token_at(text, following.end)
    return after is not None and after.kind == "dash"


def dated_at_the_end(text: str, dash: Token) -> bool:
    """Whether a date and the end of the row follow the dash: "LIMA - May 3 -"."""
    following = token_at(text, dash.end)
    if following is None or (following.kind != "number" and not begins_date(following.text)):
        return False
    found = read_day(text, following.start)
    if found is None:
        return False
    after = token_at(text, found[1])
    return after.kind in {"dash", "bracket"} if after else not text[found[1] :].strip()


def signed_after_stop(text: str, following: Token | None) -> bool:
    """Whether the agency comes after a full stop: "MOSCOW, May 5. /TASS/.", "May 5. TASS -"."""
    if following is None or following.kind != "word" or not is_known(following.text):
        return following is not None and following.kind == "bracket"
    after = token_at(text, following.end)
    return after is not None and after.kind == "dash"
