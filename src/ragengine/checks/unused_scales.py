"""RAG410: a scale that no measure is rated on."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


def unused_scales(subject: Subject) -> Iterator[Diagnostic]:
    """Each declared scale is that of some measure of its file, in some year."""
    used: dict[str, set[str]] = {}
    for measure in subject.rules.measures.values():
        names = used.setdefault(measure.file, set())
        names |= {entry.value.name for entry in measure.scale.entries}
    for file in subject.rules.files:
        for name, place in file.declared.get("scales", {}).items():
            if name not in used.get(file.name, ()):
                yield Diagnostic("RAG410", place, {"text": name})
