"""RAG413: a printed code that does not tell two measures apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.spelling import folded


def shared_codes(subject: Subject) -> Iterator[Diagnostic]:
    """A code is that of one measure in each year, and no other measure's id."""
    rules = subject.rules
    order = {name: position for position, name in enumerate(rules.measures)}
    coded = {one.id: one.names["code"] for one in rules.measures.values() if "code" in one.names}
    users = Counter(code for codes in coded.values() for code in {entry.value for entry in codes.entries})
    spelt = Counter(map(folded, users))
    for name, codes in coded.items():
        measure = rules.measures[name]
        if all(
            users[one.value] == spelt[folded(one.value)] == 1 and one.value not in order
            for one in codes.entries
        ):
            continue  # nobody else writes it, so no year need be looked at
        for held in subject.contexts[name]:
            entry = codes.entry(held.year, held.span)
            if entry is None:
                continue
            others = [one for one in rules.named(entry.value, held.period) if one != measure.id]
            first = [one for one in others if order[one] < order[measure.id] or one == entry.value]
            if first:
                when = f" in {held.period}" if held.period else ""
                facts = {"code": entry.value, "key": measure.id, "other": first[0], "when": when}
                yield Diagnostic("RAG413", entry.origin, facts)
                break
