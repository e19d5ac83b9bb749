"""RAG407: a default that no measure falls back to."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


def unused_defaults(subject: Subject) -> Iterator[Diagnostic]:
    """Each default serves a measure of its kind that does not set it aside in every year."""
    for file in subject.rules.files:
        for name, place in file.declared.get("defaults", {}).items():
            if name not in file.used_defaults:
                yield Diagnostic("RAG407", place, {"text": name})
