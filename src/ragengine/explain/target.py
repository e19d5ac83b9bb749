"""The target, and the figures, as objects of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import partial

from ragengine import model
from ragengine.explain.facts import Facts
from ragengine.explain.show import number, shower, with_unit
from ragengine.model import Given
from ragengine.periods import APRIL, WHOLE_YEAR
from ragengine.reading.operators import split_operator
from ragengine.resolution import Resolved
from ragengine.units import Unit


def reference(facts: Facts, resolved: Resolved) -> tuple[str, bool]:
    """What the result is compared with, and whether it is another figure than a set target.

    `the 82% target`, `the limit of 4.1`, `the 115.7k of the same months of 2016-17`.
    """
    target = resolved.target.value if resolved.target else None
    unit = resolved.unit
    if isinstance(target, (model.Band, model.Within)):
        return _band_phrase(target, facts, resolved), False
    assert isinstance(target, model.Threshold)  # noqa: S101 - a target that is not yet set has no edge
    place = target.place
    if isinstance(place, model.Number):
        digits = place.quoted.text or number(place.quoted.value, beside=facts.compared)
        if resolved.aim is model.Aim.LOW:
            return f"the limit of {_bare(digits, unit)}", False
        if unit.kind in ("percent", "money", "rate", "index"):
            return f"the {_bare(digits, unit)} target", False
        return f"the {digits} target", False
    if isinstance(place, model.Figure):
        return figure_phrase(place.name, facts, resolved), True
    digits = number(resolved.number or Fraction(0), beside=facts.compared)
    words = with_numbers(split_operator(target.text)[1], facts, resolved)
    return f"the target of {_bare(digits, unit)} ({words})", False


def _band_phrase(target: model.Band | model.Within, facts: Facts, resolved: Resolved) -> str:
    """`the 6-11% target band`, or with its numbers where figures make them."""
    written = isinstance(target, model.Band) and all(
        isinstance(place, model.Number) for place in (target.lower, target.upper)
    )
    if written:
        return f"the {target.text} target band"
    shown = shower(resolved.unit, partial(number, beside=facts.compared))
    low, high = (resolved.edge_left(side).value for side in (-1, 1))
    words = with_numbers(target.text, facts, resolved)
    return f"the target band of {shown(low)} to {shown(high)} ({words})"


def with_numbers(text: str, facts: Facts, resolved: Resolved) -> str:
    """The author's words, each figure with its number."""
    names = sorted(resolved.figures, key=len, reverse=True)
    if not names:
        return text
    by_spelling = {name.casefold(): name for name in names}
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    return named.sub(lambda match: figure_phrase(by_spelling[match[0].casefold()], facts, resolved), text)


def figure_phrase(name: str, facts: Facts, resolved: Resolved) -> str:
    """A named figure with its number: `the national average of 78% (2022-23)`."""
    if name == "floor":
        return f"the floor of {floor_in_words(resolved, facts.compared)}"
    given = resolved.figures[name]
    digits = given.text or number(given.value, beside=facts.compared)
    shown = _bare(digits, resolved.unit)
    note = f" ({given.note})" if given.note else ""
    if name == "last year":
        return f"the {shown} of {_last_year(facts, given)}"
    if name == "last period":
        return f"the {shown} of {given.period or 'the period before'}"
    return f"the {name} of {shown}{note}"


def floor_in_words(resolved: Resolved, beside: Iterable[Fraction]) -> str:
    """The number of the floor, with the sign of its unit."""
    floor = resolved.floor
    assert floor is not None  # noqa: S101 - asked where there is one
    value = resolved.value(floor.value.place, floor.origin, floor.value.text)
    return shower(resolved.unit, partial(number, beside=beside))(value)


def _last_year(facts: Facts, given: Given) -> str:
    """`2023-24`, `the same months of 2023-24`, or the year and months that the figure says it is of."""
    period = facts.period
    if period is None:
        return "last year"
    before = given.year or period.year.before()
    span = facts.standing.span if facts.standing else period.span
    covered = given.span or span
    if covered == WHOLE_YEAR:
        return str(before)
    if covered == span:
        return f"the same months of {before}"
    return f"{before} {covered.text(facts.measure.year_starts if facts.measure else APRIL)}"


def _bare(digits: str, unit: Unit) -> str:
    """The digits with a sign that belongs to them; nouns and `per` are left to the result."""
    return with_unit(digits, unit) if unit.kind in ("percent", "money") else digits


def noun_of_share(unit: Unit) -> str:
    """Of whom a percentage is, where the unit says: ` people`; else nothing."""
    return f" {unit.noun.name}" if unit.kind == "percent" and unit.noun else ""
