"""RAG509: a result for a period in which the rules have no target."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.rating import Reason


def periods_without_target(subject: Subject) -> Iterator[Diagnostic]:
    """Every row's period is one that its measure's rule knows of."""
    for verdict in subject.verdicts:
        facts = verdict.facts
        if verdict.reason is Reason.NO_TARGET_THIS_YEAR and facts.measure and facts.result:
            when = f" in {facts.period}" if facts.period else ""
            place = facts.result.at("period") or facts.result.at("measure")
            yield Diagnostic("RAG509", place, {"text": facts.measure.id, "when": when})
