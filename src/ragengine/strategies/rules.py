"""What a measure says in one year: target, and where the levels part, made to fit together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from ragengine.exact import plain, read_plain
from ragengine.strategies.amounts import Start, margins
from ragengine.strategies.levels import (
    Levels,
    absolute_levels,
    band_levels,
    levels_around,
    relative_levels,
)
from ragengine.strategies.settings import Setting, distances, numerals, written
from ragengine.strategies.targets import Target, floors, given_figures, known_targets, no_targets

Keys = dict[str, Any]

_THREE, _TWO = 3, 2
_SELDOM = st.integers(0, 15).map(lambda number: number == 15)  # noqa: PLR2004 - one time in sixteen


@st.composite
def rules(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Keys:
    """The keys of a measure that say its target and levels, for a scale of names, best first."""
    quoted = draw(_comparisons())
    decimals_of = {"0 decimals": Fraction(1), "1 decimal": Fraction(1, 10), "2 decimals": Fraction(1, 100)}
    setting = evolve(setting, as_quoted=quoted == "as quoted", rounds_to=decimals_of.get(quoted))
    said: Keys = {"aim": setting.aim, **({"compare": quoted} if quoted else {})}
    if draw(_SELDOM):
        return {**said, "target": draw(no_targets())}
    shapes = {"band": _band, "none": _described}.get(setting.aim, _judged)
    return {**said, **draw(shapes(setting, names))}


def _comparisons() -> st.SearchStrategy[str]:
    """How results are compared; mostly exactly, without saying so."""
    return st.sampled_from(("", "", "exactly", "as quoted", "0 decimals", "1 decimal", "2 decimals"))


@st.composite
def _known(draw: st.DrawFn, setting: Setting) -> tuple[Setting, Target, Start, Keys]:
    """A target, the setting with the place that it is quoted to, and what else is said for it."""
    target = draw(known_targets(setting))
    if setting.as_quoted:
        setting = evolve(setting, rounds_to=target.quantum)
    said: Keys = {"target": target.text, **target.figures}
    one_event = None
    if setting.measured.events:
        if draw(st.booleans()):
            people = draw(st.sampled_from(("50,000", "423.4k", "1.2m", "3,000")))
            said["population"] = people
            one_event = setting.measured.per / _people(people)
        elif target.events and target.low is not None:
            one_event = target.low / target.events
    return setting, target, Start("target", target.low, one_event, tuple(target.figures)), said


def _people(text: str) -> Fraction:
    scale = {"k": 10**3, "m": 10**6}.get(text[-1], 1)
    return read_plain(text.rstrip("km"))[0] * scale


@st.composite
def _judged(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Keys:
    """High or low is good: a margin, a floor, or levels."""
    shapes = ["absolute", "relative"]
    if not setting.as_quoted:
        shapes += ["absolute without target", "relative without target"]
    if len(names) in (_TWO, _THREE):
        shapes.insert(0, "margin")
    if len(names) == _THREE:
        shapes.insert(1, "floor")
    shape = draw(st.sampled_from(shapes))
    if shape == "absolute without target":
        return {"levels": draw(absolute_levels(setting, draw(_some(names))))}
    if shape == "relative without target":
        return draw(_relative_to_a_figure(setting, draw(_some(names))))
    setting, target, start, said = draw(_known(setting))
    if shape == "margin":
        said["amber"] = "none" if len(names) == _TWO else draw(margins(setting, start))
    elif shape == "floor":
        said["floor"] = draw(floors(setting, target))
    elif shape == "absolute":
        said["levels"] = draw(absolute_levels(setting, draw(_some(names))))
    else:
        said |= draw(_relative_to_the_target(setting, draw(_some(names)), target, start))
    return said


@st.composite
def _some(draw: st.DrawFn, names: Sequence[str]) -> list[str]:
    """At least two of the names, in their order: levels may leave labels of the scale out."""
    kept = sorted(draw(st.permutations(range(len(names))))[: draw(st.integers(_TWO, len(names)))])
    return [names[index] for index in kept]


@st.composite
def _relative_to_the_target(
    draw: st.DrawFn, setting: Setting, names: Sequence[str], target: Target, start: Start
) -> Keys:
    """Levels measured from the target, or on the way to it from a baseline on its bad side."""
    length, baseline = None, {}
    if target.low is None:
        length = Fraction(0)
    elif "baseline" not in target.text and setting.aim != "none":
        distance = draw(distances(setting))
        good = 1 if setting.aim == "high" else -1
        least = target.low - good * (distance.value + setting.measured.usual)
        near, far = sorted((least, target.low - good * distance.value))
        number = draw(numerals(setting, min_value=near, max_value=far))
        length, baseline = abs(target.low - number.value), {"baseline": draw(written(number, setting))}
    levels = draw(relative_levels(setting, names, start, way_length=length))
    used = any("baseline" in words for words in levels.values())
    return {"levels": levels, **(baseline if used else {})}


@st.composite
def _relative_to_a_figure(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Keys:
    """Levels measured from a figure, which the rule gives or the results bring."""
    least = setting.low + setting.measured.quanta[0]
    name, number, figures = draw(given_figures(setting, min_value=least))
    start = Start(name, None if number is None else number.value)
    return {"levels": draw(relative_levels(setting, names, start)), **figures, **_population(setting)}


def _population(setting: Setting) -> Keys:
    """A population so small that one event always holds a round number, where events count."""
    if not setting.measured.events:
        return {}
    return {"population": plain(setting.measured.per / max(setting.apart, Fraction(1)))}


@st.composite
def _band(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Keys:
    """A band is good: a margin on either side, or levels around it."""
    shapes = ["around the target", "nested"]
    if len(names) in (_TWO, _THREE):
        shapes.insert(0, "margin")
    if not setting.as_quoted:
        shapes += ["around a figure", "nested without target"]
    shape = draw(st.sampled_from(shapes))
    chosen = draw(_some(names))[:4]
    if shape == "nested without target":
        return {"levels": draw(band_levels(setting, chosen))}
    if shape == "around a figure":
        least = setting.low + setting.measured.quanta[0]
        name, number, figures = draw(given_figures(setting, min_value=least))
        start = Start(name, None if number is None else number.value)
        levels = draw(levels_around(setting, chosen, start))
        return {"levels": levels, **figures, **_population(setting)}
    setting, _, start, said = draw(_known(setting))
    if shape == "margin":
        said["amber"] = "none" if len(names) == _TWO else draw(margins(setting, start))
    elif shape == "nested":
        said["levels"] = draw(band_levels(setting, chosen))
    else:
        said["levels"] = draw(levels_around(setting, chosen[:3], start))
    return said


@st.composite
def _described(draw: st.DrawFn, setting: Setting, names: Sequence[str]) -> Keys:
    """Nothing is good: levels describe, in any order of the line, or there is nothing to say."""
    shapes = ["absolute", "relative"] if setting.as_quoted else ["without target", "absolute", "relative"]
    shape = draw(st.sampled_from((*shapes, "nothing")))
    chosen = draw(st.permutations(names))[: draw(st.integers(_TWO, len(names)))]
    if shape == "without target":
        return {"levels": draw(absolute_levels(setting, chosen))}
    if shape == "nothing":
        return {} if draw(st.booleans()) else {"target": draw(no_targets())}
    setting, target, start, said = draw(_known(setting))
    if shape == "absolute":
        levels: Levels = draw(absolute_levels(setting, chosen))
        return {**said, "levels": levels}
    return {**said, **draw(_relative_to_the_target(setting, chosen, target, start))}
