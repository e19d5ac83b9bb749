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
from ragengine.strategies.layouts import layouts
from ragengine.strategies.rules import Keys, rules
from ragengine.strategies.settings import MEASURED, Measured, Setting

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

_RAG = ("green", "amber", "red")
_SHARED = ("aim", "scale", "amber", "floor", "levels", "compare", "basis", "domain", "accumulates")
_EVERY_YEAR = ("to 2019-20", "2020-21", "from 2021-22")

_YEARS = st.sampled_from(
    (
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
        _EVERY_YEAR,
    )
)

_APART = {
    ("from 2019-20", "2021-22"): ("2019-20 to 2020-21", "2021-22"),
    ("2021-22", "2021-22 Q1"): ("2021-22 H1", "2021-22 Q1"),
}
"""Years that a key holds in until another key of the same value takes over, and such that do
not: what is said in other keys holds on."""


def _names_of(scale: str) -> tuple[str, ...]:
    levels = SCALES.get(scale, _RAG)
    return tuple(level if isinstance(level, str) else next(iter(level)) for level in levels)


# ---- one measure -------------------------------------------------------------------------------


@st.composite
def _measures(draw: st.DrawFn, measured: Measured) -> Document:
    """A measure in some unit, as YAML-able data."""
    scale = draw(st.sampled_from(("RAG", "RAG", "RAG", *SCALES)))
    domain, lowest, highest = draw(_domains(measured))
    years = draw(_YEARS)
    basis = draw(st.sampled_from(("", "", "forecast by run rate", "forecast given")))
    setting = Setting(
        measured, draw(_AIMS), lowest, highest, run_rate="run rate" in basis, comparators=COMPARATORS
    )
    said = []
    for _ in years or ("always",):
        aim = draw(st.sampled_from((setting.aim, setting.aim, "high")))
        said.append(draw(rules(evolve(setting, aim=aim), _names_of(scale))))
    measure: Document = {"unit": measured.unit}
    measure |= draw(_by_year(years, said)) if years else said[0]
    if scale != "RAG":
        measure["scale"] = scale
    if domain:
        measure["domain"] = domain
    if basis:
        measure["basis"] = basis
    if not measured.accumulates and draw(_SELDOM):
        measure["accumulates"] = "yes"
    if draw(_SELDOM):
        measure |= {"code": "2A pt 1", "title": "What it's about: a measure", "meta": {"owner": "BI"}}
    return measure


_AIMS = st.sampled_from(("high", "low", "band", "none"))
_SELDOM = st.integers(0, 7).map(lambda number: number == 7)  # noqa: PLR2004 - one time in eight


@st.composite
def _domains(draw: st.DrawFn, measured: Measured) -> tuple[str, Fraction | None, Fraction | None]:
    """What `domain:` says, if anything, and its ends."""
    usual = ("", Fraction(0), Fraction(100) if measured.bounded else None)
    if not draw(_SELDOM):
        return usual
    most = measured.usual * 2
    ending = measured.endings[0]
    return draw(
        st.sampled_from(
            (
                ("any", None, None),
                (f"0 to {most}{ending}", Fraction(0), most),
                (f"at least -{measured.usual}{ending}", -measured.usual, None),
                (f"-{most} to {most}{ending}", -most, most),
                (f"at most {most}{ending}", None, most),
            )
        )
    )


@st.composite
def _by_year(draw: st.DrawFn, years: Sequence[str], said: Sequence[Keys]) -> Keys:
    """Keys whose values may change, written once where they are the same in all years.

    The target is written by year even then, unless there is none, so that a year that no key
    names has no target.
    """
    merged: Keys = {}
    if len({frozenset(one) for one in said}) > 1:
        years = _APART.get(tuple(years), years)
    for key in dict.fromkeys(name for one in said for name in one):
        values = {year: one[key] for year, one in zip(years, said, strict=True) if key in one}
        same = len(values) == len(years) and all(value == said[0][key] for value in values.values())
        if same and key not in ("target", "levels"):
            merged[key] = said[0][key]
        elif key == "levels" and len(values) == len(years) and draw(st.booleans()):
            merged[key] = _each_by_year(values)
        else:
            merged[key] = values
    return merged


