"""Short reports about invented events: the branch, and the depth where the words carry it."""

import pytest

from stream.enrich.topics import TopicFinder, lineage

STORIES = {
    "diplomacy": (
        "20000639",
        "Norland's foreign minister in Quelm for talks",
        (
            "QUELM, May 3 - The foreign minister of Norland arrived on an official visit "
            "and met the Quelmian ambassador.\n\nThe two sides discussed bilateral "
            "relations and agreed to reopen their embassies by autumn, a diplomat said."
        ),
    ),
    "envoy": (
        "20000639",
        "Envoy of island state hands over credentials",
        (
            "The new ambassador of Tessaly presented his credentials on Friday. Diplomats "
            "called it a first step to restoring diplomatic relations, broken off nine "
            "years ago."
        ),
    ),
    "sanctions": (
        "20000642",
        "Bloc agrees sanctions on Varnia",
        (
            "The bloc imposed an arms embargo and an asset freeze on Varnia.\n\nThe "
            "sanctions take effect on Monday."
        ),
    ),
    "election": (
        "20000574",
        "Norland votes in tight election",
        (
            "Polling stations opened at dawn. Voters choose a new parliament in an "
            "election that pollsters call too close.\n\nTurnout was high, the election "
            "commission said."
        ),
    ),
    "war": (
        "20000056",
        "Shelling kills nine as militia closes in on port town",
        (
            "Artillery fire hit the outskirts of Marn on Sunday as insurgents and "
            "government troops fought for the harbour road.\n\nAn air strike destroyed a "
            "rebel convoy."
        ),
    ),
    "coup": (
        "20000070",
        "Junta takes power in Ostia after coup",
        "Officers who led the coup closed the airport and announced a military junta.",
    ),
    "murder trial": (
        "02000000",
        "Baker found guilty of murder",
        (
            "A jury convicted Tom Orley of murder on Thursday. The judge at the crown "
            "court sentenced him to life imprisonment after a six-week trial."
        ),
    ),
    "quake": (
        "20000153",
        "Strong earthquake shakes hill towns",
        (
            "An earthquake of magnitude 6.4 struck before dawn; seismologists put the "
            "epicentre near Dorrin. Rescue workers searched the rubble as aftershocks "
            "went on."
        ),
    ),
    "flood": (
        "20000154",
        "Thousands flee as river floods valley",
        "The Orle burst its banks on Monday and floodwater submerged two villages.",
    ),
    "rates": (
        "20000371",
        "Central bank of Norland raises key rate",
        (
            "The bank raised its key interest rate by 25 basis points to 4 percent, the "
            "third rate rise this year, to curb borrowing. Economists had expected it."
        ),
    ),
    "merger": (
        "20000204",
        "Halvard Tools agrees takeover of rival Brimm",
        (
            "Halvard agreed to buy Brimm for 900 million crowns in cash and shares. The "
            "merger needs the approval of shareholders; a rival bidder withdrew."
        ),
    ),
    "earnings": (
        "20000178",
        "Brimm quarterly profit falls by a third",
        (
            "Net profit fell to 41 million crowns from 62 million on revenue of 800 "
            "million. Brimm kept its full-year earnings forecast."
        ),
    ),
    "oil": (
        "20000387",
        "Crude slips as producers lift output",
        (
            "Oil prices fell two percent on Wednesday. Brent crude lost a dollar to 71 a "
            "barrel after two producers raised oil output."
        ),
    ),
    "grain": (
        "20000386",
        "Wheat gains on dry weather",
        "Wheat and corn futures rose in Chicago; soybeans were little changed, grain traders said.",
    ),
    "school": (
        "05000000",
        "Pupils to sit fewer exams",
        "Secondary schools will drop two exams next year. Teachers welcomed the new curriculum.",
    ),
    "climate": (
        "20000418",
        "Greenhouse gas emissions hit record",
        (
            "Carbon dioxide emissions rose again last year, a blow to efforts against "
            "climate change. Scientists warned that global warming would speed up."
        ),
    ),
    "epidemic": (
        "20000448",
        "Cholera outbreak spreads to capital",
        (
            "Doctors have treated 300 patients for cholera. The outbreak began in a camp; "
            "hospitals ask for vaccines."
        ),
    ),
    "royal wedding": (
        "08000000",
        "Crown prince to marry in June",
        (
            "The royal family of Norland announced the wedding of the crown prince. The "
            "bride is a violin maker."
        ),
    ),
    "strike": (
        "20000530",
        "Bus drivers walk out over pay",
        (
            "Bus drivers went on strike on Monday after pay talks failed. The union said "
            "the strike would last a week."
        ),
    ),
    "tourism": (
        "10000000",
        "Tourists return to the lakes",
        "Holidaymakers filled the beach resorts again; restaurants and pubs did well.",
    ),
    "church": (
        "12000000",
        "Bishops elect new head of church",
        "The synod chose the archbishop of Lorne. Worshippers prayed in the cathedral.",
    ),
    "space": (
        "20000739",
        "Probe enters orbit round small moon",
        (
            "The spacecraft reached its orbit after four years, the space agency said. "
            "Astronomers hope its telescope finds ice."
        ),
    ),
    "AI": (
        "20001298",
        "Laboratory shows new language model",
        (
            "The artificial intelligence laboratory said its chatbot, built with machine "
            "learning, answers in forty tongues."
        ),
    ),
    "immigration": (
        "14000000",
        "Rights group faults treatment of migrants",
        "Asylum seekers and migrants face discrimination, a human rights group said.",
    ),
    "football": (
        "20001065",
        "Late header sends Rovers through",
        (
            "Ana Brisk headed a stoppage-time equaliser and Rovers won on penalties. The "
            "striker, on loan, beat the goalkeeper twice in the second half of the cup "
            "tie."
        ),
    ),
    "tennis": (
        "20001085",
        "Qualifier stuns top seed in straight sets",
        (
            "Mira Doll, unseeded, broke serve in the second set and took the match on her "
            "first match point at the tennis open."
        ),
    ),
    "cinema": (
        "20000005",
        "Debut film wins festival prize",
        (
            "The director's first film, a thriller with an unknown actress, took the "
            "prize for best film. It opens in cinemas in May."
        ),
    ),
    "snow": (
        "17000000",
        "Heavy snow forecast for the weekend",
        "Forecasters issued a weather warning: heavy snow and strong winds are expected.",
    ),
}


