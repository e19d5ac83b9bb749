"""Results: rows of a table, and cells as published."""

from ragengine.results.absent import HIDDEN, is_mark
from ragengine.results.cell import Cell, Counts, Unclear
from ragengine.results.cells import CellReader, read_cell
from ragengine.results.counts import agrees, ratio, read_count, why_no_count
from ragengine.results.rows import STATUSES, Result
from ragengine.results.tables import COLUMNS, NEEDED, Results, read_table

__all__ = [
    "COLUMNS",
    "HIDDEN",
    "NEEDED",
    "STATUSES",
    "Cell",
    "CellReader",
    "Counts",
    "Result",
    "Results",
    "Unclear",
    "agrees",
    "is_mark",
    "ratio",
    "read_cell",
    "read_count",
    "read_table",
    "why_no_count",
]
