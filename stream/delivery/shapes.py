"""An alert as receivers want it: JSON as on the topic, Slack's, Teams', or the text of a mail."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from schemas.alert import Alert, AlertKind, FoundStory

_TITLES = {
    AlertKind.MATCH: "",
    AlertKind.COUNT: "{n} stories: ",
    AlertKind.DIGEST: "Digest of {n} stories: ",
    AlertKind.UPDATED: "Update: ",
    AlertKind.CORRECTED: "CORRECTION: ",
    AlertKind.HELD: "ON HOLD: ",
    AlertKind.RELEASED: "RELEASED: ",
    AlertKind.KILLED: "KILLED: ",
}
_GONE = {
    AlertKind.HELD: "the agency holds the story back: don't use it until it is released",
    AlertKind.KILLED: "the agency took the story back: don't use it",
}
LONGEST_TITLE = 200
MOST_TEXT = 3_000
"""Code points of a chat message: Slack and Teams cut longer ones."""


def body(kind: str, alert: Alert) -> bytes:
    """The bytes of a request."""
    shape = _SHAPES.get(kind)
    return json.dumps(shape(alert), ensure_ascii=False).encode() if shape else alert.to_json()


def title(alert: Alert) -> str:
    """One line: what happened, and the rule's name."""
    count = len(alert.stories) + alert.more
    said = alert.stories[-1].headline or alert.stories[-1].story_id
    name = alert.rule.name or alert.rule.id
    line = f"[{name}] {_TITLES[alert.kind].format(n=count)}{said}"
    return " ".join(line.split())[:LONGEST_TITLE]


def text(alert: Alert) -> str:
    """The alert for people, without marks of any markup."""
    return "\n".join(_lines(alert))


def _lines(alert: Alert) -> Iterator[str]:
    yield title(alert)
    if gone := _GONE.get(alert.kind):
        yield gone
    for story in alert.stories:
        yield ""
        yield from _story(story)
    if alert.more:
        left = ", left out by its throttle" if alert.kind is AlertKind.MATCH else ""
        yield f"and {alert.more} more{left}"
    yield ""
    yield f"rule {alert.rule.id}: {alert.rule.query or ''}".rstrip(": ")


def _story(story: FoundStory) -> Iterator[str]:
    if story.headline:
        yield story.headline
    for sentence in story.sentences:
        if sentence.field == "body":
            yield f"- {' '.join(sentence.text.split())}"
    about = [story.source, f"urgency {story.urgency}" if story.urgency else None, story.story_id]
    yield ", ".join(it for it in about if it) + f", version {story.version}"


def slack(alert: Alert) -> Mapping[str, Any]:
    """An incoming webhook's message. `&`, `<` and `>` steer Slack, so they are escaped."""
    escaped = text(alert).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": escaped[:MOST_TEXT], "mrkdwn": False, "unfurl_links": False}


def teams(alert: Alert) -> Mapping[str, Any]:
    """A workflow's message: one adaptive card."""
    first, *others = text(alert)[:MOST_TEXT].splitlines()
    blocks = [{"type": "TextBlock", "text": first, "weight": "bolder", "wrap": True}]
    blocks += [{"type": "TextBlock", "text": _plain(it), "wrap": True} for it in others if it]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": blocks,
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [attachment]}


def _plain(line: str) -> str:
    """A card reads Markdown: what would make links or emphasis is taken from its meaning."""
    return "".join(f"\\{it}" if it in "[]()*_`#" else it for it in line)


_SHAPES: Mapping[str, Callable[[Alert], Mapping[str, Any]]] = {"slack": slack, "teams": teams}
