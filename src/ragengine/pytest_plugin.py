"""The pytest plugin: collects `*.ragtest.yml`, and has the fixture `ragengine_rules`.

pytest loads this module whenever it starts, in every project that has ragengine installed,
so it imports nothing of ragengine before a file of cases, or rules, are there to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ragengine.diagnostics import Diagnostic
    from ragengine.engine import RuleSet
    from ragengine.model.cases import Case

_ENDINGS = (".ragtest.yml", ".ragtest.yaml")
"""The second is no ending of a file of cases; collecting it says so."""

_RULES = "ragengine_rules"
"""The name of the fixture, and of the setting and the marker that say where its rules are."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting `ragengine_rules`."""
    words = f"The rules that the fixture `{_RULES}` gives: a *.rag.yml file, or a folder of them."
    parser.addini(_RULES, words, type="string", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, for `--markers` and `--strict-markers`."""
    config.addinivalue_line("markers", "ragtest: a case of rules, from a *.ragtest.yml file.")
    config.addinivalue_line(
        "markers",
        f"{_RULES}(path, ...): where the rules are that the fixture `{_RULES}` gives; the test is run "
        "with each that is named.",
    )


# ---- cases ---------------------------------------------------------------------------------


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a file of cases; every other file is left alone."""
    return CaseFile.from_parent(parent, path=file_path) if file_path.name.endswith(_ENDINGS) else None


class CaseFile(pytest.File):
    """A `*.ragtest.yml`: it holds the measures that it has cases for."""

    def collect(self) -> Iterator[CasesOfMeasure]:
        """The measures, in the order of their first cases.

        Raises `CollectError` with everything that is wrong with the file or its rules.
        """
        from ragengine.messages import render_all  # noqa: PLC0415 - starting pytest must stay fast
        from ragengine.suites import ids_of, suites_at  # noqa: PLC0415 - as above

        self.add_marker("ragtest")
        suites, found = suites_at(_from_here(self.path))
        found += [one for suite in suites for one in suite.found]
        if found:
            raise self.CollectError(render_all(found))
        for suite in suites:
            cases: dict[str, list[tuple[str, Case]]] = {}
            for one, case in ids_of(suite):
                _, measure, name = one.rsplit("::", 2)
                cases.setdefault(measure, []).append((name, case))
            for measure, of_measure in cases.items():
                yield CasesOfMeasure.from_parent(self, name=measure, rules=suite.rules, cases=of_measure)


class CasesOfMeasure(pytest.Collector):
    """The cases of one measure: the part of a node id between the file and the case."""

    def __init__(self, *, rules: RuleSet, cases: list[tuple[str, Case]], **node: Any) -> None:
        super().__init__(**node)
        self.rules = rules
        self.cases = cases

    def collect(self) -> Iterator[CaseItem]:
        """A test for each case, in the order of the file."""
        for name, case in self.cases:
            yield CaseItem.from_parent(self, name=name, rules=self.rules, case=case)


class CaseItem(pytest.Item):
    """A case as a test: it passes where the rules give what is expected."""

    def __init__(self, *, rules: RuleSet, case: Case, **node: Any) -> None:
        super().__init__(**node)
        self.rules = rules
        self.case = case

    def runtest(self) -> None:
        """Rate what the case gives. Raises `CaseFailed`."""
        from ragengine.cases.running import run_case  # noqa: PLC0415 - starting pytest must stay fast

        failure = run_case(self.case, self.rules).failure
        if failure is not None:
            raise CaseFailed(failure)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """`file:line: expected amber, got red` and below it why, without a traceback."""
        if isinstance(excinfo.value, CaseFailed):
            text = str(excinfo.value)
            return _OneLine(text.partition("\n")[0]) if self.config.option.tbstyle == "line" else text
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line counted from 0, and a heading for a failure."""
        place = self.case.origin
        return self.path, place.line - 1 if place else 0, f"{self.case.measure}: {self.name}"


class _OneLine(str):
    """A failure for `--tb=line`, in the form in which pytest prints it once: a mere text it prints twice."""

    __slots__ = ()

    @property
    def reprcrash(self) -> _OneLine:
        """What is printed."""
        return self

    @property
    def message(self) -> str:
        """What stands in the summary."""
        return str(self)

    def toterminal(self, _writer: object) -> None:
        """Nothing more."""


class CaseFailed(Exception):
    """A case does not hold: the rules give another rating, reason or sentence."""

    def __init__(self, failure: Diagnostic) -> None:
        super().__init__(failure)
        self.failure = failure

    def __str__(self) -> str:
        from ragengine.testing import difference  # noqa: PLC0415 - only failures need it

        place = self.failure.place
        where = f"{place.source.name}:{place.line}: " if place else ""
        return f"{where}{difference(self.failure)}"


# ---- rules for tests in Python -------------------------------------------------------------


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hand the paths of the marker to the fixture, which lives too long to see a marker itself.

    Raises the error of a collector for a marker without a path, which pytest shows without a traceback.
    """
    marker = metafunc.definition.get_closest_marker(_RULES)
    if marker is None or _RULES not in metafunc.fixturenames:
        return
    if not marker.args:
        way = f'write `@pytest.mark.{_RULES}("rules/")`'
        where = metafunc.definition.nodeid
        raise pytest.Collector.CollectError(f"the marker `{_RULES}` of {where} names no path: {way}")
    metafunc.parametrize(_RULES, marker.args, indirect=True, scope="session", ids=map(str, marker.args))


@pytest.fixture(scope="session")
def ragengine_rules(request: pytest.FixtureRequest) -> RuleSet:
    """The rules that the marker or the setting `ragengine_rules` names, loaded once."""
    import ragengine  # noqa: PLC0415 - starting pytest must stay fast

    path = getattr(request, "param", None) or request.config.getini(_RULES)
    if not path:
        pytest.fail(_NOWHERE, pytrace=False)
    try:
        return ragengine.load(_from_here(request.config.rootpath / path))
    except ragengine.RuleError as error:
        wrong = str(error)
    pytest.fail(wrong, pytrace=False)  # out here, or the error is shown once more as its cause


_NOWHERE = (
    f"no rules are named for the fixture `{_RULES}`: write `{_RULES} = rules/` where pytest is configured, "
    f'or mark the test with `@pytest.mark.{_RULES}("rules/")`; paths start at the root folder of the run'
)


def _from_here(path: Path) -> Path:
    """A path as it is short to read in a message: from the working folder, where it is in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
