"""Reported clauses: where they begin and end, and whether words after a verb are one."""

import re

from stream.enrich.lists import words
from stream.enrich.quotes import verbs
from stream.enrich.quotes.marks import CLOSE, CLOSE_STOP, FILL, OPEN
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who.finite import FINITE

_PARTICIPLES = "|".join(sorted(it for it in verbs.kinds() if verbs.is_participle(it)))
_AGAIN = "|".join(
    sorted(
        {it for it in verbs.kinds() if it.endswith(("ed", "s"))}
        | words("quotes", "goes on")
        | {"said", "told", "wrote"}
    )
)
_SPEAK = (
    r"(?:said|says?|told|argued?|insist|insisted|warn|warned|claim|claimed"
    r"|(?:fear|believe)(?! (?:for|in)\b))\b"
)
_RELATES = (
    r"(?:whom|whose|where|when|because|whether|if|how|why) "
    rf"|(?:who|which|that) (?:(?:also|still|now|once|never|have|has|[a-z]+ly) ){{0,2}}{_SPEAK}"
)
"""So the verb is a relative clause's, part of what was said: "a school *where* children said"."""
_AFTERMATH = "|".join(sorted(words("quotes", "aftermath")))
_GOES_ON = (
    rf" (?:(?:and|but) (?=(?:also |later |then )?(?:{_AGAIN})\b)"
    rf"|(?:while|though|although) (?=[^,]{{2,80}} (?:{_AGAIN})\b)"
    rf"|(?:and|but) (?=(?:(?!would|could|will|to |not |did|had|{_RELATES})"
    rf"[A-Za-z][\w'\u2019-]* ){{1,4}}{_SPEAK})"
    rf"|(?:before|while|after) (?=(?:also |again )?(?:{_PARTICIPLES})\b))"
)
_ANOTHER = rf"(?:{_PARTICIPLES})\b|according to "
_FROM_IT = rf"(?:all but |further |effectively )?(?:{_AFTERMATH}) "
_CALLED_SO = (
    r"an? [a-z]+ (?:that |which )?(?:he|she|it|they|[A-Z][\w-]+) "
    rf"(?:{'|'.join(sorted(it for it, kind in verbs.kinds().items() if kind == verbs.CALL))})\b"
)
_AFTER_IT = (
    r"(?:an?|one|two|three|four|five|six|seven|\d+|days|weeks|hours|months|years)"
    r"(?: (?:days?|weeks?|hours?|months?|years?))? (?:after|before) "
)
_CUT = re.compile(
    rf",(?: but (?!that |had |would |could )| (?={_ANOTHER})| (?={_FROM_IT})| (?={_CALLED_SO})"
    rf"| (?={_AFTER_IT}|citing )|{_GOES_ON})|{_GOES_ON}"
    r"|; (?![^()]*\))|,(?= (?:and|but) (?:has|have|is|are) )"
    rf"|,(?<=[{CLOSE}{CLOSE_STOP}],)(?= while )"
    rf"| (?<=[{CLOSE}{CLOSE_STOP}] )(?=after |while |{_ANOTHER})"
)
"""Where somebody else goes on, or the reporter does: what follows from it, after what was said.

Every way begins with a comma, a semicolon or a space, so that the search stops at nothing else.
"""
_AND_HAS = re.compile(r" and (?:has|have) (?:also )?[a-z]+ed (?:his|her|its|their|for|on) ")
_PAST = re.compile(r"(?<!who )(?:was|were|had)\b(?!.*\b(?:has|have|is|are)\b)")
"""Of what is past the present doesn't go on: "says it *was* stolen | and has called for"."""
_AND_THAT = re.compile(r",? (?:and|but|or) that (?=[\w\ue000])")
_RELATIVE = re.compile(
    r"\b(?:who|which|that|whose|where)\b"
    r"|(?<=\w )(?:after|before|when|while|because|since|until|if|as)"
    r" (?:it|he|she|they|the|its|his|her)\b"
)
_STARTS = re.compile(
    r"(?:(?:he|she|it|they|there|we|I|that)(?:['\u2019](?:s|re|d|ll|ve|m))?|his|her|its|their|the|an?|this|these|those|some|many|most|all"
    r"|at least|more than|about|no one|nobody|[A-Z]\w+|\d[\d,.]*|\w+ (?:people|of)) (?:\S+ ){2,}"
)
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|could|can|may|might|should|must|did|does|wasn"
    r"|weren|isn|aren|hadn|hasn|haven|wouldn|couldn|didn|doesn|don)\b"
    r"|(?<=\w)['\u2019](?:d|ll|ve|re)\b"
)
_THERE = re.compile(
    r"(?:there|he|she|it|they|we|I) (?:was|were|is|are|had|has|have|would|will|could|can)\b"
)
_TO = re.compile(rf"to (?:[a-z]+ |{OPEN})")
"""What somebody pledges to do, which isn't what was said."""
_NO_SUBJECT = re.compile(
    r"(?:was|were|is|are|had|has|have|would|will|could|can|may|might|who|whose"
    r"|\w+ed (?:the|an?|his|her|its|their|him|them)) "
)
"""So a clause begins whose subject stands elsewhere: "a dam that he said *was* old"."""
_YES_OR_NO = re.compile(r"(?:yes|no|so),|(?:published|released|issued|posted|broadcast) ")
_NO_CLAUSE = (_TO, _YES_OR_NO, _NO_SUBJECT)
_STOPS = ".?!;, "
_AT_ONCE = re.compile(
    rf"(?:[A-Z]\w+(?: [A-Z]\w+){{0,2}}|he|she|it|they) (?:had |has )?(?:{FINITE.pattern}) "
)
"""A clause whose subject is a name or pronoun and whose verb follows at once."""
_PLURAL = (
    r"(?!in |on |at |to |for |with |by |as |of |from |during |after |before )"
    r"(?:[a-z-]+ ){0,2}[a-z]{2,}s (?:also |often |still |now |already |never )?"
    r"(?!of |in |at |for |with |who |that |from |to |on |by |and |or |but |as "
    r"|than |after |before |such |like )[a-z]{3,}(?<!ing) \w"
)
"""Many and what they do, in a verb that no list has: "*officials often hide* accidents"."""
_BEGINS = {verbs.SAY: re.compile(rf"{_STARTS.pattern}|{_PLURAL}"), verbs.REPORT: _AT_ONCE}
_SPOKEN = re.compile(rf"\b(?:{_AGAIN}|{_PARTICIPLES})\b|:")
_QUOTED_VERB = re.compile(
    rf"(?:he|she|it|they|(?:his|her|its|their|the) [a-z]+) {OPEN}"
    rf"|(?:his|her|its|their|the) {OPEN}{FILL}{{20,}}[{CLOSE}{CLOSE_STOP}]?$"
)
_SUBJECT = re.compile(
    r"(?:It|He|She|They|We|This|That|There|(?:The|His|Her|Its|Their|One|[A-Z][\w-]+)"
    r"(?: (?!a |an |the |of |in |on |to |for |with |by |as |not |and |but )[\w'\u2019-]+){1,5}"
    r"|[A-Z][a-z]+s) "
)
"""A subject whose verb stands within the marks: "The other side «does not want it,» he said"."""
_FIRST_WORD = re.compile(r"\S+")
_FULL = {verbs.SAY, verbs.TELL}


