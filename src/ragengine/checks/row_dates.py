"""RAG515: a result whose due date has passed, with none given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.periods import MONTHS
from ragengine.rating import Reason

_DECEMBER = 12


def overdue_results(subject: Subject) -> Iterator[Diagnostic]:
    """No result was due in a month that is over."""
    for verdict in subject.verdicts:
        facts = verdict.facts
        if verdict.reason is not Reason.NOT_DUE or facts.cell.due is None or facts.result is None:
            continue
        year, month = facts.cell.due
        after = date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)
        if after <= subject.today:
            shown = {"text": str(facts.result.value), "due": f"{MONTHS[month - 1]} {year}"}
            yield Diagnostic("RAG515", facts.result.at("value"), shown)
