"""Results as they are printed: the steps they come in, and which of them lie where.

A result is printed as a decimal, and where only whole numbers can be, as a whole number.
"""

from __future__ import annotations

from fractions import Fraction

from ragengine.banding import domain_interval
from ragengine.cuts import Interval
from ragengine.exact import plain, terminates
from ragengine.model import Domain, Number
from ragengine.resolution import Resolved
from ragengine.resolution.mentions import places_in_range, places_in_target
from ragengine.units import Unit

_TENTH = Fraction(1, 10)


def step_of(resolved: Resolved) -> Fraction:
    """The step in which results are looked at beside a cut.

    It is 1 for whole numbers, and else 0.1, or finer where a number of the rule is.
    """
    if resolved.domain.whole:
        return Fraction(1)
    places = [place for one in resolved.ranges for place in places_in_range(one.ranged)]
    if resolved.target is not None:
        places += places_in_target(resolved.target.value)
    quanta = [place.quoted.quantum for place in places if isinstance(place, Number)]
    return min(_TENTH, *quanta, *(one.quantum for one in resolved.figures.values() if one.quantum))


def is_printed(value: Fraction, *, whole: bool) -> bool:
    """Whether a result can be printed with this very value.

    >>> is_printed(Fraction(1, 8), whole=False), is_printed(Fraction(1, 3), whole=False)
    (True, False)
    """
    return value.denominator == 1 if whole else terminates(value)


def printed_in(piece: Interval, step: Fraction, *, whole: bool) -> Fraction | None:
    """A result that can be printed and lies in a piece of the line, coarse before fine; else None.

    The nearest to the lower end, or to the upper one where there is no lower.
    """
    if whole or piece.is_empty():
        return piece.first_whole() if piece.has_result(whole=True) else None
    lower, upper = piece.lower, piece.upper
    if lower is not None and upper is not None and lower.value == upper.value:
        return lower.value if terminates(lower.value) else None
    while True:
        # Stretched so that a step is 1, the nearest result is a whole number.
        low, high = (None if cut is None else cut.times(1 / step) for cut in (lower, upper))
        stretched = Interval(low, high)
        if stretched.has_result(whole=True):
            return stretched.first_whole() * step
        step /= 10


def some_result(domain: Domain) -> Fraction:
    """A result that can be, as low as there is one."""
    return printed_in(domain_interval(domain), Fraction(1), whole=domain.whole) or Fraction(0)


def in_unit(value: Fraction, unit: Unit) -> str:
    """A result as a cell has it, with its unit: `82%`, `£1,200`, `970,000 visits`.

    >>> from ragengine.units import PERCENT
    >>> in_unit(Fraction(82), PERCENT)
    '82%'
    """
    digits = plain(value)
    if unit.kind == "percent":
        return f"{digits}%"
    if unit.kind == "money":
        return f"-£{digits[1:]}" if value < 0 else f"£{digits}"
    words = " ".join(unit.text.split())
    return digits if unit.kind == "index" else f"{digits} {words}"
