"""Who holds the rights, and what they allow."""

from stream.wire.draft import Draft
from stream.wire.formats.newsml_g2.codes import drop, take_name
from stream.wire.formats.newsml_g2.texts import text_of
from stream.wire.xml import Part


def set_rights(draft: Draft, rights: Part, language: str | None) -> None:
    """Take `rightsInfo`. What a second one says about the same stays for `extra`."""
    holder = rights.first("copyrightHolder")
    if holder and "copyright_holder" not in draft.story:
        draft.put("copyright_holder", take_name(holder, language) or holder.attribute("literal"))
    for name, written in (("copyright_notice", "copyrightNotice"), ("usage_terms", "usageTerms")):
        if name not in draft.story:
            _set_text(draft, name, rights.all(written))


def _set_text(draft: Draft, name: str, parts: list[Part]) -> None:
    found = [text for one in parts if (text := text_of(one))]
    for one in parts:
        drop(one)
        one.clear_text()
    draft.put(name, "\n\n".join(found) or None)
