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

_LAWMAKERS = {"senator", "congressman", "congresswoman", "mp"}
ALIKE: dict[str, set[str]] = {
    "boss": {"coach", "manager"},
    "manager": {"coach"},
    "lawyer": {"attorney", "solicitor", "barrister"},
    "attorney": {"lawyer"},
    "lawmaker": _LAWMAKERS,
    "politician": _LAWMAKERS | {"lawmaker"},
    "officer": {"inspector", "superintendent", "sergeant"},
    "academic": {"professor", "researcher", "scientist", "historian"},
    "researcher": {"scientist"},
}
"""What else somebody may have been called who is "the boss", if nobody was called that.

The wider word may stand for the narrower, never one office for another.
"""
OF_THE_STATE = {"general", "prosecutor"}
"""An attorney general is nobody's lawyer."""
PORTFOLIOS = {
    "prime", "foreign", "finance", "interior", "defence", "defense", "health", "education",
    "justice", "home", "economy", "trade", "energy", "oil", "environment", "transport",
    "agriculture", "labour", "labor", "culture", "sports", "tourism",
}  # fmt: skip
"""Of which there is one of each: the *foreign* minister is no *finance* minister."""
