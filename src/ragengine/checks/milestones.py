"""RAG421, opt-in: a later target that asks for less than the one before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.model import Aim, Number, Threshold
from ragengine.resolution import Resolved


def milestones_against_aim(subject: Subject) -> Iterator[Diagnostic]:
    """From year to year a target of one number moves with the aim, or stays."""
    for contexts in subject.contexts.values():
        milestones = [
            held.banding.resolved
            for held in contexts
            if held.banding is not None and _is_number(held.banding.resolved)
        ]
        for before, after in pairwise(milestones):
            if _is_easier(before, after) and after.target is not None:
                facts = {
                    "one": _text(before), "before": str(before.year), "two": _text(after),
                    "after": str(after.year), "aim": str(after.aim),
                }  # fmt: skip
                yield Diagnostic("RAG421", after.target.origin, facts)


def _is_number(resolved: Resolved) -> bool:
    """Whether the target is a number that the rule writes, and no figure or band."""
    target = None if resolved.target is None else resolved.target.value
    return isinstance(target, Threshold) and isinstance(target.place, Number)


def _is_easier(before: Resolved, after: Resolved) -> bool:
    earlier, later = before.number, after.number
    alike = before.aim is after.aim and before.target_span == after.target_span
    if not alike or earlier is None or later is None:
        return False
    return later < earlier if after.aim is Aim.HIGH else later > earlier


def _text(resolved: Resolved) -> str:
    return resolved.target.value.text if resolved.target else ""
