"""RAG511: a result outside the domain of its measure."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.rating import Reason


def results_outside_domain(subject: Subject) -> Iterator[Diagnostic]:
    """Every result is a value that its measure can have."""
    for verdict in subject.verdicts:
        facts = verdict.facts
        if verdict.reason is Reason.OUTSIDE_DOMAIN and facts.result:
            shown = {"text": str(facts.result.value), "domain": facts.detail["domain"]}
            yield Diagnostic("RAG511", facts.result.at("value"), shown)
