from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.enrich.topics import TopicFinder, lineage, vocabulary
from stream.enrich.topics.finder import MOST_TOPICS, MOST_WORDS, READS
from stream.enrich.topics.lexicon import lexicon

DATA = Path(__file__).parents[3].parent / "shared" / "data"
FINDER = TopicFinder()
# Arbitrary text hardly ever holds a term, so half of the pieces are terms.
PIECES = st.one_of(st.text(max_size=12), st.sampled_from([it.written for it in lexicon()]))
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_any_text_has_at_most_five_known_topics_best_first(headline: str, body: str) -> None:
    topics = FINDER.find(headline, body)
    said = [it.confidence for it in topics]
    assert len(topics) <= MOST_TOPICS
    assert said == sorted(said, reverse=True)
    assert all(0 < it <= 1 for it in said)
    for it in topics:
        known = vocabulary()[it.code.removeprefix("medtop:")]
        assert (it.name, it.level) == (known.name, known.level)


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_evidence_stands_in_the_text(headline: str, body: str) -> None:
    for topic in FINDER.find(headline, body):
        (evidence,) = topic.evidence
        assert 1 <= len(evidence.words) <= MOST_WORDS
        assert all(word in headline or word in body for word in evidence.words)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_topic_is_listed_beside_its_ancestor(headline: str, body: str) -> None:
    codes = [it.code.removeprefix("medtop:") for it in FINDER.find(headline, body)]
    assert len(codes) == len(set(codes))
    assert not any(set(lineage(code)[1:]) & set(codes) for code in codes)


def test_a_text_without_a_known_word_has_no_topic() -> None:
    assert FINDER.find("", "") == []
    assert FINDER.find("Lorem ipsum", "dolor sit amet") == []


def test_one_word_in_passing_is_no_topic() -> None:
    assert FINDER.find("", "He rose.\n\nShe spoke of an ambassador.") == []


def test_what_stands_beyond_the_first_pages_is_not_read() -> None:
    assert FINDER.find("", "x" * READS + "\n\nearthquake " * 9) == []


def test_the_sample_story_of_the_project_is_about_diplomacy() -> None:
    path = DATA / "seed-trend-2025-04-25.txt"
    if not path.exists():
        pytest.skip(f"{path.name} isn't beside the checkout")
    first = FINDER.find("", path.read_text("utf-8"))[:3]
    assert any("20000638" in lineage(it.code.removeprefix("medtop:")) for it in first)
