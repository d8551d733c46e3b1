"""Every metric: name, unit, labels. Labels come from closed sets, never from what a story says."""

from prometheus_client import Counter, Gauge, Histogram

# Seconds that a record or a story takes; wide enough for a story of megabytes.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)
_LAG_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.25, 1, 5)

INPUTS = Counter("wire_inputs", "records taken from the hop's topics", ["hop"])
INPUT_BYTES = Counter("wire_input_bytes", "bytes of the values taken", ["hop"])
ITEMS = Counter(
    "wire_items", "items that a hop is done with, by what became of them", ["hop", "end"]
)
DEAD_LETTERS = Counter("wire_dead_letters", "dead letters, by their code", ["hop", "code"])
OUTPUTS = Counter("wire_outputs", "records that the broker acknowledged", ["hop"])
ACKNOWLEDGED = Counter("wire_acknowledged", "records done with, in offset order", ["hop"])

IN_FLIGHT = Gauge("wire_in_flight", "records taken and not yet done with", ["hop"])
POOL_WAITING = Gauge("wire_pool_waiting", "jobs that no child has yet", ["hop"])
CHILDREN_REPLACED = Gauge("wire_children_replaced", "children that died or hung", ["hop"])
ASSIGNED = Gauge("wire_assigned_partitions", "partitions that this process reads", ["hop"])
LAG = Gauge("wire_lag_records", "records that the group has still to do", ["hop"])

HOP_SECONDS = Histogram(
    "wire_hop_seconds", "from taking a record to its acknowledgement", ["hop"], buckets=_SECONDS
)
STORY_SECONDS = Histogram(
    "wire_story_seconds", "from the story's arrival to its publication", buckets=_SECONDS
)
LOOP_LAG = Histogram(
    "wire_loop_lag_seconds", "how late the event loop wakes", ["hop"], buckets=_LAG_SECONDS
)
LOOP_LAG_P99 = Gauge("wire_loop_lag_p99_seconds", "its 99th percentile of late", ["hop"])
