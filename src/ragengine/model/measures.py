"""A measure with everything that rates it, and the file it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from attrs import field, frozen

from ragengine.model.places import Number
from ragengine.model.targets import Limits, Target
from ragengine.model.words import Aim, Basis
from ragengine.periods import APRIL, ByYear, Period, Span, Year
from ragengine.rating import Reason, Scale
from ragengine.source import Place
from ragengine.units import PERCENT, Noun, Unit


@frozen
class Compare:
    """How a result is compared: rounded to `quantum` first, `as_quoted`, or exactly."""

    as_quoted: bool = False
    quantum: Fraction | None = None


EXACTLY = Compare()


@frozen
class Domain:
    """The values that a result can have; None is no end. Ends are included."""

    lowest: Fraction | None
    highest: Fraction | None
    whole: bool = False


ANY_NUMBER = Domain(None, None)


@cache
def usual_domain(unit: Unit) -> Domain:
    """Percentages from 0 to 100, counts whole and not negative, others from 0."""
    highest = Fraction(100) if unit.kind == PERCENT.kind else None
    return Domain(Fraction(0), highest, unit.whole)


@frozen
class Example:
    """A result with the rating that the rule must give it."""

    cells: Mapping[str, str]
    rating: str | None
    reason: Reason | None
    detail: str
    text: str
    period: Period | None
    origin: Place = field(eq=False, repr=False)


@frozen
class Measure:
    """What is counted, with everything that rates it. Values may change by year."""

    id: str
    unit: Unit
    aim: ByYear[Aim]
    scale: ByYear[Scale]
    target: ByYear[Target] | None
    limits: tuple[Limits, ...]
    compare: tuple[ByYear[Compare], ...]
    basis: tuple[ByYear[Basis], ...]
    domain: ByYear[Domain]
    accumulates: ByYear[bool]
    population: ByYear[Number] | None = None
    figures: Mapping[str, ByYear[Number]] = field(factory=dict)
    names: Mapping[str, ByYear[str]] = field(factory=dict)
    comparators: tuple[str, ...] = ()
    nouns: Mapping[str, Noun] = field(factory=dict)
    examples: tuple[Example, ...] = ()
    meta: Mapping[str, object] = field(factory=dict)
    year_starts: int = APRIL
    file: str = field(default="", eq=False)
    origin: Place | None = field(default=None, eq=False, repr=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the text that the measure stands in; empty for one that was not read."""
        return self.origin.source.digest if self.origin else ""

    def printed(self, key: str, period: Period | None) -> str | None:
        """Its code, title, framework or theme in a period; None where it has none there."""
        name = self.names.get(key)
        year, span = (period.year, period.span) if period else (None, None)
        return name.at(year, span) if name else None


@frozen
class Given:
    """A figure's number for one result: from the rule, a column, or an earlier row.

    `quantum` is None where the number came in no quoted form (a float); `span` None where it
    is the row's own. `year` is the reporting year that it says it is of, where it says so, and
    `period` that of the earlier row that gave it.
    """

    value: Fraction
    quantum: Fraction | None = None
    span: Span | None = None
    text: str = field(default="", eq=False)
    note: str = field(default="", eq=False)
    source: str = field(default="", eq=False)
    year: Year | None = None
    period: str = field(default="", eq=False)


PASTS = ("last year", "last period")
"""The two pasts; the column `prior` fills whichever of them is asked for."""

BUILT_IN_FIGURES = ("target", "floor", *PASTS, "baseline", "profile")


@frozen
class RuleFile:
    """A rule file as read: what it says about itself, and its measures.

    `title` and `body` are those of the last year; `names` has them by year. `declared` says
    where each comparator, unit, scale and default stands, by the key it is declared under;
    `used_defaults` are those defaults that some measure falls back to.
    """

    title: str
    body: str
    measures: tuple[Measure, ...]
    name: str = field(default="", eq=False)
    scales: Mapping[str, Scale] = field(factory=dict)
    names: Mapping[str, ByYear[str]] = field(factory=dict)
    meta: Mapping[str, object] = field(factory=dict)
    declared: Mapping[str, Mapping[str, Place]] = field(factory=dict, eq=False, repr=False)
    used_defaults: frozenset[str] = field(default=frozenset(), eq=False, repr=False)
