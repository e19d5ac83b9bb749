"""The laws of cuts and partitions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ragengine.cuts import Cut, Partition, folded, partition
from ragengine.exact import (
    round_half_away,
    shortest,
    smallest_double_above,
)
from ragengine.properties.holding import hold


def every_number_has_exactly_one_rating(partition: Partition[Any], value: Fraction) -> None:
    """A number lies in one piece of a partition, and the label of that piece is its label.

    Source: *The line and its cuts*.
    """
    found = [label for piece, label in partition.pieces() if value in piece]
    shown = ", ".join(map(str, found)) or "no label"
    hold(len(found) == 1, f"{value} has {shown}, where it should have exactly one label")
    label = partition.label(value)
    hold(label == found[0], f"{value} is rated {label}, but lies in the piece that is {found[0]}")


def partitions_are_canonical(cuts: Sequence[Cut], labels: Sequence[Any], value: Fraction) -> None:
    """Made from rising cuts, equal ones too, and any labels, a partition has one form.

    Its cuts rise, its neighbours differ, and every number has the label that stands behind the
    last cut below it.

    Source: *The line and its cuts*.
    """
    made = partition(cuts, labels)
    rising = all(one < two for one, two in pairwise(made.cuts))
    hold(rising, f"the cuts {made.cuts} do not rise")
    merged = all(one != two for one, two in pairwise(made.labels))
    hold(merged, f"equal neighbours are left among the labels {made.labels}")
    expected = labels[sum(cut.is_below(value) for cut in cuts)]
    label = made.label(value)
    hold(label == expected, f"{value} has the label {label}, where {expected} stands behind the last cut")


def cuts_are_totally_ordered(one: Cut, two: Cut, three: Cut) -> None:
    """Of two cuts one comes first, unless they are equal; and no cut comes between out of turn.

    A number that lies above a cut lies above every earlier one.

    Source: *The line and its cuts*.
    """
    hold((one < two) + (one == two) + (one > two) == 1, f"{one} and {two} are in no order")
    if one <= two <= three:
        hold(
            one <= three,
            f"{one} comes before {two}, and that before {three}, but not the first before the last",
        )
    for number in (one.value, two.value, (one.value + two.value) / 2):
        if one <= two and two.is_below(number):
            hold(one.is_below(number), f"{number} lies above {two} but not above {one}, which comes first")


def doubles_rate_as_their_decimals(cut: Cut, double: float) -> None:
    """Comparing a double with the smallest double above a cut is exact.

    The answer is the one that its shortest decimal, the one that `repr` prints, would get.

    Source: *Numbers*.
    """
    threshold = smallest_double_above(cut.value, just_above=bool(cut.side))
    compared, exact = double >= threshold, cut.is_below(shortest(double))
    sides = {True: "above", False: "below"}
    hold(
        compared == exact,
        f"the double {double!r} compares as {sides[compared]} {cut}, but its decimal is {sides[exact]}",
    )


def folded_cuts_rate_as_rounding_does(cut: Cut, quantum: Fraction, value: Fraction) -> None:
    """A folded cut rates a number as the cut itself rates the rounded number.

    Source: *Comparing*.
    """
    rounded = round_half_away(value, quantum)
    hold(
        folded(cut, quantum).is_below(value) == cut.is_below(rounded),
        f"{value} is rounded to {rounded}, but the cut {cut} folded by {quantum} rates it otherwise",
    )


def moved_cuts_rate_as_scaling_does(partition: Partition[Any], factor: Fraction, value: Fraction) -> None:
    """A partition whose cuts a run rate moves rates a result as it rates the projected result.

    Source: *Like with like*.
    """
    moved = partition.times(factor).label(value)
    projected = partition.label(value / factor)
    hold(
        moved == projected,
        f"{value} is {moved} by the cuts moved by {factor}, but projected it is {projected}",
    )
