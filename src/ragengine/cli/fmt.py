"""`ragengine fmt`: rule files in their canonical layout."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

import click
from attrs import define

from ragengine import files
from ragengine.cli.common import ERROR, FINDINGS, Stop, talk, write
from ragengine.diagnostics import Diagnostic
from ragengine.formatting import format_rules
from ragengine.source import Source

_STDIN = Path("-")


@define
class _LaidOut:
    """A file's text as it is, and in its canonical layout."""

    path: Path
    source: Source
    text: str

    @property
    def changes(self) -> bool:
        """Whether the file is not yet laid out so."""
        return self.text != self.source.text

    def difference(self) -> str:
        """What changes, as a unified diff."""
        name = self.source.name
        lines = difflib.unified_diff(_lines(self.source.text), _lines(self.text), name, name)
        return "".join(line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}\n" for line in lines)


_NO_NEWLINE = "\\ No newline at end of file"


@click.command()
@click.argument("paths", type=click.Path(path_type=Path, allow_dash=True), nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change, and exit 1.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change, and exit 1.")
def fmt(*, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Lay out the rules and tests at PATHS, each a file or a folder; `-` is stdin, to stdout.

    Comments survive, and what the rules mean does not change. A file that is not YAML stays as
    it is, and makes the command exit 2.
    """
    if _STDIN in paths and len(paths) > 1:
        raise Stop("`-` is the text on stdin: give no other path with it")
    laid_out, found = _laid_out(paths)
    changing = [one for one in laid_out if one.changes]
    if diff:
        _print("".join(one.difference() for one in changing))
    elif check:
        _print("".join(f"{one.source.name}\n" for one in changing))
    elif _STDIN in paths:
        _print("".join(one.text for one in laid_out))
    else:
        for one in changing:
            write(one.text, one.path)
    talk(found)
    if _STDIN not in paths:
        click.echo(_in_short(len(changing), len(laid_out), would=check or diff), err=True)
    if found:
        sys.exit(ERROR)
    if changing and (check or diff):
        sys.exit(FINDINGS)


def _laid_out(paths: Sequence[Path]) -> tuple[list[_LaidOut], list[Diagnostic]]:
    """The files at the paths in their canonical layout, and what keeps any from getting it."""
    sources, found = _sources(paths)
    laid_out = []
    for path, source in sources:
        text, problems = format_rules(source)
        found += problems
        if text is not None:
            laid_out.append(_LaidOut(path, source, text))
    return laid_out, found


def _sources(paths: Sequence[Path]) -> tuple[list[tuple[Path, Source]], list[Diagnostic]]:
    """The texts at the paths, each once, and what keeps any from being read."""
    found: list[Diagnostic] = []
    sources: list[tuple[Path, Source]] = []
    for path in dict.fromkeys(_each(paths, found)):
        if path == _STDIN:
            source, problems = files.decode(sys.stdin.buffer.read(), "<stdin>")
        else:
            source, problems = files.read_source(path)
        found += problems
        if source is not None:
            sources.append((path, source))
    return sources, found


def _each(paths: Sequence[Path], found: list[Diagnostic]) -> Iterator[Path]:
    """The files at the paths; a folder without any is a finding, and so is a name that ends otherwise."""
    for path in paths:
        rules, problems = files.find(path, files.RULES)
        if path.is_dir():
            tests, others = files.find(path, files.TESTS)
            rules = sorted([*rules, *tests])
            misnamed = [one for one in (*problems, *others) if one.facts["path"] != path.as_posix()]
            problems = misnamed if rules or misnamed else problems
        found += problems
        yield from rules


def _lines(text: str) -> list[str]:
    """The lines with their ends, which are those that a diff counts."""
    *whole, last = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def _print(text: str) -> None:
    """Data on stdout, as it is in a file: in UTF-8, whatever the terminal has."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    write(text, None)


def _in_short(changing: int, every: int, *, would: bool) -> str:
    """How many files were laid out: `1 file laid out, 2 already were`."""
    files_ = f"{changing} file{'' if changing == 1 else 's'}"
    already = every - changing
    if would:
        return f"{files_} would be laid out, {already} already {'is' if already == 1 else 'are'}"
    return f"{files_} laid out, {already} already {'was' if already == 1 else 'were'}"
