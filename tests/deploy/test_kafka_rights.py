"""The rights that deploy/kubernetes/README.md tells of are those that the hops' code needs."""

from pathlib import Path

import pytest

from stream.agents.decide import DecideHop
from stream.agents.deliver import DeliverHop
from stream.agents.enrich import EnrichHop
from stream.agents.intake import IntakeHop
from stream.agents.match import MatchHop
from stream.topics import ALL, DEAD_LETTERS

PAGE = Path(__file__).parents[2] / "deploy" / "kubernetes" / "README.md"
HOPS = [IntakeHop, EnrichHop, MatchHop, DecideHop, DeliverHop]


def rows() -> dict[str, list[str]]:
    text = PAGE.read_text(encoding="utf-8").split("## Rights in Kafka")[1]
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {name.strip(): rest for name, *rest in lines[1:]}


@pytest.mark.parametrize("hop", HOPS, ids=lambda it: it.name)
def test_a_hop_may_read_its_inputs_and_write_its_outputs(hop: type) -> None:
    group, reads, writes = rows()[hop.name]
    assert f"`wire-{hop.name}`" in group
    for topic in hop.inputs:
        assert f"`{topic.name}`" in reads
    for topic in (*hop.outputs, DEAD_LETTERS):
        assert f"`{topic.name}`" in writes


def test_every_hop_has_its_rights_and_every_topic_is_one() -> None:
    assert set(rows()) == {it.name for it in HOPS}
    named = {
        part.strip(" `") for row in rows().values() for it in row[1:] for part in it.split(",")
    }
    assert named <= {it.name for it in ALL}
