"""What stands in for a result that covers another part of the year than its target.

Equal spans compare directly, and so does what does not accumulate (a percentage, an average).
Otherwise the rule's `basis` says what stands in; a run rate moves the cuts, not the result.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from ragengine.model import Basis
from ragengine.periods import WHOLE_YEAR, Span
from ragengine.rating import Reason
from ragengine.resolution import Lacking, Resolved


class StandsIn(Enum):
    """Which number is compared with the cuts."""

    RESULT = "the result"
    FORECAST = "the forecast column"
    ASSUMED_FORECAST = "the result, taken as a forecast"
    RUN_RATE = "the run rate"


@frozen
class Standing:
    """What stands in, over which months, and how far a run rate moves the cuts."""

    what: StandsIn
    span: Span
    target_span: Span
    moves_by: Fraction | None = None


def stand_in(resolved: Resolved, span: Span, *, has_forecast: bool = False) -> Standing:
    """What stands in for a result over `span`. Raises `Lacking` where nothing does."""
    target_span = resolved.target_span
    if not resolved.accumulates or span == target_span:
        return Standing(StandsIn.RESULT, span, target_span)
    basis = None if resolved.basis is None else resolved.basis.value
    if basis is Basis.RUN_RATE:
        factor = Fraction(span.months, target_span.months)
        return Standing(StandsIn.RUN_RATE, span, target_span, factor)
    if basis is Basis.FORECAST_GIVEN and target_span == WHOLE_YEAR:
        what = StandsIn.FORECAST if has_forecast else StandsIn.ASSUMED_FORECAST
        return Standing(what, span, target_span)
    starts = resolved.measure.year_starts
    facts = {"span": span.text(starts), "target span": target_span.text(starts)}
    raise Lacking(Reason.NOT_COMPARABLE, **facts)
