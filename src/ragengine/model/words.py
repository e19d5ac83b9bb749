"""The words that the language has a fixed set of."""

from __future__ import annotations

from enum import StrEnum


class Aim(StrEnum):
    """Which results are good: the reports' H, L and Target Band Width; `none` judges nothing."""

    HIGH = "high"
    LOW = "low"
    BAND = "band"
    NONE = "none"


class Operator(StrEnum):
    """The four ways of bounding a number."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    UNDER = "under"


class Direction(StrEnum):
    """From a figure: along the line, or towards what the aim calls better or worse."""

    ABOVE = "above"
    BELOW = "below"
    BETTER = "better"
    WORSE = "worse"


class Basis(StrEnum):
    """What stands in for a result whose span is not the target's."""

    FORECAST_GIVEN = "forecast given"
    RUN_RATE = "forecast by run rate"
