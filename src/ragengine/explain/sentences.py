"""The sentence of a verdict: one for the rating, one more for what would change it."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from ragengine import model
from ragengine.banding import Banding, in_words, interval
from ragengine.exact import plain
from ragengine.explain.changes import what_would_change
from ragengine.explain.facts import Caution, Facts
from ragengine.explain.reasons import not_rated, result_in_words
from ragengine.explain.show import count_word, distance, number, projected, shower, so_many, with_unit
from ragengine.explain.target import figure_phrase, margin_phrase, reference
from ragengine.forecasts import StandsIn
from ragengine.resolution import Edge, LevelRange, Resolved


def sentence(facts: Facts, *, cautions: bool = True) -> str:
    """What a councillor reads: the rating and why, what would change it, and cautions.

    See the table of sentences in `docs/explanations.md`.
    """
    parts = [not_rated(facts) if facts.level is None else _rated(facts)]
    if facts.level is not None:
        parts.append(what_would_change(facts))
    if cautions:
        parts += [caution_text(caution) for caution in facts.cautions]
    return " ".join(part for part in parts if part)


def _rated(facts: Facts) -> str:
    banding = facts.banding
    assert banding is not None and facts.level is not None  # noqa: S101, PT018 - a rated verdict has both
    name = facts.level.name[:1].upper() + facts.level.name[1:]
    if banding.moved_by is not None:
        return f"{name}: {_run_rate(facts, banding)}."
    if facts.gap(facts.counted) is None:
        return f"{name}: {_by_range(facts, banding)}."
    return f"{name}: {_by_target(facts, banding)}."


# ---- the result ------------------------------------------------------------------------------


def _result(facts: Facts) -> str:
    """The number that was rated, as printed, with its unit and the events beside it."""
    assert facts.measure is not None and facts.rated is not None  # noqa: S101, PT018 - asked of rated results only
    unit = facts.measure.unit
    shown = result_in_words(facts)
    if facts.standing is not None and facts.standing.what is StandsIn.FORECAST:
        shown = with_unit(number(facts.rated, beside=facts.edges), unit)
    if facts.cell.events is not None and unit.noun is not None and facts.rated == facts.cell.value:
        shown = f"{shown} ({so_many(plain(facts.cell.events), unit.noun)})"
    return shown


def _counted(facts: Facts, resolved: Resolved) -> str:
    """`, counted as 84%,` where rounding changes the number, else nothing."""
    if facts.counted == facts.rated or facts.counted is None:
        return ""
    place = facts.banding.rounds_to if facts.banding else None
    digits = plain(facts.counted, place)
    return f", counted as {shower(resolved.unit, lambda _: digits)(facts.counted)},"


# ---- against a target ------------------------------------------------------------------------


def _by_target(facts: Facts, banding: Banding) -> str:
    resolved = banding.resolved
    assert facts.counted is not None  # noqa: S101 - asked of rated results only
    counted = _counted(facts, resolved)
    subject = f"{_forecast_word(facts)}{_result(facts)}{counted}"
    if resolved.lower is not None and resolved.upper is not None:
        return f"{subject} {_against_band(facts, resolved, short=bool(counted))}"
    phrase, is_figure = reference(facts, resolved)
    gap = facts.gap(facts.counted)
    assert gap is not None  # noqa: S101 - a target of one edge has a gap
    size = _size(abs(gap), facts, resolved, short=bool(counted))
    position = _position(gap, size, resolved, phrase, is_figure=is_figure)
    return f"{subject} {position}{_beyond(facts, resolved, -gap)}"


def _size(past: Fraction, facts: Facts, resolved: Resolved, side: int | None = None, *, short: bool) -> str:
    """How far from the target, with digits enough to tell it from every distance that decides."""
    assert facts.banding is not None  # noqa: S101 - asked of rated results only
    which = _away(resolved) if side is None else side
    edge = _left(resolved, which)
    beside = [abs(cut.value - edge.value) for cut in facts.banding.partition.cuts]
    if (amount := _amount(resolved, which)) is not None:
        beside.append(resolved.distance(amount, edge.value, None, ""))
    return distance(past, resolved.unit, short=short, beside=beside)


def _away(resolved: Resolved) -> int:
    """The side on which a result misses a target of one edge: -1 below, 1 above."""
    return -1 if resolved.aim is model.Aim.HIGH else 1


def _left(resolved: Resolved, side: int) -> Edge:
    """The edge of the target that a result on a side has left."""
    edge = (resolved.lower if side < 0 else resolved.upper) or resolved.lower or resolved.upper
    assert edge is not None  # noqa: S101 - asked where there is a target
    return edge


def _forecast_word(facts: Facts) -> str:
    forecast = facts.standing is not None and facts.standing.what is StandsIn.FORECAST
    return "the forecast of " if forecast else ""


def _position(gap: Fraction, size: str, resolved: Resolved, phrase: str, *, is_figure: bool) -> str:
    """`is 0.2 percentage points short of the 82% target`, `meets the 42% target`."""
    high = resolved.aim is not model.Aim.LOW
    edge = resolved.lower or resolved.upper
    strict = edge is not None and edge.operator in (model.Operator.UNDER, model.Operator.MORE_THAN)
    if gap == 0 and strict:
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
    if lower.value <= value <= upper.value:
        return f"is within {phrase}{_short_of_best(facts, resolved)}"
    past = lower.value - value if value < lower.value else value - upper.value
    word = "below" if value < lower.value else "above"
    side = -1 if value < lower.value else 1
    size = _size(past, facts, resolved, side, short=short)
    return f"is {size} {word} {phrase}{_beyond(facts, resolved, past, side)}"


def _beyond(facts: Facts, resolved: Resolved, past: Fraction, side: int | None = None) -> str:
    """How the rating follows from how far past the target the result is."""
    assert facts.level is not None and facts.counted is not None  # noqa: S101, PT018 - asked of rated results only
    rank, levels = facts.level.rank, resolved.scale.levels
    if resolved.limits == "levels":
        return f"; {_own_range(facts, resolved)}"
    if rank == 0 or resolved.limits == "none":
        return ""
    if resolved.limits == "floor":
        return _floor(facts, resolved, facts.counted)
    which = _away(resolved) if side is None else side
    red = facts.level == levels[-1]
    margin = margin_phrase(resolved, which, past, within=not red)
    if not margin:
        return ", and there is no amber on that side"
    if red:
        return f", more than its {margin} allows"
    if past == 0:
        return f", but is within its {margin}".rstrip(",")
    amount, edge = _amount(resolved, which), _left(resolved, which)
    at_limit = amount is not None and past == resolved.distance(amount, edge.value, None, "")
    return f", {'at the limit of' if at_limit else 'within'} its {margin}".rstrip(",")


def _amount(resolved: Resolved, side: int) -> model.Amount | None:
    amber = resolved.amber.value if resolved.amber else None
    if isinstance(amber, model.TwoMargins):
        amber = amber.below if side < 0 else amber.above
    return amber.amount if isinstance(amber, model.Margin) else None


def _floor(facts: Facts, resolved: Resolved, result: Fraction) -> str:
    floor, red = resolved.floor, facts.level == resolved.scale.levels[-1]
    assert floor is not None  # noqa: S101 - the limits are a floor
    value = resolved.value(floor.value.place, floor.origin, floor.value.text)
    place = floor.value.place
    if isinstance(place, model.Figure):
        shown = figure_phrase(place.name, facts, resolved)
    else:
        shown = f"the floor of {shower(resolved.unit, partial(number, beside=[result]))(value)}"
    if result == value:
        return f", {'and only at' if red else 'at'} {shown}"
    low = resolved.aim is model.Aim.LOW
    if red:
        return f", and {'beyond' if low else 'below'} {shown}"
    return f", but {'within' if low else 'above'} {shown}"


# ---- by the range of a level -----------------------------------------------------------------


def _by_range(facts: Facts, banding: Banding) -> str:
    resolved = banding.resolved
    counted = _counted(facts, resolved)
    return f"{_forecast_word(facts)}{_result(facts)}{counted} {_in_range(facts, resolved)}"


def _in_range(facts: Facts, resolved: Resolved) -> str:
    one = _written_range(facts, resolved)
    if isinstance(one.ranged, model.Rest) or resolved.quantum is not None:
        return f"is in the range of {one.level}, {_range_words(facts, one, resolved)}"
    words = _with_numbers(one.text, facts, resolved)
    if not isinstance(one.ranged, model.Between):
        return f"is {words}"
    inner = _nearest_inside(one, resolved)
    outside = f"outside {_with_numbers(inner.text, facts, resolved)}, " if inner else ""
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


def _with_numbers(text: str, facts: Facts, resolved: Resolved) -> str:
    """The author's words of a range, each figure with its number."""
    names = sorted(resolved.figures, key=len, reverse=True)
    if not names:
        return text
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return named.sub(lambda match: figure_phrase(match[0], facts, resolved), text)


