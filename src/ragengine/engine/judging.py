"""A row of results judged by a measure in a context: every reason for having no rating, in order.

Information only stands first, then what the result says, then what the target lacks; a plain
missing result yields to what the target lacks; then come the figures, the ranges and the spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ragengine.banding import domain_interval
from ragengine.diagnostics import Diagnostic
from ragengine.engine.columns import Unreadable
from ragengine.engine.disagreeing import events_disagree
from ragengine.engine.evidence import Evidence, read_evidence
from ragengine.engine.figures import Earlier
from ragengine.engine.workings import Workings, standing_cautions
from ragengine.explain import Caution, Facts
from ragengine.explain.show import number, with_unit
from ragengine.forecasts import Standing, StandsIn, stand_in
from ragengine.messages import statement
from ragengine.model import Domain, Given
from ragengine.periods import Span
from ragengine.rating import TARGET_LACKS, Reason
from ragengine.resolution import Fault, Lacking, Resolved, domain_in_words
from ragengine.resolution.mentions import POPULATION
from ragengine.results import Cell, Result
from ragengine.units import Unit


def judge(held: Workings, result: Result, earlier: Earlier | None) -> Facts:
    """The facts of a verdict on a row: a level, or the first reason for having none."""
    lacking = held.lacking
    information_only = lacking is not None and lacking.reason is Reason.INFORMATION_ONLY
    try:
        evidence = read_evidence(result, held.measure, held.period, held.needs, earlier, held.cells)
    except Unreadable as problem:
        if information_only:
            return _without(held, result, Evidence(Cell()), Reason.INFORMATION_ONLY, {})
        detail = {"column": problem.column, "text": problem.text, "why": problem.why}
        if problem.figure:
            detail["figure"] = problem.figure
        return _without(held, result, Evidence(Cell()), Reason.UNREADABLE, detail)
    if information_only:
        return _without(held, result, evidence, Reason.INFORMATION_ONLY, {})
    try:
        _raise_what_lacks(evidence.cell, lacking, held)
        return _rated(held, result, evidence)
    except Lacking as problem:
        return _without(held, result, evidence, problem.reason, problem.facts)
    except Fault as problem:
        return _without(held, result, evidence, Reason.NO_PARTITION, {"why": what_is_wrong(problem)})


def what_is_wrong(fault: Fault) -> str:
    """What is wrong with the ranges of a rule."""
    return statement(Diagnostic(fault.code, fault.place, fault.facts))


def _without(
    held: Workings,
    result: Result,
    evidence: Evidence,
    reason: Reason,
    detail: Mapping[str, str],
) -> Facts:
    """The facts of a result that has no rating."""
    return Facts(
        held.measure,
        held.period,
        evidence.cell,
        evidence.cell.value,
        reason=reason,
        detail=detail,
        counts=evidence.counts,
        cautions=tuple(evidence.cautions),
        result=result,
        measure_text=result.measure,
        forecast=evidence.forecast,
    )


def _raise_what_lacks(cell: Cell, lacking: Lacking | None, held: Workings) -> None:
    """Raise what the result says, and then what the target lacks."""
    if cell.absent is not None and cell.absent is not Reason.MISSING:
        raise Lacking(cell.absent)
    if cell.value is not None:
        _raise_outside(cell.value, held.domain, held.measure.unit)
    if lacking is not None and lacking.reason in TARGET_LACKS:
        raise lacking


def _raise_outside(value: Fraction, domain: Domain, unit: Unit, **detail: str) -> None:
    """Raise where a result cannot have this value."""
    whole = not domain.whole or value.denominator == 1
    if value in domain_interval(domain) and whole:
        return
    words = domain_in_words(domain)
    if unit.kind == "percent" and domain.lowest is not None and domain.highest is not None:
        words = f"{number(domain.lowest)} to {with_unit(number(domain.highest), unit)}"
    raise Lacking(Reason.OUTSIDE_DOMAIN, domain=words, **detail)


def _rated(held: Workings, result: Result, evidence: Evidence) -> Facts:
    """The facts of a result that has a rating. Raises `Lacking` or `Fault`."""
    cell = evidence.cell
    forecast = None if evidence.forecast is None else evidence.forecast.value
    if cell.value is None and forecast is None:
        raise Lacking(Reason.MISSING)
    resolved = held.resolved(evidence.given, evidence.population)
    standing = _standing(held, resolved, cell.span or held.span, has_forecast=forecast is not None)
    rated = cell.value
    if standing.what is StandsIn.FORECAST and forecast is not None:
        ends = [end for end in (resolved.domain.lowest, resolved.domain.highest) if end is not None]
        digits = (evidence.forecast.text if evidence.forecast else "") or number(forecast, beside=ends)
        shown = with_unit(digits, resolved.unit)
        _raise_outside(forecast, resolved.domain, resolved.unit, forecast=f"the forecast of {shown}")
        rated = forecast
    if rated is None:
        raise Lacking(Reason.MISSING)
    banding = held.band(resolved, standing.moves_by)
    differing = (_differing(name, *pair, resolved.unit) for name, pair in resolved.differing.items())
    events = events_disagree(cell, resolved.population, resolved.unit)
    disagree = () if events is None else (events,)
    return Facts(
        held.measure,
        held.period,
        cell,
        rated,
        banding.partition.label(rated),
        banding=banding,
        standing=standing,
        counts=evidence.counts,
        cautions=(*standing_cautions(standing), *differing, *evidence.cautions, *disagree),
        result=result,
        measure_text=result.measure,
        forecast=evidence.forecast,
    )


def _standing(held: Workings, resolved: Resolved, span: Span, *, has_forecast: bool) -> Standing:
    """What stands in for the result. Ranges that cannot be are said before spans that differ."""
    try:
        return stand_in(resolved, span, has_forecast=has_forecast)
    except Lacking:
        held.band(resolved, None)
        raise


def _differing(name: str, rule: Given, row: Given, unit: Unit) -> Caution:
    shown: dict[str, str] = {}
    for side, one in (("rule", rule), ("row", row)):
        digits = one.text or number(one.value)
        shown[side] = digits if name == POPULATION else with_unit(digits, unit)
    return Caution("figures-differ", {"figure": name, **shown})
