"""Where a headline begins: after what the wire says about its own story.

NewsAlert: ...   FLASH: ...   UPDATE 1-...   CORRECTED-UPDATE 2-...   KILL: ...   Soccer-...
"""

import re

# In capitals before any divider, in other letters before a colon alone: "Flash-flood" and "Update
# on the talks" are words. The wire room reads what a marker means; here it only isn't a name.
_WORDS = (
    r"(?:(?:AP ?)?NEWS ?ALERT|NEWS ?BREAK|NEWS ?FLASH|FLASH|SNAP|URGENT|ALERT|BULLETIN|EXTRA"
    r"|BREAKING(?: NEWS)?|EXCLUSIVE|UPDATED?|CORRECT(?:ED|ION|ING|S)|CLARIFICATION"
    r"|REFIL(?:E|ED|ING)"
    r"|RPT|REPEAT|WRAP ?UP|(?:MANDATORY |STORY )?KILL|WITHDRAWN?|WITHDRAWAL|HOLD|ADVISORY"
    r"|EMBARGOED|FACT ?BOX|TIMELINE|ANALYSIS|FEATURE|INTERVIEW|EXPLAINER|PROFILE|OBITUARY|PREVIEW"
    r"|DIARY"
    r"|INSTANT VIEW|PRESS DIGEST|TABLE|POLL|COLUMN|COMMENTARY|OPINION)"
)
_COUNT = r"(?: ?\d{1,3})?"
_MARKER = re.compile(
    rf"\s{{0,9}}(?:{_WORDS}{_COUNT}(?:\s{{0,3}}[:\u2013\u2014-]+|\s{{1,3}}_(?=\s))"
    rf"|(?i:{_WORDS}){_COUNT}\s{{0,3}}:)\s{{0,9}}"
)
# What a story of sport is filed under: "Soccer-Spain hold Italy".
_SPORT = re.compile(
    r"(?:Soccer|Football|Rugby(?: (?:Union|League))?|Cricket|Tennis|Golf|Athletics|Cycling|Boxing"
    r"|Baseball|Basketball|Ice [Hh]ockey|Hockey|Swimming|Gymnastics|Rowing|Sailing|Skiing"
    r"|Alpine [Ss]kiing|Olympics|Paralympics|Motor [Rr]acing|Horse [Rr]acing|NBA|NFL|NHL|MLB)"
    r"-(?=[A-Z])"
)
_MOST = 4


def headline_start(headline: str) -> int:
    """The offset at which the headline's own words begin."""
    start = 0
    for _ in range(_MOST):
        if not (marker := _MARKER.match(headline, start)):
            break
        start = marker.end()
    filed = _SPORT.match(headline, start)
    return filed.end() if filed else start
