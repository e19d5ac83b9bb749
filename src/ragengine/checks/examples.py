"""Inline examples hold, in every year that the measure has a target unless they name one."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from ragengine.checks.contexts import Contexts
from ragengine.diagnostics import Diagnostic, Findings
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.model import Example, Measure
from ragengine.periods import Period
from ragengine.rating import Reason
from ragengine.results import Result
from ragengine.verdict import Verdict

_COLUMNS = frozenset(
    {"numerator", "denominator", "population", "forecast", "prior", "place", "status", "note"}
)

_TARGET_LACKS = frozenset({Reason.NO_TARGET, Reason.NO_SURVEY, Reason.NO_TARGET_THIS_YEAR})


def check_examples(rules: RuleSet, contexts: Contexts) -> Findings:
    """A diagnostic for each example that does not get the rating it should."""
    found = Findings()
    for measure in rules.measures.values():
        usual = _targeted(contexts[measure.id]) if measure.examples else []
        for example in measure.examples:
            value = _value(measure, example)
            period = example.period
            for held in usual if period is None else [rules.context(measure, period)]:
                verdict = held.rate(value)
                if not _as_expected(verdict, example):
                    if found.full:
                        found.beyond += 1
                    else:
                        found.append(_failed(verdict, example, held.period))
                    break
    return found


def _targeted(contexts: list[MeasureInContext]) -> list[MeasureInContext]:
    """The contexts with a target; where none has one, the first."""
    targeted = [held for held in contexts if held.lacking is None or held.lacking.reason not in _TARGET_LACKS]
    return targeted or contexts[:1]


def _value(measure: Measure, example: Example) -> str | Result:
    """The cell of an example, with the rest of its row where it has more."""
    if example.cells.keys() == {"value"}:
        return example.cells["value"]
    cells = dict(example.cells)
    value = cells.pop("value", None)
    columns: dict[str, Any] = {name: cells.pop(name) for name in list(cells) if name in _COLUMNS}
    return evolve(Result(measure.id, value, figures=cells), **columns)


def _as_expected(verdict: Verdict, example: Example) -> bool:
    if example.rating is not None:
        return verdict.rating is not None and verdict.rating.name.casefold() == example.rating
    if verdict.rating is not None:
        return False
    if example.reason is not None and verdict.reason is not example.reason:
        return False
    return not example.detail or verdict.facts.detail.get("figure") == example.detail


def _failed(verdict: Verdict, example: Example, period: Period | None) -> Diagnostic:
    expected = example.rating or "not rated"
    if example.reason is not None:
        expected = f"{expected} ({' '.join(filter(None, (example.reason.value, example.detail)))})"
    got = str(verdict.rating) if verdict.rating else f"not rated ({verdict.reason})"
    facts = {
        "text": example.text, "when": f" in {period}" if period else "", "expected": expected,
        "got": got, "sentence": str(verdict),
    }  # fmt: skip
    return Diagnostic("RAG402", example.origin, facts)
