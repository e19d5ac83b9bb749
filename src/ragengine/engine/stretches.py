"""The stretches of a measure: the years over which nothing in it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from attrs import frozen

from ragengine.model import Limits, Measure
from ragengine.periods import ByYear, Period, Span, Year

Falls = TypeVar("Falls", bound=ByYear[object] | Limits)
"""What falls back to a default where it says nothing."""


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

    @property
    def is_sole(self) -> bool:
        """Whether it is one year, or one part of a year, or every year: then no period need be given."""
        return self.period is None or (self.first is not None and self.first == self.last)

    def __str__(self) -> str:
        """As the years of a rule are written.

        >>> print(Stretch(Period(Year(2019)), 2019), Stretch(Period(Year(2019)), 2019, 2020), sep=", ")
        from 2019-20, 2019-20 to 2020-21
        """
        if self.is_sole:
            return "every year" if self.period is None else str(self.period)
        if self.first is None or self.last is None:
            return f"to {Year(self.last)}" if self.last is not None else f"from {self.period}"
        return f"{Year(self.first)} to {Year(self.last)}"

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
                    period = Period(Year(entry.first), entry.span).worded(measure.year_starts)
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


def _has_target(measure: Measure, year: Year) -> bool:
    return measure.target is None or measure.target.entry(year) is not None


def _values(measure: Measure) -> Iterator[ByYear[object]]:
    """Every value of a measure that may change by year and has a part in its rating."""
    yield measure.aim
    yield measure.scale
    yield measure.domain
    yield from (value for value in (measure.target, measure.population) if value is not None)
    yield measure.accumulates
    for chain in (measure.compare, measure.basis):
        yield from _asked(chain)
    yield from measure.figures.values()
    for limits in _asked(measure.limits):
        yield from _limits(limits)


def _asked(chain: Sequence[Falls]) -> Iterator[Falls]:
    """A value and its defaults, as far as they are asked: one that always holds hides those after it."""
    for one in chain:
        yield one
        if one.is_constant:
            return


def _limits(limits: Limits) -> Iterator[ByYear[object]]:
    yield from (value for value in (limits.amber, limits.floor, limits.levels) if value is not None)
    if limits.levels is not None:
        for entry in limits.levels.entries:
            for named in entry.value:
                yield named.ranges
