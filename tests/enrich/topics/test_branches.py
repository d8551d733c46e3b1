import pytest

from stream.enrich.topics.branches import LEAST, TERMS, branches, figures, sure_of
from stream.enrich.topics.choose import FIRST_SURE_ENOUGH, SURE_ENOUGH, choose
from stream.enrich.topics.lexicon import lexicon
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.tables import rows
from stream.enrich.topics.tally import Tally, tally
from stream.enrich.topics.vocabulary import lineage

MATCHER = Matcher(lexicon())
DISASTER, SPORT = "03000000", "15000000"
QUAKE = "An earthquake of magnitude 6.1 shook the town.\n\nRescue workers searched the rubble."


def read(headline: str, body: str) -> Tally:
    return tally(MATCHER, headline, body)


def test_there_is_a_weight_for_every_branch_and_every_figure() -> None:
    (every, *_) = figures(read("Earthquake", QUAKE)).values()
    assert {row[0] for row in rows("branches.tsv")} == {*branches(), *every}


def test_a_branch_that_hardly_speaks_has_no_confidence() -> None:
    found = read("", "The coach arrived.")
    assert 0 < found.score(SPORT) < LEAST
    assert sure_of(found) == {}


def test_the_headline_makes_surer() -> None:
    without, with_it = read("Town shaken", QUAKE), read("Earthquake shakes town", QUAKE)
    assert sure_of(without)[DISASTER] < sure_of(with_it)[DISASTER]


def test_a_rival_makes_less_sure() -> None:
    alone = read("Earthquake shakes town", QUAKE)
    beside = read(
        "Earthquake shakes town",
        f"{QUAKE}\n\nThe football club's striker scored in the Premier League match.",
    )
    assert sure_of(beside)[DISASTER] < sure_of(alone)[DISASTER]
    assert figures(beside)[DISASTER]["share"] < figures(alone)[DISASTER]["share"]


def test_each_term_counts_once() -> None:
    once, often = read("", QUAKE), read("", f"{QUAKE}\n\nThe earthquake was strong.")
    assert figures(once)[DISASTER][TERMS] == figures(often)[DISASTER][TERMS]
    assert figures(once)[DISASTER]["score"] < figures(often)[DISASTER]["score"]


def test_only_the_first_may_be_unsure() -> None:
    found = read("Earthquake shakes town", f"{QUAKE}\n\nThe football striker scored twice.")
    unsure = (SURE_ENOUGH + FIRST_SURE_ENOUGH) / 2

    def tops(disaster: float, sport: float) -> set[str]:
        chosen = choose(found, {DISASTER: disaster, SPORT: sport})
        return {lineage(it.code)[-1] for it in chosen}

    assert tops(0.9, unsure) == {DISASTER}
    assert tops(unsure, unsure / 2) == {DISASTER}
    assert tops(FIRST_SURE_ENOUGH / 2, FIRST_SURE_ENOUGH / 3) == set()
    assert tops(0.9, 0.8) == {DISASTER, SPORT}


def test_the_weaker_of_two_children_is_less_sure() -> None:
    found = read("Earthquake and flood", "An earthquake. Aftershocks. A flood.")
    quake, flood = sorted(choose(found, {DISASTER: 0.9}), key=lambda it: -it.score)
    assert (quake.code, flood.code) == ("20000153", "20000154")
    assert flood.sure < quake.sure == pytest.approx(0.9)
