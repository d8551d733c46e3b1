"""The acts of a body, in its order."""

import datetime as dt
import re
from collections.abc import Iterable

from schemas.enrichment import NewsAct
from stream.enrich.acts import triggers
from stream.enrich.acts.parts import agent, object_of, place_of, two_before
from stream.enrich.acts.subjects import subject
from stream.enrich.acts.triggers import Trigger
from stream.enrich.acts.unnamed import SURE, is_unnamed, named_first
from stream.enrich.dates import Written
from stream.enrich.forms import Walk
from stream.enrich.lists import words
from stream.enrich.quotes.reading import Reading
from stream.enrich.who.cast import is_body, is_person, is_place
from stream.enrich.who.referent import NAMED, NOBODY, Referent

_VIOLENCE = words("acts", "violence")
_ACCIDENT = words("acts", "accident")
_ARMS = words("acts", "arms")
_WORD = re.compile(r"[A-Za-z]+")
_NOWHERE = {triggers.ANNOUNCED, triggers.SANCTIONED, triggers.ACQUIRED}
"""A place near these is rarely theirs: "announced a plant in Kenya"."""
_SURE = 0.95
_ISO_DAY = 10
_LONGEST = 1_200
_TO_PEOPLE = {triggers.KILLED, triggers.ARRESTED, triggers.ELECTED, triggers.APPOINTED}
"""Acts done to people alone."""


class ActFinder:
    """Gathers the acts of a story, sentence by sentence."""

    def __init__(self, dates: Iterable[Written] = (), lead: str = "") -> None:
        """`lead` is the story's first paragraph: it says whether deaths were violent."""
        self.found: list[NewsAct] = []
        self._days = [it for it in dates if it.iso and len(it.iso) == _ISO_DAY]
        self._violent = _is_violent(lead)
        self._walk: Walk | None = None
        """Where forms stand in the text, once a sentence of it has been read."""
        self._unnamed: tuple[int, NewsAct] | None = None
        """What the last sentence says was done to somebody it only describes, and its place."""

    def read(self, reading: Reading) -> None:
        """Add the acts that a sentence states; each names an actor, a target or a place."""
        self._name(reading)
        start, end = reading.sentence
        if end - start > _LONGEST:
            return
        if self._walk is None:
            self._walk = triggers.forms().walk(reading.text)
        for it in triggers.triggers(reading.text, start, self._walk.within(start, end)):
            if _hits_no_target(reading, it):
                continue
            if _asks_for_violence(reading, it) and not _was_violent(reading, violent=self._violent):
                continue
            act = _act(reading, it, _when(self._days, reading, it))
            if it.act == triggers.KILLED and it.participle and not act.place_id:
                act = act.model_copy(update={"place_id": self._struck(start)})
            if is_unnamed(reading, it):
                self._unnamed = len(self.found), act
            if act.actor_id or act.target_id or act.place_id:
                self.found.append(act)

    def _struck(self, since: int) -> str | None:
        """Where the sentence says the attack was: "shelled *Lima*, killing ten"."""
        last = self.found[-1] if self.found else None
        attack = last and last.act == triggers.ATTACKED and last.start >= since
        return last.place_id if last and attack else None

    def _name(self, reading: Reading) -> None:
        """Give the act of the sentence before the name of the one whom it describes."""
        if self._unnamed is None:
            return
        place, act = self._unnamed
        self._unnamed = None
        if whom := named_first(reading):
            sure = round(min(act.confidence, SURE), 3)
            named = act.model_copy(update={"target_id": whom.id, "confidence": sure})
            self.found[place:] = [named, *(it for it in self.found[place:] if it is not act)]


