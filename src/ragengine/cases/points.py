"""What is to be tested of a partition: its levels, and each cut just below, on and just above."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from ragengine.banding import Banding, domain_interval
from ragengine.cases.printed import is_printed, printed_in, step_of
from ragengine.cuts import Cut, Interval, above, below
from ragengine.explain.show import shower
from ragengine.model import Domain
from ragengine.rating import Level


@frozen
class Point:
    """A place on the line to be trials: any number of `reach`, or else any that gets `level`.

    `words` say it in a list of what is missing; `value` is the result to test it with.
    """

    words: str
    value: Fraction
    reach: Interval | None = None
    level: Level | None = None

    def is_met_by(self, value: Fraction, level: Level) -> bool:
        """Whether a result that got this level tests the point."""
        return level == self.level if self.reach is None else value in self.reach


def points_of(banding: Banding) -> list[Point]:
    """The points of a partition, the levels after the cuts.

    Beside a cut lies the next result in the unit's step, and what is nearer counts as well; the
    step is finer where it would leap over the next cut. On a cut that is no printed number (an
    event's share of a population) nothing is asked for.
    """
    found: dict[Interval, Point] = {}
    for cut in banding.partition.cuts:
        for point in _at(cut, banding):
            assert point.reach is not None  # noqa: S101 - the points of cuts have one
            found.setdefault(point.reach, point)
    return [*found.values(), *_levels(banding)]


def _at(cut: Cut, banding: Banding) -> Iterator[Point]:
    """The points of one cut that a result can have."""
    domain, value = banding.resolved.domain, cut.value
    shown = shower(banding.resolved.unit)(value)
    under, over = (_inside(number, domain) for number in _beside(value, banding))
    points = (
        ("just below", under, Interval(below(under), below(value))),
        ("on", value, Interval(below(value), above(value))),
        ("just above", over, Interval(above(value), above(over))),
    )
    for words, number, reach in points:
        if not reach.is_empty() and is_printed(number, whole=domain.whole):
            yield Point(f"{words} {shown}", number, reach)


def _beside(value: Fraction, banding: Banding) -> tuple[Fraction, Fraction]:
    """The next results below and above a cut, before the cuts that lie there.

    Whole numbers have no finer step, and leap over what lies between two of them.
    """
    cuts, whole = banding.partition.cuts, banding.resolved.domain.whole
    before = max((cut for cut in cuts if cut.value < value), default=None)
    after = min((cut for cut in cuts if cut.value > value), default=None)
    under = over = value
    step = step_of(banding.resolved)
    while under == value or not (whole or under in Interval(before, None)):
        under = step * ((value / step).__ceil__() - 1)
        step /= 10
    step = step_of(banding.resolved)
    while over == value or not (whole or over in Interval(None, after)):
        over = step * ((value / step).__floor__() + 1)
        step /= 10
    return under, over


def _inside(value: Fraction, domain: Domain) -> Fraction:
    """The number, or the end of the domain that lies before it."""
    if domain.lowest is not None and value < domain.lowest:
        return domain.lowest
    if domain.highest is not None and value > domain.highest:
        return domain.highest
    return value


def _levels(banding: Banding) -> Iterator[Point]:
    """Each level that a printed result can be given, by the lowest piece that has it."""
    domain, step = banding.resolved.domain, step_of(banding.resolved)
    seen = set()
    for piece, level in banding.partition.pieces():
        value = printed_in(piece.meet(domain_interval(domain)), step, whole=domain.whole)
        if value is not None and level not in seen:
            seen.add(level)
            yield Point(str(level), value, level=level)
