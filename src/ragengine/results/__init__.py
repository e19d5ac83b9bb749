"""Results: rows of a table, and cells as published."""

from ragengine.results.cells import (
    Cell,
    CellReader,
    Counts,
    Unclear,
    agrees,
    ratio,
    read_cell,
    read_count,
)
from ragengine.results.rows import STATUSES, Result
from ragengine.results.tables import COLUMNS, NEEDED, Results, read_table

__all__ = [
    "COLUMNS",
    "NEEDED",
    "STATUSES",
    "Cell",
    "CellReader",
    "Counts",
    "Result",
    "Results",
    "Unclear",
    "agrees",
    "ratio",
    "read_cell",
    "read_count",
    "read_table",
]
