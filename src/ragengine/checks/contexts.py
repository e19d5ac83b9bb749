"""Every measure in every year that its rule writes makes a partition, or says why not."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.diagnostics import Diagnostic, Findings
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.model import Limits, Measure
from ragengine.periods import ByYear, Period, Year

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


def periods_of(measure: Measure) -> list[Period | None]:
    """A period for each stretch of years over which nothing in the measure changes.

    None stands for every year, where the measure names none.
    """
    starts: set[int] = set()
    periods: set[Period] = set()
    for value in _values(measure):
        for entry in value.entries:
            if entry.first is not None:
                starts.add(entry.first)
                if entry.span is not None:
                    periods.add(Period(Year(entry.first), entry.span))
            if entry.last is not None:
                starts.add(entry.last + 1)
    if not starts:
        return [None]
    starts.add(min(starts) - 1)
    years = (Year(start) for start in sorted(starts))
    found: list[Period | None] = [Period(year) for year in years if _has_target(measure, year)]
    return found + sorted(periods - set(found))


def _has_target(measure: Measure, year: Year) -> bool:
    return measure.target is None or measure.target.entry(year) is not None


def _values(measure: Measure) -> Iterator[ByYear[object]]:
    """Every value of a measure that may change by year and has a part in its rating."""
    yield measure.aim
    yield measure.scale
    yield measure.domain
    yield from (value for value in (measure.target, measure.population) if value is not None)
    yield from measure.compare
    yield from measure.basis
    yield from measure.figures.values()
    for limits in measure.limits:
        yield from _limits(limits)


def _limits(limits: Limits) -> Iterator[ByYear[object]]:
    yield from (value for value in (limits.amber, limits.floor, limits.levels) if value is not None)
    if limits.levels is not None:
        for entry in limits.levels.entries:
            for named in entry.value:
                yield named.ranges
