"""Bylines without "By", and what a note to editors says about its version."""

import pytest

from schemas.wire import Signal
from stream.wire.formats.byline import names_of
from stream.wire.notes import of_note


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ingrid Solheim", "Ingrid Solheim"),
        ("BY INGRID SOLHEIM AND OLAV BREKKE", "INGRID SOLHEIM AND OLAV BREKKE"),
        ("by  Ingrid\nSolheim", "Ingrid Solheim"),
        ("Von Anna Meier", "Anna Meier"),
        ("Par Anne Dupont", "Anne Dupont"),
        ("Von Trapp", "Von Trapp"),
        ("Bye Olsen", "Bye Olsen"),
        ("Byron Ness", "Byron Ness"),
        ("By", "By"),
        ("  ", None),
    ],
)
def test_a_byline_is_its_names(written: str, names: str | None) -> None:
    assert names_of(written) == names


@pytest.mark.parametrize(
    ("note", "signal"),
    [
        ("Eds: CORRECTS spelling", Signal.CORRECTION),
        ("Corrects spelling in headline", Signal.CORRECTION),
        ("UPDATES with quotes", Signal.UPDATE),
        ("ADDS details ///", Signal.UPDATE),
        ("RECASTS lead", Signal.UPDATE),
        ("MANDATORY KILL", Signal.KILL),
        ("Eds: REFILES to fix code", Signal.REFILE),
    ],
)
def test_a_note_begins_with_why_a_version_was_sent(note: str, signal: Signal) -> None:
    assert [it.signal for it in of_note(note)] == [signal]


@pytest.mark.parametrize(
    "note",
    [None, "", "Eds: With AP Photos.", "Pictures follow. CORRECTS nothing", "UPDATES-desk phone",
     "Eds:", "Editors: call the desk"],
)  # fmt: skip
def test_a_note_that_only_informs_says_nothing(note: str | None) -> None:
    assert of_note(note) == []
