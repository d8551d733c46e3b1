"""Creates the topics as `stream/topics.py` declares them, and tells what differs on a cluster."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from stream.broker.clients import admin
from stream.errors import BrokerError, TopicsDiffer
from stream.settings import Settings
from stream.topics import ALL, Topic, TopicNames

LISTED_SECONDS = 20.0


@dataclass(frozen=True)
class Difference:
    """One thing about one topic that isn't as declared. `fatal`: a worker can't work with it."""

    topic: str
    what: str
    declared: str
    found: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.topic}: {self.what} is {self.found}, declared {self.declared}"


async def create_topics(settings: Settings, topics: Sequence[Topic] = ALL) -> list[str]:
    """Create those that are missing; gives their names. Raises BrokerError where one is refused."""
    names = TopicNames(settings.topic_prefix)
    async with admin(settings) as client:
        there = set(await client.list_topics())
        missing = [it for it in topics if names(it) not in there]
        if not missing:
            return []
        new = [
            NewTopic(
                names(it), settings.partitions, settings.replication, topic_configs=it.configs()
            )
            for it in missing
        ]
        answer = await client.create_topics(new)
        for name, code, *message in answer.topic_errors:
            error = for_code(code)
            if code and not issubclass(error, TopicAlreadyExistsError):
                raise BrokerError(f"topic {name} can't be created: {error.__name__} {message}")
        created = [names(it) for it in missing]
        await _until_listed(client, created)
    return created


async def topics_there(settings: Settings) -> list[str]:
    """The names of all topics on the cluster that have the prefix of the settings, without it."""
    prefix = settings.topic_prefix
    async with admin(settings) as client:
        listed = await client.list_topics()
    return sorted(it.removeprefix(prefix) for it in listed if it.startswith(prefix))


async def drop_topic(settings: Settings, topic: Topic) -> None:
    """Delete a topic and all that it holds. Raises BrokerError where that is refused."""
    name = TopicNames(settings.topic_prefix)(topic)
    async with admin(settings) as client:
        answer = await client.delete_topics([name])
        for _, code in answer.topic_error_codes:
            if code:
                raise BrokerError(f"topic {name} can't be deleted: {for_code(code).__name__}")
        await _until_listed(client, [name], listed=False)


async def differences(settings: Settings, topics: Sequence[Topic] = ALL) -> list[Difference]:
    """What differs on the cluster: missing topics, partition counts, retention, compaction."""
    names = TopicNames(settings.topic_prefix)
    async with admin(settings) as client:
        there = await _partition_counts(client, [names(it) for it in topics])
        found = [_counted(names(it), there.get(names(it)), settings.partitions) for it in topics]
        present = [it for it in topics if names(it) in there]
        return [it for it in found if it] + await _configs(client, present, names)


async def require_topics(settings: Settings, topics: Sequence[Topic]) -> None:
    """Raises TopicsDiffer with one line where a worker can't work with what is there."""
    wrong = [it for it in await differences(settings, topics) if it.fatal]
    if wrong:
        raise TopicsDiffer(
            f"{'; '.join(map(str, wrong))}. Missing topics: `wire topics create`. Another count: "
            "set WIRE_PARTITIONS to the cluster's; a count is fixed for a topic's version"
        )


async def _until_listed(
    client: AIOKafkaAdminClient, names: Sequence[str], *, listed: bool = True
) -> None:
    """Apache Kafka says yes to new topics, and to deletions, before its brokers know of them."""
    wanted = set(names) if listed else set[str]()
    try:
        async with asyncio.timeout(LISTED_SECONDS):
            while set(names) & set(await client.list_topics()) != wanted:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
    except TimeoutError:
        done = "created and are not listed" if listed else "deleted and are still listed"
        raise BrokerError(
            f"topics were {done} after {LISTED_SECONDS:.0f} s: look with `wire topics check`"
        ) from None


async def _partition_counts(
    client: AIOKafkaAdminClient, wanted: Sequence[str]
) -> Mapping[str, int]:
    """The counts of those that are there. Asking for one that isn't would create it on many."""
    listed = set(await client.list_topics())
    present = [it for it in wanted if it in listed]
    described = await client.describe_topics(present) if present else []
    return {it["topic"]: len(it["partitions"]) for it in described if not it["error_code"]}


def _counted(name: str, found: int | None, declared: int) -> Difference | None:
    if found is None:
        return Difference(name, "topic", "there", "missing", fatal=True)
    if found != declared:
        return Difference(name, "partition count", str(declared), str(found), fatal=True)
    return None


async def _configs(
    client: AIOKafkaAdminClient, topics: Iterable[Topic], names: TopicNames
) -> list[Difference]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, names(it)) for it in topics]
    if not resources:
        return []
    try:
        answers = await client.describe_configs(resources)
    except KafkaError as error:
        return [Difference("*", "configuration", "readable", f"refused ({type(error).__name__})")]
    on_cluster = {
        resource[3]: {entry[0]: entry[1] for entry in resource[4]}
        for answer in answers
        for resource in answer.resources
    }
    return [
        Difference(names(it), key, declared, on_cluster[names(it)].get(key) or "not set")
        for it in topics
        for key, declared in it.configs().items()
        if names(it) in on_cluster and on_cluster[names(it)].get(key) != declared
    ]
