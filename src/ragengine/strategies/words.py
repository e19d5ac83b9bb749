"""The parts of a rule in words, for a unit and an aim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from ragengine.strategies.amounts import Start, draw_margin
from ragengine.strategies.choosing import pick
from ragengine.strategies.levels import draw_absolute_levels, draw_band_levels
from ragengine.strategies.settings import MEASURED, Setting, measured_in
from ragengine.strategies.targets import NO_TARGETS, draw_target


def _setting(unit: str, aim: str) -> Setting:
    measured = measured_in(unit)
    return Setting(measured, aim, highest=measured.usual if measured.bounded else None)


def units() -> st.SearchStrategy[str]:
    """What `unit:` says; the nouns among them are declared in generated rules.

    >>> from hypothesis import find
    >>> find(units(), lambda unit: unit != "percent")
    'visits'
    """
    return st.sampled_from([one.unit for one in MEASURED])


@st.composite
def targets(draw: st.DrawFn, unit: str = "percent", *, aim: str = "high") -> str:
    """What `target:` says: a number, a band, another figure, or why there is none.

    >>> from hypothesis import find
    >>> find(targets(), lambda text: text.startswith("maintain"))
    'maintain last year'
    """
    setting = _setting(unit, aim)
    target = draw_target(draw, setting)
    return pick(draw, (target.text, target.text, target.text, *NO_TARGETS))


@st.composite
def margins(draw: st.DrawFn, unit: str = "percent", *, aim: str = "high") -> Any:
    """What `amber:` says, as YAML-able data: an amount, `none`, the wider of several, two sides.

    >>> from hypothesis import find
    >>> find(margins(), lambda margin: margin != "none"), find(margins(aim="band"), lambda one: one == "none")
    ('1 points', 'none')
    """
    return draw_margin(draw, _setting(unit, aim), Start())


@st.composite
def levels(
    draw: st.DrawFn,
    unit: str = "percent",
    *,
    aim: str = "high",
    names: Sequence[str] = ("green", "amber", "red"),
) -> dict[str, str]:
    """What `levels:` says in numbers: a range for each of the names, which are best first.

    >>> from hypothesis import find
    >>> sorted(find(levels(), lambda ranges: ranges["amber"].startswith("exactly")))
    ['amber', 'green', 'red']
    """
    setting = _setting(unit, aim)
    return (draw_band_levels if aim == "band" else draw_absolute_levels)(draw, setting, names)
