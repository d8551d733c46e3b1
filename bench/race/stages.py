"""Where a story's time goes in a child, stage by stage, and what the model's arithmetic allows."""

import json
import time
from collections import defaultdict
from statistics import mean, median
from typing import Any

import numpy as np

from bench.race.mix import WIRE, parsed, stories
from schemas.events import ParsedStory
from stream.agents import enriching
from stream.collector import settle
from stream.engine.jobs import Job, Product
from stream.enrich.model import load
from stream.enrich.recogniser.computed import Computed
from stream.enrich.recogniser.fitting import computed
from stream.enrich.recogniser.layers import Floats
from stream.settings import Settings

STORIES, WARM = 150, 50
ROWS = 200
"""Words of a usual story: rows of each matrix product."""
PRODUCTS = 200


def stages() -> dict[str, Any]:
    """Mean milliseconds a story and stage; the model's operations and the core's speed."""
    found = stories(WIRE, STORIES + WARM, "stages")
    work, values = enriching.make(**Settings().enrich_plan), parsed(found)
    for value in values[:WARM]:
        work(Job(value))
    settle()
    spent: defaultdict[str, float] = defaultdict(float)
    began = time.perf_counter()
    for value in values[WARM:]:
        (item,) = work(Job(value))
        if isinstance(item, Product):
            for name, ms in json.loads(item.value)["enrichment"]["timings_ms"].items():
                spent[name] += ms
    whole = (time.perf_counter() - began) * 1000
    return {
        "stages_ms": {
            **{name: round(ms / STORIES, 2) for name, ms in spent.items()},
            "reading_and_writing_json": round((whole - sum(spent.values())) / STORIES, 2),
            "of_reading": round(_reading(values[WARM:]), 2),
            "whole": round(whole / STORIES, 2),
            "words": round(mean(len(it.text.split()) for it in found[WARM:])),
        },
        "roofline": _roofline([it.text for it in found]),
    }


def _reading(values: list[bytes]) -> float:
    began = time.perf_counter()
    for value in values:
        ParsedStory.model_validate_json(value)
    return (time.perf_counter() - began) * 1000 / len(values)


def _roofline(texts: list[str]) -> dict[str, float]:
    """The recogniser's matrix products against what the core does on products of their shape."""
    model = computed(load("md"))
    if model is None:
        raise RuntimeError("the model can't be computed here")
    for text in texts[:WARM]:
        model(text)
    began = time.perf_counter()
    words = sum(len(model.read([text])[0].rows) for text in texts[WARM:])
    took = (time.perf_counter() - began) * 1000 / (len(texts) - WARM)
    operations = _operations(model) * words / (len(texts) - WARM)
    speed = _gigaflops()
    least = operations / speed / 1e6
    return {
        "mflop_a_story": round(operations / 1e6, 1),
        "gflop_a_second_of_a_core": round(speed, 1),
        "least_ms_a_story": round(least, 2),
        "recogniser_ms_a_story": round(took, 2),
        "share_of_the_limit": round(least / took, 3),
    }


def _operations(model: Computed) -> float:
    """Of the matrix products, for each word; rows of words seen before are looked up."""
    layers = [it.weights for it in model._encoder._layers]  # noqa: SLF001 - counted, not used
    alone: Floats = model._moves._weights.words[0]  # noqa: SLF001 - as above
    last = [model._narrow._weights, alone]  # noqa: SLF001 - as above
    moves = model._moves._weights.moves  # noqa: SLF001 - as above
    return 2.0 * sum(it.size for it in (*layers, *last, moves))


def _gigaflops() -> float:
    """Billions of operations a second, one thread, products of the context layers' shape."""
    rows = np.ones((ROWS, 288), np.float32)
    weights = np.ones((288, 288), np.float32)
    took = []
    for _ in range(PRODUCTS):
        began = time.perf_counter()
        rows @ weights
        took.append(time.perf_counter() - began)
    return 2 * ROWS * 288 * 288 / median(took) / 1e9
