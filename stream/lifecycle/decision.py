"""What the fold decides: the outcome, what each topic gets, and the story's life afterwards."""

from dataclasses import dataclass, field
from enum import Enum

from schemas.outcome import Outcome
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing


@dataclass(frozen=True, slots=True)
class Life:
    """All that is remembered of a story. Nothing at all is a story that never came."""

    standing: Standing | None = None
    pending: Pending | None = None

    @property
    def killed(self) -> bool:
        """Whether nothing of it may ever be published again."""
        return self.standing is not None and self.standing.killed

    @property
    def known(self) -> bool:
        """Whether any text of it came."""
        return self.standing is not None or (self.pending is not None and self.pending.has_text)

    @property
    def version(self) -> int:
        """The last version that was published; 0 for none."""
        return self.standing.version if self.standing else 0


class Shows(Enum):
    """What consumers get."""

    NOTHING = "nothing"
    TEXT = "text"
    """The story on the enriched topic, and as what stands."""
    NOTICE = "notice"
    """That it is killed or on hold, without any text; nothing stands: a tombstone."""


class Text(Enum):
    """Whose text is published or kept."""

    OWN = "own"
    PENDING = "pending"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a version."""

    outcome: Outcome
    life: Life
    shows: Shows = Shows.NOTHING
    event: str = ""
    """The event that consumers get is made of this one."""
    text: Text = Text.OWN
    joins: bool = False
    """The version's own text is set behind `text`: a take, an add."""
    keeps: bool | None = None
    """Whether the held topic gets the text (True) or a tombstone (False)."""
    ended: tuple[Outcome, ...] = field(default=())
    """What items become that were `withheld` until now."""

    @property
    def version(self) -> int:
        """The number under which it is published."""
        return self.life.version
