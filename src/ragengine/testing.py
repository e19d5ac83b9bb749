"""For tests of rules in Python: an assertion that says what came instead, and why.

The fixture `ragengine_rules`, which loads the rules for them, is in the pytest plugin.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ragengine.cases.running import failure_of
from ragengine.diagnostics import Diagnostic
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.errors import CallError
from ragengine.messages import did_you_mean, harmless, statement
from ragengine.model.cases import Case
from ragengine.periods import Period
from ragengine.rating import NOT_RATED, RAG, Level, Reason
from ragengine.results import Result
from ragengine.spelling import nearest

__all__ = ["assert_rating"]

_NO_RULES = 'the rules are a {}, not a RuleSet: load them, `ragengine.load("rules/")`'


def assert_rating(
    rules: RuleSet,
    measure: str,
    value: Any,
    rating: str | Level | None,
    *,
    period: str | Period | None = None,
    reason: str | None = None,
    sentence: str | None = None,
    figures: Mapping[str, Any] | None = None,
) -> None:
    r"""Assert that a value of a measure gets a rating.

    `value`, `period` and `figures` are as in `RuleSet.rate`. `rating` is a level or its name;
    None and "not rated" are for no rating, and then `reason` may say which is expected.
    `sentence` is the sentence that it must get, word for word.

    Raises `AssertionError` with what was expected, what came, the sentence and the ranges of
    the measure; `CallError` for what can never be so: rules that are none, a measure that the
    rules do not have (unless `reason` is "unknown-measure"), a level that its scale does not
    have, a reason that there is not, or one beside a rating.

    >>> import ragengine
    >>> text = "measures: {answered: {aim: high, unit: percent, target: 90%, amber: 2 points}}"
    >>> rules = ragengine.loads(f"ragengine: 1\n{text}")
    >>> assert_rating(rules, "answered", "89%", "amber")
    >>> assert_rating(rules, "answered", "", "not rated", reason="missing")
    >>> assert_rating(rules, "answered", "87.9%", "amber")
    Traceback (most recent call last):
        ...
    AssertionError: `answered`: expected amber, got red
      Red: 87.9% is 2.1 percentage points short of the 90% target, more than its 2-point margin allows.
      Ranges: red under 88%; amber at least 88% and under 90%; green at least 90%
    """
    __tracebackhide__ = True
    if not isinstance(rules, RuleSet):
        raise CallError(_NO_RULES.format(type(rules).__name__))
    expected = None if rating is None or str(rating).casefold() == NOT_RATED else str(rating).casefold()
    word, _, detail = (reason or "").partition(" ")
    case = Case("", measure, None, {}, expected, _reason(word, expected), detail, sentence)
    if case.reason is not Reason.UNKNOWN_MEASURE:
        _refuse_unknown_level(expected, rules.hold(measure, _period_of(value, period)))
    failure = failure_of(case, rules.rate(measure, value, period=period, figures=figures))
    if failure is not None:
        raise AssertionError(difference(failure))


def _reason(word: str, expected: str | None) -> Reason | None:
    """The reason of that name. Raises `CallError` for what can be none."""
    if not word:
        return None
    known = [reason.value for reason in Reason]
    if word not in known:
        question = did_you_mean(nearest(word, known))
        raise CallError(f"`{word}` is no reason for not rated; {question}it may be one of {', '.join(known)}")
    if expected is not None:
        raise CallError(f"`{expected}` is a rating, and `{word}` a reason for none: keep one of them")
    return Reason(word)


def _period_of(value: Any, period: str | Period | None) -> str | Period | None:
    """The period of a value: a row may bring its own."""
    return value.period if period is None and isinstance(value, Result) else period


def _refuse_unknown_level(expected: str | None, held: MeasureInContext) -> None:
    """Raise `CallError` for a level that the scale of a measure does not have."""
    scale = held.measure.scale.at(held.year, held.span) or RAG
    if expected is not None and scale.level(expected) is None:
        names = [*(level.name for level in scale.levels), NOT_RATED]
        question = did_you_mean(nearest(expected, names))
        says = f"`{expected}` is no level of the scale `{scale.name}` of `{held.measure.id}`"
        raise CallError(f"{says}; {question}it may be one of {', '.join(names)}")


def difference(failure: Diagnostic) -> str:
    """What did not hold, on a line that stands alone; below it the sentence and the ranges."""
    shown = (harmless(failure.facts.get(name, "")).strip() for name in ("sentence", "ranges"))
    return "\n  ".join([statement(failure), *filter(None, shown)])
