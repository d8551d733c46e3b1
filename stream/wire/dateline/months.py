"""Names of months and weekdays in the languages of the wires, and what short forms mean."""

from functools import lru_cache

from stream.gazetteer import fold

_SHORTEST = 3
_ARTICLES = frozenset({"le", "den", "el", "il", "am", "op", "the"})

# January to December. English comes first: where languages differ over a short form, it stands.
_MONTH_NAMES = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "de-AT": "jänner feber märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "hu": "január február március április május június július augusztus szeptember október "
    "november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie decembrie",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
# Monday to Sunday.
_WEEKDAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
)


def month(word: str) -> int | None:
    """The month of this name or short form (three letters and more), 1-12; None for other words.

    A short form that means several months in other languages than English ("jui") is none.
    """
    return _MONTHS.get(word.lower())


def begins_date(word: str) -> bool:
    """Whether a date can begin with this word: "Dec.", "Montag", "le"."""
    return word.rstrip(".").lower() in _FIRST_WORDS


def may_end_name(word: str) -> bool:
    """Whether a weekday's name in another language than English may be a place's: "Domingo"."""
    plain = word.lower()
    return plain in _WEEKDAYS and plain not in _ENGLISH_WEEKDAYS


def weekday(word: str) -> int | None:
    """The weekday of this name: 0 is Monday."""
    return _WEEKDAYS.get(word.lower())


@lru_cache(maxsize=1024)
def misspelt_month(word: str) -> int | None:
    """The month whose English name this is but for one letter: "Narch", "Mach", "Marchg".

    Ask only where a month is due: between a place and the number of a day.
    """
    plain = word.lower()
    known = enumerate(_MONTH_NAMES["en"].split(), 1)
    return next((number for number, name in known if _nearly(plain, name)), None)


def _nearly(word: str, name: str) -> bool:
    """Whether one letter is wrong, missing or too many."""
    if len(name) <= _SHORTEST:
        return False
    pairs = enumerate(zip(word, name, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(word), len(name)))
    rest, due = word[same:], name[same:]
    return rest[1:] == due[1:] or rest == due[1:] or rest[1:] == due


def _short_forms() -> dict[str, int]:
    """Every name and its beginnings. English is certain; others must agree among themselves."""
    english = _beginnings(_MONTH_NAMES["en"])
    found: dict[str, set[int]] = {}
    for names in _MONTH_NAMES.values():
        for short, number in _beginnings(names).items():
            found.setdefault(short, set()).add(number)
    agreed = {short: min(numbers) for short, numbers in found.items() if len(numbers) == 1}
    known = agreed | _whole() | english
    return {fold(name): number for name, number in known.items()} | known  # "fevrier" as well


def _beginnings(names: str) -> dict[str, int]:
    return {
        name[:length]: number
        for number, name in enumerate(names.split(), 1)
        for length in range(_SHORTEST, len(name) + 1)
    }


def _whole() -> dict[str, int]:
    """Names in full: "mai" is a month even where it begins another."""
    return {
        name: number
        for names in reversed(_MONTH_NAMES.values())
        for number, name in enumerate(names.split(), 1)
    }


_MONTHS = _short_forms()
_WEEKDAYS = {name: number for names in _WEEKDAY_NAMES for number, name in enumerate(names.split())}
_ENGLISH_WEEKDAYS = frozenset(_WEEKDAY_NAMES[0].split())
_FIRST_WORDS = frozenset(_MONTHS) | frozenset(_WEEKDAYS) | _ARTICLES
