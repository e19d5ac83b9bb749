"""Every measure in every year that its rule writes makes a partition, or says why not."""

from __future__ import annotations

from ragengine.diagnostics import Diagnostic, Findings
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.engine.stretches import periods_of

Contexts = dict[str, list[MeasureInContext]]
"""The contexts of each measure, by id: one for each stretch of years that is alike."""


def check_contexts(rules: RuleSet) -> tuple[Contexts, Findings]:
    """Every measure in every year in which something changes, and the faults found there."""
    contexts: Contexts = {}
    found = Findings()
    for measure in rules.measures.values():
        held = contexts[measure.id] = []
        for period in periods_of(measure):
            one = rules.context(measure, period)
            if one.fault is None:
                held.append(one)
            else:
                place = one.fault.place or measure.origin
                found.append(Diagnostic(one.fault.code, place, one.fault.facts))
    return contexts, found
