"""What a level says: a range of numbers, absolute or measured from a figure."""

from __future__ import annotations

from attrs import field, frozen

from ragengine.model.places import Amount, Margin, NumberPlace
from ragengine.model.words import Direction, Operator
from ragengine.periods import ByYear
from ragengine.source import Place


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
