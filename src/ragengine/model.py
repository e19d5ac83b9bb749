"""Rules as data: frozen, comparable by meaning, each value with the place it was written.

A rule is what an author wrote, made precise: numbers are exact and in the measure's unit,
amounts are normalised, the shorthand of target, floor and amber has become levels. What a
rule *means* for a result is in `ragengine.definition`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from fractions import Fraction

from attrs import field, frozen

from ragengine.exact import Quoted
from ragengine.periods import ByYear, Period, Span
from ragengine.rating import Reason, Scale
from ragengine.source import Place
from ragengine.units import Noun, Unit


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


# ---- places: where a number may stand ----------------------------------------------------


@frozen
class Number:
    """A number written in the rule, in the measure's unit.

    `span` is the part of the year that it covers, where its bracket says so; `events` the
    number of events printed beside a rate; `note` the date or year of a figure.
    """

    quoted: Quoted
    span: Span | None = None
    events: Fraction | None = None
    note: str = field(default="", eq=False)


@frozen
class Figure:
    """A named figure: `target`, `last year`, `national average`."""

    name: str


@frozen
class Share:
    """A share of a figure: `110% of target`. The share is a fraction of 1."""

    share: Fraction
    of: str


@frozen
class Way:
    """A share of the way from one figure to another."""

    share: Fraction
    start: str
    end: str


# ---- amounts: how far from a figure -------------------------------------------------------


@frozen
class Fixed:
    """An amount in the measure's own unit (`2 points` is 2 on a percentage)."""

    value: Fraction


@frozen
class ShareOf:
    """A share of a figure, by name; None is the figure that the amount is measured from."""

    share: Fraction
    of: str | None


@frozen
class Events:
    """A number of events on a rate; the population makes it a rate."""

    count: Fraction
    noun: str = field(default="events", eq=False)


@frozen
class Combined:
    """The wider or the narrower of several amounts."""

    wider: bool
    amounts: tuple[Amount, ...]


Amount = Fixed | ShareOf | Events | Combined


@frozen
class Offset:
    """A number so far above, below, better or worse than a figure."""

    amount: Amount
    direction: Direction
    of: str


NumberPlace = Number | Figure | Share | Way | Offset


@frozen
class Margin:
    """How far amber reaches. `strict` leaves the end itself out (`under 2 points`)."""

    amount: Amount
    strict: bool = False
    text: str = field(default="", eq=False)


# ---- ranges: what a level says -------------------------------------------------------------


@frozen
class Half:
    """One side of a number: `at least 75%`, `more than 3 days above last year`."""

    operator: Operator
    place: NumberPlace


@frozen
class Between:
    """`A to B`, both ends included."""

    lower: NumberPlace
    upper: NumberPlace


@frozen
class Exactly:
    """One number alone."""

    place: NumberPlace


@frozen
class Away:
    """An operator on a distance: `at most 2 points worse than target`.

    Without an amount: `better than target`, `worse than target`, and with `no` True
    `no worse than target`.
    """

    direction: Direction
    of: str
    operator: Operator | None = None
    amount: Amount | None = None
    no: bool = False


@frozen
class Around:
    """Within margins on either side of a figure; None on a side ends at the figure's edge."""

    of: str
    below: Margin | None
    above: Margin | None


@frozen
class Rest:
    """The numbers that no other level took."""


Ranged = Half | Between | Exactly | Away | Around | Rest


@frozen
class Range:
    """A range with the words it was written in."""

    meaning: Ranged
    text: str = field(default="", eq=False)
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen
class NamedRange:
    """A level by name with its range, which may change by year."""

    name: str
    ranges: ByYear[Range]


# ---- targets -------------------------------------------------------------------------------


@frozen
class Threshold:
    """A target or floor of one number; without an operator the aim decides the side."""

    place: NumberPlace
    operator: Operator | None = None
    text: str = field(default="", eq=False)


@frozen
class Band:
    """A target of two edges, both included."""

    lower: NumberPlace
    upper: NumberPlace
    text: str = field(default="", eq=False)


@frozen
class Within:
    """A band around a figure: `within 5% of plan`."""

    amount: Amount
    of: str
    strict: bool = False
    text: str = field(default="", eq=False)


@frozen
class NoTargetYet:
    """A target that says why there is none: `TBC`, `no survey`, or `none`."""

    reason: Reason
    text: str = field(default="", eq=False)


Target = Threshold | Band | Within | NoTargetYet


class NoAmber(Enum):
    """`amber: none`, two states on purpose."""

    NONE = "none"


@frozen
class TwoMargins:
    """Amber on either side of a band; None is no amber on that side."""

    below: Margin | None
    above: Margin | None
    text: str = field(default="", eq=False)


Amber = NoAmber | Margin | TwoMargins


# ---- the rest of a measure -----------------------------------------------------------------


class Basis(StrEnum):
    """What stands in for a result whose span is not the target's."""

    FORECAST_GIVEN = "forecast given"
    RUN_RATE = "forecast by run rate"


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
class Limits:
    """Where the levels part: one of amber, floor and levels in any year.

    A measure has several, its own first and then its defaults: the first that says anything
    in a year counts.
    """

    amber: ByYear[Amber] | None = None
    floor: ByYear[Threshold] | None = None
    levels: ByYear[tuple[NamedRange, ...]] | None = None


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
    year_starts: int = 4
    file: str = field(default="", eq=False)
    digest: str = field(default="", eq=False)
    origin: Place | None = field(default=None, eq=False, repr=False)


@frozen
class Given:
    """A figure's number for one result: from the rule, a column, or an earlier row.

    `quantum` is None where the number came in no quoted form (a float); `span` None where it
    is the row's own.
    """

    value: Fraction
    quantum: Fraction | None = None
    span: Span | None = None
    text: str = field(default="", eq=False)
    note: str = field(default="", eq=False)
    source: str = field(default="", eq=False)


PASTS = ("last year", "last period")
"""The two pasts; the column `prior` fills whichever of them is asked for."""

BUILT_IN_FIGURES = ("target", "floor", *PASTS, "baseline", "profile")


@frozen
class RuleFile:
    """A rule file as read: what it says about itself, and its measures.

    `title` and `body` are those of the last year; `names` has them by year.
    """

    title: str
    body: str
    measures: tuple[Measure, ...]
    digest: str = ""
    name: str = field(default="", eq=False)
    scales: Mapping[str, Scale] = field(factory=dict)
    names: Mapping[str, ByYear[str]] = field(factory=dict)
    meta: Mapping[str, object] = field(factory=dict)
