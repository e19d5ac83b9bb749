"""RAG511: a result outside the domain of its measure."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.explain import Facts
from ragengine.rating import Reason
from ragengine.results import Result, why_no_count


def results_outside_domain(subject: Subject) -> Iterator[Diagnostic]:
    """Every result is a value that its measure can have."""
    for verdict in subject.verdicts:
        facts = verdict.facts
        if verdict.reason is Reason.OUTSIDE_DOMAIN and facts.result:
            column, text = _outside(facts, facts.result)
            shown = {"text": text, "domain": facts.detail["domain"]}
            yield Diagnostic("RAG511", facts.result.at(column), shown)


def _outside(facts: Facts, result: Result) -> tuple[str, str]:
    """The column whose number is outside, and what it says: the forecast, the counts, or the value."""
    if "forecast" in facts.detail:
        return "forecast", str(result.forecast)
    if why_no_count(result.value) is Reason.MISSING:
        return "numerator", f"{result.numerator} of {result.denominator}"
    return "value", str(result.value)
