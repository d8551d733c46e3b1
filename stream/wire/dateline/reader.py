"""Reads a row of elements from left to right, and never goes back."""

from collections.abc import Callable

from stream.gazetteer import city, country, regions_named
from stream.wire.agencies import is_known
from stream.wire.dateline.ahead import (
    dated_at_the_end,
    is_apart,
    signed_after_stop,
    signed_between_dashes,
)
from stream.wire.dateline.days import Day, read_day, read_misspelt_day
from stream.wire.dateline.months import begins_date, may_end_name
from stream.wire.dateline.row import Row
from stream.wire.dateline.tokens import Token, token_at
from stream.wire.dateline.words import begins_anew, joins

_MOST_WORDS = 6


class Reader:
    """Takes sign after sign until the row is closed or broken."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.row = Row(start)
        self.words: list[str] = []
        self.done = False
        self.last = ""
        self.is_beside = False

    def read(self) -> Row:
        """The row, with `closed_by` "" where it broke off."""
        while not self.done:
            token = token_at(self.text, self.at)
            if token is None:
                self._break_off()
            else:
                _TAKE[token.kind](self, token)
        return self.row

    def _passed(self, token: Token) -> None:
        self.at, self.last = token.end, token.kind

    def _number(self, token: Token) -> None:
        if not self._take_date(read_day(self.text, token.start)):
            self._break_off()

    def _take_date(self, found: tuple[Day, int] | None) -> bool:
        """Take a date or a weekday. A date stands over its weekday; a second date is none."""
        if found is None:
            return False
        day, end = found
        before = self.row.day
        if before is None or (before.weekday is not None and day.weekday is None):
            self._close_name()
            self.row.day = day
        elif day.weekday is None:
            return False
        self.is_beside = False
        self.at, self.last = end, "day"
        return True

    def _line(self, token: Token) -> None:
        """A line's end divides nothing, closes what is complete and breaks a name."""
        following = token_at(self.text, token.end)
        if following is None or following.kind not in {"bracket", "dash"}:
            if self.last in {"day", "bracket"} and not self.words and self.row.names:
                self._finish("line", self.at)
            elif self.words:
                self._break_off()
        self.at = token.end

    def _comma(self, token: Token) -> None:
        self._close_name()
        self.is_beside = False
        self._passed(token)

    def _slash(self, token: Token) -> None:
        """Between places, or at the end of "LIMA / WIRE / May 3 /"."""
        if self.last == "day" and self.row.bracketed:
            self._finish("bracket", token.end)
            return
        self._close_name()
        self.is_beside = bool(self.row.names)
        self._passed(token)

    def _word(self, token: Token) -> None:
        word = token.text
        if begins_date(word) and self._word_of_date(token):
            return
        if self.last == "bracket" and self.row.names:
            self._begin_text(word)
        elif word[0].isupper() or joins(self.words, word):
            self._add(token)
        elif is_known(word) and self.row.agency is None:
            self._close_name()
            self.row.agency = word
            self._passed(token)
        else:
            self._break_off()

    def _word_of_date(self, token: Token) -> bool:
        in_name = bool(self.words) and may_end_name(token.text)  # "SANTO DOMINGO" is no Sunday
        return not in_name and self._take_date(read_day(self.text, token.start))

    def _begin_text(self, word: str) -> None:
        """A word right after the bracket: the text begins, or "Sydney (AAP) reported" goes on."""
        if self.row.day is not None or not word[0].islower():
            self._finish("bracket", self.at)
        self.done = True

    def _add(self, token: Token) -> None:
        """Add a word to the name. After a date a full stop at a country's name ends the row.

        Where capitals end the next name begins, comma or not: "FARMINGTON Conn.".
        """
        word = token.text
        if self.words and begins_anew(self.words[-1], word):
            self._close_name()
        elif self._dates_due() and self._take_date(read_misspelt_day(self.text, token.start)):
            return
        self.words.append(word)
        self._passed(token)
        if len(self.words) > _MOST_WORDS:
            self._break_off()
        elif self.row.day is not None and word[-1] == "." and country(" ".join(self.words)):
            self._close_name()
            self._finish("stop", token.end)

    def _dates_due(self) -> bool:
        """Whether a date may come next: after a place and its comma."""
        return self.row.day is None and self.last == "comma" and bool(self.row.names)

    def _bracket(self, token: Token) -> None:
        """The agency, or the day, or what lies around the place: "Hyderabad (Telangana)"."""
        self._close_name()
        inside = token.inside
        if inside[0].isdecimal():
            self._day_inside(token)
        elif self.row.names and not is_known(inside) and (country(inside) or regions_named(inside)):
            self.row.names.append(inside)
            self.at, self.last = token.end, "word"
        elif not self.row.bracketed or not is_known(self.row.agency or ""):
            self.row.agency, self.row.bracketed = inside, True
            self._passed(token)
        else:
            self._break_off()

    def _day_inside(self, token: Token) -> None:
        found = read_day(token.inside, 0)
        if found and found[1] == len(token.inside) and self._take_date((found[0], token.end)):
            return
        self._break_off()

    def _dash(self, token: Token) -> None:
        self._close_name()
        if self._goes_on(token):
            self._passed(token)
        elif is_apart(self.text, token):
            self._finish("dash", token.end)
        else:
            self._break_off()

    def _goes_on(self, dash: Token) -> bool:
        """Whether the row goes on after a dash: "(ANSA) - ROME", "Calif.--(WIRE)--", "- May 3 -".

        An agency before all else is kept: where prose follows it is all there is.
        """
        row = self.row
        if not row.names:
            is_first = bool(row.agency) and row.bracketed and row.day is None
            if is_first:
                row.signature = (row.agency or "", dash.end)
            return is_first
        if not row.bracketed and signed_between_dashes(self.text, dash):
            return True
        return row.day is None and dated_at_the_end(self.text, dash)

    def _stop(self, token: Token) -> None:
        complete = self.row.day is not None or self.row.bracketed
        following = token_at(self.text, token.end)
        if self.last == "comma" or (following and following.kind in {"dash", "comma"}):
            self.at = token.end
        elif not self.row.bracketed and signed_after_stop(self.text, following):
            self._passed(token)
        elif self.last in {"day", "bracket"} and complete:
            self._finish("stop", token.end)
        else:
            self._break_off()

    def _colon(self, token: Token) -> None:
        self._close_name()
        if self.row.day is not None or self.row.bracketed or self._is_city_alone(token):
            self._finish("colon", token.end)
        else:
            self._break_off()

    def _is_city_alone(self, colon: Token) -> bool:
        """Papers of South Asia set a colon after the city: "ISLAMABAD: The"."""
        following = token_at(self.text, colon.end)
        if following is None or following.kind != "word" or following.text.isupper():
            return False
        name = self.row.names[0] if len(self.row.names) == 1 else ""
        return name.isupper() and city(name) is not None

    def _close_name(self) -> None:
        if not self.words:
            return
        name = " ".join(self.words)
        self.words = []
        if self._is_signature(name):
            self.row.agency = name
        elif self.is_beside:
            self.row.beside.append(name)
        elif self.row.names and self.row.day is not None:
            self.row.after.append(name)
        else:
            self.row.names.append(name)

    def _is_signature(self, name: str) -> bool:
        """A bare name after a date or a place is the agency only if we know it as one."""
        return self.row.agency is None and bool(self.row.names) and is_known(name)

    def _break_off(self) -> None:
        """The row ends here: complete where an agency's bracket or the line's end closes it."""
        rest = self.text[self.at :].lstrip(" \t\u00a0")
        if self.last == "bracket" and not self.words and self.row.names:
            self._finish("bracket", self.at)
        elif self.last == "day" and not self.words and (not rest or rest.startswith("\n")):
            self._finish("line", self.at)
        self.done = True

    def _finish(self, closed_by: str, end: int) -> None:
        self.row.closed_by, self.row.end, self.done = closed_by, end, True


_TAKE: dict[str, Callable[[Reader, Token], None]] = {
    "word": Reader._word,  # noqa: SLF001 - a table of the class's own steps
    "comma": Reader._comma,  # noqa: SLF001
    "number": Reader._number,  # noqa: SLF001
    "dash": Reader._dash,  # noqa: SLF001
    "bracket": Reader._bracket,  # noqa: SLF001
    "stop": Reader._stop,  # noqa: SLF001
    "line": Reader._line,  # noqa: SLF001
    "colon": Reader._colon,  # noqa: SLF001
    "slash": Reader._slash,  # noqa: SLF001
}
