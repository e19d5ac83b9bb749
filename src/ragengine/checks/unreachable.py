"""RAG331: a level that no result can be given."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.banding import in_words
from ragengine.checks.reach import Missing, proof, unreachable
from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.engine import MeasureInContext
from ragengine.resolution import domain_in_words
from ragengine.resolution.numbers import when


def unreachable_levels(subject: Subject) -> Iterator[Diagnostic]:
    """Every level can be reached by a value of the domain, after rounding; once a level and place."""
    for contexts in subject.contexts.values():
        told = set()
        for held in contexts:
            for missing in unreachable(held):
                place = missing.written.origin or held.measure.origin
                if not missing.is_swallowed and (missing.written.level, str(place)) not in told:
                    told.add((missing.written.level, str(place)))
                    yield Diagnostic("RAG331", place, _facts(held, missing))


def _facts(held: MeasureInContext, missing: Missing) -> dict[str, str]:
    resolved = missing.banding.resolved
    if missing.piece is not None:
        why = f"no whole number is {in_words(missing.piece)}"
    else:
        why = f"`{missing.written.text}` leaves no number of the domain, {domain_in_words(held.domain)}"
    return {
        "one": str(missing.written.level), "when": when(resolved), "why": why,
        "proof": proof(held, missing),
    }  # fmt: skip
