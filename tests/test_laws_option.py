"""`ragengine test --properties`: rules held against the laws, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ragengine import banding
from ragengine.cli import laws, main
from ragengine.cuts import above
from ragengine.model import Operator

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


def test_a_law_that_is_broken_is_told_with_a_case_to_paste(monkeypatch):
    halves = {**banding._HALVES, Operator.AT_LEAST: lambda value: banding.Interval(above(value), None)}
    monkeypatch.setattr(banding, "_HALVES", halves)
    code, out, _ = run()
    assert 1 == code
    assert "answered breaks the law that engine agrees with definition: " in out
    assert "  as a case: - {measure: answered, value: " in out
    assert out.endswith("laws hold, tried on 25 results each\n")
    assert not out.endswith("15 of 15 laws hold, tried on 25 results each\n")


def test_beside_a_format_for_programs_laws_are_talk():
    code, out, err = run("--output-format", "json")
    assert (0, True) == (code, out.startswith("{"))
    assert "15 of 15 laws hold" in err


def test_without_hypothesis_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(laws, "find_spec", lambda _name: None)
    code, out, err = run()
    assert (2, "") == (code, out)
    assert err.endswith("--properties needs Hypothesis: pip install 'ragengine[testing]'\n")
