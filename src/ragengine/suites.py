"""Files of cases with the rules that they test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from ragengine import files, loading
from ragengine.cases.naming import unknown_names
from ragengine.diagnostics import Diagnostic, in_order
from ragengine.engine import RuleSet
from ragengine.errors import RuleError
from ragengine.messages import harmless
from ragengine.model.cases import Case, CaseFile
from ragengine.reading.cases import read_cases
from ragengine.source import Place, Source


@frozen(eq=False)
class Suite:
    """The cases of one file that can be run, and what is wrong with the file or its rules."""

    source: Source
    rules: RuleSet | None
    cases: tuple[Case, ...]
    found: tuple[Diagnostic, ...]


def suites_at(path: Path) -> tuple[list[Suite], list[Diagnostic]]:
    """The suites in a file, or in every `*.ragtest.yml` of a folder, and what keeps any from being read."""
    paths, found = files.find(path, files.TESTS)
    loaded: dict[Path, RuleSet | RuleError] = {}
    suites = []
    for one in paths:
        source, problems = files.read_source(one, files.TESTS)
        found += problems
        if source is not None:
            suites.append(_suite(one, source, loaded))
    return suites, found


def _suite(path: Path, source: Source, loaded: dict[Path, RuleSet | RuleError]) -> Suite:
    case_file, problems = read_cases(source)
    if case_file is None:
        return Suite(source, None, (), tuple(in_order(problems)))
    where = _rules_of(path, case_file.rules)
    if where not in loaded:
        try:
            loaded[where] = loading.load(*loading.sources_at(where))
        except RuleError as error:
            loaded[where] = error
    rules = loaded[where]
    if isinstance(rules, RuleError):
        wrong = [_at_the_cases(one, source, case_file) for one in rules.diagnostics]
        return Suite(source, None, (), tuple(in_order([*problems, *wrong])))
    cases = []
    for case in case_file.cases:
        unknown = list(unknown_names(case, rules))
        problems += unknown
        if not unknown:
            cases.append(case)
    return Suite(source, rules, tuple(cases), tuple(in_order(problems)))


def _at_the_cases(found: Diagnostic, source: Source, case_file: CaseFile) -> Diagnostic:
    """What keeps rules from being read, shown where the cases name them, or ought to."""
    if found.code != "RAG001":
        return found
    place = case_file.rules_at or Place(source, 1, 1)
    way = found.facts["way"]
    if case_file.rules is None:
        way = "put the rules beside this file, or name them in it by a path from here: `rules: ../rules`"
    elif "`" not in way:
        way = "write `rules:` as a path from this file to a rule file or a folder of them"
    return evolve(found, place=place, facts={**found.facts, "way": way})


def cases_about(path: Path) -> Iterator[Case]:
    """The cases that test the rules at a path: in a folder, or beside a file.

    What is wrong with a file of cases is not told: `ragengine test` does that.
    """
    beside = path.rglob(files.TESTS) if path.is_dir() else path.parent.glob(files.TESTS)
    asked = path.resolve()
    for one in sorted(beside):
        source, _ = files.read_source(one, files.TESTS)
        case_file = None if source is None else read_cases(source)[0]
        if case_file is None:
            continue
        tested = _rules_of(one, case_file.rules).resolve()
        if asked == tested or asked in tested.parents or tested in asked.parents:
            yield from case_file.cases


def _rules_of(path: Path, named: str | None) -> Path:
    """The rules that a file of cases tests: those it names, its namesake, or all that are beside it."""
    if named is not None:
        return path.parent / named
    namesake = path.with_name(path.name.removesuffix(files.TESTS[1:]) + files.RULES[1:])
    return namesake if namesake.is_file() else path.parent


def ids_of(suite: Suite) -> Iterator[tuple[str, Case]]:
    """The cases of a suite, each with its id: `FILE::MEASURE::NAME`, numbered where it comes again.

    Measure and name stand on one line, and what would be taken for the `::` between them, and a
    colon at their ends, is a dash: so an id can be parted, and chosen by.
    """
    seen: dict[str, int] = {}
    name = Path(suite.source.name).name
    for case in suite.cases:
        one = f"{name}::{_in_id(case.measure)}::{_in_id(case.name)}"
        seen[one] = seen.get(one, 0) + 1
        yield (one if seen[one] == 1 else f"{one} ({seen[one]})"), case


_COLONS = re.compile("^:+|::+|:+$")


def _in_id(words: str) -> str:
    return _COLONS.sub("-", harmless(words).strip())
