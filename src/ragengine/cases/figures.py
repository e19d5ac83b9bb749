"""Figures for a row, where the ranges of a rule depend on them and no case brings any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ragengine.banding import Banding
from ragengine.cases.points import points_of
from ragengine.cases.printed import in_unit, some_result
from ragengine.cases.rows import row_of
from ragengine.engine import MeasureInContext
from ragengine.model import Number
from ragengine.rating import Reason
from ragengine.resolution.mentions import places_in_target
from ragengine.verdict import Verdict

_SHARES = (
    (10, 8, 6, 4, 2), (2, 4, 6, 8, 10), (10, 12, 8, 14, 6), (1, 1, 1, 1, 1),
    (15, 18, 20, 25, 30), (20, 16, 14, 12, 11), (100, 60, 40, 30, 20), (0, 5, 10, 15, 20),
)  # fmt: skip
"""Several figures one after another, as tenths of a usual number: falling, rising, on both sides.

A way from a baseline needs one on the far side of the target, which is above it where less is better.
"""

_SIZES = (1, 1_000)
"""So many times a usual number: a rule without a number of its own may speak of thousands."""

_POPULATION = "100,000"


def invented(held: MeasureInContext) -> tuple[Mapping[str, str], Banding] | None:
    """Cells for the figures that a context asks of a row, and the partition that they make.

    Of several such rows the one that leaves most to be tested; None where none makes ranges.
    """
    for size in _SIZES:
        found = [made for shares in _SHARES if (made := _made(held, shares, size)) is not None]
        if found:
            return max(found, key=lambda made: len(points_of(made[1])))
    return None


def why_never(held: MeasureInContext) -> str:
    """Why no figures that were tried make ranges; empty where some do, or none is asked for."""
    why = ""
    for size in _SIZES:
        for shares in _SHARES:
            _, verdict = _tried(held, shares, size)
            if verdict.facts.banding is not None:
                return ""
            why = why or verdict.facts.detail.get("why", "")
    return why


def _made(
    held: MeasureInContext, shares: tuple[int, ...], size: int
) -> tuple[Mapping[str, str], Banding] | None:
    cells, verdict = _tried(held, shares, size)
    banding = verdict.facts.banding
    return None if banding is None else (cells, banding)


def _tried(held: MeasureInContext, shares: tuple[int, ...], size: int) -> tuple[Mapping[str, str], Verdict]:
    """The figures that are missing, given one after another, and what a result is rated beside them."""
    cells: dict[str, str] = {}
    numbers = _numbers(held, shares, size)
    verdict = rated(held, cells)
    while verdict.reason is Reason.NO_COMPARATOR:
        name = verdict.facts.detail["figure"]
        value = next(numbers, None)
        if value is None:
            break
        cells[name] = _POPULATION if name == "population" else in_unit(value, held.measure.unit)
        verdict = rated(held, cells)
    return cells, verdict


def rated(held: MeasureInContext, cells: Mapping[str, str]) -> Verdict:
    """The verdict on some result that can be, beside other cells of its row."""
    value = in_unit(some_result(held.domain), held.measure.unit)
    return held.rate(row_of(held.measure.id, {"value": value, **cells}))


def _numbers(held: MeasureInContext, shares: tuple[int, ...], size: int) -> Iterator[Fraction]:
    """Numbers such as results of this measure are: about that of its target, or else 50.

    What would lie beyond the domain lies so much of the way to its end.
    """
    usual = Fraction(50)
    target = held.measure.target.at(held.year, held.span) if held.measure.target else None
    for place in () if target is None else places_in_target(target):
        if isinstance(place, Number) and place.quoted.value > 0:
            usual = place.quoted.value
    highest = held.domain.highest
    for share in shares:
        value = size * usual * share / 10
        if highest is not None and value > highest:
            value = usual + (highest - usual) * (min(share, 20) - 10) / 10
        yield Fraction(round(value)) if held.domain.whole else value
