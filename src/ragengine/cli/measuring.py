"""`ragengine test --coverage` and `--mutate`: how well cases test the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import click

from ragengine import files, loading, terminal
from ragengine.cases.coverage import coverage_of, share_of
from ragengine.cases.mutation import Fate, fates_of
from ragengine.cases.setting import settings_of
from ragengine.cases.tried import Trials
from ragengine.checks import Subject, check_contexts
from ragengine.checks.examples import failing_examples
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.errors import RuleError
from ragengine.reports.coverage import coverage_in_words, mutation_in_words

_HUNDRED = 100


def are_rules(path: Path) -> bool:
    """Whether a path is a rule file, or a folder in which there is one."""
    if path.is_dir():
        return any(path.rglob(files.RULES))
    return path.name.endswith(files.RULES[1:])


def rules_at(paths: Iterable[Path]) -> tuple[list[RuleSet], list[Diagnostic]]:
    """The rules at paths that can be loaded, and what is wrong with the others."""
    rules: list[RuleSet] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            rules.append(loading.load(*loading.sources_at(path)))
        except RuleError as error:
            found += error.diagnostics
    return rules, found


def examples_that_fail(sets: Iterable[RuleSet]) -> list[Diagnostic]:
    """The examples inside rules that do not hold: where they count as cases, they can fail as such."""
    failed: list[Diagnostic] = []
    for rules in sets:
        contexts, _ = check_contexts(rules)
        failed += failing_examples(Subject(rules, contexts, date.min))
    return failed


def covers(trials: Sequence[Trials], least: Fraction, *, err: bool) -> bool:
    """Print the coverage of cuts; whether it is at least so many percent."""
    coverages = [coverage_of(one) for one in trials]
    click.echo(coverage_in_words(coverages), nl=False, err=err)
    return share_of(coverages) * _HUNDRED >= least


def kills(trials: Sequence[Trials], *, err: bool) -> bool:
    """Print what became of the mutants; whether none survived, and no rule was left unchanged."""
    fates = [one for several in terminal.track(_fates(trials), len(trials), "mutating") for one in several]
    unchanged = [setting.held for one in trials for setting in settings_of(one) if setting.lacks_ranges]
    click.echo(mutation_in_words(fates, unchanged), nl=False, err=err)
    return not unchanged and all(one.proposal is None for one in fates)


def _fates(trials: Sequence[Trials]) -> Iterator[list[Fate]]:
    for one in trials:
        yield list(fates_of(one))
