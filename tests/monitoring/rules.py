"""Our rule files and what they name."""

import re
from typing import Any

import yaml

from stream import metrics
from tests.monitoring import DEPLOY

RULE_FILES = sorted((DEPLOY / "prometheus/rules").glob("*.yml"))
TEST_FILES = sorted((DEPLOY / "prometheus/tests").glob("*.yml"))
GROUPS: list[dict[str, Any]] = [
    group for file in RULE_FILES for group in yaml.safe_load(file.read_text())["groups"]
]
RULES: list[dict[str, Any]] = [rule for group in GROUPS for rule in group["rules"]]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
RECORDED = {rule["record"]: rule for rule in RULES if "record" in rule}


def named(expression: str) -> set[str]:
    """Metrics and recorded series of ours that an expression names."""
    bare = re.sub(r'"[^"]*"', '""', expression)
    return set(re.findall(r"\bwire[_:][\w:]+", bare))


def served() -> set[str]:
    """Names of all series that our processes serve."""
    endings = {
        "counter": ("_total",),
        "gauge": ("",),
        "histogram": ("_bucket", "_count", "_sum"),
        "info": ("_info",),
    }
    return {
        f"{family.name}{ending}"
        for family in metrics.REGISTRY.collect()
        for ending in endings.get(family.type, ("",))
    }
