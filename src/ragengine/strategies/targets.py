"""Targets and floors in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from ragengine.exact import plain
from ragengine.strategies.amounts import draw_percentage
from ragengine.strategies.choosing import Draw, flag, pick, shuffled, whole
from ragengine.strategies.settings import (
    Numeral,
    Setting,
    draw_distance,
    draw_number,
    draw_written,
)

SPANS = ("Apr-Nov", "Q1", "H1", "full year", "Nov")
"""Parts of the year as brackets say them, in a year that starts in April."""

NO_TARGETS = ("TBC", "no survey", "none", "to be confirmed", "for information only")
"""What a target says where there is none."""

_OPERATORS = {
    "high": ("at least", "more than", ">=", "over", "no less than"),
    "low": ("at most", "under", "<=", "fewer than", "no more than"),
}
"""Operators that go with an aim."""

_OFTEN_NONE = ("", "", "")


@frozen
class Target:
    """A target in words, with what is known about it.

    `low` and `high` are its edges where the rule says their numbers, one number twice for a
    threshold; `quantum` the place that it is quoted to. `figures` are what the rule says for
    the figures that it names, `events` those in its bracket.
    """

    text: str
    low: Fraction | None = None
    high: Fraction | None = None
    quantum: Fraction | None = None
    events: int | None = None
    figures: Mapping[str, str] = field(factory=dict)


def draw_target(draw: Draw, setting: Setting) -> Target:
    """A target as the aim asks for: one number, or a band.

    Where results are rounded as quoted, it is one that can be quoted.
    """
    if setting.aim == "band":
        ways = [_band_of_numbers, _band_between_figures]
        return pick(draw, ways if setting.as_quoted else [*ways, _band_of_figures])(draw, setting)
    ways = [_number, _figure]
    return pick(draw, ways if setting.as_quoted else [*ways, _share, _beside, _way])(draw, setting)


def _operator(draw: Draw, setting: Setting) -> str:
    """An operator that goes with the aim, or none."""
    both = (*_OPERATORS["high"], *_OPERATORS["low"])
    word = pick(draw, (*_OFTEN_NONE, *_OPERATORS.get(setting.aim, both)))
    return f"{word} " if word else ""


def draw_bracket(draw: Draw) -> str:
    """The part of the year that a number covers; mostly not said."""
    span = pick(draw, (*_OFTEN_NONE, *SPANS))
    return f" ({span})" if span else ""


def draw_figure(
    draw: Draw, setting: Setting, *, positive: bool = False
) -> tuple[str, Numeral | None, dict[str, str]]:
    """A figure by name; its number, or None where results bring it; what the rule says of it."""
    name = pick(draw, setting.figures)
    least = max(setting.low, Fraction(0)) + max(setting.measured.quanta) if positive else None
    number = draw_number(draw, setting, least)
    bracket = pick(draw, (*_OFTEN_NONE, " (2022-23)", " (1 January 2023)", " (Apr-Nov)"))
    said = draw_written(draw, setting, number) + bracket
    return (name, None, {}) if flag(draw) else (name, number, {name: said})


# ---- one number --------------------------------------------------------------------------------


def _number(draw: Draw, setting: Setting) -> Target:
    """`82%`, `under 585.0`, `266.7k (Apr-Nov)`, `under 4.1 (17 admissions)`."""
    number = draw_number(draw, setting)
    text = _operator(draw, setting) + draw_written(draw, setting, number) + draw_bracket(draw)
    events = None
    if setting.measured.events and number.value > 0 and flag(draw):
        events = whole(draw, 1, 60)
        text += f" ({events} {setting.measured.events})"
    return Target(text, number.value, number.value, number.quantum, events)


def _figure(draw: Draw, setting: Setting) -> Target:
    """`last year`, `maintain last year`, `national average`."""
    name, number, figures = draw_figure(draw, setting)
    text = pick(draw, ("", "maintain ")) or _operator(draw, setting)
    target = Target(text + name, figures=figures)
    return evolve(target, low=number.value, high=number.value, quantum=number.quantum) if number else target


def _share(draw: Draw, setting: Setting) -> Target:
    """`110% of last year`."""
    name, number, figures = draw_figure(draw, setting, positive=True)
    percent = draw_percentage(draw)
    value = None if number is None else number.value * percent / 100
    return Target(f"{_operator(draw, setting)}{plain(percent)}% of {name}", value, value, figures=figures)


def _beside(draw: Draw, setting: Setting) -> Target:
    """`2 points above last year`."""
    name, number, figures = draw_figure(draw, setting)
    distance, words = draw_distance(draw, setting)
    better = {"high": "better than", "low": "worse than"}.get(setting.aim, "above")
    worse = {"high": "worse than", "low": "better than"}.get(setting.aim, "below")
    side = pick(draw, ("above", "below", better, worse))
    way = 1 if side in ("above", better) else -1
    value = None if number is None else number.value + way * distance.value
    return Target(f"{_operator(draw, setting)}{words} {side} {name}", value, value, figures=figures)


def _way(draw: Draw, setting: Setting) -> Target:
    """A share of the way between two figures that results bring; an operator is the way's."""
    start, end = shuffled(draw, setting.figures)[:2]
    words = f"{plain(draw_percentage(draw))}% of the way from {start} to {end}"
    return Target(f"{_operator(draw, setting)}{words}")


