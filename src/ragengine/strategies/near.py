"""Measures in a context, and results on and beside their cuts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from ragengine.cuts import Cut, Partition
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.engine.naming import years_of
from ragengine.errors import CallError
from ragengine.exact import MAX_DIGITS, plain, round_half_away, shortest, terminates, to_decimal
from ragengine.model import Domain, Measure, Number, Threshold
from ragengine.periods import WHOLE_YEAR, Period, Span, Year
from ragengine.rating import Level, Reason
from ragengine.results import Result
from ragengine.strategies.choosing import Draw, flag, pick, rule_set, seldom, whole
from ragengine.strategies.documents import read_rules, rule_documents
from ragengine.strategies.layouts import text_of
from ragengine.verdict import Verdict

PARTS = (WHOLE_YEAR, Span(1, 3), Span(1, 6), Span(1, 8), Span(8, 8), Span(10, 12))
"""The parts of a year that results are drawn for."""

_STEPS = (Fraction(1), Fraction(1, 10), Fraction(1, 1000))
_FINEST = 10**20
"""What has no decimal, such as a third, lies between two of so many parts of one."""

_SOME_YEAR = Year(2021)
_LARGEST_DOUBLE_OF_WHOLES = 2**53


def contexts(
    rules: RuleSet | st.SearchStrategy[RuleSet] | None = None,
) -> st.SearchStrategy[MeasureInContext]:
    """Measures in a context: in a year that their rule names or one beside it, or a part of it.

    `rules` are a `RuleSet`, or a strategy that makes some. Without them they are generated, and
    a failing test shows their text. Raises `CallError` for rules that are neither.

    A measure with targets for 2019-20 and 2021-22 is held in each of the two, in a quarter of
    either, in 2018-19, and so on.
    """
    if rules is None or isinstance(rules, st.SearchStrategy):
        return _contexts(rules)
    return _contexts(st.just(rule_set(rules)))


@st.composite
def _contexts(draw: st.DrawFn, rules: st.SearchStrategy[RuleSet] | None) -> MeasureInContext:
    found = _noted(text_of(draw(rule_documents(max_size=2)))) if rules is None else draw(rules)
    measure = found.measures[pick(draw, list(found.measures))]
    return found.context(measure, draw_period(draw, measure))


def draw_period(draw: Draw, measure: Measure) -> Period | None:
    """A year that the rule of a measure names, or one beside it, or a part of it."""
    return pick(draw, _periods(measure))


def _noted(text: str) -> RuleSet:
    note(text)
    return read_rules(text)


def _periods(measure: Measure) -> list[Period | None]:
    years = years_of(measure)
    if not years:
        return [None, *(Period(_SOME_YEAR, part) for part in PARTS)]
    beside = [Period(years[0].before()), Period(Year(years[-1].start + 1))]
    return [*(Period(year, part) for part in PARTS for year in years), *beside]


# ---- values on and beside the cuts -------------------------------------------------------------


def near_cuts(
    held: MeasureInContext, *, figures: Mapping[str, Any] | None = None, population: Any = None
) -> st.SearchStrategy[Fraction | float]:
    r"""Numbers on each cut and beside it, and the ends of the domain, all inside the domain.

    Beside a cut are the numbers a step of 1, 1/10 and 1/1000 away and a step of the target's own
    last digit, the round numbers around it, the doubles next to it, and beside a number without an
    end the decimals of 20 places. They come as exact fractions, and as floats where a float
    stands for that very number. Where only whole numbers are possible, all are whole. Without
    cuts, the ends of the domain and 0.

    `figures` and `population` are what a row says, where the cuts depend on it. Without them no
    number would lie near a cut, so that is a `CallError`; `figures={}` is for a row without any.

    They shrink to the first cut itself, as a fraction.

    >>> import ragengine
    >>> from hypothesis import find
    >>> rules = ragengine.loads("ragengine: 1\nmeasures: {answered: {aim: high, unit: percent,"
    ...                         " target: 90%, amber: 2 points}}")
    >>> held = rules.hold("answered")
    >>> find(near_cuts(held), lambda number: str(held.rate(number).rating) == "green")
    Fraction(90, 1)
    """
    if figures is None:
        verdict = _some_verdict(held, None, population)
        if verdict.reason is Reason.NO_COMPARATOR:
            raise CallError(_lacks(held, verdict.facts.detail["figure"]))
    exact = numbers_beside(held, figures, population)
    floats = [float(number) for number in exact if shortest(float(number)) == number]
    return st.sampled_from([*exact, *floats])


def _lacks(held: MeasureInContext, figure: str) -> str:
    """What is to be given to `near_cuts`, and to `rate` with it."""
    given = "population=100_000" if figure == "population" else f'figures={{"{figure}": "62%"}}'
    cuts = f"the cuts of `{held.measure.id}` depend on a row's `{figure}`"
    return f"{cuts}: give one, `near_cuts(held, {given})`, and rate by the same"


def numbers_beside(
    held: MeasureInContext, figures: Mapping[str, Any] | None = None, population: Any = None
) -> list[Fraction]:
    """The numbers of `near_cuts`, as fractions."""
    return list(_beside(_partition(held, figures, population), held))


def can_be_written(number: Fraction) -> bool:
    """Whether a number has a decimal, and no more digits than a cell may have."""
    return terminates(number) and sum(map(str.isdigit, plain(number))) <= MAX_DIGITS


def _partition(
    held: MeasureInContext, figures: Mapping[str, Any] | None, population: Any
) -> Partition[Level] | None:
    """The partition that a row's figures make, found by rating a number of the domain."""
    if held.partition is not None and not figures and population is None:
        return held.partition
    return _some_verdict(held, figures, population).partition