def _act(reading: Reading, it: Trigger, when: dt.datetime | None) -> NewsAct:
    """The act; with neither actor, target nor place where the verb doesn't mean it."""
    actor, target = _parties(reading, it)
    place = None if it.act in _NOWHERE else place_of(reading, it)
    where = place.entity.id if place else None
    if it.act == triggers.ATTACKED and target.entity and is_place(target.entity):
        where, target = target.entity.id, NOBODY
    if it.act in _TO_PEOPLE and target.entity and not is_person(target.entity):
        target = NOBODY
    if not _states(it, actor, target, where):
        actor, target, where = NOBODY, NOBODY, None
    sure = min([who.sure for who in (actor, target) if who.entity] or [_SURE])
    return NewsAct(
        act=it.act,
        start=it.start,
        end=it.end,
        actor_id=actor.entity.id if actor.entity else None,
        target_id=target.entity.id if target.entity else None,
        place_id=where,
        when=when,
        confidence=round(sure * _SURE, 3),
    )


def _states(it: Trigger, actor: Referent, target: Referent, where: str | None) -> bool:
    """Whether the verb means the act with these: "named" and "bought" mean much else."""
    by, to = actor.entity, target.entity
    match it.act:
        case triggers.APPOINTED | triggers.ELECTED:
            means = to is not None
        case triggers.MET:
            means = by is not None and to is not None
        case triggers.SIGNED | triggers.ANNOUNCED:
            means = by is not None and not it.passive
        case triggers.ATTACKED if by and is_person(by):
            # Politicians attack plans, and governments over them.
            means = to is not None or where is not None
        case triggers.RESIGNED:
            means = by is not None and is_person(by)
        case triggers.ACQUIRED:
            means = to is not None and any(who and is_body(who) for who in (by, to))
        case _:
            means = True
    return means


def _parties(reading: Reading, it: Trigger) -> tuple[Referent, Referent]:
    before, reduced = subject(reading, it)
    if it.passive or reduced:
        return agent(reading, it), before
    if it.act in {triggers.ANNOUNCED, triggers.RESIGNED}:
        return before, NOBODY
    after = object_of(reading, it)
    together = it.act in {triggers.MET, triggers.SIGNED} and after.entity is None
    two = two_before(reading, it) if together else None
    if two:
        return Referent(two[0], two[0].name, NAMED), Referent(two[1], two[1].name, NAMED)
    if before.entity and after.entity and before.entity.id == after.entity.id:
        return before, NOBODY
    return before, after


def _asks_for_violence(reading: Reading, it: Trigger) -> bool:
    """Storms kill and strike as well, and a union strikes."""
    struck = reading.text[it.start : it.end].lower() in {"struck", "striking"}
    return it.act == triggers.KILLED or struck


def _hits_no_target(reading: Reading, it: Trigger) -> bool:
    """Much else than arms "hit" something: shares a record, a storm a coast."""
    text = reading.text
    if text[it.start : it.end].lower() != "hit":
        return False
    before = text[reading.sentence.start : it.begin].split()
    return not before or before[-1].lower() not in _ARMS


def _is_violent(said: str) -> bool:
    found = {match[0].lower() for match in _WORD.finditer(said)}
    return bool(found & _VIOLENCE) and not found & _ACCIDENT


def _was_violent(reading: Reading, *, violent: bool) -> bool:
    sentence = reading.text[reading.sentence.start : reading.sentence.end]
    found = {match[0].lower() for match in _WORD.finditer(sentence)}
    if found & _ACCIDENT:
        return False
    return violent or bool(found & _VIOLENCE)


def _when(days: list[Written], reading: Reading, it: Trigger) -> dt.datetime | None:
    """The day that the sentence names, the nearest after the verb first; midnight UTC."""
    start, end = reading.sentence
    near = [day for day in days if start <= day.start < end]
    after = [day for day in near if day.start >= it.end]
    chosen = next(iter(after or near[-1:]), None)
    if chosen is None or chosen.iso is None:
        return None
    return dt.datetime.combine(dt.date.fromisoformat(chosen.iso), dt.time(), dt.UTC)
