"""Files that stay well-formed while their fields are lost, doubled, moved, or hold what they can't.

Bytes broken at random seldom get past an XML or JSON parser; these do, and reach the formats.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.wire.conftest import Check
from tests.wire.test_any_bytes import items
from tests.wire.test_near_valid_files import SEEDS, check_item, near_valid

VALUES = [
    "", " ", "0", "-1", "3", "9" * 40, "true", "False", "canceled", "stat:canceled", "withheld",
    "sig:correction", "KILL", "0001-01-01T00:00:00", "2026-03-10", "10.03.2026 99:99",
    "Tue, 99 Mar 2026 07:45:00 +9999", "20260310T081422+0100", "9999-12-31T23:59:59-14:00",
    "http://[::1", "urn:a:b", "mailto:@", "medtop:20000639", "::", "a" * 5000, "\u2028", "\ufffd",
    "é" * 300, "<p>A</p><table><tr><td>1", "&lt;p&gt;A&lt;/p&gt;", "&amp;amp;", "<", "{}", "[",
    "OSLO, Norway, Feb. 29 (AP) - A ship.", "text/html", "image/png", "xhtml", "base64", "en_GB-x",
    "Flash", "Writethru", "newscalendar", "By ", "/", "%", "\t", "a, b,, c", "../../etc",
]  # fmt: skip
LEAVES: list[Any] = [
    *VALUES, None, True, 0, -5, 3, 1e300, [], {}, [[]], [None], [{}], ["a", 3], {"name": None},
    {"value": "a"}, "\ud800", "\0",
]  # fmt: skip
XML = [it for it in SEEDS if it.suffix == ".xml"]
JSON = [it for it in SEEDS if it.suffix == ".json" and "malformed" not in it.name]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "attribute", "drop", "double", "rename", "into", "nest"]),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=6,
)
Steps = list[tuple[str, int, int, int]]


def odd_xml(data: bytes, steps: Steps) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    for what, first, second, third in steps:
        nodes = [it for it in root.iter() if isinstance(it.tag, str)]
        node, other = nodes[first % len(nodes)], nodes[second % len(nodes)]
        value = VALUES[third % len(VALUES)]
        if what == "set":
            node.text = value
        elif what == "attribute":
            names = list(node.attrib) or ["type", "id", "lang", "nil", "qcode", "src"]
            node.set(names[second % len(names)], value)
        elif what == "rename":
            node.tag = other.tag
        elif what == "nest":
            _nest(node, third % 300)
        elif (parent := node.getparent()) is not None:
            if what == "drop":
                parent.remove(node)
            elif what == "double":
                node.addnext(copy.deepcopy(node))
            elif node not in other.iterancestors() and node is not other:
                other.append(node)
    return etree.tostring(root)


def _nest(node: etree._Element, depth: int) -> None:
    inner = node
    for _ in range(depth):
        inner = etree.SubElement(inner, node.tag)
    inner.text = "deep"


def odd_json(data: bytes, steps: Steps) -> bytes:
    root = json.loads(data)
    for what, first, second, third in steps:
        places = list(_places(root))
        if not places:
            break
        inside, key = places[first % len(places)]
        other, name = places[second % len(places)]
        if what in {"set", "attribute"}:
            inside[key] = copy.deepcopy(LEAVES[third % len(LEAVES)])
        elif what == "drop":
            del inside[key]
        elif what == "nest":
            for _ in range(third % 80):
                inside[key] = [inside[key]]
        elif isinstance(inside, dict) and isinstance(name, str):
            inside[name] = copy.deepcopy(inside[key])
        elif isinstance(inside, list):
            inside.append(copy.deepcopy(other[name]))
    return json.dumps(root).encode()


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every field of every object and every item of every list, with what it stands in."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 2000:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else list(range(len(one)))
        found += [(one, key) for key in keys]
        waiting += [one[key] for key in keys if isinstance(one[key], dict | list)]
    return found


def odd(seed: Path, steps: Steps) -> bytes:
    made = odd_xml if seed.suffix == ".xml" else odd_json
    return made(seed.read_bytes(), steps)


@pytest.mark.parametrize("seed", XML + JSON, ids=lambda it: it.name)
@near_valid
@given(steps=STEPS)
def test_odd_fields_are_items_or_an_error(seed: Path, steps: Steps) -> None:
    for item in items(odd(seed, steps)):
        check_item(item)


@near_valid
@given(seed=st.sampled_from(XML + JSON), steps=STEPS)
def test_what_is_read_of_odd_fields_is_valid_ninjs(
    check_official: Check, seed: Path, steps: Steps
) -> None:
    for item in items(odd(seed, steps)):
        check_official(item)
