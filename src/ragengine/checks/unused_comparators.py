"""RAG408: a comparator that no measure compares with."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


def unused_comparators(subject: Subject) -> Iterator[Diagnostic]:
    """Each comparator is named by the rule of some measure of its file, in some year."""
    if not any(file.declared.get("comparators") for file in subject.rules.files):
        return
    used: dict[str, set[str]] = {}
    for measure in subject.rules.measures.values():
        names = used.setdefault(measure.file, set())
        for held in subject.contexts[measure.id]:
            names |= held.needs
    for file in subject.rules.files:
        for name, place in file.declared.get("comparators", {}).items():
            if name not in used.get(file.name, ()):
                yield Diagnostic("RAG408", place, {"text": name})
