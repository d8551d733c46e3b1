"""The rules that a command line names: a query, or files."""

from collections.abc import Sequence
from pathlib import Path

from schemas.rule import Rule
from stream.alerts.compiling import Compiled, RuleFault, checked
from stream.alerts.files import RuleFiles, read_files
from stream.cli.console import Misused, say


def chosen_rules(query: str | None, paths: Sequence[Path], ids: Sequence[str]) -> list[Compiled]:
    """Those that stand; broken ones are said. Raises Misused where none is left, or one missing."""
    found = [of_query(query)] if query is not None else []
    read = read_files(paths) if paths else RuleFiles()
    for it in read.refused:
        say(f"{it.file}: {it.rule} is broken: {it.why}")
    found += [it for it in read.rules if not ids or it.rule.id in ids]
    missing = set(ids) - {it.rule.id for it in found}
    if missing or not found:
        what = f"no rule {', '.join(sorted(missing))} stands" if missing else "no rule stands"
        raise Misused(f"{what}: name one by --query, or files of rules")
    return found


def of_query(query: str, rule: str = "query", channels: Sequence[str] = ()) -> Compiled:
    """A rule of its own. Raises Misused."""
    if not query.strip():
        raise Misused("an empty query")
    try:
        return checked(Rule(id=rule, query=query, channels=list(channels)))
    except RuleFault as fault:
        raise Misused(str(fault)) from None
    except ValueError:
        raise Misused(
            "an id has up to 100 of a-z 0-9 . _ -, a query up to 4,000 characters"
        ) from None
