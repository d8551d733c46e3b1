"""TTNITF, the form in which TT and others of the North write their text inside NewsML-G2.

Upper-case Swedish names: RUBRIK headline, DAT the dateline, INGRESS and BRODTEXT the text, MELLIS a
crosshead, CITAT a quote, BILD a picture. Each further TEXT is a sidebar, such as a fact box.
"""

from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.formats.byline import names_of
from stream.wire.xml import Part, readable

_AS_HTML = {
    "CITAT": "p",
    "FRAGA": "p",
    "SVAR": "p",
    "VINJETT": "p",
    "RUBRIK": "h2",
    "UNDERRUBRIK": "h2",
    "MELLIS": "h2",
    "TEXT": "div",
    "INGRESS": "div",
    "BRODTEXT": "div",
}


def is_tt_nitf(part: Part) -> bool:
    """Whether this is the body of such a text."""
    return part.name == "BODY" and part.first("TEXT") is not None


def set_tt_nitf(draft: Draft, root: Part) -> None:
    """Take text, headline, byline and dateline; pictures' captions go to `extra`."""
    draft.markup = (root.markup(), "application/ttnitf+xml")
    main = root.first("TEXT") or root
    headline = main.take("RUBRIK")
    if headline and not draft.headlines:
        draft.headlines.append({"value": headline})
    _take_dateline(draft, main)
    for one in main.all("BYLINE"):
        if "by" not in draft.story:
            draft.put("by", names_of(one.text() or ""))
        one.remove()
    pictures = root.all("TEXT/BILD")
    if pictures:
        draft.extra["BILD"] = [it.left() for it in pictures]
    for one in pictures:
        one.remove()
    for one in root.deep(*_AS_HTML):
        one.element.tag = _AS_HTML[one.name]
    text = readable(root)
    draft.body = text.text
    draft.tables += text.tables


def _take_dateline(draft: Draft, main: Part) -> None:
    """`ORT` is the place; `SOURCE` beside it is who wrote from there."""
    line = main.first("DAT")
    if line is None:
        return
    place = line.take("ORT")
    if source := line.take("SOURCE"):
        draft.extra["SOURCE"] = source
    if place:
        draft.filed = Given(place, place)
    line.remove()
