"""Numbers as a councillor reads them: with their unit, in the style they were printed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from ragengine.exact import in_full, plain, round_half_away, terminates
from ragengine.units import Noun, Unit

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


_HUNDREDTH = Fraction(1, 100)


def number(value: Fraction, places: Fraction | None = None, beside: Iterable[Fraction] = ()) -> str:
    """Digits in full; what has no end, or a long one, is rounded to the given place.

    It gets more digits where rounding would make it read as one of the numbers `beside` it,
    or as lying on the other side of one.

    >>> number(Fraction(7999, 100) + Fraction(1, 150), beside=[Fraction(80)])
    '79.997'
    """
    if terminates(value) and (places is None or value % (places / 100) == 0):
        return plain(value)
    return plain(round_half_away(value, telling(value, beside, places or _HUNDREDTH)))


def telling(value: Fraction, others: Iterable[Fraction], place: Fraction) -> Fraction:
    """The place, or a finer one, to which a number and others can be rounded and keep their order.

    >>> telling(Fraction(24, 25), [Fraction(1)], Fraction(1))
    Fraction(1, 100)
    """
    known = tuple(others)
    while any(
        _order(round_half_away(value, place), round_half_away(other, place)) != _order(value, other)
        for other in known
    ):
        place /= 10
    return place


def _order(one: Fraction, two: Fraction) -> int:
    return (one > two) - (one < two)


_ONE_PLACE = re.compile(r"\.\d$")


def with_unit(digits: str, unit: Unit) -> str:
    """Digits with the measure's unit: `82%`, `5.4 per 100,000`, `699.0k visits`, `1 visit`, `£1.2m`.

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
    return so_many(digits, unit.noun)


def so_many(digits: str, noun: Noun) -> str:
    """Digits with a noun, which is singular after a 1: `1 visit`, `1.0 visits`, `12 visits`."""
    return f"{digits} {noun.singular() if digits == '1' else noun.name}"


def per(unit: Unit) -> str:
    """`per 100,000`, `per 10,000 km`."""
    size = plain(unit.per or Fraction(1))
    return f"per {size} {unit.of}".strip()


def distance(value: Fraction, unit: Unit, *, short: bool = False, beside: Iterable[Fraction] = ()) -> str:
    """A difference: `0.2 percentage points`, `£5`, `1.3`; the result beside it names the unit.

    It never reads as nought, nor as on the other side of the distances `beside` it.
    """
    others = (Fraction(0), *beside)
    digits = number(value, beside=others)
    if unit.kind == "percent":
        word = "point" if value == 1 else "points"
        return f"{digits} {word}" if short else f"{digits} percentage {word}"
    if unit.kind == "money":
        pence = None if value.denominator == 1 else telling(value, others, _HUNDREDTH)
        return with_unit(plain(value, pence), unit)
    return digits


_SUFFIX = re.compile(r"[\d.]([kKm]|bn)$")


def projected(value: Fraction, printed: str, edges: Iterable[Fraction] = ()) -> str:
    """A projected figure in the style of the printed one: millions to two places, k to one.

    Where it would read as an edge that it is not, or on the other side of one, it has more digits.
    """
    if not _SUFFIX.search(printed) or abs(value) < _THOUSAND:
        scale, place, suffix = Fraction(1), Fraction(1), ""
    elif abs(value) >= _MILLION:
        scale, place, suffix = Fraction(_MILLION), Fraction(_MILLION, 100), "m"
    else:
        scale, place, suffix = Fraction(_THOUSAND), Fraction(_THOUSAND, 10), "k"
    known = tuple(edges)
    while any(_order(round_half_away(value, place), edge) != _order(value, edge) for edge in known):
        place /= 10
    return plain(value / scale, place / scale) + suffix


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
