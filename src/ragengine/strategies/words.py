"""The parts of a rule in words, for a unit and an aim."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from ragengine.strategies.amounts import Start, draw_margin
from ragengine.strategies.choosing import pick
from ragengine.strategies.levels import draw_absolute_levels, draw_band_levels
from ragengine.strategies.settings import MEASURED, Setting, measured_in
from ragengine.strategies.targets import NO_TARGETS, draw_target

Bound = Fraction | int | None


def _setting(unit: str, aim: str, min_value: Bound = None, max_value: Bound = None) -> Setting:
    measured = measured_in(unit)
    highest = measured.usual if measured.bounded else None
    lowest = Fraction(0) if min_value is None else Fraction(min_value)
    return Setting(measured, aim, lowest, highest if max_value is None else Fraction(max_value))


def units() -> st.SearchStrategy[str]:
    """What `unit:` says; the nouns among them are declared in generated rules.

    >>> from hypothesis import find
    >>> find(units(), lambda unit: unit != "percent")
    'visits'
    """
    return st.sampled_from([one.unit for one in MEASURED])


@st.composite
def targets(
    draw: st.DrawFn,
    unit: str = "percent",
    *,
    aim: str = "high",
    min_value: Bound = None,
    max_value: Bound = None,
) -> str:
    """What `target:` says: a number, a band, another figure, or why there is none.

    Numbers of the measure lie between the bounds. They shrink to 0, or the bound next to it.

    >>> from hypothesis import find
    >>> find(targets(), lambda text: text.startswith("maintain"))
    'maintain last year'
    """
    setting = _setting(unit, aim, min_value, max_value)
    target = draw_target(draw, setting)
    return pick(draw, (target.text, target.text, target.text, *NO_TARGETS))


@st.composite
def margins(
    draw: st.DrawFn,
    unit: str = "percent",
    *,
    aim: str = "high",
    min_value: Bound = None,
    max_value: Bound = None,
) -> Any:
    """What `amber:` says, as YAML-able data: an amount, `none`, the wider of several, two sides.

    With both bounds every amount is in the unit itself, and lies between them. They shrink to
    the smallest amount on one side.

    >>> from hypothesis import find
    >>> find(margins(), lambda margin: margin != "none"), find(margins(aim="band"), lambda one: one == "none")
    ('1 points', 'none')
    """
    setting = _setting(unit, aim)
    if min_value is not None and max_value is not None:
        setting = evolve(setting, reach=(Fraction(min_value), Fraction(max_value)))
    return draw_margin(draw, setting, Start())


@st.composite
def levels(
    draw: st.DrawFn,
    unit: str = "percent",
    *,
    aim: str = "high",
    names: Sequence[str] = ("green", "amber", "red"),
    min_value: Bound = None,
    max_value: Bound = None,
) -> dict[str, str]:
    """What `levels:` says in numbers: a range for each of the names, which are best first.

    The numbers lie between the bounds. They shrink to numbers near 0, or the bound next to it.

    >>> from hypothesis import find
    >>> sorted(find(levels(), lambda ranges: ranges["amber"].startswith("exactly")))
    ['amber', 'green', 'red']
    """
    setting = _setting(unit, aim, min_value, max_value)
    return (draw_band_levels if aim == "band" else draw_absolute_levels)(draw, setting, names)
