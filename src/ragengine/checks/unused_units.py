"""RAG409: a unit that no measure is in."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


def unused_units(subject: Subject) -> Iterator[Diagnostic]:
    """Each declared noun is that of some measure of its file: counted, timed, or made a rate of."""
    used: dict[str, set[str]] = {}
    for measure in subject.rules.measures.values():
        if measure.unit.noun is not None:
            used.setdefault(measure.file, set()).add(measure.unit.noun.name)
    for file in subject.rules.files:
        for name, place in file.declared.get("units", {}).items():
            if name not in used.get(file.name, ()):
                yield Diagnostic("RAG409", place, {"text": name})
