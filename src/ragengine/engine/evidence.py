"""A row of results read in a measure's unit: the number, its counts, its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import define, evolve, field

from ragengine.exact import Quoted, plain
from ragengine.explain import Caution
from ragengine.explain.show import number, with_unit
from ragengine.model import PASTS, Given, Measure
from ragengine.periods import Period
from ragengine.rating import Reason
from ragengine.resolution import Population
from ragengine.results import (
    STATUSES,
    Cell,
    CellReader,
    Counts,
    Result,
    Unclear,
    agrees,
    ratio,
    read_count,
)  # fmt: skip

Earlier = Callable[[str], Sequence[object]]
"""Looks up a past of this measure (`last year`, `last period`) in earlier rows."""


_LONGEST = 60
"""How much of a cell that cannot be read is shown."""


_LONGEST_WHY = 160


def _cut(value: object) -> str:
    """A value as text, no longer than can be shown."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_WHY:
        return "a whole number of very many digits"
    shown = str(value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."


class Unreadable(Exception):
    """A column of a row that cannot be read."""

    def __init__(self, column: str, text: object, why: str) -> None:
        super().__init__(column)
        self.column = column
        self.text = _cut(text)
        self.why = why if len(why) <= _LONGEST_WHY else f"{why[:_LONGEST_WHY]}..."


@define
class Evidence:
    """What a row says, read."""

    cell: Cell
    counts: Counts | None = None
    forecast: Cell | None = None
    population: Population | None = None
    given: dict[str, Given] = field(factory=dict)
    cautions: list[Caution] = field(factory=list)


def read_evidence(
    result: Result,
    measure: Measure,
    period: Period | None,
    needed: frozenset[str],
    earlier: Earlier | None,
    cells: CellReader,
) -> Evidence:
    """Every column that this measure asks for. Raises `Unreadable`."""
    if result.fault:
        raise Unreadable("row", "the row", result.fault)
    status = (result.status or "").strip().casefold()
    if status not in STATUSES:
        known = ", ".join(name for name in STATUSES if name)
        raise Unreadable("status", result.status, f"a status is one of {known}")
    reader = _Reader(cells)
    absent = STATUSES[status]
    if absent is not None:
        return _absent(absent, status, reader, result.value)
    cell = reader.cell("value", result.value)
    evidence = Evidence(cell)
    _counts(evidence, reader, result, measure)
    if evidence.cell.provisional or status == "provisional":
        evidence.cautions.append(Caution("provisional"))
    _span(evidence, period, measure)
    if not _blank(result.forecast):
        evidence.forecast = reader.cell("forecast", result.forecast)
    size = reader.count("population", result.population)
    if size is not None and size.value > 0:
        evidence.population = Population(size.value, "the results")
    for name in sorted(needed):
        given = _figure(name, result, reader, evidence, earlier)
        if given is not None:
            evidence.given[name] = given
    return evidence


def _absent(reason: Reason, status: str, reader: _Reader, value: object) -> Evidence:
    """A result that its status says is not there.

    A number that stands there all the same is not used, and nothing of it is kept.
    """
    try:
        cell = reader.cell("value", value)
    except Unreadable:
        cell = Cell()
    if cell.absent not in (None, Reason.MISSING):
        return Evidence(cell)
    evidence = Evidence(Cell(absent=reason))
    if cell.value is not None:
        evidence.cautions.append(Caution("not-due-but-given", {"status": status}))
    return evidence


@define
class _Reader:
    """Reads columns, and says which one it was that cannot be read."""

    cells: CellReader

    def cell(self, column: str, value: object) -> Cell:
        try:
            return self.cells.read(value)
        except Unclear as problem:
            raise Unreadable(column, value, str(problem)) from None

    def count(self, column: str, value: object) -> Quoted | None:
        if value is None:
            return None
        try:
            return read_count(value)
        except Unclear as problem:
            raise Unreadable(column, value, str(problem)) from None


def _counts(evidence: Evidence, reader: _Reader, result: Result, measure: Measure) -> None:
    """Counts explain a printed value where they agree with it; alone they are the result."""
    top = reader.count("numerator", result.numerator)
    bottom = reader.count("denominator", result.denominator)
    counts = evidence.cell.counts
    if top is not None and bottom is not None:
        counts = Counts(top.value, bottom.value, exact=max(top.quantum, bottom.quantum) <= 1)
    if counts is None or measure.unit.kind not in ("percent", "rate"):
        return
    cell = evidence.cell
    printed = cell.value is not None and cell.quantum is not None
    if cell.absent is Reason.MISSING or (cell.value is not None and not printed and cell.counts == counts):
        try:
            made = ratio(counts, measure.unit)
        except Unclear as problem:
            raise Unreadable("denominator", result.denominator, str(problem)) from None
        evidence.cell = evolve(cell, value=made.value, absent=made.absent, counts=counts)
        if made.value is None:
            return
        evidence.counts = counts
        if not counts.exact:
            evidence.cautions.append(Caution("counts-approximate"))
        return
    if not counts.exact or cell.value is None:
        return
    if counts.denominator <= 0:
        shown = {"numerator": plain(counts.numerator), "denominator": plain(counts.denominator)}
        evidence.cautions.append(Caution("counts-of-none", shown))
    elif agrees(cell, counts, measure.unit):
        evidence.counts = counts
    else:
        evidence.cautions.append(_disagree(cell, counts, measure))


def _disagree(cell: Cell, counts: Counts, measure: Measure) -> Caution:
    made = ratio(counts, measure.unit).value or Fraction(0)
    value = cell.value or Fraction(0)
    shown = plain(made, cell.quantum) if cell.quantum else number(made, beside=[value])
    printed = cell.text or number(value, beside=[made])
    unit = measure.unit
    facts = {
        "numerator": plain(counts.numerator), "denominator": plain(counts.denominator),
        "made": with_unit(shown, unit), "printed": with_unit(printed, unit),
    }  # fmt: skip
    return Caution("counts-disagree", facts)


def _span(evidence: Evidence, period: Period | None, measure: Measure) -> None:
    """A cell that names another part of the year than its row counts, with a caution."""
    cell = evidence.cell
    if period is None or cell.span is None or cell.forecast or cell.span == period.span:
        return
    starts = measure.year_starts
    facts = {"says": cell.span.text(starts), "row": period.span.text(starts)}
    evidence.cautions.append(Caution("period-differs", facts))


def _figure(
    name: str, result: Result, reader: _Reader, evidence: Evidence, earlier: Earlier | None
) -> Given | None:
    """A named figure: a column of that name, `prior` for a past, else an earlier row."""
    columns: Mapping[str, object] = result.figures
    column = columns.get(name)
    if _blank(column) and name in PASTS:
        column = result.prior
    rows = earlier(name) if earlier is not None and name in PASTS else ()
    found = [
        (source, cell)
        for source, cells in (("results", [column]), ("earlier row", _readable(rows, reader)))
        if (cell := _first_number(name, cells, reader)) is not None
    ]
    if not found:
        return None
    if len(found) == 2 and found[0][1].value != found[1][1].value:  # noqa: PLR2004 - a column and a row
        facts = {"figure": name, "row": _shown(found[0][1], reader), "earlier": _shown(found[1][1], reader)}
        evidence.cautions.append(Caution("earlier-row-differs", facts))
    source, cell = found[0]
    note = cell.notes[0] if cell.notes else ""
    span = cell.covers if source == "results" else cell.span
    return Given(cell.value or Fraction(0), cell.quantum, span, cell.text, note, source)


def _readable(values: Sequence[object], reader: _Reader) -> Iterator[object]:
    """The cells of earlier rows that can be read; the others are reported with their own row."""
    for value in values:
        try:
            reader.cell("value", value)
        except Unreadable:
            continue
        yield value


def _first_number(name: str, values: Iterable[object], reader: _Reader) -> Cell | None:
    """The first of several cells that holds a number; `Due March 2022` holds none."""
    for value in values:
        cell = None if _blank(value) else reader.cell(name, value)
        if cell is not None and cell.value is not None:
            return cell
    return None


def _shown(cell: Cell, reader: _Reader) -> str:
    return with_unit(cell.text or number(cell.value or Fraction(0)), reader.cells.unit)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
