"""What a rating means: `docs/definition.md`, in slow lines that anyone can read.

The engine, the frames and the users' own tests are held against this module, so it shares nothing with
them. Ranges are compared by asking which of them hold the few places on the line where an answer can
change: slow, and hard to get wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from ragengine import model
from ragengine.definition.line import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    BETTER,
    MORE_THAN,
    UNDER,
    WORSE,
    NotRated,
    Range,
    Sides,
    ends,
    in_order,
    narrower_first,
    places,
)
from ragengine.exact import is_place, round_half_away
from ragengine.model import Aim, Direction, Given, Margin, Measure, Number, Operator
from ragengine.rating import Level, Reason

if TYPE_CHECKING:
    from ragengine.periods import ByYear, Span, Year

Value = TypeVar("Value")
MIRRORED = {AT_LEAST: AT_MOST, MORE_THAN: UNDER, AT_MOST: AT_LEAST, UNDER: MORE_THAN}
OUTWARDS = {BELOW: -1, ABOVE: 1}
NO_FURTHER = Margin(model.Fixed(Fraction(0)))


def rating(
    measure: Measure, value: Fraction, *, year: Year | None = None, span: Span | None = None,
    result_span: Span | None = None, figures: Mapping[str, Given] | None = None,
    population: Fraction | None = None,
) -> Level | Reason:  # fmt: skip
    """The level that a result is given, or the reason why there is none.

    `year` and `span` are the row's (no span is the whole year); `result_span` is what the result's own
    cell says. The rule's own figures and population come before the row's.
    """
    try:
        return Rule(measure, year, span, figures or {}, population).rate(value, result_span or span)
    except NotRated as none:
        return Reason(none.args[0]) if none.args else Reason.NO_PARTITION


def numbers_in(part: object) -> list[Any]:
    """Where the numbers of a target, or of a level's range, are written."""
    return [place for key in ("place", "lower", "upper") if (place := getattr(part, key, None))]


def named(part: object) -> list[str]:
    """The figures that a part of a rule names. An amount of events needs the population."""
    if isinstance(part, tuple):
        return [name for item in part for name in named(item)]
    if part is None or isinstance(part, Number):
        return []
    names = [part.name] if isinstance(part, model.Figure) else []
    names += ["population"] if isinstance(part, model.Events) else []
    names += [name for key in ("of", "start", "end") if (name := getattr(part, key, None))]
    for key in ("place", "lower", "upper", "amount", "amounts", "below", "above"):
        names += named(getattr(part, key, None))
    return names


def months(span: Span | None) -> range:
    """The months of a span; of the whole year, where there is none."""
    return range(1, 13) if span is None else range(span.first, span.last + 1)


