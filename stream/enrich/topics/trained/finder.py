"""A story's topics by the customer's model, in the form that the lexicon gives."""

from schemas.enrichment import Evidence, Topic
from stream.enrich.topics.trained.model import TrainedModel
from stream.enrich.topics.trained.words import words_of

MOST_TOPICS = 5
RULE = "trained model"


class TrainedFinder:
    """Stands in `TopicFinder`'s place; threads may share it."""

    def __init__(self, model: TrainedModel) -> None:
        """Keep the model."""
        self._model = model

    def reads(self, language: str | None) -> bool:
        """Whether the model has learned this language, or nobody can tell which it is."""
        known = self._model.languages
        return not known or language is None or language.split("-")[0].lower() in known

    def find(self, headline: str, body: str) -> list[Topic]:
        """The story's topics, best first, at most five; what the agency states has no say."""
        model, words = self._model, words_of(headline, body)
        sure = [float(it) for it in model.sure(words)]
        return [
            Topic(
                code=model.labels[it].code,
                name=model.labels[it].name,
                level=model.labels[it].level,
                confidence=round(sure[it], 4),
                evidence=[Evidence(by=RULE, words=model.decided(words, it))],
            )
            for it in model.listed(sure)[:MOST_TOPICS]
        ]
