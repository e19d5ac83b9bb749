"""What a rating means: `docs/definition.md`, in slow lines that anyone can read.

The engine, the frames and the users' own tests are held against this module, so it shares
nothing with them. Ranges are compared by asking which of them hold the few places on the line
where an answer can change: slow, and hard to get wrong.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ragengine import model
from ragengine.exact import round_half_away
from ragengine.model import Aim, Direction, Given, Margin, Measure, Number, Operator
from ragengine.rating import Level, Reason

if TYPE_CHECKING:
    from ragengine.periods import ByYear, Span, Year

Value = TypeVar("Value")
Sides = dict[Direction, tuple[Operator, Fraction]]  # how a range ends below and above
ABOVE, BELOW, BETTER, WORSE = Direction
AT_LEAST, MORE_THAN, AT_MOST, UNDER = Operator
ASK = {AT_LEAST: operator.ge, MORE_THAN: operator.gt, AT_MOST: operator.le, UNDER: operator.lt}
MIRRORED = {AT_LEAST: AT_MOST, MORE_THAN: UNDER, AT_MOST: AT_LEAST, UNDER: MORE_THAN}
OUTWARDS = {BELOW: -1, ABOVE: 1}
NO_FURTHER = Margin(model.Fixed(Fraction(0)))
HALF_AN_EVENT = Fraction(1, 2)


def rating(
    measure: Measure, value: Fraction, *, year: Year | None = None, span: Span | None = None,
    result_span: Span | None = None, figures: Mapping[str, Given] | None = None,
    population: Fraction | None = None,
) -> Level | Reason:  # fmt: skip
    """The level that a result is given, or the reason why there is none.

    `year` and `span` are the row's (no span is the whole year); `result_span` is what the
    result's own cell says. The rule's own figures and population come before the row's.
    """
    try:
        return Rule(measure, year, span, figures or {}, population).rate(value, result_span)
    except NotRated as none:
        return none.reason


class NotRated(Exception):
    """There is no rating, and why: if nothing else is said, the levels make no partition."""

    def __init__(self, reason: Reason = Reason.NO_PARTITION) -> None:
        self.reason = reason


class Range(NamedTuple):
    """The numbers between its ends, or all the others. Without ends it is the whole line."""

    sides: Sides
    others: bool = False

    def holds(self, number: Fraction) -> bool:
        between = all(ASK[asked](number, end) for asked, end in self.sides.values())
        return between != self.others

    def ends(self) -> list[Fraction]:
        return [end for _, end in self.sides.values()]


def places(ends: Iterable[Fraction], quantum: Fraction | None = None) -> list[Fraction]:
    """The places that can matter: each end, one between any two, one beyond the first and last.

    Where results are rounded, so do the round numbers on both sides of each end.

    >>> [str(place) for place in places([Fraction(80), Fraction(82)])]
    ['79', '80', '81', '82', '83']
    """
    marks = set(ends) or {Fraction(0)}
    if quantum is not None:
        steps = {math.floor(mark / quantum) + step for mark in marks for step in (-1, 0, 1, 2)}
        marks |= {step * quantum for step in steps}
    line = sorted(marks)
    between = [(left + right) / 2 for left, right in pairwise(line)]
    return sorted([line[0] - 1, *line, *between, line[-1] + 1])


def narrower_first(levels: list[tuple[Level, Range]]) -> list[tuple[Level, Range]]:
    """The levels in the order in which they win. No range may be empty, cross or be another."""
    line = places(end for _, numbers in levels for end in numbers.ends())
    held = [{place for place in line if numbers.holds(place)} for _, numbers in levels]
    for one, other in combinations(held, 2):
        if one & other and not (one < other or other < one):
            raise NotRated
    if set() in held:
        raise NotRated
    return [levels[index] for index in sorted(range(len(held)), key=lambda i: len(held[i]))]


def in_order(ranks: list[int], aim: Aim | None) -> bool:
    """Whether no better result rates worse. Of a band, none further out may rate better."""
    best = ranks.index(min(ranks)) if aim is Aim.BAND else 0 if aim is Aim.LOW else -1
    down, up = ranks[best::-1], ranks[best:]
    return aim is Aim.NONE or (down == sorted(down) and up == sorted(up))


def numbers_in(part: Any) -> list[Any]:
    """Where the numbers of a target, or of a level's range, are written."""
    return [place for key in ("place", "lower", "upper") if (place := getattr(part, key, None))]


