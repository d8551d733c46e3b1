"""One tag that an agency put on its story: a person, a place, a subject."""

from typing import Any

from stream.remembered import remembered
from stream.wire.uris import as_uri, join_code

Row = dict[str, Any]


def tag(name: str | None, code: str | None = None, scheme: str | None = None) -> Row:
    """A row for one of ninjs's lists of tags; empty where nothing is said.

    A code is a qcode ("medtop:20000639"), a URI, or a bare code with its scheme: `subj` and
    `04001000` become `subj:04001000`. What makes no URI becomes the row's `literal`.
    """
    row: Row = {"name": name} if name else {}
    if code:
        uri = _uri(code, scheme)
        row |= {"uri": uri} if uri else {"literal": f"{scheme}:{code}" if scheme else code}
    return row


@remembered()
def _uri(code: str, scheme: str | None) -> str | None:
    if scheme is None:
        return as_uri(code)
    return join_code(scheme, code) or as_uri(f"{scheme}:{code}")


def score(value: str | None) -> int | None:
    """A score of 0-100 as G2 and ninjs write it; None for anything else."""
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 3:  # noqa: PLR2004 - "100"
        return None
    return int(value) if int(value) <= 100 else None  # noqa: PLR2004 - the scale's end
