"""A measure in a context: its cuts made once, then held to rate many results fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ragengine.banding import Banding, band
from ragengine.cuts import Partition
from ragengine.engine.evidence import Earlier
from ragengine.engine.judging import judge, standing_cautions
from ragengine.engine.ladder import Ladder
from ragengine.engine.shelf import Shelf
from ragengine.forecasts import stand_in
from ragengine.model import ANY_NUMBER, Domain, Given, Measure
from ragengine.periods import WHOLE_YEAR, Period
from ragengine.rating import Level
from ragengine.resolution import Lacking, Population, Resolved, figures_needed, resolve
from ragengine.results import Result, Unclear
from ragengine.verdict import Context, Verdict

_REMEMBERED = 1024


class MeasureInContext:
    """A measure at a reporting year, or a part of it. Get one from `rules.at(period)[id]`.

    Where nothing of a result's row is needed, its cuts are known at once and a plain number
    is rated by one bisection over doubles that were made for it (see `ragengine.exact`).
    """

    __slots__ = (
        "_bands", "_context", "_ladder", "_needs", "_resolved", "_shelf",
        "cells", "lacking", "measure", "period", "span", "year",
    )  # fmt: skip

    def __init__(self, measure: Measure, period: Period | None, shelf: Shelf) -> None:
        self.measure = measure
        self.period = period
        self.year = None if period is None else period.year
        self.span = WHOLE_YEAR if period is None else period.span
        self.cells = shelf.cells(measure)
        self.lacking: Lacking | None = None
        self._shelf = shelf
        self._context: Context | None = None
        self._needs: frozenset[str] | None = None
        self._ladder: Ladder | None = None
        self._resolved: dict[object, Resolved] | None = None
        self._bands: dict[object, Banding] | None = None
        try:
            resolved = resolve(measure, self.year, self.span)
            try:
                standing = stand_in(resolved, self.span)
            except Lacking:
                shelf.banding(resolved, None)  # ranges that cannot be are said first
                raise
            banding = shelf.banding(resolved, standing.moves_by)
        except Lacking as lacking:
            self.lacking = lacking
            return
        self._context = Context(measure, period, banding, standing, standing_cautions(standing))

    @property
    def needs(self) -> frozenset[str]:
        """The named figures that a result is asked for."""
        if self._needs is None:
            self._needs = figures_needed(self.measure, self.year, self.span)
        return self._needs

    # ---- what is known before any result ---------------------------------------------------

    @property
    def partition(self) -> Partition[Level] | None:
        """The cuts and levels; None where they depend on a row's figures, or there are none."""
        return None if self._context is None else self._context.banding.partition

    @property
    def banding(self) -> Banding | None:
        """The partition with the facts behind it; None as for `partition`."""
        return None if self._context is None else self._context.banding

    def _climb(self, value: Any) -> bool:
        """Make the ladder that the first value of a type needs; False where none is left to make."""
        if self._context is None:
            return False
        if self._ladder is None:
            banding = self._context.banding
            self._ladder = self._shelf.ladder(banding.partition, banding.resolved.domain)
            return True
        return type(value) in (float, int) and self._ladder.prepare_doubles()

    # ---- rating ----------------------------------------------------------------------------

    def rate(self, value: Any, figures: Mapping[str, Any] | None = None) -> Verdict:
        """The verdict on a value: text as published, a number, counts, or a `Result`.

        `figures` are named figures that the rule asks for: `{"last year": "62%"}`.
        """
        level = None
        ladder = self._ladder
        if figures is None and ladder is not None:
            kind = type(value)
            if kind is float or kind is int:
                level = ladder.levels[bisect_right(ladder.doubles, value)]
                if ladder.whole and level is not None and value % 1:
                    level = None
            elif kind is Decimal:
                level = ladder.of_decimal(value)
            elif kind is str:
                level = self._text_level(value, ladder)
        if level is not None:
            verdict = Verdict()
            verdict._context = self._context
            verdict._value = value
            verdict._rating = level
            verdict._facts = None
            return verdict
        if isinstance(value, Result):
            return self.rate_result(value)
        if figures is None and self._climb(value):
            return self.rate(value)
        return self.rate_result(Result(self.measure.id, value, figures=figures or {}))

    def _text_level(self, text: str, ladder: Ladder) -> Level | None:
        """The level of a plain published number; None leaves any other cell to the slow path."""
        try:
            cell = self.cells.read(text)
        except Unclear:
            return None
        return ladder.of_fraction(cell.value) if cell.value is not None and cell.is_plain else None

    def rate_result(self, result: Result, earlier: Earlier | None = None) -> Verdict:
        """The verdict on a row of results, with the cells as published."""
        return Verdict.of(judge(self, result, earlier))

    # ---- what a row adds -------------------------------------------------------------------

    @property
    def domain(self) -> Domain:
        """The values that a result can have here."""
        return self.measure.domain.at(self.year, self.span) or ANY_NUMBER

    def resolved(self, given: Mapping[str, Given], population: Population | None) -> Resolved:
        """The rule with a row's figures known. Raises `Lacking` or `Fault`."""
        if not given and population is None and self._context is not None:
            return self._context.banding.resolved
        if self._resolved is None or len(self._resolved) >= _REMEMBERED:
            self._resolved, self._bands = {}, {}
        key = (tuple(sorted(given.items())), population)
        if key not in self._resolved:
            self._resolved[key] = resolve(self.measure, self.year, self.span, given, population)
        return self._resolved[key]

    def band(self, resolved: Resolved, moved_by: Fraction | None) -> Banding:
        """The cuts of a rule whose figures are known. Raises `Fault`."""
        own = self.banding
        if own is not None and resolved is own.resolved and moved_by == own.moved_by:
            return own
        if self._bands is None:
            self._bands = {}
        key = (id(resolved), moved_by)
        if key not in self._bands:
            self._bands[key] = band(resolved, moved_by)
        return self._bands[key]
