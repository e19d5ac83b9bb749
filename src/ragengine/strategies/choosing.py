"""Small choices, drawn one by one: strategies are made once and kept, since making is slow.

The generators of words are plain functions that take `draw` first. Everything shrinks to the
first option, to 0, to False, and to the order that was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

from ragengine.engine import RuleSet
from ragengine.errors import CallError

Option = TypeVar("Option")

Draw = st.DrawFn

_BOOLEANS = st.booleans()


@lru_cache(maxsize=8192)
def _integers(first: int, last: int) -> st.SearchStrategy[int]:
    return st.integers(first, last)


def rule_set(rules: object) -> RuleSet:
    """Rules that were handed to a strategy. Raises `CallError` where they are none."""
    if isinstance(rules, RuleSet):
        return rules
    raise CallError(
        f'the rules are a {type(rules).__name__}, not a RuleSet: `ragengine.load("rules/")` gives one'
    )


def whole(draw: Draw, first: int, last: int) -> int:
    """A whole number between two, both included."""
    return draw(_integers(first, last))


def flag(draw: Draw) -> bool:
    """True or False."""
    return draw(_BOOLEANS)


def seldom(draw: Draw, times: int = 8) -> bool:
    """True once in so many times."""
    return whole(draw, 0, times - 1) == times - 1


def pick(draw: Draw, options: Sequence[Option]) -> Option:
    """One of several."""
    return options[whole(draw, 0, len(options) - 1)]


def shuffled(draw: Draw, options: Sequence[Option]) -> list[Option]:
    """All of several, in some order."""
    found = list(options)
    for position in range(len(found) - 1):
        other = whole(draw, position, len(found) - 1)
        found[position], found[other] = found[other], found[position]
    return found


def rising(draw: Draw, first: int, last: int, count: int, gap: int) -> list[int]:
    """So many whole numbers between two, each at least a gap above the one before."""
    numbers: list[int] = []
    low = first
    for more in range(count - 1, -1, -1):
        numbers.append(whole(draw, low, last - more * gap))
        low = numbers[-1] + gap
    return numbers
