"""The margin as an object of a sentence."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.exact import plain, round_half_away
from ragengine.explain.show import distance, number, per, telling, with_unit
from ragengine.resolution import Resolved
from ragengine.units import Unit


def margin_phrase(
    margin: model.Margin, resolved: Resolved, side: int, past: Fraction, *, within: bool
) -> str:
    """A margin as the object of a sentence: `2-point margin`, `margin of 6 admissions (1.4 ...)`.

    `past` is how far past the target, on a side of it, the result is, and `within` whether that
    is within the margin: its size gets the digits that tell the two apart.
    """
    unit, amount = resolved.unit, margin.amount
    if isinstance(amount, model.Fixed):
        return _fixed(amount.value, unit, strict=margin.strict)
    size = resolved.distance(amount, resolved.edge_left(side).value, None, margin.text)
    words = margin.text.replace("% of target", "% of the target")
    if isinstance(amount, model.Events):
        # It reaches half an event further or less than its size, so that digits alone may not tell.
        beside = (past,) if _reads_within(margin, size, past) == within else ()
        size = round_half_away(size, telling(size, beside, _quantum(resolved) or Fraction(1, 100)))
        shown = f"{plain(size)} {per(unit)}"
    else:
        shown = _size(size, resolved, (past,))
    noun = events_in(amount)
    if noun and _reads_within(margin, size, past) != within:
        shown = f"{shown}, counted in whole {noun}"
    if isinstance(amount, model.Combined):
        return f"margin, {words} ({shown}),"
    return f"margin of {words} ({shown})"


def _reads_within(margin: model.Margin, size: Fraction, past: Fraction) -> bool:
    """Whether a margin of this size reads as if it allowed for a distance."""
    return past < size if margin.strict else past <= size


def events_in(amount: model.Amount) -> str:
    """The noun of the events that an amount is, or is chosen from; empty where it has none."""
    if isinstance(amount, model.Combined):
        return next(filter(None, map(events_in, amount.amounts)), "")
    return amount.noun if isinstance(amount, model.Events) else ""


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
