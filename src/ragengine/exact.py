"""Numbers: exact values, the places they are written to, and the doubles beside them.

Every number that can decide a rating is a `fractions.Fraction`. Three facts about the way
numbers are written are kept beside it: the text, and the *quantum*, the unit of its last
digit (42% is quoted to 1, 163.8k to 100, 93.0% to 0.1).

A Python float stands for its shortest decimal, the one that `repr` prints.
"""

from __future__ import annotations

import math
import re
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

MAX_DIGITS = 40
"""Digits that a number may have. A million digits are a mistake or an attack."""

MAX_EXPONENT = 400
"""The largest power of ten, either way, that a number of a program may have: beyond a double."""

LARGEST = Fraction(10**30)
"""Results beyond this size, on either side, are unreadable."""

_WIDE = Context(prec=2000)

_PLAIN = re.compile(
    r"(?P<sign>[-+\N{MINUS SIGN}]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<places>\d+))?",
    re.ASCII,
)


@frozen
class Quoted:
    """A number as somebody wrote it.

    Two quoted numbers are equal when value and quantum are: `42%` and `42.0%` differ, since
    "as quoted" rounds results to different places.
    """

    value: Fraction
    quantum: Fraction
    text: str = field(eq=False)


_PLACES = tuple(Fraction(1, 10**places) for places in range(MAX_DIGITS + 1))


class NotANumber(ValueError):
    """A text that is no number, with the reason in words."""


def read_plain(text: str) -> tuple[Fraction, Fraction]:
    """Read `1,252`, `0.95`, `-3` as an exact value and its quantum.

    Raises `NotANumber`. No exponent, no underscore, no sign but a leading one; commas only
    between groups of three digits.

    >>> read_plain("1,252.50")
    (Fraction(2505, 2), Fraction(1, 100))
    """
    if len(text) > 2 * MAX_DIGITS:
        raise NotANumber(f"a number may have at most {MAX_DIGITS} digits")
    match = _PLAIN.fullmatch(text)
    if match is None or (match["whole"] is None and match["places"] is None):
        raise NotANumber("it is not a number")
    whole = (match["whole"] or "0").replace(",", "")
    places = match["places"] or ""
    if len(whole) + len(places) > MAX_DIGITS:
        raise NotANumber(f"a number may have at most {MAX_DIGITS} digits")
    sign = -1 if match["sign"] in ("-", "\N{MINUS SIGN}") else 1
    scale = 10 ** len(places)
    return Fraction(sign * int(whole + places), scale), _PLACES[len(places)]


def shortest(number: float) -> Fraction:
    """The shortest decimal that reads back as this float: what `repr` prints.

    >>> shortest(0.1)
    Fraction(1, 10)
    """
    return Fraction(Decimal(repr(number)))


def round_half_away(value: Fraction, quantum: Fraction) -> Fraction:
    """Round to the nearest multiple of `quantum`, halves away from zero (as spreadsheets do).

    >>> round_half_away(Fraction("-0.5"), Fraction(1))
    Fraction(-1, 1)
    """
    steps = abs(value) / quantum
    whole = math.floor(steps + Fraction(1, 2))
    return whole * quantum if value >= 0 else -whole * quantum


@lru_cache(maxsize=65536)
def smallest_double_above(value: Fraction, *, just_above: bool) -> float:
    """The smallest double whose shortest decimal lies above a cut.

    The cut stands just above `value`, or just below it. Comparing any finite double with the
    answer is then exact under the reading of `shortest`; the nearest double to `value` is not
    good enough, because its shortest decimal may lie on the other side.
    """
    nearest = float(value)
    candidate = math.nextafter(nearest, -math.inf)
    while True:
        decimal = shortest(candidate)
        if decimal > value or (decimal == value and not just_above):
            return candidate
        candidate = math.nextafter(candidate, math.inf)


def terminates(value: Fraction) -> bool:
    """Whether the value can be written as a finite decimal.

    >>> terminates(Fraction(1, 8)), terminates(Fraction(2, 3))
    (True, False)
    """
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


PLACES_OF_STAND_IN = 100


