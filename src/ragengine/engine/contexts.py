"""A measure in the part of a year that its target covers."""

from __future__ import annotations

from ragengine.engine.held import MeasureInContext
from ragengine.engine.rules import RuleSet
from ragengine.engine.stretches import Stretch
from ragengine.model import Measure
from ragengine.periods import Period, Year
from ragengine.rating import Reason
from ragengine.resolution import resolve


def like_with_like(rules: RuleSet, measure: Measure, stretch: Stretch) -> MeasureInContext:
    """A measure in the part of a year that its target covers: there nothing stands in for a result.

    A target of April to November is compared with a count of those months, not with the year's.
    What is written for a part of the year alone stays in that part.
    """
    period = stretch.period
    held = rules.context(measure, period)
    moved = held.banding is not None and held.banding.moved_by is not None
    apart = held.lacking is not None and held.lacking.reason is Reason.NOT_COMPARABLE
    if stretch.span is not None or not (moved or apart):
        return held
    span = resolve(measure, held.year, held.span).target_span
    return rules.context(measure, Period(held.year or _ANY_YEAR, span))


_ANY_YEAR = Year(2024)
"""A year for a rule that holds in every one, where a part of it must be named."""
