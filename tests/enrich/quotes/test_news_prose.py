"""Ways of the wires and of broadcasters that a first reading gets wrong."""

import pytest

from stream.enrich.quotes import find_quotes
from tests.enrich.quotes.people import cast
from tests.enrich.quotes.test_ways_of_reporting import quotes, said

PAPER = "It rained, the Norrland Herald said. The paper said the dam would hold."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Byron, Halden Pharma director of dams, said it leaked.", "Ada Byron"),
        ("Ada Byron, European head of Halden Pharma, said it leaked.", "Ada Byron"),
        ("Ada Byron, spokeswoman for the Water Ministry said it leaked.", "Ada Byron"),
        ('"It leaks," according to Ada Byron.', "Ada Byron"),
        (
            "A club spokesman for Halden Pharma came. But a spokesman said it leaked.",
            "Halden Pharma",
        ),
        ('Ada Byron came. She and Tomas Varga left. "It leaks," she said.', "Ada Byron"),
        ("Varga aide Ada Byron said it leaked.", "Ada Byron"),
        ('"It leaks," said Varga and Byron\'s Ada Byron.', "Ada Byron"),
        (
            "Jordan and the United Nations asked for $620,000, warning that it leaked.",
            "United Nations",
        ),
        ('Ada Byron said it was "no gift," adding that it leaked.', "Ada Byron"),
        ("Ada Byron was quoted by Kenya Radio as saying that it leaked.", "Ada Byron"),
        ('"It leaks," Ada Byron is reported as saying.', "Ada Byron"),
        ('"Does it leak?" Ada Byron asked. "Does it?"', "Ada Byron"),
        ('Ada Byron said it leaked. "It leaks," the Kenya-born actor said.', "Ada Byron"),
        ("A miner surnamed Guo said it leaked.", "Guo"),
        ("The Kenyan embassy in Lima said it leaked.", "Kenyan embassy"),
        (
            "The dam was old and leaked, according to the U.S. attorney's office.",
            "U.S. attorney's office",
        ),
        ("Ada Byron, a Kenyan senator, came. The lawmaker said it leaked.", "Ada Byron"),
        ("It is hard for Ada Byron, who has admitted that it leaked.", "Ada Byron"),
        ("The plan was praised by Kenya, which said it leaked.", "Kenya"),
        ("Ada Byron left, but suggesting Tomas Varga would see it leaked.", "Ada Byron"),
        (PAPER, "Norrland Herald"),
        ("Ada Byron, a director at Halden Pharma told Kenya that it leaked.", "Ada Byron"),
        ("Halden Pharma met Ada Byron, who said it leaked.", "Ada Byron"),
        ("Ada Byron has left the dam to the birds, she told fans on Sunday.", "Ada Byron"),
        ('"Rest up," posted the mayor Ada Byron.', "Ada Byron"),
        (
            "Halden Pharma and the Water Ministry met. The companies said it leaked.",
            "Halden Pharma",
        ),
        ("According to the U.N. refugee agency, the dam was old.", "U.N. refugee agency"),
        ("A spokesman for the Kenyan embassy said it leaked.", "Kenyan embassy"),
        ('Ada Byron blamed the firm for building "rotten tubs".', "Ada Byron"),
        ('Ada Byron told the crew to "keep off".', "Ada Byron"),
        ('Mayor Ada Byron warned the "water could rise far above the town".', "Ada Byron"),
        ("But mayor Ada Byron defended the dam, saying it leaked.", "Ada Byron"),
        ("The Water Ministry of Kenya said it leaked.", "Water Ministry of Kenya"),
        ("The Kenya and Peru Cricket Board said it leaked.", "Kenya and Peru Cricket Board"),
        ("The judiciary's Mizan news agency said it leaked.", "Mizan"),
        ("A spokesman for Halden Pharma, parent company of Acme, said it leaked.", "Halden Pharma"),
        ("Ada Byron, the lawyer representing Mr Varga and Mr Lund, said it leaked.", "Ada Byron"),
        ("Ada Byron, lawyer for Mr Varga, said it leaked. Tomas Varga left.", "Ada Byron"),
        ("Judge Ada Byron, QC told Kenya that it leaked.", "Ada Byron"),
        ("Ada Byron - who won a race for Halden Pharma - said it leaked.", "Ada Byron"),
        ("Earlier mayor Ada Byron sent a note, saying it leaked.", "Ada Byron"),
        (
            "However, a Halden Pharma spokesman came and said it leaked. He said so.",
            "Halden Pharma",
        ),
        ('"It leaks," Ada Byron, a Halden Pharma spokesperson said.', "Ada Byron"),
        ("Ada Byron told one couple the money was lost.", "Ada Byron"),
    ],
)
def test_who_speaks_in_news_prose(text: str, speaker: str) -> None:
    assert quotes(text)[-1].speaker == speaker


