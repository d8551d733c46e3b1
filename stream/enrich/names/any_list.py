"""Whether any list of ours has a name: then it names something by itself."""

from stream.enrich.names.bodies import body
from stream.enrich.names.lands import land
from stream.gazetteer import city, company, regions_named


def is_in_any_list(name: str) -> bool:
    """Whether it is a country, a region, a city, a body or a company that we list."""
    return bool(land(name) or city(name) or regions_named(name) or body(name) or company(name))
