"""Cuts made ready for bisecting: one ladder of rungs for numbers of every type.

The ends of the domain are two more rungs, and beyond them there is no level. So what is too
large, infinite or not a number at all finds no level by the same bisection, and is left to
the slow path, which says why.
"""

from __future__ import annotations

import decimal
from bisect import bisect_right
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from ragengine.banding import domain_interval
from ragengine.cuts import Cut, Partition
from ragengine.exact import (
    LARGEST,
    MAX_DIGITS,
    MAX_EXPONENT,
    decimal_stand_in,
    smallest_double_above,
)
from ragengine.model import Domain
from ragengine.rating import Level

_EXACT_INTEGERS = 2**53

_FORTY_DIGITS = decimal.Context(prec=MAX_DIGITS, Emin=-MAX_EXPONENT, Emax=MAX_EXPONENT, traps=[])
"""Leaves a readable decimal as it is; one with more digits, or none, comes out different."""


class Ladder:
    """The levels of a partition inside a domain, with rungs in every type of number.

    `levels[bisect_right(doubles, x)]` is the level of a float x, or of an int of less than
    16 digits; None where it has none.
    """

    __slots__ = ("_above", "_bounded", "_decimals", "doubles", "levels", "whole")

    def __init__(self, pieces: Partition[Level], domain: Domain) -> None:
        ends = domain_interval(domain)
        cuts = (ends.lower or Cut(-LARGEST, 0), *pieces.cuts, ends.upper or Cut(LARGEST, 1))
        self.whole = domain.whole
        self._bounded: Partition[Level | None] = Partition(cuts, (None, *pieces.labels, None))
        self._decimals: tuple[Decimal, ...] = ()
        self._above: tuple[bool, ...] = ()
        self.doubles: tuple[float, ...] = ()
        self.levels: tuple[Level | None, ...] = (None,)

    def prepare_doubles(self) -> bool:
        """Make the rungs doubles, for the first float or int; False where they are made.

        Beyond 2 to the 53 an int has no double of its own, so rungs there stay unmade, and
        every number is left to the slow path.
        """
        cuts = self._bounded.cuts
        if self.doubles or any(abs(cut.value) >= _EXACT_INTEGERS for cut in cuts[1:-1]):
            return False
        self.levels = self._bounded.labels
        self.doubles = tuple(smallest_double_above(cut.value, just_above=bool(cut.side)) for cut in cuts)
        return True

    def of_fraction(self, value: Fraction) -> Level | None:
        """The level of an exact number; None where it is outside the domain."""
        if self.whole and value.denominator != 1:
            return None
        return self._bounded.label(value)

    def of_decimal(self, value: Decimal) -> Level | None:
        """The level of a decimal of at most 40 digits; None for any other."""
        try:
            if _FORTY_DIGITS.plus(value) != value:
                return None
        except InvalidOperation:
            return None
        if not self._decimals:
            self._prepare_decimals()
        position = bisect_right(self._decimals, value)
        if position and self._above[position - 1] and self._decimals[position - 1] == value:
            position -= 1
        if self.whole and value.to_integral_value() != value:
            return None
        return self._bounded.labels[position]

    def _prepare_decimals(self) -> None:
        """Make the rungs decimals; few callers bring any, so it is done for the first."""
        stand_ins = [(cut, *decimal_stand_in(cut.value)) for cut in self._bounded.cuts]
        self._above = tuple(bool(cut.side) or not exact for cut, _, exact in stand_ins)
        self._decimals = tuple(number for _, number, _ in stand_ins)
