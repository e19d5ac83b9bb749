"""Levels in words: the whole partition, written as one range for each level.

The narrower range wins, so every level above the rest may be said from its good side ("at
least 80"), and every level below it from its bad side ("under 80"); the level in between
takes the rest, or either.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from ragengine.strategies.amounts import Start
from ragengine.strategies.choosing import Draw, flag, pick, rising, shuffled, whole
from ragengine.strategies.ladders import (
    MULTIPLES,
    Rung,
    draw_multiples,
    draw_numbers_apart,
    gap_of_ways,
    rungs_around_a_number,
    rungs_of_distances,
    rungs_of_figures,
    rungs_of_numbers,
    rungs_of_shares,
    rungs_of_ways,
)
from ragengine.strategies.numbers import steps_between
from ragengine.strategies.settings import Setting, numeral

Levels = dict[str, str]

_THREE = 3


@frozen
class Way:
    """A way to the target that levels may measure; without a length, results bring its ends."""

    length: Fraction | None = None


def draw_absolute_levels(draw: Draw, setting: Setting, names: Sequence[str]) -> Levels:
    """Ranges in numbers for the names, best first."""
    count = len(names) - 1
    if setting.rounds_to is not None and not setting.as_quoted and not setting.run_rate and flag(draw):
        return _printed_bands(draw, setting, names)
    if setting.rounds_to is None and len(names) == _THREE and flag(draw):
        return _from_ladder(draw, setting, rungs_around_a_number(draw, setting), names)
    return _from_ladder(draw, setting, rungs_of_numbers(draw, setting, count), names)


def _printed_bands(draw: Draw, setting: Setting, names: Sequence[str]) -> Levels:
    """Bands as they are printed, `0 to 4`, `5 to 9`: rounding joins them, but no run rate does."""
    quantum = setting.rounds_to or Fraction(1)
    first, last = steps_between(quantum, setting.low + 2 * quantum, setting.high - 2 * quantum)
    steps = rising(draw, first, last, len(names) - 1, 2)
    starts = [numeral(step, quantum, setting.measured.kind).text for step in steps]
    ends = [numeral(step - 1, quantum, setting.measured.kind).text for step in steps]
    ranges = [f"at most {ends[0]}"]
    ranges += [f"{low} to {high}" for low, high in zip(starts, ends[1:], strict=False)]
    ranges.append(f"at least {starts[-1]}")
    if setting.aim != "low":
        ranges.reverse()
    return _in_any_order(draw, names, ranges)


def draw_relative_levels(
    draw: Draw, setting: Setting, names: Sequence[str], start: Start, way: Way | None = None
) -> Levels:
    """Ranges measured from one figure, for any aim but a band; perhaps on the way to it."""
    count = len(names) - 1
    ways = ["distances"]
    if start.number is None or start.number > setting.apart * 10:
        ways.append("shares")
    if start.number is None:
        ways.append("figures")
    if way is not None:
        ways.append("ways")
    chosen = pick(draw, ways)
    if way is not None and chosen == "ways":
        rungs = rungs_of_ways(draw, count, gap_of_ways(setting, way.length))
    elif chosen == "shares":
        rungs = rungs_of_shares(draw, setting, count, start)
    elif chosen == "figures":
        rungs = rungs_of_figures(draw, setting, count)
    else:
        rungs = rungs_of_distances(draw, setting, count, start)
    return _from_ladder(draw, setting, rungs, names)


def draw_band_levels(draw: Draw, setting: Setting, names: Sequence[str]) -> Levels:
    """Ranges inside each other, the best in the middle, and the rest outside."""
    inner = len(names) - 1
    numbers = draw_numbers_apart(draw, setting, 2 * inner)
    ending = pick(draw, setting.measured.endings)
    ranges = []
    low, high = numbers[inner - 1], numbers[inner]
    if setting.rounds_to is None and flag(draw):
        ranges.append(f"exactly {low.text}{ending}")
        high = low
    for depth in range(len(ranges), inner):
        side = pick(draw, ("both", "low", "high")) if depth else "both"
        low = numbers[inner - 1 - depth] if side != "high" else low
        high = numbers[inner + depth] if side != "low" else high
        ways = [f"{low.text} to {high.text}", *([f"{low.text}-{high.text}"] if low.value >= 0 else [])]
        if depth and depth == inner - 1:
            ways += [f"at least {low.text}", f"at most {high.text}"]
        ranges.append(pick(draw, ways) + ending)
    return _in_any_order(draw, names, [*ranges, "rest"])


def draw_levels_around(draw: Draw, setting: Setting, names: Sequence[str], start: Start) -> Levels:
    """Ranges around a figure, or around the target's band, and the rest outside."""
    amount = draw_multiples(draw, setting, start, within=start.name != "target")
    if start.name == "target":
        ranges = ["no worse than target"]
        ranges += [f"{pick(draw, ('at most', 'under'))} {amount[n]} worse than target" for n in MULTIPLES]
    else:
        ranges = [f"within {amount[n]} of {start.name}" for n in MULTIPLES]
    return _in_any_order(draw, names, [*ranges[: len(names) - 1], "rest"])


# ---- from a ladder -----------------------------------------------------------------------------


def _from_ladder(draw: Draw, setting: Setting, rungs: Sequence[Rung], names: Sequence[str]) -> Levels:
    """A range for each of n + 1 names, best first, that n rungs part."""
    last = len(rungs)
    middle = whole(draw, 0, last)
    ranges = []
    for piece in range(last + 1):
        ways = ["rest"] if piece == middle else []
        if piece <= middle and piece < last:
            ways.append(rungs[piece].good)
        if piece >= middle and piece > 0:
            ways.append(rungs[piece - 1].bad)
        if 0 < piece < last:
            ways += _between(setting, rungs[piece - 1], rungs[piece])
        ranges.append(pick(draw, ways))
    return _in_any_order(draw, names, ranges)


def _between(setting: Setting, better: Rung, worse: Rung) -> list[str]:
    """`A to B` for the piece between two numbers, where both belong to it."""
    if not better.edge or better.included or not worse.included:
        return []
    low, high = (better, worse) if setting.aim == "low" else (worse, better)
    if low.edge == high.edge:
        return [f"exactly {low.edge}"]
    return [f"{low.edge} to {high.edge}{low.bracket}"]


def _in_any_order(draw: Draw, names: Sequence[str], ranges: Sequence[str]) -> Levels:
    return dict(shuffled(draw, list(zip(names, ranges, strict=True))))
