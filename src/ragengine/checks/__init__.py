"""Findings about rules and results that only meaning shows. One file a check."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.contexts import Contexts, check_contexts
from ragengine.checks.of_rules import CHECKS_OF_RULES
from ragengine.checks.settings import Settings
from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic

__all__ = ["Contexts", "Settings", "Subject", "check_contexts", "run_checks"]


def run_checks(subject: Subject, settings: Settings, *, whole: bool) -> Iterator[Diagnostic]:
    """What the checks find of that which is looked for. `whole` is False where rules are missing."""
    checks = CHECKS_OF_RULES
    if subject.verdicts:
        from ragengine.checks.of_results import CHECKS_OF_RESULTS  # noqa: PLC0415 - most runs have no results

        checks = (*checks, *CHECKS_OF_RESULTS)
    for check in checks:
        if any(settings.looks_for(code) for code in check.codes) and (whole or not check.needs_all):
            yield from (one for one in check.find(subject) if settings.looks_for(one.code))
