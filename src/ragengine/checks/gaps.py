"""RAG406: a year between two targeted years that has no target, though others have one in it."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.model import Measure
from ragengine.periods import Year


def years_left_out(subject: Subject) -> Iterator[Diagnostic]:
    """Each measure says something of every year between its first and its last that the body rates.

    A year in which no measure at all has a target is one that nobody reported on.
    """
    measures = subject.rules.measures.values()
    reported = {start for measure in measures for start in _years(measure)}
    for measure in measures:
        own = _years(measure)
        for start in sorted(reported):
            if own and min(own) < start < max(own) and start not in own and measure.target:
                before = max(year for year in own if year < start)
                after = min(year for year in own if year > start)
                facts = {
                    "key": measure.id, "before": str(Year(before)), "after": str(Year(after)),
                    "year": str(Year(start)),
                }  # fmt: skip
                entry = measure.target.entry(Year(before))
                place = entry.origin if entry is not None else None
                yield Diagnostic("RAG406", place or measure.origin, facts)


def _years(measure: Measure) -> set[int]:
    """The years that the target names or spans; one end of what is open."""
    found: set[int] = set()
    for entry in measure.target.entries if measure.target else ():
        ends = [end for end in (entry.first, entry.last) if end is not None]
        found.update(range(min(ends), max(ends) + 1) if ends else ())
    return found
