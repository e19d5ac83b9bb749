"""Numbers, cuts and partitions: what needs no words of the rule language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache, partial
from operator import mul
from typing import Any

from hypothesis import strategies as st

from ragengine.cuts import Cut, Partition, partition
from ragengine.rating import RAG
from ragengine.strategies.choosing import pick

LARGE = 10**9
"""How far numbers reach, on either side, where no bound is given."""

_DIFFERENT = 2
"""Neighbours in a partition differ, so it takes two labels to have a cut."""


def steps_between(quantum: Fraction, min_value: Fraction | int, max_value: Fraction | int) -> tuple[int, int]:
    """The first and the last multiple of a quantum between two numbers, counted in quanta.

    >>> steps_between(Fraction(1, 10), Fraction("0.25"), 1)
    (3, 10)
    """
    return math.ceil(min_value / quantum), math.floor(max_value / quantum)


def decimals(
    *, min_value: Fraction | int = -LARGE, max_value: Fraction | int = LARGE, places: int = 3
) -> st.SearchStrategy[Fraction]:
    """Exact numbers that are written with at most so many decimals, negative ones too.

    They shrink to whole numbers, and those to 0 or the bound next to it. Raises `ValueError`
    where no such number lies between the bounds.

    >>> from hypothesis import find
    >>> find(decimals(), lambda number: number > 41)
    Fraction(42, 1)
    """
    return _decimals(min_value, max_value, places)


@lru_cache(maxsize=256)
def _decimals(
    min_value: Fraction | int, max_value: Fraction | int, places: int
) -> st.SearchStrategy[Fraction]:
    grids = []
    for place in range(places + 1):
        quantum = Fraction(1, 10**place)
        first, last = steps_between(quantum, min_value, max_value)
        if first <= last:
            grids.append(st.integers(first, last).map(partial(mul, quantum)))
    if not grids:
        raise ValueError(f"no number of {places} decimals lies between {min_value} and {max_value}")
    return st.one_of(grids)


def cuts(*, min_value: Fraction | int = -LARGE, max_value: Fraction | int = LARGE) -> st.SearchStrategy[Cut]:
    """Cuts just below or just above a decimal. They shrink to the cut just below 0.

    >>> from hypothesis import find
    >>> find(cuts(), lambda cut: cut.side == 1)
    Cut(value=Fraction(0, 1), side=1)
    """
    return _cuts(min_value, max_value)


@lru_cache(maxsize=256)
def _cuts(min_value: Fraction | int, max_value: Fraction | int) -> st.SearchStrategy[Cut]:
    return st.builds(Cut, decimals(min_value=min_value, max_value=max_value), st.sampled_from((0, 1)))


@lru_cache(maxsize=256)
def _sets_of_cuts(
    min_value: Fraction | int, max_value: Fraction | int, min_size: int, max_size: int
) -> st.SearchStrategy[set[Cut]]:
    return st.sets(_cuts(min_value, max_value), min_size=min_size, max_size=max_size)


@st.composite
def partitions(
    draw: st.DrawFn,
    labels: Sequence[Any] = RAG.levels,
    *,
    min_value: Fraction | int = -LARGE,
    max_value: Fraction | int = LARGE,
    min_cuts: int = 0,
    max_cuts: int = 4,
) -> Partition[Any]:
    """Partitions of the line with labels out of a list, in any order.

    They shrink to few cuts near 0 and to the first labels of the list.

    >>> from hypothesis import find
    >>> [str(label) for label in find(partitions(), lambda one: len(one.cuts) > 0).labels]
    ['green', 'amber']
    """
    if min_cuts and len(labels) < _DIFFERENT:
        raise ValueError("a partition with cuts needs at least two labels")
    most = max_cuts if len(labels) >= _DIFFERENT else 0
    rising = sorted(draw(_sets_of_cuts(min_value, max_value, min_cuts, most)))
    chosen = [pick(draw, labels)]
    for _ in rising:
        chosen.append(pick(draw, [one for one in labels if one != chosen[-1]]))
    return partition(rising, chosen)
