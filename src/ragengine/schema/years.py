"""The keys among years as patterns: what `periods` and `reading.years` read, in regular expressions.

A pattern cannot count, so three things are left to the reader: that `Y to Z` runs forward, that
the first month of a period comes before the last, and that `Q4 2024` is of one year only.
"""

from __future__ import annotations

from ragengine.periods import MONTHS


def in_any_case(pattern: str) -> str:
    """A pattern whose letters may be capitals or not. It has no letters in brackets or escapes.

    >>> in_any_case("Q[1-4]")
    '[Qq][1-4]'
    """
    return "".join(
        f"[{char.upper()}{char.lower()}]" if char.isascii() and char.isalpha() else char for char in pattern
    )


def _two_digits_follow(before: int) -> str:
    """A look ahead, past so many digits: the last two of the second year are one more.

    Tens and units are looked at apart, which takes thirty cases and not a hundred.
    """
    between = "[^0-9]+(?:[0-9][0-9])?"
    units = "|".join(f"{unit}{between}[0-9]{(unit + 1) % 10}" for unit in range(10))
    same = "|".join(f"{tens}[0-8]{between}{tens}" for tens in range(10))
    next_tens = "|".join(f"{tens}9{between}{(tens + 1) % 10}" for tens in range(10))
    return (
        f"(?=[0-9]{{{before + 1}}}(?:{units})(?![0-9]))"
        f"(?=[0-9]{{{before}}}(?:{same}|{next_tens})[0-9](?![0-9]))"
    )


def _year(dash: str) -> str:
    """A year, alone or with the one that follows: `2024`, `2019-20`, `2019-2020`, `1999-2000`."""
    pairs = "|".join(
        f"{century}[0-9]{{2}}{dash}(?:(?:{century}(?!00))?[0-9]{{2}}|{century + 1}00)(?![0-9])"
        for century in (19, 20, 21)
    )
    return f"(?:(?:19|20|21)[0-9]{{2}}|{_two_digits_follow(2)}(?:{pairs}))"


def _month(name: str) -> str:
    return name if len(name) == _SHORT else f"{name[:_SHORT]}(?:{name[_SHORT:]})?"


_SHORT = 3
_YEAR, _YEAR_WITHOUT_SPACES = _year(" ?[-/\N{EN DASH}] ?"), _year("[-/\N{EN DASH}]")
_MONTH = f"(?:{in_any_case('|'.join((*map(_month, MONTHS), 'sept')))})"
_WHOLE = in_any_case("full[- ]year|whole year|year")
_MONTHS = f"{_MONTH}(?: ?(?:-|\N{EN DASH}|to) ?{_MONTH})?"
_PART = f"(?:{_WHOLE}|{in_any_case('(?:Q|quarter )')}[1-4]|[Hh][12]|{_MONTHS})"
_LATER = f"{_PART} (?:{_YEAR_WITHOUT_SPACES}|{_two_digits_follow(0)}[0-9]{{2}}/[0-9]{{2}})"
_IN_PARTS = f"{_YEAR_WITHOUT_SPACES} {_PART}|{_LATER}"

PERIOD = f"^(?:{_YEAR_WITHOUT_SPACES}|{_IN_PARTS})$"
"""A year, a year with its part, or a part with its year."""

YEAR_KEY = f"^(?:(?:{in_any_case('(?:from|to)')} )?{_YEAR}|{_YEAR} to {_YEAR}|{_IN_PARTS})$"
"""A key among years: a year, `from Y`, `to Y`, `Y to Z`, or a period."""
