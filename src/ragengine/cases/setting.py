"""A measure in a stretch of years: the partition to be tested, and what was tried on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from ragengine.banding import Banding
from ragengine.cases.examples import cells_beside
from ragengine.cases.figures import invented
from ragengine.cases.points import Point, points_of
from ragengine.cases.tried import Trials, Tried
from ragengine.engine import MeasureInContext
from ragengine.engine.contexts import like_with_like
from ragengine.engine.stretches import Stretch, stretches_of
from ragengine.resolution import Lacking


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

    @property
    def lacks_ranges(self) -> bool:
        """Whether the rule makes ranges of a row's figures, and none were found of which it does."""
        return self.banding is None and self.lacking is not None and "figure" in self.lacking.facts

    def on_the_partition(self) -> Iterator[tuple[Fraction, Tried]]:
        """What was rated by this very partition, with its number."""
        for one in self.tried:
            facts = one.verdict.facts
            same = facts.banding is not None and self.banding is not None
            if same and facts.rated is not None and facts.banding == self.banding:
                yield facts.rated, one


def settings_of(trials: Trials) -> list[Setting]:
    """A setting for each stretch of years of a measure.

    What rates nothing is one setting for all the years that one `TBC` or `none` is written for.
    """
    found: dict[object, Setting] = {}
    for stretch in stretches_of(trials.measure):
        held = like_with_like(trials.rules, trials.measure, stretch)
        here = tuple(one for one in trials.tried if stretch.holds(one.held.period))
        cells: Mapping[str, str] = {}
        banding = held.banding
        if held.lacking is not None and "figure" in held.lacking.facts:
            cells, banding = _figures(stretch, held, here)
        setting = Setting(stretch, held, here, cells, banding)
        key = _target(held) if banding is None and held.lacking is not None else stretch
        known = found.get(key)
        found[key] = setting if known is None else evolve(known, tried=(*known.tried, *here))
    return list(found.values())


def _target(held: MeasureInContext) -> object:
    """What says that a measure has no target: one thing wherever it is written once."""
    target = held.measure.target
    return None if target is None else id(target.entry(held.year, held.span))


def _figures(
    stretch: Stretch, held: MeasureInContext, tried: tuple[Tried, ...]
) -> tuple[Mapping[str, str], Banding | None]:
    """The figures of the rows that test most, or such as a row could have, with their partition."""
    settings: dict[object, Setting] = {}
    for one in tried:
        banding = one.verdict.facts.banding
        if banding is not None and banding.moved_by is None and banding.partition not in settings:
            setting = Setting(stretch, held, tried, cells_beside(one.expected), banding)
            settings[banding.partition] = setting
    if not settings:
        return invented(held) or ({}, None)
    best = max(settings.values(), key=_worth)
    return best.cells, best.banding


def _worth(setting: Setting) -> tuple[int, int]:
    """How much a setting tells: figures that leave out a level less than any; then what was tested."""
    assert setting.banding is not None  # noqa: S101 - it was made for one
    return len(setting.banding.partition.labels), -len(unmet(setting))


def unmet(setting: Setting) -> list[Point]:
    """The points of a setting that nothing has tested."""
    if setting.banding is None:
        return []
    seen = [(number, one.verdict.rating) for number, one in setting.on_the_partition()]
    return [
        point
        for point in points_of(setting.banding)
        if not any(level is not None and point.is_met_by(number, level) for number, level in seen)
    ]
