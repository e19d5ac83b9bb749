"""`ragengine test --properties`: rules held against the laws of ratings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ragengine import files, terminal
from ragengine.cases.adding import with_cases
from ragengine.cases.tried import Trials
from ragengine.cli.common import Stop, talk, write
from ragengine.engine import RuleSet
from ragengine.source import Source

if TYPE_CHECKING:
    from ragengine.properties import Counterexample


def obeys_laws(
    trials: Sequence[Trials], max_examples: int, *, err: bool, kept_in: Mapping[int, Path] | None = None
) -> bool:
    """Print what breaks a law, each as a case to paste; whether nothing does.

    `kept_in` are the files of cases, by the identity of the rules, that they are written into.
    """
    if find_spec("hypothesis") is None:
        raise Stop("--properties needs Hypothesis: pip install 'ragengine[testing]'")
    from ragengine.properties import LAWS  # noqa: PLC0415 - Hypothesis takes long to load

    sets = list({id(one.rules): one.rules for one in trials}.values())
    broken: list[Counterexample] = []
    cases: dict[int, list[str]] = {}
    work = _each(sets, max_examples)
    for rules, found in terminal.track(work, len(sets) * len(LAWS), "trying laws"):
        for one in found:
            broken.append(one)
            cases.setdefault(id(rules), []).append(one.as_case())
            click.echo(f"{one}\n  as a case: {one.as_case()}", err=err)
    if kept_in is not None:
        for key, lines in cases.items():
            _keep(list(dict.fromkeys(lines)), kept_in[key])
    laws, tried = len(LAWS), f"{max_examples:,} results each"
    held = f"{laws - len({one.law for one in broken})} of {laws} laws hold"
    click.echo(f"{held}, tried on {tried}", err=err)
    return not broken


def _keep(cases: list[str], path: Path) -> None:
    """Write cases behind those of a file, or into a new one; say so, or why not."""
    source = Source(path.as_posix(), "")
    if path.exists():
        read, found = files.read_source(path, files.TESTS)
        if read is None:
            talk(found)
            return
        source = read
    number = f"{len(cases):,} case{'' if len(cases) == 1 else 's'}"
    text = with_cases(source, cases)
    if text is None:
        click.echo(f"{source.name}: {number} not written: its `cases:` are no list at its end", err=True)
        return
    write(text, path)
    click.echo(f"{source.name}: {number} added", err=True)


def _each(sets: Sequence[RuleSet], max_examples: int) -> Iterator[tuple[RuleSet, list[Counterexample]]]:
    """What breaks each law in each set of rules; the same examples in every run."""
    from ragengine.properties import LAWS, check  # noqa: PLC0415 - as above

    for rules in sets:
        for law in LAWS:
            yield rules, check(rules, max_examples=max_examples, laws=[law])