def _own_range(facts: Facts, resolved: Resolved) -> str:
    """What the level's own range is, after the distance from the target has been said."""
    one = _written_range(facts, resolved)
    return f"{one.level} is {_range_words(facts, one, resolved)}"


def _range_words(facts: Facts, one: LevelRange, resolved: Resolved) -> str:
    """The author's words, or for `rest` the numbers that are left, before any rounding."""
    if not isinstance(one.ranged, model.Rest):
        return one.text
    assert facts.banding is not None and facts.rated is not None  # noqa: S101, PT018 - asked of rated results only
    pieces = facts.banding.partition.pieces()
    piece = next(piece for piece, _ in pieces if facts.rated in piece)
    before = " before rounding" if resolved.quantum is not None else ""
    return in_words(piece, shower(resolved.unit, partial(number, beside=[facts.rated]))) + before


def _short_of_best(facts: Facts, resolved: Resolved) -> str:
    """Why a result inside the target band is not at the best level: levels may ask for more."""
    assert facts.level is not None  # noqa: S101 - asked of rated results only
    better = any(one.level.rank < facts.level.rank for one in resolved.ranges)
    return f"; {_own_range(facts, resolved)}" if better else ""


def _written_range(facts: Facts, resolved: Resolved) -> LevelRange:
    return next(one for one in resolved.ranges if one.level == facts.level)


