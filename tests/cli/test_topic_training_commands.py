"""`wire topics train`, `test` and `wire enrich --topic-model`: from own stories to own topics."""

import json
from pathlib import Path

import pytest

from schemas.events import EnrichedStory
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "examples" / "topics" / "labelled.jsonl"
PORT = "Pilots brought the tanker to its berth in the port of Marn, where other ships wait."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model") / "topics.npz"


@pytest.fixture
def trained(wire: Run, model: Path) -> Path:
    if not model.exists():
        assert wire("topics", "train", EXAMPLE, "--output", model).status == 0
    return model


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.json"
    file.write_text(json.dumps({"id": "s1", "headline": "Tanker at berth in port", "body": PORT}))
    return file


def test_training_reports_each_topic_and_says_how_to_use_the_model(
    wire: Run, tmp_path: Path
) -> None:
    ran = wire("topics", "train", EXAMPLE, "--output", tmp_path / "m.npz")
    assert ran.status == 0, ran.said
    for expected in ("Ports and shipping", "medtop:20000154", "cross-validated", "first right"):
        assert expected in ran.out
    assert f"WIRE_TOPIC_MODEL={tmp_path / 'm.npz'}" in ran.out


def test_the_report_in_json_has_scores_of_stories_that_the_model_had_not_seen(
    wire: Run, tmp_path: Path
) -> None:
    ran = wire("topics", "train", EXAMPLE, "-o", tmp_path / "m.npz", "--json")
    report = json.loads(ran.out)
    assert report["bytes"] == (tmp_path / "m.npz").stat().st_size
    assert report["stories"] == 29
    assert report["names"]["custom:rates"] == "Interest rates"
    assert 0.5 < report["micro_f1"] < 1
    assert report["topics"]["custom:ports"]["wanted"] == 9


def test_a_model_is_tested_on_other_stories(wire: Run, trained: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"body": PORT, "topics": ["ports", "unknown"]}) + "\n")
    report = json.loads(wire("topics", "test", other, "--model", trained, "--json").out)
    assert report["first_right"] == 1
    assert report["left_out"] == {"custom:unknown": 1}
    assert "custom:unknown (1)" in wire("topics", "test", other, "--model", trained).out


def test_the_model_takes_over_and_each_event_names_it(
    wire: Run, trained: Path, story: Path
) -> None:
    found = EnrichedStory.model_validate_json(
        wire("enrich", story, "--topic-model", trained).raw
    ).enrichment
    assert [it.code for it in found.topics] == ["custom:ports"]
    assert found.topics[0].evidence[0].by == "trained model"
    report = json.loads(wire("topics", "test", EXAMPLE, "--model", trained, "--json").out)
    assert found.versions["topic_model"] == report["version"]


def test_the_setting_does_what_the_option_does(
    wire: Run, trained: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_TOPIC_MODEL", str(trained))
    found = EnrichedStory.model_validate_json(wire("enrich", story).raw)
    row = next(it for it in found.story.subjects or [] if it.literal == "custom:ports")
    assert (row.name, row.rel, row.uri) == ("Ports and shipping", "about", None)


def test_a_model_that_is_no_model_ends_the_command(wire: Run, tmp_path: Path, story: Path) -> None:
    (tmp_path / "m.npz").write_text("no model")
    ran = wire("enrich", story, "--topic-model", tmp_path / "m.npz")
    assert (ran.status, "train it again" in ran.said) == (78, True)


def test_a_bad_line_is_named(wire: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"body": "b"}\n')
    ran = wire("topics", "train", tmp_path / "bad.jsonl")
    assert ran.status == 1
    assert ran.said.startswith(f"{tmp_path / 'bad.jsonl'}, line 1: `topics` is missing")
    assert not (tmp_path / "topics.npz").exists()


def test_a_folder_that_is_not_there_is_told(wire: Run, tmp_path: Path) -> None:
    ran = wire("topics", "train", EXAMPLE, "--output", tmp_path / "none" / "m.npz")
    assert (ran.status, "can't be written" in ran.said) == (1, True)
