"""A measure in a context: what is known before any result, and what a row's figures add."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from operator import itemgetter

from attrs import astuple

from ragengine.banding import Banding, band
from ragengine.cuts import Partition
from ragengine.engine.shelf import Shelf
from ragengine.explain import Caution
from ragengine.forecasts import Standing, StandsIn, stand_in
from ragengine.model import Domain, Given, Measure, usual_domain
from ragengine.periods import WHOLE_YEAR, Period
from ragengine.rating import Level
from ragengine.resolution import Fault, Lacking, Population, Resolved, figures_needed, resolve
from ragengine.verdict import Context

_REMEMBERED = 1024
_EARLY_MONTHS = 6


class Workings:
    """The rule of a measure in a context, and its cuts wherever they can be known.

    `lacking` is why the context alone has no cuts: no target, or a figure that each result
    brings. `fault` is why its ranges cannot be, and then no result has a rating.
    """

    __slots__ = (
        "_bands", "_context", "_needs", "_resolved", "_shelf",
        "cells", "fault", "lacking", "measure", "period", "span", "year",
    )  # fmt: skip

    def __init__(self, measure: Measure, period: Period | None, shelf: Shelf) -> None:
        self.measure = measure
        self.period = period
        self.year = None if period is None else period.year
        self.span = WHOLE_YEAR if period is None else period.span
        self.cells = shelf.cells(measure)
        self.lacking: Lacking | None = None
        self.fault: Fault | None = None
        self._shelf = shelf
        self._context: Context | None = None
        self._needs: frozenset[str] | None = None
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
        except Fault as fault:
            self.fault = fault
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

    # ---- what a row adds -------------------------------------------------------------------

    @property
    def domain(self) -> Domain:
        """The values that a result can have here."""
        return self.measure.domain.at(self.year, self.span) or usual_domain(self.measure.unit)

    def resolved(self, given: Mapping[str, Given], population: Population | None) -> Resolved:
        """The rule with a row's figures known. Raises `Lacking` or `Fault`."""
        if not given and population is None and self._context is not None:
            return self._context.banding.resolved
        if self._resolved is None or len(self._resolved) >= _REMEMBERED:
            self._resolved, self._bands = {}, {}
        # Figures are equal by their number; a verdict also says how and where each was written.
        figures = ((name, astuple(one, recurse=False)) for name, one in given.items())
        key = (tuple(sorted(figures, key=itemgetter(0))), population)
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


def standing_cautions(standing: Standing) -> tuple[Caution, ...]:
    """What a reader should know where something stands in for the result."""
    if standing.what is StandsIn.ASSUMED_FORECAST:
        return (Caution("forecast-assumed"),)
    if standing.what is StandsIn.RUN_RATE and standing.span.last <= _EARLY_MONTHS:
        return (Caution("early-run-rate"),)
    return ()
