"""Findings about rules and results that only meaning shows. One file a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from ragengine.checks.contexts import Contexts, check_contexts
from ragengine.checks.counts import impossible_counts
from ragengine.checks.easier import easier_than_last_year
from ragengine.checks.examples import failing_examples
from ragengine.checks.gaps import years_left_out
from ragengine.checks.margins import margins_unlike_others
from ragengine.checks.milestones import milestones_against_aim
from ragengine.checks.overdue_targets import overdue_targets
from ragengine.checks.row_counts import disagreeing_counts
from ragengine.checks.row_dates import overdue_results
from ragengine.checks.row_domains import results_outside_domain
from ragengine.checks.row_keys import results_twice
from ragengine.checks.row_noughts import noughts
from ragengine.checks.row_periods import periods_without_target
from ragengine.checks.rows import rows_of
from ragengine.checks.settings import Settings
from ragengine.checks.subject import Subject
from ragengine.checks.swallowed import swallowed_targets
from ragengine.checks.unreachable import unreachable_levels
from ragengine.checks.untested_edges import untested_edges
from ragengine.checks.unused_comparators import unused_comparators
from ragengine.checks.unused_defaults import unused_defaults
from ragengine.checks.unused_scales import unused_scales
from ragengine.checks.unused_units import unused_units
from ragengine.diagnostics import Diagnostic

__all__ = ["CHECKS", "Check", "Contexts", "Settings", "Subject", "check_contexts", "run_checks"]


@frozen
class Check:
    """A search for findings, with the codes that it may give.

    One that `needs_all` says what is nowhere: it is silent where part of the rules could not
    be read, since what it misses may stand there.
    """

    codes: tuple[str, ...]
    find: Callable[[Subject], Iterator[Diagnostic]]
    needs_all: bool = False


CHECKS: tuple[Check, ...] = (
    Check(("RAG331",), unreachable_levels),
    Check(("RAG332",), swallowed_targets),
    Check(("RAG402",), failing_examples),
    Check(("RAG405",), impossible_counts),
    Check(("RAG406",), years_left_out),
    Check(("RAG407",), unused_defaults, needs_all=True),
    Check(("RAG408",), unused_comparators, needs_all=True),
    Check(("RAG409",), unused_units, needs_all=True),
    Check(("RAG410",), unused_scales, needs_all=True),
    Check(("RAG411",), overdue_targets),
    Check(("RAG412",), untested_edges),
    Check(("RAG421",), milestones_against_aim),
    Check(("RAG422",), easier_than_last_year),
    Check(("RAG423",), margins_unlike_others),
    Check(("RAG501", "RAG504"), rows_of, needs_all=True),
    Check(("RAG509",), periods_without_target),
    Check(("RAG510",), results_twice),
    Check(("RAG511",), results_outside_domain),
    Check(("RAG512",), disagreeing_counts),
    Check(("RAG513", "RAG514"), noughts),
    Check(("RAG515",), overdue_results),
)


def run_checks(subject: Subject, settings: Settings, *, whole: bool) -> Iterator[Diagnostic]:
    """What the checks find of that which is looked for. `whole` is False where rules are missing."""
    for check in CHECKS:
        if any(settings.looks_for(code) for code in check.codes) and (whole or not check.needs_all):
            yield from (one for one in check.find(subject) if settings.looks_for(one.code))
