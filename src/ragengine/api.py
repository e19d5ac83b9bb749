"""The verbs of the library: load rules, check them, rate results.

This is the front door, and light: what is behind it is loaded by the first call.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ragengine.diagnostics import Diagnostic
    from ragengine.engine import RuleSet
    from ragengine.periods import Period
    from ragengine.results.tables import Results
    from ragengine.source import Source
    from ragengine.verdict import Verdict

StrPath = str | os.PathLike[str]


def load(path: StrPath) -> RuleSet:
    """The rules in a file, or in every `*.rag.yml` of a folder.

    Raises `RuleError` with every diagnostic at once.

    >>> load("rules/leicestershire").title
    'Adults and Communities performance'
    """
    loading = _behind("loading")
    rules: RuleSet = loading.load(*loading.sources_at(Path(path)))
    return rules


def loads(text: str, name: str = "<text>") -> RuleSet:
    r"""The rules in a text. Raises `RuleError` with every diagnostic at once.

    >>> rules = loads("ragengine: 1\nmeasures: {answered: {aim: high, unit: percent,"
    ...               " target: 90%, amber: 2 points}}")
    >>> str(rules.rate("answered", "89%").rating)
    'amber'
    """
    rules: RuleSet = _behind("loading").load([_source(name, text)], [])
    return rules


def check(
    path: StrPath,
    *,
    results: StrPath | None = None,
    columns: Mapping[str, str] | None = None,
    period: str | None = None,
) -> list[Diagnostic]:
    """Everything that is found about the rules at a path, and about results, as `ragengine check` does.

    `columns` maps our column names to other headings of the results, and `period` is for rows
    that carry none. Never raises on content. What comments and the nearest configuration
    silence is left out. An empty list means that the rules load, their examples hold, and
    nothing is odd.
    """
    loading = _behind("loading")
    configuration, found = loading.configuration_of(Path(path))
    if found:
        return list(found)
    tables = [] if results is None else [loading.results_at(Path(results), columns)]
    cases = partial(_behind("suites").cases_about, Path(path))
    sources, problems = loading.sources_at(Path(path))
    return list(loading.inspect(sources, problems, configuration.settings, tables, cases, period).findings)


def check_text(text: str, name: str = "<text>") -> list[Diagnostic]:
    """As `check`, on a text, without a configuration.

    >>> [one.code for one in check_text("ragengine: 1")]
    ['RAG102']
    """
    settings = _behind("checks").Settings()
    return list(_behind("loading").inspect([_source(name, text)], [], settings).findings)


def describe(diagnostic: Diagnostic) -> str:
    """A diagnostic in words: place, code, statement, the line with a caret, the way out."""
    text: str = _behind("messages").render(diagnostic)
    return text


def read_results(path: StrPath, *, columns: Mapping[str, str] | None = None) -> Results:
    """The results in a CSV file, or in every one of a folder, as rows to rate.

    `columns` maps our column names to other headings: `{"measure": "Indicator"}`. Raises
    `ResultError` where there is no table to read; a row that cannot be read stays, and is
    rated *not rated: unreadable*.

    >>> len(read_results("rules/leicestershire/results"))
    120
    """
    results: Results = _behind("loading").read_results(Path(path), columns)
    return results


def rate(
    value: Any,
    *,
    target: Any = None,
    aim: str = "high",
    amber: Any = None,
    unit: str | None = None,
    period: str | Period | None = None,
    figures: Mapping[str, Any] | None = None,
    **rule: Any,
) -> Verdict:
    """Rate one value by a rule given in the call, in the words of a rule file.

    `rule` takes any other key of a measure (`floor`, `levels`, `compare`, `domain` ...).
    `figures` are those that the rule asks for, and need no declaration. Without `unit` it is a
    percentage where the value, a figure, or a number of the rule says `%`, else an index; a
    share such as `5% of target` is of any unit. Raises `RuleError` where the words make no
    rule, `CallError` where they need a `unit`, or a `period` because they change by year.

    >>> str(rate("84.1%", target="86%", aim="high", amber="2 points"))
    'Amber: 84.1% is 1.9 percentage points short of the 86% target, within its 2-point margin.'
    """
    words = {"target": target, "aim": aim, "amber": amber, "unit": unit, **rule}
    verdict: Verdict = _behind("oneoff").rate(value, words, figures, period)
    return verdict


def _source(name: str, text: object) -> Source:
    """A text of the caller with its name. Raises `CallError` for what is no text."""
    if not isinstance(text, str):
        given = type(text).__name__
        raise _behind("errors").CallError(
            f"rules are a text, and this is {given}: decode bytes, `load` a file"
        )
    source: Source = _behind("source").Source(name, text)
    return source


def _behind(module: str) -> Any:
    """A module of ours, loaded when a call first needs it."""
    return import_module(f"ragengine.{module}")
