"""RAG516: a fraction such as `0.801` where the target, `82%`, is a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.exact import plain
from ragengine.resolution import Resolved

_FRACTION = re.compile(r"\s*0?\.[0-9]+\s*(?:\(.*)?", re.DOTALL)
"""A number between 0 and 1 with decimals and no unit, as a spreadsheet keeps a percentage."""


def fractions_for_percentages(subject: Subject) -> Iterator[Diagnostic]:
    """No result of a percentage looks like a share of 1 while its target is above 1%."""
    for verdict in subject.verdicts:
        facts = verdict.facts
        if facts.banding is None or facts.result is None or not facts.cell.value:
            continue
        text = str(facts.result.value)
        if _FRACTION.fullmatch(text) and _above_one(facts.banding.resolved):
            shown = {"text": text, "read": plain(facts.cell.value), "meant": plain(facts.cell.value * 100)}
            yield Diagnostic("RAG516", facts.result.at("value"), shown)


def _above_one(resolved: Resolved) -> bool:
    """Whether the target is a percentage of more than 1."""
    edge = resolved.lower or resolved.upper
    return resolved.unit.kind == "percent" and edge is not None and edge.value > 1
