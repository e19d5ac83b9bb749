"""What a rule file declares for its measures."""

from __future__ import annotations

from attrs import define, field

from ragengine import model
from ragengine.document import Node
from ragengine.periods import APRIL, ByYear
from ragengine.rating import Scale
from ragengine.reading.words import Words
from ragengine.units import Noun, Unit


@define(eq=False, repr=False)
class Declared:
    """What a file declares for its measures; `faulty` are the scales that were reported."""

    nouns: dict[str, Noun] = field(factory=dict)
    comparators: tuple[str, ...] = ()
    scales: dict[str, Scale] = field(factory=dict)
    faulty: set[str] = field(factory=set)
    defaults: dict[str, dict[str, Node]] = field(factory=dict)
    compare: ByYear[model.Compare] | None = None
    year_starts: int = APRIL
    file: str = ""

    def words(self, unit: Unit) -> Words:
        """The language for measures in a unit."""
        return Words(unit, self.nouns, self.comparators, self.year_starts)
