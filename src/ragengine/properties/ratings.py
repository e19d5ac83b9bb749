"""The laws of ratings: what a better result, another type, counts or a unit may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ragengine import definition
from ragengine.engine import MeasureInContext
from ragengine.exact import (
    MAX_DIGITS,
    plain,
    round_half_away,
    shortest,
    to_decimal,
)
from ragengine.model import PASTS, Aim, Given, Measure
from ragengine.properties.holding import answer_of, hold
from ragengine.results import Cell, Result, Unclear, read_cell, read_count


def engine_agrees_with_definition(
    held: MeasureInContext, value: Any, *, figures: Mapping[str, Any] | None = None
) -> None:
    """The engine gives the level, or the reason for none, that `ragengine.definition` gives.

    `value` is a number, a text as published or a whole `Result`. What is no number, and what a
    `forecast` column stands in for, is no business of the definition.

    Source: *the whole page*.
    """
    row = value if isinstance(value, Result) else Result(held.measure.id, value, figures=figures or {})
    verdict = held.rate(value, figures)
    measure = held.measure
    try:
        cell = _cell(measure, row.value)
        given = _given(measure, row)
        people = read_count(row.population)
    except Unclear:
        return
    if cell.value is None or row.forecast is not None:
        return
    period = held.period
    expected = definition.rating(
        measure,
        cell.value,
        year=None if period is None else period.year,
        span=None if period is None else period.span,
        result_span=cell.span,
        figures=given,
        population=people.value if people is not None and people.value > 0 else None,
    )
    answer = answer_of(verdict)
    beside = "".join(f", {name} {figure.value}" for name, figure in given.items())
    beside += "" if people is None else f", population {people.value}"
    hold(
        answer == expected,
        f"{measure.id} in {period}: {row.value!r}{beside} is {answer} to the engine, "
        f"but {expected} by the definition",
    )


def _cell(measure: Measure, value: Any) -> Cell:
    return read_cell(value, measure.unit, measure.nouns, measure.year_starts)


def _given(measure: Measure, row: Result) -> dict[str, Given]:
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


def better_results_never_rate_worse(
    held: MeasureInContext, one: Fraction, two: Fraction, *, figures: Mapping[str, Any] | None = None
) -> None:
    """Where high is good, the higher of two results rates no worse; where low is, the lower.

    A band and `aim: none` have no better of two results, and results without a rating none.

    Source: *The line and its cuts*.
    """
    aim = held.measure.aim.at(held.year, held.span)
    low, high = sorted((one, two))
    better, worse = (high, low) if aim is Aim.HIGH else (low, high)
    ratings = [held.rate(value, figures).rating for value in (better, worse)]
    if aim not in (Aim.HIGH, Aim.LOW) or ratings[0] is None or ratings[1] is None:
        return
    hold(
        ratings[0].rank <= ratings[1].rank,
        f"{better} is better than {worse}, but it is {ratings[0]} and the other {ratings[1]}",
    )


def results_between_two_never_rate_worse_than_both(
    held: MeasureInContext, values: Sequence[Fraction], *, figures: Mapping[str, Any] | None = None
) -> None:
    """Of three results, the one in the middle rates no worse than both others.

    So going outwards from the best level the rating never improves, which is the law of a band;
    the other aims keep it too. `aim: none` is not asked.

    Source: *The line and its cuts*.
    """
    low, middle, high = sorted(values)
    ratings = [held.rate(value, figures).rating for value in (low, middle, high)]
    ranks = [rating.rank for rating in ratings if rating is not None]
    if held.measure.aim.at(held.year, held.span) is Aim.NONE or len(ranks) < len(ratings):
        return
    hold(
        ranks[1] <= max(ranks[0], ranks[2]),
        f"{middle} lies between {low} and {high}, but it is {ratings[1]} and they are "
        f"{ratings[0]} and {ratings[2]}",
    )


def values_of_every_type_rate_the_same(
    held: MeasureInContext, value: Fraction, *, figures: Mapping[str, Any] | None = None
) -> None:
    """A number rates the same as str, int, `Decimal`, `Fraction` and float.

    A float stands for its shortest decimal, so it takes part where that is the number.

    Source: *Numbers*.
    """
    expected = answer_of(held.rate(value, figures))
    for form in _forms(value):
        answer = answer_of(held.rate(form, figures))
        hold(
            answer == expected,
            f"{value} is {expected} as a Fraction, but {answer} as the {type(form).__name__} {form!r}",
        )
        again = answer_of(held.rate(Result(held.measure.id, form, figures=figures or {})))
        hold(answer == again, f"{form!r} is {answer} alone, but {again} in a row")


def _forms(value: Fraction) -> list[str | int | float | Decimal]:
    forms: list[str | int | float | Decimal] = []
    decimal = to_decimal(value)
    if decimal is not None and sum(map(str.isdigit, plain(value))) <= MAX_DIGITS:
        forms += [plain(value), plain(value).replace(",", ""), decimal]
    if value.denominator == 1:
        forms.append(int(value))
    if shortest(float(value)) == value:
        forms.append(float(value))
    return forms


def counts_and_values_agree(held: MeasureInContext, numerator: int, denominator: int) -> None:
    """Counts alone are rated as their exact ratio; beside a printed value they change nothing.

    For percentages and rates, since two counts make nothing else.

    Source: *Numbers*.
    """
    unit = held.measure.unit
    scale = {"percent": Fraction(100), "rate": unit.per}.get(unit.kind)
    if scale is None or denominator <= 0:
        return
    value = Fraction(numerator, denominator) * scale
    printed = plain(round_half_away(value, Fraction(1, 10)), Fraction(1, 10))
    expected = answer_of(held.rate(value))
    alone = {
        "a pair": (numerator, denominator),
        "text": f"{numerator} out of {denominator}",
        "columns": Result(held.measure.id, numerator=numerator, denominator=denominator),
    }
    for form, counts in alone.items():
        answer = answer_of(held.rate(counts))
        hold(
            answer == expected,
            f"{numerator} of {denominator} as {form} is {answer}, but their ratio {value} is {expected}",
        )
    beside = answer_of(
        held.rate(Result(held.measure.id, printed, numerator=numerator, denominator=denominator))
    )
    without = answer_of(held.rate(printed))
    hold(beside == without, f"{printed} is {without} alone, but {beside} beside {numerator} of {denominator}")


def units_never_change_ratings(
    held: MeasureInContext, other: MeasureInContext, value: Fraction, factor: Fraction
) -> None:
    """A rule in another unit rates a result in that unit as the first rates it in its own.

    `factor` is what a number in the first unit is multiplied by: 24 from days to hours.

    Source: *Numbers*.
    """
    one, two = answer_of(held.rate(value)), answer_of(other.rate(value * factor))
    hold(
        one == two,
        f"{value} in {held.measure.unit} is {one}, but {value * factor} in {other.measure.unit} is {two}",
    )
