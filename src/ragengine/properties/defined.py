"""What the definition says of a row of results."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve

from ragengine import definition
from ragengine.engine import MeasureInContext
from ragengine.exact import shortest
from ragengine.model import PASTS, Given, Measure
from ragengine.rating import TARGET_LACKS, Level, Reason
from ragengine.results import Cell, Result, Unclear, read_cell, read_count

_NOTHING_TO_RATE = TARGET_LACKS | {Reason.INFORMATION_ONLY}
"""Reasons that stand before a plain missing result: nothing could be rated."""


def exactly(value: Fraction | float) -> Fraction:
    """A number as it is rated: a float by its shortest decimal."""
    return shortest(value) if isinstance(value, float) else Fraction(value)


def row_of(held: MeasureInContext, value: Any, figures: Any = None, population: Any = None) -> Result:
    """A value with what stands beside it as a row; a row as it is."""
    if isinstance(value, Result):
        return value
    return Result(held.measure.id, value, figures=figures or {}, population=population)


def names_its_months(row: Result) -> bool:
    """Whether the cell may say which part of the year it covers, or anything else beside its number."""
    return isinstance(row.value, str) and "(" in row.value


def number_of(held: MeasureInContext, row: Result) -> Fraction | None:
    """The number in a row, in the measure's unit; None where there is none, or it cannot be read."""
    try:
        return _cell(held.measure, row.value).value
    except Unclear:
        return None


def defined(held: MeasureInContext, row: Result) -> Level | Reason | None:
    """The level, or the reason for none, that the definition gives a row.

    None for what it does not speak of: a row that cannot be read, or without a number, and
    one with a forecast.
    """
    measure = held.measure
    try:
        cell = _cell(measure, row.value)
        given = given_in(measure, row)
        people = read_count(row.population)
    except Unclear:
        return None
    if cell.value is None or row.forecast is not None:
        return None
    period = held.period
    return definition.rating(
        measure,
        cell.value,
        year=None if period is None else period.year,
        span=None if period is None else period.span,
        result_span=cell.span,
        figures=given,
        population=people.value if people is not None and people.value > 0 else None,
    )


def defined_missing(held: MeasureInContext, row: Result) -> Reason:
    """The reason that the definition gives the row where its result is simply missing."""
    ends = (held.domain.lowest, held.domain.highest, Fraction(0))
    possible = next(end for end in ends if end is not None)
    answer = defined(held, evolve(row, value=possible))
    return answer if isinstance(answer, Reason) and answer in _NOTHING_TO_RATE else Reason.MISSING


def _cell(measure: Measure, value: Any) -> Cell:
    return read_cell(value, measure.unit, measure.nouns, measure.year_starts)


def given_in(measure: Measure, row: Result) -> dict[str, Given]:
    """The figures of a row as numbers; `prior` fills a past that has no column of its own."""
    columns = dict(row.figures)
    for past in PASTS:
        columns.setdefault(past, row.prior)
    cells = {name: _cell(measure, value) for name, value in columns.items()}
    return {
        name: Given(cell.value, cell.quantum, cell.covers)
        for name, cell in cells.items()
        if cell.value is not None
    }
