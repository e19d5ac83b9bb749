"""Words of a cell that has no number: missing, suppressed, not due, no survey."""

from __future__ import annotations

import re

from ragengine.periods import MONTHS, read_month
from ragengine.rating import Reason
from ragengine.results.cell import Cell

HIDDEN = frozenset({Reason.SUPPRESSED, Reason.TOO_FEW})
"""Reasons for which nothing of a result is shown."""

_MISSING = frozenset(
    {
        "", "n/a", "na", "#n/a", "null", "-", "\N{EN DASH}", "\N{EM DASH}", "..", ":", "[x]", "[z]",
        "tbc", "not available", "not reported", "no data", "missing",
    }
)  # fmt: skip
_STILL_DUE = frozenset(
    {"awaiting data", "not available yet", "not yet available", "not due", "not due yet", "not yet due"}
)
_MARK = r"(?:<\s?\d+%?|(?:fewer|less) than \d+|\*|c|\[c\]|suppressed)"
_SUPPRESSED = re.compile(rf"{_MARK}(?:\s*\(.*)?", re.IGNORECASE)
_MARKED = re.compile(
    rf"(?<!not )(?<!longer )\bsuppressed\b|\[c\]|\(\s?{_MARK}\s?\)", re.IGNORECASE
)  # fmt: skip
"""A mark beside a number, `3 (suppressed)`, which says that the number is not to be seen."""

_DUE = re.compile(
    r"(?:now |result )?(?:due|available)\b(?! to\b)(?: in| from)?:?\s*(?P<when>.*)", re.IGNORECASE
)
_SURVEY = re.compile(r"(?:no|next)\b.*\bsurvey\b.*", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(?P<month>[A-Za-z]{3,9})[\s-]+(?P<year>\d{4}|\d\d)")


def absent_in(words: str) -> Cell | None:
    """The cell that words without a number make; None where they may hold one.

    A number that is marked as suppressed is none, and nothing of it is kept.

    >>> absent_in("3 (suppressed)").absent, absent_in("3 (estimated)")
    (<Reason.SUPPRESSED: 'suppressed'>, None)
    """
    lower = words.casefold()
    if lower in _MISSING:
        return Cell(absent=Reason.MISSING)
    if lower == "too few":
        return Cell(absent=Reason.TOO_FEW)
    if lower in _STILL_DUE:
        return Cell(absent=Reason.NOT_DUE)
    if _SUPPRESSED.fullmatch(words) or _MARKED.search(words):
        return Cell(absent=Reason.SUPPRESSED)
    if _SURVEY.fullmatch(words):
        return Cell(absent=Reason.NO_SURVEY, about=words)
    if match := _DUE.fullmatch(words):
        return _due(match["when"])
    return None


def is_mark(words: str) -> bool:
    """Whether words only stand in the place of a hidden result, and hold nothing of it.

    >>> is_mark("<5"), is_mark("3 [c]")
    (True, False)
    """
    return words.casefold() == "too few" or _SUPPRESSED.fullmatch(words) is not None


def _due(when: str) -> Cell:
    """`June 2019`, `May-18`, `May 18`: the month that a result was promised for."""
    match = _MONTH_YEAR.fullmatch(when.strip())
    month = read_month(match["month"]) if match else None
    if match is None or month is None:
        return Cell(absent=Reason.NOT_DUE, about=when.strip())
    year = int(match["year"][-2:]) + 2000
    return Cell(absent=Reason.NOT_DUE, about=f"{MONTHS[month - 1]} {year}", due=(year, month))
