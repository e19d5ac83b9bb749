"""RAG513 and RAG514: ratings that a `0` decides, or that a blank taken for 0 would."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.rating import Level, Reason
from ragengine.results import Result
from ragengine.verdict import Verdict


def noughts(subject: Subject) -> Iterator[Diagnostic]:
    """No rating comes from a nought that may stand for nothing known, nor hides behind a blank."""
    for verdict in subject.verdicts:
        result = verdict.facts.result
        if result is not None and verdict.rating is not None and verdict.value == 0:
            facts = {"text": str(result.value), "rating": str(verdict.rating)}
            yield Diagnostic("RAG513", result.at("value"), facts)
        elif result is not None and verdict.reason is Reason.MISSING and _is_blank(result):
            level = _as_nought(verdict, subject)
            if level is not None:
                yield Diagnostic("RAG514", result.at("value"), {"rating": str(level)})


def _is_blank(result: Result) -> bool:
    """Whether nothing is given, and nothing says why."""
    return not str(result.value or "").strip() and not result.status.strip()


def _as_nought(verdict: Verdict, subject: Subject) -> Level | None:
    """The rating that a blank would get if it were taken for 0."""
    measure = verdict.facts.measure
    held = None if measure is None else subject.rules.context(measure, verdict.facts.period)
    return None if held is None else held.rate(0).rating
