"""Mutation of rules: whether some case notices each change of them.

A mutant that no case notices is either *equivalent*, which is proved by comparing the two
partitions inside the domain, or it has survived: then a value at which the two differ is the
case that would kill it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from ragengine.banding import Banding, domain_interval, in_words
from ragengine.cases.figures import rated
from ragengine.cases.mutants import CutMutant, Mutant, mutants_of
from ragengine.cases.printed import printed_in, some_result, step_of
from ragengine.cases.proposals import Proposal, propose
from ragengine.cases.setting import Setting, settings_of
from ragengine.cases.tried import Trials
from ragengine.cuts import Interval, Partition
from ragengine.engine import MeasureInContext
from ragengine.rating import Level


@frozen(eq=False)
class Fate:
    """What became of a mutant: killed where it has neither a reason nor a proposal.

    `equivalent` says why nothing can notice it; `proposal` is the case that would.
    """

    held: MeasureInContext
    mutant: Mutant
    equivalent: str = ""
    proposal: Proposal | None = None

    @property
    def was_killed(self) -> bool:
        """Whether some case noticed it."""
        return not self.equivalent and self.proposal is None


def fates_of(trials: Trials) -> Iterator[Fate]:
    """The fate of every mutant of a measure; only what was tried of that measure is looked at."""
    for setting in settings_of(trials):
        for mutant in mutants_of(setting):
            yield _fate(setting, mutant)


def _fate(setting: Setting, mutant: Mutant) -> Fate:
    if _is_noticed(setting, mutant):
        return Fate(setting.held, mutant)
    value, why = _difference(setting, mutant)
    if value is None:
        return Fate(setting.held, mutant, why)
    return Fate(setting.held, mutant, proposal=propose(setting.held, value, setting.cells, mutant.words))


def _is_noticed(setting: Setting, mutant: Mutant) -> bool:
    """Whether some row that was tried would get another rating."""
    if not isinstance(mutant, CutMutant):
        return any(not one.holds_in(mutant.like(one.held)) for one in setting.tried)
    moved_by = None if setting.banding is None else setting.banding.moved_by
    for one in setting.tried:
        facts = one.verdict.facts
        banding, number = facts.banding, facts.rated
        if banding is None or number is None or banding.moved_by != moved_by:
            continue
        if mutant.changed(banding).label(number) != facts.level:
            return True
    return False


def _difference(setting: Setting, mutant: Mutant) -> tuple[Fraction | None, str]:
    """A result that the mutant rates otherwise; or None, and why there is none."""
    banding = setting.banding
    if isinstance(mutant, CutMutant):
        assert banding is not None  # noqa: S101 - the cut is one of it
        return _between(banding, mutant.changed(banding))
    changed = rated(mutant.like(setting.held), setting.cells)
    if setting.lacking is not None and changed.reason is setting.lacking.reason:
        return None, f"it is not rated all the same ({changed.reason})"
    if banding is None or changed.partition is None:
        return some_result(setting.held.domain), ""
    return _between(banding, changed.partition)


def _between(banding: Banding, other: Partition[Level]) -> tuple[Fraction | None, str]:
    """A printed result that two partitions rate otherwise; or None, and where they differ unprinted."""
    domain, step = banding.resolved.domain, step_of(banding.resolved)
    pieces = [piece.meet(domain_interval(domain)) for piece in differing(banding.partition, other)]
    pieces = [piece for piece in pieces if not piece.is_empty()]
    for piece in pieces:
        value = printed_in(piece, step, whole=domain.whole)
        if value is not None:
            return value, ""
    if not pieces:
        return None, "it rates no result otherwise"
    return None, f"it rates only {' and '.join(map(in_words, pieces))} otherwise, which no printed result is"


def differing(one: Partition[Level], other: Partition[Level]) -> Iterator[Interval]:
    """The pieces of the line that two partitions label otherwise, from left to right."""
    ends = (None, *sorted({*one.cuts, *other.cuts}), None)
    for lower, upper in pairwise(ends):
        piece = Interval(lower, upper)
        inside = piece.one()
        if one.label(inside) != other.label(inside):
            yield piece
