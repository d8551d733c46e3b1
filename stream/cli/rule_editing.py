"""`wire rules edit`: a rule changed by options, or in an editor."""

import asyncio
import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from stream import settings
from stream.alerts.compiling import RuleFault, read
from stream.alerts.files import in_yaml
from stream.cli.console import Misused, say
from stream.cli.rule_changes import By, named, noted
from stream.cli.rule_topic import Standing, read_rules, write_rules


def edit(
    *,
    rule: Annotated[str, typer.Argument(metavar="ID", help="Which rule.")],
    query: Annotated[str | None, typer.Option(help="What it asks now.", metavar="QUERY")] = None,
    channel: Annotated[
        list[str] | None, typer.Option(help="Where its alerts go now.", metavar="NAME")
    ] = None,
    by: By = None,
) -> None:
    """Change a rule: by options, or without any in your editor ($EDITOR), as YAML.

    A rule that isn't right is refused, and the one before stays.

    Example: wire rules edit ceasefire --query 'topic:diplomacy (ceasefire OR truce)'
    """
    chosen = settings.load().settings
    standing = {name: it for name, it in asyncio.run(read_rules(chosen)).items() if not it.removed}
    (before,) = named(standing, [rule])
    fields = _fields(before)
    changed = dict(fields)
    if query is not None:
        changed.pop("when", None)
        changed["query"] = query
    if channel:
        changed["channels"] = channel
    if changed == fields:
        changed = _edited(fields)
    if changed == fields:
        say(f"{rule} stays as it was")
        return
    try:
        found = read(changed)
    except RuleFault as fault:
        raise Misused(f"{rule} stays as it was: {fault}") from None
    if found.rule.id != rule:
        raise Misused(f"{rule} stays as it was: another id would be another rule")
    earlier = before.compiled.rule if before.compiled else None
    asyncio.run(write_rules(chosen, [noted(found.rule, earlier, "edited", by)]))
    say(f"{rule} edited")


def _in_editor(text: str) -> str:
    """The text as somebody left it. Raises Misused where there is no editor."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="wirestream-") as folder:
        path = Path(folder) / "rule.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=True)  # noqa: S603 - their own
        except (OSError, subprocess.CalledProcessError, ValueError):
            raise Misused("the editor failed: set EDITOR, or say what changes by options") from None
        return path.read_text(encoding="utf-8", errors="replace")


def _fields(before: Standing) -> dict[str, Any]:
    """The rule as people write it. Raises Misused."""
    if before.compiled is None:
        raise Misused(f"{before.id} is broken, add it anew: {before.fault}")
    return before.compiled.rule.model_dump(mode="json", exclude_defaults=True, exclude={"history"})


def _edited(fields: dict[str, Any]) -> dict[str, Any]:
    """What an editor gives back; as it was where nothing was saved. Raises Misused."""
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    given = _in_editor(text)
    if given == text:
        return fields
    try:
        found = in_yaml(given)
    except ValueError as error:
        raise Misused(f"the rule stays as it was: {error}") from None
    if not isinstance(found, dict):
        raise Misused("the rule stays as it was: a mapping is wanted")
    return found
