"""The topics are those of the contract, and a story keeps its partition through all of them."""

import pytest

from stream.settings import Settings
from stream.topics import (
    ALL,
    DAY_MS,
    DELIVERIES,
    ENRICHED,
    RECORD_BYTES,
    Topic,
    TopicNames,
    named,
    shadow,
    shadow_name,
    short_names,
)

# name: key, days kept (None: compacted), internal
CONTRACT = {
    "wire.raw.v1": ("any", 7, True),
    "wire.identity.v1": ("tie key", None, True),
    "wire.stories.v1": ("story id", 7, True),
    "wire.stories.urgent.v1": ("story id", 7, True),
    "wire.held.v1": ("story id", None, True),
    "wire.enriched.v1": ("story id", 7, False),
    "wire.latest.v1": ("story id", None, False),
    "wire.rules.v1": ("rule id", None, False),
    "wire.matches.v1": ("rule id", 1, False),
    "wire.alerts.v1": ("rule id", 7, False),
    "wire.deliveries.v1": ("delivery", 7, True),
    "wire.signatures.v1": ("language", 7, False),
    "wire.storylines.v1": ("storyline id", 7, False),
    "wire.dead-letters.v1": ("as it came", 30, False),
}


def test_the_topics_are_the_contract() -> None:
    assert {it.name: (it.key, it.retention_days, it.internal) for it in ALL} == CONTRACT


@pytest.mark.parametrize("topic", ALL, ids=lambda it: it.name)
def test_a_topic_is_kept_for_days_or_compacted(topic: Topic) -> None:
    configs = topic.configs()
    days = CONTRACT[topic.name][1]
    # What became of deliveries is compacted too: of each, only its end is of interest.
    both = topic is DELIVERIES
    assert topic.compact is (days is None or both)
    policy = "compact,delete" if both else "compact" if days is None else "delete"
    assert configs["cleanup.policy"] == policy
    assert configs.get("retention.ms") == (None if days is None else str(days * DAY_MS))


@pytest.mark.parametrize("topic", [it for it in ALL if it.compact], ids=lambda it: it.name)
def test_a_tombstone_outlives_every_story_that_may_still_wait(topic: Topic) -> None:
    kept = int(topic.configs()["delete.retention.ms"])
    assert kept >= max(it.retention_days or 0 for it in ALL if "stories" in it.name) * DAY_MS


@pytest.mark.parametrize("topic", ALL, ids=lambda it: it.name)
def test_a_record_of_32_mib_has_room_with_its_headers(topic: Topic) -> None:
    assert int(topic.configs()["max.message.bytes"]) > RECORD_BYTES == 32 * 1024 * 1024


def test_there_is_one_partition_count_for_all_topics() -> None:
    counts = [name for name in Settings.model_fields if "partition" in name]
    assert counts == ["partitions"]
    assert not any("partition" in name for name in Topic.__dataclass_fields__)


def test_names_and_groups_carry_the_prefix() -> None:
    names = TopicNames("desk.")
    assert names(named("enriched")) == "desk.wire.enriched.v1"
    assert names.group("enrich") == "desk.wire-enrich"


def test_every_topic_is_found_by_its_name_and_by_its_short_name() -> None:
    assert [named(it.name) for it in ALL] == list(ALL)
    assert [named(it) for it in short_names()] == list(ALL)
    assert named("stories.urgent").name == "wire.stories.urgent.v1"


def test_an_unknown_topic_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        named("wire.nothing.v1")


def test_a_shadow_is_kept_as_long_as_what_it_shadows_and_forgets_the_killed() -> None:
    found = shadow("new-model")
    assert found.name == "wire.enriched.v1.shadow.new-model"
    assert (found.key, found.retention_days) == (ENRICHED.key, ENRICHED.retention_days)
    assert found.configs()["cleanup.policy"] == "compact,delete"
    assert found.internal
    assert shadow_name(found.name) == "new-model"


@pytest.mark.parametrize("name", ["", "-a", "A", "a.b", "a_b", "a" * 64, "a/b", "é", "a\n"])
def test_a_name_that_kafka_or_a_reader_would_mistake_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no shadow's name"):
        shadow(name)
    assert shadow_name(f"wire.enriched.v1.shadow.{name}") is None


def test_a_topic_of_ours_is_no_shadow() -> None:
    assert [shadow_name(it.name) for it in ALL] == [None] * len(ALL)
