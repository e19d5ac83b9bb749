"""A row of results read in a measure's unit: the number, its counts, its figures."""

from __future__ import annotations

from attrs import define, evolve, field

from ragengine.engine.columns import Reader, Unreadable, is_blank
from ragengine.engine.disagreeing import counts_disagree
from ragengine.engine.figures import Earlier, read_figure
from ragengine.exact import plain
from ragengine.explain import Caution
from ragengine.model import Given, Measure
from ragengine.periods import WHOLE_YEAR, Period
from ragengine.rating import Reason
from ragengine.resolution import Population
from ragengine.results import (
    HIDDEN,
    STATUSES,
    Cell,
    CellReader,
    Counts,
    Result,
    Unclear,
    agrees,
    ratio,
    why_no_count,
)  # fmt: skip


@define(eq=False, repr=False)
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
    """Every column that this measure asks for. Raises `Unreadable`.

    Where the cell says why there is no result, nothing beside it is looked at.
    """
    if result.fault:
        raise Unreadable("row", "the row", result.fault)
    status = (result.status or "").strip().casefold()
    if status not in STATUSES:
        known = ", ".join(name for name in STATUSES if name)
        raise Unreadable("status", result.status, f"a status is one of {known}")
    reader = Reader(cells)
    absent = STATUSES[status]
    if absent is not None:
        return _absent(absent, status, reader, result.value)
    cell = reader.cell("value", result.value)
    evidence = Evidence(cell)
    if cell.absent not in (None, Reason.MISSING):
        return evidence
    _counts(evidence, reader, result, measure)
    if evidence.cell.provisional or status == "provisional":
        evidence.cautions.append(Caution("provisional"))
    _when(evidence, period, measure)
    if not is_blank(result.forecast):
        evidence.forecast = reader.cell("forecast", result.forecast)
    size = reader.count("population", result.population)
    if size is not None and size.value > 0:
        evidence.population = Population(size.value, "the results", quantum=size.quantum)
    for name in sorted(needed):
        given, differs = read_figure(name, result, reader, earlier)
        evidence.cautions += differs
        if given is not None:
            evidence.given[name] = given
    return evidence


def _absent(reason: Reason, status: str, reader: Reader, value: object) -> Evidence:
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


def _counts(evidence: Evidence, reader: Reader, result: Result, measure: Measure) -> None:
    """Counts explain a printed value where they agree with it; alone they are the result."""
    cell = evidence.cell
    if cell.absent is Reason.MISSING and (hidden := _hidden(result)):
        evidence.cell = Cell(absent=hidden)
        return
    counts = reader.counts(result) or cell.counts
    if counts is None or measure.unit.kind not in ("percent", "rate"):
        return
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
    if not counts.exact:
        return
    if counts.denominator <= 0:
        shown = {"numerator": plain(counts.numerator), "denominator": plain(counts.denominator)}
        evidence.cautions.append(Caution("counts-of-none", shown))
    elif agrees(cell, counts, measure.unit):
        evidence.counts = counts
    else:
        evidence.cautions.append(counts_disagree(cell, counts, measure.unit))


def _hidden(result: Result) -> Reason | None:
    """Why the counts of a row are not to be seen, where one of them says so."""
    said = (why_no_count(result.numerator), why_no_count(result.denominator))
    return next((why for why in said if why in HIDDEN), None)


def _when(evidence: Evidence, period: Period | None, measure: Measure) -> None:
    """A cell that names another year or part of it than its row gets a caution; its months count."""
    cell, starts = evidence.cell, measure.year_starts
    if period is None:
        return
    facts = {}
    if cell.year is not None and cell.year != period.year:
        part = "" if cell.span in (None, WHOLE_YEAR) else f" {cell.span.text(starts)}"
        facts = {"says": f"{cell.year}{part}", "row": str(period)}
    elif cell.span is not None and not cell.forecast and cell.span != period.span:
        facts = {"says": cell.span.text(starts), "row": period.span.text(starts)}
    if facts:
        evidence.cautions.append(Caution("period-differs", facts))
