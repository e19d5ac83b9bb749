"""RAG409: a unit that no measure is in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.model import Measure
from ragengine.units import UnitProblem, find_noun


def unused_units(subject: Subject) -> Iterator[Diagnostic]:
    """Each declared noun is that of some measure of its file: counted, timed, or in a rate."""
    used: dict[str, set[str]] = {}
    for measure in subject.rules.measures.values():
        used.setdefault(measure.file, set()).update(_nouns_in(measure))
    for file in subject.rules.files:
        for name, place in file.declared.get("units", {}).items():
            if name not in used.get(file.name, ()):
                yield Diagnostic("RAG409", place, {"text": name})


def _nouns_in(measure: Measure) -> Iterator[str]:
    """The names of the nouns in a unit: what is counted or timed, and what a rate is per."""
    if measure.unit.noun is not None:
        yield measure.unit.noun.name
    if measure.unit.kind != "rate":
        return
    with suppress(UnitProblem):  # what a rate is per need not be declared
        yield find_noun(measure.unit.behind_per, measure.nouns).name
