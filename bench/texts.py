"""Texts of real length, made from a seed: invented people, bodies and events in real places."""

import random

FIRST = [
    "Amara",
    "Boris",
    "Celeste",
    "Dmitri",
    "Elena",
    "Farid",
    "Greta",
    "Hassan",
    "Ingrid",
    "Jonas",
    "Karin",
    "Leila",
    "Marco",
]
LAST = [
    "Okafor",
    "Lindqvist",
    "Varga",
    "Petrov",
    "Haddad",
    "Moreau",
    "Tanaka",
    "Novak",
    "Silva",
    "Becker",
    "Osei",
    "Larsen",
]
CITIES = [
    "Lisbon",
    "Nairobi",
    "Oslo",
    "Lima",
    "Tbilisi",
    "Hanoi",
    "Accra",
    "Riga",
    "Quito",
    "Amman",
    "Zagreb",
    "Dakar",
    "Perth",
]
COUNTRIES = [
    "Portugal",
    "Kenya",
    "Norway",
    "Peru",
    "Georgia",
    "Vietnam",
    "Ghana",
    "Latvia",
    "Ecuador",
    "Jordan",
]
BODIES = [
    "the Northern Grain Board",
    "the Coastal Ferry Union",
    "the Institute for Water Safety",
    "the Halden Shipping Group",
    "the Commission on Fair Trade",
    "the Meridian Bank",
]
DEEDS = [
    "signed an agreement on the export of wheat and barley",
    "opened an inquiry into the collapse of a bridge",
    "raised its main interest rate by a quarter of a point",
    "called off a strike that had closed three harbours",
    "published a report on flooding in the river delta",
    "won the final of the regional football cup on penalties",
    "asked a court to halt the sale of a power station",
    "warned that prices of crude oil would rise again",
]
REMARKS = [
    (
        "The decision follows months of talks between the two sides, who had failed to agree on "
        "the cost of repairs and on who should pay for the delay."
    ),
    (
        "Officials said that the figures for the last quarter would be published within a week, "
        "and that no further comment would be made until then."
    ),
    (
        "Residents of the harbour district gathered outside the town hall, where the mayor "
        "promised that schools and clinics would stay open."
    ),
    (
        "Analysts had expected a smaller change, and shares of the largest companies fell by two "
        "percent in early trading before they recovered."
    ),
    (
        "Rescue teams reached the last of the villages on Tuesday morning, after the road had been "
        "cleared of mud and fallen trees."
    ),
    (
        "The opposition called the plan a waste of public money and announced that it would vote "
        "against it in parliament next month."
    ),
    (
        "A spokeswoman declined to say whether the contract would be offered to foreign companies, "
        "but she did not rule it out."
    ),
    (
        "Similar measures were taken three years ago, when a drought cut the harvest by a third "
        "and the price of bread doubled."
    ),
]


def text(rng: random.Random, words: int = 120) -> str:
    """Paragraphs of at least so many words."""
    who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    city, country = rng.choice(CITIES), rng.choice(COUNTRIES)
    body = rng.choice(BODIES)
    lead = (
        f"{body[0].upper()}{body[1:]} {rng.choice(DEEDS)} on Tuesday, its chairman {who} said in "
        f"{city}, after a meeting with ministers from {country} and {rng.choice(COUNTRIES)}."
    )
    paragraphs = [lead]
    while sum(len(it.split()) for it in paragraphs) < words:
        remark = rng.choice(REMARKS)
        said = f"{rng.choice(FIRST)} {rng.choice(LAST)} of {rng.choice(BODIES)}"
        paragraphs.append(f"{remark} {said} travelled to {rng.choice(CITIES)} the next day.")
    return "\n\n".join(paragraphs)
