"""From paths and texts to rule sets, diagnostics and results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ragengine import files
from ragengine.checks import Contexts, check_contexts, check_examples
from ragengine.collector import collector_at_rest
from ragengine.diagnostics import Diagnostic, Findings, in_order
from ragengine.engine import RuleSet
from ragengine.errors import ResultError, RuleError
from ragengine.model import Measure, RuleFile
from ragengine.reading.files import read_file
from ragengine.results import Results, read_table
from ragengine.source import Source


def sources_at(path: Path) -> tuple[list[Source], list[Diagnostic]]:
    """The texts of a rule file, or of every one in a folder, and what keeps any from being read."""
    paths, found = files.find(path, files.RULES)
    sources = []
    for one in paths:
        source, problems = files.read_source(one)
        found += problems
        if source is not None:
            sources.append(source)
    return sources, found


def load(sources: Iterable[Source], found: list[Diagnostic]) -> RuleSet:
    """The rule set of several sources. Raises `RuleError` with the diagnostics, not over `MOST`."""
    found = Findings(found)
    with collector_at_rest():
        rules, _ = _read(sources, found)
    if found:
        raise RuleError(in_order(found))
    return rules


def check(sources: Iterable[Source], found: list[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with the rules of several sources, their examples included; not over `MOST`."""
    found = Findings(found)
    with collector_at_rest():
        rules, contexts = _read(sources, found)
        if not found:
            found += check_examples(rules, contexts)
    return in_order(found)


def _read(sources: Iterable[Source], found: list[Diagnostic]) -> tuple[RuleSet, Contexts]:
    """The rule set of several sources with its contexts; what is wrong goes to `found`."""
    rule_files: list[RuleFile] = []
    first: dict[str, Measure] = {}
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
            elif measure.year_starts != next(iter(first.values())).year_starts:
                found.append(Diagnostic("RAG404", measure.origin, {"key": measure.id}))
    rules = RuleSet(rule_files)
    contexts, faults = check_contexts(rules)
    found += faults
    return rules, contexts


def read_results(path: Path, columns: Mapping[str, str] | None) -> Results:
    """The results in a CSV file, or in every one of a folder. Raises `ResultError`."""
    paths, found = files.find(path, files.RESULTS)
    tables = []
    for one in paths:
        source, problems = files.read_source(one, files.RESULTS)
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
    return Results(rows, headings, noted, tuple(part for table in tables for part in table.parts))
