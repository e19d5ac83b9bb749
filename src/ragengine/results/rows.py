"""Rows of a table of results, and where their cells stand in a file."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from attrs import evolve, field, frozen

from ragengine.rating import Reason
from ragengine.results.scanning import cells_from
from ragengine.source import Place, Source
from ragengine.spelling import folded


@frozen(eq=False)
class RowOrigin:
    """Where a row begins. The places of its cells are found when they are asked for."""

    source: Source
    line: int
    headings: tuple[str, ...]

    def place(self, column: str) -> Place | None:
        """Where the cell of a column stands; None where the row has no such column."""
        names = [folded(heading) for heading in self.headings]
        if folded(column) not in names:
            return None
        return self.nth(names.index(folded(column)))

    def nth(self, position: int) -> Place:
        """Where the cell at a position stands, counted from 0; past the last one, the last."""
        *_, last = islice(cells_from(self.source, self.line), position + 1)
        return last.place


@frozen
class Result:
    """A row of a table of results. Cells are texts as published, or numbers.

    `figures` are named figures beside the result; `fault` says why the whole row cannot be
    read, where it cannot.

    >>> Result("1E", "9.4%", period="2021-22 Apr-Nov").value
    '9.4%'
    """

    measure: str
    value: Any = None
    period: str | None = None
    numerator: Any = None
    denominator: Any = None
    population: Any = None
    forecast: Any = None
    prior: Any = None
    place: str = ""
    status: str = ""
    note: str = ""
    figures: Mapping[str, Any] = field(factory=dict)
    fault: str = ""
    origin: RowOrigin | None = field(default=None, eq=False, repr=False)

    def figure(self, name: str) -> Any:
        """The cell of a named figure, whatever its capitals and blanks; None where there is none.

        >>> Result("1E", figures={"England average": "79%"}).figure("england  average")
        '79%'
        """
        if name in self.figures:
            return self.figures[name]
        wanted = folded(name)
        return next((cell for one, cell in self.figures.items() if folded(one) == wanted), None)

    def beside(self, figures: Mapping[str, Any]) -> Result:
        """The row with further figures, which go before its own of the same names.

        A `population` among them goes where that of a row stands.
        """
        given = {folded(name): name for name in figures}
        own = {name: cell for name, cell in self.figures.items() if folded(name) not in given}
        both = {**own, **figures}
        population = given.get("population")
        if population is None:
            return evolve(self, figures=both)
        return evolve(self, population=both.pop(population), figures=both)

    def at(self, column: str) -> Place | None:
        """Where a cell stands in its file; None for a result that came from no file."""
        return None if self.origin is None else self.origin.place(column)


STATUSES: dict[str, Reason | None] = {
    "": None, "actual": None, "final": None, "provisional": None,
    "due": Reason.NOT_DUE, "no survey": Reason.NO_SURVEY,
    "suppressed": Reason.SUPPRESSED, "missing": Reason.MISSING,
}  # fmt: skip
"""What the column `status` may say, and the reason that it gives."""
