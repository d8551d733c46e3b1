"""What one version of everything says otherwise than another, and how it is counted."""

import pytest

from schemas.enrichment import Enrichment, Entity, EntityType, Mention, Number, Quote, Topic
from stream.evaluation.samples import Samples
from stream.reenrich.changes import Change, changes
from stream.reenrich.report import Report, Sample


def entity(name: str, kind: str = "person", start: int = 0, **ids: str) -> Entity:
    mention = Mention(start=start, end=start + len(name), text=name)
    return Entity(
        id=f"{kind}:{name}",
        type=EntityType(kind),
        name=name,
        relevance=0.5,
        confidence=0.9,
        ids=ids,
        mentions=[mention],
    )


def topic(code: str, name: str) -> Topic:
    return Topic(code=f"medtop:{code}", name=name, level=1, confidence=0.8)


def quote(speaker: str | None, start: int = 0) -> Quote:
    return Quote(
        text="We sail", start=start, end=start + 7, direct=True, speaker=speaker, confidence=0.9
    )


def told(before: Enrichment, after: Enrichment) -> list[tuple[str, str]]:
    return [(it.what, it.kind) for it in changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ([entity("Oduya")], [entity("Oduya", start=90)], [("kept", "person")]),
        ([entity("Oduya")], [], [("lost", "person")]),
        ([], [entity("Oslo", "place")], [("gained", "place")]),
        ([entity("Halden")], [entity("Halden", "organisation")], [("retyped", "organisation")]),
        ([entity("Oduya")], [entity("Oduya Lines")], [("renamed", "person")]),
        (
            [entity("Oslo", "place", geonames="1")],
            [entity("Oslo", "place", geonames="2")],
            [("ids changed", "place")],
        ),
        (
            [entity("Oslo", "person")],
            [entity("Oslo", "place", iso3166_1="NO")],
            [("retyped", "place"), ("ids changed", "place")],
        ),
        (
            [entity("Oslo", "place"), entity("Oslo", "organisation", 50)],
            [entity("Oslo", "organisation", 50)],
            [("kept", "organisation"), ("lost", "place")],
        ),
    ],
)
def test_an_entity_is_gained_lost_retyped_or_has_other_ids(
    before: list[Entity], after: list[Entity], wanted: list[tuple[str, str]]
) -> None:
    assert told(Enrichment(entities=before), Enrichment(entities=after)) == wanted


def test_topics_are_compared_by_code_and_by_who_comes_first() -> None:
    sport, law = topic("15000000", "sport"), topic("02000000", "law")
    found = told(Enrichment(topics=[sport]), Enrichment(topics=[law, sport]))
    assert found == [("kept", "topic"), ("gained", "topic"), ("other", "first topic")]


def test_quotes_are_compared_by_place_and_speaker() -> None:
    before = Enrichment(quotes=[quote("Oduya"), quote("Calder", 50)])
    after = Enrichment(quotes=[quote(None), quote("Calder", 90)])
    assert told(before, after) == [("other", "speaker"), ("gained", "quote"), ("lost", "quote")]


def test_numbers_and_languages_are_compared_too() -> None:
    number = Number(text="12", start=4, end=6, value=12)
    other = number.model_copy(update={"value": 13})
    before = Enrichment(numbers=[number], language="en")
    after = Enrichment(numbers=[other], language="fr")
    assert told(before, after) == [("lost", "number"), ("gained", "number"), ("other", "language")]


def test_a_report_counts_stories_kinds_and_topics_and_keeps_some_samples() -> None:
    report = Report(Samples[Sample](2))
    halden, body = entity("Halden"), entity("Halden", "organisation")
    old = Enrichment(entities=[halden], versions={"enrichment": "a"})
    new = Enrichment(
        entities=[body], topics=[topic("15000000", "sport")], versions={"enrichment": "b"}
    )
    for number in range(5):
        report.add(f"s{number}", old, new)
    report.add("same", old, old)
    found = report.as_json()
    assert (found["stories"], found["changed"]) == (6, 5)
    assert found["versions"] == {"before": {"a": 6}, "after": {"b": 5, "a": 1}}
    assert found["kinds"]["organisation"] == {"retyped": 5}
    assert found["kinds"]["person"] == {"kept": 1}
    assert found["retyped"] == {"person to organisation": 5}
    assert found["topics"] == {"sport": {"gained": 5}}
    assert len(found["samples"]) == 2
    assert {"story", "what", "kind", "before", "after", "words"} == set(found["samples"][0])


def test_a_sample_shows_little_of_the_story() -> None:
    sample = Sample("s", Change("gained", "quote", words="x" * 9999))
    assert len(sample.row()["words"]) <= 200
