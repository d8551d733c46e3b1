import datetime as dt

import pytest

from schemas.enrichment import NewsAct
from stream.enrich.acts import ActFinder
from stream.enrich.dates import find_dates
from stream.enrich.quotes import find_quotes
from tests.enrich.quotes.people import cast

NAMES = {
    "Ada_Byron": "person",
    "Tomas_Varga": "person",
    "Halden_Pharma": "organisation",
    "Meridian_Bank": "organisation",
    "Kenya": "place",
    "Peru": "place",
    "Lima": "place",
}
A, T = "person:ada-byron", "person:tomas-varga"
HALDEN, BANK = "organisation:halden-pharma", "organisation:meridian-bank"
KENYA, PERU, LIMA = "place:kenya", "place:peru", "place:lima"


def acts(text: str) -> list[NewsAct]:
    finder = ActFinder(find_dates(text, dt.date(2031, 5, 2)), text)
    find_quotes(text, cast(text, **NAMES), also=finder.read)
    return finder.found


@pytest.mark.parametrize(
    ("text", "act", "actor", "target", "place"),
    [
        ("Ada Byron met Tomas Varga in Lima on Friday.", "met", A, T, LIMA),
        ("Ada Byron met with Tomas Varga.", "met", A, T, None),
        ("Kenya and Peru signed a treaty.", "signed", KENYA, PERU, None),
        ("The foreign ministers of Kenya and Peru signed a treaty.", "signed", KENYA, PERU, None),
        ("Halden Pharma signed a deal with Meridian Bank.", "signed", HALDEN, BANK, None),
        ("Soldiers arrested Ada Byron in Lima.", "arrested", None, A, LIMA),
        ("Ada Byron was arrested by Kenya in 2024.", "arrested", KENYA, A, None),
        ("Ada Byron, 34, who was arrested in Lima, is free.", "arrested", None, A, LIMA),
        ("Gunmen killed the field commander, Ada Byron, near Lima.", "killed", None, A, LIMA),
        ("A gunman killed ten people in Lima.", "killed", None, None, LIMA),
        ("Kenya shelled Lima overnight.", "attacked", KENYA, None, LIMA),
        ("Ada Byron was elected president.", "elected", None, A, None),
        ("Governor Ada Byron, elected in March, left.", "elected", None, A, None),
        ("Halden Pharma appointed Ada Byron as chief executive.", "appointed", HALDEN, A, None),
        ("Ada Byron resigned on Friday.", "resigned", A, None, None),
        ("Ada Byron has stepped down.", "resigned", A, None, None),
        ("Meridian Bank acquired Halden Pharma.", "acquired", BANK, HALDEN, None),
        ("Halden Pharma was acquired by Meridian Bank.", "acquired", BANK, HALDEN, None),
        ("Peru sanctioned Ada Byron.", "sanctioned", PERU, A, None),
        ("Peru imposed sanctions on Meridian Bank.", "sanctioned", PERU, BANK, None),
        ("Peru announced a gift of tents to the town.", "announced", PERU, None, None),
        (
            "Halden Pharma, listed in Kenya and Lima, was sanctioned by Peru.",
            "sanctioned",
            PERU,
            HALDEN,
            None,
        ),
        ("Two suspects were detained near Lima.", "arrested", None, None, LIMA),
        ("He planned the ambush in which ten men were killed in Lima.", "killed", None, None, LIMA),
        ("Ada Byron met Tomas Varga, who is on a visit to Peru.", "met", A, T, PERU),
        ("Ada Byron met Tomas Varga on Friday to discuss Peru.", "met", A, T, None),
        ("Ada Byron said after she met Tomas Varga in Lima that it rained.", "met", A, T, LIMA),
        ("Halden Pharma said police detained Ada Byron.", "arrested", None, A, None),
        ("Halden Pharma said that it had appointed Ada Byron.", "appointed", HALDEN, A, None),
        ("Halden Pharma fell after it announced a review.", "announced", HALDEN, None, None),
        ("The case of Ada Byron, a baker who was shot dead.", "killed", None, A, None),
        ("The council's chair, Ada Byron, has resigned.", "resigned", A, None, None),
        ("Byron's predecessor, Tomas Varga, stepped down.", "resigned", T, None, None),
        ("The minister, Ada Byron, announced that rain fell.", "announced", A, None, None),
        ("The mayor, Ada Byron, arrested on Friday, left.", "arrested", None, A, None),
        ("Prime Minister Ada Byron and her friend Tomas Varga signed it.", "signed", A, T, None),
        ("It rained, Ada Byron said after meeting Tomas Varga.", "met", A, T, None),
        ("Ada Byron left after meeting her friend, Tomas Varga.", "met", A, T, None),
        ("In Lima, a gunman killed ten people.", "killed", None, None, LIMA),
        ("They deplored a raid on a convoy in Lima that killed ten.", "killed", None, None, LIMA),
        ("Russian shells hit a bus station in Lima.", "attacked", None, None, LIMA),
        (
            "It rained, and Halden Pharma fell after it announced it.",
            "announced",
            HALDEN,
            None,
            None,
        ),
        ("Ada Byron, speaking in Lima, where she met Tomas Varga, sang.", "met", A, T, None),
        ("Missiles struck Peru's port of Lima.", "attacked", None, None, LIMA),
        ("Meridian Bank bought a 40% stake in Halden Pharma.", "acquired", BANK, HALDEN, None),
        (
            "Peru blacklisted one of the firms, Meridian Bank.",
            "sanctioned",
            PERU,
            BANK,
            None,
        ),
        ("Police arrested the mayor in Lima, Ada Byron said.", "arrested", None, None, LIMA),
    ],
)
def test_an_act_has_its_actor_target_and_place(
    text: str, act: str, actor: str | None, target: str | None, place: str | None
) -> None:
    (found,) = acts(text)
    assert (found.act, found.actor_id, found.target_id) == (act, actor, target)
    assert found.place_id == place


