"""Targets, and where amber lies beside them."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from ragengine.model.places import Amount, Margin, NumberPlace
from ragengine.model.ranges import NamedRange
from ragengine.model.words import Operator
from ragengine.periods import ByYear
from ragengine.rating import Reason


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

    @property
    def text(self) -> str:
        """As an author writes it."""
        return self.value


@frozen
class TwoMargins:
    """Amber on either side of a band; None is no amber on that side."""

    below: Margin | None
    above: Margin | None
    text: str = field(default="", eq=False)


Amber = NoAmber | Margin | TwoMargins


@frozen
class Limits:
    """Where the levels part: one of amber, floor and levels in any year.

    A measure has several, its own first and then its defaults: the first that says anything
    in a year counts.
    """

    amber: ByYear[Amber] | None = None
    floor: ByYear[Threshold] | None = None
    levels: ByYear[tuple[NamedRange, ...]] | None = None

    @property
    def is_constant(self) -> bool:
        """Whether one of them holds in every year, so that nothing after it is ever asked."""
        ranges = () if self.levels is None or not self.levels.is_constant else self.levels.entries[0].value
        written = [self.amber, self.floor, *(named.ranges for named in ranges)]
        return any(value is not None and value.is_constant for value in written)
