"""Rule files: measures with their years, defaults and declarations, as data and as text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from ragengine.engine import RuleSet
from ragengine.model import Measure
from ragengine.reading.files import read_file
from ragengine.source import Source
from ragengine.strategies.choosing import Draw, flag, pick, rule_set, seldom, shuffled, whole
from ragengine.strategies.layouts import layouts
from ragengine.strategies.respelling import respelt
from ragengine.strategies.rules import Keys, draw_rule
from ragengine.strategies.settings import MEASURED, Measured, Setting, measured_in

Document = dict[str, Any]

SCALES: dict[str, list[Any]] = {
    "maintenance": ["met", "not met"],
    "customer promises": [
        {"green star": {"colour": "green", "meaning": "better than target"}},
        "blue circle",
        {"red triangle": {"colour": "red"}},
    ],
    "progress": ["done", "nearly", "halfway", "begun"],
    "stars": ["five", "four", "three", "two", "one"],
}
"""The scales that generated rules may be on, beside RAG."""

COMPARATORS = ("national average", "upper quartile")
"""The body's own figures that generated rules may name."""

_RAG = ("green", "amber", "red")
_AIMS = ("high", "low", "band", "none")
_SHARED = ("aim", "scale", "amber", "floor", "levels", "compare", "basis", "domain", "accumulates")

YEARS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("2021-22",),
    ("2019-20", "2021-22"),
    ("2019-20", "from 2021-22"),
    ("to 2019-20", "from 2020-21"),
    ("2018-19 to 2019-20", "2021-22"),
    ("2021-22 Q1", "2021-22 H1"),
    ("2021-22", "2021-22 Q1"),
    ("from 2019-20", "2021-22"),
    ("2021", "2022"),
    ("to 2019-20", "2020-21", "from 2021-22"),
)
"""The years and periods that values may be written for; none is once for all."""

_APART: dict[tuple[str, ...], tuple[str, ...]] = {
    ("from 2019-20", "2021-22"): ("2019-20 to 2020-21", "2021-22"),
    ("2021-22", "2021-22 Q1"): ("2021-22 H1", "2021-22 Q1"),
}
"""Keys of which one holds until the other takes over, and keys that are apart by themselves,
for values of which only one is written."""


# ---- one measure -------------------------------------------------------------------------------


def draw_measure(draw: Draw, measured: Measured) -> Document:
    """A measure in some unit, as YAML-able data."""
    scale = pick(draw, ("RAG", "RAG", "RAG", *SCALES))
    domain, lowest, highest = _domain(draw, measured)
    years = pick(draw, YEARS)
    basis = pick(draw, ("", "", "forecast by run rate", "forecast given"))
    setting = Setting(
        measured, pick(draw, _AIMS), lowest, highest, run_rate="run rate" in basis, comparators=COMPARATORS
    )
    said = []
    for _ in years or ("always",):
        aim = pick(draw, (setting.aim, setting.aim, "high"))
        said.append(draw_rule(draw, evolve(setting, aim=aim), _names_of(scale)))
    measure: Document = {"unit": measured.unit, **(_by_year(draw, years, said) if years else said[0])}
    measure |= {"scale": scale} if scale != "RAG" else {}
    measure |= {"domain": domain} if domain else {}
    measure |= {"basis": basis} if basis else {}
    if not measured.accumulates and seldom(draw):
        measure["accumulates"] = "yes"
    if seldom(draw):
        measure |= {"code": "2A pt 1", "title": "What it's about: a measure", "meta": {"owner": "BI"}}
    return measure


def _names_of(scale: str) -> tuple[str, ...]:
    levels = SCALES.get(scale, _RAG)
    return tuple(level if isinstance(level, str) else next(iter(level)) for level in levels)


def _domain(draw: Draw, measured: Measured) -> tuple[str, Fraction | None, Fraction | None]:
    """What `domain:` says, if anything, and its ends."""
    if not seldom(draw, 4):
        return "", Fraction(0), Fraction(100) if measured.bounded else None
    most, ending = measured.usual * 2, measured.endings[0]
    return pick(
        draw,
        (
            ("any", None, None),
            (f"0 to {most}{ending}", Fraction(0), most),
            (f"at least -{measured.usual}{ending}", -measured.usual, None),
            (f"-{most} to {most}{ending}", -most, most),
            (f"at most {most}{ending}", None, most),
        ),
    )


def _by_year(draw: Draw, years: Sequence[str], said: Sequence[Keys]) -> Keys:
    """Keys whose values may change, written once where they are the same in all years.

    Target and levels are written by year even then, so that a year that no key names has none.
    """
    merged: Keys = {}
    if len({frozenset(one) for one in said}) > 1:
        years = _APART.get(tuple(years), years)
    for key in dict.fromkeys(name for one in said for name in one):
        values = {year: one[key] for year, one in zip(years, said, strict=True) if key in one}
        everywhere = len(values) == len(years)
        if everywhere and key not in ("target", "levels") and all(one[key] == said[0][key] for one in said):
            merged[key] = said[0][key]
        elif everywhere and key == "levels" and flag(draw):
            merged[key] = _each_by_year(values)
        else:
            merged[key] = values
    return merged


