"""From paths and texts to rule sets, diagnostics and results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ragengine import files
from ragengine.checks import Contexts, Settings, Subject, check_contexts, run_checks
from ragengine.checks.silences import judge_silences, silence
from ragengine.checks.silencing import read_silences
from ragengine.collector import collector_at_rest
from ragengine.configuration import Configuration, has_section, read_configuration
from ragengine.diagnostics import Diagnostic, Findings, Inspection, in_order
from ragengine.engine import RuleSet
from ragengine.errors import ResultError, RuleError
from ragengine.model import Measure, RuleFile
from ragengine.reading.files import read_file
from ragengine.source import Source

if TYPE_CHECKING:
    from ragengine.model.cases import Case
    from ragengine.results.tables import Results

    Table = tuple[Results, list[Diagnostic]]
    """A table of results with what keeps any of it from being read."""


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


def inspect(
    sources: Sequence[Source],
    found: list[Diagnostic],
    settings: Settings,
    results: Sequence[Table] = (),
    cases: Callable[[], Iterable[Case]] = tuple,
    period: str | None = None,
) -> Inspection:
    """Everything that is found about the rules of several sources, and about results given with them.

    `cases` reads those that test the rules; it is called only where a check needs them. `period`
    is for rows that carry none. Raises `CallError` where it is no period.
    """
    today = settings.today or date.today()  # noqa: DTZ011 - the day where the user is
    found = Findings(found)
    with collector_at_rest():
        rules, contexts = _read(sources, found)
        here = rules.at(period).period
        whole = not any(one.severity == "error" for one in found)
        rows = [row for table, _ in results for row in table]
        for table, problems in results:
            found += [*problems, *table.diagnostics, *table.unused(rules.figures)]
        subject = Subject(rules, contexts, today, tuple(rules.rate_each(rows, period=here)), cases)
        found += run_checks(subject, settings, whole=whole)
        silences = []
        for source in sources:
            read, problems = read_silences(source)
            silences += read
            found += problems
        left = silence(in_order(found), silences, settings, today)
        judged = judge_silences(silences, settings, today) if whole else []
    judged = silence(judged, (), settings, today).kept
    kept = Findings(one for one in (*left.kept, *judged) if settings.looks_for(one.code))
    names = [source.name for source in sources]
    names += [source.name for table, _ in results for source, _ in table.parts]
    return Inspection(tuple(in_order(kept)), tuple(names), left.count, found.beyond + kept.beyond)


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
    results, found = results_at(path, columns)
    if found:
        raise ResultError(found)
    return results


def results_at(path: Path, columns: Mapping[str, str] | None = None) -> Table:
    """The results at a path, and what keeps any of its tables from being read."""
    from ragengine.results.tables import Results, read_table  # noqa: PLC0415 - most checks have no table

    paths, found = files.find(path, files.RESULTS)
    tables = []
    for one in paths:
        source, problems = files.read_source(one, files.RESULTS)
        found += problems
        if source is not None:
            table = read_table(source, columns)
            tables.append(table)
            found += [each for each in table.diagnostics if each.code != "RAG505"]
    if len(tables) == 1:
        return tables[0], found
    rows = tuple(row for table in tables for row in table)
    noted = tuple(one for table in tables for one in table.diagnostics)
    headings = tuple(dict.fromkeys(name for table in tables for name in table.headings))
    return Results(rows, headings, noted, tuple(part for table in tables for part in table.parts)), found


def configuration_of(path: Path) -> tuple[Configuration, list[Diagnostic]]:
    """The nearest configuration from a path upwards, and what is wrong with it."""
    for one in files.configurations_above(path):
        source, problems = files.read_source(one)
        if source is None:
            return Configuration(), problems
        if one.name != "pyproject.toml" or has_section(source):
            from ragengine.reports.findings import FINDING_FORMATS  # noqa: PLC0415 - for its names alone

            return read_configuration(source, tuple(FINDING_FORMATS))
    return Configuration(), []
