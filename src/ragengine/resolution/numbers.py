"""A rule with every number known: places, amounts and figures as exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import NamedTuple

from attrs import define, field, frozen

from ragengine import model
from ragengine.exact import in_full
from ragengine.model import Direction, Given, Operator
from ragengine.periods import WHOLE_YEAR, Entry, Span, Year
from ragengine.rating import Level, Reason, Scale
from ragengine.source import Place
from ragengine.units import Unit

_HOLDS: dict[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.AT_LEAST: ge, Operator.MORE_THAN: gt, Operator.AT_MOST: le, Operator.UNDER: lt,
}  # fmt: skip

_TURNED = {
    Operator.AT_LEAST: Operator.AT_MOST, Operator.MORE_THAN: Operator.UNDER,
    Operator.AT_MOST: Operator.AT_LEAST, Operator.UNDER: Operator.MORE_THAN,
}  # fmt: skip


class Lacking(Exception):
    """A context has no rating; the reason is an answer, not a fault."""

    def __init__(self, reason: Reason, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Fault(Exception):
    """The numbers make no partition: the code and facts of a diagnostic, and where."""

    def __init__(self, code: str, place: Place | None, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.facts = facts


class Edge(NamedTuple):
    """An edge of a target: its number, and the operator that says which side it is on."""

    value: Fraction
    operator: Operator


class Reach(NamedTuple):
    """How far an amount reaches; `strict` leaves the end itself out."""

    distance: Fraction
    strict: bool


@frozen(eq=False)
class LevelRange:
    """A level with the range that gives it."""

    level: Level
    ranged: model.Ranged
    text: str
    origin: Place | None


@frozen
class Population:
    """Of how many people a rate is, and where that number comes from.

    `quantum` is the place to which it was written: 100 for `423.4k`.
    """

    size: Fraction
    source: str
    origin: Place | None = field(default=None, eq=False, repr=False)
    quantum: Fraction = Fraction(1)

    def may_be(self, other: Population) -> bool:
        """Whether two sizes may be of the same people, as far as each is rounded."""
        return abs(self.size - other.size) <= max(self.quantum, other.quantum) / 2


@define(eq=False, repr=False)
class Resolved:
    """A measure in a context, with every number known. See `resolve`."""

    measure: model.Measure
    year: Year | None
    span: Span
    aim: model.Aim
    scale: Scale
    domain: model.Domain
    limits: str
    ranges: tuple[LevelRange, ...] = ()
    target: Entry[model.Target] | None = None
    lower: Edge | None = None
    upper: Edge | None = None
    floor: Entry[model.Threshold] | None = None
    amber: Entry[model.Amber] | None = None
    quantum: Fraction | None = None
    as_quoted: bool = False
    basis: Entry[model.Basis] | None = None
    accumulates: bool = False
    target_span: Span = WHOLE_YEAR
    population: Population | None = None
    figures: dict[str, Given] = field(factory=dict)
    differing: dict[str, tuple[Given, Given]] = field(factory=dict)
    origins: dict[str, Place] = field(factory=dict)

    @property
    def unit(self) -> Unit:
        """The measure's unit."""
        return self.measure.unit

    @property
    def number(self) -> Fraction | None:
        """The target's number where it has one edge; None for a band or no target."""
        edge = self.lower or self.upper
        return None if edge is None or (self.lower and self.upper) else edge.value

    def is_met_by(self, number: Fraction) -> bool:
        """Whether a number is in the target's own range, its operators included."""
        edges = [edge for edge in (self.lower, self.upper) if edge is not None]
        return all(_HOLDS[edge.operator](number, edge.value) for edge in edges)

    def edge_left(self, side: int) -> Edge:
        """The edge of the target that a result below it (-1) or above it (1) has left."""
        edge = (self.lower if side < 0 else self.upper) or self.lower or self.upper
        assert edge is not None  # noqa: S101 - asked where there is a target
        return edge

    def margin(self, side: int) -> model.Margin | None:
        """The amber margin below (-1) or above (1) the target, if there is one on that side."""
        amber = None if self.amber is None else self.amber.value
        if isinstance(amber, model.TwoMargins):
            amber = amber.below if side < 0 else amber.above
        return amber if isinstance(amber, model.Margin) else None

    def edges(self, name: str, place: Place | None, text: str) -> tuple[Fraction, Fraction]:
        """The lower and upper number of a figure; they differ only for a target that is a band."""
        if name == "target" and self.lower and self.upper:
            return self.lower.value, self.upper.value
        value = self.value(model.Figure(name), place, text)
        return value, value

    # ---- numbers ---------------------------------------------------------------------------

    def value(self, where: model.NumberPlace, place: Place | None, text: str) -> Fraction:
        """The number that a place stands for. Raises `Lacking` or `Fault`."""
        if isinstance(where, model.Number):
            return where.quoted.value
        if isinstance(where, model.Figure):
            return self._figure(where.name, place, text)
        if isinstance(where, model.Share):
            whole = self._figure(where.of, place, text)
            if whole <= 0:
                raise Fault("RAG306", place, text=text, of=_named(where.of, whole))
            return where.share * whole
        if isinstance(where, model.Way):
            start, end = self.ends_of_way(where, place, text)
            return start + where.share * (end - start)
        start = self._figure(where.of, place, text)
        distance = self.distance(where.amount, start, place, text)
        return start + distance if self.upwards(where.direction) else start - distance

    def ends_of_way(self, way: model.Way, place: Place | None, text: str) -> tuple[Fraction, Fraction]:
        """Where a way starts and ends; a way without length is no partition."""
        start = self._figure(way.start, place, text)
        end = self._figure(way.end, place, text)
        if start == end:
            raise Fault(
                "RAG323",
                place,
                why=f"there is no distance from {way.start} to {way.end}: both are the same number",
                way="change one of the figures",
            )
        return start, end

    def down_the_way(self, operator: Operator, way: model.Way, place: Place | None, text: str) -> Operator:
        """An operator as it is meant on a way: where that runs down, `at least` so far is `at most`."""
        start, end = self.ends_of_way(way, place, text)
        return operator if start < end else _TURNED[operator]

    def upwards(self, direction: Direction) -> bool:
        """Whether a direction runs up the line; better and worse follow the aim."""
        if direction in (Direction.ABOVE, Direction.BELOW):
            return direction is Direction.ABOVE
        return (self.aim is model.Aim.HIGH) == (direction is Direction.BETTER)

    def _figure(self, name: str, place: Place | None, text: str) -> Fraction:
        if name == "target":
            if self.lower is None and self.upper is None:
                raise Fault("RAG325", place, text=text, why="needs a target to be measured from")
            if self.number is None:
                raise Fault(
                    "RAG319",
                    place,
                    text=text,
                    found="a comparison with one number",
                    aim="band",
                    way="compare with a band by `within 2 points of target`",
                )
            return self.number
        if name == "floor":
            if self.floor is None:
                raise Fault("RAG325", place, text=text, why="needs a floor to be measured from")
            return self.value(self.floor.value.place, self.floor.origin, self.floor.value.text)
        return self.figures[name].value

    # ---- amounts ---------------------------------------------------------------------------

    def distance(self, amount: model.Amount, start: Fraction, place: Place | None, text: str) -> Fraction:
        """An amount as a distance on the line, events as they stand."""
        if isinstance(amount, model.Fixed):
            return amount.value
        if isinstance(amount, model.ShareOf):
            whole = start if amount.of is None else self._share_base(amount.of, start, place, text)
            if whole <= 0:
                of = _named(amount.of or "target", whole)
                raise Fault("RAG306", place, text=text, of=of)
            return amount.share * whole
        if isinstance(amount, model.Events):
            return amount.count * self.one_event()
        distances = [self.distance(one, start, place, text) for one in amount.amounts]
        return max(distances) if amount.wider else min(distances)

    def _share_base(self, name: str, start: Fraction, place: Place | None, text: str) -> Fraction:
        """What a share is of: of a band's own edge, the one that is being left."""
        return start if name == "target" and self.number is None else self._figure(name, place, text)

    def reach(
        self, amount: model.Amount, start: Fraction, place: Place | None, text: str, *, strict: bool
    ) -> Reach:
        """How far `at most` (or, when strict, `under`) an amount reaches.

        Events are whole and printed rates are rounded, so an amount of events reaches half an
        event further: `at most 6` is under 6.5, `under 6` under 5.5.
        """
        if isinstance(amount, model.Events):
            half = Fraction(1, 2)
            count = amount.count - half if strict else amount.count + half
            return Reach(count * self.one_event(), strict=True)
        if isinstance(amount, model.Combined):
            reaches = [self.reach(one, start, place, text, strict=strict) for one in amount.amounts]
            pick = max if amount.wider else min
            return pick(reaches, key=lambda reach: (reach.distance, not reach.strict))
        return Reach(self.distance(amount, start, place, text), strict)

    def one_event(self) -> Fraction:
        """What one event adds to the rate."""
        assert self.population is not None  # noqa: S101 - one that is missing has been raised
        return (self.unit.per or Fraction(1)) / self.population.size


def _named(figure: str, value: Fraction) -> str:
    """A figure with its number: `a target of 0`, `last year, which is 0`."""
    digits = in_full(value)
    return f"a target of {digits}" if figure == "target" else f"{figure}, which is {digits}"


def when(resolved: Resolved) -> str:
    """` in 2019-20 Q1`, for the end of a statement; nothing where the rule has no years."""
    return in_period(resolved.year, resolved.span, resolved.measure.year_starts)


def in_period(year: Year | None, span: Span, year_starts: int) -> str:
    """As `when`, before anything is resolved."""
    if year is None:
        return ""
    return f" in {year}" if span == WHOLE_YEAR else f" in {year} {span.text(year_starts)}"


def refuse_direction(direction: Direction, aim: model.Aim, text: str, origin: Place | None) -> None:
    """Refuse better and worse where there is no aim, or a band with two sides. Raises `Fault`."""
    if direction in (Direction.BETTER, Direction.WORSE) and aim is model.Aim.NONE:
        raise Fault("RAG321", origin, text=text)
    if direction in (Direction.BETTER, Direction.WORSE) and aim is model.Aim.BAND:
        raise Fault("RAG322", origin, text=text)
