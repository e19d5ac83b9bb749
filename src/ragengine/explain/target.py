"""The target, and the margin, as objects of a sentence."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.exact import plain, round_half_away
from ragengine.explain.facts import Facts
from ragengine.explain.show import distance, number, per, telling, with_unit
from ragengine.model import Given
from ragengine.periods import APRIL, WHOLE_YEAR
from ragengine.resolution import Resolved
from ragengine.units import Unit


def reference(facts: Facts, resolved: Resolved) -> tuple[str, bool]:
    """What the result is compared with, and whether it is another figure than a set target.

    `the 82% target`, `the limit of 4.1`, `the 115.7k of the same months of 2016-17`.
    """
    target = resolved.target.value if resolved.target else None
    unit = resolved.unit
    if isinstance(target, model.Band):
        return f"the {target.text} target band", False
    if isinstance(target, model.Within):
        return f"the target band, {target.text}", False
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
    words = target.text.removeprefix(f"{target.operator} ") if target.operator else target.text
    return f"the target of {_bare(digits, unit)} ({words})", False


def figure_phrase(name: str, facts: Facts, resolved: Resolved) -> str:
    """A named figure with its number: `the national average of 78% (2022-23)`."""
    given = resolved.figures[name]
    digits = given.text or number(given.value, beside=facts.compared)
    shown = _bare(digits, resolved.unit)
    note = f" ({given.note})" if given.note else ""
    if name == "last year":
        return f"the {shown} of {_last_year(facts, given)}"
    if name == "last period":
        return f"the {shown} of the period before"
    return f"the {name} of {shown}{note}"


def _last_year(facts: Facts, given: Given) -> str:
    """`2023-24`, `the same months of 2023-24`, or the months that the figure says it covers."""
    period = facts.period
    if period is None:
        return "last year"
    before = period.year.before()
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


def margin_phrase(
    resolved: Resolved, side: int, past: Fraction | None = None, *, within: bool = False
) -> str:
    """The margin as the object of a sentence: `2-point margin`, `margin of 6 admissions (1.4 ...)`.

    `past` is how far past the target the result beside it is, and `within` whether that is
    within the margin: its size gets the digits that tell the two apart.
    """
    amber = resolved.amber.value if resolved.amber else None
    margin = amber
    if isinstance(amber, model.TwoMargins):
        margin = amber.below if side < 0 else amber.above
    if not isinstance(margin, model.Margin):
        return ""
    unit, amount = resolved.unit, margin.amount
    if isinstance(amount, model.Fixed):
        return _fixed(amount.value, unit, strict=margin.strict)
    edge = _left_edge(resolved, side)
    size = resolved.distance(amount, edge, None, margin.text)
    beside = () if past is None else (past,)
    shown = _size(size, resolved, beside)
    words = margin.text.replace("% of target", "% of the target")
    if isinstance(amount, model.Events):
        return f"margin of {words} ({_events(size, resolved, amount.noun, past, within=within)})"
    if isinstance(amount, model.Combined):
        return f"margin, {words} ({shown}),"
    return f"margin of {words} ({shown})"


def _events(size: Fraction, resolved: Resolved, noun: str, past: Fraction | None, *, within: bool) -> str:
    """The size of a margin of events as a rate: `1.4 per 100,000`.

    It reaches half an event further than its size, or less far where it is `under`, so that
    digits alone may not tell why a result is within it.
    """
    place = _quantum(resolved) or Fraction(1, 100)
    if past is not None and within == (past <= size):
        place = telling(size, [past], place)
    shown = round_half_away(size, place)
    half = within and past is not None and past > shown
    return f"{plain(shown)} {per(resolved.unit)}" + (f", counted in whole {noun}" if half else "")


def _fixed(value: Fraction, unit: Unit, *, strict: bool) -> str:
    digits = number(value)
    under = "under " if strict else ""
    if unit.kind == "percent" and not strict:
        return f"{digits}-point margin"
    if unit.kind == "percent":
        return f"margin of under {distance(value, unit, short=True)}"
    if unit.kind == "rate":
        return f"margin of {under}{digits} {per(unit)}"
    return f"margin of {under}{with_unit(digits, unit)}"


def _size(size: Fraction, resolved: Resolved, beside: tuple[Fraction, ...]) -> str:
    """The size of a margin: in full where that is short, else to the target's own decimals."""
    unit = resolved.unit
    if unit.kind == "percent":
        return distance(size, unit, beside=beside)
    digits = number(size, _quantum(resolved), beside)
    return digits if unit.kind == "rate" else with_unit(digits, unit)


def _quantum(resolved: Resolved) -> Fraction | None:
    """The place to which the target's number is quoted, whether the rule or a row gives it."""
    target = resolved.target.value if resolved.target else None
    place = getattr(target, "place", None)
    if isinstance(place, model.Number):
        return place.quoted.quantum
    given = resolved.figures.get(place.name) if isinstance(place, model.Figure) else None
    return None if given is None else given.quantum


def _left_edge(resolved: Resolved, side: int) -> Fraction:
    """The edge of the target that a result on that side has left."""
    edge = resolved.lower if side < 0 else resolved.upper
    edge = edge or resolved.lower or resolved.upper
    return edge.value if edge else Fraction(0)


def noun_of_share(unit: Unit) -> str:
    """Of whom a percentage is, where the unit says: ` people`; else nothing."""
    return f" {unit.noun.name}" if unit.kind == "percent" and unit.noun else ""
