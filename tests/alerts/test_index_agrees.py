"""The index finds exactly what asking each rule on its own finds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.clause import Clause
from schemas.events import EnrichedStory
from stream.alerts.index import RuleIndex
from tests.alerts.made import CLAUSES, stories
from tests.alerts.naive import holds

LAW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def index(rules: list[Clause]) -> RuleIndex:
    made = RuleIndex()
    for number, clause in enumerate(rules):
        made.add(f"r{number}", clause)
    return made


def found(made: RuleIndex, story: EnrichedStory) -> list[str]:
    return [it.rule for it in made.match(story)]


@LAW
@given(st.lists(CLAUSES, min_size=1, max_size=12), st.lists(stories(), min_size=1, max_size=3))
def test_the_index_finds_what_a_plain_walk_finds(
    rules: list[Clause], told: list[EnrichedStory]
) -> None:
    made = index(rules)
    for story in told:
        wanted = [f"r{number}" for number, it in enumerate(rules) if holds(it, story)]
        assert found(made, story) == wanted


@LAW
@given(st.lists(CLAUSES, min_size=2, max_size=8), st.lists(CLAUSES, min_size=2), stories())
def test_it_finds_the_same_after_rules_were_changed_added_and_removed(
    before: list[Clause], after: list[Clause], story: EnrichedStory
) -> None:
    made = index(before)
    found(made, story)
    made.remove("r1")
    for number, clause in enumerate(after):
        made.add(f"r{number + 1}", clause)
    standing = {f"r{number}": it for number, it in enumerate(before) if number != 1}
    standing |= {f"r{number + 1}": it for number, it in enumerate(after)}
    assert set(found(made, story)) == {key for key, it in standing.items() if holds(it, story)}
    assert len(made) == len(standing)
