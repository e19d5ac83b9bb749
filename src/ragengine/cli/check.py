"""`ragengine check`: the gate before rules and results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from ragengine import files, loading
from ragengine.checks.settings import (
    NotIgnorable,
    Settings,
    UnknownCode,
    codes_of_all,
    ignorable,
)
from ragengine.cli.common import (
    ERROR,
    FINDINGS,
    UNREADABLE,
    Stop,
    column_option,
    period_option,
    reports_option,
    spare,
    stop_at_unknown,
    write,
)
from ragengine.codes import SEVERITIES, Severity
from ragengine.configuration import Configuration
from ragengine.diagnostics import Inspection
from ragengine.errors import CallError, RuleError
from ragengine.messages import did_you_mean
from ragengine.reports.findings import FINDING_FORMATS, report_findings, statistics, step_summary
from ragengine.results.columns import COLUMNS
from ragengine.spelling import folded
from ragengine.terminal import uses_colour

if TYPE_CHECKING:
    from ragengine.model.cases import Case

_STDIN = Path("-")


def _codes(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> list[str]:
    """Codes that may be parted by commas; a value without any is a usage error."""
    codes = []
    for value in values:
        several = [word.strip() for word in value.split(",") if word.strip()]
        if not several:
            raise click.BadParameter(f"`{value}` names no code; write one, such as RAG412, or ALL")
        codes += several
    return codes


@click.command()
@click.argument("paths", type=click.Path(path_type=Path, allow_dash=True), nargs=-1, required=True)
@click.option(
    "--results",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Check a table of results, or a folder of them, by the rules, too.",
)
@period_option
@column_option
@click.option(
    "--output-format", "form", type=click.Choice(list(FINDING_FORMATS)), help="How to print findings."
)
@reports_option
@click.option("--select", multiple=True, callback=_codes, help="Look for these codes only, and for errors.")
@click.option("--extend-select", multiple=True, callback=_codes, help="Look for these codes besides.")
@click.option("--ignore", multiple=True, callback=_codes, help="Do not look for these codes.")
@click.option(
    "--fail-level", type=click.Choice(SEVERITIES), help="Exit 1 for findings of this severity and above."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("--statistics", "counts", is_flag=True, help="Print how often each code was found instead.")
@click.option("--stdin-filename", help="The name that what is read from `-` has in findings.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that decides what is over; else this day."
)
def check(  # noqa: PLR0913 - click passes options by name
    *,
    paths: tuple[Path, ...],
    results: tuple[Path, ...],
    period: str | None,
    columns: Mapping[str, str],
    form: str | None,
    reports: list[tuple[str, Path]],
    select: list[str],
    extend_select: list[str],
    ignore: list[str],
    fail_level: Severity | None,
    exit_zero: bool,
    counts: bool,
    stdin_filename: str | None,
    today: datetime | None,
) -> None:
    """Check the rules at PATHS, each a rule file or a folder of them, and run their examples.

    Exits 1 for findings at or above --fail-level (warnings, where nothing says otherwise), 2
    where the check could not be run.
    """
    if counts and form is not None:
        raise click.UsageError("--statistics prints counts, which have one format: leave --output-format out")
    configuration = _configuration(paths[0])
    settings = _settings(configuration.settings, select, extend_select, ignore, today)
    paths = _each_once(paths)
    if results and len(paths) > 1:
        raise Stop("--results are checked by one set of rules: give one file or folder")
    inputs = [*((one, files.RULES) for one in paths), *((one, files.RESULTS) for one in results)]
    spare([path for _, path in reports], inputs)
    _stop_at_unknown_columns(columns, paths[0])
    tables = [loading.results_at(one, columns) for one in results]
    try:
        inspections = [_inspect(path, tables, period, settings, stdin_filename) for path in paths]
    except CallError as error:
        raise Stop(str(error)) from None
    whole = _together(inspections)
    form = form or configuration.output_format
    if counts:
        write(statistics(whole), None)
    else:
        write(report_findings(whole, form, colour=form == "full" and uses_colour(sys.stdout)), None)
    for kind, path in reports:
        write(report_findings(whole, kind), path)
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        files.append(Path(summary), step_summary(whole))
    click.echo(_in_short(whole), err=True)
    if any(one.code in UNREADABLE for one in whole.findings):
        sys.exit(ERROR)
    level = SEVERITIES.index(fail_level or configuration.fail_level)
    if not exit_zero and any(SEVERITIES.index(one.severity) <= level for one in whole.findings):
        sys.exit(FINDINGS)


def _each_once(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths without those whose files are all at other paths too: each file is checked once.

    Of two that hold the same the first is kept, and of a folder and a file in it the folder. A
    path at which there is nothing stays: that is an error.
    """
    if len(paths) == 1:
        return paths
    at = [{one.resolve() for one in files.find(path, files.RULES)[0]} for path in paths]
    kept, seen = set[int](), set[Path]()
    for number in sorted(range(len(paths)), key=lambda number: -len(at[number])):
        if not at[number] or not at[number] <= seen:
            kept.add(number)
            seen |= at[number]
    return tuple(path for number, path in enumerate(paths) if number in kept)


