"""A place's name with what belongs to it, where the reader saw only a part."""

import re

from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land
from stream.enrich.names.spans import DATELINE
from stream.enrich.names.whereabouts import Whereabouts, named_region
from stream.gazetteer import city, fold

_POSSESSIVE = re.compile(r"['\u2019]s\b")
# "Frankfurt am Main", "Newcastle upon Tyne".
_FURTHER = re.compile(
    r"[ -](?:an der|am|im|upon|on|under|sur|sous|en|de|del|do|da|di|la|le)"
    r"(?: (?:la|los|las))?[ -][A-Z]\w+"
)
# A slash before it hid the beginning from the reader: "Tampa/St. Petersburg".
_SAINT = re.compile(r"\bSt\.? $")
_SHORT = len("/St. ")
_GOES_ON = re.compile(r" (?:do|da|de|del|of|and) [A-Z]\w+")


def whole(it: Sighting, story: Whereabouts) -> Sighting:
    """The name with what belongs to it: "The Hague", "Trinidad and Tobago", "St. George's"."""
    text, (start, end) = it.passage.text, (it.span.start, it.span.end)
    if it.text == "Hague" and text[max(0, start - 4) : start] == "The ":
        return Sighting(it.passage, it.span.at(start - 4, end))
    saint = _SAINT.search(text, max(0, start - _SHORT), start)
    if saint and city(saint[0] + it.text):
        return Sighting(it.passage, it.span.at(saint.start(), end))
    goes_on = _GOES_ON.match(text, end)
    longer = it.text + goes_on[0] if goes_on else ""
    if further := _FURTHER.match(text, end):
        found = city(it.text + further[0])
        if found and found.keys[0].startswith(fold(it.text)):
            return Sighting(it.passage, it.span.at(start, further.end()))
    if goes_on and (land(longer) or named_region(longer, story.near)):
        return Sighting(it.passage, it.span.at(start, goes_on.end()))
    return _with_possessive(it, story)


def _with_possessive(it: Sighting, story: Whereabouts) -> Sighting:
    ending = _POSSESSIVE.match(it.passage.text, it.span.end)
    if ending is None or DATELINE in it.span.by or land(it.text):
        return it
    name = it.text + "'s"
    known = city(name, near=story.home)
    if known is None or known.country not in story.home or known.keys[0] != fold(name):
        return it
    return Sighting(it.passage, it.span.at(it.span.start, ending.end()))
