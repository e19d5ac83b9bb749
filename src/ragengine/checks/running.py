"""Inline examples as rows to rate, in the contexts that they hold in. Shared by the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from ragengine.engine import MeasureInContext, RuleSet
from ragengine.model import Example, Measure
from ragengine.rating import Reason
from ragengine.results import Result

_COLUMNS = frozenset(
    {"numerator", "denominator", "population", "forecast", "prior", "place", "status", "note"}
)

_TARGET_LACKS = frozenset({Reason.NO_TARGET, Reason.NO_SURVEY, Reason.NO_TARGET_THIS_YEAR})


def examples_of(
    rules: RuleSet, measure: Measure, contexts: list[MeasureInContext]
) -> Iterator[tuple[Example, list[MeasureInContext]]]:
    """Each example with its contexts: its own, or every one in which the measure has a target."""
    usual = _targeted(contexts) if measure.examples else []
    for example in measure.examples:
        yield example, usual if example.period is None else [rules.context(measure, example.period)]


def _targeted(contexts: list[MeasureInContext]) -> list[MeasureInContext]:
    """The contexts with a target; where none has one, the first."""
    targeted = [held for held in contexts if held.lacking is None or held.lacking.reason not in _TARGET_LACKS]
    return targeted or contexts[:1]


def row_of(measure: Measure, example: Example) -> str | Result:
    """The cell of an example, with the rest of its row where it has more."""
    if example.cells.keys() == {"value"}:
        return example.cells["value"]
    cells = dict(example.cells)
    value = cells.pop("value", None)
    columns: dict[str, Any] = {name: cells.pop(name) for name in list(cells) if name in _COLUMNS}
    return evolve(Result(measure.id, value, figures=cells), **columns)
