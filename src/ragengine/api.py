"""The verbs of the library: load rules, check them, rate results."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from ragengine import files
from ragengine.checks import Contexts, check_contexts, check_examples
from ragengine.diagnostics import Diagnostic, in_order
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.errors import ResultError, RuleError
from ragengine.messages import render
from ragengine.model import RuleFile
from ragengine.reading.files import read_file
from ragengine.results import Results, read_table
from ragengine.source import Source
from ragengine.units import UnitProblem, read_unit
from ragengine.verdict import Verdict

StrPath = str | os.PathLike[str]


def load(path: StrPath) -> RuleSet:
    """The rules in a file, or in every `*.rag.yml` of a folder.

    Raises `RuleError` with every diagnostic at once.
    """
    sources, found = _sources(path)
    return _load(sources, found)


def loads(text: str, name: str = "<text>") -> RuleSet:
    r"""The rules in a text. Raises `RuleError` with every diagnostic at once.

    >>> rules = loads("ragengine: 1\nmeasures: {answered: {aim: high, unit: percent,"
    ...               " target: 90%, amber: 2 points}}")
    >>> str(rules.rate("answered", "89%").rating)
    'amber'
    """
    return _load([Source(name, text)], [])


def check(path: StrPath) -> list[Diagnostic]:
    """Everything that is wrong with the rules at a path, their inline examples included.

    Never raises on content. An empty list means that they load and their examples hold.
    """
    sources, found = _sources(path)
    return _check(sources, found)


def check_text(text: str, name: str = "<text>") -> list[Diagnostic]:
    """As `check`, on a text.

    >>> [one.code for one in check_text("ragengine: 1")]
    ['RAG102']
    """
    return _check([Source(name, text)], [])


def describe(diagnostic: Diagnostic) -> str:
    """A diagnostic in words: place, code, statement, the line with a caret, the way out."""
    return render(diagnostic)


def read_results(path: StrPath, *, columns: Mapping[str, str] | None = None) -> Results:
    """The results in a CSV file, or in every one of a folder, as rows to rate.

    `columns` maps our column names to other headings: `{"measure": "Indicator"}`. Raises
    `ResultError` where there is no table to read; a row that cannot be read stays, and is
    rated *not rated: unreadable*.
    """
    paths, found = files.find(Path(path), files.RESULTS)
    tables = []
    for one in paths:
        source, problems = files.read_source(one)
        found += problems
        if source is not None:
            table = read_table(source, columns)
            tables.append(table)
            found += [each for each in table.diagnostics if each.code != "RAG505"]
    if found:
        raise ResultError(found)
    if len(tables) == 1:
        return tables[0]
    rows = tuple(row for table in tables for row in table)
    noted = tuple(one for table in tables for one in table.diagnostics)
    headings = tuple(dict.fromkeys(name for table in tables for name in table.headings))
    return Results(rows, headings, noted, tables[0].source if tables else None)


def rate(
    value: Any,
    *,
    target: Any = None,
    aim: str = "high",
    amber: Any = None,
    unit: str | None = None,
    figures: Mapping[str, Any] | None = None,
    **rule: Any,
) -> Verdict:
    """Rate one value by a rule given in the call, in the words of a rule file.

    `rule` takes any other key of a measure (`floor`, `levels`, `compare`, `domain` ...).
    Without `unit` it is a percentage where the target or the value says `%`, else an index.
    Raises `RuleError` where the words make no rule.

    >>> str(rate("84.1%", target="86%", aim="high", amber="2 points"))
    'Amber: 84.1% is 1.9 percentage points short of the 86% target, within its 2-point margin.'
    """
    given = {"target": target, "aim": aim, "amber": amber, **rule}
    words = json.dumps([value if isinstance(value, str) else "", given], default=str)
    given["unit"] = unit or ("percent" if "%" in words else "index")
    text = _rule_text({key: one for key, one in given.items() if one is not None})
    return _held(text).rate(value, figures)


def _rule_text(measure: Mapping[str, Any]) -> str:
    """A rule file of one measure: JSON strings are YAML, and everything is a string there."""
    noun = _undeclared_noun(str(measure["unit"]))
    comparators = measure.get("comparators", [])
    body = {key.replace("_", " "): one for key, one in measure.items() if key != "comparators"}
    lines = ["ragengine: 1"]
    if noun:
        lines.append(f"units: {{{json.dumps(noun)}: }}")
    if comparators:
        lines.append(f"comparators: {json.dumps(comparators)}")
    lines.append("measures:")
    lines.append("  value:")
    lines += [f"    {key}: {json.dumps(_texts(one), ensure_ascii=False)}" for key, one in body.items()]
    return "\n".join(lines) + "\n"


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _texts(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(one) for one in value]
    return str(value)


def _undeclared_noun(unit: str) -> str | None:
    """The noun of a unit that a call uses without declaring it: a call needs no declarations."""
    noun = unit.split(" per ", maxsplit=1)[0].strip()
    for prefix in ("percent of ", "% of "):
        noun = noun.removeprefix(prefix)
    try:
        read_unit(noun, {})
    except UnitProblem:
        return noun
    return None


@lru_cache(maxsize=256)
def _held(text: str) -> MeasureInContext:
    return loads(text, "<call>").hold("value")


# ---- reading -----------------------------------------------------------------------------------


def _sources(path: StrPath) -> tuple[list[Source], list[Diagnostic]]:
    paths, found = files.find(Path(path), files.RULES)
    sources = []
    for one in paths:
        source, problems = files.read_source(one)
        found += problems
        if source is not None:
            sources.append(source)
    return sources, found


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest while rules are read.

    Nearly everything that is made then is kept, so looking through it again and again for
    garbage would take as long as the reading itself.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _read(sources: Iterable[Source], found: list[Diagnostic]) -> tuple[RuleSet, Contexts]:
    """The rule set of several sources with its contexts; what is wrong goes to `found`."""
    rule_files: list[RuleFile] = []
    first: dict[str, Any] = {}
    for source in sources:
        rule_file, problems = read_file(source)
        found += problems
        if rule_file is None:
            continue
        rule_files.append(rule_file)
        for measure in rule_file.measures:
            other = first.setdefault(measure.id, measure)
            if other is not measure:
                facts = {"key": measure.id, "first": str(other.origin)}
                found.append(Diagnostic("RAG401", measure.origin, facts))
    rules = RuleSet(rule_files)
    contexts, faults = check_contexts(rules)
    found += faults
    return rules, contexts


def _load(sources: Iterable[Source], found: list[Diagnostic]) -> RuleSet:
    with _collector_at_rest():
        rules, _ = _read(sources, found)
    if found:
        raise RuleError(in_order(found))
    return rules


def _check(sources: Iterable[Source], found: list[Diagnostic]) -> list[Diagnostic]:
    with _collector_at_rest():
        rules, contexts = _read(sources, found)
        if not found:
            found += check_examples(rules, contexts)
    return in_order(found)
