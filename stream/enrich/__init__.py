"""Story to enrichment. Knows spaCy; knows nothing of Kafka.

    Enricher(model="md").enrich(parsed) -> EnrichedStory

Where to look:
    enricher.py   the order of the work, timings, errors
    glances.py    the language and the models' reading, of several stories at once
    language.py   which language
    model.py      the spaCy model, made fast
    versions.py   which version of everything: model, rules, lists
    names/        who, what and where: entities with every mention
    topics/       what about: IPTC Media Topics, or a customer's own trained model
    sentences/    where sentences begin and end
    numbers/      amounts, with what they measure or count
    who/          whom a phrase means: names, pronouns, roles
    quotes/       what was said, by whom
    acts/         who did what to whom
    gist/         key phrases, a sentence that sums up, tone
    dates/        days, months and years, as ISO 8601
    values.py     money and dates as entities
    watch/        the customer's own names
    assembly.py   into the story's own ninjs arrays
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stream.enrich.enricher import Enricher

__all__ = ["Enricher"]


def __getattr__(name: str) -> Any:
    """Import `Enricher` when it is asked for: a worker checks its watch list without spaCy."""
    if name == "Enricher":
        from stream.enrich.enricher import Enricher  # noqa: PLC0415 - see above

        return Enricher
    raise AttributeError(name)