def _some_verdict(held: MeasureInContext, figures: Mapping[str, Any] | None, population: Any) -> Verdict:
    """The verdict on a number of the domain, beside the figures of a row."""
    domain = held.domain
    inside = next(end for end in (domain.lowest, domain.highest, Fraction(0)) if end is not None)
    return held.rate(Result(held.measure.id, inside, figures=figures or {}, population=population))


def _beside(partition: Partition[Level] | None, held: MeasureInContext) -> Iterator[Fraction]:
    cuts: tuple[Cut, ...] = () if partition is None else partition.cuts
    domain = held.domain
    quantum = None if held.banding is None else held.banding.rounds_to
    seen = set()
    ends = [end for end in (domain.lowest, domain.highest) if end is not None]
    steps = (*_STEPS, *_last_digits(held))
    numbers = [number for cut in cuts for number in _around(cut.value, quantum, steps)]
    for number in [*numbers, *ends, *(end + step for end in ends for step in (-1, 1)), Fraction(0)]:
        for possible in _possible(number, domain):
            if possible not in seen:
                seen.add(possible)
                yield possible


def _last_digits(held: MeasureInContext) -> list[Fraction]:
    """The place of the last digit of the target's own numbers: 100 for 163.8k."""
    target = held.measure.target.at(held.year, held.span) if held.measure.target else None
    places = [getattr(target, name, None) for name in ("place", "lower", "upper")]
    return [place.quoted.quantum for place in places if isinstance(place, Number)]


def _around(value: Fraction, quantum: Fraction | None, steps: Sequence[Fraction]) -> Iterator[Fraction]:
    yield value
    for step in steps:
        yield from (value - step, value + step)
    if not can_be_written(value):
        steps_below = math.floor(value * _FINEST)
        yield from (Fraction(steps_below, _FINEST), Fraction(steps_below + 1, _FINEST))
    if quantum is not None:
        rounded = round_half_away(value, quantum)
        yield from (rounded - quantum, rounded, rounded + quantum)
    if abs(value) < _LARGEST_DOUBLE_OF_WHOLES:
        double = float(value)
        beside = (double, math.nextafter(double, -math.inf), math.nextafter(double, math.inf))
        yield from map(shortest, beside)


def _possible(number: Fraction, domain: Domain) -> Iterator[Fraction]:
    """The number, or the whole ones around it, where the domain has them."""
    numbers = (Fraction(math.floor(number)), Fraction(math.ceil(number))) if domain.whole else (number,)
    for one in numbers:
        low = domain.lowest is None or domain.lowest <= one
        if low and (domain.highest is None or one <= domain.highest):
            yield one


# ---- rows of results ---------------------------------------------------------------------------


@st.composite
def results(draw: st.DrawFn, held: MeasureInContext, *, written: bool = False) -> Result:
    r"""Rows of results for a measure in a context, with the figures that its rule asks for.

    Their values lie on and beside the cuts, and now and then outside the domain. They come as
    text, `Decimal`, `Fraction`, float or int, some with another part of the year in brackets;
    figures and populations may be missing. With `written` every cell is a text, as in a table.

    They shrink to the first cut, written plainly, with figures of 0.

    >>> import ragengine
    >>> from hypothesis import find
    >>> rules = ragengine.loads("ragengine: 1\nmeasures: {answered: {aim: high, unit: percent,"
    ...                         " target: last year, amber: 2 points}}")
    >>> held = rules.hold("answered")
    >>> row = find(results(held), lambda row: str(held.rate(row).rating) == "green")
    >>> row.value, row.figures["last year"]
    ('0', '0')
    """
    figures = {}
    for name in sorted(held.needs):
        if not seldom(draw, 10):
            number = _figure(draw, held)
            figures[name] = draw_cell(draw, number, written=written)
    population = None
    if held.measure.unit.kind == "rate" and flag(draw):
        population = pick(draw, ("50,000", 1000, "423.4k", "100,000"))
    near = [*numbers_beside(held, figures, population)]
    beyond = [Fraction(-1), Fraction(1001, 10), Fraction(1, 3)]
    value = pick(draw, near if not written else [number for number in near if can_be_written(number)])
    if seldom(draw, 30):
        value = pick(draw, beyond if not written else beyond[:-1])
    cell = draw_cell(draw, value, written=written)
    return Result(held.measure.id, cell, figures=figures, population=population)


def _figure(draw: Draw, held: MeasureInContext) -> Fraction:
    """A figure for a row: on the scale of the target's own number, where it has one."""
    target = held.measure.target.at(held.year, held.span) if held.measure.target else None
    scale = Fraction(100)
    if isinstance(target, Threshold) and isinstance(target.place, Number):
        scale = abs(target.place.quoted.value) or scale
    domain = held.domain
    lowest = -100 if domain.lowest is None else 0
    parts = 1 if domain.whole else 10
    number = Fraction(whole(draw, lowest * parts, 100 * parts), parts) * scale / 100
    return round_half_away(number, Fraction(1, parts))


def draw_cell(draw: Draw, value: Fraction, *, written: bool = False) -> Any:
    """A number as a cell of a table or a program holds it: text first, and any other type."""
    ways: list[Any] = [value]
    if can_be_written(value):
        text = plain(value)
        span = pick(draw, ("Q1", "Apr-Nov", "full year", "2022-23"))
        texts = [text.replace(",", ""), text, f"{text} ({span})"]
        if written:
            return pick(draw, texts)
        ways = [*texts, *ways, to_decimal(value)]
    if value.denominator == 1:
        ways.append(int(value))
    if shortest(float(value)) == value:
        ways.append(float(value))
    return pick(draw, ways)