def test_whom_an_attack_kills_is_killed_where_it_was() -> None:
    attacked, killed = acts("Kenya shelled Lima, killing ten people.")
    assert (attacked.act, attacked.place_id) == ("attacked", LIMA)
    assert (killed.act, killed.actor_id, killed.place_id) == ("killed", KENYA, LIMA)


def test_a_role_of_any_length_belongs_to_the_name_after_it() -> None:
    role = "Minister of Trade for the Union, Vice President of the Commission of Peru"
    text = f"Ada Byron met with {role} Tomas Varga on Friday."
    finder = ActFinder()
    entities = cast(text, **NAMES)
    named = [
        it.model_copy(update={"role": role}) if it.name == "Tomas Varga" else it for it in entities
    ]
    find_quotes(text, named, also=finder.read)
    (found,) = finder.found
    assert (found.actor_id, found.target_id) == (A, T)


@pytest.mark.parametrize(
    "text",
    [
        "Police detained the mayor of a town in Lima. Ada Byron, 54, was taken from her home.",
        "Police arrested a pharmacist in Lima. Ada Byron, 46, is charged with fraud.",
        "A lawmaker was shot dead in Lima on Friday.\n\nAda Byron was hit by two bullets.",
    ],
)
def test_whom_one_sentence_describes_the_next_may_name(text: str) -> None:
    (found,) = acts(text)
    assert (found.actor_id, found.target_id, found.place_id) == (None, A, LIMA)


@pytest.mark.parametrize(
    "text",
    [
        "Police detained the mayor in Lima. Ada Byron, a lawyer, said he was ill.",
        "Police detained the mayor in Lima. He was ill. Ada Byron was ill too.",
        "Police detained ten mayors in Lima. Ada Byron was not among them.",
        "Ada Byron spoke. Police detained the mayor in Lima. Ada Byron was told of it.",
    ],
)
def test_a_name_after_it_need_not_be_theirs(text: str) -> None:
    assert [it.target_id for it in acts(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron will be arrested in Lima.",
        "Ada Byron was not arrested in Lima.",
        "Ada Byron denied that she met Tomas Varga.",
        "Ada Byron may have met Tomas Varga.",
        "Kenya never signed the treaty with Peru.",
        "Ada Byron is to be appointed by Halden Pharma.",
        "If Ada Byron met Tomas Varga, nobody knows.",
        "A bus crash killed ten people in Lima.",
        "An earthquake killed Ada Byron in Lima.",
        "Gunmen killed ten people.",
        "The newly elected council of Peru sat.",
        '"Kenya attacked Lima," residents said.',
        "The two sides met for the third time.",
        "Ada Byron attacked the government over its plan.",
        "Shares of Halden Pharma hit a record in Lima.",
    ],
)
def test_what_is_not_stated_as_done_is_no_act(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Byron's lawyer met Tomas Varga in Lima.",
        "A court in Kenya sanctioned Ada Byron.",
        "Officials in Kenya arrested Ada Byron.",
        "The wife of Ada Byron was arrested in Lima.",
    ],
)
def test_a_wrong_actor_is_worse_than_none(text: str) -> None:
    for found in acts(text):
        assert found.actor_id is None
        assert found.target_id != A or "wife" not in text


def test_an_act_has_the_day_that_its_sentence_names() -> None:
    (found,) = acts("Ada Byron met Tomas Varga on Thursday.")
    assert found.when == dt.datetime(2031, 5, 1, tzinfo=dt.UTC)
    assert acts("Ada Byron met Tomas Varga.")[0].when is None


@pytest.mark.parametrize(
    "piece",
    [
        "was arrested by ",
        "met, ",
        "killed ",
        "Ada Byron met ",
        "who was ",
        "said after meeting ",
        "bought a 1% stake ",
        "attacked one of the a ",
        "said that it killed ",
        "Ada Byron, a baker who was killed, ",
    ],
)
def test_a_long_run_of_one_thing_is_read_to_its_end(piece: str) -> None:
    """The tests' own time limit ends this where the work grows faster than the text."""
    text = piece * (100_000 // len(piece))
    assert all(text[it.start : it.end].isalpha() for it in acts(text))
