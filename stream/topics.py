"""Every topic: its name, what its key is, how many partitions, what is kept and for how long.

The contract fixes names and policies. Every topic has the partition count of the settings: those
keyed by story id need the same one, so that a story keeps its partition, and its order.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stream.settings import MIB

DAY_MS = 24 * 60 * 60 * 1000
RECORD_BYTES = 32 * MIB
# The topics' limit is for a whole batch: headers and framing need room beside a 32 MiB value. A
# dead letter has the input's own headers and ours beside them, and must fit whatever fitted before.
INPUT_BATCH_BYTES = RECORD_BYTES + MIB // 4
BATCH_BYTES = RECORD_BYTES + MIB


@dataclass(frozen=True)
class Topic:
    """One topic as it is declared. `retention_days` is None where the newest of a key stays."""

    name: str
    key: str
    about: str
    retention_days: int | None = None
    compact: bool = False
    internal: bool = False
    """Holds unpublished text: gets access rules of its own."""
    tombstone_days: int = 7
    """How long a compacted topic keeps a tombstone: a worker that begins must still read it."""
    batch_bytes: int = BATCH_BYTES
    """Largest batch that the topic takes."""

    def configs(self) -> Mapping[str, str]:
        """Kafka's topic configuration."""
        policies = ["compact"] * self.compact + ["delete"] * bool(self.retention_days)
        found = {
            "cleanup.policy": ",".join(policies),
            "max.message.bytes": str(self.batch_bytes),
        }
        if self.retention_days is not None:
            found["retention.ms"] = str(self.retention_days * DAY_MS)
        if self.compact:
            found["delete.retention.ms"] = str(self.tombstone_days * DAY_MS)
        return found


RAW = Topic(
    "wire.raw.v1",
    "any",
    "inputs in any format",
    7,
    internal=True,
    batch_bytes=INPUT_BATCH_BYTES,
)
IDENTITY = Topic(
    "wire.identity.v1",
    "tie key",
    "which id belongs to which story",
    compact=True,
    # Hashes of a headline's words can be guessed.
    internal=True,
)
STORIES = Topic("wire.stories.v1", "story id", "parsed stories", 7, internal=True)
URGENT = Topic("wire.stories.urgent.v1", "story id", "parsed urgent stories", 7, internal=True)
HELD = Topic("wire.held.v1", "story id", "held and embargoed", compact=True, internal=True)
ENRICHED = Topic("wire.enriched.v1", "story id", "enriched stories", 7)
LATEST = Topic(
    "wire.latest.v1",
    "story id",
    "the standing version of each story",
    compact=True,
    # A kill must outlive every older version that may still come, and a hold its release.
    tombstone_days=3650,
)
RULES = Topic("wire.rules.v1", "rule id", "alert rules", compact=True)
MATCHES = Topic("wire.matches.v1", "rule id", "stories that matched a rule", 1)
ALERTS = Topic("wire.alerts.v1", "rule id", "alerts", 7)
DELIVERIES = Topic(
    "wire.deliveries.v1",
    "delivery",
    "what became of alerts on their way to channels, each in its alert's partition",
    7,
    compact=True,
    internal=True,
)
SIGNATURES = Topic("wire.signatures.v1", "language", "signatures for storylines", 7)
STORYLINES = Topic("wire.storylines.v1", "storyline id", "storylines", 7)
DEAD_LETTERS = Topic("wire.dead-letters.v1", "as it came", "what failed, and why", 30)

ALL = (
    RAW,
    IDENTITY,
    STORIES,
    URGENT,
    HELD,
    ENRICHED,
    LATEST,
    RULES,
    MATCHES,
    ALERTS,
    DELIVERIES,
    SIGNATURES,
    STORYLINES,
    DEAD_LETTERS,
)


SHADOW_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_SHADOWS = f"{ENRICHED.name}.shadow."


def shadow(name: str) -> Topic:
    """The shadow topic of this name: what another version of everything makes of the stories.

    Compacted too, so that a story killed meanwhile doesn't stay for as long as the others. Raises
    ValueError where the name isn't 1 to 63 of a-z, 0-9 and -.
    """
    if not SHADOW_NAME.fullmatch(name):
        raise ValueError(f"'{name[:80]}' is no shadow's name: 1 to 63 of a-z, 0-9 and -")
    about = "enriched stories of another version of everything, not published"
    days = ENRICHED.retention_days
    return Topic(f"{_SHADOWS}{name}", ENRICHED.key, about, days, compact=True, internal=True)


def shadow_name(topic: str) -> str | None:
    """The name of the shadow whose topic this is, without the prefix of the settings, or None."""
    name = topic.removeprefix(_SHADOWS)
    return name if name != topic and SHADOW_NAME.fullmatch(name) else None


@dataclass(frozen=True)
class TopicNames:
    """The topics as they are called on this cluster: with the prefix of the settings."""

    prefix: str = ""

    def __call__(self, topic: Topic) -> str:
        """The name on the cluster."""
        return f"{self.prefix}{topic.name}"

    def group(self, hop: str) -> str:
        """The consumer group (and Faust application) of a hop."""
        return f"{self.prefix}wire-{hop}"


def named(name: str) -> Topic:
    """The topic of this name; a short form will do ("enriched", "dead-letters").

    Raises KeyError where there is none.
    """
    for topic in ALL:
        if name in {topic.name, topic.name.removeprefix("wire.").removesuffix(".v1")}:
            return topic
    raise KeyError(name)


@lru_cache(maxsize=256)
def label(name: str) -> str:
    """A metric's label for the topic that is called so on this cluster: its name in the contract.

    The prefix is left out, and so is a shadow's own name; what is no topic of ours is `other`.
    """
    if _SHADOWS in name:
        return f"{_SHADOWS}*"
    return next((it.name for it in ALL if name.endswith(it.name)), "other")


def short_names(topics: Iterable[Topic] = ALL) -> list[str]:
    """What `named` also takes."""
    return [it.name.removeprefix("wire.").removesuffix(".v1") for it in topics]
