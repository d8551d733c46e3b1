"""Every metric: name, unit, labels. Labels come from closed sets, never from what a story says.

They have a registry of their own: what a library registers elsewhere is not served.
"""

import platform
from importlib.metadata import version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

# A second series beside each counter and histogram, for its birth: nobody asks for it.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry(auto_describe=True)
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

# A promise is told by a bucket's bound, so 5 s, within which a story is to be fresh, must be one.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_LAG_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.25, 1, 5)
_COUNTS = (0, 1, 2, 5, 10, 20, 50, 100)
_BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)


def _counter(name: str, about: str, *labels: str) -> Counter:
    return Counter(name, about, labels, registry=REGISTRY)


def _gauge(name: str, about: str, *labels: str) -> Gauge:
    return Gauge(name, about, labels, registry=REGISTRY)


def _histogram(name: str, about: str, *labels: str, buckets: tuple[float, ...]) -> Histogram:
    return Histogram(name, about, labels, buckets=buckets, registry=REGISTRY)


# What comes and what goes.
INPUTS = _counter("wire_inputs", "records taken from the hop's topics", "hop", "topic")
INPUT_BYTES = _counter("wire_input_bytes", "bytes of the values taken", "hop")
ITEMS = _counter("wire_items", "items done with, by what became of them", "hop", "end")
WITHHELD_ENDED = _counter("wire_withheld_ended", "what became of withheld items", "hop", "end")
DEAD_LETTERS = _counter("wire_dead_letters", "dead letters, by their code", "hop", "code")
OUTPUTS = _counter("wire_outputs", "records that the broker acknowledged", "hop", "topic")
ACKNOWLEDGED = _counter("wire_acknowledged", "records done with, in offset order", "hop")

# What waits.
IN_FLIGHT = _gauge("wire_in_flight", "records taken and not yet done with", "hop")
WITHHELD = _gauge("wire_withheld_stories", "stories under embargo or on hold", "hop")
LAG = _gauge("wire_lag_records", "records that the group has still to do", "hop")
LAG_SECONDS = _gauge("wire_lag_seconds", "age of the oldest record still to do", "hop")
ASSIGNED = _gauge("wire_assigned_partitions", "partitions that this process reads", "hop")
REBALANCES = _counter("wire_rebalances", "assignments of partitions to this process", "hop")
COMMIT_FAILURES = _counter("wire_commit_failures", "commits that the broker refused", "hop")

# How long it takes.
STORY_SECONDS = _histogram(
    "wire_story_seconds", "from the story's arrival to its publication", buckets=_SECONDS
)
HOP_SECONDS = _histogram(
    "wire_hop_seconds", "from taking a record to its acknowledgement", "hop", buckets=_SECONDS
)
STAGE_SECONDS = _histogram(
    "wire_stage_seconds", "a record's time, by stage of its hop", "hop", "stage", buckets=_SECONDS
)
WAIT, POOL, ORDER, PUBLISH = STAGES = ("wait", "pool", "order", "publish")

# The pool.
POOL_WAITING = _gauge("wire_pool_waiting", "jobs that no child has yet", "hop")
POOL_CHILDREN = _gauge("wire_pool_children", "children that run", "hop")
POOL_BUSY = _gauge("wire_pool_busy", "children that are at a story", "hop")
POOL_RESTARTS = _counter("wire_pool_restarts", "children replaced, by why", "hop", "reason")
POOL_WORK_SECONDS = _counter("wire_pool_work_seconds", "time that children were at stories", "hop")
BATCH_STORIES = _histogram("wire_batch_stories", "stories sent at once", "hop", buckets=_BATCHES)

# The process.
LOOP_LAG = _histogram(
    "wire_loop_lag_seconds", "how late the event loop wakes", "hop", buckets=_LAG_SECONDS
)
LOOP_LAG_P99 = _gauge("wire_loop_lag_p99_seconds", "its 99th percentile of late", "hop")
MEMORY = _gauge("wire_memory_bytes", "resident memory of a process", "hop", "process")
BUILD = Info("wire_build", "what runs here", registry=REGISTRY)
BUILD.info({"version": version("wirestream"), "python": platform.python_version()})

# The news.
SOURCE_STORIES = _counter("wire_source_stories", "stories read, by agency", "source")
FEED_GAPS = _counter("wire_feed_gaps", "numbers missing from numbered feeds", "source")
TIES = _counter("wire_ties", "versions tied to a story under another id", "by")
VERSIONS = _counter("wire_versions", "versions settled, by signal and end", "signal", "end")
STORY_ENTITIES = _histogram("wire_story_entities", "entities of a published story", buckets=_COUNTS)
STORY_TOPICS = _histogram("wire_story_topics", "topics of a published story", buckets=_COUNTS)

# Alerts.
RULES = _gauge("wire_rules", "alert rules that this process asks, and those refused", "state")
ALERTS = _counter("wire_alerts", "alerts, by kind", "kind")
ALERT_SECONDS = _histogram(
    "wire_alert_seconds", "from a story's arrival to its alert", buckets=_SECONDS
)
DELIVERIES = _counter("wire_deliveries", "deliveries ended, by how", "channel", "code")
DELIVERIES_PENDING = _gauge("wire_deliveries_pending", "deliveries on their way", "channel")
OTHER = "other"
"""The channel of those beyond the ones that have series of their own, and of unknown ones."""
DELIVERY_SECONDS = _histogram(
    "wire_delivery_seconds", "from an alert to its receiver's answer", buckets=_SECONDS
)
