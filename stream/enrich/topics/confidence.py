"""How sure we are: a monotone map from a choice's figures to 0-1.

Fitted (logistic regression, rounded) to the first topics of the odd-numbered stories that
`bench/topics.py` reads, half BBC News and half Reuters; its table shows how it holds on the others.
"""

import math

from stream.enrich.topics.choose import Choice

_AT_ZERO = -3.8
_FOR_SHARE = 4.1
_FOR_SCORE = 1.1


def confidence(choice: Choice) -> float:
    """Rises with what was said for the topic, and with its branch's part of all that was said."""
    logit = _AT_ZERO + _FOR_SHARE * choice.branch_share + _FOR_SCORE * math.log(choice.score)
    return 1 / (1 + math.exp(-logit))
