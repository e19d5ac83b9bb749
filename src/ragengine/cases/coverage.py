"""Coverage of cuts: what of every measure, in every context, has been tested.

In each stretch of years that is alike each level is to be reached, each cut tested just below,
on and just above, and each reason for *not rated* reached that the rule itself gives: what the
target lacks (`TBC`, no survey, for information only), or a figure that a row must bring. What
only a cell can say (missing, suppressed, due) belongs to no rule. Where no figure is found with
which a rule makes ranges, these are one point, which only a case with such a figure tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from ragengine.banding import Banding
from ragengine.cases.points import Point, points_of
from ragengine.cases.printed import some_result
from ragengine.cases.proposals import Proposal, propose
from ragengine.cases.setting import Setting, settings_of, unmet
from ragengine.cases.tried import Trials, Tried
from ragengine.engine import MeasureInContext
from ragengine.model import Measure
from ragengine.resolution import Lacking


@frozen(eq=False)
class Covered:
    """A measure in one context: how many points there are, and which no case tests.

    `proposals` are cases that would test what is missing, one for several where it can.
    """

    held: MeasureInContext
    points: int
    missing: tuple[str, ...]
    proposals: tuple[Proposal, ...]


@frozen(eq=False)
class Coverage:
    """The coverage of one measure."""

    measure: Measure
    contexts: tuple[Covered, ...]

    @property
    def points(self) -> int:
        """How many points there are to be tested."""
        return sum(one.points for one in self.contexts)

    @property
    def missing(self) -> int:
        """How many of them no case tests."""
        return sum(len(one.missing) for one in self.contexts)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Cases that would test what is missing."""
        return tuple(proposal for one in self.contexts for proposal in one.proposals)


def coverage_of(trials: Trials) -> Coverage:
    """The coverage of a measure by what was tried of it."""
    return Coverage(trials.measure, tuple(map(_covered, settings_of(trials))))


def share_of(coverages: Sequence[Coverage]) -> Fraction:
    """The share of points that are tested, as a fraction of 1; of none, all are."""
    points = sum(one.points for one in coverages)
    missing = sum(one.missing for one in coverages)
    return Fraction(1) if not points else Fraction(points - missing, points)


def _covered(setting: Setting) -> Covered:
    held, lacking = setting.held, setting.lacking
    points = 0 if setting.banding is None else len(points_of(setting.banding))
    left = unmet(setting)
    missing = [point.words for point in left]
    proposals = [
        propose(held, value, setting.cells, words) for value, words in _values(left, setting.banding)
    ]
    if lacking is not None:
        points += 1
        if not any(_gives(one, lacking) for one in setting.tried):
            missing.append(str(lacking.reason))
            proposals.append(propose(held, _some(setting), {}))
    if setting.lacks_ranges:
        points += 1
        missing.append(without_ranges(held))
    return Covered(held, points, tuple(missing), tuple(proposals))


def without_ranges(held: MeasureInContext) -> str:
    """What is left untested where no figures are found that make ranges, and the way out."""
    needed = " and ".join(f"`{name}`" for name in sorted(held.needs))
    return f"levels and cuts (no {needed} was found that makes ranges: write a case with one that does)"


def _values(unmet: Sequence[Point], banding: Banding | None) -> Iterator[tuple[Fraction, str]]:
    """The results that test points, and what each tests; most levels are reached by the way."""
    if banding is None:
        return
    of_cuts = [point for point in unmet if point.level is None]
    by_the_way = {banding.partition.label(point.value) for point in of_cuts}
    for point in unmet:
        if point.level not in by_the_way:
            yield point.value, point.words


def _gives(one: Tried, lacking: Lacking) -> bool:
    """Whether a row was not rated for this very reason."""
    facts = one.verdict.facts
    return facts.reason is lacking.reason and facts.detail.get("figure") == lacking.facts.get("figure")


def _some(setting: Setting) -> Fraction:
    """Some result that can be: one that tests something, where there is a partition."""
    points = () if setting.banding is None else points_of(setting.banding)
    return next((point.value for point in points), some_result(setting.held.domain))
