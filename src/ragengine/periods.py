"""Reporting years, the spans of them that figures cover, and values by year.

A reporting year is known by the calendar year it begins in. A span is a run of its months,
counted from the month in which the body's year starts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Generic, TypeVar

from attrs import field, frozen

from ragengine.source import Place

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

APRIL = 4

_MONTH_NUMBER = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = r"[A-Za-z]{3,9}"
_YEAR = re.compile(r"(?P<start>(?:19|20|21)\d\d)(?:\s?[-/\N{EN DASH}]\s?(?P<end>\d{4}|\d\d))?")
_SHORT_YEAR = re.compile(r"(?P<start>\d\d)/(?P<end>\d\d)")
_QUARTER = re.compile(r"(?:Q|quarter )(?P<number>[1-4])", re.IGNORECASE)
_HALF = re.compile(r"H(?P<number>[12])", re.IGNORECASE)
_SPAN = re.compile(rf"(?P<first>{_MONTH})(?:\s?(?:-|\N{{EN DASH}}|to)\s?(?P<last>{_MONTH}))?")


@frozen(order=True)
class Year:
    """A reporting year, by the calendar year it begins in."""

    start: int
    single: bool = field(default=False, eq=False, order=False)

    def __str__(self) -> str:
        return f"{self.start}" if self.single else f"{self.start}-{(self.start + 1) % 100:02d}"

    def before(self, years: int = 1) -> Year:
        """The year so many years earlier, written the same way."""
        return Year(self.start - years, self.single)


@frozen(order=True)
class Span:
    """Months `first` to `last` of a reporting year, counted from 1."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.last - self.first + 1

    @property
    def quarter(self) -> int | None:
        """Which quarter of the year it is; None where it is none."""
        is_quarter = self.months == _QUARTER_MONTHS and self.last % _QUARTER_MONTHS == 0
        return self.last // _QUARTER_MONTHS if is_quarter else None

    def text(self, year_starts: int = APRIL) -> str:
        """As people write it: `Apr-Nov`, `Nov`, `Q1`, `full year`.

        >>> Span(1, 8).text(), Span(1, 3).text(), Span(1, 12).text()
        ('Apr-Nov', 'Q1', 'full year')
        """
        if self == WHOLE_YEAR:
            return "full year"
        if self.quarter is not None:
            return f"Q{self.quarter}"
        names = [MONTHS[(year_starts + month - 2) % 12][:3] for month in (self.first, self.last)]
        return names[0] if self.first == self.last else "-".join(names)


_QUARTER_MONTHS = 3
WHOLE_YEAR = Span(1, 12)


@frozen(order=True)
class Period:
    """A reporting year with the part of it that is covered."""

    year: Year
    span: Span = WHOLE_YEAR
    text: str = field(default="", eq=False, order=False)

    def __str__(self) -> str:
        if self.text:
            return self.text
        return str(self.year) if self.span == WHOLE_YEAR else f"{self.year} {self.span.text()}"

    def worded(self, year_starts: int) -> Period:
        """The same period with its one text: months are named from the one that the year starts in.

        >>> str(Period(Year(2021), Span(1, 2)).worded(9))
        '2021-22 Sep-Oct'
        """
        text = "" if self.span == WHOLE_YEAR else f"{self.year} {self.span.text(year_starts)}"
        return Period(self.year, self.span, text)


def read_year(text: str) -> Year | None:
    """`2019-20`, `2019/20`, `2019-2020` or `2024`; None where it is no reporting year.

    >>> read_year("2019-20"), read_year("2019-21")
    (Year(start=2019, single=False), None)
    """
    match = _YEAR.fullmatch(text.strip())
    if match is None:
        return None
    start = int(match["start"])
    if match["end"] is None:
        return Year(start, single=True)
    follows = int(match["end"]) in (start + 1, (start + 1) % 100)
    return Year(start) if follows else None


def names_a_year(text: str) -> bool:
    """Whether a bracket names a whole reporting year, as figures of others do: `2023-24`, `23/24`.

    >>> names_a_year("2023-24"), names_a_year("Apr-Nov 2023")
    (True, False)
    """
    if match := _SHORT_YEAR.fullmatch(text):
        return _follows(match)
    return read_year(text) is not None


def year_named(text: str, year_starts: int = APRIL) -> Year | None:
    """The reporting year that a bracket names, alone or with a part of it; else None.

    >>> str(year_named("23/24")), str(year_named("Apr-Nov 2023")), year_named("Apr-Nov")
    ('2023-24', '2023-24', None)
    """
    if match := _SHORT_YEAR.fullmatch(text):
        return Year(2000 + int(match["start"])) if _follows(match) else None
    period = read_period(text, year_starts)
    return None if period is None else period.year


def _follows(short: re.Match[str]) -> bool:
    """Whether `23/24` are two years on end."""
    return int(short["end"]) == (int(short["start"]) + 1) % 100


