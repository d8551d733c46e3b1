"""Reads the row of elements at the start of a text, from left to right, and never goes back."""

from stream.gazetteer import country
from stream.wire.agencies import is_known
from stream.wire.dateline.days import Day, read_day
from stream.wire.dateline.row import Row
from stream.wire.dateline.tokens import LONGEST, Token, token_at

_MOST_NAMES = 4
_MOST_WORDS = 6
_SMALL_WORDS = (
    "a al am an and au aux bei ben bin da das de del della den der di do dos du e el of on in la "
    "las le les los oder of sous sul sur the und upon y"
)
_PARTICLES = frozenset(_SMALL_WORDS.split())
_LEADING = frozenset({"el", "la", "al", "the", "los", "las", "le"})


def scan(text: str) -> Row | None:
    """The row at the start of the text, or None where what stands there can't be one."""
    start = len(text[:LONGEST]) - len(text[:LONGEST].lstrip())
    reader = _Reader(text[: start + LONGEST], start)
    reader.read()
    row = reader.row
    return row if row.closed_by and row.names and len(row.names) <= _MOST_NAMES else None


class _Reader:
    """Takes sign after sign until the row is closed or broken."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.row = Row(start)
        self.words: list[str] = []
        self.done = False
        self.last = ""

    def read(self) -> None:
        while not self.done:
            self._step()

    def _step(self) -> None:
        found = read_day(self.text, self.at)
        if found and self.row.day is None:
            self._take_day(*found)
        elif found and found[0].weekday is not None:
            self.at = found[1]
        elif token := token_at(self.text, self.at):
            self._take(token)
        else:
            self._break_off()

    def _take_day(self, day: Day, end: int) -> None:
        self._close_name()
        self.row.day, self.at, self.last = day, end, "day"

    def _take(self, token: Token) -> None:
        getattr(self, f"_{token.kind}")(token)
        if not self.done:
            self.at = token.end
            self.last = token.kind if token.kind != "space" else self.last

    def _space(self, token: Token) -> None:
        """White space divides nothing; a line's end closes what is complete and breaks a name."""
        if "\n" not in token.text:
            return
        following = token_at(self.text, token.end)
        if following is not None and following.kind in {"bracket", "dash"}:
            return
        if self.last in {"day", "bracket"} and not self.words and self.row.names:
            self._finish("line", token.start)
        elif self.words:
            self._break_off()

    def _comma(self, _: Token) -> None:
        self._close_name()

    def _slash(self, _: Token) -> None:
        self._close_name()

    def _word(self, token: Token) -> None:
        word = token.text
        if self.last == "bracket" and self.row.names:
            self._finish("bracket", self._last_end())
        elif word[0].isupper() or self._joins(word):
            self._add(word, token.end)
        elif is_known(word) and self.row.agency is None:
            self._close_name()
            self.row.agency = word
        else:
            self._break_off()

    def _add(self, word: str, end: int) -> None:
        """Add a word to the name. After a date a full stop at a country's name ends the row.

        Where capitals end the next name begins, comma or not: "FARMINGTON Conn.".
        """
        if self.words and self.words[-1].isupper() and _is_title(word):
            self._close_name()
        self.words.append(word)
        name = " ".join(self.words)
        if len(self.words) > _MOST_WORDS:
            self._break_off()
        elif self.row.day is not None and word.endswith(".") and country(name):
            self._close_name()
            self._finish("stop", end)

    def _joins(self, word: str) -> bool:
        """Whether a lower-case word can stand in a name: "Rio de Janeiro", "al-Hasakah"."""
        plain = word.partition("-")[0].lower()
        return (bool(self.words) and word in _PARTICLES) or (
            "-" in word and plain in _LEADING and word[-1].isalpha()
        )

    def _bracket(self, token: Token) -> None:
        self._close_name()
        if self.row.agency is None or not self.row.bracketed:
            self.row.agency, self.row.bracketed = token.inside, True
        else:
            self._break_off()

    def _dash(self, token: Token) -> None:
        self._close_name()
        if self._goes_on(self._next(token)):
            return
        if self._divides(token):
            self._finish("dash", token.end)
        else:
            self._break_off()

    def _goes_on(self, following: Token | None) -> bool:
        """Whether the row goes on after a dash: "(ANSA) - ROME", "SAN JOSE, Calif.--(WIRE)--"."""
        if not self.row.names and self.row.bracketed:
            return True
        if following is None or following.kind != "bracket" or self.row.bracketed:
            return False
        after = self._next(following)
        return bool(self.row.names) and after is not None and after.kind == "dash"

    def _divides(self, token: Token) -> bool:
        """A single hyphen needs a space or a closed element at its side to be a dash."""
        before = self.text[token.start - 1 : token.start]
        after = self.text[token.end : token.end + 1]
        apart = before.isspace() or not after.strip() or before in {")", "/"}
        return token.text != "-" or apart

    def _stop(self, token: Token) -> None:
        complete = self.row.day is not None or self.row.bracketed
        following = self._next(token)
        if following and following.kind in {"dash", "comma"}:
            return
        if self.last in {"day", "bracket"} and complete and not self._agency_follows(token):
            self._finish("stop", token.end)
        elif not self._agency_follows(token):
            self._break_off()

    def _agency_follows(self, token: Token) -> bool:
        """Whether a signature comes after the full stop: "MOSCOW, May 5. /TASS/."."""
        following = self._next(token)
        return bool(following and following.kind == "bracket" and not self.row.bracketed)

    def _next(self, token: Token) -> Token | None:
        """The sign after this one, white space aside."""
        following = token_at(self.text, token.end)
        if following and following.kind == "space":
            return token_at(self.text, following.end)
        return following

    def _colon(self, token: Token) -> None:
        self._close_name()
        if self.row.day is not None or self.row.bracketed:
            self._finish("colon", token.end)
        else:
            self._break_off()

    def _close_name(self) -> None:
        if not self.words:
            return
        name = " ".join(self.words)
        self.words = []
        if self._is_signature(name):
            self.row.agency = name
        elif self.row.names and self.row.day is not None:
            self.row.after.append(name)
        else:
            self.row.names.append(name)

    def _is_signature(self, name: str) -> bool:
        """A bare name after a date or a place is the agency only if we know it as one."""
        return self.row.agency is None and bool(self.row.names) and is_known(name)

    def _break_off(self) -> None:
        """The row ends here: complete where an agency's bracket or the line's end closes it."""
        rest = self.text[self.at : self.at + 2]
        if self.last == "bracket" and not self.words:
            self._finish("bracket", self._last_end())
        elif self.last == "day" and not self.words and (not rest or rest.startswith("\n")):
            self._finish("line", self._last_end())
        self.done = True

    def _last_end(self) -> int:
        return len(self.text[: self.at].rstrip())

    def _finish(self, closed_by: str, end: int) -> None:
        self.row.closed_by, self.row.end, self.done = closed_by, end, True


def _is_title(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word not in _PARTICLES
