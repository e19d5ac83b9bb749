"""Where a number may stand in a rule, and how far from it an amount reaches."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from ragengine.exact import Quoted
from ragengine.model.words import Direction
from ragengine.periods import Span


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
