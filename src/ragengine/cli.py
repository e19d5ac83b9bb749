"""The command line: `rate`, `explain` and `check`.

Data goes to stdout, talk to stderr. Exit codes: 0 clean, 1 findings or a failed gate, 2 a
usage, input or internal error.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ragengine import __version__, api, files, terminal
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.errors import CallError, ResultError, RuleError
from ragengine.messages import did_you_mean, render_all
from ragengine.model import BUILT_IN_FIGURES, PASTS
from ragengine.rating import Reason
from ragengine.reports import FORMATS, explain_measure, report, summary
from ragengine.results import Result, Results
from ragengine.source import Place
from ragengine.verdict import Verdict

CLEAN, FINDINGS, ERROR = 0, 1, 2


class _Stop(click.ClickException):
    """An input error: its message on stderr, exit code 2."""

    exit_code = ERROR

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        click.echo(self.message, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ragengine")
def main() -> None:
    """Rate performance measures against targets by rules that can be read and checked."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without UTF-8 must not turn a sentence into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _columns(_context: click.Context, option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    columns = {}
    for value in values:
        name, equals, heading = value.partition("=")
        if not (name and equals and heading):
            example = "measure=Indicator" if option.name == "columns" else "'last year=62%'"
            raise click.BadParameter(f"`{value}` should be {option.metavar}, such as {example}")
        columns[name.strip().casefold()] = heading
    return columns


@main.command()
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
@click.option("--period", help="The period of rows that carry none.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="NAME=HEADING",
    help="Read a column under another heading.",
)
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
    loaded = _load(rules)
    rows, found = _results(results, columns, loaded)
    _talk(found)
    try:
        loaded.at(period)
        verdicts = list(terminal.track(loaded.rate_each(rows, period=period), len(rows)))
    except CallError as error:
        raise _Stop(str(error)) from None
    _talk(_row_findings(verdicts, loaded))
    if only_summary:
        _write(summary(verdicts), output)
    elif form == "table" and output is None and terminal.is_terminal(sys.stdout):
        terminal.print_table(verdicts)
    else:
        _write(report(verdicts, form), output)
    if any(_fails(verdict, fail_on) for verdict in verdicts):
        sys.exit(FINDINGS)


def _load(path: Path) -> RuleSet:
    try:
        return api.load(path)
    except RuleError as error:
        raise _Stop(str(error)) from None


def _results(
    paths: Sequence[Path], columns: Mapping[str, str], rules: RuleSet
) -> tuple[list[Result], list[Diagnostic]]:
    """The rows of every table in order, and what is wrong with the tables."""
    rows: list[Result] = []
    found: list[Diagnostic] = []
    names = {name for measure in rules.measures.values() for name in measure.comparators}
    figures = [*BUILT_IN_FIGURES, *sorted(names)]
    for path in paths:
        try:
            table: Results = api.read_results(path, columns=columns)
        except ResultError as error:
            raise _Stop(str(error)) from None
        rows += table
        found += [*table.diagnostics, *table.unused(figures)]
    return rows, found


def _row_findings(verdicts: Sequence[Verdict], rules: RuleSet) -> list[Diagnostic]:
    """A diagnostic for each row that could not be read or names no measure."""
    found = []
    for verdict in verdicts:
        facts, result = verdict.facts, verdict.facts.result
        if verdict.reason is Reason.UNREADABLE and facts.detail["column"] != "row":
            column = facts.detail["column"]
            shown = {
                "text": facts.detail["text"],
                "why": facts.detail["why"],
                "way": _WAYS.get(column, "`82%`, `163.8k (Apr-Nov)`, `Due June 2020` or leave it blank"),
            }
            found.append(Diagnostic("RAG501", _at(result, facts.detail["column"]), shown))
        elif verdict.reason is Reason.UNKNOWN_MEASURE and "several" not in facts.detail:
            nearest = (
                did_you_mean(rules.nearest(facts.measure_text)) or "ids stand under `measures:` in the rules"
            )
            when = f" in {facts.period}" if facts.period else ""
            shown = {"text": facts.measure_text, "when": when, "nearest": nearest}
            found.append(Diagnostic("RAG504", _at(result, "measure"), shown))
    return found


