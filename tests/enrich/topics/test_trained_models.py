"""A customer's topic model: the same stories give the same file, and a strange file is refused."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.enrichment import Topic
from stream.enrich.topics.trained import Label, TrainedFinder, TrainedModel, load, save
from stream.enrich.topics.trained.learn import Story, learn
from stream.enrich.topics.trained.words import HEADLINE, READS, words_of
from stream.errors import SettingsError

PORTS, FLOOD = Label("custom:ports", "Ports"), Label("medtop:20000154", "flood")
DISASTER = Label("medtop:03000000", "disaster, accident and emergency incident")
STORIES = [
    ("Ship at berth", "A cargo ship waits in the port for a berth.", {0}),
    ("Crane stops in port", "The port closed a berth and ship after ship waits.", {0}),
    ("River floods town", "The flooded river rose and water filled cellars.", {1}),
    ("Flood after rain", "Water of the flooded river filled the cellars of a town.", {1}),
]


@pytest.fixture(scope="module")
def model() -> TrainedModel:
    stories = [Story(words_of(head, body), frozenset(topics)) for head, body, topics in STORIES]
    return learn(stories * 3, [PORTS, FLOOD])


@pytest.fixture
def file(model: TrainedModel, tmp_path: Path) -> Path:
    save(tmp_path / "model.npz", model)
    return tmp_path / "model.npz"


def with_part(file: Path, **parts: Any) -> Path:
    """The file with other arrays in place of its own."""
    with np.load(file) as packed:
        arrays = {name: packed[name] for name in packed.files}
    np.savez_compressed(file, **{**arrays, **parts})
    return file


def about(file: Path, **facts: Any) -> Any:
    with np.load(file) as packed:
        known = json.loads(packed["about"].tobytes())
    return np.frombuffer(json.dumps(known | facts).encode(), dtype=np.uint8)


def test_words_and_pairs_stand_once_with_their_counts() -> None:
    words = words_of("Rate cut", "A rate-cut; the Rate.")
    counts = dict(zip(words.shown, words.counts.tolist(), strict=True))
    assert counts == {"Rate": HEADLINE + 2, "cut": HEADLINE + 1, "Rate cut": HEADLINE + 1} | {
        "the": 1,
        "the Rate": 1,
    }
    assert (words.ids[1:] > words.ids[:-1]).all()


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_has_words_that_stand_in_it(headline: str, body: str) -> None:
    words = words_of(headline, body)
    assert len(words.ids) == len(words.counts) == len(words.shown)
    assert all(it in headline or it in body for it in words.shown)


def test_what_stands_beyond_the_first_pages_has_no_words() -> None:
    assert words_of("", "x" * READS + " earthquake").shown == []


def test_a_story_has_the_topics_whose_words_it_has(model: TrainedModel) -> None:
    topics = TrainedFinder(model).find("Berth free", "A ship left the port and its berth.")
    assert [(it.code, it.name, it.level) for it in topics] == [("custom:ports", "Ports", 1)]
    (evidence,) = topics[0].evidence
    assert evidence.by == "trained model"
    assert {"port", "berth"} & {it.lower() for it in evidence.words}
    assert Topic.model_validate_json(topics[0].model_dump_json()) == topics[0]


def test_a_story_without_a_known_word_has_no_topic(model: TrainedModel) -> None:
    assert TrainedFinder(model).find("", "xyzzy") == TrainedFinder(model).find("", "") == []
    assert model.decided(words_of("", "xyzzy"), 0) == []


def test_a_topic_that_another_implies_is_not_listed() -> None:
    labels = (DISASTER, FLOOD, PORTS)
    nothing = np.zeros(0, np.float32)
    model = TrainedModel(labels, nothing.astype(np.uint32), nothing, np.zeros((0, 3)), nothing)
    assert model.listed([0.9, 0.8, 0.1]) == [1]
    assert model.listed([0.9, 0.1, 0.7]) == [0, 2]
    assert model.listed([0.1, 0.3, 0.2]) == [1]
    assert model.listed([0.1, 0.2, 0.1]) == []


def test_the_same_stories_give_the_same_bytes(model: TrainedModel, file: Path) -> None:
    stories = [Story(words_of(head, body), frozenset(topics)) for head, body, topics in STORIES]
    again = file.with_name("again.npz")
    save(again, learn(stories * 3, [PORTS, FLOOD]))
    assert again.read_bytes() == file.read_bytes()
    assert load(again)[1] == load(file)[1]


def test_what_was_saved_says_the_same(model: TrainedModel, file: Path) -> None:
    words = words_of(*STORIES[2][:2])
    assert load(file)[0].sure(words) == pytest.approx(model.sure(words), abs=1e-3)


def test_another_model_is_another_version(file: Path) -> None:
    _, version = load(file)
    assert load(with_part(file, about=about(file, least=0.25)))[1] != version


def test_a_model_reads_its_own_languages_and_what_nobody_can_tell(model: TrainedModel) -> None:
    assert all(TrainedFinder(model).reads(it) for it in ("de", "en-GB", None))
    facts = {it: getattr(model, it) for it in ("labels", "ids", "rarity", "weights", "bias")}
    english = TrainedFinder(TrainedModel(**facts, languages=("en",)))
    assert [english.reads(it) for it in ("de", "en-GB", None)] == [False, True, True]


@pytest.mark.parametrize(
    "parts",
    [
        {"ids": np.array([2, 1], np.uint32)},
        {"weights": np.zeros((1, 1), np.float16)},
        {"bias": np.array([np.nan, 0], np.float32)},
        {"bias": np.zeros(2, np.float64)},
        {"rarity": np.array(["a"])},
        {"more": np.zeros(1)},
        {"about": np.frombuffer(b"{}", np.uint8)},
        {"about": np.frombuffer(b"\xff{", np.uint8)},
    ],
)
def test_a_file_of_another_form_is_refused(file: Path, parts: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=f"^topic model {file}: .*train it again"):
        load(with_part(file, **parts))


@pytest.mark.parametrize(
    "facts",
    [
        {"labels": [{"code": "medtop:20999999", "name": "x"}, {"code": "custom:a", "name": "a"}]},
        {"labels": [{"code": "other:1", "name": "x"}, {"code": "custom:a", "name": "a"}]},
        {"slope": -1},
        {"shift": "nan"},
        {"format": "wirestream topics 2"},
    ],
)
def test_a_description_that_cant_be_is_refused(file: Path, facts: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="not what `wire topics train` writes"):
        load(with_part(file, about=about(file, **facts)))


def test_nothing_is_unpickled(file: Path) -> None:
    danger = np.array([print], dtype=object)
    with pytest.raises(SettingsError):
        load(with_part(file, bias=danger))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_model_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(data)
    with pytest.raises(SettingsError, match="train it again"):
        load(tmp_path / "model.npz")


def test_what_unpacks_to_too_much_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stream.enrich.topics.trained.file.LARGEST", 1_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("weights.npy", b"\0" * 2_000_000)
    (tmp_path / "model.npz").write_bytes(packed.getvalue())
    with pytest.raises(SettingsError, match="unpacks to more"):
        load(tmp_path / "model.npz")


def test_a_model_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"can't be read \(No such file"):
        load(tmp_path / "none.npz")
