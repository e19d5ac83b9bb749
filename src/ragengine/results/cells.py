"""Cells as published: a number with its unit and brackets, counts, or why there is none.

A cell may hold a number with its unit and brackets (`8.8 (36 admissions) (full year
forecast)`), counts (`507 out of 564`), or say why there is none (`Due June 2020`, `<5`).
What cannot be read is never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import define, evolve, field, frozen

from ragengine.exact import LARGEST, MAX_DIGITS, MAX_EXPONENT, NotANumber, Quoted
from ragengine.periods import MONTHS, WHOLE_YEAR, Span, names_a_year, read_month, read_period, read_span
from ragengine.quantities import Conversion, Mismatch, from_quantity, is_quantity
from ragengine.rating import Reason
from ragengine.units import Noun, Unit, UnitProblem, read_number


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
    number that came in no quoted form. `text` is the number as printed.
    """

    value: Fraction | None = None
    quantum: Fraction | None = None
    text: str = ""
    absent: Reason | None = None
    about: str = ""
    due: tuple[int, int] | None = None
    counts: Counts | None = None
    events: Fraction | None = None
    span: Span | None = None
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
        beside = self.absent or self.counts or self.span or self.forecast or self.provisional
        return self.value is not None and not beside


_NOTHING = Cell()
_MISSING_CELL = Cell(absent=Reason.MISSING)

_MISSING = frozenset(
    {
        "",
        "n/a",
        "na",
        "-",
        "\N{EN DASH}",
        "\N{EM DASH}",
        "..",
        ":",
        "[x]",
        "[z]",
        "tbc",
        "not available",
        "missing",
    }
)
_SUPPRESSED = re.compile(
    r"(?:<\s?\d+%?|(?:fewer|less) than \d+|\*|c|\[c\]|suppressed)(?:\s*\(.*)?", re.IGNORECASE
)
_DUE = re.compile(
    r"(?:now |result )?(?:due|available)\b(?! to\b)(?: in| from)?:?\s*(?P<when>.*)", re.IGNORECASE
)
_SURVEY = re.compile(r"(?:no|next)\b.*\bsurvey\b.*", re.IGNORECASE)
LONGEST_CELL = 1_000
"""Characters that a cell may have: a number with its brackets has far fewer."""

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_COUNTS = re.compile(r"(\S+)\s*(?:out of|of|/)\s*(\S+)", re.IGNORECASE)
_BESIDE = re.compile(r"[\s(\[]")
_PROVISIONAL = frozenset({"provisional", "prov", "prov.", "p"})
_FORECAST = re.compile(r"(?:full[ -]year )?forecast", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?P<number>.*\S)\s+"
    r"(?P<period>(?:Q[1-4]|H[12]|[A-Z][a-z]{2,8}(?:-[A-Z][a-z]{2,8})?) \d\d(?:\d\d)?(?:/\d\d)?)"
)
_MONTH_YEAR = re.compile(r"(?P<month>[A-Za-z]{3,9})[\s-]+(?P<year>\d{4}|\d\d)")


def read_cell(value: object, unit: Unit, nouns: Mapping[str, Noun], year_starts: int = 4) -> Cell:
    """A cell of any supported kind. Raises `Unclear`.

    >>> from ragengine.units import PERCENT
    >>> read_cell("60% (10.9k out of 18.3k)", PERCENT, {}).value
    Fraction(60, 1)
    """
    return CellReader(unit, nouns, year_starts).read(value)


def _number(value: object, unit: Unit) -> Cell:
    """Numbers of Python: int, float by its shortest decimal, Decimal, Fraction, counts, pint."""
    if isinstance(value, tuple):
        if len(value) != len(("numerator", "denominator")):
            raise Unclear("counts are a pair, numerator and denominator")
        return ratio(Counts(_exact(value[0]), _exact(value[1])), unit)
    if is_quantity(value):
        try:
            number = from_quantity(value, unit)
        except Mismatch as problem:
            raise Unclear(f"it is in {problem.source}, not in {unit}") from None
        except NotANumber as problem:
            raise Unclear(str(problem)) from None
        return Cell(_bounded(number))
    number = _exact(value)
    quantum: Fraction | None = None
    if isinstance(value, int):
        quantum = Fraction(1)
    elif isinstance(value, Decimal):
        quantum = Fraction(10) ** int(value.as_tuple().exponent)
    return Cell(number, quantum)


