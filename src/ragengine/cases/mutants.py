"""Rules with one thing changed: what an author may get wrong, made on purpose.

A change of a cut is one of the partition, so that it is exact whatever the rule is written
with, and holds for every figure that a row brings. A changed aim, margin or target is a changed
measure, read by the engine like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import evolve, field, frozen

from ragengine.banding import Banding, in_words
from ragengine.cases.figures import rated
from ragengine.cases.printed import step_of
from ragengine.cases.setting import Setting
from ragengine.cuts import Cut, Interval, Partition, partition
from ragengine.engine import MeasureInContext
from ragengine.engine.shelf import Shelf
from ragengine.exact import plain
from ragengine.explain.show import shower
from ragengine.model import Aim, Limits, Measure, NoAmber, NoTargetYet, Number, Target, Threshold
from ragengine.periods import ByYear, Entry, always
from ragengine.rating import Level, Reason

Change = Callable[[Banding], Partition[Level]]


@frozen(eq=False)
class CutMutant:
    """A partition with one cut moved, or turned to the other side of its number."""

    words: str
    index: int
    steps: int

    def changed(self, banding: Banding) -> Partition[Level]:
        """The partition with the cut where the mutant has it; a neighbour stops it."""
        cuts, labels = list(banding.partition.cuts), banding.partition.labels
        if self.index >= len(cuts):
            return banding.partition
        cut = changed_cut(cuts[self.index], self.steps, step_of(banding.resolved))
        before, after = cuts[: self.index], cuts[self.index + 1 :]
        cuts[self.index] = min([max([cut, *before[-1:]]), *after[:1]])
        return partition(cuts, labels)


@frozen(eq=False)
class RuleMutant:
    """A measure with another aim, no margin or no target in some years."""

    words: str
    measure: Measure
    _held: dict[object, MeasureInContext] = field(factory=dict, init=False, repr=False)

    def like(self, held: MeasureInContext) -> MeasureInContext:
        """The changed measure in the context of an unchanged one."""
        if held.period not in self._held:
            self._held[held.period] = MeasureInContext(self.measure, held.period, Shelf())
        return self._held[held.period]


Mutant = CutMutant | RuleMutant


def changed_cut(cut: Cut, steps: int, step: Fraction) -> Cut:
    """A cut moved by steps; by none, turned to the other side of its number.

    >>> changed_cut(Cut(Fraction(82), 0), 0, Fraction(1))
    Cut(value=Fraction(82, 1), side=1)
    """
    return Cut(cut.value + steps * step, cut.side) if steps else Cut(cut.value, 1 - cut.side)


def mutants_of(setting: Setting) -> Iterator[Mutant]:
    """Every mutant of a measure in a setting; a changed rule that no check would let pass is none."""
    if setting.banding is not None:
        yield from _of_cuts(setting.banding)
    for mutant in _of_rules(setting):
        if mutant.like(setting.held).fault is None:
            yield mutant


def _of_cuts(banding: Banding) -> Iterator[CutMutant]:
    shown, step = shower(banding.resolved.unit), step_of(banding.resolved)
    for index, cut in enumerate(banding.partition.cuts):
        level = banding.partition.labels[index + 1]
        own = in_words(Interval(cut, None), shown)
        for steps in (1, -1, 0):
            other = in_words(Interval(changed_cut(cut, steps, step), None), shown)
            yield CutMutant(f"{level} {own} made {other}", index, steps)


def _of_rules(setting: Setting) -> Iterator[RuleMutant]:
    measure, banding = setting.held.measure, setting.banding
    if banding is not None:
        aim = banding.resolved.aim
        if aim in _SWAPPED:
            entries = (evolve(one, value=_SWAPPED.get(one.value, one.value)) for one in measure.aim.entries)
            changed = evolve(measure, aim=ByYear(tuple(entries)))
            yield RuleMutant(f"aim {aim} made {_SWAPPED[aim]}", changed)
        limits = banding.resolved.limits
        if limits in ("amber", "floor"):
            none = Limits(amber=always(NoAmber.NONE))
            yield RuleMutant(f"{limits} made `amber: none`", evolve(measure, limits=(none,)))
    target = measure.target
    entry = None if target is None else target.entry(setting.held.year, setting.held.span)
    if target is None or entry is None:
        return
    if banding is not None and (mutant := _of_bracket(setting, target, entry)) is not None:
        yield mutant
    if not target.is_constant:
        gone = _with_target(measure, target, entry, NoTargetYet(Reason.NO_TARGET_THIS_YEAR))
        yield RuleMutant("target of the year left out", gone)


_SWAPPED = {Aim.HIGH: Aim.LOW, Aim.LOW: Aim.HIGH}


def _of_bracket(setting: Setting, target: ByYear[Target], entry: Entry[Target]) -> RuleMutant | None:
    """One event more in the bracket of a target, where the population that it implies moves a cut."""
    threshold = entry.value
    if not isinstance(threshold, Threshold):
        return None
    place = threshold.place
    if not isinstance(place, Number) or place.events is None:
        return None
    more = evolve(threshold, place=evolve(place, events=place.events + 1))
    words = f"{plain(place.events)} events beside the target made {plain(place.events + 1)}"
    mutant = RuleMutant(words, _with_target(setting.held.measure, target, entry, more))
    changed = rated(mutant.like(setting.held), setting.cells).partition
    same = setting.banding is not None and setting.banding.partition == changed
    return None if same else mutant


def _with_target(measure: Measure, target: ByYear[Target], entry: Entry[Target], other: Target) -> Measure:
    """A measure with another target in the years of an entry."""
    changed = evolve(entry, value=other)
    return evolve(measure, target=ByYear(tuple(changed if one is entry else one for one in target.entries)))
