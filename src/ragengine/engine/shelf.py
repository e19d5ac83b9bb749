"""What the measures of a rule set share: readers of cells, and cuts that are the same.

Hundreds of measures of a body have the same target and margin, and the same measure is asked
for in many years. Equal cuts are made once and kept here.
"""

from __future__ import annotations

from fractions import Fraction

from ragengine.banding import Banding, band
from ragengine.cuts import Partition
from ragengine.engine.ladder import Ladder
from ragengine.model import Domain, Measure
from ragengine.rating import Level
from ragengine.resolution import Resolved
from ragengine.results import CellReader


class Shelf:
    """Kept by a rule set, for as long as it lives."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], CellReader] = {}
        self._partitions: dict[object, Partition[Level]] = {}
        self._ladders: dict[tuple[int, int], tuple[Ladder, object]] = {}

    def cells(self, measure: Measure) -> CellReader:
        """The reader of cells that measures of one file and unit share."""
        key = (measure.file, measure.unit.text)
        if key not in self._cells:
            self._cells[key] = CellReader(measure.unit, measure.nouns, measure.year_starts)
        return self._cells[key]

    def banding(self, resolved: Resolved, moved_by: Fraction | None) -> Banding:
        """The cuts of a rule that needs no figures of a row. Raises `Fault`."""
        key = _meaning(resolved, moved_by)
        if key is None:
            return band(resolved, moved_by)
        known = self._partitions.get(key)
        if known is not None:
            return Banding(resolved, known, moved_by)
        made = band(resolved, moved_by)
        self._partitions[key] = made.partition
        return made

    def ladder(self, partition: Partition[Level], domain: Domain) -> Ladder:
        """The ladder of a partition in a domain."""
        key = (id(partition), id(domain))
        if key not in self._ladders:
            self._ladders[key] = (Ladder(partition, domain), (partition, domain))
        return self._ladders[key][0]


def _meaning(resolved: Resolved, moved_by: Fraction | None) -> object:
    """What decides the cuts, by the parts of the model it is made of; None with figures.

    The parts are known by identity, which is enough: a rule set keeps its model, and equal
    words of one file are one object in it.
    """
    if resolved.figures or resolved.population is not None:
        return None
    parts = (resolved.target, resolved.amber, resolved.floor)
    return (
        resolved.limits,
        resolved.aim,
        resolved.quantum,
        moved_by,
        id(resolved.scale),
        id(resolved.domain),
        *(None if part is None else id(part.value) for part in parts),
        *(id(one.ranged) for one in resolved.ranges if resolved.limits == "levels"),
    )
