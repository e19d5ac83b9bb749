"""Defaults that no measure has read: they are read for their faults alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from attrs import define

from ragengine.diagnostics import Findings
from ragengine.document import Node
from ragengine.rating import RAG
from ragengine.reading.fields import EVERY_MEASURE
from ragengine.reading.limits import LIMITS, LimitsReader
from ragengine.reading.report import Report
from ragengine.reading.shared import SharedReader
from ragengine.reading.values import units_of
from ragengine.reading.words import Words
from ragengine.reading.years import by_year
from ragengine.units import KINDS, Unit


@define(eq=False, repr=False)
class UnusedDefaults:
    """Reads defaults as if some measure fell back to them; `units` are those of the measures."""

    shared: SharedReader
    units: Iterable[Unit]

    @property
    def _report(self) -> Report:
        return self.shared.report

    def read(self, kind: str, fields: dict[str, Node]) -> None:
        """Report what is wrong with the values of a group."""
        limits = {name: fields[name] for name in LIMITS if name in fields}
        if limits:
            self._in_some_unit(kind, partial(self._limits, limits))
        if "domain" in fields:
            self._in_some_unit(kind, partial(self._domain, fields["domain"]))
        for name, node in fields.items():
            if name in self._whatever_the_unit:
                self._by_year(node, self._whatever_the_unit[name])

    @property
    def _whatever_the_unit(self) -> dict[str, Callable[[Node], object]]:
        shared = self.shared
        return {
            "aim": shared.aim, "scale": shared.scale, "basis": shared.basis, "compare": shared.compare,
            "accumulates": shared.accumulates, "framework": shared.text("framework"),
            "theme": shared.text("theme"),
        }  # fmt: skip

    def _in_some_unit(self, kind: str, read: Callable[[Words], object]) -> None:
        """Read in the units that the group is for; what is sound in one of them is sound."""
        kept, first = self._report.found, Findings()
        for unit in self._units_of(kind):
            self._report.found = faults = Findings()
            read(self.shared.declared.words(unit))
            if not faults:
                first = faults
                break
            first = first or faults
        self._report.found = kept
        kept += first

    def _units_of(self, kind: str) -> Iterator[Unit]:
        kinds = KINDS if kind == EVERY_MEASURE else (kind,)
        yield from (unit for unit in self.units if unit.kind in kinds)
        for one in kinds:
            yield from units_of(one, self.shared.declared.nouns)

    def _limits(self, fields: dict[str, Node], words: Words) -> None:
        scales = (RAG, *self.shared.declared.scales.values())
        LimitsReader(self._report, words, scales).read(fields)

    def _domain(self, node: Node, words: Words) -> None:
        self._by_year(node, partial(self.shared.domain, words=words))

    def _by_year(self, node: Node, read: Callable[[Node], object]) -> None:
        by_year(node, read, self._report, self.shared.declared.year_starts)
