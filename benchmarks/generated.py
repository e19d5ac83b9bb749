"""A generated rule file: thousands of measures, thirteen lines and four examples each.

Targets and margins are random, and every second target is written by year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_HEAD = "ragengine: 1\ntitle: Generated\nmeasures:\n"


def rules(count: int = 10_000, seed: int = 2019) -> str:
    """The text of a rule file of so many measures; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark, not a secret
    return _HEAD + "".join(line for number in range(count) for line in _measure(number, chance))


def _measure(number: int, chance: random.Random) -> Iterator[str]:
    target = chance.randrange(300, 950)
    margin = chance.randrange(10, 50)
    lower = target - margin
    yield f"  measure-{number}:\n"
    yield f"    code: M{number}\n"
    yield f"    title: Measure number {number} of the generated file\n"
    yield f"    theme: Theme {number % 40}\n"
    yield "    aim: high\n"
    yield "    unit: percent\n"
    by_year = f"{{2019-20: {_tenths(target)}, 2021-22: {_tenths(target)}}}"
    yield f"    target: {by_year if number % 2 else _tenths(target)}\n"
    yield f"    amber: {margin / 10} points\n"
    yield "    examples:\n"
    yield f"      - {_tenths(target)} green\n"
    yield f"      - {_tenths(target - 1)} amber\n"
    yield f"      - {_tenths(lower)} amber\n"
    yield f"      - {_tenths(lower - 1)} red\n"


def _tenths(value: int) -> str:
    return f"{value // 10}.{value % 10}%"
