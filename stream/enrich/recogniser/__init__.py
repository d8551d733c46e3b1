"""Names as a spaCy model sees them, in a third of spaCy's own time: `recogniser_of`."""

from stream.enrich.recogniser.computed import Computed, Seen
from stream.enrich.recogniser.fitting import Recogniser, recogniser_of
from stream.enrich.recogniser.found import Found

__all__ = ["Computed", "Found", "Recogniser", "Seen", "recogniser_of"]
