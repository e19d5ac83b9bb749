"""A run rate in words: what the months so far point to in the year."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.banding import Banding
from ragengine.explain.against import floor_phrase
from ragengine.explain.facts import Facts
from ragengine.explain.in_range import own_range, range_words, written_range
from ragengine.explain.margin import margin_phrase
from ragengine.explain.show import count_word, projected, with_unit
from ragengine.explain.target import reference
from ragengine.periods import WHOLE_YEAR
from ragengine.resolution import Resolved


def run_rate(facts: Facts, banding: Banding) -> str:
    """`in eight months points to about 1.05m in the year, more than the 1.0m target`."""
    resolved, standing = banding.resolved, facts.standing
    assert standing is not None and facts.projected is not None and facts.measure is not None  # noqa: S101, PT018 - a run rate has all
    gap = facts.gap(facts.projected)
    months = standing.span.months
    in_months = f"in {count_word(months)} month{'' if months == 1 else 's'}"
    whole = standing.target_span == WHOLE_YEAR
    over = "the year" if whole else standing.target_span.text(facts.measure.year_starts)
    edges = [edge / (banding.moved_by or 1) for edge in facts.edges]
    shown = projected(facts.projected, facts.cell.text, edges)
    if resolved.unit.kind in ("money", "percent"):
        shown = with_unit(shown, resolved.unit)
    about = "" if gap == 0 else "about "
    opening = f"{in_months} points to {about}{shown} in {over}"
    if gap is None:
        one = written_range(facts, resolved)
        known = not isinstance(one.ranged, model.Rest) and resolved.quantum is None
        words = range_words(facts, one, resolved)
        return f"{opening}, which is {words if known else f'in the range of {one.level}, {words}'}"
    return f"{opening}, {_position(gap, facts, resolved)}{_limits(gap, facts, resolved)}"


def _position(gap: Fraction, facts: Facts, resolved: Resolved) -> str:
    """Where the projected figure lies: `more than the 1.0m target`, `outside the 6-11% target band`."""
    phrase, _ = reference(facts, resolved)
    high = resolved.aim is model.Aim.HIGH
    met = facts.projected is not None and resolved.is_met_by(facts.projected)
    if resolved.aim is model.Aim.BAND:
        return f"{'within' if met else 'outside'} {phrase}"
    if gap == 0:
        strict = "" if met else f", which it would have to {'pass' if high else 'be under'}"
        return f"exactly {phrase}{strict}"
    if gap > 0:
        return f"{'more than' if high else 'less than'} {phrase}"
    return f"{'short of' if high else 'more than'} {phrase}"


def _limits(gap: Fraction, facts: Facts, resolved: Resolved) -> str:
    """What margin, floor or levels make of a projected figure."""
    assert facts.level is not None and facts.projected is not None  # noqa: S101, PT018 - a run rate has both
    if resolved.limits == "levels":
        return f"; {own_range(facts, resolved)}"
    if facts.level.rank == 0 or resolved.limits == "none":
        return ""
    if resolved.limits == "floor":
        return floor_phrase(facts, resolved, facts.projected)
    high = resolved.aim is not model.Aim.LOW
    below = resolved.aim is model.Aim.HIGH or facts.projected < resolved.edge_left(-1).value
    side = -1 if below and resolved.aim is not model.Aim.LOW else 1
    margin, red = resolved.margin(side), facts.level == resolved.scale.levels[-1]
    if margin is None:
        return ", and there is no amber on that side"
    words = margin_phrase(margin, resolved, side, -gap, within=not red)
    if red:
        return f" by more than its {words} allows" if high else f", beyond its {words}".rstrip(",")
    return f" but within its {words}".rstrip(",")
