"""The columns of a row, read one by one, and which of them cannot be."""

from __future__ import annotations

from attrs import define

from ragengine.exact import Quoted
from ragengine.results import Cell, CellReader, Counts, Result, Unclear, read_count

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
    """A column of a row that cannot be read; `figure` is what it was read for, if for one."""

    def __init__(self, column: str, text: object, why: str, figure: str = "") -> None:
        super().__init__(column)
        self.column = column
        self.text = _cut(text)
        self.why = why if len(why) <= _LONGEST_WHY else f"{why[:_LONGEST_WHY]}..."
        self.figure = figure


@define(eq=False, repr=False)
class Reader:
    """Reads columns, and says which one it was that cannot be read."""

    cells: CellReader

    def cell(self, column: str, value: object, figure: str = "") -> Cell:
        """A column that holds a result or a figure. Raises `Unreadable`."""
        try:
            return self.cells.read(value)
        except Unclear as problem:
            raise Unreadable(column, value, str(problem), figure) from None

    def count(self, column: str, value: object) -> Quoted | None:
        """A column of counts; None where it holds none. Raises `Unreadable`."""
        try:
            return read_count(value)
        except Unclear as problem:
            raise Unreadable(column, value, str(problem)) from None

    def counts(self, result: Result) -> Counts | None:
        """The numerator and denominator beside a result, where there are both. Raises `Unreadable`."""
        top = self.count("numerator", result.numerator)
        bottom = self.count("denominator", result.denominator)
        if top is None or bottom is None:
            return None
        return Counts(top.value, bottom.value, exact=max(top.quantum, bottom.quantum) <= 1)


def is_blank(value: object) -> bool:
    """Whether a column holds nothing at all."""
    return value is None or (isinstance(value, str) and not value.strip())