def decimal_stand_in(value: Fraction) -> tuple[Decimal, bool]:
    """A decimal that stands for a value when decimals of at most 40 digits are compared.

    The value itself, and True, where it has a finite decimal. Otherwise the value cut off
    after 100 places, and False: no decimal of 40 digits lies between the two, so it is above
    the value if and only if it is above the stand-in.
    """
    exact = to_decimal(value)
    if exact is not None:
        return exact, True
    scaled = (value * 10**PLACES_OF_STAND_IN).__floor__()
    return Decimal(scaled).scaleb(-PLACES_OF_STAND_IN, _WIDE), False


def to_decimal(value: Fraction) -> Decimal | None:
    """The same number as a `Decimal`, or None where it has no finite decimal."""
    if not terminates(value):
        return None
    places = max(value.denominator.bit_length() - 1, 0)
    digits = value.numerator * 10**places // value.denominator
    return Decimal(digits).scaleb(-places, _WIDE).normalize(_WIDE)


def last_place(value: Fraction) -> Fraction | None:
    """The place of the last decimal of a number, 1 for a whole one; None without a finite decimal.

    >>> last_place(Fraction("33.33")), last_place(Fraction(80)), last_place(Fraction(1, 3))
    (Fraction(1, 100), Fraction(1, 1), None)
    """
    decimal = to_decimal(value)
    if decimal is None:
        return None
    exponent = decimal.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - only what is no number has another
    return Fraction(1, 10 ** max(-exponent, 0))


def plain(value: Fraction, quantum: Fraction | None = None) -> str:
    """A number in plain digits with commas between thousands.

    With a quantum it is shown to that place (and must be a multiple of it to stay exact);
    without one, in full where it has a finite decimal, and otherwise rounded to six places.

    >>> plain(Fraction("1234567.50")), plain(Fraction(82), Fraction(1, 10))
    ('1,234,567.5', '82.0')
    """
    if quantum is not None:
        places = max(-_exponent(quantum), 0)
        return f"{_scaled(round_half_away(value, quantum), places):,f}"
    exact = to_decimal(value)
    if exact is None:
        shown = round_half_away(value, Fraction(1, 10**6))
        return f"{_trim(_scaled(shown, 6)):,f}"
    return f"{_trim(exact):,f}"


def place_in_words(quantum: Fraction) -> str:
    """What a number is rounded to: `whole numbers`, `2 decimals`, `the nearest 100`.

    >>> [place_in_words(Fraction(one)) for one in ("1", "0.1", "100")]
    ['whole numbers', '1 decimal', 'the nearest 100']
    """
    places = -_exponent(quantum)
    if places > 0:
        return "1 decimal" if places == 1 else f"{places} decimals"
    return "whole numbers" if places == 0 else f"the nearest {plain(quantum)}"


def is_place(quantum: Fraction) -> bool:
    """Whether a quantum is a decimal place: a whole hour, on a measure in days, is none.

    >>> is_place(Fraction(1, 10)), is_place(Fraction(1, 24))
    (True, False)
    """
    return quantum == Fraction(10) ** _exponent(quantum)


def in_full(value: Fraction) -> str:
    """A number in plain digits and nothing lost: a mixed fraction where it has no finite decimal.

    >>> in_full(Fraction(81, 2)), in_full(Fraction(1900000, 3))
    ('40.5', '633,333 1/3')
    """
    if terminates(value):
        return plain(value)
    whole, rest = divmod(abs(value), 1)
    sign = "-" if value < 0 else ""
    digits = f"{int(whole):,} " if whole else ""
    return f"{sign}{digits}{rest.numerator}/{rest.denominator}"


def _exponent(quantum: Fraction) -> int:
    """The power of ten that a quantum is: -1 for 0.1, 2 for 100."""
    if quantum.numerator > 1:
        return len(str(quantum.numerator)) - 1
    return 1 - len(str(quantum.denominator))


def _scaled(value: Fraction, places: int) -> Decimal:
    return Decimal(int(value * 10**places)).scaleb(-places, _WIDE)


def _trim(number: Decimal) -> Decimal:
    """Without trailing zeros after the point, and never with an exponent."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1), context=_WIDE)
    return number.normalize(_WIDE)
