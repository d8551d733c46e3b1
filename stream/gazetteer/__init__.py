"""Places by name: countries, regions and cities with their ids. Facts in compact files.

    country("Republic of Azerbaijan")       by name or short form
    country_by_code("AZ")                   by ISO 3166-1 code
    demonym("Azerbaijani")                  by adjective or inhabitant
    region("Mass.")                         first-level regions as datelines write them
    company("Siemens")                  listed companies, with ISIN and ticker
    city("Hyderabad", near=frozenset({"PK"}))

Everything is read at the first question and shared. Sources and licences: `data/SOURCES.md`.
"""

from stream.gazetteer.cities import (
    by_renown,
    chief_cities,
    cities,
    city,
    is_capital,
    namesakes,
    renowned,
)
from stream.gazetteer.companies import Company, asks_for_more, companies, company
from stream.gazetteer.countries import (
    capital_of,
    countries,
    country,
    country_by_code,
    demonym,
)
from stream.gazetteer.fold import fold
from stream.gazetteer.provinces import provinces, provinces_named
from stream.gazetteer.records import City, Country, Region
from stream.gazetteer.regions import region, region_of, regions, regions_named
from stream.gazetteer.towns import towns

__all__ = [
    "City",
    "Company",
    "Country",
    "Region",
    "asks_for_more",
    "by_renown",
    "capital_of",
    "chief_cities",
    "cities",
    "city",
    "companies",
    "company",
    "countries",
    "country",
    "country_by_code",
    "demonym",
    "fold",
    "is_capital",
    "namesakes",
    "provinces",
    "provinces_named",
    "region",
    "region_of",
    "regions",
    "regions_named",
    "renowned",
    "towns",
]
