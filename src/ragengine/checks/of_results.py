"""The checks of results by rules, by their codes. Loaded where there are results."""

from __future__ import annotations

from ragengine.checks.check import Check
from ragengine.checks.easier import easier_than_last_year
from ragengine.checks.row_counts import disagreeing_counts
from ragengine.checks.row_dates import overdue_results
from ragengine.checks.row_domains import results_outside_domain
from ragengine.checks.row_fractions import fractions_for_percentages
from ragengine.checks.row_keys import results_twice
from ragengine.checks.row_noughts import noughts
from ragengine.checks.row_periods import periods_without_target
from ragengine.checks.rows import rows_of

CHECKS_OF_RESULTS: tuple[Check, ...] = (
    Check(("RAG422",), easier_than_last_year),
    Check(("RAG501", "RAG504"), rows_of, needs_all=True),
    Check(("RAG509",), periods_without_target),
    Check(("RAG510",), results_twice),
    Check(("RAG511",), results_outside_domain),
    Check(("RAG512",), disagreeing_counts),
    Check(("RAG513", "RAG514"), noughts),
    Check(("RAG515",), overdue_results),
    Check(("RAG516",), fractions_for_percentages),
)
