"""Rules in files: each is read or refused by name; lint says what is likely a mistake."""

import datetime as dt
from pathlib import Path

import pytest

from stream.alerts.files import RuleFiles, read_files
from stream.alerts.linting import canonical, lint
from stream.alerts.query import parse
from stream.errors import SettingsError

NOW = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)


def rules(tmp_path: Path, text: str, name: str = "rules.yaml") -> RuleFiles:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_files([path])


def test_a_broken_rule_is_refused_by_name_and_the_others_stand(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        """
        - {id: first, query: strike}
        - {id: typo, query: strike, chanels: [desk]}
        - {id: nowhere, query: within:ZZ}
        - {id: no-topic, query: topic:diplomatic}
        - {id: first, query: rail}
        - {query: rail}
        - {id: both, query: rail, when: {text: rail}}
        - {id: zone, query: "time:08:00-09:00[zone:Mars/Base]"}
        - {id: twice, query: rail COUNT 3 IN 1h, count: {least: 3, within: 1h}}
        - just a text
        - {id: last, when: {all: [{topic: diplomacy}, {urgency: 2}]}, copies: 15m}
        """,
    )
    assert [it.rule.id for it in found.rules] == ["first", "last"]
    assert {it.rule: it.why for it in found.refused} == {
        "typo": "chanels: there is no such key; did you mean channels?",
        "nowhere": "query: column 8: no country has the ISO 3166-1 code ZZ",
        "no-topic": "query: column 7: no Media Topic is called 'diplomatic': "
        "did you mean diplomacy, plastic?",
        "first": "a rule further up has the same id",
        "number 6": "id: it is missing",
        "both": "a rule has either a query or when",
        "zone": "query: column 6: no time zone is called 'Mars/Base': write it like Europe/Tallinn",
        "twice": "COUNT stands in the query and count beside it: once is enough",
        "number 10": "expected keys with values",
    }


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("quiet: {start: '22:00', end: '06:00', zone: Mars/Base}", "quiet.zone: no time zone is"),
        ("quiet: {start: '22:00', end: 6:00}", "quiet.end: expected hours and minutes"),
        ("quiet: {start: '22:00', end: '06:00', days: [monday]}", "quiet.days.0: Input should be"),
        ("throttle: {most: 3, within: 2w}", "throttle.within: expected a span such as 90s"),
        ("throttle: {most: 0, within: 1h}", "throttle.most: at least 1"),
        ("throttle: 3", "throttle: expected keys with values"),
        ("count: {least: 3, within: 40d}", "count.within: at most 1d"),
        ("count: {least: 3, within: 2d}", "count.within: at most 1d"),
        ("copies: 8d", "copies: at most 7d"),
        ("copies: yes", "copies: expected a span such as 90s"),
        ("expires: 2026-12-01", "expires: expected a moment with its zone"),
        ("paused: maybe", "paused: expected true or false"),
        ("channels: desk", "channels: expected a list"),
        ("name: [desk]", "name: expected a text"),
        ("name: ''", "name: it is empty"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_in_plain_words(
    tmp_path: Path, field: str, said: str
) -> None:
    found = rules(tmp_path, f"- {{id: a, query: ferry, {field}}}")
    assert [it.why.startswith(said) for it in found.refused] == [True], found.refused


def test_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    text = '{"rules": [{"id": "a", "when": {"none": [{"source": "no"}]}, "paused": true}]}'
    in_json = rules(tmp_path, text, "a.json")
    in_yaml = rules(tmp_path, text)
    assert in_json == in_yaml
    assert [it.rule.paused for it in in_json.rules] == [True]


def test_one_rule_alone_is_read(tmp_path: Path) -> None:
    found = rules(tmp_path, '{"id": "a", "query": "ferry", "history": []}', "a.json")
    assert [it.rule.id for it in found.rules] == ["a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "did not find expected"),
        ("- &a {id: x}\n- *a", "line 2: aliases"),
        ("- {id: x, id: y}", "'id' stands twice"),
        ("[" * 5000, "nested too deep"),
        ("rules", "a list of rules is wanted"),
        ("\x01", "characters"),
    ],
)
def test_a_file_that_is_no_list_of_rules_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        rules(tmp_path, text)


def test_json_nested_without_end_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nested too deep"):
        rules(tmp_path, "[" * 200_000, "a.json")


def test_a_clause_nested_too_deep_is_refused_by_name(tmp_path: Path) -> None:
    deep = "{none: [" * 25 + "{text: a}" + "]}" * 25
    found = rules(tmp_path, f"- {{id: deep, when: {deep}}}\n- {{id: wide, query: a}}")
    assert [it.rule for it in found.refused] == ["deep"]
    assert [it.rule.id for it in found.rules] == ["wide"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("source:A source:B", "never_matches"),
        ("strike NOT strike", "never_matches"),
        ("urgency<=2 urgency>=4", "never_matches"),
        ("strike time:08:00-08:00", "never_matches"),
        ("language:en OR strike", "matches_everything"),
        ("NOT strike", "matches_everything"),
        ("strike AND language:en", None),
        ("source:A OR source:B", "matches_everything"),
        ("(source:A strike) OR (source:B rail)", None),
    ],
)
def test_lint_finds_rules_that_never_or_always_match(
    tmp_path: Path, query: str, code: str | None
) -> None:
    found = rules(tmp_path, f"- {{id: a, query: '{query}', channels: [desk]}}")
    assert [it.code for it in lint(found.rules, NOW)] == ([code] if code else [])


def test_lint_finds_rules_that_ask_the_same_that_expired_and_that_tell_nobody(
    tmp_path: Path,
) -> None:
    found = rules(
        tmp_path,
        """
        - {id: a, query: rail AND strike AND rail, channels: [desk]}
        - {id: b, query: strike rail, channels: [desk], expires: 2030-01-01T00:00:00Z}
        - {id: c, query: strike rail COUNT 3 IN 1h}
        """,
    )
    assert [(it.rule, it.code) for it in lint(found.rules, NOW)] == [
        ("b", "expired"),
        ("b", "same_as"),
        ("c", "no_channel"),
    ]


def test_rules_that_ask_different_things_are_not_the_same() -> None:
    queries = ("a b", "a OR b", "NOT a", "NOT (a OR b)", "a NOT b", "a", '"a b"', "headline:a")
    assert len({canonical(parse(it).clause) for it in queries}) == len(queries)
