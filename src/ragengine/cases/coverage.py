"""Coverage of cuts: what of every measure, in every context, has been tested.

In each stretch of years that is alike each level is to be reached, each cut tested just below,
on and just above, and each reason for *not rated* reached that the rule itself gives: what the
target lacks (`TBC`, no survey, for information only), or a figure that a row must bring. What
only a cell can say (missing, suppressed, due) belongs to no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from ragengine.banding import Banding
from ragengine.cases.examples import cells_beside
from ragengine.cases.figures import invented
from ragengine.cases.points import Point, points_of
from ragengine.cases.proposals import Proposal, propose
from ragengine.cases.running import Outcome
from ragengine.cases.tried import Tried, tried_by
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.engine.contexts import Stretch, like_with_like, stretches_of
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


def covered_by(rules: RuleSet, outcomes: Iterable[Outcome]) -> list[Coverage]:
    """The coverage of every measure by the cases that passed and the examples that hold."""
    tried = tried_by(rules, outcomes)
    return [
        Coverage(measure, tuple(_contexts(rules, measure, tried[measure.id])))
        for measure in rules.measures.values()
    ]


def share_of(coverages: Sequence[Coverage]) -> Fraction:
    """The share of points that are tested, as a fraction of 1; of none, all are."""
    points = sum(one.points for one in coverages)
    missing = sum(one.missing for one in coverages)
    return Fraction(1) if not points else Fraction(points - missing, points)


@frozen(eq=False)
class Setting:
    """A stretch of years: what was tried in it, and the partition to be tested.

    `cells` are the figures of a row that make the partition, where it depends on them;
    `lacking` why the rule alone gives no rating. `banding` is None where nothing does.
    """

    stretch: Stretch
    held: MeasureInContext
    tried: tuple[Tried, ...]
    cells: Mapping[str, str]
    banding: Banding | None

    @property
    def lacking(self) -> Lacking | None:
        """Why the rule alone gives no rating."""
        return self.held.lacking

    def on_the_partition(self) -> Iterator[tuple[Fraction, Tried]]:
        """What was rated by this very partition, with its number."""
        for one in self.tried:
            facts = one.verdict.facts
            same = facts.banding is not None and self.banding is not None
            if same and facts.rated is not None and facts.banding == self.banding:
                yield facts.rated, one


def settings_of(rules: RuleSet, measure: Measure, tried: Sequence[Tried]) -> Iterator[Setting]:
    """A setting for each stretch of years of a measure."""
    for stretch in stretches_of(measure):
        held = like_with_like(rules, measure, stretch.period)
        here = tuple(one for one in tried if stretch.holds(one.held.period))
        cells: Mapping[str, str] = {}
        banding = held.banding
        if held.lacking is not None and "figure" in held.lacking.facts:
            cells, banding = _figures(stretch, held, here)
        yield Setting(stretch, held, here, cells, banding)


def _figures(
    stretch: Stretch, held: MeasureInContext, tried: tuple[Tried, ...]
) -> tuple[Mapping[str, str], Banding | None]:
    """The figures of the rows that test most, or such as a row could have, with their partition."""
    best: Setting | None = None
    for one in tried:
        banding = one.verdict.facts.banding
        if banding is None or banding.moved_by is not None:
            continue
        setting = Setting(stretch, held, tried, cells_beside(one.expected), banding)
        if best is None or len(_unmet(setting)) < len(_unmet(best)):
            best = setting
    if best is not None:
        return best.cells, best.banding
    return invented(held) or ({}, None)


def _contexts(rules: RuleSet, measure: Measure, tried: Sequence[Tried]) -> Iterator[Covered]:
    for setting in settings_of(rules, measure, tried):
        held, lacking = setting.held, setting.lacking
        points = 0 if setting.banding is None else len(points_of(setting.banding))
        unmet = _unmet(setting)
        missing = [point.words for point in unmet]
        proposals = [
            propose(held, value, setting.cells, words) for value, words in _values(unmet, setting.banding)
        ]
        if lacking is not None:
            points += 1
            if not any(_gives(one, lacking) for one in setting.tried):
                missing.append(str(lacking.reason))
                proposals.append(propose(held, _some(setting), {}))
        yield Covered(held, points, tuple(missing), tuple(proposals))


def _values(unmet: Sequence[Point], banding: Banding | None) -> Iterator[tuple[Fraction, str]]:
    """The results that test points, and what each tests; a level is reached by the way, if it can be."""
    if banding is None:
        return
    of_cuts = [point for point in unmet if point.level is None]
    for point in unmet:
        others = (one.value for one in of_cuts if banding.partition.label(one.value) == point.level)
        yield next(others, point.value), point.words


def _unmet(setting: Setting) -> list[Point]:
    """The points of a setting that nothing has tested."""
    if setting.banding is None:
        return []
    seen = [(number, one.verdict.rating) for number, one in setting.on_the_partition()]
    return [
        point
        for point in points_of(setting.banding)
        if not any(level is not None and point.is_met_by(number, level) for number, level in seen)
    ]


def _gives(one: Tried, lacking: Lacking) -> bool:
    """Whether a row was not rated for this very reason."""
    facts = one.verdict.facts
    return facts.reason is lacking.reason and facts.detail.get("figure") == lacking.facts.get("figure")


def _some(setting: Setting) -> Fraction:
    """Some result that can be: one that tests something, where there is a partition."""
    if setting.banding is not None:
        return points_of(setting.banding)[0].value
    domain = setting.held.domain
    return next(end for end in (domain.highest, domain.lowest, Fraction(0)) if end is not None)
