"""RAG402: an inline example that does not get its rating.

Examples hold in every year that the measure has a target, unless they name one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.cases.examples import examples_of
from ragengine.cases.expecting import expected_in_words, got_in_words, is_expected
from ragengine.cases.rows import row_of
from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.engine.stretches import periods_of
from ragengine.model import Example, Measure
from ragengine.periods import Period
from ragengine.verdict import Verdict


def failing_examples(subject: Subject) -> Iterator[Diagnostic]:
    """Every example gets the rating, and the reason, that it says; once an example.

    Where the ranges of a year cannot be, which is said of the rule, its examples are no second fault.
    """
    for measure in subject.rules.measures.values():
        for example, contexts in examples_of(subject.rules, measure, subject.contexts[measure.id]):
            row = row_of(measure.id, example.cells)
            for held in contexts:
                if held.fault is not None and _is_told(subject, measure):
                    continue
                verdict = held.rate(row)
                if not is_expected(example, verdict):
                    yield _failed(verdict, example, held.period)
                    break


def _is_told(subject: Subject, measure: Measure) -> bool:
    """Whether the measure has a year whose ranges cannot be, which is a finding of its own."""
    return len(subject.contexts[measure.id]) < len(periods_of(measure))


def _failed(verdict: Verdict, example: Example, period: Period | None) -> Diagnostic:
    facts = {
        "text": example.text, "when": f" in {period}" if period else "",
        "expected": expected_in_words(example), "got": got_in_words(verdict), "sentence": str(verdict),
    }  # fmt: skip
    return Diagnostic("RAG402", example.origin, facts)
