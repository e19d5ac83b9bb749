"""RAG512: counts that make another result than the one printed beside them."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.explain.sentences import caution_text


def disagreeing_counts(subject: Subject) -> Iterator[Diagnostic]:
    """Where a result has counts beside it, they make it at its printed decimals."""
    for verdict in subject.verdicts:
        result = verdict.facts.result
        for caution in verdict.cautions:
            if caution.code == "counts-disagree" and result is not None:
                sentence = caution_text(caution).rstrip(".")
                yield Diagnostic("RAG512", result.at("value"), {"sentence": sentence})
