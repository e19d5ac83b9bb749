"""Numbers as a councillor reads them: with their unit, in the style they were printed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from ragengine.exact import in_full, plain, round_half_away, terminates
from ragengine.units import Unit

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MILLION = 10**6
_THOUSAND = 10**3
_SMALL = 10


def count_word(count: int, *, start: bool = False) -> str:
    """Whole numbers up to nine in words, others in digits.

    >>> count_word(3, start=True), count_word(18)
    ('Three', '18')
    """
    word = _WORDS[count] if 0 <= count < _SMALL else plain(Fraction(count))
    return word.capitalize() if start else word


def number(value: Fraction, places: Fraction | None = None) -> str:
    """Digits in full; what has no end, or a long one, is rounded to the given place."""
    if terminates(value) and (places is None or value % (places / 100) == 0):
        return plain(value)
    return plain(round_half_away(value, places or Fraction(1, 100)))


_ONE_PLACE = re.compile(r"\.\d$")


def with_unit(digits: str, unit: Unit, *, singular: bool = False) -> str:
    """Digits with the measure's unit: `82%`, `5.4 per 100,000`, `699.0k visits`, `£1.2m`.

    >>> from ragengine.units import PERCENT
    >>> with_unit("82", PERCENT)
    '82%'
    """
    if unit.kind == "percent":
        return f"{digits}%"
    if unit.kind == "money":
        pence = f"{digits}0" if _ONE_PLACE.search(digits) else digits
        return f"-£{pence[1:]}" if pence.startswith("-") else f"£{pence}"
    if unit.kind == "rate":
        return f"{digits} {per(unit)}"
    if unit.noun is None:
        return digits
    name = unit.noun.name
    one = singular and name.endswith("s")
    return f"{digits} {name[:-1] if one else name}"


def per(unit: Unit) -> str:
    """`per 100,000`, `per 10,000 km`."""
    size = plain(unit.per or Fraction(1))
    return f"per {size} {unit.of}".strip()


def distance(value: Fraction, unit: Unit, *, short: bool = False) -> str:
    """A difference: `0.2 percentage points`, `£5`, `1.3`; the result beside it names the unit."""
    digits = number(value)
    if unit.kind == "percent":
        word = "point" if value == 1 else "points"
        return f"{digits} {word}" if short else f"{digits} percentage {word}"
    if unit.kind == "money":
        pence = None if value.denominator == 1 else Fraction(1, 100)
        return with_unit(plain(value, pence), unit)
    return digits


_SUFFIX = re.compile(r"[\d.]([kKm]|bn)$")


def projected(value: Fraction, printed: str, edges: Iterable[Fraction] = ()) -> str:
    """A projected figure in the style of the printed one: millions to two places, k to one.

    Where a whole number would lie on the other side of an edge, the figure keeps its decimals.
    """
    if not _SUFFIX.search(printed) or abs(value) < _THOUSAND:
        whole = round_half_away(value, Fraction(1))
        crossed = any((whole > edge, whole < edge) != (value > edge, value < edge) for edge in edges)
        return number(value) if crossed else plain(whole)
    if abs(value) >= _MILLION:
        return plain(value / _MILLION, Fraction(1, 100)) + "m"
    return plain(value / _THOUSAND, Fraction(1, 10)) + "k"


def exactly(value: Fraction) -> str:
    """Digits with nothing lost: `40.5`, `633,333.3333 (exactly 633,333 1/3)`."""
    if terminates(value):
        return plain(value)
    return f"{plain(round_half_away(value, Fraction(1, 10**4)))} (exactly {in_full(value)})"


def shower(unit: Unit, digits: Callable[[Fraction], str] = number) -> Callable[[Fraction], str]:
    """A function that shows a bare number of a unit, with the sign that belongs to the digits."""
    if unit.kind in ("percent", "money"):
        return lambda value: with_unit(digits(value), unit)
    return digits
