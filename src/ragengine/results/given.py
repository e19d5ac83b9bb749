"""Numbers that a program gives, taken exactly."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from ragengine.exact import LARGEST, MAX_DIGITS, MAX_EXPONENT
from ragengine.results.cell import Unclear

_MAX_BITS = 1400
"""A bound on the denominators of numbers from programs: cheap to compute with."""


def exact(value: object) -> Fraction:
    """An int, float, Decimal or Fraction as it stands; a float by its shortest decimal. Raises `Unclear`."""
    if isinstance(value, bool):
        raise Unclear("it is true or false, not a number")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise Unclear("it is not a finite number")
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise Unclear("it is not a finite number")
        if len(value.as_tuple().digits) > MAX_DIGITS or abs(value.adjusted()) > MAX_EXPONENT:
            raise Unclear(f"a number may have at most {MAX_DIGITS} digits")
    if not isinstance(value, (int, Decimal, Fraction)):
        raise Unclear("it is neither a text nor a number")
    return bounded(Fraction(value))


def bounded(number: Fraction) -> Fraction:
    """A number of a size that a result can have. Raises `Unclear`."""
    if abs(number) > LARGEST or number.denominator.bit_length() > _MAX_BITS:
        raise Unclear("it is too large or too fine to be a result")
    return number
