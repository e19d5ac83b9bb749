"""RAG423, opt-in: a margin unlike all others of its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.model import Amber, Measure
from ragengine.periods import Entry

_ENOUGH = 3
"""So many measures that agree make what is usual."""


def margins_unlike_others(subject: Subject) -> Iterator[Diagnostic]:
    """The measures of a unit have one margin, or none of them stands alone."""
    by_unit: dict[str, list[tuple[Measure, Entry[Amber]]]] = {}
    for measure in subject.rules.measures.values():
        margin = _margin(measure)
        if margin is not None:
            by_unit.setdefault(measure.unit.text, []).append((measure, margin))
    for unit, members in by_unit.items():
        kinds = Counter(entry.value for _, entry in members)
        usual, count = kinds.most_common(1)[0]
        if len(kinds) == 2 and count >= _ENOUGH and len(members) == count + 1:  # noqa: PLR2004 - one and the others
            entry = next(entry for _, entry in members if entry.value != usual)
            facts = {"text": entry.value.text, "count": str(count), "unit": unit, "usual": usual.text}
            yield Diagnostic("RAG423", entry.origin, facts)


def _margin(measure: Measure) -> Entry[Amber] | None:
    """The margin that holds last: the measure's own, or its default."""
    for limits in measure.limits:
        if limits.amber is not None:
            return limits.amber.entries[-1]
    return None
