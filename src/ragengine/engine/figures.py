"""The named figures beside a result: a column, or an earlier row of the same measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from ragengine.engine.columns import Reader, Unreadable, is_blank
from ragengine.explain import Caution
from ragengine.explain.show import number, with_unit
from ragengine.model import PASTS, Given
from ragengine.periods import Period
from ragengine.rating import Reason
from ragengine.results import Cell, Result, Unclear, ratio

Earlier = Callable[[str], Sequence[tuple[Period, Result]]]
"""Looks up a past of this measure (`last year`, `last period`) in earlier rows, each with its period."""


def read_figure(
    name: str, result: Result, reader: Reader, earlier: Earlier | None
) -> tuple[Given | None, list[Caution]]:
    """A named figure, with a caution where a column and an earlier row differ. Raises `Unreadable`.

    A column of that name comes first, for a past then `prior`, and then the earlier rows.
    """
    column, value = name, result.figure(name)
    if is_blank(value) and name in PASTS:
        column, value = "prior", result.prior
    given = Cell() if is_blank(value) else reader.cell(column, value, name)
    rows = earlier(name) if earlier is not None and name in PASTS else ()
    read = ((period, _of_row(row, reader)) for period, row in rows)
    when, past = next(((str(one), cell) for one, cell in read if cell.value is not None), ("", Cell()))
    if given.value is None:
        if past.value is None:
            return None, []
        quoted = (past.value, past.quantum, past.span, past.text)
        return Given(*quoted, _note(past), "earlier row", period=when), []
    cautions = []
    if past.value not in (None, given.value):
        facts = {"figure": name, "row": _shown(given, reader), "earlier": _shown(past, reader)}
        cautions.append(Caution("earlier-row-differs", facts))
    found = Given(
        given.value, given.quantum, given.covers, given.text, _note(given), "results", given.year
    )  # fmt: skip
    return found, cautions


def _of_row(row: Result, reader: Reader) -> Cell:
    """What an earlier row gives, by its value or by its counts alone.

    One that cannot be read gives nothing here: it is reported as a row of its own.
    """
    try:
        cell = reader.cell("value", row.value)
        counts = reader.counts(row) if cell.absent is Reason.MISSING else None
        return cell if counts is None else ratio(counts, reader.cells.unit)
    except (Unreadable, Unclear):
        return Cell()


def _note(cell: Cell) -> str:
    return cell.notes[0] if cell.notes else ""


def _shown(cell: Cell, reader: Reader) -> str:
    return with_unit(cell.text or number(cell.value or Fraction(0)), reader.cells.unit)
