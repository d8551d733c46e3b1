"""News agencies by the many ways in which they sign, for keys and for datelines."""

from stream.remembered import remembered
from stream.wire.slug import folded

# Short signature, and the long names that mean the same house.
_HOUSES = {
    "aa": ("anadolu", "anadolu-agency"),
    "aap": ("australian-associated-press",),
    "accesswire": (),
    "adnkronos": (),
    "afp": ("agence-france-presse",),
    "agerpres": (),
    "agi": (),
    "andina": (),
    "ani": ("asian-news-international",),
    "anp": (),
    "ansa": (),
    "antara": (),
    "ap": ("associated-press",),
    "apa": (),
    "apd": (),
    "askanews": (),
    "awp": (),
    "azertac": ("azertag", "azertac-news-agency"),
    "belga": (),
    "belta": (),
    "bernama": (),
    "bloomberg": (),
    "bns": (),
    "bss": (),
    "bta": (),
    "business-wire": ("businesswire",),
    "cision": (),
    "cna": ("central-news-agency",),
    "cp": ("canadian-press",),
    "ctk": (),
    "dapd": (),
    "ddp": (),
    "dow-jones": ("dow-jones-newswires",),
    "dpa": ("deutsche-presse-agentur",),
    "efe": ("agencia-efe", "acan-efe"),
    "epd": (),
    "europa-press": (),
    "fena": (),
    "globe-newswire": ("globenewswire",),
    "hina": (),
    "ians": ("indo-asian-news-service",),
    "interfax": (),
    "irna": (),
    "jiji": ("jiji-press",),
    "kazinform": (),
    "kcna": (),
    "kna": (),
    "kyodo": ("kyodo-news",),
    "lusa": (),
    "mehr": ("mehr-news-agency",),
    "mena": ("middle-east-news-agency",),
    "mti": (),
    "notimex": (),
    "ntb": (),
    "pa": ("pa-media", "press-association"),
    "pap": (),
    "petra": (),
    "pna": ("philippine-news-agency",),
    "pr-newswire": ("prnewswire",),
    "prensa-latina": (),
    "pti": ("press-trust-of-india",),
    "reuters": ("reuter", "thomson-reuters", "reuters-news"),
    "ria-novosti": (),
    "ritzau": (),
    "sana": (),
    "sda": ("ats", "keystone-sda", "keystone-ats"),
    "spa": ("saudi-press-agency",),
    "srna": (),
    "stt": (),
    "tanjug": (),
    "tasr": (),
    "tass": ("itar-tass",),
    "telam": (),
    "trend": ("trend-news-agency",),
    "tt": (),
    "ukrinform": (),
    "upi": ("united-press-international",),
    "vna": (),
    "wam": (),
    "xinhua": ("xinhua-news-agency",),
    "yonhap": ("yonhap-news-agency",),
}
_KEYS = {name: key for key, names in _HOUSES.items() for name in (key, *names)}


@remembered(most=1024)
def agency_key(name: str) -> str:
    """One key for an agency, however it signs: "The Associated Press" and "AP" are `ap`."""
    plain = folded(name[:200]).removeprefix("the-")
    return _KEYS.get(plain, plain)


OTHER = "other"
NAMES = (*_HOUSES, OTHER)
"""What `known_key` may give."""


def known_key(name: str | None) -> str:
    """The key of an agency that we know, else `other`: a closed set, however many names come."""
    return agency_key(name) if name and is_known(name) else OTHER


@remembered()
def is_known(name: str) -> bool:
    """Whether this is a news agency's signature that we know."""
    return folded(name[:200]).removeprefix("the-") in _KEYS
