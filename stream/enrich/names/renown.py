"""What several rules for cities go by."""

GREAT = 600_000
"""People. A city of this size is meant before a region of its name."""
RENOWNED = 40
"""So many languages name it."""
UNITED_KINGDOM = "GB"
"""Its nations are too large for a part of a country, and their names stand for teams."""
