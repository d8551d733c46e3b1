"""`wire rules` on files: what is broken, what is odd, and what a rule makes of a story."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.schemas import samples

BROKEN = "- {id: stands, query: ferry, channels: [desk]}\n- {id: broken, query: topic:ferries}\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "desk.yaml"
    path.write_text(BROKEN)
    return path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.jsonl"
    path.write_bytes(samples.enriched().to_json() + b"\n" + samples.enriched_least().to_json())
    return path


def test_lint_names_the_broken_rule_and_ends_with_status_1(wire: Run, rules: Path) -> None:
    ran = wire("rules", "lint", rules)
    assert ran.status == 1
    assert ran.said == "1 rules are broken"
    assert "no Media Topic is called 'ferries'" in ran.out
    assert "1 rules stand, 1 are broken" in ran.err


def test_lint_as_json_lines(wire: Run, rules: Path) -> None:
    ran = wire("rules", "lint", rules, "--json")
    assert [json.loads(it)["rule"] for it in ran.out.splitlines()] == ["broken"]


def test_a_query_is_tried_on_every_story_of_a_file(wire: Run, story: Path) -> None:
    ran = wire("rules", "test", story, "--query", "ferry person:Oduya", "--json")
    assert ran.status == 0
    first, second = map(json.loads, ran.out.splitlines())
    assert (first["matches"], second["matches"]) == (True, False)
    assert [it["query"] for it in first["clauses"]["all"]] == ["text:ferry", "person:Oduya"]
    sentence = first["sentences"][1]
    marked = [sentence["text"][start:end] for start, end in sentence["highlights"]]
    assert marked == ["ferries", "Mara Oduya"]
    assert second["clauses"]["all"][0]["why"] == "not in the story"


def test_a_story_that_is_not_enriched_is_enriched_first(wire: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.json"
    path.write_text(json.dumps({"headline": "Ferries", "body": "Ferries sail from Estonia."}))
    ran = wire("rules", "test", path, "--query", "within:EE ferry")
    assert "query matches  Ferries" in ran.out


def test_people_see_which_clause_holds(wire: Run, story: Path) -> None:
    ran = wire("rules", "test", story, "--query", "ferry NOT source:Halden")
    assert "query doesn't match  Brassica Lines buys ferries" in ran.out
    assert "✓ text:ferry" in ran.out
    assert "✗ none  1 of 1 hold, none may" in ran.out


def test_what_keeps_a_rule_silent_that_holds_is_said(
    wire: Run, tmp_path: Path, story: Path
) -> None:
    path = tmp_path / "silent.yaml"
    path.write_text(
        "- {id: a, query: ferry COUNT 3 IN 90m, paused: true, expires: 2020-01-01T00:00:00Z}\n"
    )
    ran = wire("rules", "test", story, "--rules", path, "--json")
    first, second = map(json.loads, ran.out.splitlines())
    silent = [
        "it is paused",
        "it expired at 2020-01-01T00:00:00+00:00",
        "it waits for 3 such stories within 90m",
    ]
    assert (first["matches"], first["but"]) == (True, silent)
    assert (second["matches"], second["but"]) == (False, [])
    assert "but it is paused" in wire("rules", "test", story, "--rules", path).out


def test_a_rule_of_a_file_is_tried_and_the_broken_one_is_said(
    wire: Run, rules: Path, story: Path
) -> None:
    ran = wire("rules", "test", story, "--rules", rules)
    assert ran.status == 0
    assert "stands matches" in ran.out
    assert "broken is broken: query: column 7: no Media Topic" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--query", "person:"), "column 8"),
        (("--query", ""), "an empty query"),
        (("--query", "within:ZZ"), "no country has the ISO 3166-1 code ZZ"),
        ((), "no rule stands"),
    ],
)
def test_what_cannot_be_tried_is_a_misuse(
    wire: Run, story: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = wire("rules", "test", story, *arguments)
    assert ran.status == 2
    assert said in ran.said


def test_an_unknown_rule_is_a_misuse(wire: Run, rules: Path, story: Path) -> None:
    ran = wire("rules", "test", story, "--rules", rules, "--rule", "other")
    assert ran.status == 2
    assert "no rule other stands" in ran.said
