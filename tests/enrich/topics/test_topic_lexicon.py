import re

import pytest

from stream.enrich.topics.inflect import forms
from stream.enrich.topics.lexicon import NO_TOPIC, Term, entries, lexicon
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.tables import lexicon_files, rows
from stream.enrich.topics.vocabulary import lineage, vocabulary

ROWS = [(name, *row) for name in lexicon_files() for row in rows("lexicon", name)]


def words(matcher: Matcher, text: str) -> list[str]:
    return [hit.term.written for hit in matcher.hits(text)]


def matcher_of(*written: str) -> Matcher:
    return Matcher(tuple(Term(it, {"20000639": 1.0}) for it in written))


def test_the_vocabulary_has_seventeen_tops() -> None:
    assert sum(it.level == 1 for it in vocabulary().values()) == 17


def test_every_level_is_one_below_its_parents() -> None:
    for it in vocabulary().values():
        assert re.fullmatch(r"\d{8}", it.code)
        assert it.level == (vocabulary()[it.parent].level + 1 if it.parent else 1)


def test_lineage_ends_at_the_top() -> None:
    assert lineage("20000640") == ("20000640", "20000639", "20000638", "11000000")
    with pytest.raises(KeyError):
        lineage("20999999")


def test_every_code_of_the_lexicon_is_active_and_named_as_iptc_names_it() -> None:
    wrong = [
        (name, code, said)
        for name, code, said, *_ in ROWS
        if code != NO_TOPIC and (code not in vocabulary() or vocabulary()[code].name != said)
    ]
    assert wrong == []


def test_each_file_holds_one_branch() -> None:
    tops: dict[str, set[str]] = {}
    for name, code, *_ in ROWS:
        if code != NO_TOPIC:
            tops.setdefault(name, set()).add(lineage(code)[-1])
    assert all(len(found) == 1 and min(found)[:2] == name[:2] for name, found in tops.items())
    assert len(tops) == 17


def test_weights_stay_on_the_scale() -> None:
    assert all(-5 <= weight <= 5 for _, weight, _ in entries())
    assert all((weight == 0) == (code == NO_TOPIC) for code, weight, _ in entries())


def test_no_term_is_entered_twice_for_a_topic() -> None:
    seen = [(code, written) for code, _, written in entries()]
    assert len(seen) == len(set(seen))


def test_no_term_speaks_both_for_a_topic_and_for_none() -> None:
    silent = {written for code, _, written in entries() if code == NO_TOPIC}
    assert silent.isdisjoint(written for code, _, written in entries() if code != NO_TOPIC)


def test_every_term_is_found_by_its_own_spelling() -> None:
    matcher = Matcher(lexicon())
    for term in lexicon():
        shown = term.written.removesuffix("*")
        assert term.written in words(matcher, f"x {shown} x"), term.written


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("envoy", "envoys"),
        ("embassy", "embassies"),
        ("gunman", "gunmen"),
        ("tax", "taxes"),
        ("peace treaty", "peace treaties"),
        ("ratify*", "ratified"),
        ("ratify*", "ratifying"),
        ("acquire*", "acquiring"),
        ("acquire*", "acquired"),
    ],
)
def test_terms_stand_in_every_regular_form(term: str, shown: str) -> None:
    assert shown in forms(term)


@pytest.mark.parametrize("term", ["sanctions", "tennis", "politics"])
def test_what_ends_in_s_stays_alone(term: str) -> None:
    assert forms(term) == {term}


def test_words_are_whole() -> None:
    assert words(matcher_of("oil", "war"), "The foil warned of oil, war's end") == ["oil", "war"]


def test_the_longest_term_hides_those_within_it() -> None:
    assert words(matcher_of("cold war", "war", "war zone"), "cold war zone, war") == [
        "cold war",
        "war",
    ]


def test_hyphens_and_line_ends_are_spaces() -> None:
    matcher = matcher_of("cease fire", "coup d'etat")
    assert words(matcher, "Cease-fire\nafter coup d\u2019état") == ["cease fire", "coup d'etat"]


def test_a_term_with_a_capital_needs_its_capital() -> None:
    matcher = matcher_of("AIDS", "aid", "Labour")
    assert words(matcher, "AIDS and aids for Labour, not labour") == ["AIDS", "aid", "Labour"]


def test_in_a_headline_of_capitals_names_of_one_word_are_silent() -> None:
    matcher = matcher_of("Labour", "Wall Street", "oil")
    assert words(matcher, "LABOUR COSTS HIT OIL ON WALL STREET") == ["oil", "Wall Street"]