def _configuration(path: Path) -> Configuration:
    """The nearest configuration; what is wrong with it stops the run."""
    configuration, found = loading.configuration_of(Path() if path == _STDIN else path)
    if found:
        raise Stop(report_findings(Inspection(tuple(found)), "full").rstrip("\n"))
    return configuration


def _settings(
    settings: Settings, select: list[str], extend: list[str], ignore: list[str], today: datetime | None
) -> Settings:
    """The settings of the configuration, with what the call says in their place."""
    try:
        if select:
            settings = evolve(settings, selected=codes_of_all(select))
        settings = evolve(settings, selected=settings.selected | codes_of_all(extend))
        if ignore:
            settings = evolve(settings, ignored=ignorable(ignore))
    except UnknownCode as problem:
        nearest = did_you_mean(problem.nearest) or "`ragengine code` lists them"
        raise Stop(f"`{problem.words}` is no code; {nearest.strip()}") from None
    except NotIgnorable as problem:
        raise Stop(f"`{problem}` is an error, which is never ignored: mend what it finds") from None
    return settings if today is None else evolve(settings, today=today.date())


def _stop_at_unknown_columns(columns: Mapping[str, str], path: Path) -> None:
    """A name that is none of ours may be a figure of the rules, which are read for it alone."""
    if all(folded(name) in COLUMNS for name in columns) or path == _STDIN:
        return
    with suppress(RuleError):  # the check itself says what is wrong with the rules
        stop_at_unknown(columns, loading.load(*loading.sources_at(path)).figures)


def _inspect(
    path: Path, tables: Sequence[loading.Table], period: str | None, settings: Settings, name: str | None
) -> Inspection:
    """What is found at one path. Raises `CallError` for what is no period."""
    if path == _STDIN:
        source, found = files.decode(sys.stdin.buffer.read(), name or "<stdin>")
        sources = [source] if source is not None else []
        return loading.inspect(sources, found, settings, tables, period=period)
    cases = partial(_cases, path)
    return loading.inspect(*loading.sources_at(path), settings, tables, cases, period)


def _cases(path: Path) -> Iterator[Case]:
    """The cases that test the rules at a path, once a check asks for them."""
    from ragengine.suites import cases_about  # noqa: PLC0415 - examples are enough for most rules

    return cases_about(path)


def _together(several: Sequence[Inspection]) -> Inspection:
    return Inspection(
        tuple(found for one in several for found in one.findings),
        tuple(dict.fromkeys(name for one in several for name in one.files)),
        sum(one.silenced for one in several),
        sum(one.beyond for one in several),
    )


def _in_short(whole: Inspection) -> str:
    """How many findings of each severity: the last line of the talk."""
    parts = []
    for severity, word in zip(SEVERITIES, ("error", "warning", "remark"), strict=True):
        if number := sum(one.severity == severity for one in whole.findings):
            parts.append(f"{number:,} {word}{'' if number == 1 else 's'}")
    text = f"{', '.join(parts) or 'no problems'} found"
    if whole.beyond:
        text += f", and {whole.beyond:,} more that are not shown"
    checked = f"{len(whole.files):,} file{'' if len(whole.files) == 1 else 's'} checked"
    silenced = f", {whole.silenced:,} silenced" if whole.silenced else ""
    return f"{text}; {checked}{silenced}"
