"""RAG405: a count equivalent, `590.9 (850 admissions)`, that no population can give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.engine import MeasureInContext
from ragengine.explain.show import number
from ragengine.model import Number
from ragengine.periods import Entry
from ragengine.resolution.mentions import places_in_range, places_in_target
from ragengine.source import Place

_HALF = Fraction(1, 2)


class _Implied(NamedTuple):
    """Every population that a printed rate and its printed count can come from."""

    text: str
    place: Place | None
    lowest: Fraction
    highest: Fraction

    def __str__(self) -> str:
        return f"{number(self.lowest, Fraction(1))} to {number(self.highest, Fraction(1))} people"


def impossible_counts(subject: Subject) -> Iterator[Diagnostic]:
    """Each count beside a rate agrees with the rule's population, and with the other counts there.

    Both the rate and the count are taken for rounded: half a unit of their last place either way.
    """
    for measure in subject.rules.measures.values():
        contexts = subject.contexts[measure.id] if measure.unit.per is not None else []
        told = set()
        for held in contexts:
            for found in _disagreeing(held):
                if str(found.place) not in told:
                    told.add(str(found.place))
                    yield found


def _disagreeing(held: MeasureInContext) -> Iterator[Diagnostic]:
    implied = list(_implied(held))
    if not implied:
        return
    population = held.measure.population
    entry = None if population is None else population.entry(held.year, held.span)
    known = _printed(entry) if entry is not None else implied.pop(0)
    other = "the population given is" if entry is not None else f"`{known.text}`, beside it, makes it"
    when = f" in {held.period}" if held.period else ""
    for one in implied:
        if one.highest < known.lowest or known.highest < one.lowest:
            facts = {
                "text": one.text, "when": when, "count": "the count", "implied": str(one),
                "other": other, "known": known.text if entry is not None else str(known),
            }  # fmt: skip
            yield Diagnostic("RAG405", one.place, facts)


def _printed(entry: Entry[Number]) -> _Implied:
    quoted = entry.value.quoted
    half = quoted.quantum / 2
    return _Implied(quoted.text, entry.origin, quoted.value - half, quoted.value + half)


def _implied(held: MeasureInContext) -> Iterator[_Implied]:
    """The populations that the target, the floor and the levels of a context imply."""
    banding = held.banding
    if banding is None:
        return
    resolved = banding.resolved
    per = held.measure.unit.per or Fraction(1)
    written = []
    if resolved.target is not None:
        written += [(place, resolved.target.origin) for place in places_in_target(resolved.target.value)]
    if resolved.floor is not None:
        written.append((resolved.floor.value.place, resolved.floor.origin))
    if resolved.limits == "levels":
        written += [(place, one.origin) for one in resolved.ranges for place in places_in_range(one.ranged)]
    for place, origin in written:
        if isinstance(place, Number) and place.events is not None:
            rate, half = place.quoted.value, place.quoted.quantum / 2
            if rate > half:
                lowest = (place.events - _HALF) * per / (rate + half)
                highest = (place.events + _HALF) * per / (rate - half)
                text = f"{place.quoted.text} ({number(place.events)} events)"
                yield _Implied(text, origin, lowest, highest)