_MAX_BITS = 1400
"""A bound on the denominators of numbers from programs: cheap to compute with."""


def _exact(value: object) -> Fraction:
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
    return _bounded(Fraction(value))


def _bounded(number: Fraction) -> Fraction:
    if abs(number) > LARGEST or number.denominator.bit_length() > _MAX_BITS:
        raise Unclear("it is too large or too fine to be a result")
    return number


def ratio(counts: Counts, unit: Unit) -> Cell:
    """Counts as a result: a percentage, or a rate by the denominator. Raises `Unclear`.

    None of none is no result: there was nothing to count.
    """
    scale = {"percent": Fraction(100), "rate": unit.per}.get(unit.kind)
    if scale is not None and counts.numerator == counts.denominator == 0:
        return Cell(absent=Reason.MISSING, counts=counts)
    if counts.denominator <= 0:
        raise Unclear("its denominator is not above zero")
    if scale is None:
        raise Unclear(f"two counts make a share or a rate, and the measure is in {unit}")
    value = counts.numerator * scale / counts.denominator
    return Cell(value, None, "", counts=counts)


def agrees(cell: Cell, counts: Counts, unit: Unit) -> bool:
    """Whether counts make the printed value, at its printed decimals."""
    made = ratio(counts, unit).value
    if cell.value is None or made is None or cell.quantum is None:
        return cell.value == made
    half = cell.quantum / 2
    away = abs(made) - abs(cell.value)
    return made * cell.value >= 0 and -half <= away < half


_REMEMBERED = 4096


