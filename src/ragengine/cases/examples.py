"""Inline examples in the contexts that they hold in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ragengine.engine import MeasureInContext, RuleSet
from ragengine.model import Example, Measure
from ragengine.rating import TARGET_LACKS

if TYPE_CHECKING:
    from ragengine.model.cases import Case


def examples_of(
    rules: RuleSet, measure: Measure, contexts: list[MeasureInContext]
) -> Iterator[tuple[Example, list[MeasureInContext]]]:
    """Each example with its contexts: its own, or every one in which the measure has a target."""
    usual = _targeted(contexts) if measure.examples else []
    for example in measure.examples:
        yield example, usual if example.period is None else [rules.context(measure, example.period)]


def _targeted(contexts: list[MeasureInContext]) -> list[MeasureInContext]:
    """The contexts with a target; where none has one, the first."""
    targeted = [held for held in contexts if held.lacking is None or held.lacking.reason not in TARGET_LACKS]
    return targeted or contexts[:1]


_OF_THE_RESULT = ("value", "numerator", "denominator", "forecast", "status", "note", "place")


def cells_beside(expected: Case | Example) -> dict[str, str]:
    """The cells of a row that its ranges may depend on: all but those of the result itself."""
    return {name: text for name, text in expected.cells.items() if name not in _OF_THE_RESULT}
