"""What bodies of a kind are called, so that "the party" is the one party that a story names.

And words for people that stand for one another.
"""

import re

PAPERS = {"newspaper", "paper", "daily", "tabloid", "magazine"}

_PARTY = re.compile(
    r"Party\b|Democrat|Republican|Labou?r$|Conservative|Tories|Greens$|Socialist|Communist|Liberal"
    r"|National Front|League$|Coalition|Movement|Congress$|\b(?:SNP|CDU|CSU|SPD|AfD|BJP|ANC|PSOE"
    r"|DUP|UKIP|PASOK|Likud|Fatah|Hamas|Sinn F\u00e9in|Fianna F\u00e1il|Fine Gael|Plaid Cymru"
    r"|Syriza|Vox)\b"
)
_UNION = re.compile(
    r"Union\b|Workers|Teamsters|Brotherhood|Federation|Congress|Local \d|Association|College of"
    r"|Syndicate|Confederation|Nurses|Teachers|Longshore|\b(?:Unite|Unison|GMB|RMT|Aslef|Equity"
    r"|Verdi|IG Metall|CGT|CFDT|UAW|AFL-CIO|Cosatu)\b"
)
_PAPER = re.compile(
    r"\b(?:Times|Post|News(?! Agency)|Daily|Herald|Journal|Tribune|Gazette|Star|Sun|Mirror|Mail"
    r"|Express|Guardian|Telegraph|Observer|Independent|Chronicle|Standard|Globe|Le|La|El|Die|Der|Il"
    r"|Today|Press)\b|[Zz]eitung"
)
_AIRLINE = re.compile(
    r"\bAir\b|Air$|Airlines?|Airways|Jet|Wings|\b(?:Lufthansa|Qantas|KLM|SAS|Emirates|Iberia"
    r"|Finnair|Aeroflot|Alitalia|Swissair|Etihad|Aeromexico|Avianca|LATAM|Garuda|Icelandair"
    r"|Ryanair)\b"
)
NAMES = {
    "party": _PARTY,
    "union": _UNION,
    "airline": _AIRLINE,
    "carrier": _AIRLINE,
    **dict.fromkeys(PAPERS, _PAPER),
}

_ALIKE = (
    {"boss", "coach", "manager"},
    {"lawyer", "attorney", "solicitor", "barrister"},
    {"lawmaker", "senator", "congressman", "congresswoman", "mp", "deputy", "politician"},
)
ALIKE: dict[str, set[str]] = {
    **{noun: alike - {noun} for alike in _ALIKE for noun in alike},
    "minister": {"secretary", "chancellor"},
    "officer": {"inspector", "superintendent", "sergeant", "captain", "lieutenant"},
    "academic": {"professor", "researcher", "scientist", "historian"},
    "scientist": {"professor", "researcher"},
    "researcher": {"professor", "scientist"},
}
"""What else somebody may have been called who is "the coach", if nobody was called that."""
