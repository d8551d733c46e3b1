"""Times that stand in a wire's own lines, set into a draft."""

import datetime as dt

from stream.wire.draft import Draft
from stream.wire.fields import bad_field
from stream.wire.formats.embargo import until
from stream.wire.moments import Moment


def put_stamp(draft: Draft, name: str, found: Moment | None) -> bool:
    """Set when the version was made, from the line called `name`; whether there was a time."""
    if found is None or "version_created" in draft.story:
        return False
    draft.story["version_created"] = found.when
    if not found.zone_known:
        draft.zone_unknown.append(name)
    return True


def put_embargo(draft: Draft, line: str, arrived: dt.datetime) -> None:
    """Set an embargo that is written in words; its line stays in `extra`.

    Raises ParseError `bad_field` where it can't be read: nothing may be published too early.
    """
    reference = draft.story.get("version_created", arrived)
    found = until(line, reference.date())
    if found is None:
        raise bad_field("embargo", line, "a day, and a time if there is one")
    draft.extra["embargo"] = line
    draft.story["embargoed_until"] = found.when
    if not found.zone_known:
        draft.zone_unknown.append("embargo")
