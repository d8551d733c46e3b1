"""Which spaCy models can be computed here, and what happens with the others.

A model fits if its recogniser is built as those of spaCy's own packages are: hashed words and
perhaps word vectors, layers of context, greedy moves. Whether it really does is seen on a text: the
rows of its words must be spaCy's. Any other model is run by spaCy itself.
"""

import re
from typing import Protocol

import numpy as np
from spacy.attrs import intify_attr
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.vectors import Mode, Vectors

from stream.enrich.recogniser.computed import Computed
from stream.enrich.recogniser.cutting import Cutter
from stream.enrich.recogniser.embedding import COLUMNS, READ, Embedding, WordVectors
from stream.enrich.recogniser.encoder import Encoder
from stream.enrich.recogniser.found import Found
from stream.enrich.recogniser.layers import AnyModel, Linear, MaxoutNorm, weight
from stream.enrich.recogniser.moves import Moves, Weights

RECOGNISER = "ner"
PROBE = (
    "In Paris, Maria Keller of the Northern Lake Bank 's board\n\nsaid 27 % of EU-wide U.S. sales."
)
CLOSE = 1e-3
"""How far a number of a row may be from spaCy's; rows are of the order of 1, rounding of 1e-6."""

# The layers without layers in them, in their order: words, context, moves.
_BUILD = re.compile(
    r"extract_features list2ragged (?:ints-getitem hashembed ){4}(static_vectors )?"
    r"maxout layernorm dropout ragged2list (?:expand_window maxout layernorm dropout )+"
    r"list2array linear precomputable_affine linear"
)
_FEATURES = 3
"""The word, the name's first word, the word before."""


class Recogniser(Protocol):
    """Finds names."""

    def __call__(self, text: str) -> list[Found]:
        """The names in a text, in its order, none within another."""


class BySpacy:
    """Any pipeline, run by spaCy."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, text: str) -> list[Found]:
        """See `Recogniser`."""
        return [Found(it.start_char, it.end_char, it.label_) for it in self._nlp(text).ents]


def recogniser_of(nlp: Language) -> Recogniser:
    """The pipeline's recogniser, computed here where it fits."""
    return computed(nlp) or BySpacy(nlp)


def computed(nlp: Language) -> Computed | None:
    """The recogniser of a pipeline that has no other part; None where it is built otherwise."""
    pipe: object = nlp.get_pipe(RECOGNISER) if nlp.pipe_names == [RECOGNISER] else None
    # No subclass: it may choose its moves another way.
    if not isinstance(pipe, EntityRecognizer) or type(pipe) is not EntityRecognizer:
        return None
    if not _is_built_so(pipe):
        return None
    found = _computed(nlp, pipe)
    theirs = pipe.model.get_ref("tok2vec").predict([nlp.make_doc(PROBE)])
    ours = found.words(PROBE)
    if ours.shape != theirs.shape or not np.allclose(ours, theirs, atol=CLOSE):
        return None
    _only_what_is_read(nlp)
    return found


def _only_what_is_read(nlp: Language) -> None:
    """Of a new word spaCy finds out two dozen things, and five are read here: a fourth of its time.

    Words that it knows already keep all.
    """
    known = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
    needed = {it: known[it] for it in READ if it in known}
    nlp.vocab.lex_attr_getters = needed  # type: ignore[attr-defined]


def _is_built_so(pipe: EntityRecognizer) -> bool:
    model = pipe.model
    layers = _leaves(model)
    vectors = pipe.vocab.vectors
    return (
        pipe.cfg["beam_width"] == 1
        and bool(model.attrs.get("has_upper"))
        and not model.attrs.get("unseen_classes")
        and _BUILD.fullmatch(" ".join(it.name for it in layers)) is not None
        and tuple(map(intify_attr, _one(layers, "extract_features").attrs["columns"])) == COLUMNS
        and all(it.attrs["window_size"] == 1 for it in _all(layers, "expand_window"))
        and _padded(model).attrs["pad"] >= len(_all(layers, "expand_window"))
        and model.get_ref("lower").get_dim("nF") == _FEATURES
        and isinstance(vectors, Vectors)
        and vectors.mode == Mode.default
    )


def _leaves(model: AnyModel) -> list[AnyModel]:
    return [leaf for it in model.layers for leaf in _leaves(it)] if model.layers else [model]


def _all(layers: list[AnyModel], name: str) -> list[AnyModel]:
    return [it for it in layers if it.name == name]


def _one(layers: list[AnyModel], name: str) -> AnyModel:
    return _all(layers, name)[0]


def _computed(nlp: Language, pipe: EntityRecognizer) -> Computed:
    model = pipe.model
    leaves = _leaves(model)
    pairs = zip(_all(leaves, "maxout"), _all(leaves, "layernorm"), strict=True)
    mixed, *context = [MaxoutNorm(*pair) for pair in pairs]
    hashed = _all(leaves, "hashembed")
    tables = _all(leaves, "static_vectors")
    vectors = WordVectors(nlp.vocab.vectors, weight(tables[0], "W")) if tables else None
    width = _one(leaves, "layernorm").get_dim("nO")
    return Computed(
        Cutter(nlp, Embedding(hashed, mixed, width, vectors)),
        Encoder(context, _padded(model).attrs["pad"]),
        Linear(_one(leaves, "linear")),
        Moves(_weights(model), _move_names(pipe)),
    )


def _padded(model: AnyModel) -> AnyModel:
    """The part that takes texts as one array, padded, to the layers of context."""
    arrays = (it for it in model.walk() if it.name.startswith("with_array("))
    return next(it for it in arrays if "expand_window" in it.name)


def _weights(model: AnyModel) -> Weights:
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    words, padding = weight(lower, "W"), weight(lower, "pad")
    features, _hidden, pieces, width = words.shape
    # Pieces before what they are pieces of: the best is then found whole rows at a time.
    return Weights(
        words=np.ascontiguousarray(words.transpose(0, 3, 2, 1).reshape(features, width, -1)),
        padding=padding[0].transpose(0, 2, 1).reshape(features, -1),
        bias=weight(lower, "b").T.reshape(-1),
        moves=np.ascontiguousarray(weight(upper, "W").T),
        move_bias=weight(upper, "b"),
        pieces=pieces,
    )


def _move_names(pipe: EntityRecognizer) -> list[str]:
    """One name a move; `pipe.move_names` leaves one out, so places would be wrong."""
    return [pipe.moves.get_class_name(number) for number in range(pipe.moves.n_moves)]
