"""The laws of what has no part in a rating: order, other years, what was asked before, spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, TypeVar

from attrs import evolve

from ragengine import model
from ragengine.definition import numbers_in
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.exact import plain, round_half_away
from ragengine.model import Limits, Measure, NamedRange, RuleFile
from ragengine.periods import ByYear, Entry, Period
from ragengine.properties.defined import defined, names_its_months, number_of
from ragengine.properties.holding import answer_of, hold
from ragengine.results import Result
from ragengine.strategies.near import can_be_written
from ragengine.units import Unit

Value = TypeVar("Value")
Asked = tuple[str, Period | None, Result]


# ---- the rule, written otherwise -------------------------------------------------------------


def order_never_changes_ratings(held: MeasureInContext, row: Result) -> None:
    """Levels, years and figures rate a row the same in whichever order they are written.

    They are turned round. Levels that name their months stay, since the first of them decides.

    Source: *The line and its cuts*.
    """
    _rates_the_same(
        held, _each_by_year(held.measure, _turned, _levels_turned), row, "written in another order"
    )


def other_years_never_change_ratings(held: MeasureInContext, row: Result) -> None:
    """What a rule says for other years has no part in the rating of a row.

    So next year's target can be added without changing this year's ratings.

    Source: *Like with like*.
    """

    def kept(values: ByYear[Value]) -> ByYear[Value]:
        here = [
            entry for entry in values.entries if entry.holds(held.year) and entry.span in (None, held.span)
        ]
        return ByYear(tuple(here)) if here else values

    _rates_the_same(held, _each_by_year(held.measure, kept, kept), row, "without the other years")


def _rates_the_same(held: MeasureInContext, measure: Measure, row: Result, how: str) -> None:
    other = RuleSet([RuleFile("", "", (measure,))]).context(measure, held.period)
    expected, answer = answer_of(held.rate(row)), answer_of(other.rate(row))
    hold(
        answer == expected,
        f"{row.value!r} is {expected}, but {answer} by the rule {how}",
        expected=expected,
        got=answer,
    )


def _turned(values: ByYear[Value]) -> ByYear[Value]:
    """The years in the other order, unless a later one takes the place of an earlier, as of a default."""
    together = any(_overlap(one, two) for one, two in combinations(values.entries, 2))
    return values if together else ByYear(values.entries[::-1])


def _overlap(one: Entry[Any], two: Entry[Any]) -> bool:
    before = one.last is not None and two.first is not None and one.last < two.first
    after = two.last is not None and one.first is not None and two.last < one.first
    return one.span == two.span and not before and not after


def _levels_turned(values: ByYear[tuple[NamedRange, ...]]) -> ByYear[tuple[NamedRange, ...]]:
    def turned(entry: Entry[tuple[NamedRange, ...]]) -> Entry[tuple[NamedRange, ...]]:
        return entry if _names_months(entry.value) else evolve(entry, value=entry.value[::-1])

    return ByYear(tuple(map(turned, _turned(values).entries)))


def _names_months(levels: Sequence[NamedRange]) -> bool:
    parts = [entry.value.meaning for named in levels for entry in named.ranges.entries]
    numbers = [number for part in parts for number in numbers_in(part)]
    return any(isinstance(number, model.Number) and number.span for number in numbers)


def _each_by_year(measure: Measure, change: Any, change_levels: Any) -> Measure:
    """A measure with every value that may change by year changed by a function."""

    def changed(values: ByYear[Any] | None) -> ByYear[Any] | None:
        return None if values is None else change(values)

    def limits(one: Limits) -> Limits:
        levels = None if one.levels is None else change_levels(one.levels)
        return evolve(one, amber=changed(one.amber), floor=changed(one.floor), levels=levels)

    names = ("aim", "scale", "target", "domain", "accumulates", "population")
    parts: dict[str, Any] = {name: changed(getattr(measure, name)) for name in names}
    parts["limits"] = tuple(map(limits, measure.limits))
    parts["compare"], parts["basis"] = (tuple(map(change, each)) for each in (measure.compare, measure.basis))
    parts["figures"] = {name: change(number) for name, number in list(measure.figures.items())[::-1]}
    return evolve(measure, **parts)


# ---- what was asked before -------------------------------------------------------------------


def earlier_questions_never_change_ratings(rules: RuleSet, asked: Sequence[Asked]) -> None:
    """Rows rate the same one after another as each on rules of which nothing was ever asked.

    `asked` are the ids of measures, each with a period and a row.
    """
    shared = RuleSet(rules.files)
    for measure, period, row in asked:
        alone = RuleSet(rules.files)
        answers = [
            answer_of(each.context(each.measures[measure], period).rate(row)) for each in (shared, alone)
        ]
        hold(
            answers[0] == answers[1],
            f"{measure} in {period}: {row.value!r} is {answers[1]} where it is asked for first, "
            f"but {answers[0]} after other questions",
            expected=answers[1],
            got=answers[0],
            value=evolve(row, period=None if period is None else str(period)),
        )


# ---- the result, written otherwise -----------------------------------------------------------


def rounded_results_rate_the_same(held: MeasureInContext, row: Result) -> None:
    """Where results are rounded before they are compared, the rounded result rates as the row does.

    It may leave the domain, and then it says nothing. The engine rounds no result: it folds the
    rounding into the cuts.

    Source: *Comparing*.
    """
    verdict = held.rate(row)
    value, banding = number_of(held, row), verdict.facts.banding
    if value is None or banding is None or banding.rounds_to is None or names_its_months(row):
        return
    rounded = round_half_away(value, banding.rounds_to)
    again = held.rate(evolve(row, value=rounded))
    hold(
        again.rating is None or again.rating == verdict.rating,
        f"{row.value!r} is {verdict.rating}, but rounded to {plain(rounded)} it is {again.rating}",
        expected=again.rating,
        got=verdict.rating,
    )


def results_in_other_units_rate_the_same(held: MeasureInContext, row: Result) -> None:
    """A result in another unit of its kind rates the same: hours for days, per 1,000 for per 100k.

    A percentage is held as its fraction, a pair of counts. Results that name their months, and
    numbers that do not end in the other unit, are not asked.

    Source: *Numbers*.
    """
    value = number_of(held, row)
    if value is None or names_its_months(row):
        return
    expected = answer_of(held.rate(row))
    for form in _in_other_units(value, held.measure):
        answer = answer_of(held.rate(evolve(row, value=form)))
        hold(
            answer == expected,
            f"{row.value!r} is {expected}, but written {form!r} it is {answer}",
            expected=expected,
            got=answer,
            value=form,
            answer=defined(held, evolve(row, value=value)),
        )


_PERS = {"per 1,000": 10**3, "per 10,000": 10**4, "per 100k": 10**5, "per 1m": 10**6}
_CLOCK = {
    "ms": Fraction(1, 1000), "seconds": Fraction(1), "minutes": Fraction(60),
    "hours": Fraction(3600), "days": Fraction(86400), "weeks": Fraction(604800),
}  # fmt: skip
_CALENDAR = {"months": Fraction(1), "years": Fraction(12)}


def _in_other_units(value: Fraction, measure: Measure) -> Iterator[str | tuple[int, int]]:
    """A number in each other unit that reads as the same one."""
    unit = measure.unit
    if unit.kind == "percent":
        yield value.numerator, value.denominator * 100
        return
    for words, times in _conversions(unit):
        number = value * times
        if can_be_written(number):
            yield f"{plain(number)} {words}"


def _conversions(unit: Unit) -> Iterator[tuple[str, Fraction]]:
    """Units of the same dimension, and what a number in this one is multiplied by."""
    noun = unit.noun.name if unit.noun else ""
    if unit.kind == "rate" and unit.per is not None:
        for per, size in _PERS.items():
            yield f"{noun} {per} {unit.of}".strip(), size / unit.per
    for known in (_CLOCK, _CALENDAR):
        if unit.kind == "duration" and noun in known:
            yield from ((other, known[noun] / one) for other, one in known.items())
