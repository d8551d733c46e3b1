"""Where a story stands is known as long as it is kept, whatever numbers its key is told by."""

import random

import pytest

from stream.agents import cold
from stream.agents.cold import Cold


def test_what_is_kept_is_found_and_what_is_forgotten_is_not() -> None:
    dice = random.Random(3)
    known, held = Cold(), dict[bytes, int]()
    keys = [b"story %d" % it for it in range(3_000)]
    for _ in range(60_000):
        key = dice.choice(keys)
        if dice.random() < 0.5:
            held[key] = dice.choice([0, 1, 2**40, dice.getrandbits(62)])
            known.keep(key, held[key])
        else:
            held.pop(key, None)
            known.forget(key)
    assert 500 < len(held) < len(keys)
    assert [known.find(it) for it in keys] == [held.get(it) for it in keys]


@pytest.mark.parametrize("digest", [0, 1, 2**63, 2**64 - 1])
def test_no_digest_is_special(digest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cold, "_digest", lambda _: digest)
    known = Cold()
    known.forget(b"a")
    assert known.find(b"a") is None
    known.keep(b"a", 0)
    assert known.find(b"a") == 0
    known.forget(b"a")
    assert known.find(b"a") is None


def test_to_forget_what_was_never_kept_uses_nothing_up() -> None:
    known = Cold()
    for number in range(10_000):
        known.forget(b"%d" % number)
    known.keep(b"a", 7)
    assert (known.find(b"a"), known.find(b"b")) == (7, None)
