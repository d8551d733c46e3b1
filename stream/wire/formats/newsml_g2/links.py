"""Links to other items: the version before this one, the item it evolved from, what to see also."""

from stream.wire.draft import Draft
from stream.wire.formats.newsml_g2.codes import bare, drop, get
from stream.wire.uris import as_uri
from stream.wire.xml import Part

_ADDRESSES = ("residref", "persistidref", "guidref", "href")


def set_link(draft: Draft, part: Part, _: str | None) -> None:
    """Make an association of a `link`; one without a URI stays for `extra`."""
    address = next((name for name in _ADDRESSES if get(part, name)), None)
    uri = as_uri(get(part, address) or "") if address else None
    if address is None or uri is None:
        return
    rel = bare(get(part, "rel"))
    drop(part, address, "rel")
    headline = part.take("headline")
    name = part.take("title") or headline or rel or "link"
    row = {"name": name, "uri": uri}
    if rel:
        row["rel"] = rel
    draft.story.setdefault("associations", []).append(
        row | ({"headlines": [{"value": headline}]} if headline else {})
    )
