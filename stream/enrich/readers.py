"""A reader for each language that a model is there for; English is taken for granted."""

from collections.abc import Mapping
from importlib.metadata import version

from stream.enrich.model import check, load
from stream.enrich.names.reader import Reader
from stream.enrich.tagger.tagger import Tagger
from stream.enrich.tagger.weights import learned
from stream.enrich.versions import Versions

ENGLISH = "en"


class Readers:
    """The English reader from the start; another language's when a story first needs it."""

    def __init__(self, model: str, models: Mapping[str, str]) -> None:
        """Load the English model. Raises SettingsError, for the other models' packages as well."""
        for name in models.values():
            check(name)
        self._models = {ENGLISH: model, **models}
        self._readers: dict[str, Reader] = {}
        self.of(ENGLISH)

    def versions(self) -> Versions:
        """The version of everything, with every model that may read here."""
        english = self._readers[ENGLISH].model
        others = {code: name for code, name in self._models.items() if code != ENGLISH}
        named = [f"{code}={name} {version(name)}" for code, name in sorted(others.items())]
        found = Versions.of(english)
        return found.with_part("models", ", ".join(named)) if named else found

    def load_all(self) -> None:
        """Load every model now: 230 MB and three seconds for the French one."""
        for language in self._models:
            self.of(language)

    def of(self, language: str | None) -> Reader | None:
        """The reader of a BCP-47 language, of whatever country; None where no model reads it."""
        code = primary(language) if language else ENGLISH
        if code not in self._readers:
            if code not in self._models:
                return None
            tagger = english_tagger() if code == ENGLISH else None
            self._readers[code] = Reader(load(self._models[code]), code, tagger)
        return self._readers[code]


def english_tagger() -> Tagger | None:
    """The second reader of English; it reads after the one model that it was taught with."""
    weights = learned()
    return Tagger(weights) if weights else None


def primary(language: str) -> str:
    """The first subtag: "en" of "en-GB" and of "EN_us"."""
    return language.replace("_", "-").partition("-")[0].lower()
