"""A measure in a context: its cuts made once, then held to rate many results fast."""

from __future__ import annotations

import decimal
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ragengine.banding import Banding, band, domain_interval
from ragengine.cuts import Cut, Partition
from ragengine.engine.evidence import Earlier
from ragengine.engine.judging import judge, standing_cautions
from ragengine.exact import (
    LARGEST,
    MAX_DIGITS,
    MAX_EXPONENT,
    decimal_stand_in,
    smallest_double_above,
)
from ragengine.forecasts import Standing, stand_in
from ragengine.model import Domain, Given, Measure
from ragengine.periods import WHOLE_YEAR, Period
from ragengine.rating import Level
from ragengine.resolution import Lacking, Population, Resolved, figures_needed, resolve
from ragengine.results import CellReader, Result
from ragengine.verdict import Context, Verdict

_EXACT_INTEGERS = 2**53
_FORTY_DIGITS = decimal.Context(prec=MAX_DIGITS, Emin=-MAX_EXPONENT, Emax=MAX_EXPONENT, traps=[])
"""Leaves a readable decimal as it is; one with more digits, or none, comes out different."""

_REMEMBERED = 1024


class MeasureInContext:
    """A measure at a reporting year, or a part of it. Get one from `rules.at(period)[id]`.

    Where nothing of a result's row is needed, its cuts are known at once and a plain number
    is rated by one bisection over doubles that were made for it (see `ragengine.exact`).
    """

    __slots__ = (
        "_above", "_bands", "_context", "_decimals", "_doubles", "_levels", "_prepared", "_resolved", "_whole",
        "cells", "lacking", "measure", "needs", "period", "span", "year",
    )  # fmt: skip

    def __init__(self, measure: Measure, period: Period | None, cells: CellReader | None = None) -> None:
        self.measure = measure
        self.cells = cells or CellReader(measure.unit, measure.nouns, measure.year_starts)
        self.period = period
        self.year = None if period is None else period.year
        self.span = WHOLE_YEAR if period is None else period.span
        self.needs = figures_needed(measure, self.year, self.span)
        self.lacking: Lacking | None = None
        self._context: Context | None = None
        self._doubles: tuple[float, ...] = ()
        self._decimals: tuple[Decimal, ...] = ()
        self._above: tuple[bool, ...] = ()
        self._levels: tuple[Level | None, ...] = (None,)
        self._whole = False
        self._prepared = False
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
        banding = band(resolved, standing.moves_by)
        self._context = Context(self.measure, self.period, banding, standing, standing_cautions(standing))

    def _prepare(self) -> None:
        """Make the cuts doubles and decimals, with the ends of the domain as two more.

        Outside the ends there is no level, so what is too large, infinite or not a number
        falls through to the slow path by the same bisection.
        """
        self._prepared = True
        if self._context is None:
            return
        banding = self._context.banding
        partition, domain = banding.partition, banding.resolved.domain
        ends = domain_interval(domain)
        lower = ends.lower or Cut(-LARGEST, 0)
        upper = ends.upper or Cut(LARGEST, 1)
        cuts = (lower, *partition.cuts, upper)
        if any(abs(cut.value) >= _EXACT_INTEGERS for cut in partition.cuts):
            return
        self._levels = (None, *partition.labels, None)
        self._doubles = tuple(smallest_double_above(cut.value, just_above=bool(cut.side)) for cut in cuts)
        stand_ins = [decimal_stand_in(cut.value) for cut in cuts]
        self._decimals = tuple(number for number, _ in stand_ins)
        self._above = tuple(
            bool(cut.side) or not exact for cut, (_, exact) in zip(cuts, stand_ins, strict=True)
        )
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
        if not self._prepared:
            self._prepare()
            return self.rate(value, figures)
        return self.rate_result(Result(self.measure.id, value, figures=figures or {}))

    def _decimal_level(self, value: Decimal) -> Level | None:
        """The level of a decimal by bisection; None leaves it to the slow path."""
        if not value.is_finite() or _FORTY_DIGITS.plus(value) != value:
            return None
        position = bisect_right(self._decimals, value)
        if position and self._above[position - 1] and self._decimals[position - 1] == value:
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
        if own is not None and resolved is own.resolved and standing.moves_by == own.moved_by:
            return own
        key = (id(resolved), standing.moves_by)
        if key not in self._bands:
            self._bands[key] = band(resolved, standing.moves_by)
        return self._bands[key]
