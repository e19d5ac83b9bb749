"""A measure in a context: its cuts made once, then held to rate many results fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from ragengine.banding import Banding, band, domain_interval
from ragengine.cuts import Cut, Partition
from ragengine.diagnostics import Diagnostic
from ragengine.engine.evidence import Earlier, Evidence, Unreadable, read_evidence
from ragengine.engine.needs import figures_needed
from ragengine.exact import LARGEST, smallest_double_above, to_decimal
from ragengine.explain import Caution, Facts
from ragengine.explain.show import number, with_unit
from ragengine.forecasts import Standing, StandsIn, stand_in
from ragengine.messages import statement
from ragengine.model import Domain, Given, Measure
from ragengine.periods import WHOLE_YEAR, Period
from ragengine.rating import Level, Reason
from ragengine.resolution import Fault, Lacking, Population, Resolved, domain_in_words, resolve
from ragengine.results import Result
from ragengine.verdict import Context, Verdict

_EXACT_INTEGERS = 2**53
_EARLY_MONTHS = 6
_REMEMBERED = 1024


class MeasureInContext:
    """A measure at a reporting year, or a part of it. Get one from `rules.at(period)[id]`.

    Where nothing of a result's row is needed, its cuts are known at once and a plain number
    is rated by one bisection over doubles that were made for it (see `ragengine.exact`).
    """

    __slots__ = (
        "__dict__", "_context", "_decimals", "_doubles", "_levels", "_sides", "_whole",
        "lacking", "measure", "needs", "period",
    )  # fmt: skip

    def __init__(self, measure: Measure, period: Period | None) -> None:
        self.measure = measure
        self.period = period
        self.needs = figures_needed(measure, period)
        self.lacking: Lacking | None = None
        self._context: Context | None = None
        self._doubles: tuple[float, ...] = ()
        self._decimals: tuple[Decimal, ...] | None = None
        self._sides: tuple[int, ...] = ()
        self._levels: tuple[Level | None, ...] = (None,)
        self._whole = False
        self._remembered: dict[object, Resolved] = {}
        self._bands: dict[object, Banding] = {}
        try:
            self._hold(resolve(measure, self._year, self._span))
        except Lacking as lacking:
            self.lacking = lacking

    # ---- what is known before any result ---------------------------------------------------

    @property
    def partition(self) -> Partition[Level] | None:
        """The cuts and levels; None where they depend on a row's figures, or there are none."""
        return None if self._context is None else self._context.banding.partition

    @property
    def banding(self) -> Banding | None:
        """The partition with the facts behind it; None as for `partition`."""
        return None if self._context is None else self._context.banding

    @cached_property
    def _year(self) -> Any:
        return None if self.period is None else self.period.year

    @cached_property
    def _span(self) -> Any:
        return WHOLE_YEAR if self.period is None else self.period.span

    def _hold(self, resolved: Resolved) -> None:
        standing = stand_in(resolved, self._span)
        banding = band(resolved, standing.factor)
        self._context = Context(
            self.measure, self.period, banding, standing, _standing_cautions(standing)
        )
        self._prepare(banding.partition, resolved.domain)

    def _prepare(self, partition: Partition[Level], domain: Domain) -> None:
        """The cuts as doubles and decimals, with the ends of the domain as two more.

        Outside the ends there is no level, so what is too large, infinite or not a number
        falls through to the slow path by the same bisection.
        """
        ends = domain_interval(domain)
        lower = ends.lower or Cut(-LARGEST, 0)
        upper = ends.upper or Cut(LARGEST, 1)
        cuts = (lower, *partition.cuts, upper)
        if any(abs(cut.value) >= _EXACT_INTEGERS for cut in partition.cuts):
            return
        self._levels = (None, *partition.labels, None)
        self._doubles = tuple(
            smallest_double_above(cut.value, just_above=bool(cut.side)) for cut in cuts
        )
        decimals = [to_decimal(cut.value) for cut in cuts]
        exact = tuple(decimal for decimal in decimals if decimal is not None)
        self._decimals = exact if len(exact) == len(cuts) else None
        self._sides = tuple(cut.side for cut in cuts)
        self._whole = domain.whole

    # ---- rating ----------------------------------------------------------------------------

    def rate(self, value: Any, figures: Mapping[str, Any] | None = None) -> Verdict:
        """The verdict on a value: text as published, a number, counts, or a `Result`.

        `figures` are named figures that the rule asks for: `{"last year": "62%"}`.
        """
        level = None
        if figures is None:
            kind = type(value)
            if kind is float or kind is int:
                level = self._levels[bisect_right(self._doubles, value)]
            elif kind is Decimal:
                level = self._decimal_level(value)
        if level is not None and not (self._whole and value % 1):
            verdict = Verdict()
            verdict._context = self._context
            verdict._value = value
            verdict._rating = level
            verdict._facts = None
            return verdict
        if isinstance(value, Result):
            return self.rate_result(value)
        return self.rate_result(Result(self.measure.id, value, figures=figures or {}))

    def _decimal_level(self, value: Decimal) -> Level | None:
        """The level of a decimal by bisection; None leaves it to the slow path."""
        cuts = self._decimals
        if cuts is None or not value.is_finite():
            return None
        position = bisect_right(cuts, value)
        if position and cuts[position - 1] == value and self._sides[position - 1]:
            position -= 1
        return self._levels[position]

    def rate_result(self, result: Result, earlier: Earlier | None = None) -> Verdict:
        """The verdict on a row of results, with the cells as published."""
        return Verdict.of(self._facts(result, earlier))

    def _facts(self, result: Result, earlier: Earlier | None) -> Facts:
        facts = Facts(self.measure, self.period, result=result, measure_text=result.measure)
        lacking = self.lacking
        information_only = lacking is not None and lacking.reason is Reason.INFORMATION_ONLY
        try:
            evidence = read_evidence(result, self.measure, self.period, self.needs, earlier)
        except Unreadable as problem:
            if information_only:
                return _without(facts, Reason.INFORMATION_ONLY)
            detail = {"column": problem.column, "text": problem.text, "why": problem.why}
            return _without(facts, Reason.UNREADABLE, detail)
        cell = evidence.cell
        known = Facts(
            self.measure, self.period, cell, cell.value, counts=evidence.counts,
            cautions=tuple(evidence.cautions), result=result, measure_text=result.measure,
        )  # fmt: skip
        if information_only:
            return _without(known, Reason.INFORMATION_ONLY)
        if cell.absent is not None and cell.absent is not Reason.MISSING:
            return _without(known, cell.absent)
        domain = self._domain()
        if cell.value is not None and not _inside(cell.value, domain):
            return _without(known, Reason.OUTSIDE_DOMAIN, self._domain_facts(domain))
        if lacking is not None and lacking.reason in _TARGET_LACKS:
            return _without(known, lacking.reason, lacking.facts)
        if cell.absent is not None and (evidence.forecast is None or evidence.forecast.value is None):
            return _without(known, Reason.MISSING)
        try:
            return self._rated(known, evidence)
        except Lacking as problem:
            return _without(known, problem.reason, problem.facts)
        except Fault as problem:
            why = statement(Diagnostic(problem.code, problem.place, problem.facts))
            return _without(known, Reason.NO_PARTITION, {"why": why})

    def _rated(self, known: Facts, evidence: Evidence) -> Facts:
        resolved = self._resolved(evidence.given, evidence.population)
        cell, forecast = evidence.cell, evidence.forecast
        has_forecast = forecast is not None and forecast.value is not None
        standing = stand_in(resolved, cell.span or self._span, has_forecast=has_forecast)
        rated = cell.value
        if standing.what is StandsIn.FORECAST and forecast is not None:
            rated = forecast.value
            if rated is not None and not _inside(rated, resolved.domain):
                shown = {**self._domain_facts(resolved.domain)}
                return _without(known, Reason.OUTSIDE_DOMAIN, shown)
        if rated is None:
            raise Lacking(Reason.MISSING)
        banding = self._band(resolved, standing)
        cautions = (
            *_standing_cautions(standing),
            *(_differing(name, *pair, resolved) for name, pair in resolved.differing.items()),
            *known.cautions,
        )
        return Facts(
            self.measure, self.period, cell, rated, banding.partition.label(rated),
            banding=banding, standing=standing, counts=evidence.counts, cautions=cautions,
            result=known.result, measure_text=known.measure_text,
        )  # fmt: skip

    def _resolved(self, given: dict[str, Given], population: Population | None) -> Resolved:
        if not given and population is None and self._context is not None:
            return self._context.banding.resolved
        key = (tuple(sorted(given.items())), population)
        if key not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
                self._bands.clear()
            self._remembered[key] = resolve(self.measure, self._year, self._span, given, population)
        return self._remembered[key]

    def _band(self, resolved: Resolved, standing: Standing) -> Banding:
        context = self._context
        if context and resolved is context.banding.resolved and standing.factor == context.banding.factor:
            return context.banding
        key = (id(resolved), standing.factor)
        if key not in self._bands:
            self._bands[key] = band(resolved, standing.factor)
        return self._bands[key]

    def _domain(self) -> Domain:
        return self.measure.domain.at(self._year, self._span) or Domain(None, None)

    def _domain_facts(self, domain: Domain) -> dict[str, str]:
        unit = self.measure.unit
        words = domain_in_words(domain)
        if unit.kind == "percent" and domain.lowest is not None and domain.highest is not None:
            words = f"{number(domain.lowest)} to {with_unit(number(domain.highest), unit)}"
        return {"domain": words}


