"""One file a model: numpy's arrays in a zip and a description in JSON; nothing in it is code.

`weights` are kept in 16 bits. What comes in is checked: sizes before anything is unpacked, then
types, shapes and that every number is one.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stream.enrich.topics.trained.model import MEDTOP, Label, TrainedModel
from stream.enrich.topics.vocabulary import vocabulary
from stream.enrich.versions import content_hash
from stream.errors import SettingsError

FORMAT = "wirestream topics 1"
LARGEST = 256 * 1024 * 1024
"""Bytes, packed or not."""
MOST_LABELS = 500
_NAMES = {"about", "ids", "rarity", "weights", "bias"}


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(pattern=r"^(medtop:\d{8}|custom:\S(.{0,118}\S)?)$")]
    name: Annotated[str, Field(min_length=1, max_length=200)]


class _About(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal["wirestream topics 1"]
    labels: Annotated[list[_Label], Field(min_length=1, max_length=MOST_LABELS)]
    languages: Annotated[list[str], Field(max_length=100)]
    slope: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    shift: Annotated[float, Field(allow_inf_nan=False)]
    least: Annotated[float, Field(ge=0, le=1)]


def save(path: Path, model: TrainedModel) -> None:
    """Write it; the same model gives the same bytes. Raises OSError."""
    about = {
        "format": FORMAT,
        "labels": [{"code": it.code, "name": it.name} for it in model.labels],
        "languages": list(model.languages),
        "slope": model.slope,
        "shift": model.shift,
        "least": model.least,
    }
    file = io.BytesIO()
    np.savez_compressed(
        file,
        about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        ids=model.ids,
        rarity=model.rarity,
        weights=model.weights.astype(np.float16),
        bias=model.bias,
    )
    path.write_bytes(file.getvalue())


def load(path: Path) -> tuple[TrainedModel, str]:
    """The model and the version of its file.

    Raises:
        SettingsError: it can't be read, or isn't what `wire topics train` writes.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise _wrong(path, f"more than {LARGEST} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"topic model {path}: can't be read ({error.strerror})") from None
    try:
        return _model(_arrays(data)), content_hash([("model", data)])
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise _wrong(path, f"{first['loc'][0] if first['loc'] else 'it'}: {first['msg']}") from None
    # What a broken zip or array can raise is no closed set; all of it means the same.
    except (ValueError, KeyError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _wrong(path, str(error) or type(error).__name__) from None
    except zipfile.BadZipFile:
        raise _wrong(path, "no zip") from None


def _wrong(path: Path, what: str) -> SettingsError:
    return SettingsError(
        f"topic model {path}: not what `wire topics train` writes ({what}); train it again"
    )


def _arrays(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(it.file_size for it in packed.infolist()) > LARGEST:
            raise ValueError(f"unpacks to more than {LARGEST} bytes")
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        if set(file.files) != _NAMES:
            raise ValueError("other parts than a model has")
        return {name: file[name] for name in file.files}


def _model(arrays: dict[str, Any]) -> TrainedModel:
    about = _About.model_validate_json(arrays["about"].tobytes())
    labels = tuple(Label(it.code, it.name) for it in about.labels)
    ids, rarity, weights, bias = (arrays[it] for it in ("ids", "rarity", "weights", "bias"))
    wanted = {
        "ids": (ids, np.uint32, (len(ids),)),
        "rarity": (rarity, np.float32, (len(ids),)),
        "weights": (weights, np.float16, (len(ids), len(labels))),
        "bias": (bias, np.float32, (len(labels),)),
    }
    for name, (array, kind, shape) in wanted.items():
        if array.dtype != kind or array.shape != shape:
            raise ValueError(f"{name} has another form")
        if not np.isfinite(array).all():
            raise ValueError(f"{name} holds something that is no number")
    if (ids[1:] <= ids[:-1]).any():
        raise ValueError("ids don't rise")
    if gone := [it.code for it in labels if it.code.startswith(MEDTOP) and not _active(it.code)]:
        raise ValueError(f"{gone[0]} is no active Media Topic")
    return TrainedModel(
        labels, ids, rarity, weights.astype(np.float32), bias,
        slope=about.slope, shift=about.shift, least=about.least, languages=tuple(about.languages),
    )  # fmt: skip


def _active(code: str) -> bool:
    return code.removeprefix(MEDTOP) in vocabulary()
