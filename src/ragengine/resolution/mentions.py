"""What a rule mentions: the places that hold numbers, and the figures that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from ragengine import model
from ragengine.periods import ByYear, Span, Year

Value = TypeVar("Value")

POPULATION = "population"
"""What an amount of events needs besides the named figures."""


def figures_needed(measure: model.Measure, year: Year | None, span: Span) -> frozenset[str]:
    """The figures to look for beside a result in this context.

    The rule's own are among them, so that a second number can be compared with it.
    """
    names: set[str] = set()
    target = measure.target.at(year, span) if measure.target else None
    if target is not None:
        names.update(_in_target(target))
    for limits in measure.limits:
        amber = limits.amber.at(year, span) if limits.amber else None
        floor = limits.floor.at(year, span) if limits.floor else None
        levels = (limits.levels.at(year, span) if limits.levels else None) or ()
        ranges = [ranged for named in levels if (ranged := named.ranges.at(year, span)) is not None]
        if amber is not None or floor is not None or ranges:
            names.update(_in_margins(_margins(amber)))
            names.update(() if floor is None else figures_in(floor.place))
            names.update(name for ranged in ranges for name in _in_range(ranged.meaning))
            break  # a default is set aside by the measure's own
    return frozenset(names - {"target", "floor", POPULATION})


def figures_ever_needed(measure: model.Measure) -> frozenset[str]:
    """The figures to look for beside a result in some year or other."""
    names: set[str] = set()
    for target in _values(measure.target):
        names.update(_in_target(target))
    for limits in measure.limits:
        for amber in _values(limits.amber):
            names.update(_in_margins(_margins(amber)))
        for floor in _values(limits.floor):
            names.update(figures_in(floor.place))
        for levels in _values(limits.levels):
            for ranged in (one for named in levels for one in _values(named.ranges)):
                names.update(_in_range(ranged.meaning))
    return frozenset(names - {"target", "floor", POPULATION})


def _values(by_year: ByYear[Value] | None) -> Iterator[Value]:
    """What holds in some year or other."""
    return iter(()) if by_year is None else (entry.value for entry in by_year.entries)


def mentioned(target: model.Target | None, ranges: Iterable[model.Ranged]) -> Iterator[str]:
    """The figures that a target and the ranges of its levels name, and `population` for events."""
    if target is not None:
        yield from _in_target(target)
    for ranged in ranges:
        yield from _in_range(ranged)


def places_in_target(target: model.Target) -> tuple[model.NumberPlace, ...]:
    """Where the numbers of a target stand: one place, or a band's two."""
    if isinstance(target, model.Threshold):
        return (target.place,)
    if isinstance(target, model.Band):
        return (target.lower, target.upper)
    return (model.Figure(target.of),) if isinstance(target, model.Within) else ()


def places_in_range(ranged: model.Ranged) -> tuple[model.NumberPlace, ...]:
    """Where the numbers of a level's range stand."""
    if isinstance(ranged, (model.Half, model.Exactly)):
        return (ranged.place,)
    if isinstance(ranged, model.Between):
        return (ranged.lower, ranged.upper)
    return (model.Figure(ranged.of),) if isinstance(ranged, (model.Away, model.Around)) else ()


def figures_in(place: model.NumberPlace) -> Iterator[str]:
    """The figures that a place names."""
    if isinstance(place, model.Figure):
        yield place.name
    elif isinstance(place, model.Share):
        yield place.of
    elif isinstance(place, model.Way):
        yield from (place.start, place.end)
    elif isinstance(place, model.Offset):
        yield place.of
        yield from _in_amount(place.amount)


def _in_target(target: model.Target) -> Iterator[str]:
    for place in places_in_target(target):
        yield from figures_in(place)
    if isinstance(target, model.Within):
        yield from _in_amount(target.amount)


def _margins(amber: model.Amber | None) -> tuple[model.Margin | None, ...]:
    if isinstance(amber, model.TwoMargins):
        return (amber.below, amber.above)
    return (amber,) if isinstance(amber, model.Margin) else ()


def _in_margins(margins: tuple[model.Margin | None, ...]) -> Iterator[str]:
    for margin in margins:
        if margin is not None:
            yield from _in_amount(margin.amount)


def amounts_in(ranged: model.Ranged) -> tuple[model.Amount, ...]:
    """The amounts by which a level's range is measured."""
    if isinstance(ranged, model.Away):
        return () if ranged.amount is None else (ranged.amount,)
    if isinstance(ranged, model.Around):
        return tuple(margin.amount for margin in (ranged.below, ranged.above) if margin is not None)
    offsets = (place for place in places_in_range(ranged) if isinstance(place, model.Offset))
    return tuple(place.amount for place in offsets)


def _in_range(ranged: model.Ranged) -> Iterator[str]:
    if not isinstance(ranged, (model.Away, model.Around)):
        for place in places_in_range(ranged):
            yield from figures_in(place)
        return
    yield ranged.of
    for amount in amounts_in(ranged):
        yield from _in_amount(amount)


def _in_amount(amount: model.Amount) -> Iterator[str]:
    if isinstance(amount, model.ShareOf) and amount.of is not None:
        yield amount.of
    elif isinstance(amount, model.Events):
        yield POPULATION
    elif isinstance(amount, model.Combined):
        for one in amount.amounts:
            yield from _in_amount(one)
