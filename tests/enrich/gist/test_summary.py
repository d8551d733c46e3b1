import pytest

from tests.enrich.gist.stories import gist_of

LEAD = "A ferry with 80 people on board sank off Port Lessing on Sunday, the coast guard said."
NEXT = "Fishermen pulled survivors from the water before dawn."


def summary(body: str, headline: str = "", start: int = 0) -> str | None:
    found = gist_of(body, headline, start=start)
    if found.summary:
        assert body[found.summary.start : found.summary.end] == found.summary.text
    return found.line


def test_it_is_mostly_the_lead_without_the_dateline() -> None:
    opening = "PORT LESSING, May 2 (HWA) - "
    assert summary(f"{opening}{LEAD}\n\n{NEXT}", start=len(opening)) == LEAD


@pytest.mark.parametrize(
    "first",
    [
        "(Adds detail on the rescue in paragraph four, background on the ship.)",
        "Editor's note: This story has graphic details of the rescue.",
        "CORRECTION: The ship was built in 1987, not in 1978, as we wrote.",
        "Updates with the coast guard's statement and the number of survivors.",
        "Here is what you need to know about the ferry that sank.",
        "Click on the link below to see the pictures of the rescue.",
        "How could a ferry sink within sight of the harbour?",
        "“We heard a bang and then the whole deck was full of water.”",
        "By Ada Byron and Tomas Varga of the Halden Wire Agency.",
        "Deadly waters.",
        "Wheat    214.50   +1.25\nMaize    180.00   -0.50\nBarley   175.25   +0.75.",
        f"A ferry {'that was old and slow and white ' * 9}sank off Port Lessing on Sunday.",
    ],
)
def test_it_is_the_next_where_the_first_sentence_is_no_news(first: str) -> None:
    assert summary(f"{first}\n\n{LEAD}\n\n{NEXT}") == LEAD


def test_a_story_that_begins_with_a_scene_is_summed_up_by_what_its_headline_says() -> None:
    scene = "The old man lit a pipe and looked at the grey sea."
    body = f"{scene}\n\nNobody on the quay spoke for a while.\n\n{LEAD}"
    assert summary(body, "Ferry with 80 on board sinks off Port Lessing") == LEAD
    assert summary(body) == scene


def test_a_sentence_over_broken_lines_is_one_line() -> None:
    broken = LEAD.replace("sank off", "sank\noff")
    assert summary(f"{broken}\n\n{NEXT}") == LEAD


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Gold 1,914.20\nSilver 23.11\nCopper 3.81\n",
        "1. Ada Byron 2:15:38\n2. Tomas Varga 2:16:02\n3. Lena Holm 2:17:40.",
        "Why did the ferry sink? Who was on the bridge at the time?",
    ],
)
def test_no_sentence_is_better_than_a_wrong_one(body: str) -> None:
    assert summary(body) is None
