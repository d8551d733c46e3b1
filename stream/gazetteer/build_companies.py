"""Makes `companies.tsv` from `pytickersymbols`: `python -m stream.gazetteer.build_companies`.

The package's rows come from stock indices' pages, and some hold another company's number: whatever
contradicts itself is left out. An ISIN stays if it is its company's only one, no other company has
it, its check digit is right and its country may stand in the company's index. A ticker stays if the
exchange in it is the index's own. `company_names.tsv` is kept by hand: what is dropped, what else a
company is called, and which names are asked for more (`asks`), as they are words, people or places.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from stream.gazetteer.build import DATA, write
from stream.gazetteer.fold import fold

HEAD = "isin\tticker\tname\talso\tasks"
# By index: countries of an ISIN, and how its exchange is written in a ticker.
AMERICAN = "US IE GB CH NL BM KY LR PA JE SG LU CA IL"
INDICES = {
    "DAX": ("DE NL LU FR AT CH", "DE"),
    "MDAX": ("DE NL LU FR AT CH", "DE"),
    "SDAX": ("DE NL LU FR AT CH", "DE"),
    "TecDAX": ("DE NL LU FR AT CH", "DE"),
    "CAC_40": ("FR NL LU CH BE", "PA"),
    "CAC Mid 60": ("FR NL LU CH BE", "PA"),
    "AEX": ("NL GB LU BE", "AS"),
    "BEL 20": ("BE NL LU", "BR"),
    "IBEX 35": ("ES LU NL GB IE", "MC"),
    "FTSE 100": ("GB JE IE ES CH BM GG IM NL", "L"),
    "Switzerland 20": ("CH", "SW"),
    "OMX Helsinki 25": ("FI SE", "HE"),
    "OMX Stockholm 30": ("SE GB FI CH", "ST"),
    "NIKKEI 225": ("JP", "T"),
    "EURO STOXX 50": ("DE FR NL ES IT FI BE IE LU", "MI"),
    "DOW JONES": (AMERICAN, ""),
    "S&P 100": (AMERICAN, ""),
    "NASDAQ 100": (AMERICAN, ""),
    "S&P 500": (AMERICAN, ""),
    "S&P 600": (AMERICAN, ""),
}
SMALL = {"S&P 600", "SDAX", "CAC Mid 60", "TecDAX"}
_NOTE = re.compile(r"\s*\([^)]*\)")
_TAIL = re.compile(
    r"(?:(?:,? (?:and|&))?,? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited"
    r"|[Pp]lc|PLC|LLC|AG|SA|S\.A|N\.V|NV|SE|GmbH|SpA|ASA|AB|Oyj|KGaA|Group|Holdings?"
    r"|International)\.?|,? &)+$"
)
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}\d")

Row = Mapping[str, Any]


def main() -> None:
    """Write `companies.tsv`."""
    # Only this command needs it, so that a worker's environment doesn't carry it.
    from pytickersymbols import PyTickerSymbols  # noqa: PLC0415 - see above

    source = PyTickerSymbols()
    listed = {index: [it["name"] for it in source.get_stocks_by_index(index)] for index in INDICES}
    write(DATA / "companies.tsv", HEAD, company_lines(list(source.get_all_stocks()), listed))


def company_lines(found: Iterable[Row], listed: Mapping[str, list[str]]) -> list[str]:
    """A line a company that has an id left, by folded name."""
    by_hand = kept_by_hand()
    dropped, asks = set(by_hand["drop"]), set(by_hand["asks"])
    rows = [it for it in found if it["name"] not in dropped and short(it["name"]) not in dropped]
    shorts = Counter(fold(short(it["name"])) for it in rows)
    isins = Counter(isin for it in rows for isin in it.get("isins", ()))
    lines = []
    for it in rows:
        name = short(it["name"])
        indices = [index for index, names in listed.items() if it["name"] in names]
        isin, ticker = isin_of(it, indices, isins), ticker_of(it, indices)
        if shorts[fold(name)] > 1 or not (isin or ticker):
            continue
        also = [_NOTE.sub("", it["name"]), *filter(None, by_hand["also"].get(name, "").split("|"))]
        small = " " not in name and set(indices) <= SMALL
        more = [other for other in (name, *also) if other in asks or (small and other == name)]
        kept = "|".join(dict.fromkeys(other for other in also if other != name))
        lines.append("\t".join((isin, ticker, name, kept, "|".join(dict.fromkeys(more)))))
    return sorted(lines, key=lambda line: fold(line.split("\t")[2]))


def short(name: str) -> str:
    """A name without what the law or an encyclopedia adds to it."""
    return _TAIL.sub("", _NOTE.sub("", name).strip().removeprefix("The "))


def isin_of(it: Row, indices: Iterable[str], seen: Counter[str]) -> str:
    """The company's only ISIN, if nothing speaks against it."""
    isins = it.get("isins", ())
    allowed = {code for index in indices for code in INDICES[index][0].split()}
    if len(isins) != 1 or seen[isins[0]] > 1 or not is_isin(isins[0]):
        return ""
    return isins[0] if isins[0][:2] in allowed else ""


def is_isin(text: str) -> bool:
    """Whether form and check digit are right (ISO 6166)."""
    if not _ISIN.fullmatch(text):
        return False
    digits = "".join(str(int(character, 36)) for character in text[:-1])
    doubled = (int(it) * (2 - at % 2) for at, it in enumerate(reversed(digits)))
    return (10 - sum(it // 10 + it % 10 for it in doubled) % 10) % 10 == int(text[-1])


def ticker_of(it: Row, indices: Iterable[str]) -> str:
    """The symbol, with the exchange after a dot but for American ones."""
    symbol = it.get("symbol") or ""
    exchanges = {INDICES[index][1] for index in indices}
    _, _, exchange = symbol.rpartition(".") if "." in symbol else ("", "", "")
    return symbol if symbol and exchange in exchanges else ""


def kept_by_hand() -> dict[str, dict[str, str]]:
    """`company_names.tsv` by kind: name to other names."""
    _, *lines = (DATA / "company_names.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, dict[str, str]] = {"drop": {}, "also": {}, "asks": {}}
    for kind, name, also in (line.split("\t") for line in lines):
        found[kind][name] = also
    return found


if __name__ == "__main__":
    main()
