"""Rate performance measures against targets by rules that can be read, checked and run.

Everything public is here by name; each name is loaded when it is first used, so importing
this package, or one light module of it, costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ragengine import properties, strategies
    from ragengine.api import check, check_text, describe, load, loads, rate, read_results
    from ragengine.cuts import Cut, Interval, Partition
    from ragengine.diagnostics import Diagnostic
    from ragengine.engine import MeasureInContext, RuleSet
    from ragengine.errors import CallError, RagengineError, ResultError, RuleError, UnknownMeasure
    from ragengine.explain import Caution
    from ragengine.model import Measure
    from ragengine.rating import AMBER, GREEN, RAG, RED, Level, Reason, Scale
    from ragengine.results import Result
    from ragengine.results.tables import Results
    from ragengine.verdict import Verdict

_HOMES = {
    "api": ("check", "check_text", "describe", "load", "loads", "rate", "read_results"),
    "cuts": ("Cut", "Interval", "Partition"),
    "diagnostics": ("Diagnostic",),
    "engine": ("MeasureInContext", "RuleSet"),
    "errors": ("CallError", "RagengineError", "ResultError", "RuleError", "UnknownMeasure"),
    "explain": ("Caution",),
    "model": ("Measure",),
    "rating": ("AMBER", "GREEN", "RAG", "RED", "Level", "Reason", "Scale"),
    "results": ("Result",),
    "results.tables": ("Results",),
    "verdict": ("Verdict",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
_MODULES = ("properties", "strategies")

__version__ = "0.1.0"

__all__ = [
    "AMBER",
    "GREEN",
    "RAG",
    "RED",
    "CallError",
    "Caution",
    "Cut",
    "Diagnostic",
    "Interval",
    "Level",
    "Measure",
    "MeasureInContext",
    "Partition",
    "RagengineError",
    "Reason",
    "Result",
    "ResultError",
    "Results",
    "RuleError",
    "RuleSet",
    "Scale",
    "UnknownMeasure",
    "Verdict",
    "check",
    "check_text",
    "describe",
    "load",
    "loads",
    "properties",
    "rate",
    "read_results",
    "strategies",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"ragengine.{_HOME[name]}"), name)
    elif name in _MODULES:
        value = import_module(f"ragengine.{name}")
    else:
        raise AttributeError(f"module 'ragengine' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