@pytest.fixture(scope="module")
def finder() -> TopicFinder:
    return TopicFinder()


@pytest.mark.parametrize("name", STORIES)
def test_the_first_topic_is_the_storys_own(finder: TopicFinder, name: str) -> None:
    code, headline, body = STORIES[name]
    first = finder.find(headline, body)[0]
    assert code in lineage(first.code.removeprefix("medtop:"))


def test_all_seventeen_branches_are_tried() -> None:
    assert len({lineage(code)[-1] for code, _, _ in STORIES.values()}) == 17


@pytest.mark.parametrize("name", ["football", "tennis", "cinema", "flood", "earnings"])
def test_what_is_not_about_states_is_not_called_diplomacy(finder: TopicFinder, name: str) -> None:
    _, headline, body = STORIES[name]
    codes = {it.code.removeprefix("medtop:") for it in finder.find(headline, body)}
    assert not any("11000000" in lineage(code) for code in codes)


def test_a_story_of_two_subjects_has_both(finder: TopicFinder) -> None:
    body = (
        "Football clubs face a tax: parliament votes on Monday on a bill that lawmakers of the "
        "ruling party drew up.\n\nPremier League strikers and goalkeepers earn most. The football "
        "association opposes it; the prime minister supports it."
    )
    tops = {lineage(it.code.removeprefix("medtop:"))[-1] for it in finder.find("", body)}
    assert {"11000000", "15000000"} <= tops


def test_the_headline_weighs_more_than_the_end(finder: TopicFinder) -> None:
    one, other = "Earthquake", "The election was held."
    assert finder.find(one, f"Nothing else.\n\n{other}")[0].name == "earthquake"
    assert (
        finder.find("Election", "Nothing else.\n\nThe earthquake was felt.")[0].name == "election"
    )


def test_a_long_story_is_surer_than_a_word(finder: TopicFinder) -> None:
    _, headline, body = STORIES["quake"]
    brief = finder.find("Earthquake", "")[0]
    assert finder.find(headline, body)[0].confidence > brief.confidence
