"""What stands between a verb of speaking and the words: whom it was told, when, where, in what."""

import re

from stream.enrich.quotes.marks import OPEN
from stream.enrich.who.cast import Cast, is_person
from stream.enrich.who.finite import has_verb

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday"
_WHEN_OR_WHERE = re.compile(
    rf" (?:(?:late |early |later |earlier )?(?:on |late on |early on )?(?:{_DAY})"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|(?:last|this|earlier this|later this|late last) (?:week|month|year|night|summer|winter"
    r"|spring|autumn|fall|weekend)"
    r"|in (?:an?|the|his|her|its|their) (?:[\w\u2019'-]+ ){0,3}(?:statement|speech|report|interview"
    r"|post|letter|tweet|e-?mail|note|address|filing|memo|message|video|ruling|release|article"
    r"|broadcast|briefing|notice|memoir|verdict|judgment|judgement|study|paper|survey)"
    r"(?: (?:to|with|on|for|by|from) (?:the |its |his |her )?(?:[\w\u2019'.-]+ ){0,3}?"
    r"[\w\u2019'.-]+)?"
    r"|(?:at|during|after) (?:an?|the|his|her|its|their) (?:[\w\u2019'-]+ ){0,3}(?:conference"
    r"|briefing|ceremony|meeting|hearing|rally|summit|event|debate|interview|trial|session|talks)"
    r"|by (?:tele)?phone|by e-?mail|in [A-Z][\w-]+(?: [A-Z][\w-]+){0,2}"
    r"|on (?:X|Twitter|Facebook|Telegram|Instagram|television|state television|the radio|air|court)"
    r"|(?:read|published|released|posted|issued|seen|sent|carried|obtained|shared)"
    r" [^,.;:\ue000]{2,60}?(?=:| that\b)"
    r"|only|simply|out|back|when asked (?:about|whether|if|how|why|what)\b[^,.;:\ue000]{0,120}"
    r"|at the time|in \w+ (?:19|20)\d\d|on \w+ \d{1,2}|on \d{1,2} [A-Z]\w+"
    r"|on [A-Z][a-z]+\.? \d{1,2})"
    r"(?= |,|\.|$|:)"
)
_THAT = re.compile(
    r"(?:, (?:however|meanwhile|though|too|for his part|for her part|in turn))?(?:,| )*\bthat,? "
    r"(?!\w+ing )"
)
_CITING_THAT = re.compile(r", (?:citing|quoting|the|an?|its|his|her) [^.;:\ue000]{2,160}?, that ")
_APPOSED = re.compile(r", [A-Z][\w\u2019'.-]+(?: [A-Z][\w\u2019'.-]+){0,4}, that ")
_THAT_AHEAD = re.compile(r"[^,.;:\ue000]{0,90}?(?<!so )\bthat ")
_RELATIVE_VERB = re.compile(
    r"(?:has|have|had|is|was|were|will|would|can|could|may|might|did|does)\b"
    r"|\w+ed (?:the|an?|his|her|its|their|him|them)\b"
    r"|[a-z]{2,}s (?:the|an?|its|his|her|their|back|up|out|in|on|to|off)\b"
)
"""After a "that" which is the subject itself: "a phrase that *has* often preceded it"."""
_ANOTHER = re.compile(r"\b(?:and|but|or) ")
_LISTENERS = re.compile(
    r" (?:(?:the|a|an|his|her|its|their|local|national|state|foreign) )*(?:[\w\u2019'-]+ ){0,2}?"
    r"(?:reporters|journalists|lawmakers|parliament|analysts|senators|investors|MPs|deputies"
    r"|supporters|crowd|rally|conference|briefing|television|TV|radio|newspaper|agency|magazine"
    r"|committee|court|council|hearing|jurors|delegates|employees|staff|residents|channel|station"
    r"|broadcaster|daily|website|him|her|them|us|me|it|Congress|audience|inquiry|shareholders"
    r"|viewers|listeners|families|officials|ministers|leaders|police|media|press|forum|summit"
    r"|meeting|panel|judge|jury|students|workers|voters|soldiers|fans)(?!\w)"
)
_OUTLET = re.compile(
    r"(?: [A-Z][\w\u2019'-]+){0,3} (?:programme|program|show|podcast)(?: [A-Z][\w\u2019'-]+){1,4}"
    r"| (?:television|TV|radio|newspaper|news agency|news|magazine|channel|daily|website|agency"
    r"|lawmakers|reporters|parliament|station)(?!\w)"
)
_NAMED_LISTENERS = re.compile(
    r" (?:the |The )?[A-Z][\w\u2019'.-]+(?:(?: of| for| and)?(?: the)? [A-Z][\w\u2019'.-]+){0,4}"
)
_ANY_LISTENERS = re.compile(
    r" (?:the|an?|one|another|two|three|several|some|his|her|their) (?:[\w-]+ ){0,3}?"
    r"(?!of|about|in|on|with|to)[\w-]+"
    r"(?= (?:he|she|it|they|there|that|his|her|its|their|the|an?)\b|(?: to)?,? \ue000|:)"
)
_AND_OTHERS = re.compile(r" and (?:the )?[A-Z][\w\u2019'-]+(?= (?:to|that|how|what)\b|,? \ue000|:)")
_ARTICLE = re.compile(r" (?:the |The )?(?:(?!that )[a-z]+(?:-[a-z]+)? ){0,2}")
_LEAD = re.compile(rf" ?[:,]? *(?={OPEN})")
_MOST = 4


def after_listeners(text: str, at: int, until: int, cast: Cast) -> int | None:
    """Where the words for those who were told end; None where nobody is found."""
    article = _ARTICLE.match(text, at, until)
    start = article.end() if article else at
    named = _NAMED_LISTENERS.match(text, at, until)
    listeners = _LISTENERS.match(text, at, until)
    for it in cast.within(start, min(until, start + 60)):
        if is_person(it.entity) and listeners and listeners.end() < it.start:
            break
        if it.start == start:
            outlet = _OUTLET.match(text, it.end, until)
            end = outlet.end() if outlet else it.end
            # What follows an outlet at once may be somebody else: "told the BBC *Ada Byron* had".
            other = named and cast.within(it.end, named.end())
            return max(end, named.end()) if named and not other else end
        break
    listeners = listeners or named or _ANY_LISTENERS.match(text, at, until)
    return _with_others(text, listeners.end(), until) if listeners else None


def _with_others(text: str, end: int, until: int) -> int:
    """Where those end who were told with others: "told refugees from Kabul *and Herat* to"."""
    found = _AND_OTHERS.match(text, end, until)
    return found.end() if found else end


def after_when_and_where(text: str, at: int, until: int) -> int:
    """Where adverbials of time, place and medium end."""
    for _ in range(_MOST):
        found = _WHEN_OR_WHERE.match(text, at, until)
        if not found:
            return at
        at = found.end()
    return at


def after_that(text: str, at: int, until: int, *, far: bool = True) -> int | None:
    """Where the clause begins after "that", if one follows here or, if `far`, after a few words."""
    direct = _THAT.match(text, at, until) or _APPOSED.match(text, at, until)
    if direct:
        return direct.end()
    if not far:
        return None
    citing = _CITING_THAT.match(text, after_when_and_where(text, at, until), until)
    if citing:
        return citing.end()
    ahead = _THAT_AHEAD.match(text, at, until)
    if ahead and _RELATIVE_VERB.match(text, ahead.end(), until):
        return None
    if not ahead or _ANOTHER.search(text, at, ahead.end()) or has_verb(text, at, ahead.end()):
        return None
    return ahead.end()


def lead(text: str, at: int, until: int) -> int | None:
    """Where a quote opens right here, but for a colon or comma."""
    found = _LEAD.match(text, at, until)
    return found.end() if found else None
