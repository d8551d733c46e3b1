"""Log lines: one line each, as JSON or for people, on standard error alone."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from stream import logs

LIBRARIES = ("faust", "mode", "aiokafka", "asyncio")


@pytest.fixture(autouse=True)
def afterwards_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


Said = Callable[[], list[str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """The lines on standard error; nothing ever goes to standard output."""

    def lines() -> list[str]:
        out, err = capsys.readouterr()
        assert out == ""
        return err.splitlines()

    return lines


def test_a_json_line_has_time_level_logger_and_message(said: Said) -> None:
    logs.configure("INFO", "json")
    logging.getLogger("stream.engine").warning('%d records wait\nand a "line" end é', 3)
    (line,) = said()
    told = json.loads(line)
    assert told.keys() == {"time", "level", "logger", "message"}
    assert (told["level"], told["logger"]) == ("WARNING", "stream.engine")
    assert told["message"] == '3 records wait\nand a "line" end é'
    moment = datetime.fromisoformat(told["time"])
    assert moment.utcoffset() is not None


def test_a_json_line_of_an_error_has_its_trace(said: Said) -> None:
    logs.configure("INFO", "json")
    try:
        dict[str, int]()["version"]
    except KeyError:
        logging.getLogger("stream").exception("it failed")
    (line,) = said()
    assert "KeyError: 'version'" in json.loads(line)["trace"]


def test_a_line_for_people_has_level_and_message(said: Said) -> None:
    logs.configure("INFO", "text")
    logging.getLogger("stream").info("intake: ready, %d children", 2)
    (line,) = said()
    assert line.endswith(" INFO    intake: ready, 2 children")


def test_what_is_below_the_level_is_not_said(said: Said) -> None:
    logs.configure("WARNING", "text")
    logging.getLogger("stream").info("nobody asked")
    logging.getLogger("stream").warning("everybody should know")
    (line,) = said()
    assert line.endswith(" WARNING everybody should know")


@pytest.mark.parametrize("name", LIBRARIES)
@pytest.mark.parametrize(("level", "least"), [("DEBUG", "WARNING"), ("ERROR", "ERROR")])
def test_libraries_speak_only_of_trouble(said: Said, name: str, level: str, least: str) -> None:
    logs.configure(level, "json")
    library = logging.getLogger(f"{name}.part")
    for it in ("INFO", "WARNING", "ERROR"):
        library.log(logging.getLevelNamesMapping()[it], "said")
    told = [json.loads(it)["level"] for it in said()]
    assert told == (["WARNING", "ERROR"] if least == "WARNING" else ["ERROR"])


def test_configuring_twice_says_everything_once(said: Said) -> None:
    logs.configure("INFO", "text")
    logs.configure("INFO", "json")
    logging.getLogger("stream").info("once")
    assert len(said()) == 1


def test_a_library_that_says_the_same_again_and_again_is_heard_once(said: Said) -> None:
    logs.configure("INFO", "text")
    for node in range(100):
        logging.getLogger("aiokafka.client").error("Unable connect to node with id %s", node)
        logging.getLogger("stream").error("ours is always said")
    lines = said()
    assert sum("Unable connect" in it for it in lines) == 1
    assert sum("ours" in it for it in lines) == 100


def test_after_a_while_a_library_is_heard_again() -> None:
    seldom = logs.Seldom()
    record = logging.LogRecord("aiokafka", logging.ERROR, "", 0, "gone", (), None)
    assert seldom.filter(record)
    record.created += 9
    assert not seldom.filter(record)
    record.created += 2
    assert seldom.filter(record)
