"""Results: rows, and cells as published.

Whole tables are in `ragengine.results.tables`, which is imported where there is one.
"""

from ragengine.results.absent import HIDDEN, is_mark
from ragengine.results.cell import Cell, Counts, Unclear
from ragengine.results.cells import CellReader, read_cell
from ragengine.results.columns import COLUMNS, NEEDED
from ragengine.results.counts import agrees, ratio, read_count, why_no_count
from ragengine.results.rows import STATUSES, Result

__all__ = [
    "COLUMNS",
    "HIDDEN",
    "NEEDED",
    "STATUSES",
    "Cell",
    "CellReader",
    "Counts",
    "Result",
    "Unclear",
    "agrees",
    "is_mark",
    "ratio",
    "read_cell",
    "read_count",
    "why_no_count",
]