# ---- bands -------------------------------------------------------------------------------------


def _band_of_numbers(draw: Draw, setting: Setting) -> Target:
    """`17-22%`, `17% to 22%`; both edges may be one number where results are not rounded past it."""
    coarsest = max(setting.measured.quanta)
    low = draw_number(draw, setting, None, setting.high - setting.apart - coarsest)
    high = draw_number(draw, setting, low.value + setting.apart)
    dash = pick(draw, (" to ", "-")) if low.value >= 0 else " to "
    ending = pick(draw, setting.measured.endings) + draw_bracket(draw)
    quantum = min(low.quantum, high.quantum)
    return Target(f"{low.text}{dash}{high.text}{ending}", low.value, high.value, quantum)


def _band_between_figures(draw: Draw, setting: Setting) -> Target:
    """A band from one figure of the results to another."""
    names = shuffled(draw, setting.figures)
    return Target(f"{names[0]} to {names[1]}")


def _band_of_figures(draw: Draw, setting: Setting) -> Target:
    """A band around a figure: `within 5 points of profile`, `within 6 admissions of plan`."""
    name, number, figures = draw_figure(draw, setting)
    distance, words = draw_distance(draw, setting)
    if number is None and setting.measured.kind != "percent" and flag(draw):
        events = setting.measured.events  # how far an event reaches, or a share, the results say
        words = f"{whole(draw, 1, 60)} {events}" if events else f"{plain(draw_percentage(draw))}%"
    forms = (f"within {words} of {name}", f"{words} below {name} to {words} above {name}")
    target = Target(pick(draw, forms), figures=figures)
    if number is None:
        return target
    return evolve(target, low=number.value - distance.value, high=number.value + distance.value)


# ---- floors ------------------------------------------------------------------------------------


def draw_floor(draw: Draw, setting: Setting, target: Target) -> str:
    """What `floor:` says beside a target of one number, on its bad side."""
    good = 1 if setting.aim == "high" else -1
    ways = ["number", "offset"] if target.low is not None else ["offset", "figure"]
    if target.low is None or target.low > setting.apart * 10:
        ways.append("share")
    way = pick(draw, ways)
    operator = _operator(draw, setting)
    distance, words = draw_distance(draw, setting)
    if way == "number" and target.low is not None:
        near = target.low - good * distance.value
        far = near - good * setting.measured.usual
        number = draw_number(draw, setting, min(near, far), max(near, far))
        return operator + draw_written(draw, setting, number)
    if way == "offset":
        return f"{operator}{words} {pick(draw, ('worse than', 'below' if good > 0 else 'above'))} target"
    if way == "share":
        least = 0 if target.low is None else 100 * setting.apart / target.low
        percent = draw_percentage(draw, least + 1, least + 50)
        return f"{operator}{plain(100 - good * percent)}% of target"
    return operator + pick(draw, setting.figures)
