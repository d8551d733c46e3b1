"""Cities that wires name in a dateline without a state or a country, by their stylebooks.

Capitals stand alone too; the gazetteer knows those.
"""

from stream.gazetteer import City

_CITIES = {
    "AE": "dubai", "BR": "rio de janeiro|sao paulo", "CA": "montreal|quebec|toronto|vancouver",
    "CH": "geneva|zurich", "CN": "shanghai", "DE": "frankfurt am main|munich", "GI": "gibraltar",
    "HK": "hong kong", "IL": "jerusalem|tel aviv", "IN": "mumbai|new delhi", "IT": "milan",
    "LU": "luxembourg", "MO": "macau", "TR": "istanbul", "ZA": "johannesburg",
    "AU": "melbourne|sydney",
    "US": "atlanta|baltimore|boston|chicago|cincinnati|cleveland|dallas|denver|detroit|honolulu|"
    "houston|indianapolis|las vegas|los angeles|miami|milwaukee|minneapolis|new orleans|"
    "new york city|oklahoma city|philadelphia|phoenix|pittsburgh|saint louis|salt lake city|"
    "san antonio|san diego|san francisco|seattle",
}  # fmt: skip
_STANDING = {iso2: frozenset(names.split("|")) for iso2, names in _CITIES.items()}


def stands_alone(found: City) -> bool:
    """Whether a dateline needs nothing after this city. Ask of the largest of its name only."""
    return found.keys[0] in _STANDING.get(found.country, ())