def read_span(text: str, year_starts: int = APRIL) -> Span | None:
    """`Q1`, `H2`, `Apr-Nov`, `April to November`, `Nov`, `full year`; else None.

    >>> read_span("Apr-Nov"), read_span("Q2")
    (Span(first=1, last=8), Span(first=4, last=6))
    """
    words = " ".join(text.split())
    if words.casefold() in ("full year", "whole year", "full-year", "year"):
        return WHOLE_YEAR
    if match := _QUARTER.fullmatch(words):
        quarter = int(match["number"])
        return Span(3 * quarter - 2, 3 * quarter)
    if match := _HALF.fullmatch(words):
        half = int(match["number"])
        return Span(6 * half - 5, 6 * half)
    match = _SPAN.fullmatch(words)
    if match is None:
        return None
    first = _position(match["first"], year_starts)
    last = _position(match["last"] or match["first"], year_starts)
    if first is None or last is None or last < first:
        return None
    return Span(first, last)


def _position(month: str, year_starts: int) -> int | None:
    number = read_month(month)
    return None if number is None else (number - year_starts) % 12 + 1


def read_month(text: str) -> int | None:
    """`Nov`, `Sept` or `November` as 11, 9, 11; None for what is no month."""
    short = text.casefold()
    number = _MONTH_NUMBER.get(short[:3]) if short != "sept" else 9
    if number is None or short not in (short[:3], "sept", MONTHS[number - 1].casefold()):
        return None
    return number


@lru_cache(maxsize=4096)
def read_period(text: str, year_starts: int = APRIL) -> Period | None:
    """A period: a year, then perhaps the part of it (`2021-22 Apr-Nov`); else None.

    `Apr-Nov 2021` and `Q1 19/20`, as dashboards print them, are read too: months with a
    calendar year belong to the reporting year in which they fall. However it was written, a
    period has one text. What may be either of two years is None: see `ways_of_writing`.
    """
    if ways_of_writing(text, year_starts):
        return None
    found = _period(" ".join(text.split()), year_starts)
    return None if found is None else found.worded(year_starts)


def ways_of_writing(text: str, year_starts: int = APRIL) -> str:
    """The two ways of writing a period that may be of either of two years; else nothing.

    Months behind a bare year (`2024 Jan-Mar`) may be of that calendar year or of the reporting
    year that begins in it, and so may a quarter before one (`Q4 2024`).

    >>> ways_of_writing("2024 Jan-Mar"), ways_of_writing("Jan-Mar 2024"), ways_of_writing("2024 Apr-Nov")
    ('`2023-24 Q4` or `2024-25 Q4`', '', '')
    """
    words = " ".join(text.split())
    match = _YEAR_FIRST.fullmatch(words) or _YEAR_LAST.fullmatch(words)
    span = read_span(match["part"], year_starts) if match else None
    if match is None or span is None or year_starts + span.first - 1 <= len(MONTHS):
        return ""
    by_months = _SPAN.fullmatch(match["part"]) is not None
    if by_months == (match.re is _YEAR_LAST):
        return ""
    year, part = Year(int(match["year"])), span.text(year_starts)
    return f"`{year.before()} {part}` or `{year} {part}`"


_BARE_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_YEAR_FIRST = re.compile(rf"{_BARE_YEAR} (?P<part>.+)", re.ASCII)
_YEAR_LAST = re.compile(rf"(?P<part>.+) {_BARE_YEAR}", re.ASCII)


def _period(words: str, year_starts: int) -> Period | None:
    year, _, rest = words.partition(" ")
    found = read_year(year)
    if found is not None:
        span = read_span(rest, year_starts) if rest else WHOLE_YEAR
        return None if span is None else Period(found, span)
    rest, _, year = words.rpartition(" ")
    span = read_span(rest, year_starts)
    if span is None:
        return None
    if match := _SHORT_YEAR.fullmatch(year):
        start = 2000 + int(match["start"])
        return Period(Year(start), span) if _follows(match) else None
    found = read_year(year)
    if found is not None and found.single and span != WHOLE_YEAR:
        first_month = (year_starts + span.first - 2) % 12 + 1
        started = found.start if first_month >= year_starts else found.start - 1
        return Period(Year(started), span)
    return None if found is None else Period(found, span)


@frozen
class Entry(Generic[Value_co]):
    """A value with the years it holds in; a span makes it hold in that part only."""

    first: int | None
    last: int | None
    span: Span | None
    value: Value_co
    origin: Place | None = field(default=None, eq=False, repr=False)

    def holds(self, year: Year | None) -> bool:
        """Whether the value holds in a year. No year asks for what holds in every year."""
        if year is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= year.start) and (
            self.last is None or year.start <= self.last
        )


@frozen
class ByYear(Generic[Value_co]):
    """A value written once, or one for each of several years or periods."""

    entries: tuple[Entry[Value_co], ...]

    @property
    def is_constant(self) -> bool:
        """Whether one value holds in every year."""
        only = self.entries[0]
        return len(self.entries) == 1 and only.first is None and only.last is None

    def entry(self, year: Year | None, span: Span | None = None) -> Entry[Value_co] | None:
        """The entry that holds in a year; one for that very period comes first."""
        chosen = None
        if self.is_constant:
            return self.entries[0]
        for entry in self.entries:
            if entry.holds(year):
                if entry.span is not None and entry.span == span:
                    return entry
                if entry.span is None:
                    chosen = entry
        return chosen

    def at(self, year: Year | None, span: Span | None = None) -> Value_co | None:
        """The value that holds in a year, or None."""
        entry = self.entry(year, span)
        return None if entry is None else entry.value


def always(value: Value, origin: Place | None = None) -> ByYear[Value]:
    """A value that holds in every year."""
    return ByYear((Entry(None, None, None, value, origin),))
