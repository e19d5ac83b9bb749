"""The checks of rules, by their codes."""

from __future__ import annotations

from ragengine.checks.check import Check
from ragengine.checks.counts import impossible_counts
from ragengine.checks.examples import failing_examples
from ragengine.checks.gaps import years_left_out
from ragengine.checks.margins import margins_unlike_others
from ragengine.checks.milestones import milestones_against_aim
from ragengine.checks.no_ranges import impossible_ranges
from ragengine.checks.overdue_targets import overdue_targets
from ragengine.checks.shared_codes import shared_codes
from ragengine.checks.swallowed import swallowed_targets
from ragengine.checks.unreachable import unreachable_levels
from ragengine.checks.untested_edges import untested_edges
from ragengine.checks.unused_comparators import unused_comparators
from ragengine.checks.unused_defaults import unused_defaults
from ragengine.checks.unused_scales import unused_scales
from ragengine.checks.unused_units import unused_units

CHECKS_OF_RULES: tuple[Check, ...] = (
    Check(("RAG331",), unreachable_levels),
    Check(("RAG332",), swallowed_targets),
    Check(("RAG333",), impossible_ranges),
    Check(("RAG402",), failing_examples),
    Check(("RAG405",), impossible_counts),
    Check(("RAG406",), years_left_out),
    Check(("RAG407",), unused_defaults, needs_all=True),
    Check(("RAG408",), unused_comparators, needs_all=True),
    Check(("RAG409",), unused_units, needs_all=True),
    Check(("RAG410",), unused_scales, needs_all=True),
    Check(("RAG411",), overdue_targets),
    Check(("RAG412",), untested_edges),
    Check(("RAG413",), shared_codes),
    Check(("RAG421",), milestones_against_aim),
    Check(("RAG423",), margins_unlike_others),
)