def _each_by_year(values: dict[str, dict[str, str]]) -> Any:
    """The range of each level by year, where all years have the same levels."""
    names = [set(levels) for levels in values.values()]
    if any(one != names[0] for one in names):
        return values
    first = next(iter(values.values()))
    return {name: {year: levels[name] for year, levels in values.items()} for name in first}


# ---- files -------------------------------------------------------------------------------------


@st.composite
def rule_documents(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 3) -> Document:
    """Rule files as plain mappings, lists and texts: what `layouts` writes.

    Everything the language says can occur. They shrink to one measure with a target of 0% and
    two levels or an amber margin.
    """
    count = draw(st.integers(min_size, max_size))
    chosen = [draw(st.sampled_from(MEASURED)) for _ in range(count)]
    measures = {f"measure-{number}": draw(_measures(one)) for number, one in enumerate(chosen, 1)}
    document: Document = {"ragengine": "1"}
    units = {noun: declared for one in chosen for noun, declared in one.declares.items()}
    if units:
        document["units"] = units
    text = repr(measures)
    document |= {"comparators": list(COMPARATORS)} if any(name in text for name in COMPARATORS) else {}
    scales = {name: levels for name, levels in SCALES.items() if f"'{name}'" in text}
    document |= {"scales": scales} if scales else {}
    if draw(_SELDOM):
        document["defaults"] = draw(_defaults(chosen, measures))
    document["measures"] = measures
    return document


@st.composite
def _defaults(
    draw: st.DrawFn, chosen: Sequence[Measured], measures: dict[str, Document]
) -> dict[str, Document]:
    """Keys of one measure said as the defaults of its kind, where no other is of that kind.

    Beside them stands an amber for every measure, which each sets aside by its own.
    """
    defaults: dict[str, Document] = {"every measure": {"framework": "Local", "amber": "5% of target"}}
    kinds = [one.kind for one in chosen]
    index = draw(st.integers(0, len(chosen) - 1))
    if kinds.count(kinds[index]) == 1:
        measure = measures[f"measure-{index + 1}"]
        movable = [key for key in _SHARED if key in measure]
        moved = draw(st.lists(st.sampled_from(movable), unique=True))
        defaults[kinds[index]] = {key: measure.pop(key) for key in moved}
    return defaults


def rule_texts(*, min_size: int = 1, max_size: int = 3) -> st.SearchStrategy[str]:
    r"""Texts of rule files, with so many measures, in any layout. Each can be loaded.

    >>> from hypothesis import find
    >>> print(find(rule_texts(), lambda text: "amber:" in text))
    ragengine: 1
    measures:
      measure-1:
        unit: percent
        aim: high
        target: 0%
        amber: 1 points
    <BLANKLINE>
    """
    return rule_documents(min_size=min_size, max_size=max_size).flatmap(layouts)


def rule_sets(*, min_size: int = 1, max_size: int = 3) -> st.SearchStrategy[RuleSet]:
    """Rule sets, read from generated texts.

    >>> from hypothesis import find
    >>> len(find(rule_sets(), lambda rules: True))
    1
    """
    return rule_texts(min_size=min_size, max_size=max_size).map(read)


def measures() -> st.SearchStrategy[Measure]:
    """Measures as read from generated rule texts: everything the language says can occur.

    >>> from hypothesis import find
    >>> str(find(measures(), lambda measure: "days" in str(measure.unit)).unit)
    'days'
    """
    return rule_sets(max_size=1).map(lambda rules: next(iter(rules.measures.values())))


def read(text: str) -> RuleSet:
    """The rules in a generated text, without the checks of `ragengine.loads`, which it passes."""
    rule_file, found = read_file(Source("<generated>", text))
    if rule_file is None or found:
        raise ValueError(f"a generated text cannot be read: {found}\n{text}")
    return RuleSet([rule_file])
