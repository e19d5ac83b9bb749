"""The laws of ratings: what a better result, another type, counts or a unit may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from ragengine.engine import MeasureInContext
from ragengine.exact import MAX_DIGITS, in_full, plain, round_half_away, shortest, to_decimal
from ragengine.model import Aim
from ragengine.properties.cuts import every_number_has_exactly_one_rating
from ragengine.properties.defined import defined, defined_missing, exactly, given_in, row_of
from ragengine.properties.holding import answer_of, hold
from ragengine.results import Result
from ragengine.verdict import Verdict


def engine_agrees_with_definition(
    held: MeasureInContext, value: Any, *, figures: Mapping[str, Any] | None = None
) -> None:
    """The engine gives the level, or the reason for none, that `ragengine.definition` gives.

    `value` is a number, a text as published or a whole `Result`. What is no number, and what a
    `forecast` column stands in for, is no business of the definition.

    Source: *the whole page*.
    """
    row = row_of(held, value, figures)
    expected = defined(held, row)
    if expected is None:
        return
    answer = answer_of(held.rate(value, figures))
    beside = "".join(f", {name} {figure.value}" for name, figure in given_in(held.measure, row).items())
    beside += "" if row.population is None else f", population {row.population}"
    hold(
        answer == expected,
        f"{held.measure.id} in {held.period}: {row.value!r}{beside} is {answer} to the engine, "
        f"but {expected} by the definition",
        expected=expected,
        got=answer,
        value=row,
    )


def every_result_has_a_rating_or_a_reason(
    held: MeasureInContext, value: Any, *, figures: Mapping[str, Any] | None = None
) -> None:
    """A result has a level of the measure's scale or a reason for none, and never both.

    Where it has a level, that is the label of the one piece of the line in which it lies.

    Source: *The line and its cuts*.
    """
    verdict = held.rate(value, figures)
    rating, reason = verdict.rating, verdict.reason
    shown = f"{row_of(held, value).value!r} is {rating} for the reason {reason}"
    hold((rating is None) != (reason is None), shown, expected="one of the two", got=f"{rating}, {reason}")
    if rating is None or verdict.partition is None or verdict.value is None:
        return
    scale = held.measure.scale.at(held.year, held.span)
    names = [] if scale is None else [level.name for level in scale.levels]
    hold(rating.name in names, f"{rating} is no level of the scale", expected=", ".join(names), got=rating)
    every_number_has_exactly_one_rating(verdict.partition, verdict.value)


def missing_results_are_never_rated(held: MeasureInContext, row: Result) -> None:
    """A row whose result is not there has no rating: it is missing, unless nothing could be rated.

    `row` is any row; it is held with an empty cell, `N/A` and none instead of its value.

    Source: *Not rated*.
    """
    expected = defined_missing(held, row)
    for nothing in ("", "N/A", None):
        answer = answer_of(held.rate(evolve(row, value=nothing)))
        hold(
            answer == expected,
            f"{nothing!r}, where a result is missing, is {answer}, not {expected}",
            expected=expected,
            got=answer,
            value="" if nothing is None else nothing,
            answer=expected,
        )


def better_results_never_rate_worse(
    held: MeasureInContext,
    one: Fraction | float,
    two: Fraction | float,
    *,
    figures: Mapping[str, Any] | None = None,
    population: Any = None,
) -> None:
    """Where high is good, the higher of two results rates no worse; where low is, the lower.

    A band and `aim: none` have no better of two results, and results without a rating none.

    Source: *The line and its cuts*.
    """
    aim = held.measure.aim.at(held.year, held.span)
    low, high = sorted((exactly(one), exactly(two)))
    better, worse = (high, low) if aim is Aim.HIGH else (low, high)
    ratings = [_rated(held, value, figures, population).rating for value in (better, worse)]
    if aim not in (Aim.HIGH, Aim.LOW) or ratings[0] is None or ratings[1] is None:
        return
    hold(
        ratings[0].rank <= ratings[1].rank,
        f"{in_full(better)} is better than {in_full(worse)}, "
        f"but it is {ratings[0]} and the other {ratings[1]}",
        expected=f"no worse than {ratings[1]}",
        got=ratings[0],
        value=better,
    )


def results_between_two_never_rate_worse_than_both(
    held: MeasureInContext,
    values: Sequence[Fraction | float],
    *,
    figures: Mapping[str, Any] | None = None,
    population: Any = None,
) -> None:
    """Of three results, the one in the middle rates no worse than both others.

    So going outwards from the best level the rating never improves, which is the law of a band;
    the other aims keep it too. `aim: none` is not asked.

    Source: *The line and its cuts*.
    """
    low, middle, high = sorted(map(exactly, values))
    ratings = [_rated(held, value, figures, population).rating for value in (low, middle, high)]
    ranks = [rating.rank for rating in ratings if rating is not None]
    if held.measure.aim.at(held.year, held.span) is Aim.NONE or len(ranks) < len(ratings):
        return
    hold(
        ranks[1] <= max(ranks[0], ranks[2]),
        f"{in_full(middle)} lies between {in_full(low)} and {in_full(high)}, "
        f"but it is {ratings[1]} and they are {ratings[0]} and {ratings[2]}",
        expected=f"no worse than {ratings[0]} or {ratings[2]}",
        got=ratings[1],
        value=middle,
    )


def _rated(held: MeasureInContext, value: Fraction, figures: Any, population: Any) -> Verdict:
    """The verdict on a number alone, or as a row where a population stands beside it."""
    if population is None:
        return held.rate(value, figures)
    return held.rate(row_of(held, value, figures, population))


def values_of_every_type_rate_the_same(
    held: MeasureInContext, value: Fraction | float, *, figures: Mapping[str, Any] | None = None
) -> None:
    """A number rates the same as str, int, `Decimal`, `Fraction` and float.

    A float stands for its shortest decimal, so it takes part where that is the number.

    Source: *Numbers*.
    """
    value = exactly(value)
    expected = answer_of(held.rate(value, figures))
    for form in _forms(value):
        answer = answer_of(held.rate(form, figures))
        hold(
            answer == expected,
            f"{value} is {expected} as a Fraction, but {answer} as the {type(form).__name__} {form!r}",
            expected=expected,
            got=answer,
            value=form,
            answer=defined(held, row_of(held, value, figures)),
        )
        again = answer_of(held.rate(Result(held.measure.id, form, figures=figures or {})))
        hold(
            answer == again,
            f"{form!r} is {answer} alone, but {again} in a row",
            expected=answer,
            got=again,
            value=form,
            answer=defined(held, row_of(held, value, figures)),
        )


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
            expected=expected,
            got=answer,
            value=counts,
            answer=defined(held, row_of(held, value)),
        )
    both = Result(held.measure.id, printed, numerator=numerator, denominator=denominator)
    beside, without = answer_of(held.rate(both)), answer_of(held.rate(printed))
    hold(
        beside == without,
        f"{printed} is {without} alone, but {beside} beside {numerator} of {denominator}",
        expected=without,
        got=beside,
        value=both,
    )


def units_never_change_ratings(
    held: MeasureInContext, other: MeasureInContext, value: Fraction | float, factor: Fraction
) -> None:
    """A rule in another unit rates a result in that unit as the first rates it in its own.

    `factor` is what a number in the first unit is multiplied by: 24 from days to hours.

    Source: *Numbers*.
    """
    value = exactly(value)
    one, two = answer_of(held.rate(value)), answer_of(other.rate(value * factor))
    hold(
        one == two,
        f"{value} in {held.measure.unit} is {one}, but {value * factor} in {other.measure.unit} is {two}",
        expected=one,
        got=two,
    )
