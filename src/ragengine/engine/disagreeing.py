"""Counts and events that make another result than the one printed beside them."""

from __future__ import annotations

from fractions import Fraction

from ragengine.exact import plain
from ragengine.explain import Caution
from ragengine.explain.show import number, with_unit
from ragengine.resolution import Population
from ragengine.results import Cell, Counts, ratio
from ragengine.units import Unit

_KNOWN = ("the rule", "the results")
"""The sources of a population that was given; one that a bracket implies is as rough as its rate."""


def counts_disagree(cell: Cell, counts: Counts, unit: Unit) -> Caution:
    """What counts make, and what is printed."""
    made = ratio(counts, unit).value or Fraction(0)
    value = cell.value or Fraction(0)
    shown = plain(made, cell.quantum) if cell.quantum else number(made, beside=[value])
    printed = cell.text or number(value, beside=[made])
    facts = {
        "numerator": plain(counts.numerator), "denominator": plain(counts.denominator),
        "made": with_unit(shown, unit), "printed": with_unit(printed, unit),
    }  # fmt: skip
    return Caution("counts-disagree", facts)


def events_disagree(cell: Cell, population: Population | None, unit: Unit) -> Caution | None:
    """A caution where no rate that is printed so comes from so many events among so many people.

    The rate is taken for rounded, and so is a population such as `423.4k`. Rounded events, such
    as `1.2k admissions`, are never evidence.
    """
    if population is None or population.source not in _KNOWN or unit.per is None:
        return None
    if cell.value is None or cell.quantum is None or cell.events is None or not cell.events_in_full:
        return None
    half = cell.quantum / 2
    rounded = population.quantum / 2 if population.quantum > 1 else 0
    lowest = cell.events * unit.per / (population.size + rounded)
    highest = cell.events * unit.per / (population.size - rounded)
    if lowest <= cell.value + half and cell.value - half <= highest:
        return None
    return counts_disagree(cell, Counts(cell.events, population.size), unit)
