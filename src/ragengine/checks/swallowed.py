"""RAG332: a margin or floor that reaches the end of the domain, so that nothing is red."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.reach import proof, unreachable
from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.resolution import domain_in_words
from ragengine.resolution.numbers import when


def swallowed_targets(subject: Subject) -> Iterator[Diagnostic]:
    """The margin leaves something of the domain to the last level; once for each way it is written."""
    for contexts in subject.contexts.values():
        told = set()
        for held in contexts:
            for missing in unreachable(held):
                if not missing.is_swallowed:
                    continue
                resolved = missing.banding.resolved
                middle = resolved.ranges[1]
                place = middle.origin or held.measure.origin
                if str(place) not in told:
                    told.add(str(place))
                    yield Diagnostic(
                        "RAG332", place,
                        {"one": str(missing.written.level), "when": when(resolved), "text": middle.text,
                         "domain": domain_in_words(held.domain), "proof": proof(held, missing)},
                    )  # fmt: skip
