"""What bodies of a kind are called, so that "the party" is the one party that a story names.

And words for people that stand for one another.
"""

import re

PAPERS = {"newspaper", "paper", "daily", "tabloid", "magazine"}

_PARTY = re.compile(
    r"Party\b|(?:Democrat|Republican|Conservative|Liberal|Socialist|Communist)s$|Tories$|Greens$"
    r"|Labou?r$|(?:Republican|Democratic) National Committee|Christian (?:Democratic|Social) Union"
    r"|National Front$|National Congress$|Awami League$|\b(?:SNP|CDU|CSU|SPD|AfD|BJP|ANC|PSOE|DUP"
    r"|UKIP|PASOK|Likud|Fatah|Hamas|Sinn F\u00e9in|Fianna F\u00e1il|Fine Gael|Plaid Cymru|Syriza"
    r"|Vox)$"
)
_UNION = re.compile(
    r"(?:Workers|Teachers|Nurses|Labou?r|Trades?)['\u2019]? (?:Union|Federation)|Teamsters"
    r"|National Union of|Brotherhood of|Federation of (?:Teachers|Labou?r)|United \w+ Workers$"
    r"|Auto ?[Ww]orkers$|Mineworkers$|Steelworkers$|Union Congress$|Local \d"
    r"|\b(?:Unite|Unison|UNISON|GMB|RMT|Aslef|Verdi|IG Metall|CGT|CFDT|UAW|AFL-CIO|Cosatu)$"
)
_PAPER = re.compile(
    r"\b(?:Times|Herald|Journal|Tribune|Gazette|Telegraph|Chronicle|Observer)$|[Zz]eitung$"
    r"|\b(?:Times of|News of the|Mail on|Globe and|Le Monde|Le Figaro|La Repubblica|La Stampa"
    r"|El Pa\u00eds|El Pais|El Mundo|Die Welt|Die Zeit|Der Spiegel|Il Sole|Corriere della)\b"
    r"|(?:Daily|Sunday|Morning|Evening|Mercury) (?:Mail|Mirror|Express|Star|Post|News|Nation"
    r"|Standard|Record|Mercury)$|(?:Washington|New York|Jerusalem|Jakarta|Bangkok|Denver"
    r"|Huffington) Post$|(?:Baltimore|Toronto|Kansas City|Vancouver) (?:Sun|Star)$"
    r"|(?:Boston|Indian|Irish) (?:Globe|Express|Independent)$|USA Today$|People['\u2019]s Daily$"
    r"|^(?:The )?(?:Sun|Star|Independent|Guardian|Mirror|Mail|Express|Scotsman|Economist)$"
)
_LINE = r"(?:Airlines?|Airways|Air|Jet)"
_AIRLINE = re.compile(
    rf"{_LINE}$|{_LINE} (?:Inc|Co|Corp|Ltd|Plc|AG|AB|Group|Holdings?)\b"
    r"|[a-z]Jet$|^Jet(?:Blue|star|2)"
    r"|^Air (?:Canada|China|France|India|Berlin|New Zealand|Europa|Malta|Serbia|Astana|Transat"
    r"|Arabia|Koryo|Mauritius|Niugini)\b|(?:German|Euro)wings$|^(?:Lufthansa|Qantas|KLM|SAS"
    r"|Emirates|Iberia|Finnair|Aeroflot|Alitalia|Swissair|Etihad|Aeromexico|Avianca|LATAM|Garuda"
    r"|Icelandair|AirAsia|Ryanair)\b"
)
PLAIN = {"airline", "carrier"}
"""Only what is called like one is meant, not whatever company the story is about."""
NO_SUCH = re.compile(
    r"(?:European|African|Soviet|Western|Credit|Customs|Economic|Monetary|Rugby|Football|Civil"
    r" Liberties) Union$|International Paper"
)
"""Bodies that have the word in their names and are no workers' union, no newspaper."""
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
