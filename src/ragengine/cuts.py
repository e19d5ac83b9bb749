"""Cuts, intervals and partitions of the number line.

A *cut* is a place between numbers: just below a value, or just above it. Cuts are totally
ordered, and every number lies below or above a cut, never on it: "at least 82" starts at the
cut just below 82, "more than 82" at the cut just above it. So nothing here has a flag that
says whether an end is included.

A *partition* is n cuts in strictly rising order and n + 1 labels, equal neighbours merged.
Each meaning has one partition, so `==` is equality of meaning, and gaps or overlaps cannot
be written down.

This module has never heard of red.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Generic, NamedTuple, TypeVar

from attrs import field, frozen

Label = TypeVar("Label")


class Cut(NamedTuple):
    """A place on the line: just below `value` (side 0) or just above it (side 1).

    A tuple, so that cuts compare by value and then by side.
    """

    value: Fraction
    side: int

    def is_below(self, number: Fraction) -> bool:
        """Whether the number lies above this cut.

        >>> below(Fraction(82)).is_below(Fraction(82)), above(Fraction(82)).is_below(Fraction(82))
        (True, False)
        """
        return number > self.value or (number == self.value and self.side == 0)

    def times(self, factor: Fraction) -> Cut:
        """The cut after the line is stretched by a positive factor; its side stays."""
        return Cut(self.value * factor, self.side)


def below(value: Fraction) -> Cut:
    """The cut just below a value: what "at least" starts at and "under" ends at."""
    return Cut(value, 0)


def above(value: Fraction) -> Cut:
    """The cut just above a value: what "more than" starts at and "at most" ends at."""
    return Cut(value, 1)


def folded(cut: Cut, quantum: Fraction) -> Cut:
    """The cut that rates a number as this one rates the number rounded to `quantum`.

    Rounding is half away from zero. With m the first multiple of the quantum above the cut, a
    number rounds to m or more from m - quantum / 2 on: that point belongs to m where m is
    positive (halves go up), and not where m is zero or negative (halves go down). So a folded
    cut has a side of its own, and nothing rounds at rating time.

    >>> folded(below(Fraction(86)), Fraction(1)) == below(Fraction("85.5"))
    True
    """
    steps = cut.value / quantum
    multiple = quantum * (steps.__floor__() + 1 if cut.side else steps.__ceil__())
    return Cut(multiple - quantum / 2, 0 if multiple > 0 else 1)


class Interval(NamedTuple):
    """The numbers between two cuts; None is the end of the line."""

    lower: Cut | None
    upper: Cut | None

    def is_empty(self) -> bool:
        """Whether no number lies between the cuts."""
        return self.lower is not None and self.upper is not None and self.upper <= self.lower

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, Fraction):
            return False
        return (self.lower is None or self.lower.is_below(number)) and not (
            self.upper is not None and self.upper.is_below(number)
        )

    def one(self) -> Fraction:
        """A number between the cuts: an end that belongs to them, or else one that lies inside.

        >>> str(Interval(above(Fraction(80)), below(Fraction(82))).one())
        '81'
        """
        lower, upper = self.lower, self.upper
        if lower is not None and not lower.side:
            return lower.value
        if upper is not None and upper.side:
            return upper.value
        if lower is not None and upper is not None:
            return (lower.value + upper.value) / 2
        if lower is not None:
            return lower.value + 1
        return Fraction(0) if upper is None else upper.value - 1

    def first_whole(self) -> Fraction:
        """The lowest whole number at or above the start; where there is none, the highest below the end.

        >>> str(Interval(above(Fraction(80)), None).first_whole())
        '81'
        """
        if self.lower is not None:
            start = self.lower.value
            return Fraction(start.__floor__() + 1 if self.lower.side else start.__ceil__())
        if self.upper is not None:
            end = self.upper.value
            return Fraction(end.__floor__() if self.upper.side else end.__ceil__() - 1)
        return Fraction(0)

    def has_result(self, *, whole: bool) -> bool:
        """Whether a result can lie between the cuts: any number, or a whole one."""
        return not self.is_empty() and (not whole or self.first_whole() in self)

    def meet(self, other: Interval) -> Interval:
        """The numbers in both."""
        lowers = [cut for cut in (self.lower, other.lower) if cut is not None]
        uppers = [cut for cut in (self.upper, other.upper) if cut is not None]
        return Interval(max(lowers, default=None), min(uppers, default=None))

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval is in the other."""
        starts = other.lower is None or (self.lower is not None and other.lower <= self.lower)
        ends = other.upper is None or (self.upper is not None and self.upper <= other.upper)
        return starts and ends


