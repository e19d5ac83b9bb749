"""`ragengine test --properties`: rules held against the laws, from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ragengine import banding
from ragengine.cases.adding import with_cases
from ragengine.cli import laws, main
from ragengine.cuts import above
from ragengine.model import Operator
from ragengine.source import Source

RULES = """\
ragengine: 1
measures:
  answered: {aim: high, unit: percent, target: 90%, amber: 2 points}
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder with rules in it, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("a.rag.yml").write_text(RULES, encoding="utf-8")
    return tmp_path


def run(*arguments):
    """Exit code, stdout and stderr of `test --properties` on a few results."""
    arguments = ["test", "a.rag.yml", "--properties", "--max-examples", "25", *arguments]
    done = CliRunner().invoke(main, arguments, prog_name="ragengine")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_rules_that_keep_every_law_are_exit_code_0():
    code, out, _ = run()
    assert (0, "15 of 15 laws hold, tried on 25 results each\n") == (code, out)


@pytest.mark.usefixtures("broken")
def test_a_law_that_is_broken_is_told_with_a_case_to_paste():
    code, out, _ = run()
    assert 1 == code
    assert "answered breaks the law that engine agrees with definition: " in out
    assert "  as a case: - {measure: answered, value: " in out
    assert out.endswith("laws hold, tried on 25 results each\n")
    assert not out.endswith("15 of 15 laws hold, tried on 25 results each\n")


@pytest.fixture
def broken(monkeypatch):
    """An engine that leaves the end of `at least` out."""
    halves = {**banding._HALVES, Operator.AT_LEAST: lambda value: banding.Interval(above(value), None)}
    monkeypatch.setattr(banding, "_HALVES", halves)


CASES = "ragtest: 1\ncases:\n    # the first\n    - {measure: answered, value: 95%, rating: green}\n"


@pytest.mark.usefixtures("broken")
def test_what_breaks_a_law_is_written_back_as_a_case(monkeypatch, here):
    _, out, err = run("--update")
    case = re.search(r"  as a case: (- .*)", out)[1]
    assert "a.ragtest.yml: " in err
    text = Path("a.ragtest.yml").read_text(encoding="utf-8")
    assert text.startswith(f"ragtest: 1\ncases:\n  {case}\n")
    monkeypatch.undo()
    assert 0 == CliRunner().invoke(main, ["test", str(here / "a.ragtest.yml")]).exit_code


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("end", ["", "    # the last\n"])
def test_a_case_is_added_behind_those_that_are_there(end):
    Path("a.ragtest.yml").write_text(CASES + end, encoding="utf-8")
    run("a.ragtest.yml", "--update")
    text = Path("a.ragtest.yml").read_text(encoding="utf-8")
    assert text.startswith(f"{CASES}{end}    - {{measure: answered, value: ")


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    "text",
    [
        "ragtest: 1\ncases: [{measure: answered, value: 95%, rating: green}]\n",
        "cases:\n- {measure: answered, value: 95%, rating: green}\nragtest: 1\n",
        "ragtest: 1\ncases: {}\n",
    ],
)
def test_a_case_that_cannot_stand_in_a_file_is_not_written(text):
    Path("a.ragtest.yml").write_text(text, encoding="utf-8")
    _, _, err = run("--update")
    assert text == Path("a.ragtest.yml").read_text(encoding="utf-8")
    assert "not written: its `cases:` are no list at its end\n" in err


@pytest.mark.usefixtures("broken")
def test_a_file_of_cases_that_is_no_text_is_left_alone():
    Path("a.ragtest.yml").write_bytes(b"\xff")
    assert "RAG002" in run("--update")[2]
    assert b"\xff" == Path("a.ragtest.yml").read_bytes()


def test_lines_with_a_list_that_is_indented_by_a_block_are_read_back():
    text = "ragtest: 1\ncases:\n- measure: answered\n  note: |\n    a\n"
    assert with_cases(Source("a", text), ["- {measure: answered, value: 1%, rating: red}"]) is None


def test_beside_a_format_for_programs_laws_are_talk():
    code, out, err = run("--output-format", "json")
    assert (0, True) == (code, out.startswith("{"))
    assert "15 of 15 laws hold" in err


def test_without_hypothesis_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(laws, "find_spec", lambda _name: None)
    code, out, err = run()
    assert (2, "") == (code, out)
    assert err.endswith("--properties needs Hypothesis: pip install 'ragengine[testing]'\n")
