"""A list is read as written, or refused by file and line; a running worker keeps what is right."""

import logging
import os
from pathlib import Path

import pytest

from schemas.enrichment import EntityType
from stream.enrich.watch import Watched, WatchFile, entries, read
from stream.errors import SettingsError

EXAMPLE = Path(__file__).parents[3] / "examples" / "watchlist.yaml"
GOOD = "- {id: K-1, name: Kestrel Lines, type: organisation}\n"
OTHER = "- {id: K-2, name: Heron Lines, type: organisation}\n"


def written(folder: Path, text: str, name: str = "list.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_yaml_and_csv_say_the_same(tmp_path: Path) -> None:
    yaml = """
- id: 007
  name: Kestrel Lines
  aliases: [KSL, no]
  type: Organisation
- {id: 2031-05-03, names: [Imke Vandersloot], type: person, case_sensitive: yes, aliases: }
"""
    csv = """\ufeffid;name;aliases;type;case_sensitive

007;Kestrel Lines;KSL|no;organisation;
2031-05-03;"Imke Vandersloot";;person;true
"""
    both = [read(written(tmp_path, yaml)), read(written(tmp_path, csv, "list.csv"))]
    wanted = (
        Watched("007", EntityType.ORGANISATION, ("Kestrel Lines", "KSL", "no")),
        Watched("2031-05-03", EntityType.PERSON, ("Imke Vandersloot",), case_sensitive=True),
    )
    assert [it.entries for it in both] == [wanted, wanted]


def test_rows_of_one_id_are_one_entry(tmp_path: Path) -> None:
    csv = "id,name,type\nK,Kestrel,place\nK,Heron,place\n"
    (entry,) = read(written(tmp_path, csv, "list.csv")).entries
    assert entry.names == ("Kestrel", "Heron")


def test_the_list_may_stand_under_a_key(tmp_path: Path) -> None:
    under = "watchlist:\n  - {id: K-1, name: Kestrel Lines, type: organisation}\n"
    assert read(written(tmp_path, under)).entries == read(written(tmp_path, GOOD)).entries


def test_the_example_is_a_list() -> None:
    assert len(read(EXAMPLE).entries) == 5


BOMB = "- &a [x, x]\n- &b [*a, *a]\n- &c [*b, *b]\n"


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        (
            "list.yaml",
            GOOD + "- {id: K-2, name: Heron, type: ship}\n",
            "line 2: an entry needs a type",
        ),
        ("list.yaml", GOOD + "- {id: K-2, type: place}\n", "line 2: an entry needs a name"),
        ("list.yaml", GOOD + "- {name: Heron, type: place}\n", "line 2: an entry needs an id"),
        ("list.yaml", "- {id: K, name: '...', type: place}\n", "line 1: a name has one to"),
        ("list.yaml", GOOD + "- {id: K, nmae: Heron}\n", "line 2: no field is called 'nmae'"),
        ("list.yaml", GOOD + "- {id: K, id: L, name: Heron}\n", "line 2: 'id' stands twice"),
        (
            "list.yaml",
            GOOD + "- {id: K-1, name: Heron, type: place}\n",
            "line 2: this id has another",
        ),
        ("list.yaml", GOOD + "- Heron\n", "line 2: an entry with fields is wanted"),
        ("list.yaml", GOOD + "- {id: K, name: {a: b}, type: place}\n", "line 2: a text or a list"),
        ("list.yaml", "a: b\n", "line 1: a list of entries is wanted"),
        ("list.yaml", "Kestrel\n", "line 1: a list of entries is wanted"),
        ("list.yaml", GOOD + "  - [\n", "no YAML"),
        ("list.yaml", GOOD + "- {id: K, name: \x01, type: place}\n", "no YAML"),
        ("list.yaml", "", "no entries"),
        ("list.yaml", BOMB, "line"),
        (
            "list.yaml",
            "- &a {id: K, name: [&b Heron, *b], type: place}\n",
            "aliases (*) aren't read",
        ),
        ("list.yaml", "- !!python/object/apply:os.getcwd []\n", "line 1: an entry with fields"),
        ("list.csv", "id,name\nK,Heron\n", "line 1: the first line names the columns"),
        ("list.csv", "id,name,type\nK,Heron,place,x\n", "line 2: 4 cells under 3 columns"),
        ("list.csv", 'id,name,type\n"K,Heron,place\nL,Tern,place\n', "line 2: no CSV"),
        ("list.csv", 'id,name,type\nK,"He\nron",place\n', "line 2: a name has up to"),
        ("list.csv", "", "no entries"),
        ("list.txt", GOOD, "a watch list is a file in .yaml"),
    ],
)
def test_what_is_not_right_is_refused_by_file_and_line(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    path = written(tmp_path, text, name)
    with pytest.raises(SettingsError) as caught:
        read(path)
    assert str(caught.value).startswith(str(path))
    assert where in str(caught.value)
    assert "\n" not in str(caught.value)


def test_deep_nesting_and_a_wrong_encoding_are_refused(tmp_path: Path) -> None:
    for data in (b"- " + b"[" * 100_000, b"- {id: K, name: H\xe9ron, type: place}\n"):
        path = tmp_path / "list.yaml"
        path.write_bytes(data)
        with pytest.raises(SettingsError, match=r"list\.yaml, line 1:"):
            read(path)


def test_too_many_names_and_too_many_bytes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MOST_NAMES", 2)
    path = written(tmp_path, GOOD + "- {id: K-2, names: [Heron, Tern], type: place}\n")
    with pytest.raises(SettingsError, match="line 2: more than 2 names"):
        read(path)
    monkeypatch.setattr("stream.enrich.watch.files.MOST_BYTES", 10)
    with pytest.raises(SettingsError, match="more than 0 MiB"):
        read(path)


def test_a_file_that_is_not_there_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read: No such file"):
        WatchFile(tmp_path / "none.yaml")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def changed(path: Path, text: str, at: int) -> None:
    path.write_text(text)
    os.utime(path, ns=(at, at))


def ids(file: WatchFile) -> list[str]:
    file.current()
    file.settle()
    return [it.id for it in file.current().entries]


def test_a_file_that_changes_is_read_anew_once_a_second_at_most(tmp_path: Path) -> None:
    clock = Clock()
    path = written(tmp_path, GOOD)
    file = WatchFile(path, clock)
    before = file.current().version
    changed(path, OTHER, 1)
    clock.now = 0.9
    assert ids(file) == ["K-1"]
    clock.now = 1.0
    assert ids(file) == ["K-2"]
    assert file.current().version != before


def test_a_file_that_another_replaces_is_read_anew(tmp_path: Path) -> None:
    clock = Clock()
    path = written(tmp_path, GOOD)
    os.utime(path, ns=(5, 5))
    file = WatchFile(path, clock)
    same_size = written(tmp_path, GOOD.replace("K-1", "K-3"), "new.yaml")
    os.utime(same_size, ns=(5, 5))
    same_size.replace(path)
    clock.now = 2
    assert ids(file) == ["K-3"]


@pytest.mark.parametrize("broken", ["- {id: K-9}\n", "- [", ""])
def test_a_broken_new_file_is_said_once_and_the_old_list_stands(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    clock = Clock()
    path = written(tmp_path, GOOD)
    file = WatchFile(path, clock)
    changed(path, broken, 1)
    with caplog.at_level(logging.ERROR):
        for clock.now in (1.0, 2.0, 3.0):
            assert ids(file) == ["K-1"]
    (said,) = caplog.messages
    assert str(path) in said
    changed(path, OTHER, 2)
    clock.now = 4
    assert ids(file) == ["K-2"]


def test_a_file_that_vanishes_leaves_the_old_list(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    path = written(tmp_path, GOOD)
    file = WatchFile(path, clock)
    path.unlink()
    clock.now = 1
    assert ids(file) == ["K-1"]
    assert "can't be read" in caplog.text
