"""Chooses what an ambiguous name means by the story's own words and, weakly, by its agency."""

from stream.wire.agencies import agency_key
from stream.wire.dateline.place import Place, Reading
from stream.wire.dateline.readings import MOST_FROM_STORY

LOOKED_AT = 2000
"""Characters of the text in which a story's own places are looked for."""
_AT_HOME = 0.5
_SAID_AGAIN = 0.25

# Agencies whose datelines are read from home where nothing else decides.
_HOMES = {
    "aa": "TR", "aap": "AU", "adnkronos": "IT", "agerpres": "RO", "agi": "IT", "andina": "PE",
    "ani": "IN", "anp": "NL", "ansa": "IT", "antara": "ID", "ap": "US", "apa": "AT",
    "belga": "BE", "bernama": "MY", "bss": "BD", "bta": "BG", "cp": "CA", "ctk": "CZ",
    "dpa": "DE", "efe": "ES", "hina": "HR", "ians": "IN", "interfax": "RU", "irna": "IR",
    "jiji": "JP", "kcna": "KP", "kyodo": "JP", "lusa": "PT", "mti": "HU", "notimex": "MX",
    "ntb": "NO", "pa": "GB", "pap": "PL", "petra": "JO", "pna": "PH", "pti": "IN",
    "ritzau": "DK", "sana": "SY", "sda": "CH", "spa": "SA", "stt": "FI", "tass": "RU",
    "telam": "AR", "trend": "AZ", "tt": "SE", "ukrinform": "UA", "upi": "US", "vna": "VN",
    "xinhua": "CN", "yonhap": "KR",
}  # fmt: skip


def meant(place: Place, text: str, agency: str | None) -> Place:
    """The reading that the text speaks for; the likeliest one where it says nothing.

    `text` is what follows the dateline, with the headline. Each word is looked for once, so the
    cost is that of some dozen searches in a bounded text.
    """
    if not place.readings:
        return place
    home = _HOMES.get(agency_key(agency)) if agency else None
    said: dict[str, float] = {}
    likeliest, *others = place.readings
    # The likeliest one's own words only matter where another comes near it.
    near = [
        (steps, it) for it in others if (steps := _weigh(it, text, home, said)) > likeliest.likely
    ]
    if not near:
        return likeliest.place
    near.insert(0, (_weigh(likeliest, text, home, said), likeliest))
    return max(near, key=lambda it: it[0])[1].place


def _weigh(it: Reading, text: str, home: str | None, said: dict[str, float]) -> float:
    """How likely it is with the story's words; `said` remembers each word that was looked for."""
    spoken = 0.0
    for word, worth in it.words:
        often = said.get(word)
        if often is None:
            often = said[word] = _said(word, text) if word in text else 0.0
        spoken += worth * often
    return it.likely + min(spoken, MOST_FROM_STORY - _AT_HOME) + _AT_HOME * (it.iso2 == home)


def _said(word: str, text: str) -> float:
    """1 where a text has the word as a name, a little more where it has it again."""
    at = text.find(word)
    found = 0.0
    while at >= 0:
        end = at + len(word)
        if not text[end : end + 1].isalnum() and not _goes_before(text, at):
            if found:
                return found + _SAID_AGAIN
            found = 1.0
        at = text.find(word, end)
    return found


def _goes_before(text: str, at: int) -> bool:
    """Whether the name is the tail of another: "Romania" has no "mania", "New Mexico" no Mexico."""
    return text[at - 1 : at].isalnum() or text[max(0, at - 4) : at] == "New "
