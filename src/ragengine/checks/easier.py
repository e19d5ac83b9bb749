"""RAG422, opt-in: a target that the last known result has met already."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.resolution import Resolved
from ragengine.results import Cell, Unclear, read_cell
from ragengine.verdict import Verdict


def easier_than_last_year(subject: Subject) -> Iterator[Diagnostic]:
    """Each target asks for at least what the column `prior` says was reached before."""
    for verdict in subject.verdicts:
        banding = verdict.facts.banding
        cell = _prior(verdict)
        if banding is None or cell is None or cell.value is None:
            continue
        resolved = banding.resolved
        result = verdict.facts.result
        if _is_better(cell.value, resolved) and resolved.target is not None and result is not None:
            facts = {"text": resolved.target.value.text, "past": str(result.prior)}
            yield Diagnostic("RAG422", result.at("prior") or resolved.target.origin, facts)


def _prior(verdict: Verdict) -> Cell | None:
    """The column `prior` as read; None where there is none, or none that can be read."""
    facts = verdict.facts
    if facts.measure is None or facts.result is None:
        return None
    measure = facts.measure
    try:
        return read_cell(facts.result.prior, measure.unit, measure.nouns, measure.year_starts)
    except Unclear:
        return None


def _is_better(past: Fraction, resolved: Resolved) -> bool:
    """Whether a past lies beyond the target's number, on its good side; a band has none."""
    if resolved.lower is not None and resolved.upper is not None:
        return False
    if resolved.lower is not None:
        return past > resolved.lower.value
    return resolved.upper is not None and past < resolved.upper.value
