"""Levels in words: the whole partition, written as one range for each level.

A *ladder* is the places where levels part, the best first. Each place can be said from its
good side ("at least 80") and from its bad side ("under 80"). The narrower range wins, so every
level above the rest may be said from its good side, and every level below it from its bad
side; the level in between takes the rest, or either.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st

from ragengine.exact import plain
from ragengine.strategies.amounts import Start, least_share, percentages
from ragengine.strategies.numbers import steps_between
from ragengine.strategies.settings import Numeral, Setting, distances, numeral, written
from ragengine.strategies.targets import SPANS

Levels = dict[str, str]


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


# ---- levels from a ladder ----------------------------------------------------------------------


@st.composite
def _from_ladder(draw: st.DrawFn, rungs: Sequence[Rung], names: Sequence[str], *, upwards: bool) -> Levels:
    """A range for each of n + 1 names, best first, that n rungs part; in any order."""
    last = len(rungs)
    middle = draw(st.integers(0, last))
    ranges = []
    for piece in range(last + 1):
        ways = []
        if piece == middle:
            ways.append("rest")
        if piece <= middle and piece < last:
            ways.append(rungs[piece].good)
        if piece >= middle and piece > 0:
            ways.append(rungs[piece - 1].bad)
        if 0 < piece < last:
            ways += _between(rungs[piece - 1], rungs[piece], upwards=upwards)
        ranges.append(draw(st.sampled_from(ways)))
    pairs = list(zip(names, ranges, strict=True))
    return dict(draw(st.permutations(pairs)))


def _between(better: Rung, worse: Rung, *, upwards: bool) -> list[str]:
    """`A to B` for the piece between two rungs, where both its ends belong to it."""
    if not (better.edge and worse.edge) or better.included or not worse.included:
        return []
    low, high = (worse, better) if upwards else (better, worse)
    return [f"{low.edge} to {high.edge}{low.bracket}"]


# ---- ladders -----------------------------------------------------------------------------------


@st.composite
def rising(draw: st.DrawFn, first: int, last: int, count: int, gap: int) -> list[int]:
    """So many whole numbers between two, each at least a gap above the one before.

    >>> from hypothesis import find
    >>> find(rising(0, 100, 3, 10), lambda numbers: True)
    [0, 10, 20]
    """
    numbers: list[int] = []
    low = first
    for more in range(count - 1, -1, -1):
        numbers.append(draw(st.integers(low, last - more * gap)))
        low = numbers[-1] + gap
    return numbers


@st.composite
def _numbers_apart(draw: st.DrawFn, setting: Setting, count: int) -> list[Numeral]:
    """Rising numbers inside the domain, far enough apart to keep round numbers between them."""
    margin = setting.apart
    grids = []
    for quantum in setting.measured.quanta:
        first, last = steps_between(quantum, setting.low + margin + quantum, setting.high - margin - quantum)
        gap = max(1, math.ceil(setting.apart / quantum))
        if first + (count - 1) * gap <= last:
            grids.append((quantum, first, last, gap))
    quantum, first, last, gap = draw(st.sampled_from(grids))
    steps = draw(rising(first, last, count, gap))
    return [numeral(step, quantum, setting.measured.kind) for step in steps]


@st.composite
def _rungs_of_numbers(draw: st.DrawFn, setting: Setting, count: int) -> list[Rung]:
    """`at least 80%` and `under 80%`, and so on."""
    numbers = draw(_numbers_apart(setting, count))
    bracket = draw(st.sampled_from(("", "", *(f" ({span})" for span in SPANS))))
    rungs = []
    upwards = setting.aim != "low"
    for number in reversed(numbers) if upwards else numbers:
        edge = draw(written(number, setting))
        included = draw(st.booleans())
        good, bad = _halves(setting, included=included)
        rungs.append(Rung(f"{good} {edge}{bracket}", f"{bad} {edge}{bracket}", edge, bracket, included))
    return rungs


@st.composite
def _rungs_of_distances(draw: st.DrawFn, setting: Setting, count: int, start: Start) -> list[Rung]:
    """`at most 2 points worse than target`, `no worse than last year`, `more than 5% better than ...`."""
    steps = draw(rising(-3, 3, count, 1))
    amount = draw(_multiples(setting, start))
    words = [("below", "above") if setting.aim == "low" else ("above", "below")]
    if setting.aim != "none":
        words.append(("better than", "worse than"))
    better, worse = draw(st.sampled_from(words))
    rungs = []
    for step in reversed(steps):
        included = draw(st.booleans())
        if step == 0:
            rungs.append(_at_the_figure(setting, start, judged=better == "better than", included=included))
            continue
        beyond = ("at least", "under") if included else ("more than", "at most")
        within = ("at most", "more than") if included else ("under", "at least")
        good, bad = beyond if step > 0 else within
        words = f"{amount[abs(step)]} {better if step > 0 else worse} {start.name}"
        rungs.append(Rung(f"{good} {words}", f"{bad} {words}"))
    return rungs


def _at_the_figure(setting: Setting, start: Start, *, judged: bool, included: bool) -> Rung:
    """The rung at the figure itself; where it is left out, its bad side has no words of its own."""
    good, bad = _halves(setting, included=included)
    if not judged:
        return Rung(f"{good} {start.name}", f"{bad} {start.name}")
    if included:
        return Rung(f"no worse than {start.name}", f"worse than {start.name}")
    return Rung(f"better than {start.name}", f"{bad} {start.name}")


def _halves(setting: Setting, *, included: bool) -> tuple[str, str]:
    """The operators that say the good and the bad side of an edge, the good one with it or not."""
    if setting.aim == "low":
        return ("at most", "more than") if included else ("under", "at least")
    return ("at least", "under") if included else ("more than", "at most")


@st.composite
def _multiples(draw: st.DrawFn, setting: Setting, start: Start, *, within: bool = False) -> dict[int, str]:
    """An amount once, twice, three times: in the own unit, as shares or as events.

    After `within` a share is bare, and a bare share is no amount on a percentage.
    """
    ways = ["own"]
    percent = setting.measured.kind == "percent"
    least = least_share(setting, start)
    if least is not None and not (within and percent):
        ways.append("share")
    if setting.measured.events:
        ways.append("events")
    way = draw(st.sampled_from(ways))
    if way == "own":
        one = draw(distances(setting))
        ending = draw(st.sampled_from(setting.measured.amounts))
        times = {
            n: numeral(n * int(one.value / one.quantum), one.quantum, setting.measured.kind)
            for n in (1, 2, 3)
        }
        return {n: times[n].text + ending for n in times}
    if way == "share" and least is not None:
        one_share = Fraction(draw(percentages(min_value=least, max_value=least + 20)))
        named = [] if within else [f" of {start.name}"]
        of = draw(st.sampled_from(named if percent else ["", *named]))
        return {n: f"{plain(n * one_share)}%{of}" for n in (1, 2, 3)}
    least_events = 1
    if start.one_event is not None:
        least_events = max(1, math.ceil(setting.apart / start.one_event + Fraction(1, 2)))
    events = draw(st.integers(least_events, least_events + 10))
    return {n: f"{n * events} {setting.measured.events}" for n in (1, 2, 3)}


@st.composite
def _rungs_of_shares(draw: st.DrawFn, setting: Setting, count: int, start: Start) -> list[Rung]:
    """`at least 110% of target` and `under 110% of target`, and so on."""
    gap = 1 if start.number is None else max(1, math.ceil(100 * setting.apart / start.number))
    shares = draw(rising(50, 150 + count * gap, count, gap))
    upwards = setting.aim != "low"
    rungs = []
    for share in reversed(shares) if upwards else shares:
        included = draw(st.booleans())
        good, bad = _halves(setting, included=included)
        edge = f"{share}% of {start.name}"
        rungs.append(Rung(f"{good} {edge}", f"{bad} {edge}"))
    return rungs


@st.composite
def _rungs_of_ways(draw: st.DrawFn, count: int, gap: int, end: str) -> list[Rung]:
    """`at least 90% of the way from baseline to target` and its other side."""
    shares = draw(rising(10, 120 + count * gap, count, gap))
    rungs = []
    for share in reversed(shares):
        included = draw(st.booleans())
        good, bad = ("at least", "under") if included else ("more than", "at most")
        edge = f"{share}% of the way from baseline to {end}"
        rungs.append(Rung(f"{good} {edge}", f"{bad} {edge}"))
    return rungs


@st.composite
def _rungs_of_figures(draw: st.DrawFn, setting: Setting, count: int) -> list[Rung]:
    """Figures of the results as edges, such as quartiles."""
    names = draw(st.permutations(setting.figures))[:count]
    good, bad = _halves(setting, included=True)
    return [Rung(f"{good} {name}", f"{bad} {name}") for name in names]


# ---- levels ------------------------------------------------------------------------------------


@st.composite
def absolute_levels(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Levels:
    """Ranges in numbers for the names, best first."""
    printed = setting.rounds_to is not None and not setting.as_quoted and not setting.run_rate
    if printed and draw(st.booleans()):
        return draw(_printed_bands(setting, names))
    rungs = draw(_rungs_of_numbers(setting, len(names) - 1))
    return draw(_from_ladder(rungs, names, upwards=setting.aim != "low"))


@st.composite
def _printed_bands(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Levels:
    """Bands as they are printed, `0 to 4`, `5 to 9`: rounding joins them, but no run rate does."""
    quantum = setting.rounds_to or Fraction(1)
    first, last = steps_between(quantum, setting.low + 2 * quantum, setting.high - 2 * quantum)
    steps = draw(rising(first, last, len(names) - 1, 2))
    kind = setting.measured.kind
    starts = [numeral(step, quantum, kind).text for step in steps]
    ends = [numeral(step - 1, quantum, kind).text for step in steps]
    ranges = [f"at most {ends[0]}"]
    ranges += [f"{low} to {high}" for low, high in zip(starts, ends[1:], strict=False)]
    ranges.append(f"at least {starts[-1]}")
    if setting.aim != "low":
        ranges.reverse()
    return dict(draw(st.permutations(list(zip(names, ranges, strict=True)))))


@st.composite
def relative_levels(
    draw: st.DrawFn,
    setting: Setting,
    names: Sequence[str],
    start: Start,
    *,
    way_length: Fraction | None = None,
) -> Levels:
    """Ranges measured from one figure, for any aim but a band.

    With `way_length`, the way from baseline to target may be used too; 0 is a way whose ends
    the results bring.
    """
    count = len(names) - 1
    ways = ["distances"]
    if start.number is None or start.number > setting.apart * 10:
        ways.append("shares")
    if start.number is None:
        ways.append("figures")
    if way_length is not None:
        ways.append("ways")
    way = draw(st.sampled_from(ways))
    if way == "distances":
        rungs = draw(_rungs_of_distances(setting, count, start))
    elif way == "shares":
        rungs = draw(_rungs_of_shares(setting, count, start))
    elif way == "figures":
        rungs = draw(_rungs_of_figures(setting, count))
    else:
        gap = max(1, math.ceil(100 * setting.apart / way_length)) if way_length else 1
        rungs = draw(_rungs_of_ways(count, gap, start.name))
    return draw(_from_ladder(rungs, names, upwards=setting.aim != "low"))


@st.composite
def band_levels(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Levels:
    """Ranges inside each other, the best in the middle, and the rest outside."""
    inner = len(names) - 1
    numbers = draw(_numbers_apart(setting, 2 * inner))
    ranges = []
    for depth in range(inner):
        low, high = numbers[inner - 1 - depth], numbers[inner + depth]
        ways = (
            [f"{low.text} to {high.text}", f"{low.text}-{high.text}"]
            if low.value >= 0
            else [f"{low.text} to {high.text}"]
        )
        if depth and depth == inner - 1:
            ways += [f"at least {low.text}", f"under {high.text}"]
        ranges.append(draw(st.sampled_from(ways)) + draw(st.sampled_from(setting.measured.endings)))
    return dict(draw(st.permutations(list(zip(names, [*ranges, "rest"], strict=True)))))


@st.composite
def levels_around(draw: st.DrawFn, setting: Setting, names: Sequence[str], start: Start) -> Levels:
    """Ranges around a figure, or around the target's band, and the rest outside."""
    amount = draw(_multiples(setting, start, within=start.name != "target"))
    if start.name == "target":
        words = [f"{{}} {amount[n]} worse than target" for n in (1, 2)]
        ranges = [
            "no worse than target",
            *(one.format(draw(st.sampled_from(("at most", "under")))) for one in words),
        ]
    else:
        ranges = [f"within {amount[n]} of {start.name}" for n in (1, 2, 3)]
    pairs = list(zip(names, [*ranges[: len(names) - 1], "rest"], strict=True))
    return dict(draw(st.permutations(pairs)))
