"""Writes what was found into `docs/performance.md`, and draws it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path("docs/performance.md")
PICTURE = Path("docs/images/performance.png")
START, END = "<!-- figures -->", "<!-- /figures -->"
_TITLES = {"wire": "A wire's mix: median 130 words, mean 180", "long": "Stories of 365 words"}


def write(found: Mapping[str, Any]) -> None:
    """The page's figures, and the picture beside it."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    body = "\n".join(lines(found))
    PAGE.write_text(f"{before}{START}\n{body}\n{END}{after}", encoding="utf-8")
    if "throughput" in found:
        draw(found["throughput"])


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Markdown, a table for each mix and one for each thing more that was measured."""
    for mix, rows in found.get("throughput", {}).items():
        apart = found["ratios_middle_half"][mix]
        told = {it: _ratio(value, apart[it]) for it, value in found["ratios"][mix].items()}
        yield from _race(_TITLES[mix], rows, told)
    if "throughput" in found:
        yield f"![Stories a second: medians and middle halves](images/{PICTURE.name})"
        yield ""
    for name, title in _TABLES.items():
        if found.get(name):
            yield from _table(title, found[name])


_TABLES = {
    "model_step": "The model alone, one thread",
    "latency_ms": "Latency, milliseconds from push to result",
    "ours_latency_to_theirs": "Latency at shares of their capacity, ours to theirs",
    "processors_ms": "Where stories come one by one: processor milliseconds a story",
    "quiet_p50_ms": "Latency, quiet: half of the stories within",
    "urgent": "A flash, from `wire.raw.v1` to its enriched record",
    "urgent_p99_over_quiet_p99": "A flash behind the backlog, to a quiet one, 99th percentile",
    "scaling_2_over_1": "One process and two",
    "memory_mb": "Memory of each process",
    "memory_growth": "Memory, after the many to after the few, the process that grew most",
    "growth": "A backlog's length and a story's cost",
    "stages_ms": "Where a story's time goes, milliseconds in a child",
    "roofline": "What the arithmetic allows",
}


def _race(title: str, rows: Mapping[str, Any], ratios: Mapping[str, str]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield (
        "| who | stories/s | middle half | ms a story | CPU s a 1,000 | MB "
        "| ours in its rounds | ours to it, the rounds' middle half |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for name, it in sorted(rows.items(), key=lambda row: -row[1]["stories_per_second"]):
        low, high = it["middle_half"]
        cells = (
            f"`{name}`",
            it["stories_per_second"],
            f"{low}–{high}",
            it["ms_a_story"],
            it.get("processor_seconds_a_thousand", ""),
            it.get("memory_mb", ""),
            it.get("ours_stories_per_second", ""),
            _to_it(name, ratios),
        )
        yield "| " + " | ".join(map(str, cells)) + " |"
    yield ""


def _ratio(value: float, apart: Sequence[float]) -> str:
    low, high = apart
    return f"{value} ({low}–{high})"


def _to_it(name: str, ratios: Mapping[str, str]) -> str:
    if name == "first_version" and "first_version_with_everything" in ratios:
        return f"{ratios['first_version_with_everything']}; entities only: {ratios[name]}"
    return ratios.get(name, "")


def _table(title: str, values: Any) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| what | figure |"
    yield "|---|---|"
    for name, it in _flat(values):
        yield f"| {name or 'ratio'} | {it} |"
    yield ""


def _flat(values: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(values, Mapping):
        yield path.replace("_", " ").strip(), values
        return
    for name, it in values.items():
        yield from _flat(it, f"{path} {name}")


def draw(throughput: Mapping[str, Mapping[str, Any]]) -> None:
    """Medians as bars, the middle half of the rounds as lines."""
    import matplotlib as mpl  # noqa: PLC0415 - only who draws needs it

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - as above

    figure, axes = plt.subplots(1, len(throughput), figsize=(10, 3.4), layout="constrained")
    for ax, (mix, rows) in zip(list(axes), throughput.items(), strict=True):
        ordered = sorted(rows.items(), key=lambda row: row[1]["stories_per_second"])
        names = [name for name, _ in ordered]
        middles = [it["stories_per_second"] for _, it in ordered]
        below = [it["stories_per_second"] - it["middle_half"][0] for _, it in ordered]
        above = [it["middle_half"][1] - it["stories_per_second"] for _, it in ordered]
        colours = ["#1f6f8b" if name.startswith("ours") else "#b8c4cc" for name in names]
        ax.barh(names, middles, xerr=[below, above], color=colours, ecolor="#333333", capsize=3)
        ax.set_title(_TITLES[mix], fontsize=10)
        ax.set_xlabel("stories a second")
    figure.savefig(PICTURE, dpi=110)
    plt.close(figure)
