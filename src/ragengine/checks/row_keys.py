"""RAG510: two results for one measure, period and place."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.results import Result


def results_twice(subject: Subject) -> Iterator[Diagnostic]:
    """Each measure has one result for a period and place."""
    first: dict[tuple[object, ...], Result] = {}
    for verdict in subject.verdicts:
        facts, result = verdict.facts, verdict.facts.result
        if facts.measure is None or result is None:
            continue
        other = first.setdefault((facts.measure.id, facts.period, result.place), result)
        if other is not result:
            period = str(facts.period) if facts.period else "its year"
            where = f"{period}, {result.place}" if result.place else period
            shown = {
                "text": facts.measure.id, "period": where,
                "first": str(other.at("measure") or "an earlier row"),
            }  # fmt: skip
            yield Diagnostic("RAG510", result.at("measure"), shown)
