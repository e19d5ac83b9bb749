"""RAG411: a target that is still to be set in a year that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.model import NoTargetYet
from ragengine.periods import Year
from ragengine.rating import Reason


def overdue_targets(subject: Subject) -> Iterator[Diagnostic]:
    """No target is `TBC` in a year that has ended."""
    for measure in subject.rules.measures.values():
        for entry in measure.target.entries if measure.target else ():
            target = entry.value
            if not isinstance(target, NoTargetYet) or target.reason is not Reason.NO_TARGET:
                continue
            first = entry.first if entry.first is not None else entry.last
            if first is None:
                continue
            end = date(first + 1, measure.year_starts, 1) - timedelta(days=1)
            if end < subject.today:
                facts = {"text": target.text, "year": str(Year(first)), "end": f"{end.day} {end:%B %Y}"}
                yield Diagnostic("RAG411", entry.origin, facts)
