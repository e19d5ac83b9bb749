"""Cells as published: a number with its unit and brackets, counts, or why there is none.

A cell may hold a number with its unit and brackets (`8.8 (36 admissions) (full year
forecast)`), counts (`507 out of 564`), or say why there is none (`Due June 2020`, `<5`).
What cannot be read is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import define, evolve, field

from ragengine.exact import LARGEST, NotANumber, Quoted
from ragengine.periods import (
    APRIL,
    WHOLE_YEAR,
    Period,
    names_a_year,
    read_period,
    read_span,
    ways_of_writing,
    year_named,
)
from ragengine.quantities import Conversion, Mismatch, from_quantity, is_quantity
from ragengine.rating import Reason
from ragengine.results.absent import absent_in
from ragengine.results.cell import Cell, Counts, Unclear
from ragengine.results.counts import agrees, ratio
from ragengine.results.given import bounded, exact
from ragengine.units import Noun, Unit, UnitProblem, read_number

_NOTHING = Cell()
_MISSING_CELL = Cell(absent=Reason.MISSING)

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


def read_cell(value: object, unit: Unit, nouns: Mapping[str, Noun], year_starts: int = APRIL) -> Cell:
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
        return ratio(Counts(exact(value[0]), exact(value[1])), unit)
    if is_quantity(value):
        try:
            number = from_quantity(value, unit)
        except Mismatch as problem:
            raise Unclear(f"it is in {problem.source}, not in {unit}") from None
        except NotANumber as problem:
            raise Unclear(str(problem)) from None
        return Cell(bounded(number))
    number = exact(value)
    quantum: Fraction | None = None
    if isinstance(value, int):
        quantum = Fraction(1)
    elif isinstance(value, Decimal):
        quantum = Fraction(10) ** int(value.as_tuple().exponent)
    return Cell(number, quantum)


_REMEMBERED = 4096


@define(eq=False, repr=False)
class CellReader:
    """Reads the cells of measures in one unit; a text that comes again is not read again."""

    unit: Unit
    nouns: Mapping[str, Noun]
    year_starts: int = APRIL
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
        absent = absent_in(words)
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
        elif main.endswith("[r]"):
            main, cell = main[:-3].rstrip(), evolve(cell, notes=(*cell.notes, "r"))
        if (match := _TRAILING.fullmatch(main)) and (period := self._period(match["period"])):
            main, cell = match["number"], evolve(cell, span=period.span, year=period.year)
        return self._year_or_counts(self._value(main, cell))

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
            return evolve(cell, events=events.value, events_in_full=events.quantum <= 1)
        if (span := read_span(text, self.year_starts)) is not None:
            return evolve(cell, span=span)
        period = self._period(text)
        if period is not None and period.span != WHOLE_YEAR:
            return evolve(cell, span=period.span, year=period.year)
        year = year_named(text, self.year_starts) or cell.year
        return evolve(cell, year=year, notes=(*cell.notes, text))

    def _period(self, text: str) -> Period | None:
        if ways := ways_of_writing(text, self.year_starts):
            raise Unclear(f"`{text}` may be either of two years; write {ways}")
        return read_period(text, self.year_starts)

    def _year_or_counts(self, cell: Cell) -> Cell:
        """A bracket such as `18/19` names no year where it may as well be the counts of the value."""
        if cell.year is None or self.unit.kind != "percent":
            return cell
        counts = [one for one in map(self._counts, cell.notes) if one is not None and one.denominator > 0]
        return evolve(cell, year=None) if any(agrees(cell, one, self.unit) for one in counts) else cell

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
        in_full = top.number.quantum <= 1 and bottom.number.quantum <= 1
        return Counts(top.number.value, bottom.number.value, in_full)

    def _events(self, text: str) -> Quoted | None:
        try:
            written = read_number(text)
        except NotANumber:
            return None
        if not self.unit.counts(written.unit):
            return None
        if written.number.value < 0:
            raise Unclear(f"there cannot be `{text}`; write how many there were, or leave the bracket out")
        return written.number

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
