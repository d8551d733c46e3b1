"""Universities and councils that are called by a city alone."""

import re

from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land

_SCHOLARS = (
    r"(?:researchers?|scientists?|professors?|academics?|economists?|historians?|scholars?"
    r"|lecturers?|\w{3,12}ologists?|physicists?|chemists?|mathematicians?|students?|fellows?|dean)"
)
_LIST = r"(?:(?:[A-Z]\w+, ){0,3}[A-Z]\w+,? and )?"
_AT = Ending(
    rf"\b(?:(?i:{_SCHOLARS})(?: of (?:[a-z]+ ){{0,3}}[a-z]+)? at"
    r"|(?:teaches|taught|studied|studies|lectures|lectured) (?:(?:of |in )?\w+ ){0,3}?(?:at|from)"
    r"|(?:degrees?|doctorates?|graduated|[Gg]raduates?) (?:(?:of |in )?\w+ ){0,3}?from"
    rf"|educated at|[Gg]raduates? of|[Uu]niversities of) {_LIST}",
    *(" at ", " from ", " of ", " and "),
)
_LISTED = Ending(r"\b[Uu]niversities of (?:[A-Z]\w+, ){1,4}", ", ")
_GOES_ON = re.compile(r"-|['\u2019]s? | (?:[A-Z]|schools?|universit|colleges?|hospitals?|clinics?)")
_COUNCIL = re.compile(r" and [A-Z]\w+(?: [A-Z]\w+)? (?:Council|Borough|University|Police|NHS)\b")


def is_school_or_council(it: Sighting) -> bool:
    """Whether it is one: "economists at Oxford and Yale", "Perth and Kinross Council"."""
    lead, rest = it.before, it.after
    if land(it.text) or _COUNCIL.match(rest):
        return land(it.text) is None
    found = _AT.search(lead) or _LISTED.search(lead)
    return bool(found) and not _GOES_ON.match(rest)
