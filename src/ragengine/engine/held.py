"""A measure in a context: its cuts made once, then held to rate many results fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ragengine.banding import Banding, band, domain_interval
from ragengine.cuts import Cut, Partition
from ragengine.engine.evidence import Earlier
from ragengine.engine.judging import judge, standing_cautions
from ragengine.exact import LARGEST, smallest_double_above, to_decimal
from ragengine.forecasts import Standing, stand_in
from ragengine.model import Domain, Given, Measure
from ragengine.periods import WHOLE_YEAR, Period
from ragengine.rating import Level
from ragengine.resolution import Lacking, Population, Resolved, figures_needed, resolve
from ragengine.results import Result
from ragengine.verdict import Context, Verdict

_EXACT_INTEGERS = 2**53
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
        self.year = None if period is None else period.year
        self.span = WHOLE_YEAR if period is None else period.span
        self.needs = figures_needed(measure, self.year, self.span)
        self.lacking: Lacking | None = None
        self._context: Context | None = None
        self._doubles: tuple[float, ...] = ()
        self._decimals: tuple[Decimal, ...] | None = None
        self._sides: tuple[int, ...] = ()
        self._levels: tuple[Level | None, ...] = (None,)
        self._whole = False
        self._resolved: dict[object, Resolved] = {}
        self._bands: dict[object, Banding] = {}
        try:
            self._hold(resolve(measure, self.year, self.span))
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

    def _hold(self, resolved: Resolved) -> None:
        standing = stand_in(resolved, self.span)
        banding = band(resolved, standing.factor)
        self._context = Context(self.measure, self.period, banding, standing, standing_cautions(standing))
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
        self._doubles = tuple(smallest_double_above(cut.value, just_above=bool(cut.side)) for cut in cuts)
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
        return Verdict.of(judge(self, result, earlier))

    # ---- what a row adds -------------------------------------------------------------------

    @property
    def domain(self) -> Domain:
        """The values that a result can have here."""
        return self.measure.domain.at(self.year, self.span) or Domain(None, None)

    def resolved(self, given: Mapping[str, Given], population: Population | None) -> Resolved:
        """The rule with a row's figures known. Raises `Lacking` or `Fault`."""
        if not given and population is None and self._context is not None:
            return self._context.banding.resolved
        key = (tuple(sorted(given.items())), population)
        if key not in self._resolved:
            if len(self._resolved) >= _REMEMBERED:
                self._resolved.clear()
                self._bands.clear()
            self._resolved[key] = resolve(self.measure, self.year, self.span, given, population)
        return self._resolved[key]

    def band(self, resolved: Resolved, standing: Standing) -> Banding:
        """The cuts of a rule whose figures are known. Raises `Fault`."""
        own = self.banding
        if own is not None and resolved is own.resolved and standing.factor == own.factor:
            return own
        key = (id(resolved), standing.factor)
        if key not in self._bands:
            self._bands[key] = band(resolved, standing.factor)
        return self._bands[key]
