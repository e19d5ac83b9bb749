"""From a measure and a context to a rule with every number known."""

from __future__ import annotations

from collections.abc import Mapping

from ragengine import model
from ragengine.model import Given
from ragengine.periods import WHOLE_YEAR, ByYear, Entry, Span, Year, year_named
from ragengine.rating import Reason
from ragengine.resolution.comparison import quote_target, set_comparison, target_span
from ragengine.resolution.levels import LimitsHere, check_floor, limits_at, set_ranges
from ragengine.resolution.mentions import POPULATION, figures_in, mentioned
from ragengine.resolution.numbers import Fault, Lacking, Population, Resolved, in_period
from ragengine.resolution.targets import check_target, find_edges


def resolve(
    measure: model.Measure,
    year: Year | None,
    span: Span = WHOLE_YEAR,
    given: Mapping[str, Given] | None = None,
    population: Population | None = None,
) -> Resolved:
    """A measure in a context. Raises `Lacking` where it has no rating, `Fault` where it cannot.

    `given` are the figures of the row, `population` its own; the rule's own come first.
    """
    limits = limits_at(measure, year, span)
    resolved = _in_force(measure, year, span, limits)
    _figures(resolved, given or {})
    _population(resolved, population)
    _floor_and_amber(resolved, limits)
    # What is wrong whatever the numbers are comes first, then numbers that are not there.
    check_target(resolved)
    set_ranges(resolved, limits)
    set_comparison(resolved)
    _raise_missing(resolved)
    find_edges(resolved)
    check_floor(resolved)
    quote_target(resolved)
    resolved.target_span = target_span(resolved)
    return resolved


def _in_force(measure: model.Measure, year: Year | None, span: Span, limits: LimitsHere) -> Resolved:
    """What is written for a context, no number of it resolved. Raises `Lacking` or `Fault`."""
    aim, scale = measure.aim.at(year, span), measure.scale.at(year, span)
    target = None if measure.target is None else measure.target.entry(year, span)
    here = in_period(year, span, measure.year_starts)
    if aim is None and target is not None and target.first is not None:
        raise Fault("RAG301", measure.origin, when=here)
    if aim is None or scale is None:
        raise Lacking(Reason.NO_TARGET_THIS_YEAR)
    if aim is model.Aim.NONE and not limits.levels:
        raise Lacking(Reason.INFORMATION_ONLY)
    if target is not None and isinstance(target.value, model.NoTargetYet):
        raise Lacking(target.value.reason)
    if target is None and (measure.target is not None or not limits.levels):
        if measure.target is None and not any(one.levels for one in measure.limits):
            raise Fault("RAG316", measure.origin, when=here)
        raise Lacking(Reason.NO_TARGET_THIS_YEAR)
    domain = measure.domain.at(year, span)
    accumulates = measure.accumulates.at(year, span)
    return Resolved(
        measure, year, span, aim, scale,
        domain=domain if domain is not None else model.usual_domain(measure.unit),
        limits="", target=target, basis=_entry(measure.basis, year, span),
        accumulates=measure.unit.accumulates if accumulates is None else accumulates,
    )  # fmt: skip


def _raise_missing(resolved: Resolved) -> None:
    """Raise for a figure that the rule names and nobody gives."""
    target = None if resolved.target is None else resolved.target.value
    floor = () if resolved.floor is None else figures_in(resolved.floor.value.place)
    for name in (*mentioned(target, [one.ranged for one in resolved.ranges]), *floor):
        known = resolved.population if name == POPULATION else resolved.figures.get(name)
        if known is None and name not in ("target", "floor"):
            raise Lacking(Reason.NO_COMPARATOR, figure=name)


def _entry(
    values: tuple[ByYear[model.Basis], ...], year: Year | None, span: Span
) -> Entry[model.Basis] | None:
    return next((entry for value in values if (entry := value.entry(year, span))), None)


def _figures(resolved: Resolved, given: Mapping[str, Given]) -> None:
    """The named figures: the rule's own first; a second source that differs is noted."""
    resolved.figures.update(given)
    for name, value in resolved.measure.figures.items():
        entry = value.entry(resolved.year, resolved.span)
        if entry is None:
            continue
        number = entry.value
        own = Given(
            number.quoted.value, number.quoted.quantum, number.span, number.quoted.text, number.note, "rule",
            year_named(number.note, resolved.measure.year_starts),
        )  # fmt: skip
        if name in given and given[name].value != own.value:
            resolved.differing[name] = (own, given[name])
        resolved.figures[name] = own
        if entry.origin is not None:
            resolved.origins[name] = entry.origin


def _population(resolved: Resolved, row: Population | None) -> None:
    """The population: the rule's, else the row's, else what the target's own bracket implies."""
    measure = resolved.measure
    entry = measure.population.entry(resolved.year, resolved.span) if measure.population else None
    if entry is not None:
        quoted = entry.value.quoted
        own = Population(quoted.value, "the rule", entry.origin, quoted.quantum)
        resolved.population = own
        if row is not None and not own.may_be(row):
            sizes = (Given(quoted.value, text=quoted.text), Given(row.size))
            resolved.differing[POPULATION] = sizes
        return
    resolved.population = row
    target = resolved.target
    if row is None and target is not None and isinstance(target.value, model.Threshold):
        number = target.value.place
        if isinstance(number, model.Number) and number.events and number.quoted.value > 0:
            size = number.events * (resolved.unit.per or 1) / number.quoted.value
            resolved.population = Population(size, "the target's own bracket", target.origin)


def _floor_and_amber(resolved: Resolved, limits: LimitsHere) -> None:
    resolved.floor, resolved.amber = limits.floor, limits.amber
    for name, entry in (("floor", limits.floor), ("amber", limits.amber)):
        if entry is not None and entry.origin is not None:
            resolved.origins[name] = entry.origin
