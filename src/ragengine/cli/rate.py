"""`ragengine rate`: ratings with reasons."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ragengine import api, files, terminal
from ragengine.checks.rows import unreadable_rows
from ragengine.cli.common import (
    FINDINGS,
    Stop,
    column_option,
    load_rules,
    period_option,
    spare,
    stop_at_unknown,
    talk,
    write,
)
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.errors import CallError, ResultError
from ragengine.reports.summary import summary
from ragengine.reports.verdicts import FORMATS, report
from ragengine.results import Result
from ragengine.results.tables import Results
from ragengine.verdict import Verdict


@click.command()
@click.argument("rules", type=click.Path(path_type=Path))
@click.argument("results", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", help="How to print verdicts."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to a file, whole or not at all.",
)
@click.option("--summary", "only_summary", is_flag=True, help="Print how many of each rating instead.")
@click.option(
    "--fail-on",
    type=click.Choice(["red", "amber", "unrated"]),
    multiple=True,
    help="Exit 1 if any verdict is the worst level (red), any but the best (amber), or unrated.",
)
@period_option
@column_option
def rate(
    rules: Path,
    results: tuple[Path, ...],
    form: str,
    output: Path | None,
    only_summary: bool,  # noqa: FBT001 - click passes flags by name
    fail_on: tuple[str, ...],
    period: str | None,
    columns: Mapping[str, str],
) -> None:
    """Rate RESULTS (CSV files, or folders of them) by RULES (a rule file or folder)."""
    if output is not None:
        spare([output], [(rules, files.RULES), *((one, files.RESULTS) for one in results)])
    loaded = load_rules(rules)
    stop_at_unknown(columns, loaded.figures)
    rows, found = _results(results, columns, loaded)
    talk(found)
    try:
        loaded.at(period)
        verdicts = list(terminal.track(loaded.rate_each(rows, period=period), len(rows)))
    except CallError as error:
        raise Stop(str(error)) from None
    talk(list(unreadable_rows(verdicts, loaded)))
    if only_summary:
        write(summary(verdicts), output)
    elif form == "table" and output is None and terminal.is_terminal(sys.stdout):
        terminal.print_table(verdicts)
    else:
        write(report(verdicts, form), output)
    if any(_fails(verdict, fail_on) for verdict in verdicts):
        sys.exit(FINDINGS)


def _results(
    paths: Sequence[Path], columns: Mapping[str, str], rules: RuleSet
) -> tuple[list[Result], list[Diagnostic]]:
    """The rows of every table in order, and what is wrong with the tables."""
    rows: list[Result] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            table: Results = api.read_results(path, columns=columns)
        except ResultError as error:
            raise Stop(str(error)) from None
        rows += table
        found += [*table.diagnostics, *table.unused(rules.figures)]
    return rows, found


def _fails(verdict: Verdict, gates: Sequence[str]) -> bool:
    level = verdict.rating
    if level is None:
        return "unrated" in gates
    banding = verdict.facts.banding
    worst = banding is not None and level == banding.resolved.scale.levels[-1]
    return ("red" in gates and worst) or ("amber" in gates and level.rank > 0)
