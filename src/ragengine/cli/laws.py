"""`ragengine test --properties`: rules held against the laws of ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from ragengine import terminal
from ragengine.cases.tried import Trials
from ragengine.cli.common import Stop
from ragengine.engine import RuleSet

if TYPE_CHECKING:
    from ragengine.properties import Counterexample


def obeys_laws(trials: Sequence[Trials], max_examples: int, *, err: bool) -> bool:
    """Print what breaks a law, each as a case to paste; whether nothing does."""
    if find_spec("hypothesis") is None:
        raise Stop("--properties needs Hypothesis: pip install 'ragengine[testing]'")
    from ragengine.properties import LAWS  # noqa: PLC0415 - Hypothesis takes long to load

    sets = list({id(one.rules): one.rules for one in trials}.values())
    broken = []
    work = _each(sets, max_examples)
    for found in terminal.track(work, len(sets) * len(LAWS), "trying laws"):
        for one in found:
            broken.append(one)
            click.echo(f"{one}\n  as a case: {one.as_case()}", err=err)
    laws, tried = len(LAWS), f"{max_examples:,} results each"
    held = f"{laws - len({one.law for one in broken})} of {laws} laws hold"
    click.echo(f"{held}, tried on {tried}", err=err)
    return not broken


def _each(sets: Sequence[RuleSet], max_examples: int) -> Iterator[list[Counterexample]]:
    """What breaks each law in each set of rules; the same examples in every run."""
    from ragengine.properties import LAWS, check  # noqa: PLC0415 - as above

    for rules in sets:
        for law in LAWS:
            yield check(rules, max_examples=max_examples, laws=[law])
