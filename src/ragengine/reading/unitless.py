"""What is wrong with a measure whatever its unit is, where that is wrong itself or not there."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ragengine.diagnostics import Diagnostic, Findings
from ragengine.reading.report import Report
from ragengine.reading.values import units_of
from ragengine.units import KINDS, Unit

_OF_A_KIND = frozenset({"RAG202", "RAG206"})
"""What is said of a number in another unit, and of events where the unit counts none."""

_BY_DEFAULT = {"RAG301": "aim", "RAG112": "scale", "RAG113": "scale"}
"""The faults of a measure without a value that its defaults may give, once its unit is known."""


def whatever_the_unit(read: Callable[[Unit], object], report: Report) -> list[Diagnostic]:
    """The faults that a measure has in a unit of every kind.

    In a unit of another kind than a value is in, nothing else is said of that value.
    """
    kept = report.found
    trials: list[dict[tuple[str, str], Diagnostic]] = []
    for kind in () if kept.full else KINDS:
        report.found = found = Findings()
        read(next(units_of(kind, {})))
        trials.append({(str(one.place), one.code): one for one in found})
        if not found:
            break  # nothing is wrong in every unit
    report.found = kept
    faults = {fault: one for trial in trials for fault, one in trial.items() if one.code not in _OF_A_KIND}
    return [
        one
        for (place, code), one in faults.items()
        if all(any((place, seen) in trial for seen in (code, *_OF_A_KIND)) for trial in trials)
    ]


def follows(fault: Diagnostic, unit: str, defaults: Collection[str]) -> bool:
    """Whether a fault may come of the unit alone: it repeats its words, or a default would mend it.

    >>> follows(Diagnostic("RAG201", None, {"text": "percnt"}), "percnt", ())
    True
    """
    if _BY_DEFAULT.get(fault.code) in defaults:
        return True
    text = fault.facts.get("text", "")
    return bool(unit and text) and (unit in text or text in unit)