class Rule:
    """A measure in one year or a part of it, with the figures that stand beside one result."""

    def __init__(
        self, measure: Measure, year: Year | None, span: Span | None,
        figures: Mapping[str, Given], population: Fraction | None,
    ) -> None:  # fmt: skip
        def now(values: ByYear[Value] | None) -> Value | None:
            return None if values is None else values.at(year, span)

        self.measure, self.span, self.aim, self.scale = measure, span, now(measure.aim), now(measure.scale)
        self.target, self.accumulates = now(measure.target), now(measure.accumulates)
        entry = measure.target.entry(year, span) if measure.target else None
        self.keyed = entry.span if entry else None
        self.domain = now(measure.domain) or model.usual_domain(measure.unit)
        if self.accumulates is None:
            self.accumulates = measure.unit.accumulates
        self.compare = next(filter(None, map(now, measure.compare)), model.EXACTLY)
        self.basis = next(filter(None, map(now, measure.basis)), None)
        for limits in measure.limits or (model.Limits(),):
            ranges = [(each.name, now(each.ranges)) for each in now(limits.levels) or ()]
            self.written = tuple((name, each.meaning) for name, each in ranges if each)
            self.floor, self.amber = now(limits.floor), now(limits.amber)
            if self.written or self.floor or self.amber:
                break
        own = {name: number for name, each in measure.figures.items() if (number := now(each))}
        given = {name: Given(n.quoted.value, n.quoted.quantum, n.span) for name, n in own.items()}
        self.figures = {**figures, **given}
        self.targets = {"target": self.target, "floor": self.floor}
        people, per = now(measure.population), measure.unit.per
        self.population = people.quoted.value if people else population
        for place in numbers_in(self.target):  # 17 events at a rate of 4.1 imply the population
            events = place.events if isinstance(place, Number) else None
            if self.population is None and events and per and place.quoted.value > 0:
                self.population = events * per / place.quoted.value

    def rate(self, value: Fraction, span: Span | None) -> Level:
        """The level, unless one of the reasons for having none comes first."""
        self.refuse_what_is_not_judged(value)
        self.refuse_missing_figures()
        if self.target:
            self.edges("target")  # a target without a number is a fault, even one that no level uses
        self.refuse_what_is_against_the_aim()
        levels = narrower_first(self.levels())
        wanted, covered = self.months_of_target(), months(span)
        unlike = self.accumulates and wanted != covered
        run_rate = unlike and self.basis is model.Basis.RUN_RATE
        factor = Fraction(len(wanted), len(covered)) if run_rate else Fraction(1)
        quantum = self.quantum()  # a target that cannot be followed is a fault, rounded or not
        quantum = None if run_rate else quantum

        def rated(result: Fraction) -> Level | None:
            number = round_half_away(result, quantum) if quantum else result * factor
            return next((level for level, numbers in levels if numbers.holds(number)), None)

        marks = [end / factor for end in ends(*(numbers for _, numbers in levels))]
        line = places(marks + ends(self.possible()), quantum)
        inside = [rated(place) for place in line if self.possible().holds(place)]
        lost = {level for level, _ in levels} - {rated(place) for place in line}
        level, ranks = rated(value), [each.rank for each in inside if each]
        if level is None or None in inside or lost or not in_order(ranks, self.aim):
            raise NotRated
        forecast = self.basis is model.Basis.FORECAST_GIVEN and wanted == months(None)
        if unlike and not run_rate and not forecast:
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
        """Every figure that the rule names must be there, and the population of its events."""
        meanings = tuple(meaning for _, meaning in self.written)
        here = {**self.targets, "population": self.population}
        for name in named((self.target, self.floor, self.amber, meanings)):
            if self.figures.get(name) is None and here.get(name) is None:
                raise NotRated(Reason.NO_COMPARATOR)
        loop = "floor" in named(self.target) and "target" in named(self.floor)
        if loop or "target" in named(self.target) or "floor" in named(self.floor):
            raise NotRated  # measured from itself

    def refuse_what_is_against_the_aim(self) -> None:
        """An operator that calls good what the aim calls bad, and a floor better than the target."""
        bad = {Aim.HIGH: ABOVE, Aim.LOW: BELOW}.get(self.aim or Aim.NONE)
        if bad is None:
            return
        for threshold in (self.target, self.floor):
            match threshold:
                case model.Threshold(place, Operator() as asked) if bad in self.half(asked, place):
                    raise NotRated
        if (
            self.floor
            and OUTWARDS[bad] * self.edges("floor")[bad] > OUTWARDS[bad] * self.edges("target")[bad]
        ):
            raise NotRated

    def possible(self) -> Range:
        """The values that a result can have, whole or not."""
        sides = (BELOW, AT_LEAST, self.domain.lowest), (ABOVE, AT_MOST, self.domain.highest)
        return Range({side: (asked, end) for side, asked, end in sides if end is not None})

    def months_of_target(self) -> range:
        """The months that a written number covers, or else the figure's, or else the row's.

        A number written under a period (`2018-19 Q1: 48k`) covers that period, one written
        under a year, or under none, the whole year.
        """
        parts = [self.target] if self.target else [meaning for _, meaning in self.written]
        numbers = [each for part in parts for each in numbers_in(part) if isinstance(each, Number)]
        names = [name for part in parts for place in numbers_in(part) for name in named(place)]
        names += [part.of for part in parts if isinstance(part, (model.Within, model.Away, model.Around))]
        figures = [self.figures[name] for name in names if name in self.figures]
        spans = [number.span for number in numbers] + [figure.span for figure in figures]
        spans = [span for span in spans if span is not None]
        return months(spans[0] if spans else self.keyed if numbers else self.span)

    def quantum(self) -> Fraction | None:
        """What results are rounded to before they are compared, if to anything."""
        if not self.compare.as_quoted:
            return self.compare.quantum
        written = numbers_in(self.target)
        numbers = [place.quoted for place in written if isinstance(place, Number)]
        figures = [self.figures.get(place.name) for place in written if isinstance(place, model.Figure)]
        quanta = [
            each.quantum for each in numbers + figures if each and each.quantum and is_place(each.quantum)
        ]
        if not written or len(quanta) < len(written):
            raise NotRated
        return min(quanta)

    def levels(self) -> list[tuple[Level, Range]]:
        """The levels written out, or those that target, floor and amber are short for."""
        scale = self.scale.levels if self.scale else ()
        if self.written:
            by_name = {level.name.casefold(): level for level in scale}
            return [(by_name[name.casefold()], self.range(each)) for name, each in self.written]
        middle = []
        if self.floor is not None:
            middle = [Range(self.own("floor"))]
        elif isinstance(self.amber, Margin):
            middle = [Range(self.near("target", dict.fromkeys(self.towards(WORSE), self.amber)))]
        elif isinstance(self.amber, model.TwoMargins):
            margins = {BELOW: self.amber.below, ABOVE: self.amber.above}
            if {side for side, margin in margins.items() if margin} - set(self.towards(WORSE)):
                raise NotRated  # amber on the good side
            middle = [self.range(model.Around("target", self.amber.below, self.amber.above))]
        short = [Range(self.own("target")), *middle, Range({})]
        if len(scale) not in (len(short), 3) or not (middle or self.amber):
            raise NotRated
        return list(zip((*scale[: len(short) - 1], scale[-1]), short, strict=True))

    def range(self, meaning: model.Ranged) -> Range:
        """The numbers that a range holds. The rest is the whole line: no range is wider."""
        match meaning:
            case model.Half(asked, place):
                return Range(self.half(asked, place))
            case model.Between(lower, upper):
                return Range({BELOW: (AT_LEAST, self.number(lower)), ABOVE: (AT_MOST, self.number(upper))})
            case model.Exactly(place):
                return self.range(model.Between(place, place))
            case model.Around(of, below, above):
                margins = {side: margin for side, margin in ((BELOW, below), (ABOVE, above)) if margin}
                sides = self.near(of, margins)
                return Range(sides if below and above else self.own(of) | sides)
            case model.Away(direction, of, asked, amount, no):
                asked = asked or (AT_MOST if no else MORE_THAN)
                margin = Margin(amount or NO_FURTHER.amount, strict=asked in (UNDER, AT_LEAST))
                own = direction is WORSE and amount is None
                near = self.own(of) if own else self.near(of, dict.fromkeys(self.towards(direction), margin))
                return Range(near, others=asked in (AT_LEAST, MORE_THAN))
        return Range({})

    def half(self, asked: Operator, place: model.NumberPlace) -> Sides:
        """One side of a number. On a way that runs downwards `at least` is `at most`."""
        if isinstance(place, model.Way) and self.single(place.end) < self.single(place.start):
            asked = MIRRORED[asked]
        return {BELOW if asked in (AT_LEAST, MORE_THAN) else ABOVE: (asked, self.number(place))}

    def near(self, name: str, margins: Mapping[Direction, Margin]) -> Sides:
        """What lies no further from a figure than the margins."""
        sides: Sides = {}
        for side, margin in margins.items():
            distance, included = self.reach(margin, name, side)
            asked = {BELOW: (MORE_THAN, AT_LEAST), ABOVE: (UNDER, AT_MOST)}[side][included]
            sides[side] = (asked, self.edges(name)[side] + OUTWARDS[side] * distance)
        return sides

    def own(self, name: str) -> Sides:
        """What is no worse than a figure: by its operator, or else by the aim."""
        match self.targets.get(name):
            case model.Threshold(place, Operator() as asked):
                return self.half(asked, place)
            case model.Within(amount, of):
                return self.near(of, dict.fromkeys((BELOW, ABOVE), Margin(amount)))
            case model.Band():
                return self.near(name, dict.fromkeys((BELOW, ABOVE), NO_FURTHER))
        return self.near(name, dict.fromkeys(self.towards(WORSE), NO_FURTHER))

    def towards(self, direction: Direction) -> list[Direction]:
        """The sides of a figure that a direction means: better and worse follow the aim."""
        if direction in (ABOVE, BELOW):
            return [direction]
        if self.aim is Aim.BAND and direction is WORSE:
            return [BELOW, ABOVE]
        if self.aim in (Aim.HIGH, Aim.LOW):
            return [ABOVE if (self.aim is Aim.HIGH) == (direction is BETTER) else BELOW]
        raise NotRated

    def edges(self, name: str) -> dict[Direction, Fraction]:
        """The number of a figure, as it is left below and above; those of a band differ."""
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

    def share(self, share: Fraction, figure: Fraction) -> Fraction:
        """A share of a figure, which must be above zero."""
        if figure <= 0:
            raise NotRated
        return share * figure

    def number(self, place: model.NumberPlace) -> Fraction:
        """The number that stands in a place."""
        match place:
            case Number(quoted):
                return quoted.value
            case model.Figure(name):
                return self.single(name)
            case model.Share(share, of):
                return self.share(share, self.single(of))
            case model.Way(share, start, end):
                if self.single(start) == self.single(end):
                    raise NotRated
                return self.single(start) + share * (self.single(end) - self.single(start))
            case model.Offset(amount, direction, of):  # pragma: no branch - every place is one of these
                (side,) = self.towards(direction)
                distance, _ = self.reach(Margin(amount), of, side, half=Fraction(0))
                return self.edges(of)[side] + OUTWARDS[side] * distance

    def reach(
        self, margin: Margin, of: str, side: Direction, half: Fraction = Fraction(1, 2)
    ) -> tuple[Fraction, bool]:
        """How far a margin reaches from a figure, and whether it holds its own end."""
        match margin.amount:
            case model.Fixed(value):
                return value, not margin.strict
            case model.ShareOf(share, other):
                return self.share(share, self.edges(other or of)[side]), not margin.strict
            case model.Combined(wider, amounts):
                every = [self.reach(Margin(each, margin.strict), of, side, half) for each in amounts]
                return max(every) if wider else min(every)
            case model.Events(count):  # pragma: no branch - every amount is one of these
                per, people = self.measure.unit.per, self.population
                if not per or not people or people < 0:
                    raise NotRated
                return (count - half if margin.strict else count + half) * per / people, False
