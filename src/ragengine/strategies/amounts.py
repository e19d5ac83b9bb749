"""Amounts and margins in words: how far from a figure."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from attrs import frozen

from ragengine.exact import plain
from ragengine.strategies.choosing import Draw, flag, pick, whole
from ragengine.strategies.settings import Setting, draw_distance

_WIDEST = 50
"""The largest share, in percent, that a margin starts from."""


@frozen
class Start:
    """What amounts are measured from: a figure, its number where it is known, one event.

    A band's number is that of its lower edge, since a share of the upper one is wider. `given`
    are the figures whose numbers the rule says, so that nothing else is measured by them.
    """

    name: str = "target"
    number: Fraction | None = None
    one_event: Fraction | None = None
    given: tuple[str, ...] = ()


def draw_percentage(draw: Draw, first: Fraction | int = 1, last: Fraction | int = 200) -> Fraction:
    """A percentage with at most one decimal."""
    places = pick(draw, (1, 10)) if math.ceil(first) <= math.floor(last) else 10
    return Fraction(whole(draw, math.ceil(first * places), math.floor(last * places)), places)


def least_share(setting: Setting, start: Start) -> Fraction | None:
    """The smallest share in percent that holds a round number; None where no share will do."""
    if start.number is None:
        return Fraction(1, 10)
    if start.number <= 0:
        return None
    least = max(Fraction(math.ceil(1000 * setting.apart / start.number), 10), Fraction(1, 10))
    return least if least <= _WIDEST else None


def least_events(setting: Setting, start: Start) -> int:
    """The fewest events that hold a round number, as far as the population is known."""
    if start.one_event is None:
        return 1
    return max(1, math.ceil(setting.apart / start.one_event + Fraction(1, 2)))


def draw_amount(draw: Draw, setting: Setting, start: Start) -> str:
    """An amount: `2 points`, `3 days`, `5% of target`, `5% of last year`, `6 admissions`."""
    if setting.reach is not None:
        return draw_distance(draw, setting)[1]
    least = least_share(setting, start)
    ways = ["own", *(["share"] if least is not None else []), "other"]
    if setting.measured.events:
        ways.append("events")
    way = pick(draw, ways)
    if way == "share" and least is not None:
        share = plain(draw_percentage(draw, least, least + _WIDEST))
        bare = setting.measured.kind != "percent" and flag(draw)
        return f"{share}%" if bare else f"{share}% of {start.name}"
    if way == "other":
        others = [name for name in setting.figures if name not in (start.name, *start.given)]
        return f"{plain(draw_percentage(draw, 1, _WIDEST))}% of {pick(draw, others)}"
    if way == "events":
        fewest = least_events(setting, start)
        return f"{whole(draw, fewest, fewest + 20)} {setting.measured.events}"
    return draw_distance(draw, setting)[1]


def _one_margin(draw: Draw, setting: Setting, start: Start) -> Any:
    """A margin on one side: an amount, its end included or not, or the wider of several."""
    form = pick(draw, ("", "under ", "at most ", "wider of", "narrower of"))
    if form.endswith("of"):
        return {form: [draw_amount(draw, setting, start) for _ in range(whole(draw, 1, 3))]}
    return form + draw_amount(draw, setting, start)


def draw_margin(draw: Draw, setting: Setting, start: Start) -> Any:
    """What `amber:` says: a margin, `none`, or a margin for each side."""
    form = pick(draw, ("one", "none", "sides"))
    if form == "none":
        return "none"
    margin = _one_margin(draw, setting, start)
    if form == "one":
        return margin
    bad, good = ("above", "below") if setting.aim == "low" else ("below", "above")
    other = pick(draw, ("", "none", "margin") if setting.aim == "band" else ("", "none"))
    if other == "margin":
        other = _one_margin(draw, setting, start)
    if setting.aim == "band" and flag(draw):
        bad, good = good, bad
    return {bad: margin, good: other} if other else {bad: margin}