LINE = Interval(None, None)


class Ruler:
    """Cuts as whole numbers, on a grid fine enough for all of them.

    A cut at n steps of the grid is the number 2n just below and 2n + 1 just above. Comparing
    cuts is then comparing integers: as exact as comparing fractions, and much faster.
    """

    def __init__(self, cuts: Iterable[Cut]) -> None:
        self._cuts: dict[int, Cut] = {}
        cuts = tuple(cuts)
        self._steps = lcm(*[cut.value.denominator for cut in cuts])
        for cut in cuts:
            self._cuts[_mark(cut, self._steps)] = cut
        self.marks = sorted(self._cuts)

    def mark(self, cut: Cut) -> int:
        """The whole number of one of the cuts."""
        return _mark(cut, self._steps)

    def cut(self, mark: int) -> Cut:
        """The cut of a whole number."""
        return self._cuts[mark]

    def ends(self, interval: Interval) -> tuple[int, int]:
        """An interval whose cuts are among these, from mark to mark; beyond them all if open."""
        first, last = (self.marks[0] - 1, self.marks[-1] + 1) if self.marks else (0, 1)
        lower = first if interval.lower is None else self.mark(interval.lower)
        return lower, last if interval.upper is None else self.mark(interval.upper)

    def interval(self, lower: int, upper: int) -> Interval:
        """The interval between two marks; a mark that is no cut is an end of the line."""
        return Interval(self._cuts.get(lower), self._cuts.get(upper))


def _mark(cut: Cut, steps: int) -> int:
    value = cut.value
    return 2 * value.numerator * (steps // value.denominator) + cut.side


@frozen
class Partition(Generic[Label]):
    """The whole line in pieces. Build it with `partition`, which makes it canonical."""

    cuts: tuple[Cut, ...]
    labels: tuple[Label, ...]
    _steps: int = field(init=False, eq=False, repr=False)
    _marks: list[int] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        steps = lcm(*[cut.value.denominator for cut in self.cuts])
        marks = [_mark(cut, steps) for cut in self.cuts]
        rising = all(one < two for one, two in pairwise(marks))
        merged = all(one != two for one, two in pairwise(self.labels))
        if len(self.labels) != len(self.cuts) + 1 or not rising or not merged:
            raise ValueError("a partition is n rising cuts and n + 1 labels, neighbours different")
        object.__setattr__(self, "_steps", steps)
        object.__setattr__(self, "_marks", marks)

    def piece(self, number: Fraction) -> int:
        """The place of the piece that a number falls in, counted from the left from 0."""
        steps, beyond = divmod(number.numerator * self._steps, number.denominator)
        return bisect_right(self._marks, 2 * steps + (beyond > 0))

    def label(self, number: Fraction) -> Label:
        """The label of the piece that a number falls in."""
        return self.labels[self.piece(number)]

    def pieces(self) -> Iterator[tuple[Interval, Label]]:
        """The pieces from left to right, each with its label."""
        ends: tuple[Cut | None, ...] = (None, *self.cuts, None)
        for lower, upper, label in zip(ends, ends[1:], self.labels, strict=False):
            yield Interval(lower, upper), label

    def times(self, factor: Fraction) -> Partition[Label]:
        """The partition of the line stretched by a positive factor."""
        return Partition(tuple(cut.times(factor) for cut in self.cuts), self.labels)


def partition(cuts: Sequence[Cut], labels: Sequence[Label]) -> Partition[Label]:
    """A partition from rising cuts, some of which may coincide, and the labels between them.

    Pieces without numbers are dropped and neighbours with one label are merged.

    >>> partition([below(Fraction(1)), below(Fraction(2))], ["a", "b", "b"]).cuts
    (Cut(value=Fraction(1, 1), side=0),)
    """
    kept_cuts: list[Cut] = []
    kept_labels: list[Label] = []
    lower: Cut | None = None
    for upper, label in zip((*cuts, None), labels, strict=True):
        empty = upper is not None and lower == upper
        if not empty and label not in kept_labels[-1:]:
            if lower is not None and kept_labels:
                kept_cuts.append(lower)
            kept_labels.append(label)
        lower = upper
    return Partition(tuple(kept_cuts), tuple(kept_labels))