def clauses(text: str, start: int, until: int) -> tuple[Stretch, ...]:
    """The clause from here, cut where another attribution begins, divided at "and that"."""
    cut = _CUT.search(text, start, until)
    end = cut.start() if cut else until
    and_has = _AND_HAS.search(text, start, end)
    if and_has and _PAST.search(text, start, and_has.start()):
        end = and_has.start()
    parts: list[Stretch] = []
    for joint in _AND_THAT.finditer(text, start, end):
        parts.append(bare(text, start, joint.start()))
        start = joint.end()
    parts.append(bare(text, start, end))
    return tuple(_with_subject(text, it) for it in parts if it.end > it.start)


def _with_subject(text: str, part: Stretch) -> Stretch:
    """The clause with the "that" which is its subject: "said *that* was old"."""
    if text.endswith(" that ", 0, part.start) and _NO_SUBJECT.match(text, part.start):
        return Stretch(part.start - len("that "), part.end)
    return part


def around(text: str, since: int, end: int) -> tuple[Stretch, ...]:
    """The clause that ends with the quoted words of "He was «not happy,» X said"."""
    whole = bare(text, since, end)
    opening = text.find(OPEN, *whole)
    if opening < whole.start + 1 or text.count(OPEN, *whole) > 1:
        return ()
    lead = text[whole.start : opening]
    if lead[-1:] != " " or _SPOKEN.search(lead):
        return ()
    return (whole,) if FINITE.search(lead) or _SUBJECT.fullmatch(lead) else ()


def bare(text: str, start: int, end: int) -> Stretch:
    """The stretch without space and punctuation around it."""
    while start < end and text[start] in " ,:":
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    return Stretch(start, end)


def is_clause(text: str, clause: Stretch, kind: str) -> bool:
    """Whether words right after a verb, without "that", are a clause."""
    if any(it.match(text, clause.start) for it in _NO_CLAUSE):
        return False
    if kind == verbs.THAT:
        return bool(_THERE.match(text, clause.start, clause.end))
    if kind in _FULL and OPEN in text[clause.start : clause.end]:
        return True
    if kind == verbs.REPORT and _QUOTED_VERB.match(text, clause.start, clause.end):
        return True
    starts = _BEGINS.get(kind)
    if starts and starts.match(text, clause.start, clause.end):
        return True
    return _has_subject_and_verb(text, clause, kind)


def _has_subject_and_verb(text: str, clause: Stretch, kind: str) -> bool:
    forms = FINITE if kind in _FULL else _AUXILIARY
    # What it begins with may look like a verb: "affected passengers will".
    first = _FIRST_WORD.match(text, clause.start, clause.end)
    verb = forms.search(text, first.end(), clause.end) if first else None
    if not verb:
        return False
    before = text[clause.start : verb.start()]
    if kind not in _FULL and before.endswith((" but ", " and ", " yet ")):
        return False
    return kind in _FULL or not (_RELATIVE.search(before) or "," in before)
