"""How seldom Python looks for garbage in a process that works on story after story."""

import gc

YOUNG_OBJECTS = 50_000
"""So many new ones and the collector looks at them; Python's own measure is 700."""


def settle() -> None:
    """Spare what stays for good from the collector, and have it come more seldom.

    It walked 130,000 objects again and again. Measured with the enrich hop's work: 4 % of its time,
    and as much again for coming seldom. And what isn't walked isn't written to: a child goes on
    sharing it with its nursery.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
