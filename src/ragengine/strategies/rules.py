"""What a measure says in one year: target, and where the levels part, made to fit together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from ragengine.exact import plain, read_plain
from ragengine.strategies.amounts import Start, draw_margin
from ragengine.strategies.choosing import Draw, flag, pick, seldom, shuffled, whole
from ragengine.strategies.ladders import draw_baseline
from ragengine.strategies.levels import (
    Way,
    draw_absolute_levels,
    draw_band_levels,
    draw_levels_around,
    draw_relative_levels,
)
from ragengine.strategies.settings import Setting, draw_written
from ragengine.strategies.targets import NO_TARGETS, Target, draw_figure, draw_floor, draw_target

Keys = dict[str, Any]

_TWO, _THREE = 2, 3
_MOST_AROUND = 4
"""A band has at most three ranges inside each other, and the rest."""

COMPARISONS: dict[str, Fraction | None] = {
    "": None, "exactly": None, "as quoted": None,
    "0 decimals": Fraction(1), "1 decimal": Fraction(1, 10), "2 decimals": Fraction(1, 100),
}  # fmt: skip
"""What `compare:` may say, if anything, and the place that it names."""


def draw_rule(draw: Draw, setting: Setting, names: Sequence[str]) -> Keys:
    """The keys of a measure that say its target and levels, for a scale of names, best first."""
    compare = pick(draw, ("", *COMPARISONS))
    setting = evolve(setting, as_quoted=compare == "as quoted", rounds_to=COMPARISONS[compare])
    said: Keys = {"aim": setting.aim, **({"compare": compare} if compare else {})}
    draw_shape = {"band": _band, "none": _described}.get(setting.aim, _judged)
    rule = draw_shape(draw, setting, names)
    if seldom(draw, 16):
        rule = {"target": pick(draw, NO_TARGETS)}
    return {**said, **rule}


def _known(draw: Draw, setting: Setting) -> tuple[Setting, Target, Start, Keys]:
    """A target, the setting with the place that it is quoted to, and what else is said for it."""
    target = draw_target(draw, setting)
    if setting.as_quoted:
        setting = evolve(setting, rounds_to=target.quantum)
    said: Keys = {"target": target.text, **target.figures}
    one_event = None
    if setting.measured.events:
        if flag(draw):
            people = pick(draw, ("50,000", "423.4k", "1.2m", "3,000"))
            said["population"] = people
            one_event = setting.measured.per / _people(people)
        elif target.events and target.low is not None:
            one_event = target.low / target.events
    return setting, target, Start("target", target.low, one_event, tuple(target.figures)), said


def _people(text: str) -> Fraction:
    scale = {"k": 10**3, "m": 10**6}.get(text[-1], 1)
    return read_plain(text.rstrip("km"))[0] * scale


def _judged(draw: Draw, setting: Setting, names: Sequence[str]) -> Keys:
    """High or low is good: a margin, a floor, or levels."""
    shapes = ["absolute", "relative"]
    if not setting.as_quoted:
        shapes += ["absolute without target", "relative without target"]
    if len(names) == _THREE:
        shapes.insert(0, "floor")
    if len(names) in (_TWO, _THREE):
        shapes.insert(0, "margin")
    shape = pick(draw, shapes)
    if shape == "absolute without target":
        return {"levels": draw_absolute_levels(draw, setting, _some(draw, names))}
    if shape == "relative without target":
        return _relative_to_a_figure(draw, setting, _some(draw, names))
    setting, target, start, said = _known(draw, setting)
    if shape == "margin":
        said["amber"] = "none" if len(names) == _TWO else draw_margin(draw, setting, start)
    elif shape == "floor":
        said["floor"] = draw_floor(draw, setting, target)
    elif shape == "absolute":
        said["levels"] = draw_absolute_levels(draw, setting, _some(draw, names))
    else:
        said |= _relative_to_the_target(draw, setting, _some(draw, names), target, start)
    return said


def _some(draw: Draw, names: Sequence[str]) -> list[str]:
    """At least two of the names, in their order: levels may leave labels of the scale out."""
    kept = shuffled(draw, range(len(names)))[: whole(draw, _TWO, len(names))]
    return [names[index] for index in sorted(kept)]


def _relative_to_the_target(
    draw: Draw, setting: Setting, names: Sequence[str], target: Target, start: Start
) -> Keys:
    """Levels measured from the target, or on the way to it from a baseline on its bad side."""
    way, baseline = None, {}
    if target.low is None:
        way = Way()
    elif "baseline" not in target.text:
        number = draw_baseline(draw, setting, target.low)
        way = Way(abs(target.low - number.value))
        baseline = {"baseline": draw_written(draw, setting, number)}
    levels = draw_relative_levels(draw, setting, names, start, way)
    used = any("baseline" in words for words in levels.values())
    return {"levels": levels, **(baseline if used else {})}


def _from_a_figure(draw: Draw, setting: Setting) -> tuple[Start, Keys]:
    """A figure to measure from, and what is said for it."""
    name, number, said = draw_figure(draw, setting, positive=True)
    start = Start(name, None if number is None else number.value)
    if setting.measured.events:
        # One event always holds a round number among so few people.
        said["population"] = plain(setting.measured.per / max(setting.apart, Fraction(1)))
    return start, said


def _relative_to_a_figure(draw: Draw, setting: Setting, names: Sequence[str]) -> Keys:
    """Levels measured from a figure, which the rule gives or the results bring."""
    start, said = _from_a_figure(draw, setting)
    return {"levels": draw_relative_levels(draw, setting, names, start), **said}


def _band(draw: Draw, setting: Setting, names: Sequence[str]) -> Keys:
    """A band is good: a margin on either side, or levels around it."""
    shapes = ["around the target", "nested"]
    if len(names) in (_TWO, _THREE):
        shapes.insert(0, "margin")
    if not setting.as_quoted:
        shapes += ["around a figure", "nested without target"]
    shape = pick(draw, shapes)
    chosen = _some(draw, names)[:_MOST_AROUND]
    if shape == "nested without target":
        return {"levels": draw_band_levels(draw, setting, chosen)}
    if shape == "around a figure":
        start, said = _from_a_figure(draw, setting)
        return {"levels": draw_levels_around(draw, setting, chosen, start), **said}
    setting, _, start, said = _known(draw, setting)
    if shape == "margin":
        said["amber"] = "none" if len(names) == _TWO else draw_margin(draw, setting, start)
    elif shape == "nested":
        said["levels"] = draw_band_levels(draw, setting, chosen)
    else:
        said["levels"] = draw_levels_around(draw, setting, chosen, start)
    return said


def _described(draw: Draw, setting: Setting, names: Sequence[str]) -> Keys:
    """Nothing is good: levels describe, in any order of the line, or there is nothing to say."""
    shapes = ["absolute", "relative", "nothing"]
    shape = pick(draw, shapes if setting.as_quoted else ["without target", *shapes])
    chosen = shuffled(draw, names)[: whole(draw, _TWO, len(names))]
    if shape == "without target":
        return {"levels": draw_absolute_levels(draw, setting, chosen)}
    if shape == "nothing":
        return {} if flag(draw) else {"target": pick(draw, NO_TARGETS)}
    setting, target, start, said = _known(draw, setting)
    if shape == "absolute":
        return {**said, "levels": draw_absolute_levels(draw, setting, chosen)}
    return {**said, **_relative_to_the_target(draw, setting, chosen, target, start)}