def _each_by_year(values: dict[str, dict[str, str]]) -> Any:
    """The range of each level by year, where all years have the same levels."""
    names = {frozenset(levels) for levels in values.values()}
    if len(names) > 1:
        return values
    first = next(iter(values.values()))
    return {name: {year: levels[name] for year, levels in values.items()} for name in first}


# ---- files -------------------------------------------------------------------------------------


@st.composite
def rule_documents(
    draw: st.DrawFn, *, unit: str | None = None, min_size: int = 1, max_size: int = 3
) -> Document:
    """Rule files as plain mappings, lists and texts: what `layouts` writes.

    With `unit`, one of `units`, every measure is in that unit.

    Everything the language says can occur: aims, operators, bands, floors, margins of every
    kind, levels absolute and relative, places to round to, years, bases, figures, scales,
    domains and defaults. The smallest is `{"ragengine": "1", "measures": {"measure-1": ...}}`
    with a target of 0%.
    """
    known = MEASURED if unit is None else (measured_in(unit),)
    chosen = [pick(draw, known) for _ in range(whole(draw, min_size, max_size))]
    measures = {f"measure-{number}": draw_measure(draw, one) for number, one in enumerate(chosen, 1)}
    said = repr(measures)
    comparators = [name for name in COMPARATORS if name in said]
    declared: Document = {
        "units": {noun: words for one in chosen for noun, words in one.declares.items()},
        "comparators": list(COMPARATORS) if comparators else [],
        "scales": {name: levels for name, levels in SCALES.items() if f"'scale': '{name}'" in said},
        "defaults": _defaults(draw, chosen, measures) if seldom(draw) else {},
    }
    return {
        "ragengine": "1",
        **{key: value for key, value in declared.items() if value},
        "measures": measures,
    }


def _defaults(draw: Draw, chosen: Sequence[Measured], measures: dict[str, Document]) -> Document:
    """Keys of one measure said as the defaults of its kind, where no other is of that kind.

    Beside them stands an amber for every measure, which each sets aside by its own.
    """
    defaults: Document = {"every measure": {"framework": "Local", "amber": "5% of target"}}
    index = whole(draw, 0, len(chosen) - 1)
    kinds = [one.kind for one in chosen]
    if kinds.count(kinds[index]) == 1:
        measure = measures[f"measure-{index + 1}"]
        movable = [key for key in _SHARED if key in measure]
        moved = shuffled(draw, movable)[: whole(draw, 0, len(movable))]
        defaults[kinds[index]] = {key: measure.pop(key) for key in moved}
    return defaults


def rule_texts(
    rules: RuleSet | None = None, *, unit: str | None = None, min_size: int = 1, max_size: int = 3
) -> st.SearchStrategy[str]:
    r"""Texts of rule files, with so many measures, in any layout. Each can be loaded.

    Of a rule set that is given, they are the same rules in other spellings: other words for the
    operators, another layout. Raises `ValueError` where it was not read from one text, and
    `CallError` for what is no `RuleSet`. They shrink to plain blocks without a comment.

    >>> from hypothesis import find
    >>> print(find(rule_texts(max_size=1), lambda text: "amber:" in text))
    ragengine: 1
    measures:
      measure-1:
        unit: percent
        aim: high
        target: 0%
        amber: none
    <BLANKLINE>
    """
    if rules is not None:
        return respelt(rule_set(rules))
    return rule_documents(unit=unit, min_size=min_size, max_size=max_size).flatmap(layouts)


def rule_sets(*, unit: str | None = None, min_size: int = 1, max_size: int = 3) -> st.SearchStrategy[RuleSet]:
    """Rule sets with so many measures, read from generated texts.

    The smallest has one measure, in percent, with a target of 0%.
    """
    return rule_texts(unit=unit, min_size=min_size, max_size=max_size).map(read_rules)


def measures(*, unit: str | None = None) -> st.SearchStrategy[Measure]:
    """Measures as read from generated rule texts: everything the language says can occur.

    The smallest is in percent, with a target of 0%.
    """
    return rule_sets(unit=unit, max_size=1).map(lambda rules: next(iter(rules.measures.values())))


def read_rules(text: str) -> RuleSet:
    """The rules in a text, without the checks of `ragengine.loads`.

    Raises `ValueError` where there are none.
    """
    rule_file, found = read_file(Source("<generated>", text))
    if rule_file is None or found:
        raise ValueError(f"the text cannot be read: {found}\n{text}")
    return RuleSet([rule_file])
