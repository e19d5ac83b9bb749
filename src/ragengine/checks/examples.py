"""RAG402: an inline example that does not get its rating.

Examples hold in every year that the measure has a target, unless they name one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.running import examples_of, row_of
from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.model import Example
from ragengine.periods import Period
from ragengine.verdict import Verdict


def failing_examples(subject: Subject) -> Iterator[Diagnostic]:
    """Every example gets the rating, and the reason, that it says; once an example."""
    for measure in subject.rules.measures.values():
        for example, contexts in examples_of(subject.rules, measure, subject.contexts[measure.id]):
            row = row_of(measure, example)
            for held in contexts:
                verdict = held.rate(row)
                if not _as_expected(verdict, example):
                    yield _failed(verdict, example, held.period)
                    break


def _as_expected(verdict: Verdict, example: Example) -> bool:
    if example.rating is not None:
        return verdict.rating is not None and verdict.rating.name.casefold() == example.rating
    if verdict.rating is not None:
        return False
    if example.reason is not None and verdict.reason is not example.reason:
        return False
    return not example.detail or verdict.facts.detail.get("figure") == example.detail


def _failed(verdict: Verdict, example: Example, period: Period | None) -> Diagnostic:
    expected = example.rating or "not rated"
    if example.reason is not None:
        expected = f"{expected} ({' '.join(filter(None, (example.reason.value, example.detail)))})"
    got = str(verdict.rating) if verdict.rating else f"not rated ({verdict.reason})"
    facts = {
        "text": example.text, "when": f" in {period}" if period else "", "expected": expected,
        "got": got, "sentence": str(verdict),
    }  # fmt: skip
    return Diagnostic("RAG402", example.origin, facts)
