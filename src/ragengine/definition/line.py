"""Ranges on the line, compared by the few places where an answer can change."""

from __future__ import annotations

import math
import operator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from ragengine.model import Aim, Direction, Operator
from ragengine.rating import Level

Sides = dict[Direction, tuple[Operator, Fraction]]  # how a range ends below and above
ABOVE, BELOW, BETTER, WORSE = Direction
AT_LEAST, MORE_THAN, AT_MOST, UNDER = Operator
ASK = {AT_LEAST: operator.ge, MORE_THAN: operator.gt, AT_MOST: operator.le, UNDER: operator.lt}


class NotRated(Exception):
    """There is no rating, and why; if nothing else is said, the levels make no partition."""


class Range(NamedTuple):
    """The numbers between its ends, or all the others. Without ends it is the whole line."""

    sides: Sides
    others: bool = False

    def holds(self, number: Fraction) -> bool:
        """Whether a number is in the range."""
        return self.others != all(ASK[asked](number, end) for asked, end in self.sides.values())


def ends(*ranges: Range) -> list[Fraction]:
    """Where ranges end."""
    return [end for each in ranges for _, end in each.sides.values()]


def places(marks: list[Fraction], quantum: Fraction | None = None) -> list[Fraction]:
    """The places that can matter: each mark, one between any two, one beyond the first and the last.

    Where results are rounded, so do the round numbers on both sides of each mark.

    >>> [str(place) for place in places([Fraction(80), Fraction(82)])]
    ['79', '80', '81', '82', '83']
    """
    line = set(marks) or {Fraction(0)}
    if quantum is not None:
        steps = {math.floor(mark / quantum) + step for mark in line for step in (-1, 0, 1, 2)}
        line |= {step * quantum for step in steps}
    between = {(left + right) / 2 for left, right in pairwise(sorted(line))}
    return sorted(line | between | {min(line) - 1, max(line) + 1})


def narrower_first(levels: list[tuple[Level, Range]]) -> list[tuple[Level, Range]]:
    """The levels in the order in which they win. No range may be empty, cross or be another."""
    line = places(ends(*(numbers for _, numbers in levels)))
    held = [({place for place in line if each.holds(place)}, level, each) for level, each in levels]
    held.sort(key=lambda item: len(item[0]))
    for (narrow, *_), (wide, *_) in combinations(held, 2):
        if narrow & wide and not narrow < wide:
            raise NotRated
    if not held[0][0]:
        raise NotRated
    return [(level, numbers) for _, level, numbers in held]


def in_order(ranks: list[int], aim: Aim | None) -> bool:
    """Whether no better result rates worse; of a band, whether none further out rates better."""
    best = ranks.index(min(ranks)) if aim is Aim.BAND else 0 if aim is Aim.LOW else -1
    down, up = ranks[best::-1], ranks[best:]
    return aim is Aim.NONE or (down == sorted(down) and up == sorted(up))