# ---- run rates -------------------------------------------------------------------------------


def _run_rate(facts: Facts, banding: Banding) -> str:
    """`699.0k visits in eight months points to about 1.05m in the year, more than ...`."""
    resolved, standing = banding.resolved, facts.standing
    assert standing is not None and facts.projected is not None and facts.measure is not None  # noqa: S101, PT018 - a run rate has all
    months = standing.span.months
    in_months = f"{count_word(months)} month{'' if months == 1 else 's'}"
    starts = facts.measure.year_starts
    whole = standing.target_span.months == 12  # noqa: PLR2004 - months of a year
    over = "the year" if whole else standing.target_span.text(starts)
    edges = [edge / (banding.moved_by or 1) for edge in facts.edges]
    about = projected(facts.projected, facts.cell.text, edges)
    if resolved.unit.kind in ("money", "percent"):
        about = with_unit(about, resolved.unit)
    opening = f"{_result(facts)} in {in_months} points to about {about} in {over}"
    gap = facts.gap(facts.projected)
    if gap is None:
        one = _written_range(facts, resolved)
        known = not isinstance(one.ranged, model.Rest) and resolved.quantum is None
        return f"{opening}, which is {one.text if known else f'in the range of {one.level}'}"
    phrase, _ = reference(facts, resolved)
    high = resolved.aim is model.Aim.HIGH
    if resolved.aim is model.Aim.BAND:
        inside = gap >= 0
        position = f"within {phrase}" if inside else f"outside {phrase}"
    elif gap == 0:
        position = f"exactly {phrase}"
    elif gap > 0:
        position = f"{'more than' if high else 'less than'} {phrase}"
    else:
        position = f"{'short of' if high else 'more than'} {phrase}"
    return f"{opening}, {position}{_run_rate_margin(facts, resolved)}"


def _run_rate_margin(facts: Facts, resolved: Resolved) -> str:
    assert facts.level is not None and facts.projected is not None  # noqa: S101, PT018 - a run rate has both
    if resolved.limits == "levels":
        return f"; {_own_range(facts, resolved)}"
    if facts.level.rank == 0 or resolved.limits == "none":
        return ""
    if resolved.limits == "floor":
        return _floor(facts, resolved, facts.projected)
    high = resolved.aim is not model.Aim.LOW
    below = resolved.aim is model.Aim.HIGH or (
        resolved.lower is not None and facts.projected < resolved.lower.value
    )
    margin = margin_phrase(resolved, -1 if below else 1)
    if facts.level == resolved.scale.levels[-1]:
        return f" by more than its {margin} allows" if high else f", beyond its {margin}".rstrip(",")
    return f" but within its {margin}".rstrip(",")


# ---- cautions --------------------------------------------------------------------------------


_CAUTIONS = {
    "counts-disagree": "The counts given, {numerator} of {denominator}, make {made}, not {printed}.",
    "counts-of-none": "The counts given, {numerator} of {denominator}, make no result.",
    "counts-approximate": "The counts are rounded, so the figure they make is approximate.",
    "forecast-assumed": "It is taken as the full-year forecast, though the report does not call it one.",
    "early-run-rate": "A run rate from so early in the year is a weak guide.",
    "period-differs": "The result says {says}, the row {row}.",
    "figures-differ": "The rule gives the {figure} as {rule}, the results as {row}.",
    "earlier-row-differs": "The results give {figure} as {row}, the earlier row as {earlier}.",
    "provisional": "The result is provisional.",
    "not-due-but-given": "The status says {status}, but a result is given: it is not used.",
}
"""Each caution by its stable code, with the facts it speaks of."""


def caution_text(caution: Caution) -> str:
    """A caution in a sentence."""
    return _CAUTIONS[caution.code].format_map(dict(caution.facts))
