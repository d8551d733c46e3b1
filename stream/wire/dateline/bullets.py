"""What may stand before a dateline: points above longer stories, headings in press releases."""

from collections.abc import Iterator

BULLETS = ("* ", "*\t", "• ", "· ")
_MOST = 12
_MOST_HEADINGS = 7
_FAR = 3_000
"""Characters in which a dateline below headings is looked for."""
_NEAR = 120


def after_bullets(body: str) -> int:
    """Where the first paragraph begins that is no bullet; 0 where the body begins with none."""
    at = 0
    for _ in range(_MOST):
        if not body.startswith(BULLETS, at):
            break
        end = body.find("\n\n", at)
        if end < 0:
            return 0
        at = end + 2
    return at


def below_headings(body: str) -> Iterator[int]:
    """Where the next paragraphs begin that may have a signed dateline; only a release has one."""
    at = 0
    for _ in range(_MOST_HEADINGS):
        at = body.find("\n\n", at, _FAR) + 2
        if at < 2:  # noqa: PLR2004 - there is no further paragraph
            return
        near = body[at : at + _NEAR]
        if near[:1].isupper() and (
            ") -" in near or ") –" in near or "/ -" in near or ") —" in near
        ):
            yield at
