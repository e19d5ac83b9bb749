"""The contexts of a measure: one for each stretch of years over which nothing in it changes."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ragengine.engine.held import MeasureInContext
from ragengine.engine.rules import RuleSet
from ragengine.model import Limits, Measure
from ragengine.periods import ByYear, Period, Span, Year
from ragengine.rating import Reason
from ragengine.resolution import resolve


@frozen
class Stretch:
    """Years that are alike, with a period that stands for them; None stands for every year.

    `first` and `last` are the years they begin in, None where the stretch has no end. `span`
    is the part of the year where the rule writes one for that part alone.
    """

    period: Period | None
    first: int | None = None
    last: int | None = None
    span: Span | None = None

    def holds(self, period: Period | None) -> bool:
        """Whether a period lies in the stretch.

        >>> Stretch(Period(Year(2019)), 2019, 2020).holds(Period(Year(2021)))
        False
        """
        if self.period is None or period is None:
            return self.period is None
        begun = self.first is None or self.first <= period.year.start
        ended = self.last is not None and self.last < period.year.start
        return begun and not ended and self.span in (None, period.span)


def stretches_of(measure: Measure) -> list[Stretch]:
    """The stretches of a measure, those in which it has no target left out."""
    starts: set[int] = set()
    parts: set[Stretch] = set()
    for value in _values(measure):
        for entry in value.entries:
            if entry.first is not None:
                starts.add(entry.first)
                if entry.span is not None:
                    period = Period(Year(entry.first), entry.span)
                    parts.add(Stretch(period, entry.first, entry.last, entry.span))
            if entry.last is not None:
                starts.add(entry.last + 1)
    if not starts:
        return [Stretch(None)]
    firsts = sorted({min(starts) - 1, *starts})
    ends = [*(first - 1 for first in firsts[1:]), None]
    found = [
        Stretch(Period(Year(first)), None if first == firsts[0] else first, last)
        for first, last in zip(firsts, ends, strict=True)
        if _has_target(measure, Year(first))
    ]
    periods = {one.period for one in found}
    left = (one for one in parts if one.period not in periods)
    return found + sorted(left, key=lambda one: str(one.period))


def periods_of(measure: Measure) -> list[Period | None]:
    """A period for each stretch of years over which nothing in the measure changes.

    None stands for every year, where the measure names none.
    """
    return [stretch.period for stretch in stretches_of(measure)]


def like_with_like(rules: RuleSet, measure: Measure, stretch: Stretch) -> MeasureInContext:
    """A measure in the part of a year that its target covers: there nothing stands in for a result.

    A target of April to November is compared with a count of those months, not with the year's.
    What is written for a part of the year alone stays in that part.
    """
    period = stretch.period
    held = rules.context(measure, period)
    moved = held.banding is not None and held.banding.moved_by is not None
    apart = held.lacking is not None and held.lacking.reason is Reason.NOT_COMPARABLE
    if stretch.span is not None or not (moved or apart):
        return held
    span = resolve(measure, held.year, held.span).target_span
    return rules.context(measure, Period(held.year or _ANY_YEAR, span))


_ANY_YEAR = Year(2024)
"""A year for a rule that holds in every one, where a part of it must be named."""


def _has_target(measure: Measure, year: Year) -> bool:
    return measure.target is None or measure.target.entry(year) is not None


def _values(measure: Measure) -> Iterator[ByYear[object]]:
    """Every value of a measure that may change by year and has a part in its rating."""
    yield measure.aim
    yield measure.scale
    yield measure.domain
    yield from (value for value in (measure.target, measure.population) if value is not None)
    yield from measure.compare
    yield from measure.basis
    yield from measure.figures.values()
    for limits in measure.limits:
        yield from _limits(limits)


def _limits(limits: Limits) -> Iterator[ByYear[object]]:
    yield from (value for value in (limits.amber, limits.floor, limits.levels) if value is not None)
    if limits.levels is not None:
        for entry in limits.levels.entries:
            for named in entry.value:
                yield named.ranges
