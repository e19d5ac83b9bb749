"""The laws of writing: what is written reads back as the same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ragengine.cuts import Cut, Partition, below
from ragengine.engine import MeasureInContext
from ragengine.exact import plain, read_plain
from ragengine.periods import Year, read_year
from ragengine.properties.holding import hold, shown
from ragengine.rating import Level
from ragengine.reading.years import read_year_key
from ragengine.results import Result
from ragengine.strategies import read_rules
from ragengine.strategies.near import can_be_written


def written_numbers_read_back(value: Fraction) -> None:
    """A decimal written in plain digits, with commas, reads as the same number."""
    text = plain(value)
    hold(read_plain(text)[0] == value, f"{value} is written {text}, which reads as {read_plain(text)[0]}")


def written_years_read_back(year: Year) -> None:
    """A year reads back from its text, alone and as a key among years."""
    hold(read_year(str(year)) == year, f"{year!r} is written {year}, which reads as {read_year(str(year))!r}")
    forms = {f"{year}": (year, year), f"from {year}": (year, None), f"to {year}": (None, year)}
    for text, ends in forms.items():
        key = read_year_key(text)
        found = None if key is None else (key.first, key.last)
        hold(found == ends, f"the key `{text}` reads as {found}")


def written_partitions_read_back(partition: Partition[Level]) -> None:
    """A partition written as levels, in words, reads as the same partition.

    Each level is one range, so its labels must be different ones; they are described, and not
    judged, so they may stand in any order.
    """
    names = [label.name for label in partition.labels]
    if len(set(names)) < len(names):
        raise ValueError("a level is one range: the labels of the partition must be different ones")
    text = _rule_text(partition, names)
    again = read_rules(text).hold("written").partition
    found = None if again is None else Partition(again.cuts, tuple(label.name for label in again.labels))
    expected = Partition(partition.cuts, tuple(names))
    hold(found == expected, f"{shown(expected)} reads back as {shown(found)} from\n{text}")


def rules_read_back_from_their_text(held: MeasureInContext, row: Result) -> None:
    """What a rule comes to for a row, written as levels in words, rates its number the same.

    Each piece of the line is written as a level of its own, with the cuts as they stand after
    rounding and run rates. Cuts that no decimal can say are not asked.

    Source: *The line and its cuts*.
    """
    verdict = held.rate(row)
    partition, value = verdict.partition, verdict.value
    if partition is None or value is None or not all(can_be_written(cut.value) for cut in partition.cuts):
        return
    names = [f"piece {number}" for number, _ in enumerate(partition.labels, 1)]
    text = _rule_text(partition, names)
    piece = str(read_rules(text).hold("written").rate(value).rating)
    answer = partition.labels[names.index(piece)] if piece in names else piece
    hold(
        answer == verdict.rating,
        f"{row.value!r} is {verdict.rating}, but {answer} by its cuts, written as\n{text}",
        expected=answer,
        got=verdict.rating,
    )


def _rule_text(partition: Partition[Any], names: Sequence[str]) -> str:
    """A partition as a rule whose levels have these names, from the left."""
    levels = "".join(
        f"      {name}: {_in_words(piece.lower, piece.upper)}\n"
        for name, (piece, _) in zip(names, partition.pieces(), strict=True)
    )
    return (
        f"ragengine: 1\nscales: {{written: [{', '.join(names)}]}}\nmeasures:\n  written:\n    aim: none\n"
        f"    unit: index\n    domain: any\n    scale: written\n    levels:\n{levels}"
    )


def _in_words(lower: Cut | None, upper: Cut | None) -> str:
    """A piece as a range: one side where the piece has one, `A to B`, or what lies within.

    What lies between two cuts and is no `A to B` is the rest of the others, but there is only
    one rest: so it is said from its lower side, and the pieces above it are narrower.
    """
    if lower is None:
        return "rest"
    if upper is not None and lower == below(lower.value) and upper.side:
        exact = lower.value == upper.value
        return f"exactly {plain(lower.value)}" if exact else f"{plain(lower.value)} to {plain(upper.value)}"
    return f"{'more than' if lower.side else 'at least'} {plain(lower.value)}"
