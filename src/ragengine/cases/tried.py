"""Rows that were rated as expected: the cases and inline examples of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ragengine.cases.examples import examples_of
from ragengine.cases.expecting import is_expected
from ragengine.cases.rows import row_of
from ragengine.cases.running import Outcome
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.engine.stretches import periods_of
from ragengine.model import Example, Measure
from ragengine.model.cases import Case
from ragengine.verdict import Verdict


@frozen(eq=False)
class Tried:
    """A row in its context, what was expected of it, and the verdict that it got."""

    expected: Case | Example
    held: MeasureInContext
    verdict: Verdict

    def holds_in(self, held: MeasureInContext) -> bool:
        """Whether the row gets what is expected in another context, too."""
        return is_expected(self.expected, held.rate(row_of(held.measure.id, self.expected.cells)))


@frozen(eq=False)
class Trials:
    """A measure with everything that was tried of it."""

    rules: RuleSet
    measure: Measure
    tried: list[Tried]


def trials_of(runs: Iterable[tuple[RuleSet, Iterable[Outcome]]]) -> list[Trials]:
    """Every measure with the cases that passed and the inline examples that hold.

    Several runs may test the same rules, each loaded for itself: a measure is one where the
    text of its file is.
    """
    found: dict[tuple[str, str], Trials] = {}
    for rules, outcomes in runs:
        for measure in rules.measures.values():
            key = (measure.digest, measure.id)
            if key not in found:
                found[key] = Trials(rules, measure, list(_examples(rules, measure)))
        for outcome in outcomes:
            if outcome.failure is None:
                held = rules.hold(outcome.case.measure, outcome.case.period)
                one = found[held.measure.digest, held.measure.id]
                one.tried.append(Tried(outcome.case, held, outcome.verdict))
    return list(found.values())


def _examples(rules: RuleSet, measure: Measure) -> Iterator[Tried]:
    contexts = [rules.context(measure, period) for period in periods_of(measure)]
    for example, held_in in examples_of(rules, measure, contexts):
        for held in held_in:
            verdict = held.rate(row_of(measure.id, example.cells))
            if is_expected(example, verdict):
                yield Tried(example, held, verdict)
