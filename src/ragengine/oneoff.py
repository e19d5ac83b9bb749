"""A rule given in a call, in the words of a rule file: rating without a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ragengine import loading
from ragengine.engine import MeasureInContext
from ragengine.errors import CallError
from ragengine.exact import LARGEST, NotANumber, plain, shortest, terminates
from ragengine.reading.words import split_operator
from ragengine.source import Source
from ragengine.units import UnitProblem, read_number, read_unit


def held(value: Any, rule: Mapping[str, Any]) -> MeasureInContext:
    """The measure that a call describes. Raises `RuleError` where its words make no rule.

    Raises `CallError` where they name a unit that the call does not give.
    """
    given = {key.replace("_", " "): one for key, one in rule.items() if one is not None}
    if "unit" not in given:
        words = json.dumps([value if isinstance(value, str) else "", given], default=str)
        given["unit"] = "percent" if "%" in words else "index"
        if given["unit"] == "index":
            _refuse_without_unit((value, *map(given.get, ("target", "amber", "floor"))))
    return _held(_rule_text(given))


def _refuse_without_unit(texts: Iterable[Any]) -> None:
    """Raise `CallError` for a number with a unit, where the call has none."""
    for text in texts:
        try:
            unit = read_number(split_operator(text)[1]).unit if isinstance(text, str) else ""
        except NotANumber:
            continue
        if unit:
            meant = "percent" if unit in ("points", "point") else unit
            raise CallError(f'`{text}` has a unit, and the call gives none: pass `unit="{meant}"`')


@lru_cache(maxsize=256)
def _held(text: str) -> MeasureInContext:
    return loading.load([Source("<call>", text)], []).hold("value")


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
