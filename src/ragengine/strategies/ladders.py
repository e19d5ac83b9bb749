"""Ladders: the places where levels part, the best first, each said from both of its sides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from ragengine.exact import plain
from ragengine.strategies.amounts import Start, draw_percentage, least_events, least_share
from ragengine.strategies.choosing import Draw, flag, pick, rising, shuffled, whole
from ragengine.strategies.numbers import steps_between
from ragengine.strategies.settings import (
    Numeral,
    Setting,
    draw_distance,
    draw_number,
    draw_written,
    numeral,
)
from ragengine.strategies.targets import draw_bracket

MULTIPLES = (1, 2, 3)
"""How many times an amount that a ladder is made of may be taken."""


@frozen
class Rung:
    """A place where two levels part, in words: what is at least as good, and what is worse.

    `edge` is its number where it is one, without its `bracket`; `included` whether the good
    side has it.
    """

    good: str
    bad: str
    edge: str = ""
    bracket: str = ""
    included: bool = True


def _rung(setting: Setting, edge: str, *, included: bool, bracket: str = "") -> Rung:
    """A rung at a number, or at what stands for one."""
    if setting.aim == "low":
        good, bad = ("at most", "more than") if included else ("under", "at least")
    else:
        good, bad = ("at least", "under") if included else ("more than", "at most")
    return Rung(f"{good} {edge}{bracket}", f"{bad} {edge}{bracket}", edge, bracket, included)


def draw_numbers_apart(draw: Draw, setting: Setting, count: int) -> list[Numeral]:
    """Rising numbers inside the domain, far enough apart to keep round numbers between them."""
    grids = []
    for quantum in setting.measured.quanta:
        margin = setting.apart + quantum
        first, last = steps_between(quantum, setting.low + margin, setting.high - margin)
        gap = max(1, math.ceil(setting.apart / quantum))
        grids.append((quantum, first, last, gap))
    quantum, first, last, gap = pick(draw, grids)
    steps = rising(draw, first, last, count, gap)
    return [numeral(step, quantum, setting.measured.kind) for step in steps]


def draw_multiples(draw: Draw, setting: Setting, start: Start, *, within: bool = False) -> Mapping[int, str]:
    """An amount once, twice, three times: in the own unit, as shares or as events.

    After `within` a share is bare, and a bare share is no amount on a percentage.
    """
    percent = setting.measured.kind == "percent"
    least = least_share(setting, start)
    ways = ["own"]
    if least is not None and not (within and percent):
        ways.append("share")
    if setting.measured.events:
        ways.append("events")
    way = pick(draw, ways)
    if way == "share" and least is not None:
        share = draw_percentage(draw, least, least + 20)
        bare = within or (not percent and flag(draw))
        return {times: f"{plain(times * share)}%{'' if bare else f' of {start.name}'}" for times in MULTIPLES}
    if way == "events":
        least_count = least_events(setting, start)
        events = whole(draw, least_count, least_count + 10)
        return {times: f"{times * events} {setting.measured.events}" for times in MULTIPLES}
    one, _ = draw_distance(draw, setting)
    ending = pick(draw, setting.measured.amounts)
    steps = int(one.value / one.quantum)
    kind = setting.measured.kind
    return {times: numeral(times * steps, one.quantum, kind).text + ending for times in MULTIPLES}


# ---- ladders of one kind -----------------------------------------------------------------------


def rungs_of_numbers(draw: Draw, setting: Setting, count: int) -> list[Rung]:
    """`at least 80%` and `under 80%`, and so on."""
    numbers = draw_numbers_apart(draw, setting, count)
    bracket = draw_bracket(draw)
    return [
        _rung(setting, draw_written(draw, setting, number), included=flag(draw), bracket=bracket)
        for number in (numbers if setting.aim == "low" else reversed(numbers))
    ]


def rungs_around_a_number(draw: Draw, setting: Setting) -> list[Rung]:
    """Better than a number, that number alone, and worse: for exact comparing only."""
    (number,) = draw_numbers_apart(draw, setting, 1)
    edge = draw_written(draw, setting, number)
    return [_rung(setting, edge, included=False), _rung(setting, edge, included=True)]


def rungs_of_distances(draw: Draw, setting: Setting, count: int, start: Start) -> list[Rung]:
    """`at most 2 points worse than target`, `no worse than last year`, `more than 3 days above ...`."""
    steps = rising(draw, -max(MULTIPLES), max(MULTIPLES), count, 1)
    amount = draw_multiples(draw, setting, start)
    along = ("below", "above") if setting.aim == "low" else ("above", "below")
    pairs = [along] if setting.aim == "none" else [("better than", "worse than"), along]
    better, worse = pick(draw, pairs)
    rungs = []
    for step in reversed(steps):
        included = flag(draw)
        if step == 0:
            rungs.append(_at_the_figure(setting, start, judged=better == "better than", included=included))
            continue
        beyond = ("at least", "under") if included else ("more than", "at most")
        near = ("at most", "more than") if included else ("under", "at least")
        good, bad = beyond if step > 0 else near
        words = f"{amount[abs(step)]} {better if step > 0 else worse} {start.name}"
        rungs.append(Rung(f"{good} {words}", f"{bad} {words}"))
    return rungs


def _at_the_figure(setting: Setting, start: Start, *, judged: bool, included: bool) -> Rung:
    """The rung at the figure itself; where it is left out, its bad side has no words of its own."""
    plain_rung = _rung(setting, start.name, included=included)
    if not judged:
        return Rung(plain_rung.good, plain_rung.bad)
    if included:
        return Rung(f"no worse than {start.name}", f"worse than {start.name}")
    return Rung(f"better than {start.name}", plain_rung.bad)


def rungs_of_shares(draw: Draw, setting: Setting, count: int, start: Start) -> list[Rung]:
    """`at least 110% of target` and `under 110% of target`, and so on."""
    gap = 1 if start.number is None else max(1, math.ceil(100 * setting.apart / start.number))
    shares = rising(draw, 50, 150 + count * gap, count, gap)
    return [
        _rung(setting, f"{share}% of {start.name}", included=flag(draw))
        for share in (shares if setting.aim == "low" else reversed(shares))
    ]


def rungs_of_ways(draw: Draw, count: int, gap: int) -> list[Rung]:
    """`at least 90% of the way from baseline to target` and its other side."""
    upwards = Setting(aim="high")
    rungs = []
    for share in reversed(rising(draw, 10, 120 + count * gap, count, gap)):
        rung = _rung(upwards, f"{share}% of the way from baseline to target", included=flag(draw))
        rungs.append(Rung(rung.good, rung.bad))
    return rungs


def rungs_of_figures(draw: Draw, setting: Setting, count: int) -> list[Rung]:
    """Figures of the results as edges, such as quartiles."""
    names = shuffled(draw, setting.figures)[:count]
    return [_rung(setting, name, included=True) for name in names]


def draw_baseline(draw: Draw, setting: Setting, target: Fraction) -> Numeral:
    """A baseline on the bad side of a target."""
    distance, _ = draw_distance(draw, setting)
    good = -1 if setting.aim == "low" else 1
    near = target - good * distance.value
    far = near - good * setting.measured.usual
    return draw_number(draw, setting, min(near, far), max(near, far))


def gap_of_ways(setting: Setting, length: Fraction | None) -> int:
    """How many percent of a way hold a round number; 1 where the results bring its ends."""
    return 1 if length is None else max(1, math.ceil(100 * setting.apart / length))
