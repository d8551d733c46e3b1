"""`wire rules`: write alert rules, try them, and put them to work."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stream import settings
from stream.alerts.explaining import explain
from stream.alerts.files import read_files
from stream.alerts.linting import lint as lint_rules
from stream.cli import rule_backtest, rule_changes, rule_editing
from stream.cli.console import Failed, emit, people, say
from stream.cli.rule_choice import chosen_rules
from stream.cli.rule_stories import events
from stream.cli.rule_text import trial, trial_lines

app = typer.Typer(
    help="Alert rules: write, try, put to work.", no_args_is_help=True, rich_markup_mode="markdown"
)
app.command("add")(rule_changes.add)
app.command("edit")(rule_editing.edit)
app.command("list")(rule_changes.list_rules)
app.command("show")(rule_changes.show)
app.command("pause")(rule_changes.pause)
app.command("resume")(rule_changes.resume)
app.command("remove")(rule_changes.remove)
app.command("backtest")(rule_backtest.backtest)
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="YAML or JSON files of rules.")]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines on standard output.")]


@app.command()
def lint(paths: Files, json: Json = False) -> None:
    """Look at rules in files: what is broken, and what is likely a mistake. Needs no broker.

    A broken rule is named with the reason. Remarked are rules that never match, that match nearly
    everything, that ask the same as another, that expired, that name no channel. Status 1 where a
    rule is broken.

    Example: wire rules lint desk.yaml
    """
    found = read_files(paths)
    rows = [(it.rule, "broken", it.why) for it in found.refused]
    rows += [(it.rule, it.code, it.what) for it in lint_rules(found.rules, datetime.now(UTC))]
    if json:
        for rule, code, what in rows:
            emit({"rule": rule, "code": code, "what": what})
    elif rows:
        table = Table("rule", "code", "what")
        for row in rows:
            table.add_row(*map(Text, row))
        people().print(table)
    say(f"{len(found.rules)} rules stand, {len(found.refused)} are broken")
    if found.refused:
        raise Failed(f"{len(found.refused)} rules are broken")


@app.command("test")
def try_rules(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="STORY…", help="Files of stories, enriched already or not."),
    ],
    query: Annotated[str | None, typer.Option(help="A query to try.", metavar="QUERY")] = None,
    rules: Annotated[
        list[Path] | None, typer.Option(help="A file of rules to try.", metavar="FILE")
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option(help="Only this rule of the files.", metavar="ID")
    ] = None,
    json: Json = False,
) -> None:
    """Try a query or rules on stories: which clause holds where, or why it doesn't.

    Needs no broker. Stories that aren't enriched yet are, which takes a moment for the model.

    Example: wire rules test examples/stories/02-*.json --query 'topic:diplomacy person:Dorvat'
    """
    chosen = settings.load().settings
    tried = chosen_rules(query, rules or [], rule or [])
    for event in events(paths, chosen):
        for it in tried:
            told = explain(it.clause, event)
            if json:
                emit(trial(it, told, event))
                continue
            for line in trial_lines(it, told, event):
                people().print(line)