_WAYS = {
    "period": "`2019-20`, `2019-20 Q1` or `2024`",
    "status": "`actual`, `provisional`, `due`, `no survey`, `suppressed` or `missing`",
    "numerator": "`1,143`",
    "denominator": "`1,397`",
    "population": "`423.4k`",
}
"""How the cells of some columns are written."""


def _at(result: Result | None, column: str) -> Place | None:
    return None if result is None else result.at(column)


def _talk(found: Sequence[Diagnostic]) -> None:
    if found:
        click.echo(render_all(found) + "\n", err=True)


def _write(text: str, output: Path | None) -> None:
    try:
        if output is None:
            click.echo(text, nl=False)
        else:
            files.write_whole(output, text)
    except BrokenPipeError:
        raise  # whoever read the output has had enough: no fault of anybody
    except OSError as error:
        where = "the output" if output is None else f"`{output}`"
        raise _Stop(f"{where} cannot be written: {error.strerror or error}") from None


def _fails(verdict: Verdict, gates: Sequence[str]) -> bool:
    level = verdict.rating
    if level is None:
        return "unrated" in gates
    banding = verdict.facts.banding
    worst = banding is not None and level == banding.resolved.scale.levels[-1]
    return ("red" in gates and worst) or ("amber" in gates and level.rank > 0)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("rules", type=click.Path(path_type=Path))
@click.argument("measure")
@click.argument("value", required=False)
@click.option("--period", help="The year or period; needed where the measure has several.")
@click.option(
    "--figure",
    "figures",
    multiple=True,
    callback=_columns,
    metavar="NAME=VALUE",
    help="A figure that the rule asks a result for: 'last year=62%'.",
)
def explain(
    rules: Path, measure: str, value: str | None, period: str | None, figures: Mapping[str, str]
) -> None:
    """Print the exact range of every level of MEASURE, and the verdict on VALUE."""
    loaded = _load(rules)
    try:
        contexts = [loaded.hold(measure, period)] if period else loaded.every_year(measure)
    except CallError as error:
        raise _Stop(str(error)) from None
    if value is not None and len(contexts) > 1:
        known = ", ".join(str(held.period) for held in contexts)
        raise _Stop(f"`{measure}` has targets for several years: give --period, one of {known}")
    unknown = [name for name in figures if name not in (*PASTS, *contexts[0].needs)]
    if unknown:
        needed = ", ".join(sorted(contexts[0].needs)) or "none"
        raise _Stop(f"`{unknown[0]}` is no figure that this rule asks a result for; it asks for: {needed}")
    verdict = None if value is None else contexts[0].rate(value, figures or None)
    click.echo("\n".join(explain_measure(held, verdict) for held in contexts), nl=False)
    if verdict is not None:
        click.echo(f"\n{verdict}")


@main.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
def check(paths: tuple[Path, ...]) -> None:
    """Load the rules at PATHS and run their inline examples."""
    found = [one for path in paths for one in api.check(path)]
    if found:
        click.echo(render_all(found))
        click.echo(f"\n{len(found)} problem{'' if len(found) == 1 else 's'} found", err=True)
        sys.exit(ERROR if any(one.code in ("RAG001", "RAG003") for one in found) else FINDINGS)
    click.echo("no problems found", err=True)


def run() -> None:
    """The command line with its last resort: a fault of ours is told in a line, and exits with 2."""
    try:
        main()
    except Exception as error:  # noqa: BLE001 - whatever it is, a user is told and not shown a traceback
        click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
        click.echo(
            "this is a fault of ragengine; please report it with the files that it was given", err=True
        )
        sys.exit(ERROR)
