"""How sure we are: a monotone map from a choice's figures to 0-1."""

import math

from stream.enrich.topics.choose import Choice

_AT_ZERO = -2.6
_FOR_SHARE = 4.6
_FOR_SCORE = 0.35


def confidence(choice: Choice) -> float:
    """Rises with the branch's part of all that was said, with its amount, and with depth's part."""
    logit = _AT_ZERO + _FOR_SHARE * choice.branch_share + _FOR_SCORE * math.log(choice.branch_score)
    return math.sqrt(choice.share) / (1 + math.exp(-logit))
