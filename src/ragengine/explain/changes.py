"""What would change the rating: how many more, or fewer, of the people counted."""

from __future__ import annotations

from fractions import Fraction

from ragengine.cuts import Cut
from ragengine.exact import plain
from ragengine.explain.facts import Facts
from ragengine.explain.show import count_word
from ragengine.explain.target import noun_of_share
from ragengine.model import Aim
from ragengine.rating import Level
from ragengine.results import Counts


def what_would_change(facts: Facts) -> str:
    """`Three more of the 1,397 people would make it green.`, or nothing.

    Only exact counts that agree with the printed value are evidence. Every number comes from
    the cuts that rate, so rounding is already in it.
    """
    counts, banding = facts.counts, facts.banding
    if counts is None or banding is None or facts.level is None or not _are_people(counts):
        return ""
    resolved = banding.resolved
    if resolved.unit.kind != "percent" or resolved.aim is Aim.NONE or banding.moved_by is not None:
        return ""
    found = _nearest_better(facts)
    if found is None:
        return ""
    cut, rising, level = found
    needed = _count_beyond(cut, counts.denominator, rising=rising)
    change = needed - counts.numerator if rising else counts.numerator - needed
    if change <= 0 or not 0 <= needed <= counts.denominator:
        return ""
    word = "more" if rising else "fewer"
    of = f"{plain(counts.denominator)}{noun_of_share(resolved.unit)}"
    return f"{count_word(int(change), start=True)} {word} of the {of} would make it {level}."


def _are_people(counts: Counts) -> bool:
    """Whether the counts are exact, and of whole people, so that one more can be spoken of."""
    return counts.exact and counts.numerator.denominator == counts.denominator.denominator == 1


def _nearest_better(facts: Facts) -> tuple[Cut, bool, Level] | None:
    """The cut to cross for a better rating: the target's own where there is one."""
    assert facts.banding is not None and facts.rated is not None and facts.level is not None  # noqa: S101, PT018 - asked of rated results only
    partition = facts.banding.partition
    labels = partition.labels
    here = next(i for i, (piece, _) in enumerate(partition.pieces()) if facts.rated in piece)
    goal = facts.level.rank - 1 if facts.banding.resolved.target is None else 0
    for position in range(here + 1, len(labels)):
        if labels[position].rank <= goal:
            return partition.cuts[position - 1], True, labels[position]
    for position in range(here - 1, -1, -1):
        if labels[position].rank <= goal:
            return partition.cuts[position], False, labels[position]
    return None


def _count_beyond(cut: Cut, denominator: Fraction, *, rising: bool) -> Fraction:
    """The nearest whole count whose percentage lies beyond the cut."""
    exact = cut.value * denominator / 100
    whole = Fraction(exact.__floor__())
    if rising:
        return whole if exact == whole and cut.side == 0 else whole + 1
    return whole - 1 if exact == whole and cut.side == 0 else whole
