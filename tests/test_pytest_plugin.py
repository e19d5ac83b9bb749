"""The pytest plugin: what is collected, how failures read, and how little it costs to have it."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import docs_examples as docs
import ragengine.pytest_plugin
import ragengine.suites
import ragengine.testing  # what is loaded here stays loaded between the runs inside the tests

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent

RULES = """\
ragengine: 1
measures:
  1E: {aim: low, unit: percent, target: {2021-22: 8%, 2022-23: 7%}, amber: 1 point}
  visits: {aim: high, unit: percent, target: 90%, amber: 2 points}
"""

CASES = """\
ragtest: 1
cases:
  - {name: on it, measure: 1E, period: 2021-22, value: 8%, rating: green}
  - measure: visits
    table: |
      90% green
      89% amber
  - {name: narrow miss, measure: 1E, period: 2021-22, value: 8.4%, rating: amber}
"""

WRONG = CASES.replace("8.4%", "9.4%")

FAILURE = [
    "performance.ragtest.yml:8: `1E`, `narrow miss`: expected amber, got red",
    "  Red: 9.4% is 1.4 percentage points above the limit of 8%, more than its 1-point margin allows.",
    "  Ranges: green at most 8%; amber more than 8% and at most 9%; red more than 9%",
]

NARROW = "performance.ragtest.yml::1E::narrow miss"


@pytest.fixture
def run(pytester):
    """Runs pytest inside pytest, in a folder with rules and cases that hold."""
    pytester.makefile(".rag.yml", performance=RULES)
    pytester.makefile(".ragtest.yml", performance=CASES)
    # Hypothesis would be loaded for each run inside anew, which takes longer than all else.
    lean = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    return lambda *arguments: pytester.runpytest(*lean, *arguments)


def write(pytester, text):
    (pytester.path / "performance.ragtest.yml").write_text(text, encoding="utf-8")


# ---- collecting --------------------------------------------------------------------------------


def test_cases_are_collected_by_measure_and_name(run):
    done = run("--collect-only", "-q")
    assert 0 == done.ret
    assert [
        "performance.ragtest.yml::1E::on it",
        NARROW,
        "performance.ragtest.yml::visits::90% green",
        "performance.ragtest.yml::visits::89% amber",
    ] == done.outlines[:4]


def test_a_node_id_runs_the_case_alone(run):
    assert {"passed": 1} == run(NARROW).parseoutcomes()


def test_the_id_of_a_measure_runs_its_cases(run):
    assert {"passed": 2} == run("performance.ragtest.yml::visits").parseoutcomes()


def test_a_folder_runs_the_cases_in_it_and_below(run, pytester):
    pytester.mkdir("more")
    for ending, text in ((".rag.yml", RULES), (".ragtest.yml", CASES)):
        (pytester.path / "more" / f"other{ending}").write_text(text, encoding="utf-8")
    assert {"passed": 8} == run(".").parseoutcomes()
    assert {"passed": 4} == run("more").parseoutcomes()


def test_other_yaml_files_are_left_alone(run, pytester):
    for name in ("notes.yml", "ragtest.yml", "performance.ragtest.yaml.bak", "test_this.yml"):
        (pytester.path / name).write_text("[not: closed", encoding="utf-8")
    assert {"passed": 4} == run().parseoutcomes()


def test_a_file_of_cases_with_another_ending_is_an_error(run, pytester):
    (pytester.path / "more.ragtest.yaml").write_text(CASES, encoding="utf-8")
    done = run()
    assert (pytest.ExitCode.INTERRUPTED, {"errors": 1}) == (done.ret, done.parseoutcomes())
    done.stdout.fnmatch_lines(["*`more.ragtest.yaml` cannot be read: its name ends with `.yaml`"])


def test_on_one_line_a_failure_is_printed_once_and_names_the_case(run, pytester):
    write(pytester, WRONG)
    done = run("--tb=line", "--junitxml=cases.xml")
    assert 1 == done.outlines.count(FAILURE[0])
    (failure,) = ET.parse(pytester.path / "cases.xml").iter("failure")  # noqa: S314 - our own
    assert (FAILURE[0], FAILURE[0]) == (failure.get("message"), failure.text)


def test_a_name_with_colons_or_lines_can_be_selected(run, pytester):
    write(pytester, CASES.replace("narrow miss", '"8: 30::late\\nand so on"'))
    assert {"passed": 1} == run("performance.ragtest.yml::1E::8: 30-late and so on").parseoutcomes()


@pytest.mark.parametrize(
    ("arguments", "outcomes"),
    [
        (("-k", "narrow"), {"passed": 1, "deselected": 3}),
        (("-k", "1E and not narrow"), {"passed": 1, "deselected": 3}),
        (("-k", "visits"), {"passed": 2, "deselected": 2}),
        (("-m", "ragtest"), {"passed": 4}),
        (("-m", "not ragtest"), {"deselected": 4}),
        (("--deselect", NARROW), {"passed": 3, "deselected": 1}),
        (("--strict-markers", "-v"), {"passed": 4}),
    ],
)
def test_cases_are_selected_as_other_tests_are(run, arguments, outcomes):
    assert outcomes == run(*arguments).parseoutcomes()


def test_a_run_of_no_case_ends_as_pytest_has_it(run):
    assert pytest.ExitCode.NO_TESTS_COLLECTED == run("-k", "narow").ret
    assert pytest.ExitCode.USAGE_ERROR == run("performance.ragtest.yml::1E::narow miss").ret


def test_without_the_plugin_nothing_is_collected(run):
    assert pytest.ExitCode.NO_TESTS_COLLECTED == run("-p", "no:ragengine").ret


def test_cases_of_one_name_are_numbered_and_none_is_lost(run, pytester):
    again = "  - {name: same, measure: visits, value: 90%, rating: green}\n"
    odd = again.replace("name: same", 'name: "two\\nlines"')
    write(pytester, f"ragtest: 1\ncases:\n{again}{again}{again.replace('same', 'same (2)')}{odd}")
    done = run("-v")
    assert {"passed": 4} == done.parseoutcomes()
    done.stdout.fnmatch_lines(
        ["*::visits::same PASSED*", "*::visits::same (2) PASSED*", "*::two lines PASSED*"]
    )


# ---- failures ----------------------------------------------------------------------------------


def test_a_failure_says_what_was_expected_and_what_came(run, pytester):
    write(pytester, WRONG)
    done = run()
    assert {"passed": 3, "failed": 1} == done.parseoutcomes()
    at = done.outlines.index(FAILURE[0])
    assert "1E: narrow miss" in done.outlines[at - 1]
    assert FAILURE == done.outlines[at : at + 3]
    assert "Traceback" not in done.stdout.str()


def test_a_file_elsewhere_is_named_from_its_root(run, pytester, monkeypatch):
    write(pytester, WRONG)
    monkeypatch.chdir(pytester.mkdir("elsewhere"))
    done = run("-q", str(pytester.path / "performance.ragtest.yml"))
    path = (pytester.path / "performance.ragtest.yml").as_posix()
    assert f"{path}:8: `1E`, `narrow miss`: expected amber, got red" in done.outlines


def test_another_sentence_is_a_failure_too(run, pytester):
    write(pytester, CASES.replace("value: 8%, rating: green", "value: 8%, rating: green, sentence: Fine."))
    done = run()
    at = done.outlines.index("performance.ragtest.yml:3: `1E`, `on it`: the sentence is another")
    assert "  Green: 8% meets the limit of 8%." == done.outlines[at + 1]


def test_an_error_that_is_no_failure_of_a_case_is_shown_as_ever(run, pytester):
    pytester.makeconftest("def pytest_runtest_call(item):\n    raise ValueError('no database')\n")
    done = run(NARROW)
    assert {"failed": 1} == done.parseoutcomes()
    done.stdout.fnmatch_lines(["E*ValueError: no database"])


def test_junit_has_the_case_its_measure_and_the_failure(run, pytester):
    write(pytester, WRONG)
    run("--junitxml=junit.xml")
    tree = ET.parse(pytester.path / "junit.xml")  # noqa: S314 - written by pytest just now
    cases = {(one.get("classname"), one.get("name")): one for one in tree.iter("testcase")}
    assert {
        ("performance.ragtest.yml.1E", "on it"),
        ("performance.ragtest.yml.1E", "narrow miss"),
        ("performance.ragtest.yml.visits", "90% green"),
        ("performance.ragtest.yml.visits", "89% amber"),
    } == set(cases)
    (failure,) = cases["performance.ragtest.yml.1E", "narrow miss"]
    assert "\n".join(FAILURE) == failure.text


# ---- what is wrong with a file -----------------------------------------------------------------


def test_everything_wrong_with_a_file_is_one_error_in_words(run, pytester):
    write(pytester, CASES.replace("measure: visits", "measure: vists").replace("amber}", "ambr}"))
    done = run()
    assert (pytest.ExitCode.INTERRUPTED, {"errors": 1}) == (done.ret, done.parseoutcomes())
    shown = done.stdout.str()
    assert "performance.ragtest.yml:4:14: RAG606 `vists` is no measure of these rules" in shown
    assert "  help: did you mean `visits`?" in shown
    assert "performance.ragtest.yml:8:76: RAG112 `ambr` is not a level of the scale `RAG`" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ragtest: 1\ncases: []\n", "RAG601"),
        ("", "RAG011"),
        ("ragtest: 1\nrules: nowhere.rag.yml\ncases: []\n", "RAG001"),
    ],
)
def test_a_file_without_cases_or_rules_is_an_error(run, pytester, text, code):
    write(pytester, text)
    done = run()
    assert {"errors": 1} == done.parseoutcomes()
    assert f"{code} " in done.stdout.str()


def test_wrong_rules_are_an_error_of_every_file_that_tests_them(run, pytester):
    pytester.makefile(".rag.yml", performance=RULES.replace("amber: 2 points", "amber: 2%"))
    done = run()
    assert {"errors": 1} == done.parseoutcomes()
    assert "performance.rag.yml:4:58: RAG204 `2%` is ambiguous on a percentage" in done.stdout.str()


# ---- the fixture -------------------------------------------------------------------------------


USES = """\
from ragengine.testing import assert_rating


