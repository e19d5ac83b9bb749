"""Rows that were rated as expected: the cases and inline examples of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ragengine.cases.examples import examples_of
from ragengine.cases.expecting import is_expected
from ragengine.cases.rows import row_of
from ragengine.cases.running import Outcome
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.engine.contexts import periods_of
from ragengine.model import Case, Example, Measure
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


def tried_by(rules: RuleSet, outcomes: Iterable[Outcome]) -> dict[str, list[Tried]]:
    """What was tried of each measure, by id: the cases that passed and the examples that hold."""
    tried: dict[str, list[Tried]] = {measure: [] for measure in rules}
    for outcome in outcomes:
        if outcome.failure is None:
            held = rules.hold(outcome.case.measure, outcome.case.period)
            tried[held.measure.id].append(Tried(outcome.case, held, outcome.verdict))
    for measure in rules.measures.values():
        tried[measure.id] += _examples(rules, measure)
    return tried


def _examples(rules: RuleSet, measure: Measure) -> Iterator[Tried]:
    contexts = [rules.context(measure, period) for period in periods_of(measure)]
    for example, held_in in examples_of(rules, measure, contexts):
        for held in held_in:
            verdict = held.rate(row_of(measure.id, example.cells))
            if is_expected(example, verdict):
                yield Tried(example, held, verdict)
