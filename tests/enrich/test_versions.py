"""Each event says what it was found with; a change of any part is another version of the whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.events import ParsedStory
from stream.enrich import Enricher, versions
from stream.enrich.versions import Versions, content_hash
from tests.enrich.conftest import Enrich

MADE = Versions.of("en_core_web_md 3.7.1")


def test_an_event_names_every_part_and_the_whole(enrich: Enrich) -> None:
    found = enrich("Ministers met in Oslo on Monday to speak about the price of fish.").enrichment
    parts = {"wirestream", "rules", "spacy", "language", "gazetteer", "lists", "topics"}
    assert parts | {"model", "enrichment"} <= set(found.versions)
    assert all(found.versions.values())
    assert found.versions["model"].startswith("en_core_web_md 3.")


def test_a_story_that_no_model_reads_says_so_under_the_same_whole(
    enricher: Enricher, parsed: Callable[..., ParsedStory]
) -> None:
    texts = (
        "Ministers met in Oslo on Monday to speak about the price of fish and of bread.",
        "Ministeri tapasi kalastajat satamassa maanantaina puhuakseen kalan hinnasta.",
    )
    read, unread = (enricher.enrich(parsed(it)).enrichment.versions for it in texts)
    assert unread == read | {"model": "none"}


@pytest.mark.parametrize("part", MADE.parts)
def test_another_version_of_a_part_is_another_whole(part: str) -> None:
    assert MADE.with_part(part, "another").enrichment != MADE.enrichment


def test_a_part_that_is_added_stands_in_the_event_and_changes_the_whole() -> None:
    added = MADE.with_part("watch_list", "0f3a")
    assert added.of_story("model 1")["watch_list"] == "0f3a"
    assert added.enrichment != MADE.enrichment
    assert "watch_list" not in MADE.parts


def test_the_same_parts_are_the_same_whole_whatever_their_order() -> None:
    turned = Versions(dict(reversed(MADE.parts.items())))
    assert turned.enrichment == MADE.enrichment


def test_names_and_bytes_that_run_together_differ() -> None:
    assert content_hash([("ab", b"c")]) != content_hash([("a", b"bc")])
    assert content_hash([("a", b"1a12")]) != content_hash([("a", b"1"), ("a", b"2")])


def test_one_word_in_a_list_or_in_the_code_is_another_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "topics" / "__pycache__").mkdir(parents=True)
    (tmp_path / "topics" / "__pycache__" / "rule.pyc").write_bytes(b"x")
    files = {name: tmp_path / name for name in ("rule.py", "list.tsv", "topics/words.tsv", "S.md")}
    for file in files.values():
        file.write_text("a\tb\n")
    monkeypatch.setattr(versions.resources, "files", lambda name: _room(tmp_path, name))

    def seen() -> tuple[str, str, str]:
        found = versions._installed.__wrapped__()
        return found["rules"], found["lists"], found["topics"]

    before = seen()
    for name, changed in (("rule.py", 0), ("list.tsv", 1), ("topics/words.tsv", 2), ("S.md", None)):
        files[name].write_text("a\tc\n")
        after = seen()
        assert [old != new for old, new in zip(before, after, strict=True)] == [
            place == changed for place in range(3)
        ]
        before = after


def _room(folder: Path, package: str) -> Path:
    return folder / "topics" if package.endswith("topics") else folder
