"""Which story a version belongs to where its id doesn't say it."""

import numpy as np
import pytest

from stream.lifecycle.identity import ties as ties_module
from stream.lifecycle.identity.known import Known
from stream.lifecycle.identity.record import from_record, to_record
from stream.lifecycle.identity.segment import FULL, KEPT, Segment
from stream.lifecycle.identity.sketch import containment, resemblance, sketch
from stream.lifecycle.identity.ties import Tie, Ties
from stream.lifecycle.identity.traits import Traits, title_numbers

DAY = 86_400.0
TEXT = (
    "Ferry crews on the coast walked off the job on Friday in a dispute over night shifts, "
    "stopping 14 routes and leaving some 3,000 passengers to find other ways home. The union said "
    "the strike would last until the company withdraws a roster that puts two sailors instead of "
    "three on the bridge after midnight."
)
CHANGED = TEXT.replace("3,000", "4,000").replace("Friday", "Thursday")
OTHER = (
    "The central bank kept its rate at four per cent on Friday and said that prices had risen less "
    "than it expected in spring, while wages in the public sector grew faster than last year's."
)
TITLE = "Ferry crews strike over night shifts"


def version(own: str, text: str = TEXT, title: str = TITLE, **more: object) -> Traits:
    said = {"house": "ap", "at": 1_000.0, "text": sketch(text), "title": title_numbers(title)}
    return Traits(own, **{**said, **more})  # type: ignore[arg-type]


def after(*known: Traits) -> Ties:
    ties = Ties(7 * DAY)
    for it in known:
        ties.add(it, it.own, it.at)
    return ties


def story(ties: Ties, traits: Traits) -> str | None:
    found = ties.find(traits)
    return found.story_id if found else None


def test_a_correction_under_another_id_is_tied_by_its_text() -> None:
    tie = after(version("first")).find(version("second", CHANGED, marked=True))
    assert tie is not None
    assert (tie.story_id, tie.by) == ("first", "text")
    assert "of the shorter text" in tie.why


def test_half_a_text_says_nothing_where_the_version_doesn_t_say_that_it_changes_a_story() -> None:
    ties = after(version("first"))
    assert story(ties, version("second", CHANGED, title="Strike stops ferries")) is None
    assert story(ties, version("second", CHANGED, title="Strike stops ferries", marked=True))


def test_the_same_headline_and_text_are_the_same_story() -> None:
    assert story(after(version("first")), version("second")) == "first"


def test_the_same_headline_of_another_text_is_another_story() -> None:
    assert story(after(version("first")), version("second", OTHER)) is None


@pytest.mark.parametrize("names", [{"links": ("urn:desk:1",)}, {"ids": ("urn:desk:1",)}])
def test_a_link_ties_whatever_the_text(names: dict[str, object]) -> None:
    ties = after(version("first", ids=("urn:desk:1",)))
    assert story(ties, version("second", OTHER, title="Rates", **names)) == "first"


def test_a_link_of_another_agency_ties_nothing() -> None:
    ties = after(version("first", ids=("urn:desk:1",)))
    follows = version("second", OTHER, title="Rates", house="afp", links=("urn:desk:1",))
    assert story(ties, follows) is None


def test_a_kill_that_leaves_its_agency_out_is_tied_by_the_slug_of_the_day() -> None:
    ties = after(version("first", slug="ferry-strike 2026-03-10"))
    kill = Traits("kill", at=2_000.0, marked=True, slug="ferry-strike 2026-03-10")
    assert ties.find(kill) is not None
    next_day = Traits("kill", at=2_000.0, marked=True, slug="ferry-strike 2026-03-11")
    assert ties.find(next_day) is None


def test_a_slug_alone_ties_no_text_of_its_own() -> None:
    ties = after(version("first", slug="markets 2026-03-10"))
    other = version("second", OTHER, title="Rate stays", slug="markets 2026-03-10", marked=True)
    assert story(ties, other) is None


def test_a_correction_that_names_its_headline_is_tied_by_it() -> None:
    note = version("note", "", "Strike", named=title_numbers(TITLE.upper()), marked=True)
    assert story(after(version("first"), version("other", OTHER, "Rate stays")), note) == "first"


def test_reports_made_by_one_pattern_are_several_stories_whatever_their_marks() -> None:
    ties = after(version("first", slug="earns-ferries 2026-03-10"))
    report = {"text": CHANGED, "title": "Harbours post a profit", "marked": True}
    assert story(ties, version("second", **report, slug="earns-harbours 2026-03-10")) is None
    assert story(ties, version("second", **report, slug="earns-ferries 2026-03-10")) == "first"
    assert story(ties, version("second", **report)) == "first"
    renamed = report | {"title": "Ferry crews strike again"}
    assert story(ties, version("second", **renamed, slug="strike 2026-03-10")) == "first"


