"""Scales, their levels, and the reasons for having no rating.

The engine knows ranks, not colours: a scale is a list of names, best first. Red/Amber/Green
is one scale.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen


@frozen
class Level:
    """One name on a scale. `rank` 0 is the best.

    >>> str(AMBER), AMBER.rank, AMBER.scale
    ('amber', 1, 'RAG')
    """

    name: str
    rank: int
    scale: str
    colour: str | None = field(default=None, eq=False)
    meaning: str | None = field(default=None, eq=False)

    def __str__(self) -> str:
        return self.name


@frozen
class Scale:
    """The levels that a result can be given, best first."""

    name: str
    levels: tuple[Level, ...]

    def level(self, name: str) -> Level | None:
        """The level of that name, in any mix of capitals; None where there is none."""
        wanted = name.casefold()
        return next((level for level in self.levels if level.name.casefold() == wanted), None)


GREEN = Level("green", 0, "RAG", "green", "meets the target")
AMBER = Level("amber", 1, "RAG", "amber", "misses the target narrowly")
RED = Level("red", 2, "RAG", "red", "misses the target")
RAG = Scale("RAG", (GREEN, AMBER, RED))


class Reason(StrEnum):
    """Why a result has no rating. Each is an answer, never a colour and never a zero."""

    INFORMATION_ONLY = "information-only"
    NO_TARGET = "no-target"
    NO_TARGET_THIS_YEAR = "no-target-this-year"
    NOT_DUE = "not-due"
    NO_SURVEY = "no-survey"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    TOO_FEW = "too-few"
    NOT_COMPARABLE = "not-comparable"
    NO_COMPARATOR = "no-comparator"
    NO_PARTITION = "no-partition"
    OUTSIDE_DOMAIN = "outside-domain"
    UNREADABLE = "unreadable"
    UNKNOWN_MEASURE = "unknown-measure"


NOT_RATED = "not rated"
"""What stands in the place of a level where there is none."""

TARGET_LACKS = frozenset({Reason.NO_TARGET, Reason.NO_SURVEY, Reason.NO_TARGET_THIS_YEAR})
"""The reasons that a target gives, whatever the result."""