@define(eq=False)
class CellReader:
    """Reads the cells of measures in one unit; a text that comes again is not read again."""

    unit: Unit
    nouns: Mapping[str, Noun]
    year_starts: int = 4
    _known: dict[str, Cell] = field(factory=dict, repr=False)
    _conversion: Conversion = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._conversion = Conversion(self.unit, self.nouns)

    def read(self, value: object) -> Cell:
        """A cell of any supported kind. Raises `Unclear`."""
        if value is None:
            return _MISSING_CELL
        if not isinstance(value, str):
            return _number(value, self.unit)
        cell = self._known.get(value)
        if cell is None:
            cell = self._text(value)
            if len(self._known) < _REMEMBERED:
                self._known[value] = cell
        return cell

    def _text(self, text: str) -> Cell:
        if len(text) > LONGEST_CELL:
            raise Unclear(f"it has more than {LONGEST_CELL:,} characters")
        words = " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
        if words[:1].isdigit() and not _BESIDE.search(words):
            return self._value(words, _NOTHING)
        absent = self._absent(words)
        if absent is not None:
            return absent
        cell = _NOTHING
        main = words
        if "(" in words:
            for bracket in _BRACKET.findall(words):
                cell = self._bracket(bracket, cell)
            main = _BRACKET.sub("", words)
            if not main:
                _refuse_negative(words)
        if main.endswith("[p]"):
            main, cell = main[:-3].rstrip(), evolve(cell, provisional=True)
        if (match := _TRAILING.fullmatch(main)) and (
            period := read_period(match["period"], self.year_starts)
        ):
            main, cell = match["number"], evolve(cell, span=period.span)
        return self._value(main, cell)

    def _absent(self, words: str) -> Cell | None:
        lower = words.casefold()
        if lower in _MISSING:
            return _MISSING_CELL
        if lower == "too few":
            return Cell(absent=Reason.TOO_FEW)
        if _SUPPRESSED.fullmatch(words):
            return Cell(absent=Reason.SUPPRESSED)
        if _SURVEY.fullmatch(words):
            return Cell(absent=Reason.NO_SURVEY, about=words)
        if match := _DUE.fullmatch(words):
            return _due(match["when"])
        return None

    def _bracket(self, text: str, cell: Cell) -> Cell:
        """Brackets hold counts, events, a part of the year, a forecast, or a remark."""
        if _FORECAST.fullmatch(text):
            return evolve(cell, forecast=True, span=WHOLE_YEAR)
        if text.casefold() in _PROVISIONAL:
            return evolve(cell, provisional=True)
        counts = None if names_a_year(text) else self._counts(text)
        if counts is not None:
            return evolve(cell, counts=counts)
        events = self._events(text)
        if events is not None:
            return evolve(cell, events=events)
        span = read_span(text, self.year_starts)
        if span is None and (period := read_period(text, self.year_starts)) is not None:
            span = period.span if period.span != WHOLE_YEAR else None
        if span is not None:
            return evolve(cell, span=span)
        return evolve(cell, notes=(*cell.notes, text))

    def _counts(self, text: str) -> Counts | None:
        match = _COUNTS.fullmatch(text)
        if match is None:
            return None
        try:
            top, bottom = (read_number(part) for part in match.groups())
        except NotANumber:
            return None
        if top.unit or bottom.unit:
            return None
        exact = top.number.quantum <= 1 and bottom.number.quantum <= 1
        return Counts(top.number.value, bottom.number.value, exact)

    def _events(self, text: str) -> Fraction | None:
        try:
            written = read_number(text)
        except NotANumber:
            return None
        return written.number.value if self.unit.counts(written.unit) else None

    def _value(self, main: str, cell: Cell) -> Cell:
        counts = self._counts(main) if "of" in main or "/" in main else None
        if counts is not None:
            made = ratio(counts, self.unit)
            return evolve(cell, value=made.value, absent=made.absent, counts=counts, text="")
        try:
            number = self._conversion.convert(read_number(main))
        except NotANumber as problem:
            raise Unclear(str(problem)) from None
        except UnitProblem as problem:
            nearest = f"; perhaps `{problem.nearest}`" if problem.nearest else ""
            raise Unclear(f"`{problem.words}` is no unit that is known here{nearest}") from None
        except Mismatch as problem:
            raise Unclear(f"it is in {problem.source}, and the measure in {self.unit}") from None
        if abs(number.value) > LARGEST:
            raise Unclear("it is too large to be a result")
        if cell is _NOTHING:
            return Cell(number.value, number.quantum, number.text)
        return evolve(cell, value=number.value, quantum=number.quantum, text=number.text)


def _refuse_negative(words: str) -> None:
    """A number alone in brackets is below zero to accountants. Raises `Unclear`: it is not guessed."""
    inside = words[1:-1]
    try:
        written = read_number(inside)
    except NotANumber:
        return
    if written.unit in ("", "%", "£") and written.number.value > 0:
        raise Unclear(f"it is in brackets; if it is below zero write `-{inside}`")


def _due(when: str) -> Cell:
    """`June 2019`, `May-18`, `May 18`: the month that a result was promised for."""
    match = _MONTH_YEAR.fullmatch(when.strip())
    month = read_month(match["month"]) if match else None
    if match is None or month is None:
        return Cell(absent=Reason.NOT_DUE, about=when.strip())
    year = int(match["year"][-2:]) + 2000
    return Cell(absent=Reason.NOT_DUE, about=f"{MONTHS[month - 1]} {year}", due=(year, month))


def read_count(value: object) -> Quoted | None:
    """A numerator, denominator or population column; blank is None. Raises `Unclear`."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        number = _exact(value)
        return Quoted(number, Fraction(1), str(value))
    try:
        written = read_number(value.strip())
    except NotANumber as problem:
        raise Unclear(str(problem)) from None
    if written.unit:
        raise Unclear(f"it should be a count, without `{written.unit}`")
    return written.number