def test_the_government_is_the_only_country_of_the_story() -> None:
    text = "Kenya has no dam. The government said one would be built."
    (land,) = (it.model_copy(update={"id": "wikidata:Q114"}) for it in cast(text, Kenya="place"))
    assert find_quotes(text, [land])[0].speaker == "Kenya"
    assert find_quotes(text, [land], home="KE")[0].speaker == "Kenya"


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Kenya has no dam. The government said one would be built.", "ES"),
        ("Spanish experts left Kenya. The government said one would be built.", None),
        ("Two South African experts left Kenya. The government said one would be built.", None),
        ("The American engineers left Kenya. The government said one would be built.", None),
        ("The U.S. engineers left Kenya. The government said one would be built.", None),
    ],
)
def test_the_government_is_no_other_country_than_where_it_is_told_from(
    text: str, home: str | None
) -> None:
    (land,) = (it.model_copy(update={"id": "wikidata:Q114"}) for it in cast(text, Kenya="place"))
    assert find_quotes(text, [land], home=home)[0].speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Most Kenyans said they wanted a dam.",
        "A close associate of former Halden Pharma boss Ada Byron said it leaked.",
        "One told Halden Pharma that it leaked.",
        "Prosecutors contend that it leaked.",
        "Another member of the Cabinet said it leaked.",
        "Residents of Lima said it leaked.",
        "Varga officials said it leaked.",
        "The prime minister's official spokesman said it leaked.",
        'Guards fired. "Give us our dead," some shouted at them.',
        'Signs went up. "You loot, we shoot," reads one.',
        'A trader said it leaked. "It leaks and it leaks."',
        "It leaked for years, according to doctors who spoke to Halden Pharma.",
        "Halden Pharma sees growth but critics say it leaked.",
        "It leaked for years, a police spokesman said.",
        "It leaked and was closed, said analysts.",
        "The dam leaks for years, according to local media.",
        "Labour groups say owners often hide leaks.",
        "Mice decide what to eat by smell, scientists said in a study in May.",
    ],
)
def test_nobody_is_named_who_speaks(text: str) -> None:
    assert [it.speaker for it in quotes(text)][-1:] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron has denied claims that he faked a fall.",
        "Tomas Varga, the next day, saw claims denied by Halden Pharma.",
        "The dam leaked when Kenya, one of the member states, rejected it.",
        "Ada Byron's comments come at a time of need.",
        "Halden Pharma promised two dams but has yet to build.",
        "It would end a rule, which the judges have ruled against as a breach.",
        "The dam was shown the day after Ada Byron, a mayor, warned Kenya to leave.",
        "Halden Pharma reported a loss last year after it was hit by a flood.",
        "In minutes of its last meeting, minutes suggested rates would rise.",
        "Halden Pharma would leave if they said no, they were not asked.",
        'It follows a "tough meeting" where some members argued against it.',
        "Halden Pharma came. A Conservative spokeswoman said it leaked.",
        "The chancellor said it was cut by Ada Byron. He said it leaked.",
        "Ada Byron's reported treaty would be old.",
        "They blamed the prime minister and Mr Byron. The prime minister said it leaked.",
        "Echoing mayor Ada Byron, the prime minister said it leaked.",
        "The trouble is, they fall short of simple denials of the central claims.",
        "The MEP said it leaked.",
        "Halden Pharma came. The veteran film maker said it leaked.",
        "Ada Byron, the education secretary, came. The prime minister said it leaked.",
        "Halden Pharma tells the story of a girl who has a dam.",
        "Ada Byron dropped hints that she would leave.",
    ],
)
def test_what_only_looks_like_speech_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Ada Byron said the dam was full, though villagers told Kenya it was dry.",
            ["the dam was full", "it was dry"],
        ),
        (
            "Ada Byron said it was made for ten but survivors said there were more.",
            ["it was made for ten", "there were more"],
        ),
        (
            'While it was at a "good pace" Ada Byron warned that it leaked.',
            ["it leaked"],
        ),
        (
            "According to Ada Byron, the cost could rise to $6 in May, compared to $5 now.",
            ["the cost could rise to $6 in May, compared to $5 now"],
        ),
        (
            "Ada Byron said the dam was new but some experts say it is old.",
            ["the dam was new", "it is old"],
        ),
        (
            "Kenya said it had a new dam, a day after Ada Byron found a leak.",
            ["it had a new dam"],
        ),
        (
            "Kenya said the claim was false, citing its own data.",
            ["the claim was false"],
        ),
        (
            "Ada Byron says the vote was stolen and has called her people to come.",
            ["the vote was stolen"],
        ),
        (
            "Ada Byron told Tomas Varga, Mayor Varga, that it leaked.",
            ["it leaked"],
        ),
        (
            "Ada Byron said it had been shut, but had gone on at night.",
            ["it had been shut, but had gone on at night"],
        ),
        (
            "Ada Byron said it hurt farmers and those who fear for jobs in the north.",
            ["it hurt farmers and those who fear for jobs in the north"],
        ),
        (
            "Ada Byron said he prayed with Tomas and others who believe in peace.",
            ["he prayed with Tomas and others who believe in peace"],
        ),
        (
            "Ada Byron said it hit a mill and a school where children said prayers were under way.",
            ["it hit a mill and a school where children said prayers were under way"],
        ),
        (
            "Ada Byron said it was hit by rain and a few who once said it leaked.",
            ["it was hit by rain and a few who once said it leaked"],
        ),
        (
            "Ada Byron said it hit a mill and some who saw it said it was loud.",
            ["it hit a mill"],
        ),
    ],
)
def test_where_a_clause_ends(text: str, clauses: list[str]) -> None:
    assert [it.text for it in quotes(text) if not it.direct] == clauses


def test_a_spokesman_who_urged_something_of_her_is_not_her() -> None:
    text = "The chief spokesman urged calm over Ms Byron's paper. It leaks, the spokesman said."
    assert [it.speaker for it in quotes(text)] != ["Ada Byron"]


def test_paragraphs_of_one_quote_may_be_joined() -> None:
    found = said('Ada Byron said: "It leaks. "It is old. "It is lost."')
    assert found == [(it, "Ada Byron") for it in ("It leaks.", "It is old.", "It is lost.")]


def test_a_paragraph_that_begins_with_a_quote_goes_on() -> None:
    text = '"It leaks," said Ada Byron.\n\n"It is old and it is lost." Kenya has no dam.'
    assert said(text)[-1] == ("It is old and it is lost.", "Ada Byron")


def test_he_is_no_woman_and_she_no_man() -> None:
    text = (
        "Tomas Varga met Ada Byron. They left. Anna Lund and Tomas Varga came. He said it leaked."
    )
    found = find_quotes(text, cast(text, Tomas_Varga="person", Anna_Lund="person"))
    assert found[-1].speaker == "Tomas Varga"
