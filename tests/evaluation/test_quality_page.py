"""docs/quality.md: the table is made, the rest is kept by hand."""

from bench.quality_page import END, PAGE, START, Line, table, with_table
from bench.quality_sets import filed_under_datelines, own, without_codes
from tests.schemas.samples import parsed

HEADING = "## Errors looked at"


def test_the_page_has_a_table_and_a_section_that_is_kept_by_hand() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, start, rest = page.partition(START)
    made, end, after = rest.partition(END)
    assert start
    assert end
    assert before.startswith("# ")
    assert "| what | stock | ours | target | measured on |" in made
    assert HEADING in after


def test_a_new_table_leaves_all_else_as_it_is() -> None:
    page = f"# Before\n\n{START}\n\nold\n\n{END}\n\n{HEADING}\n\nBy hand.\n"
    made = table([Line("names", "1", "2", "≥ 2", "a set")], "0f3a")
    after = with_table(page, made)
    assert "| names | 1 | 2 | ≥ 2 | a set |" in after
    assert "old" not in after
    assert after.startswith("# Before\n")
    assert after.endswith(f"{END}\n\n{HEADING}\n\nBy hand.\n")
    assert with_table(after, made) == after


def test_the_sets_are_found_and_no_other_half_is() -> None:
    assert all(own(name, "dev") for name in ("named", "placed", "said"))
    assert own("named", "nowhere") == []


def test_a_story_with_a_dateline_is_judged_by_its_place_alone() -> None:
    stories = list(filed_under_datelines("dev"))
    assert len(stories) > 10
    for story in stories:
        (place,) = story.places or ()
        assert story.body.startswith(place.text)
        assert place.ids


def test_what_editors_filed_can_be_taken_away() -> None:
    bare = without_codes(parsed())
    assert (bare.story.subjects, bare.wire.category, bare.wire.keywords) == (None, None, [])
    assert bare.story.bodies == parsed().story.bodies