def test_visits(ragengine_rules):
    assert_rating(ragengine_rules, "visits", "89%", "amber")
"""


def test_the_fixture_has_the_rules_of_the_setting(run, pytester):
    pytester.makeini("[pytest]\nragengine_rules = performance.rag.yml\n")
    pytester.makepyfile(USES)
    assert {"passed": 5} == run().parseoutcomes()


def test_the_path_of_the_setting_starts_at_the_root_of_the_run(run, pytester, monkeypatch):
    pytester.makeini("[pytest]\nragengine_rules = .\n")
    test = pytester.makepyfile(USES)
    monkeypatch.chdir(pytester.mkdir("elsewhere"))
    assert {"passed": 1} == run(f"--rootdir={pytester.path}", "-c", "../tox.ini", test).parseoutcomes()


def test_the_fixture_has_the_rules_of_the_nearest_marker(run, pytester):
    easier = RULES.replace("90%", "80%")
    pytester.makefile(".rag.yml", easier=easier)
    pytester.makeini("[pytest]\nragengine_rules = nowhere\n")
    pytester.makepyfile(
        """
        import pytest
        from ragengine.testing import assert_rating

        pytestmark = pytest.mark.ragengine_rules("performance.rag.yml")

        @pytest.fixture(scope="module")
        def held(ragengine_rules):
            return ragengine_rules.at("2024-25")["visits"]

        def test_visits(held):
            assert "amber" == str(held.rate(89).rating)

        @pytest.mark.ragengine_rules("easier.rag.yml")
        def test_easier(ragengine_rules):
            assert_rating(ragengine_rules, "visits", "89%", "green")

        @pytest.mark.ragengine_rules("easier.rag.yml", "performance.rag.yml")
        def test_both(ragengine_rules):
            assert_rating(ragengine_rules, "visits", "90%", "green")

        def test_none():
            pass
        """
    )
    done = run("--strict-markers", "-v", "-k", "test_")
    assert {"passed": 5, "deselected": 4} == done.parseoutcomes()
    done.stdout.fnmatch_lines(["*::test_visits?performance.rag.yml? PASSED*"])


def test_rules_are_loaded_once_a_run(run, pytester):
    pytester.makeini("[pytest]\nragengine_rules = performance.rag.yml\n")
    pytester.makepyfile(
        """
        import pytest

        seen = []

        @pytest.mark.parametrize("number", range(3))
        def test_the_same(ragengine_rules, number):
            seen.append(ragengine_rules)
            assert all(one is seen[0] for one in seen)
        """
    )
    assert {"passed": 7} == run().parseoutcomes()


def test_no_rules_named_is_an_error_that_says_where_to_name_them(run, pytester):
    pytester.makepyfile(USES)
    done = run("-k", "test_visits")
    assert {"errors": 1, "deselected": 4} == done.parseoutcomes()
    assert (
        "no rules are named for the fixture `ragengine_rules`: write `ragengine_rules = rules/`"
        in done.stdout.str()
    )


def test_wrong_rules_are_an_error_of_the_fixture_in_words(run, pytester):
    pytester.makefile(".rag.yml", performance=RULES.replace("amber: 2 points", "amber: 2%"))
    pytester.makeini("[pytest]\nragengine_rules = performance.rag.yml\n")
    done = run(pytester.makepyfile(USES))
    assert {"errors": 1} == done.parseoutcomes()
    assert "performance.rag.yml:4:58: RAG204" in done.stdout.str()
    assert "Traceback" not in done.stdout.str()


def test_a_marker_without_a_path_is_an_error(run, pytester):
    pytester.makepyfile(
        "import pytest\n\n@pytest.mark.ragengine_rules\ndef test_one(ragengine_rules):\n    pass\n"
    )
    done = run()
    done.stdout.fnmatch_lines(
        ['*the marker `ragengine_rules` of *::test_one names no path: write *("rules/")`']
    )
    assert "_hookexec" not in done.stdout.str()
    assert {"errors": 1} == done.parseoutcomes()


def test_a_failed_assertion_shows_the_test_and_not_how_it_was_compared(run, pytester):
    pytester.makeini("[pytest]\nragengine_rules = performance.rag.yml\n")
    pytester.makepyfile(USES.replace("amber", "green"))
    done = run("-k", "test_visits")
    done.stdout.fnmatch_lines(
        [
            '>*assert_rating(ragengine_rules, "visits", "89%", "green")',
            "E*AssertionError: `visits`: expected green, got amber",
            "E*Amber: 89% is 1 percentage point short of the 90% target, within its 2-point margin.",
            "E*Ranges: red under 88%; amber at least 88% and under 90%; green at least 90%",
        ]
    )
    assert "__tracebackhide__" not in done.stdout.str()


# ---- the page ----------------------------------------------------------------------------------


def without_time(text):
    return re.sub(r" in \d+\.\d+s$", " in 0s", text.rstrip(), flags=re.MULTILINE)


def test_the_page_shows_what_pytest_prints(pytester, monkeypatch):
    monkeypatch.delenv("CI", raising=False)  # pytest shortens no line there
    monkeypatch.delenv("BUILD_NUMBER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    lean = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    page = (ROOT / "docs" / "howto" / "test-rules-with-pytest.md").read_text(encoding="utf-8")
    shown = []
    for block in docs.blocks(page):
        if name := block.said("file"):
            path = pytester.path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.text.startswith("$ pytest "):
            command, _, output = block.text.partition("\n")
            done = pytester.runpytest(*lean, *command.split()[2:])
            assert without_time(output) == without_time(done.stdout.str())
            shown.append(command)
    assert 4 == len(shown)


# ---- what it costs, and whom it works with -----------------------------------------------------


def test_starting_pytest_loads_the_light_module_alone(pytester):
    pytester.makeconftest(
        """
        import json, sys

        def pytest_unconfigure(config):
            names = ("ragengine", "yaml", "attr", "attrs", "click", "pint")
            print("loaded", json.dumps(sorted(x for x in sys.modules if x.split(".")[0] in names)))
        """
    )
    pytester.makepyfile("def test_nothing():\n    pass\n")
    lean = [
        one
        for plugin in ("xdist", "hypothesispytest", "pytest_cov", "platformdirs")
        for one in ("-p", f"no:{plugin}")
    ]
    done = pytester.runpytest_subprocess("-s", "-p", "no:cacheprovider", *lean)
    (line,) = [one for one in done.outlines if one.startswith("loaded ")]
    assert ["ragengine", "ragengine.pytest_plugin"] == json.loads(line.removeprefix("loaded "))


def test_the_plugin_uses_what_pytest_has_made_public():
    tree = ast.parse(Path(ragengine.pytest_plugin.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and "pytest" == node.value.id
    }
    assert [] == [name for name in imported if name.startswith("_pytest")]
    assert set() == used - set(pytest.__all__)


@pytest.mark.usefixtures("run")
def test_the_workers_of_xdist_share_the_cases_out(pytester):
    write(pytester, WRONG)
    pytester.makeini("[pytest]\nragengine_rules = performance.rag.yml\n")
    pytester.makepyfile(USES)
    done = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-n", "2")
    assert {"passed": 4, "failed": 1} == {
        word: count for word, count in done.parseoutcomes().items() if word in ("passed", "failed", "errors")
    }
    at = done.outlines.index(FAILURE[0])
    assert FAILURE == done.outlines[at : at + 3]


@pytest.mark.network
@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(("version", "first"), [("~=8.0.0", "8.0"), ("<9", "8"), ("<10", "9")])
def test_every_version_of_pytest_from_8_to_9_is_served(pytester, tmp_path_factory, version, first):
    other = tmp_path_factory.mktemp("pytest")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(other), f"pytest{version}"]
    got = subprocess.run(pip, capture_output=True, text=True, check=False)
    if got.returncode:
        pytest.skip(f"pip cannot fetch pytest{version} here")
    write(pytester, WRONG)
    pytester.makeini("[pytest]\nragengine_rules = performance.rag.yml\n")
    pytester.makepyfile(USES)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--strict-markers"],
        cwd=pytester.path, env={**os.environ, "PYTHONPATH": str(other)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert f"pytest-{first}." in done.stdout
    assert "1 failed, 4 passed" in done.stdout
    assert "\n".join(FAILURE) in done.stdout
