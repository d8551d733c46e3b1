"""A dead letter says what went wrong and where, and reads back as it was written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from schemas.dead_letter import MAX_MESSAGE, OWN_HEADERS, DeadLetter
from schemas.publish import FOLDER
from tests.schemas.samples import NOON

LETTERS = st.builds(
    DeadLetter,
    code=st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True),
    message=st.text(max_size=MAX_MESSAGE),
    hop=st.sampled_from(["intake", "enrich"]),
    topic=st.from_regex(r"[a-zA-Z0-9._-]{1,249}", fullmatch=True),
    partition=st.integers(0, 2**31 - 1),
    offset=st.integers(0, 2**63 - 1),
    time=st.integers(0, 10**9).map(lambda ms: NOON.replace(microsecond=ms % 1000 * 1000)),
    ordinal=st.none() | st.integers(0, 10_000),
    origin_id=st.text(min_size=1, max_size=512),
)


def letter(**fields: object) -> DeadLetter:
    return DeadLetter(
        **{
            "code": "no_text",
            "message": "the story has no text",
            "hop": "intake",
            "topic": "wire.raw.v1",
            "partition": 3,
            "offset": 42,
            "time": NOON,
            "origin_id": "abc",
        }
        | fields
    )


@given(LETTERS)
def test_a_letter_goes_round_its_headers(written: DeadLetter) -> None:
    assert DeadLetter.from_headers(written.headers()) == written


@given(LETTERS)
def test_its_headers_are_valid_by_the_published_schema(written: DeadLetter) -> None:
    schema = json.loads((FOLDER / "dead-letter-headers.v1.json").read_text())
    checker = Draft202012Validator.FORMAT_CHECKER
    found = {name: value.decode() for name, value in written.headers()}
    Draft202012Validator(schema, format_checker=checker).validate(found)


def test_it_writes_the_headers_that_are_called_its_own_and_no_others() -> None:
    assert {name for name, _ in letter(ordinal=0).headers()} == OWN_HEADERS


def test_a_letter_of_a_whole_input_has_no_ordinal() -> None:
    assert "wire_ordinal" not in dict(letter().headers())


def test_a_long_message_is_cut() -> None:
    read = DeadLetter.from_headers(letter(message="é" * (MAX_MESSAGE + 1)).headers())
    assert read.message == "é" * MAX_MESSAGE


def test_the_original_headers_may_stand_beside() -> None:
    beside = [("ce_id", b"abc"), ("traceparent", b"\xff"), ("wire", None)]
    assert DeadLetter.from_headers([*beside, *letter().headers()]) == letter()


@pytest.mark.parametrize("name", sorted(OWN_HEADERS - {"wire_ordinal"}))
def test_a_record_without_one_of_them_is_no_letter(name: str) -> None:
    with pytest.raises(ValidationError):
        DeadLetter.from_headers([pair for pair in letter().headers() if pair[0] != name])


@pytest.mark.parametrize(
    "wrong", [{"code": "Not Snake"}, {"partition": -1}, {"offset": -1}, {"desk": "sports"}]
)
def test_a_letter_is_closed_and_checked(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        letter(**wrong)
