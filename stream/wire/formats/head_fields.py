"""Names of the fields that stand above a plain text: `slug: port-strike`, `Length: 240`."""

NAMES = {
    "slug": "slug",
    "slugline": "slug",
    "headline": "headline",
    "title": "headline",
    "subject": "headline",
    "source": "source",
    "agency": "source",
    "byline": "by",
    "author": "by",
    "by": "by",
    "section": "category",
    "dateline": "dateline",
    "urgency": "urgency",
    "priority": "urgency",
    "language": "language",
    "lang": "language",
    "version": "version",
    "id": "id",
    "guid": "id",
    "uri": "id",
    "date": "date",
    "published": "date",
    "category": "category",
    "keywords": "keywords",
    "embargo": "embargo",
    "embargoed": "embargo",
    "embargoed until": "embargo",
    "pubstatus": "pubstatus",
    "status": "status",
}
"""What a name means, under ours."""
# Names that only fields above them make fields, for each may open a story too.
_BESIDE = frozenset(
    [
        "city",
        "contact",
        "copyright",
        "country",
        "credit",
        "desk",
        "edition",
        "genre",
        "length",
        "location",
        "page",
        "region",
        "story",
        "text",
        "time",
        "words",
        "wordcount",
        "body",
    ]
)


def is_beside(name: str, value: str) -> bool:
    """Whether a line belongs to the fields above it: "Length: 240", or a bare "Text:"."""
    opens_text = name in {"body", "story", "text"}
    return name.replace(" ", "") in _BESIDE and opens_text == (not value)
