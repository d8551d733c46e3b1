"""Log lines: one line each, as JSON or for people, on standard error alone."""

import json
import logging
import sys
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
    assert "KeyError: 'version'" in json.loads(line)["error"]


def test_what_a_line_is_about_has_fields_of_its_own(said: Said) -> None:
    logs.configure("INFO", "json")
    extra = logs.about(story="afp:1", trace="ab" * 16, offset=3, partition=None)
    logging.getLogger("stream").info("dead letter: %s", "empty", extra=extra)
    (line,) = said()
    told = json.loads(line)
    assert (told["story"], told["trace"], told["offset"]) == ("afp:1", "ab" * 16, 3)
    assert "partition" not in told


def test_what_a_line_is_about_cannot_pass_for_the_line_itself(said: Said) -> None:
    logs.configure("INFO", "json")
    logging.getLogger("stream").info("true", extra=logs.about(message="false", level="ERROR"))
    (line,) = said()
    assert (json.loads(line)["message"], json.loads(line)["level"]) == ("true", "INFO")


@pytest.mark.parametrize("style", ["text", "json"])
def test_one_event_is_one_line_whatever_it_quotes(said: Said, style: str) -> None:
    logs.configure("INFO", style)
    extra = logs.about(story="a\r\nb")
    logging.getLogger("stream").info("first\n12:00:00 INFO    forged", extra=extra)
    assert len(said()) == 1


def test_lines_are_json_unless_somebody_looks(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    logs.configure("INFO", "auto")
    logging.getLogger("stream").info("for machines")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    logs.configure("INFO", "auto")
    logging.getLogger("stream").info("for people")
    first, second = said()
    assert json.loads(first)["message"] == "for machines"
    assert second.endswith(" INFO    for people")


def test_a_signal_makes_it_tell_more_and_another_one_less(said: Said) -> None:
    logs.configure("INFO", "text")
    logger = logging.getLogger("stream")
    for number, word in ((None, "one"), (logs.MORE, "two"), (logs.LESS, "three")):
        if number:
            logs.change(number)
        logger.debug(word)
    assert [it.split()[-1] for it in said() if "level" not in it] == ["two"]


@pytest.mark.parametrize("number", logs.CHANGES)
def test_levels_end_somewhere_and_libraries_stay_quiet(said: Said, number: int) -> None:
    logs.configure("INFO", "text")
    for _ in range(9):
        logs.change(number)
    lowest = number == logs.MORE
    assert logging.getLogger().level == (logging.DEBUG if lowest else logging.ERROR)
    assert logging.getLogger("faust").level == (logging.WARNING if lowest else logging.ERROR)
    assert "log level is" in said()[-1]


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


def test_a_clock_that_was_set_back_silences_nobody() -> None:
    seldom = logs.Seldom()
    record = logging.LogRecord("aiokafka", logging.ERROR, "", 0, "gone", (), None)
    assert seldom.filter(record)
    record.created -= 3600
    assert seldom.filter(record)
    record.created += 1
    assert not seldom.filter(record)
