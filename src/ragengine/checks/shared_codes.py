"""RAG413: a printed code that does not tell two measures apart."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


def shared_codes(subject: Subject) -> Iterator[Diagnostic]:
    """A code is that of one measure in each year, and no other measure's id."""
    rules = subject.rules
    order = {name: position for position, name in enumerate(rules.measures)}
    for measure in rules.measures.values():
        codes = measure.names.get("code")
        for held in subject.contexts[measure.id] if codes is not None else ():
            entry = None if codes is None else codes.entry(held.year, held.span)
            if entry is None:
                continue
            others = [one for one in rules.named(entry.value, held.period) if one != measure.id]
            first = [one for one in others if order[one] < order[measure.id] or one == entry.value]
            if first:
                when = f" in {held.period}" if held.period else ""
                facts = {"code": entry.value, "key": measure.id, "other": first[0], "when": when}
                yield Diagnostic("RAG413", entry.origin, facts)
                break