def test_what_an_id_was_tied_to_it_stays_tied_to() -> None:
    ties = after(version("first"))
    ties.add(version("second", CHANGED, marked=True), "first", 2_000.0)
    tie = ties.find(version("second", OTHER, title="Quite another"))
    assert tie == Tie("first", "id", "as an earlier version with this id")


def test_a_story_that_was_its_own_never_becomes_another_s() -> None:
    ties = after(version("own", OTHER, "Rate stays"), version("first"))
    assert ties.find(version("own", CHANGED, marked=True)) is None


def test_versions_three_days_apart_are_tied_by_links_alone() -> None:
    ties = after(version("first", ids=("urn:desk:1",)))
    late = 1_000.0 + 3.1 * DAY
    assert story(ties, version("second", at=late)) is None
    assert story(ties, version("second", at=late, links=("urn:desk:1",))) == "first"
    assert story(ties, version("second", at=late, written=2.0)) is None


def test_the_window_forgets_whole_segments_and_nothing_younger() -> None:
    ties = Ties(100.0)
    for number in range(FULL + 1):
        ties.add(Traits(f"s{number}", ids=(f"urn:desk:{number}",)), f"s{number}", number / FULL)
    ties.forget(100.5)
    assert len(ties) == FULL + 1
    ties.forget(101.5)
    assert len(ties) == 1
    assert story(ties, Traits("late", links=(f"urn:desk:{FULL}",))) == f"s{FULL}"
    assert story(ties, Traits("late", links=("urn:desk:5",))) is None


def test_the_same_version_again_is_remembered_once() -> None:
    ties = after(version("first"))
    assert not ties.add(version("first"), "first", 2_000.0)
    assert ties.add(version("first", CHANGED), "first", 2_000.0)
    assert len(ties) == 2


@pytest.mark.parametrize("sealed", [False, True])
def test_a_segment_gives_the_newest_of_each_key_first(*, sealed: bool) -> None:
    segment = Segment()
    for number in range(KEPT + 3):
        segment.add(b"%d" % number, [7, 100 + number], float(number))
    if sealed:
        segment.seal()
    keys = [5, 7, 101]
    found = list(segment.find(keys, np.array(keys, np.uint64)))
    newest = list(range(KEPT + 2, 2, -1))
    assert [place for which, place in found if which == 1] == newest
    assert [place for which, place in found if which == 2] == [1]
    assert not [it for it in found if it[0] == 0]


def test_joined_segments_find_what_both_found_the_newest_first() -> None:
    one, other = Segment(), Segment()
    for number in range(4):
        one.add(b"one %d" % number, [7, number], 1.0)
        other.add(b"other %d" % number, [7, 2], 2.0)
    one.seal()
    other.seal()
    both = one.joined(other)
    found = [both.rows[it] for _, it in both.find([7], np.array([7], np.uint64))]
    assert found == [b"other 3", b"other 2", b"other 1", b"other 0", b"one 3", b"one 2"]
    found = [both.rows[it] for _, it in both.find([0, 9], np.array([0, 9], np.uint64))]
    assert found == [b"one 0"]
    assert (len(both), both.newest) == (8, 2.0)


def test_a_window_of_many_versions_is_a_row_of_few_segments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ties_module, "FULL", 4)
    monkeypatch.setattr(ties_module, "LARGEST", 32)
    ties = Ties(7 * DAY)
    for number in range(4 * (8 + 8 + 4 + 1) + 1):
        ties.add(Traits(f"s{number}", ids=(f"urn:desk:{number}",)), f"s{number}", 1.0)
    assert [len(it) for it in ties._segments] == [32, 32, 16, 4, 1]
    for number in (0, 33, 84):
        assert story(ties, Traits("late", links=(f"urn:desk:{number}",))) == f"s{number}"


def test_traits_go_through_their_record_and_back() -> None:
    traits = version("first", ids=("urn:desk:1",), links=("urn:desk:0",), slug="a 2026-01-01")
    record = to_record(traits, "story", by="link", why="urn:desk:0", until=5.0)
    assert from_record(record) == (traits, "story", 5.0)
    known = Known.of(traits, "story")
    assert Known.unpacked(known.packed()) == known


@pytest.mark.parametrize(
    "value", [b"", b"[]", b"{}", b'{"story_id":"a"}', b'{"story_id":"a","traits":{"own":"b"}}']
)
def test_a_record_that_is_none_of_ours_is_a_value_error(value: bytes) -> None:
    with pytest.raises(ValueError, match=r"ours|Expecting"):
        from_record(value)


def test_sketches_tell_how_much_of_one_text_is_in_another() -> None:
    half = sketch(TEXT[: len(TEXT) // 2])
    assert containment(half, sketch(TEXT)) > 0.8
    assert 0.3 < resemblance(half, sketch(TEXT)) < 0.7
    assert containment(sketch(TEXT), sketch(OTHER)) == 0
    assert containment(sketch(""), sketch(TEXT)) == 0
