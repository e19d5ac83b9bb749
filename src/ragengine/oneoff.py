"""A rule given in a call, in the words of a rule file: rating without a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from attrs import evolve

from ragengine import loading
from ragengine.engine import RuleSet
from ragengine.errors import CallError
from ragengine.exact import LARGEST, NotANumber, plain, shortest, terminates
from ragengine.model import BUILT_IN_FIGURES
from ragengine.periods import Period
from ragengine.reading.operators import split_operator
from ragengine.results import Result
from ragengine.source import Source
from ragengine.spelling import folded
from ragengine.units import UnitProblem, read_number, read_unit
from ragengine.verdict import Verdict


def rate(
    value: Any, rule: Mapping[str, Any], figures: Mapping[str, Any] | None, period: str | Period | None
) -> Verdict:
    """The verdict on a value by the rule that a call describes.

    Raises `RuleError` where its words make no rule, and `CallError` where they need a unit or
    a period that the call does not give.
    """
    given = {key.replace("_", " "): one for key, one in rule.items() if one is not None}
    for key in _RATED.intersection(given):
        _refuse_no_number(key, given[key])
    words = [_words(given[key]) for key in sorted(_RATED.intersection(given))]
    if isinstance(given.get("comparators", []), (list, tuple)):
        given["comparators"] = [*given.get("comparators", []), *_compared(figures or {}, given, words)]
    if "unit" not in given:
        cells = [one for one in (value, *(figures or {}).values()) if isinstance(one, str)]
        percent = any("%" in one for one in cells) or any(map(_PERCENT.search, words))
        given["unit"] = "percent" if percent else "index"
        if not percent:
            _refuse_without_unit((value, *map(given.get, ("target", "amber", "floor"))))
    row = evolve(value, measure="value") if isinstance(value, Result) else value
    return _rules(_rule_text(given)).rate("value", row, period=period, figures=figures)


_RATED = frozenset({*BUILT_IN_FIGURES, "amber", "levels"})
"""The keys of a rule whose values are numbers, or words about numbers."""

_PERCENT = re.compile(r"%(?!\s*of\b)", re.IGNORECASE)
"""A percentage, which a share is not: `5% of target` says nothing of the unit."""


def _words(value: Any) -> str:
    return json.dumps(_texts(value), ensure_ascii=False)


def _refuse_no_number(key: str, value: Any) -> None:
    """Raise `CallError` for a value of a program that is neither a finite number nor words."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            _refuse_no_number(key, one)
    elif isinstance(value, bool) or str(value).lower().lstrip("-") in _ENDLESS:
        raise CallError(f"`{key}` is `{value}`: give a finite number, or words as in a rule file")


_ENDLESS = ("nan", "snan", "inf", "infinity")
"""What Python calls numbers that are none, of whatever type."""


def _compared(figures: Iterable[str], given: Mapping[str, Any], words: Iterable[str]) -> Iterator[str]:
    """The figures of a call that its rule names and that it does not declare: giving them is enough."""
    declared = {folded(str(name)) for name in (*BUILT_IN_FIGURES, *given.get("comparators", ()))}
    said = folded(" ".join(words))
    for name in figures:
        if folded(name) in said and folded(name) not in declared:
            yield name


def _refuse_without_unit(texts: Iterable[Any]) -> None:
    """Raise `CallError` for a number with a unit, where the call has none."""
    for text in texts:
        try:
            unit = read_number(split_operator(text)[1]).unit if isinstance(text, str) else ""
        except NotANumber:
            continue
        if unit and " of " not in unit:  # a share is of any unit
            meant = "percent" if unit in ("points", "point") else unit
            raise CallError(f'`{text}` has a unit, and the call gives none: pass `unit="{meant}"`')


@lru_cache(maxsize=256)
def _rules(text: str) -> RuleSet:
    return loading.load([Source("<call>", text)], [])


def _rule_text(measure: dict[str, Any]) -> str:
    """A rule file of one measure: JSON strings are YAML, and everything is a string there."""
    noun = _undeclared_noun(str(measure["unit"]))
    comparators = measure.pop("comparators", [])
    lines = ["ragengine: 1"]
    if noun:
        lines.append(f"units: {{{json.dumps(noun)}: }}")
    if comparators:
        lines.append(f"comparators: {json.dumps(_texts(comparators))}")
    lines += ["measures:", "  value:"]
    lines += [f"    {key}: {json.dumps(_texts(one), ensure_ascii=False)}" for key, one in measure.items()]
    return "\n".join(lines) + "\n"


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _texts(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        return str(value)
    return _number(value)


def _number(value: float | Decimal | Fraction) -> str:
    """A number of a program as digits; what has no finite decimal stays as Python shows it."""
    try:
        exact = shortest(value) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError):
        return str(value)
    bounded = abs(exact) <= LARGEST and terminates(exact)
    return plain(exact).replace(",", "") if bounded else str(value)[:_LONGEST]


_PREFIX = re.compile(r"(?:percent|per cent|%) of ", re.IGNORECASE)
_PER = re.compile(r" per ", re.IGNORECASE)
_LONGEST = 60


def _undeclared_noun(unit: str) -> str | None:
    """The noun of a unit that a call uses without declaring it: a call needs no declarations."""
    noun = _PER.split(_PREFIX.sub("", unit, count=1))[0].strip()
    try:
        read_unit(noun, {})
    except UnitProblem:
        return noun
    except NotANumber:
        return None
    return None
