"""Counts: the result that they make, and the columns that hold them."""

from __future__ import annotations

import math
from fractions import Fraction

from ragengine.exact import NotANumber, Quoted, last_place
from ragengine.rating import Reason
from ragengine.results.absent import absent_in
from ragengine.results.cell import Cell, Counts, Unclear
from ragengine.results.given import exact
from ragengine.units import Unit, read_number


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
    """Whether counts make the printed value, at its printed decimals.

    A number of a program has those that it is shown with: a float its shortest.
    """
    made, value = ratio(counts, unit).value, cell.value
    quantum = cell.quantum or (None if value is None else last_place(value))
    if made is None or value is None or quantum is None:
        return value == made
    away = abs(made) - abs(value)
    return made * value >= 0 and -quantum / 2 <= away < quantum / 2


def why_no_count(value: object) -> Reason | None:
    """Why a column of counts holds none, where it says so or is blank; else None.

    >>> why_no_count("n/a"), why_no_count("<5"), why_no_count("1,143")
    (<Reason.MISSING: 'missing'>, <Reason.SUPPRESSED: 'suppressed'>, None)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return Reason.MISSING  # data frames have NaN where nothing stands
    absent = absent_in(" ".join(value.split())) if isinstance(value, str) else None
    return None if absent is None else absent.absent


def read_count(value: object) -> Quoted | None:
    """A numerator, denominator or population column; None where it holds none. Raises `Unclear`."""
    if why_no_count(value) is not None:
        return None
    if not isinstance(value, str):
        return Quoted(exact(value), Fraction(1), str(value))
    try:
        written = read_number(value.strip())
    except NotANumber as problem:
        raise Unclear(str(problem)) from None
    if written.unit:
        raise Unclear(f"it should be a count, without `{written.unit}`")
    return written.number
