"""What the commands share: exit codes, errors in words, and where data and talk go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from ragengine import api, files
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.errors import RuleError
from ragengine.messages import did_you_mean, render_all
from ragengine.reports.findings import FINDING_FORMATS
from ragengine.results.columns import COLUMNS
from ragengine.spelling import folded, nearest

CLEAN, FINDINGS, ERROR = 0, 1, 2

UNREADABLE = ("RAG001", "RAG002", "RAG003", "RAG506")
"""What keeps a file from being read as a text or a table at all: an error of the call, not of the rules."""


class Stop(click.ClickException):
    """An input error: its message on stderr, exit code 2."""

    exit_code = ERROR

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        """Print the message alone, without click's prefix."""
        click.echo(self.message, err=True)


def named_values(_context: click.Context, option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """The `NAME=TEXT` options of a call by name; anything else is a usage error."""
    named: dict[str, tuple[str, str]] = {}
    for value in values:
        name, equals, heading = value.partition("=")
        if not (name and equals and heading):
            example = "measure=Indicator" if option.name == "columns" else "'last year=62%'"
            raise click.BadParameter(f"`{value}` should be {option.metavar}, such as {example}")
        named[folded(name)] = name.strip(), heading
    return dict(named.values())


def reports_of(
    _context: click.Context, _option: click.Parameter, values: Sequence[str]
) -> list[tuple[str, Path]]:
    """The `FORMAT=FILE` reports of a call."""
    reports = []
    for value in values:
        form, equals, name = value.partition("=")
        if form not in FINDING_FORMATS or not equals or not name:
            known = ", ".join(FINDING_FORMATS)
            raise click.BadParameter(f"`{value}` should be FORMAT=FILE, with one of the formats {known}")
        reports.append((form, Path(name)))
    return reports


reports_option = click.option(
    "--report",
    "reports",
    multiple=True,
    callback=reports_of,
    metavar="FORMAT=FILE",
    help="Write what is found to a file, too, in a format of its own; may be repeated.",
)


period_option = click.option("--period", help="The period of rows that carry none.")
column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=named_values,
    metavar="NAME=HEADING",
    help="Read a column under another heading.",
)


def load_rules(path: Path) -> RuleSet:
    """The rules at a path; what is wrong with them stops the run."""
    try:
        return api.load(path)
    except RuleError as error:
        raise Stop(str(error)) from None


def stop_at_unknown(columns: Mapping[str, str], figures: Iterable[str]) -> None:
    """Stop a run that maps a name which is neither a column of ours nor a figure of the rules."""
    known = [*COLUMNS, *figures]
    names = set(map(folded, known))
    for name in columns:
        if folded(name) not in names:
            way = did_you_mean(nearest(name, known)).strip() or f"columns: {', '.join(COLUMNS)}"
            raise Stop(
                f"--column: `{name}` is neither a column of results nor a figure of these rules; {way}"
            )


def talk(found: Sequence[Diagnostic]) -> None:
    """Findings in words, on stderr."""
    if found:
        click.echo(render_all(found) + "\n", err=True)


def spare(outputs: Sequence[Path], inputs: Iterable[tuple[Path, str]]) -> None:
    """Stop a run that would write over what it reads, over rules or cases, or over its own output.

    Each input is a path and the pattern of the files that are read where it is a folder. What is
    no file, such as a pipe, may be written to more than once.
    """
    written_to = [one for one in outputs if not _is_no_file(one)]
    read: set[Path] = set()
    if written_to:
        read.update(one.resolve() for path, pattern in inputs for one in files.find(path, pattern)[0])
    written: set[Path] = set()
    for output in written_to:
        place = output.resolve()
        if place in read:
            raise Stop(f"`{output}` is read in this run, which would write over it: name another file")
        if place.name.endswith((files.RULES[1:], files.TESTS[1:])):
            raise Stop(f"`{output}` would be taken for rules or cases: name a file with another ending")
        if place in written:
            raise Stop(f"`{output}` is named for two reports, and one would be lost: name a file for each")
        written.add(place)


def _is_no_file(path: Path) -> bool:
    """Whether something is there and no file; a place that cannot be looked at fails when it is written."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def write(text: str, output: Path | None) -> None:
    """Data on stdout, or whole to a file; a place that cannot be written stops the run."""
    try:
        if output is None:
            click.echo(text, nl=False)
        else:
            files.write_whole(output, text)
    except BrokenPipeError:
        raise  # whoever read the output has had enough: no fault of anybody
    except OSError as error:
        where = "the output" if output is None else f"`{output}`"
        raise Stop(f"{where} cannot be written: {error.strerror or error}") from None
