"""A table of results from the text of a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from attrs import field, frozen

from ragengine.diagnostics import Diagnostic
from ragengine.document import MAX_BYTES
from ragengine.messages import did_you_mean
from ragengine.results.columns import COLUMNS, NEEDED
from ragengine.results.rows import Result, RowOrigin
from ragengine.results.scanning import cells_from
from ragengine.source import Place, Source
from ragengine.spelling import folded, nearest

_OF_RULES = "a target or a floor stands in the rules and is never read from results: take the column out; "


@frozen
class Results(Sequence[Result]):
    """The rows of a table, in order, with what is wrong with the table.

    `parts` are the files that it was read from, each with its headings.
    """

    rows: tuple[Result, ...]
    headings: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    parts: tuple[tuple[Source, tuple[str, ...]], ...] = field(default=(), eq=False, repr=False)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Result]: ...
    def __getitem__(self, index: int | slice) -> Result | Sequence[Result]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.rows)

    def unused(self, figures: Sequence[str]) -> list[Diagnostic]:
        """The columns that neither the table nor any of the named figures uses."""
        known = [*COLUMNS, *figures]
        used = set(map(folded, known))
        found = []
        for source, headings in self.parts:
            for heading in headings:
                if heading and folded(heading) not in used:
                    place = RowOrigin(source, 1, headings).place(heading)
                    of_rules = folded(heading) in ("target", "floor")
                    hint = (
                        _OF_RULES
                        if of_rules
                        else did_you_mean(nearest(heading, set(known) - set(headings), cutoff=0.7))
                    )
                    facts = {"text": heading, "nearest": hint, "known": ", ".join(COLUMNS)}
                    found.append(Diagnostic("RAG502", place, facts))
        return found


def read_table(source: Source, columns: Mapping[str, str] | None = None) -> Results:
    """The rows of a CSV text. `columns` maps our names to the headings that stand for them.

    A table without a needed column has no rows and a diagnostic; a row of the wrong length
    stays, as one that cannot be read.
    """
    rows: list[Result] = []
    found: list[Diagnostic] = []
    headings: tuple[str, ...] = ()
    try:
        for line, cells in _lines(source):
            if headings:
                rows.append(_row(cells, RowOrigin(source, line, headings), found))
            else:
                headings = _headings(cells, columns or {})
                found += _wrong_headings(headings, cells, source, line)
                if not any(one.code == "RAG506" for one in found):
                    found += _unmapped(cells, columns or {}, source)
    except _BrokenLine as error:
        found.append(_no_table(source, error.why, error.way, error.place))
    if not rows and not found:
        found.append(_no_table(source, *(_NO_ROWS if headings else _EMPTY)))
    if any(one.code in ("RAG503", "RAG506", "RAG507", "RAG508") for one in found):
        return Results((), headings, tuple(found), ((source, headings),))
    return Results(tuple(rows), headings, tuple(found), ((source, headings),))


_COMMAS = (
    "give a CSV file in UTF-8, its cells parted by commas; in Excel save it as `CSV UTF-8 (Comma delimited)`"
)
_EMPTY = ("it is empty", _COMMAS)
_NO_ROWS = ("it has headings and no rows", "write a row for each result under the headings")
_QUOTES = "double a quote that stands inside a cell, or leave the quotes out"


def _no_table(source: Source, why: str, way: str, place: Place | None = None) -> Diagnostic:
    facts = {"path": source.name, "why": why, "way": way}
    return Diagnostic("RAG506", place or Place(source, 1, 1), facts)


class _BrokenLine(Exception):
    """A line that is no line of a table."""

    def __init__(self, place: Place, why: str, way: str) -> None:
        super().__init__(why)
        self.place = place
        self.why = why
        self.way = way


def _broken(source: Source, line: int, why: str) -> _BrokenLine:
    """The cell whose quotes keep the row that begins on a line from being read, or else `why`."""
    cell = next((one for one in cells_from(source, line) if one.fault), None)
    if cell is not None:
        return _BrokenLine(cell.place, cell.fault, _QUOTES)
    return _BrokenLine(Place(source, line, 1), why, _COMMAS)


def _lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table that hold anything, each with the number of the line it begins on.

    Blank lines, and lines of the commas that spreadsheets leave behind, hold nothing.
    """
    text = source.text.removeprefix("\N{BYTE ORDER MARK}")
    if len(text) > csv.field_size_limit():
        # The limit is the whole program's: it is only ever raised, so that no other reader fails.
        csv.field_size_limit(max(MAX_BYTES, len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _broken(source, line, str(error)) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _headings(cells: Sequence[str], columns: Mapping[str, str]) -> tuple[str, ...]:
    """Our names for the columns that have a meaning of their own; the others as they are written."""
    ours = {folded(heading): name for name, heading in columns.items()}
    plain = (" ".join(ours.get(folded(cell), cell).split()) for cell in cells)
    return tuple(name.casefold() if name.casefold() in COLUMNS else name for name in plain)


def _unmapped(cells: Sequence[str], columns: Mapping[str, str], source: Source) -> list[Diagnostic]:
    """The headings that a call maps and the table does not have."""
    plain = set(map(folded, cells))
    return [
        Diagnostic(
            "RAG508",
            Place(source, 1, 1),
            {"text": heading, "name": name, "nearest": did_you_mean(nearest(heading, plain))},
        )
        for name, heading in columns.items()
        if folded(heading) not in plain
    ]


def _wrong_headings(
    headings: Sequence[str], cells: Sequence[str], source: Source, line: int
) -> list[Diagnostic]:
    place = Place(source, line, 1)
    if len(cells) == 1 and (other := next((mark for mark in ";\t|" if mark in cells[0]), "")):
        name = "tabs" if other == "\t" else f"`{other}`"
        return [_no_table(source, f"its cells are parted by {name}, not by commas", _COMMAS)]
    missing = [name for name in NEEDED if name not in headings]
    row, names = RowOrigin(source, line, tuple(headings)), [folded(heading) for heading in headings]
    twice = {
        names[at]: Diagnostic("RAG507", row.nth(at), {"text": heading})
        for at, heading in enumerate(headings)
        if heading and names[at] in names[:at]
    }
    return [*(Diagnostic("RAG503", place, {"text": name}) for name in missing), *twice.values()]


def _row(cells: Sequence[str], origin: RowOrigin, found: list[Diagnostic]) -> Result:
    headings = origin.headings
    fault = ""
    if len(cells) != len(headings):
        way = "quote cells that contain commas"
        if len(cells) < len(headings):
            way = "end the row with a comma for each cell that is blank"
        facts = {"found": str(len(cells)), "expected": str(len(headings)), "way": way}
        found.append(Diagnostic("RAG505", Place(origin.source, origin.line, 1), facts))
        fault = f"the row has {len(cells)} cells and the heading {len(headings)}"
    values = dict(zip(headings, cells, strict=False))
    known = {name: values.get(name) for name in COLUMNS}
    figures = {name: cell for name, cell in values.items() if name and name not in COLUMNS}
    return Result(
        measure=(known["measure"] or "").strip(), value=known["value"],
        period=(known["period"] or "").strip() or None,
        numerator=known["numerator"], denominator=known["denominator"],
        population=known["population"], forecast=known["forecast"], prior=known["prior"],
        place=(known["place"] or "").strip(), status=known["status"] or "", note=known["note"] or "",
        figures=figures, fault=fault, origin=origin,
    )  # fmt: skip
