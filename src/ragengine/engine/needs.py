"""Which named figures a rule asks a row for: those it names and does not give itself."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine import model
from ragengine.periods import WHOLE_YEAR, Period, Span, Year


def figures_needed(measure: model.Measure, period: Period | None) -> frozenset[str]:
    """The names to look for beside a result; the rule's own are looked at too, to compare."""
    year = None if period is None else period.year
    span = WHOLE_YEAR if period is None else period.span
    names: set[str] = set()
    target = measure.target.at(year, span) if measure.target else None
    if target is not None:
        names.update(_in_target(target))
    for limits in measure.limits:
        names.update(_in_limits(limits, year, span))
    return frozenset(names - {"target", "floor"})


def _in_target(target: model.Target) -> Iterator[str]:
    if isinstance(target, model.Threshold):
        yield from _in_place(target.place)
    elif isinstance(target, model.Band):
        yield from _in_place(target.lower)
        yield from _in_place(target.upper)
    elif isinstance(target, model.Within):
        yield target.of
        yield from _in_amount(target.amount)


def _in_limits(limits: model.Limits, year: Year | None, span: Span) -> Iterator[str]:
    amber = limits.amber.at(year, span) if limits.amber else None
    margins = [amber] if isinstance(amber, model.Margin) else []
    if isinstance(amber, model.TwoMargins):
        margins = [margin for margin in (amber.below, amber.above) if margin]
    for margin in margins:
        yield from _in_amount(margin.amount)
    floor = limits.floor.at(year, span) if limits.floor else None
    if floor is not None:
        yield from _in_place(floor.place)
    for named in (limits.levels.at(year, span) if limits.levels else None) or ():
        ranged = named.ranges.at(year, span)
        if ranged is not None:
            yield from _in_range(ranged.meaning)


def _in_range(ranged: model.Ranged) -> Iterator[str]:
    if isinstance(ranged, (model.Half, model.Exactly)):
        yield from _in_place(ranged.place)
    elif isinstance(ranged, model.Between):
        yield from _in_place(ranged.lower)
        yield from _in_place(ranged.upper)
    elif isinstance(ranged, model.Away):
        yield ranged.of
        if ranged.amount is not None:
            yield from _in_amount(ranged.amount)
    elif isinstance(ranged, model.Around):
        yield ranged.of
        for margin in (ranged.below, ranged.above):
            if margin is not None:
                yield from _in_amount(margin.amount)


def _in_place(place: model.NumberPlace) -> Iterator[str]:
    if isinstance(place, model.Figure):
        yield place.name
    elif isinstance(place, model.Share):
        yield place.of
    elif isinstance(place, model.Way):
        yield place.start
        yield place.end
    elif isinstance(place, model.Offset):
        yield place.of
        yield from _in_amount(place.amount)


def _in_amount(amount: model.Amount) -> Iterator[str]:
    if isinstance(amount, model.ShareOf) and amount.of is not None:
        yield amount.of
    elif isinstance(amount, model.Combined):
        for one in amount.amounts:
            yield from _in_amount(one)