_TARGET_LACKS = frozenset({Reason.NO_TARGET, Reason.NO_SURVEY, Reason.NO_TARGET_THIS_YEAR})


def _without(facts: Facts, reason: Reason, detail: Mapping[str, str] | None = None) -> Facts:
    return Facts(
        facts.measure, facts.period, facts.cell, facts.rated, reason=reason, detail=detail or {},
        counts=facts.counts, cautions=facts.cautions, result=facts.result,
        measure_text=facts.measure_text,
    )  # fmt: skip


def _inside(value: Fraction, domain: Domain) -> bool:
    if domain.whole and value.denominator != 1:
        return False
    return value in domain_interval(domain)


def _standing_cautions(standing: Standing) -> tuple[Caution, ...]:
    if standing.what is StandsIn.ASSUMED_FORECAST:
        return (Caution("forecast-assumed"),)
    if standing.what is StandsIn.RUN_RATE and standing.span.last <= _EARLY_MONTHS:
        return (Caution("early-run-rate"),)
    return ()


def _differing(name: str, rule: Given, row: Given, resolved: Resolved) -> Caution:
    shown = [with_unit(one.text or number(one.value), resolved.unit) for one in (rule, row)]
    return Caution("figures-differ", {"figure": name, "rule": shown[0], "row": shown[1]})
