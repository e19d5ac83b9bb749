"""A published cell, once it is read, and why one cannot be."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ragengine.periods import WHOLE_YEAR, Span, Year, names_a_year
from ragengine.rating import Reason


class Unclear(ValueError):
    """A cell that cannot be read: why, in words that continue "cannot be read: it is ..."."""


@frozen
class Counts:
    """A numerator and denominator; `exact` where both are printed in full."""

    numerator: Fraction
    denominator: Fraction
    exact: bool = True


@frozen
class Cell:
    """A published cell, read.

    `value` is None where there is no number; then `absent` says why. `quantum` is None for a
    number that came in no quoted form. `text` is the number as printed. `year` is the reporting
    year that the cell itself says it is of. `events_in_full` is false where they are rounded.
    """

    value: Fraction | None = None
    quantum: Fraction | None = None
    text: str = ""
    absent: Reason | None = None
    about: str = ""
    due: tuple[int, int] | None = None
    counts: Counts | None = None
    events: Fraction | None = None
    events_in_full: bool = True
    span: Span | None = None
    year: Year | None = None
    forecast: bool = False
    provisional: bool = False
    notes: tuple[str, ...] = ()

    @property
    def covers(self) -> Span | None:
        """The part of the year that it says it covers as a figure beside a result.

        Months, or the whole of a year that a bracket names: `1,180 (2023-24)`. None where it
        says neither, and so covers what its row covers.
        """
        named = WHOLE_YEAR if any(map(names_a_year, self.notes)) else None
        return self.span or named

    @property
    def is_plain(self) -> bool:
        """Whether it says a number and nothing that a rating must look at besides."""
        when = self.span or self.year or self.forecast
        beside = self.absent or self.counts or when or self.provisional or self.events is not None
        return self.value is not None and not beside
