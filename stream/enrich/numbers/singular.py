"""The singular of a plural noun, as far as its form tells."""

_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "children": "child",
    "mice": "mouse",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "wives": "wife",
    "lives": "life",
    "knives": "knife",
    "wolves": "wolf",
    "thieves": "thief",
    "leaves": "leaf",
    "halves": "half",
    "loaves": "loaf",
    "movies": "movie",
    "ties": "tie",
    "zombies": "zombie",
    "criteria": "criterion",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "species": "species",
    "series": "series",
    "passers-by": "passer-by",
}
_SIBILANTS = ("sses", "xes", "ches", "shes", "zzes")


def singular(noun: str) -> str:
    """The singular in lower case: "countries" is "country", "policemen" "policeman"."""
    low = noun.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > len("men"):
        return f"{low[:-2]}an"
    if low == "men":
        return "man"
    if low.endswith("ies"):
        return f"{low[:-3]}y"
    if low.endswith(_SIBILANTS):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
