"""Rules that come and go, and what they make of stories: the index with its rules beside it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from schemas.alert import FoundStory, Match
from schemas.clause import Clause
from schemas.events import EnrichedStory
from schemas.rule import Count, Rule
from schemas.wire import Signal
from stream.alerts import index
from stream.alerts.codes import UnknownCode
from stream.alerts.compiling import RuleFault, read_json
from stream.alerts.copies import sketched
from stream.alerts.index import RuleIndex, TooLarge
from stream.alerts.leaves import ALWAYS, Leaf
from stream.alerts.marks import marks_of
from stream.alerts.query import write
from stream.alerts.reading import Reading
from stream.alerts.sentences import Sentences
from stream.alerts.terms import NoWords
from stream.alerts.wording import READ

MOST_REASONS = 10
"""Clauses that are told for a match."""
LONGEST_HEADLINE = 1_000
"""Code points: a digest of fifty stories must fit into a record, whatever they call a headline."""
MOST_TOLD = 100
"""Matches of one story that are told with sentences; a story that more rules fulfil is told to all,
and to the others without.
"""


class Matcher:
    """The rules that stand. A broken one is refused by name; the others stand."""

    def __init__(self) -> None:
        """No rules."""
        self.refused: dict[str, str] = {}
        """Why, by the rule's id."""
        self._index = RuleIndex()
        # As JSON: a rule that matches nothing for weeks shall not weigh as an object.
        self._rules: dict[str, tuple[bytes, Count | None]] = {}

    def __len__(self) -> int:
        """How many rules are asked."""
        return len(self._index)

    def take(self, name: str, value: bytes | None) -> str | None:
        """A record of the rules' topic, None: it is gone. Gives why it is refused, if it is.

        What was refused doesn't stand, and neither does the rule that it was to replace: every
        worker must come to the same rules, whenever it began.
        """
        self.refused.pop(name, None)
        self._index.remove(name)
        self._rules.pop(name, None)
        if value is None:
            return None
        try:
            found = read_json(value)
            _check_name(found.rule.id, name)
            if found.rule.removed:
                return None
            if not found.rule.paused:
                self._index.add(name, found.clause, found.rule.expires)
            # Who changed it is of no matter to who is alerted. One that rests still tells of kills.
            kept = found.rule.model_copy(update={"history": []})
            self._rules[name] = kept.to_json(), found.count
        except (RuleFault, UnknownCode, NoWords, TooLarge) as fault:
            self.refused[name] = str(fault)
            return str(fault)
        return None

    def settle(self) -> None:
        """Take in all changes now, rather than with the next story."""
        self._index.settle()

    def matches(self, event: EnrichedStory, at: datetime) -> Iterator[Match]:
        """What every rule that the story fulfils tells, in the order of the rules."""
        reading = Reading(event, self._index.leaves)
        sentences = Sentences(event.story.headline, event.story.body)
        bare = bare_story(event)
        sketch: str | None = None
        for number, found in enumerate(self._index.matches(reading)):
            story = bare
            if number < MOST_TOLD:
                story = self._told(found, reading, sentences, bare)
            rule = self._rule(found.rule)
            if rule.copies and may_show(event):
                sketch = sketched(event.story.body) if sketch is None else sketch
                story = story.model_copy(update={"sketch": sketch})
            yield Match(at=at, rule=rule, story=story)

    def _rule(self, name: str) -> Rule:
        value, count = self._rules[name]
        rule = Rule.model_validate_json(value)
        return rule.model_copy(update={"count": count}) if count else rule

    def _told(
        self, found: index.Match, reading: Reading, sentences: Sentences, bare: FoundStory
    ) -> FoundStory:
        leaves = [self._index.leaves.all[it] for it in found.leaves if it != ALWAYS]
        marks = [mark for leaf in leaves for mark in marks_of(leaf, reading)]
        update = {
            "sentences": sentences.around(it for it in marks if it.start < READ),
            "why": list(_queries(leaves)),
        }
        return bare.model_copy(update=update)

    def misses(self, rules: Iterable[str], event: EnrichedStory, at: datetime) -> Iterator[Match]:
        """What is told of rules that an earlier version fulfilled, where they still stand."""
        story = bare_story(event)
        for name in rules:
            if name in self._rules:
                yield Match(at=at, matches=False, rule=self._rule(name), story=story)


def _check_name(name: str, key: str) -> None:
    if name != key:
        raise RuleFault(f"it stands under '{key[:100]}' and calls itself '{name}'")


def bare_story(event: EnrichedStory) -> FoundStory:
    """The story without sentences; without a word where nobody may use it."""
    wire, shown = event.wire, may_show(event)
    return FoundStory(
        story_id=wire.story_id,
        version=wire.version,
        signal=wire.signal,
        arrived=wire.arrived,
        signature=wire.signature if shown else "",
        headline=event.story.headline[:LONGEST_HEADLINE] or None if shown else None,
        urgency=event.story.urgency,
        source=wire.source,
        language=event.enrichment.language,
    )


def may_show(event: EnrichedStory) -> bool:
    """Whether anything of its text may be told."""
    return not event.wire.signal.ends_story and event.wire.signal is not Signal.HOLD


def _queries(leaves: Iterable[Leaf]) -> Iterator[str]:
    for leaf in islice(leaves, MOST_REASONS):
        yield write(Clause.model_validate({leaf.kind: leaf.test}))
