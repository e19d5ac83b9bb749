"""RAG333: ranges that the figures of no result can make."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.cases.figures import why_never
from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


def impossible_ranges(subject: Subject) -> Iterator[Diagnostic]:
    """Where each result brings a figure, some figures make ranges: the levels do not always cross.

    It is tried, with figures below, about and above the target's number or a usual one, and
    not proved; a rule that is meant for quite other figures may be silenced.
    """
    for measure in subject.rules.measures.values():
        for held in subject.contexts[measure.id]:
            if held.lacking is None or "figure" not in held.lacking.facts:
                continue
            if why := why_never(held):
                when = f" in {held.period}" if held.period else ""
                yield Diagnostic("RAG333", measure.origin, {"key": measure.id, "when": when, "why": why})
                break