def named(part: Any) -> list[str]:
    """The figures that a part of a rule names. An amount of events needs the population."""
    if isinstance(part, tuple):
        return [name for item in part for name in named(item)]
    if part is None or isinstance(part, Number):
        return []
    names = ["population"] if isinstance(part, model.Events) else []
    names += [getattr(part, key, None) or "" for key in ("name", "of", "start", "end")]
    for key in ("place", "lower", "upper", "amount", "amounts", "below", "above"):
        names += named(getattr(part, key, None))
    return [name for name in names if name]


class Rule:
    """A measure in one year or a part of it, with the figures that stand beside one result."""

    def __init__(
        self, measure: Measure, year: Year | None, span: Span | None,
        figures: Mapping[str, Given], population: Fraction | None,
    ) -> None:  # fmt: skip
        def now(values: ByYear[Value] | None) -> Value | None:
            return None if values is None else values.at(year, span)

        self.measure, self.span = measure, span
        self.aim, self.scale, self.target = now(measure.aim), now(measure.scale), now(measure.target)
        self.accumulates = now(measure.accumulates)
        self.domain = now(measure.domain) or model.Domain(None, None)
        self.compare = next(filter(None, map(now, measure.compare)), model.EXACTLY)
        self.basis = next(filter(None, map(now, measure.basis)), None)
        for limits in measure.limits or (model.Limits(),):
            ranges = [(each.name, now(each.ranges)) for each in now(limits.levels) or ()]
            self.written = [(name, each.meaning) for name, each in ranges if each]
            self.floor, self.amber = now(limits.floor), now(limits.amber)
            if self.written or self.floor or self.amber:
                break
        self.targets = {"target": self.target, "floor": self.floor}
        self.figures = dict(figures)
        for name, number in [(name, now(numbers)) for name, numbers in measure.figures.items()]:
            if number:
                self.figures[name] = Given(number.quoted.value, number.quoted.quantum, number.span)
        people, per = now(measure.population), measure.unit.per
        self.population = people.quoted.value if people else population
        for place in numbers_in(self.target):  # 17 events at a rate of 4.1 imply the population
            events = place.events if isinstance(place, Number) else None
            if self.population is None and events and per and place.quoted.value > 0:
                self.population = events * per / place.quoted.value

    def rate(self, value: Fraction, result_span: Span | None) -> Level:
        """The level, unless one of the reasons for having none comes first."""
        self.refuse_what_is_not_judged(value)
        self.refuse_missing_figures()
        levels = narrower_first(self.levels())
        wanted, covered = self.months_of_target(), months(result_span or self.span)
        unlike = self.accumulates and wanted != covered
        run_rate = unlike and self.basis is model.Basis.RUN_RATE
        factor = Fraction(len(wanted), len(covered)) if run_rate else Fraction(1)
        quantum = None if run_rate else self.quantum()

        def rated(result: Fraction) -> Level | None:
            number = round_half_away(result, quantum) if quantum else result * factor
            return next((level for level, numbers in levels if numbers.holds(number)), None)

        ends = [end / factor for _, numbers in levels for end in numbers.ends()]
        line = places(ends + self.possible().ends(), quantum)
        inside = [rated(place) for place in line if self.possible().holds(place)]
        lost = {level for level, _ in levels} - {rated(place) for place in line}
        level, ranks = rated(value), [level.rank for level in inside if level]
        if level is None or None in inside or lost or not in_order(ranks, self.aim):
            raise NotRated
        if unlike and self.basis is None:
            raise NotRated(Reason.NOT_COMPARABLE)
        return level

    def refuse_what_is_not_judged(self, value: Fraction) -> None:
        """Information only; outside the domain; what the target lacks: in this order."""
        waiting = self.target.reason if isinstance(self.target, model.NoTargetYet) else None
        if waiting is Reason.INFORMATION_ONLY or (self.aim is Aim.NONE and not self.written):
            raise NotRated(Reason.INFORMATION_ONLY)
        if not self.possible().holds(value) or (self.domain.whole and value.denominator > 1):
            raise NotRated(Reason.OUTSIDE_DOMAIN)
        if waiting is not None:
            raise NotRated(waiting)
        no_target = self.target is None and (self.measure.target is not None or not self.written)
        if no_target or self.aim is None or self.scale is None:
            raise NotRated(Reason.NO_TARGET_THIS_YEAR)

    def refuse_missing_figures(self) -> None:
        """Every figure that the rule names must be there."""
        ranges = [meaning for _, meaning in self.written]
        here = {**self.targets, "population": self.population}
        for name in named((self.target, self.floor, self.amber, *ranges)):
            if self.figures.get(name, here.get(name)) is None:
                raise NotRated(Reason.NO_COMPARATOR)

    def possible(self) -> Range:
        """The values that a result can have, whole or not."""
        low, high = self.domain.lowest, self.domain.highest
        sides: Sides = {} if low is None else {BELOW: (AT_LEAST, low)}
        return Range(sides if high is None else {**sides, ABOVE: (AT_MOST, high)})

    def months_of_target(self) -> range:
        """The months that a written number covers, or else the figure's, or else the row's."""
        parts = [self.target] if self.target else [meaning for _, meaning in self.written]
        numbers = [n for part in parts for n in numbers_in(part) if isinstance(n, Number)]
        figures = [self.figures[name] for name in named(self.target) if name in self.figures]
        spans = [each.span for each in (*numbers, *figures) if each.span]
        return months(spans[0] if spans else None if numbers else self.span)

    def quantum(self) -> Fraction | None:
        """What results are rounded to before they are compared, if to anything."""
        if not self.compare.as_quoted:
            return self.compare.quantum
        quanta = []
        for place in numbers_in(self.target):
            figure = isinstance(place, model.Figure) and self.figures.get(place.name)
            quoted = place.quoted if isinstance(place, Number) else figure
            quanta.append(quoted.quantum if quoted else None)
        if not quanta or None in quanta:
            raise NotRated
        return min(quanta)

    def levels(self) -> list[tuple[Level, Range]]:
        """The levels written out, or those that target, floor and amber are short for."""
        scale = self.scale.levels if self.scale else ()
        if self.written:
            by_name = {level.name.casefold(): level for level in scale}
            return [(by_name[name.casefold()], self.range(each)) for name, each in self.written]
        best, rest = Range(self.own("target")), Range({})
        match self.floor or self.amber:
            case model.NoAmber.NONE:
                return [(scale[0], best), (scale[-1], rest)]
            case model.Threshold():
                middle = Range(self.own("floor"))
            case Margin() as margin:
                middle = Range(self.near("target", dict.fromkeys(self.towards(WORSE), margin)))
            case model.TwoMargins(below, above):
                middle = self.range(model.Around("target", below, above))
            case None:
                raise NotRated
        return list(zip(scale, (best, middle, rest), strict=True))

    def range(self, meaning: model.Ranged) -> Range:
        """The numbers that a range holds. The rest is the whole line: no range is wider."""
        match meaning:
            case model.Half(asked, place):
                return Range(self.half(asked, place))
            case model.Between(lower, upper):
                return Range(between(self.number(lower), self.number(upper)))
            case model.Exactly(place):
                return Range(between(self.number(place), self.number(place)))
            case model.Around(of, below, above):
                sides = self.near(of, {BELOW: below, ABOVE: above})
                return Range(sides if len(sides) == 2 else self.own(of) | sides)
            case model.Away(direction, of, asked, amount, no):
                asked = asked or (AT_MOST if no else MORE_THAN)
                margin = Margin(amount or NO_FURTHER.amount, asked in (UNDER, AT_LEAST))
                own = direction is WORSE and amount is None
                near = self.near(of, dict.fromkeys(self.towards(direction), margin))
                return Range(self.own(of) if own else near, others=asked in (AT_LEAST, MORE_THAN))
        return Range({})

    def half(self, asked: Operator, place: model.NumberPlace) -> Sides:
        """`at least 82`; but on a way that runs downwards, `at least` is `at most`."""
        if isinstance(place, model.Way) and self.single(place.end) < self.single(place.start):
            asked = MIRRORED[asked]
        return {BELOW if asked in (AT_LEAST, MORE_THAN) else ABOVE: (asked, self.number(place))}

    def near(self, name: str, margins: Mapping[Direction, Margin | None]) -> Sides:
        """What lies no further from a figure than the margins."""
        sides: Sides = {}
        for side, margin in margins.items():
            if margin is not None:
                distance, included = self.reach(margin, name, side)
                asked = {BELOW: (MORE_THAN, AT_LEAST), ABOVE: (UNDER, AT_MOST)}[side][included]
                sides[side] = (asked, self.edges(name)[side] + OUTWARDS[side] * distance)
        return sides

    def own(self, name: str) -> Sides:
        """What is no worse than a figure: by its operator, or else by the aim."""
        match self.targets.get(name):
            case model.Threshold(place, Operator() as asked):
                return self.half(asked, place)
            case model.Within(amount, of, strict):
                return self.near(of, dict.fromkeys((BELOW, ABOVE), Margin(amount, strict)))
            case model.Band():
                return self.near(name, dict.fromkeys((BELOW, ABOVE), NO_FURTHER))
        return self.near(name, dict.fromkeys(self.towards(WORSE), NO_FURTHER))

    def towards(self, direction: Direction) -> list[Direction]:
        """The sides of a figure that a direction means; what is better follows the aim."""
        if direction in (ABOVE, BELOW):
            return [direction]
        if self.aim in (Aim.HIGH, Aim.LOW):
            return [ABOVE if (self.aim is Aim.HIGH) == (direction is BETTER) else BELOW]
        if self.aim is Aim.BAND and direction is WORSE:
            return [BELOW, ABOVE]
        raise NotRated

    def edges(self, name: str) -> dict[Direction, Fraction]:
        """The number of a figure, as it is left on either side; a band has two."""
        match self.targets.get(name):
            case model.Threshold(place):
                low = high = self.number(place)
            case model.Band(lower, upper):
                low, high = self.number(lower), self.number(upper)
            case model.Within():
                low, high = (self.own(name)[side][1] for side in (BELOW, ABOVE))
            case _:
                low = high = self.figures[name].value
        if low > high:
            raise NotRated
        return {BELOW: low, ABOVE: high}

    def single(self, name: str) -> Fraction:
        """The number of a figure that has but one."""
        edges = self.edges(name)
        if edges[BELOW] < edges[ABOVE]:
            raise NotRated
        return edges[BELOW]

    def number(self, place: model.NumberPlace) -> Fraction:
        """The number that stands in a place."""
        match place:
            case Number(quoted):
                return quoted.value
            case model.Figure(name):
                return self.single(name)
            case model.Share(share, of):
                return share * above_zero(self.single(of))
            case model.Way(share, start, end):
                if self.single(start) == self.single(end):
                    raise NotRated
                return self.single(start) + share * (self.single(end) - self.single(start))
            case model.Offset(amount, direction, of):
                [side, *more] = self.towards(direction)
                distance, _ = self.reach(Margin(amount), of, side, Fraction(0))
                if more:
                    raise NotRated
                return self.edges(of)[side] + OUTWARDS[side] * distance

    def reach(
        self, margin: Margin, of: str, side: Direction, half: Fraction = HALF_AN_EVENT
    ) -> tuple[Fraction, bool]:
        """How far a margin reaches from a figure, and whether it holds its own end."""
        match margin.amount:
            case model.Fixed(value):
                return value, not margin.strict
            case model.ShareOf(share, other):
                return share * above_zero(self.edges(other or of)[side]), not margin.strict
            case model.Combined(wider, amounts):
                every = [self.reach(Margin(a, margin.strict), of, side, half) for a in amounts]
                return max(every) if wider else min(every)
            case model.Events(count):
                per, people = self.measure.unit.per, self.population
                events = count - half if margin.strict else count + half
                if per is None or people is None or people <= 0:
                    raise NotRated
                return events * per / people, False


def between(low: Fraction, high: Fraction) -> Sides:
    """Both ends included."""
    return {BELOW: (AT_LEAST, low), ABOVE: (AT_MOST, high)}


def above_zero(figure: Fraction) -> Fraction:
    """A figure of which there can be a share."""
    if figure <= 0:
        raise NotRated
    return figure


def months(span: Span | None) -> range:
    """The months of a span; of the whole year, where there is none."""
    return range(1, 13) if span is None else range(span.first, span.last + 1)
