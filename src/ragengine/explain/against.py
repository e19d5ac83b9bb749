"""Where a result lies against its target, and what its margin, floor or levels make of that."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from ragengine import model
from ragengine.explain.facts import Facts
from ragengine.explain.in_range import own_range, short_of_best
from ragengine.explain.margin import margin_phrase
from ragengine.explain.show import distance, number, shower
from ragengine.explain.target import figure_phrase, reference
from ragengine.resolution import Resolved


def against_target(facts: Facts, resolved: Resolved, *, short: bool) -> str:
    """`is 0.2 percentage points short of the 82% target, within its 2-point margin`.

    `short` says points for percentage points, as of a rounded result.
    """
    if resolved.lower is not None and resolved.upper is not None:
        return _against_band(facts, resolved, short=short)
    phrase, is_figure = reference(facts, resolved)
    gap = facts.gap(facts.counted)
    assert gap is not None  # noqa: S101 - a target of one edge has a gap
    size = _size(abs(gap), facts, resolved, short=short)
    position = _position(gap, size, resolved, phrase, is_figure=is_figure)
    return f"{position}{_beyond(facts, resolved, -gap)}"


def _size(past: Fraction, facts: Facts, resolved: Resolved, side: int | None = None, *, short: bool) -> str:
    """How far from the target, with digits enough to tell it from every distance that decides."""
    assert facts.banding is not None  # noqa: S101 - asked of rated results only
    which = _away(resolved) if side is None else side
    edge, margin = resolved.edge_left(which), resolved.margin(which)
    beside = [abs(cut.value - edge.value) for cut in facts.banding.partition.cuts]
    if margin is not None:
        beside.append(resolved.distance(margin.amount, edge.value, None, ""))
    return distance(past, resolved.unit, short=short, beside=beside)


def _away(resolved: Resolved) -> int:
    """The side on which a result misses a target of one edge: -1 below, 1 above."""
    return -1 if resolved.aim is model.Aim.HIGH else 1


def _position(gap: Fraction, size: str, resolved: Resolved, phrase: str, *, is_figure: bool) -> str:
    """`is 0.2 percentage points short of the 82% target`, `meets the 42% target`."""
    high = resolved.aim is not model.Aim.LOW
    if gap == 0 and not resolved.is_met_by(resolved.edge_left(_away(resolved)).value):
        return f"is exactly {phrase}, which it would have to {'pass' if high else 'be under'}"
    if gap == 0:
        return f"is the same as {phrase}" if is_figure else f"meets {phrase}"
    upwards = (gap > 0) == high
    kind = resolved.unit.kind
    if is_figure and kind in ("count", "amount", "duration", "money"):
        less = "fewer" if kind == "count" else "less"
        return f"is {size} {'more' if upwards else less} than {phrase}"
    if gap < 0 and high and not is_figure:
        return f"is {size} short of {phrase}"
    return f"is {size} {'above' if upwards else 'below'} {phrase}"


def _against_band(facts: Facts, resolved: Resolved, *, short: bool) -> str:
    phrase, _ = reference(facts, resolved)
    value, lower, upper = facts.counted, resolved.lower, resolved.upper
    assert value is not None and lower is not None and upper is not None  # noqa: S101, PT018 - a band has both
    if resolved.is_met_by(value):
        return f"is within {phrase}{short_of_best(facts, resolved)}"
    side = -1 if value <= lower.value else 1
    past = lower.value - value if side < 0 else value - upper.value
    if past == 0:
        where = f"is exactly at the end of {phrase}, which leaves its ends out"
    else:
        size = _size(past, facts, resolved, side, short=short)
        where = f"is {size} {'below' if side < 0 else 'above'} {phrase}"
    return f"{where}{_beyond(facts, resolved, past, side)}"


def _beyond(facts: Facts, resolved: Resolved, past: Fraction, side: int | None = None) -> str:
    """How the rating follows from how far past the target the result is, on a side of a band."""
    assert facts.level is not None and facts.counted is not None  # noqa: S101, PT018 - asked of rated results only
    rank, levels = facts.level.rank, resolved.scale.levels
    if resolved.limits == "levels":
        return f"; {own_range(facts, resolved)}"
    if rank == 0 or resolved.limits == "none":
        return ""
    if resolved.limits == "floor":
        return floor_phrase(facts, resolved, facts.counted)
    which = _away(resolved) if side is None else side
    red = facts.level == levels[-1]
    margin = resolved.margin(which)
    if margin is None:
        return ", and there is no amber on that side"
    shown = margin_phrase(margin, resolved, which, past, within=not red)
    if red:
        return f", more than its {shown} allows"
    if past == 0:
        return f", but is within its {shown}".rstrip(",")
    at_limit = past == resolved.distance(margin.amount, resolved.edge_left(which).value, None, "")
    return f", {'at the limit of' if at_limit else 'within'} its {shown}".rstrip(",")


def floor_phrase(facts: Facts, resolved: Resolved, result: Fraction) -> str:
    """`, but above the floor of 70%`: what a floor makes of a result that misses its target."""
    floor, red = resolved.floor, facts.level == resolved.scale.levels[-1]
    assert floor is not None  # noqa: S101 - the limits are a floor
    value = resolved.value(floor.value.place, floor.origin, floor.value.text)
    place = floor.value.place
    if isinstance(place, model.Figure):
        shown = figure_phrase(place.name, facts, resolved)
    else:
        shown = f"the floor of {shower(resolved.unit, partial(number, beside=[result]))(value)}"
    low = resolved.aim is model.Aim.LOW
    if result == value and red:
        return f", and exactly {shown}, which it would have to {'be under' if low else 'pass'}"
    if result == value:
        return f", at {shown}"
    if red:
        return f", and {'beyond' if low else 'below'} {shown}"
    return f", but {'within' if low else 'above'} {shown}"
