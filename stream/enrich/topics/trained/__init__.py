"""A customer's own topic model, learned from own labelled stories: it takes the lexicon's place.

    learn(stories, labels, …)        weights from stories (`wire topics train`)
    save(path, model), load(path)    one file without code in it
    TrainedFinder(model).find(…)     what `TopicFinder.find` does, with the customer's topics

Linear and numpy alone: words and pairs of words, weighed by how rare they are, a logistic
regression a topic. scikit-learn would do no better on so plain a task, and every worker would have
to install it.
"""

from stream.enrich.topics.trained.file import load, save
from stream.enrich.topics.trained.finder import TrainedFinder
from stream.enrich.topics.trained.model import Label, TrainedModel

__all__ = ["Label", "TrainedFinder", "TrainedModel", "load", "save"]
