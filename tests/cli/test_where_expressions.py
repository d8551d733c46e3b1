"""`--where` takes simple comparisons over a story's JSON, and refuses all else with a reason."""

import pytest

from stream.cli.console import Misused
from stream.cli.where import FIELDS, where
from tests.schemas import samples

EVENT = samples.enriched().model_dump(mode="json", by_alias=True)
LEAST = samples.enriched_least().model_dump(mode="json", by_alias=True)
PARSED = samples.least().model_dump(mode="json", by_alias=True)


@pytest.mark.parametrize(
    "expression",
    [
        "topic=shipping",
        "topic = Shipping",
        "topic=medtop:20000300",
        "person~oduya",
        "person=Mara Oduya",
        "dateline=CY",
        "dateline=limassol",
        "urgency<=3",
        "urgency>2",
        "signal=correction",
        "signal!=kill",
        "headline~buys",
        "text~We sail",
        "source=Halden",
        "keyword=ferries",
        "version>=3",
        "language=en",
        "slug~brassica",
        "place!=AZ",
    ],
)
def test_it_holds(expression: str) -> None:
    assert where(expression)(EVENT)


@pytest.mark.parametrize(
    "expression",
    ["topic=ship", "topic!=shipping", "person=Oduya", "urgency<3", "signal=kill", "place=AZ"],
)
def test_it_does_not_hold(expression: str) -> None:
    assert not where(expression)(EVENT)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("event", [LEAST, PARSED])
def test_every_field_may_be_absent(field: str, event: dict[str, object]) -> None:
    assert not where(f"{field}=no such value")(event)
    assert where(f"{field}!=no such value")(event)
    assert not where(f"{field}>999")(event)


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("", "is no expression"),
        ("topic", "is no expression"),
        ("topic=", "is no expression"),
        ("colour=blue", "knows no field 'colour'"),
        ("urgency<=high", "'high' is no number"),
        ("urgency<=nan", "'nan' is no number"),
        ("__class__=x", "knows no field"),
    ],
)
def test_a_bad_expression_is_refused_with_the_reason(expression: str, complaint: str) -> None:
    with pytest.raises(Misused, match=complaint):
        where(expression)
