"""The ranges of levels in words, with the numbers behind them."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from ragengine import model
from ragengine.banding import in_words, interval
from ragengine.explain.facts import Facts
from ragengine.explain.margin import events_in
from ragengine.explain.show import distance, number, shower
from ragengine.explain.target import figure_phrase, with_numbers
from ragengine.model import Direction, Operator
from ragengine.resolution import LevelRange, Resolved
from ragengine.resolution.mentions import amounts_in


def in_range(facts: Facts, resolved: Resolved) -> str:
    """`is at least 75%`, `is in the range of red, under 50%`: where there is no target to miss."""
    one = written_range(facts, resolved)
    if isinstance(one.ranged, model.Rest) or resolved.quantum is not None:
        return f"is in the range of {one.level}, {range_words(facts, one, resolved)}"
    words = with_numbers(one.text, facts, resolved) + _notes(one, facts, resolved)
    if not isinstance(one.ranged, model.Between):
        return _on_the_good_side(one, facts, resolved) or f"is {words}"
    inner = _nearest_inside(one, resolved)
    outside = f"outside {with_numbers(inner.text, facts, resolved)}, " if inner else ""
    return f"is {outside}within {words}"


def _nearest_inside(one: LevelRange, resolved: Resolved) -> LevelRange | None:
    """The widest range of a better level that lies inside a range of two ends."""
    outer = interval(one, resolved)
    inside = [
        other
        for other in resolved.ranges
        if other.level.rank < one.level.rank
        and isinstance(other.ranged, model.Between)
        and interval(other, resolved).meet(outer) == interval(other, resolved)
    ]
    return max(inside, key=lambda other: other.level.rank, default=None)


def own_range(facts: Facts, resolved: Resolved) -> str:
    """What the level's own range is, after the distance from the target has been said."""
    one = written_range(facts, resolved)
    return f"{one.level} is {range_words(facts, one, resolved)}"


def range_words(facts: Facts, one: LevelRange, resolved: Resolved) -> str:
    """The author's words, or for `rest` the numbers that are left, before any rounding.

    They are on the target's own scale, as a run rate is.
    """
    if not isinstance(one.ranged, model.Rest):
        return one.text + _notes(one, facts, resolved)
    banding, result = facts.banding, facts.projected
    assert banding is not None and result is not None  # noqa: S101, PT018 - asked of rated results only
    partition = banding.partition.times(1 / (banding.moved_by or Fraction(1)))
    piece = next(piece for piece, _ in partition.pieces() if result in piece)
    rounds = banding.rounds_to is not None
    return in_words(piece, shower(resolved.unit, partial(number, beside=[result]))) + (
        " before rounding" if rounds else ""
    )


def _notes(one: LevelRange, facts: Facts, resolved: Resolved) -> str:
    """What the author's words leave open: the number that a share comes to, and how events count."""
    ranged, notes = one.ranged, ""
    if isinstance(ranged, (model.Half, model.Exactly)) and not isinstance(
        ranged.place, (model.Number, model.Figure)
    ):
        value = resolved.value(ranged.place, one.origin, one.text)
        notes = f" ({shower(resolved.unit, partial(number, beside=facts.compared))(value)})"
    noun = next(filter(None, map(events_in, amounts_in(ranged))), "")
    return f"{notes}, counted in whole {noun}" if noun else notes


def _on_the_good_side(one: LevelRange, facts: Facts, resolved: Resolved) -> str:
    """`is 1 better than the 12 of 2023-24; green is at most 1 day worse than last year`, or nothing.

    A range may allow for some distance on the bad side, and the result be on the good one.
    """
    away = one.ranged
    near = isinstance(away, model.Away) and away.operator in (Operator.AT_MOST, Operator.UNDER)
    if not (near and isinstance(away, model.Away) and away.direction is Direction.WORSE):
        return ""
    figure = resolved.value(model.Figure(away.of), one.origin, one.text)
    past = (facts.compared[0] - figure) * (1 if resolved.upwards(Direction.BETTER) else -1)
    if past < 0:
        return ""
    how = f"{distance(past, resolved.unit)} better than" if past else "the same as"
    return f"is {how} {figure_phrase(away.of, facts, resolved)}; {own_range(facts, resolved)}"


def short_of_best(facts: Facts, resolved: Resolved) -> str:
    """Why a result inside the target band is not at the best level: levels may ask for more."""
    assert facts.level is not None  # noqa: S101 - asked of rated results only
    better = any(one.level.rank < facts.level.rank for one in resolved.ranges)
    return f"; {own_range(facts, resolved)}" if better else ""


def written_range(facts: Facts, resolved: Resolved) -> LevelRange:
    """The range of the level that the result got."""
    return next(one for one in resolved.ranges if one.level == facts.level)
