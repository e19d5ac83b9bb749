"""The command line of `ragengine check`: options, configuration, exit codes, reports."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import ragengine
from ragengine.cli import main
from ragengine.diagnostics import MOST

LEICESTERSHIRE = (Path(__file__).parent.parent / "rules" / "leicestershire").as_posix()

CLEAN = """\
ragengine: 1
measures:
  answered:
    aim: high
    unit: percent
    target: {2019-20: 90%, 2020-21: 91%}
    amber: 2 points
    examples:
      2019-20: [90% green, 88% amber]
"""
WARNED = CLEAN.replace("2019-20: 90%,", "2018-19: TBC, 2019-20: 90%,")
WRONG = CLEAN.replace("88% amber", "88% red")
REMARKED = CLEAN.replace(", 88% amber", "")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder with four rule files in it, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    for name, text in (("clean", CLEAN), ("warned", WARNED), ("wrong", WRONG), ("remarked", REMARKED)):
        Path(f"{name}.rag.yml").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments, stdin=None):
    """Exit code, stdout and stderr of `check`."""
    done = CliRunner().invoke(main, ["check", *map(str, arguments)], prog_name="ragengine", input=stdin)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


# ---- exit codes --------------------------------------------------------------------------------


def test_clean_rules_are_exit_code_0():
    assert (0, "", "no problems found; 1 file checked\n") == run("clean.rag.yml")
    assert (0, "", "no problems found; 2 files checked, 5 silenced\n") == run(LEICESTERSHIRE, "clean.rag.yml")


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("wrong", None, 1), ("warned", None, 1), ("remarked", None, 0),
        ("wrong", "error", 1), ("warned", "error", 0), ("remarked", "error", 0),
        ("wrong", "info", 1), ("warned", "info", 1), ("remarked", "info", 1),
        ("clean", "info", 0),
    ],
)  # fmt: skip
def test_findings_at_or_above_the_level_are_exit_code_1(name, level, code):
    assert code == run(f"{name}.rag.yml", *(["--fail-level", level] if level else []))[0]


EDGE = """\
ragtest: 1
cases:
  - {measure: answered, period: 2019-20, value: 88%, rating: amber}
  - {measure: nobody, value: 88%, rating: amber}
"""


@pytest.mark.parametrize(
    ("path", "where", "text", "found"),
    [
        (".", "remarked.ragtest.yml", EDGE, []),
        ("remarked.rag.yml", "remarked.ragtest.yml", EDGE, []),
        ("remarked.rag.yml", "other.ragtest.yml", f"rules: remarked.rag.yml\n{EDGE}", []),
        ("remarked.rag.yml", "clean.ragtest.yml", EDGE, ["RAG412"]),
        ("remarked.rag.yml", "remarked.ragtest.yml", EDGE.replace("88%", "86%"), ["RAG412"]),
        ("remarked.rag.yml", "remarked.ragtest.yml", "- no: cases", ["RAG412"]),
    ],
)
def test_a_case_on_an_edge_is_as_good_as_an_example(path, where, text, found):
    for name in ("warned", "wrong"):
        Path(f"{name}.rag.yml").unlink()
    Path("clean.rag.yml").write_text(CLEAN.replace("answered", "clean"), encoding="utf-8")
    Path(where).write_text(text, encoding="utf-8")
    assert found == codes(path)
    assert found == [one.code for one in ragengine.check(path)]


def test_findings_are_counted_by_severity():
    code, out, err = run("wrong.rag.yml", "warned.rag.yml", "remarked.rag.yml")
    assert (1, "1 error, 1 warning, 1 remark found; 3 files checked\n") == (code, err)
    assert ["RAG402", "RAG411", "RAG412"] == [
        line.split()[1] for line in out.splitlines() if ".rag.yml:" in line
    ]


@pytest.mark.parametrize(
    "paths",
    [
        ["sub/a.rag.yml", "./sub/a.rag.yml"],
        ["sub/a.rag.yml", "sub"],
        ["sub", "./sub", "sub/deep/../a.rag.yml"],
        ["sub/deep", "sub", "sub/deep/b.rag.yml"],
    ],
)
def test_each_file_is_checked_once(paths, here):
    (here / "sub" / "deep").mkdir(parents=True)
    Path("sub/a.rag.yml").write_text(WARNED, encoding="utf-8")
    if "sub/deep" in paths:
        Path("sub/deep/b.rag.yml").write_text(CLEAN.replace("answered", "b"), encoding="utf-8")
    code, out, _ = run(*paths, "--output-format", "concise")
    assert (1, 1) == (code, out.count("\n"))


def test_a_folder_without_rules_is_an_error_beside_one_that_holds_it(here):
    (here / "empty").mkdir()
    for name in ("wrong", "warned", "remarked"):
        Path(f"{name}.rag.yml").unlink()
    assert 2 == run(".", "empty")[0]
    assert 2 == run(".", "none.rag.yml")[0]


def test_exit_zero_is_exit_code_0_whatever_is_found():
    assert 0 == run("wrong.rag.yml", "--exit-zero")[0]
    assert 2 == run("none.rag.yml", "--exit-zero")[0]


def test_a_path_that_is_not_there_is_exit_code_2():
    code, out, err = run("clean.rag.yml", "none.rag.yml")
    assert (2, "1 error found; 1 file checked\n") == (code, err)
    assert "RAG001 `none.rag.yml` cannot be read: no such file or directory" == out.splitlines()[0]


def test_a_folder_without_rules_is_exit_code_2(here):
    (here / "empty").mkdir()
    assert 2 == run("empty")[0]


@pytest.mark.parametrize(
    ("content", "code", "exit_code"),
    [
        (b"ragengine: 1\nmeasures: {m: {aim: up}}\n", "RAG104", 1),
        (b"ragengine: [\n", "RAG004", 1),
        (CLEAN.encode().replace(b"answered", b"d\xe9j\xe0 vu"), "RAG002", 2),
    ],
)
def test_rules_that_are_no_text_are_exit_code_2_and_what_is_wrong_in_a_text_is_1(content, code, exit_code):
    Path("bad.rag.yml").write_bytes(content)
    done, out, _ = run("bad.rag.yml")
    assert (exit_code, True) == (done, f" {code} " in out)


@pytest.mark.parametrize(
    ("content", "code", "exit_code"),
    [
        (b"measure,period\nanswered,2019-20\n", "RAG503", 1),
        (b"measure;value\nanswered;90%\n", "RAG506", 2),
        (b"measure,value,note\nanswered,90%,\xa3\n", "RAG002", 2),
    ],
)
def test_results_that_are_no_table_are_exit_code_2_and_what_is_wrong_in_a_table_is_1(
    content, code, exit_code
):
    Path("r.csv").write_bytes(content)
    done, out, _ = run("clean.rag.yml", "--results", "r.csv")
    assert (exit_code, True) == (done, f" {code} " in out)


# ---- selecting ---------------------------------------------------------------------------------


def codes(*arguments):
    """The codes that a run finds, in order."""
    out = run(*arguments, "--output-format", "json")[1]
    return [one["code"] for one in json.loads(out)["findings"]]


def test_what_is_selected_is_looked_for_alone_but_for_errors():
    assert ["RAG411"] == codes("warned.rag.yml", "--select", "RAG411")
    assert [] == codes("warned.rag.yml", "--select", "RAG5,RAG412")
    assert ["RAG402"] == codes("wrong.rag.yml", "--select", "RAG5")


def test_opt_in_codes_are_looked_for_besides_where_selection_is_extended():
    Path("a.rag.yml").write_text(WARNED.replace("2020-21: 91%", "2020-21: 89%"), encoding="utf-8")
    assert ["RAG411"] == codes("a.rag.yml")
    assert ["RAG411", "RAG421"] == codes("a.rag.yml", "--extend-select", "milestones-against-aim")


def test_what_is_ignored_is_not_looked_for():
    assert [] == codes("warned.rag.yml", "--ignore", "RAG41")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--select", "RAG999"), "`RAG999` is no code; `ragengine code` lists them"),
        (("--ignore", "unused-unti"), "`unused-unti` is no code; did you mean `unused-unit`?"),
        (("--ignore", "RAG402"), "`RAG402` is an error, which is never ignored: mend what it finds"),
    ],
)
def test_codes_that_cannot_be_meant_are_exit_code_2(option, said):
    assert (2, "", f"{said}\n") == run("clean.rag.yml", *option)


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
@pytest.mark.parametrize("value", ["", " , "])
def test_no_code_is_wrong_usage(option, value):
    code, out, err = run("warned.rag.yml", option, value)
    said = f"`{value}` names no code; write one, such as RAG412, or ALL"
    assert (2, "", True) == (code, out, " ".join(said.split()) in " ".join(err.split()))


def test_codes_are_read_in_any_capitals():
    assert ["RAG411"] == codes("warned.rag.yml", "--select", "rag411")


def test_the_day_decides_what_is_over():
    assert [] == codes("warned.rag.yml", "--today", "2019-03-31")
    assert ["RAG411"] == codes("warned.rag.yml", "--today", "2019-04-01")


# ---- configuration -----------------------------------------------------------------------------


def test_the_configuration_is_taken_and_the_call_comes_first():
    Path("ragengine.toml").write_text(
        'fail-level = "info"\nignore = ["RAG411"]\noutput-format = "concise"\n', encoding="utf-8"
    )
    assert (0, "") == run("warned.rag.yml")[:2]
    assert 1 == run("remarked.rag.yml")[0]
    assert 0 == run("remarked.rag.yml", "--fail-level", "error")[0]
    assert 2 == len(run("warned.rag.yml", "remarked.rag.yml", "--ignore", "RAG5")[1].splitlines())


def test_a_configuration_that_is_wrong_is_exit_code_2_and_nothing_is_checked():
    Path("ragengine.toml").write_text('ignroe = ["RAG411"]\n', encoding="utf-8")
    code, out, err = run("wrong.rag.yml")
    assert (2, "") == (code, out)
    told = "ragengine.toml:1:1: RAG905 `ignroe` is not a key of the configuration"
    assert told == err.splitlines()[0]
    assert "  help: did you mean `ignore`?" == err.splitlines()[-1]


# ---- results -----------------------------------------------------------------------------------


def test_results_are_checked_with_the_rules():
    Path("r.csv").write_text("measure,period,value\nanswered,2019-20,190%\n", encoding="utf-8")
    code, out, err = run("clean.rag.yml", "--results", "r.csv")
    assert (1, "1 warning found; 2 files checked\n") == (code, err)
    assert out.startswith("r.csv:2:18: RAG511")


def test_results_that_are_not_there_are_exit_code_2():
    assert 2 == run("clean.rag.yml", "--results", "none.csv")[0]


def test_results_without_a_needed_column_are_said_once():
    Path("r.csv").write_text("indicator,value\nanswered,91%\n", encoding="utf-8")
    code, out, _ = run("clean.rag.yml", "--results", "r.csv")
    assert (1, 1) == (code, out.count("RAG503"))


def test_results_are_checked_under_other_headings():
    Path("r.csv").write_text("Indicator,period,Reported\nanswered,2019-20,190%\n", encoding="utf-8")
    mapped = ("--column", "measure=Indicator", "--column", "value=Reported")
    code, out, _ = run("clean.rag.yml", "--results", "r.csv", *mapped)
    assert (1, "r.csv:2:18: RAG511") == (code, out[:18])
    found = ragengine.check(
        "clean.rag.yml", results="r.csv", columns={"measure": "Indicator", "value": "Reported"}
    )
    assert ["RAG511"] == [one.code for one in found]


def test_a_name_that_no_column_has_is_exit_code_2_with_the_nearest():
    Path("r.csv").write_text("Indicator,period,value\nanswered,2019-20,91%\n", encoding="utf-8")
    mapped = ("clean.rag.yml", "--results", "r.csv", "--column", "mesure=Indicator")
    said = "`mesure` is neither a column of results nor a figure of these rules; did you mean `measure`?"
    assert (2, "", f"--column: {said}\n") == run(*mapped)


def test_a_figure_of_the_rules_is_a_name_for_a_column():
    rule = "ragengine: 1\nmeasures:\n  m: {aim: high, unit: percent, target: Last year, amber: 2 points}\n"
    Path("figure.rag.yml").write_text(rule, encoding="utf-8")
    Path("r.csv").write_text("measure,period,value,Before\nm,2019-20,91%,90%\n", encoding="utf-8")
    mapped = ("--results", "r.csv", "--column", "Last Year=Before", "--select", "RAG5")
    assert (0, "", "no problems found; 2 files checked\n") == run("figure.rag.yml", *mapped)


def test_rules_that_are_wrong_are_told_of_before_the_names_of_columns():
    Path("r.csv").write_text("Indicator,period,value\nanswered,2019-20,91%\n", encoding="utf-8")
    Path("bad.rag.yml").write_text("ragengine: 1\nmeasures: {m: {aim: up}}\n", encoding="utf-8")
    code, out, _ = run("bad.rag.yml", "--results", "r.csv", "--column", "mesure=Indicator")
    assert (1, True) == (code, " RAG104 " in out)


def test_results_without_a_period_are_checked_in_that_of_the_call():
    Path("r.csv").write_text("measure,value\nanswered,190%\n", encoding="utf-8")
    code, out, _ = run("clean.rag.yml", "--results", "r.csv", "--output-format", "concise")
    assert (1, "r.csv:2:1: RAG501 the row has no period; it may be one of 2019-20, 2020-21") == (
        code, out.splitlines()[0].replace(" error", ""),
    )  # fmt: skip
    _, out, _ = run("clean.rag.yml", "--results", "r.csv")
    assert (
        "help: the row is not rated; write it like `2019-20`, `2019-20 Q1` or `2024` in a column `period`, "
        "or give all such rows one: `--period`, in Python `period=`"
    ) in out
    _, out, _ = run("clean.rag.yml", "--results", "r.csv", "--period", "2019-20")
    assert "r.csv:2:10: RAG511" == out[:18]
    found = ragengine.check("clean.rag.yml", results="r.csv", period="2019-20")
    assert ["RAG511"] == [one.code for one in found]


def test_what_is_no_period_is_exit_code_2():
    said = "`yesterday` is no period; write it like `2019-20`, `2019-20 Q1` or `2024`\n"
    assert (2, "", said) == run("clean.rag.yml", "--period", "yesterday")


def test_a_file_of_cases_is_one_finding_that_says_what_runs_it():
    text = "ragtest: 1\ncases: [{measure: answered, value: 90%, rating: green}]\n"
    Path("clean.ragtest.yml").write_text(text, encoding="utf-8")
    code, out, err = run("clean.ragtest.yml")
    assert (1, "1 error found; 1 file checked\n") == (code, err)
    assert out.startswith(
        "clean.ragtest.yml:1:1: RAG103 `the file` should be a file of rules, not a file of cases"
    )
    assert "help: `ragengine test clean.ragtest.yml` runs it\n" in out


def test_results_need_one_set_of_rules():
    said = "--results are checked by one set of rules: give one file or folder\n"
    assert (2, "", said) == run("clean.rag.yml", "wrong.rag.yml", "--results", "r.csv")


# ---- stdin ---------------------------------------------------------------------------------------


def test_a_dash_reads_stdin_under_the_name_that_is_given():
    code, out, _ = run("-", "--stdin-filename", "mine.rag.yml", stdin=WARNED)
    assert (1, "mine.rag.yml:6:23: RAG411") == (code, out[:25])
    assert run("-", stdin=WARNED)[1].startswith("<stdin>:6:23: RAG411")
    assert 0 == run("-", stdin=CLEAN)[0]


def test_stdin_that_is_no_text_is_exit_code_2():
    code, out, _ = run("-", stdin=b"\xff")
    assert (2, "<stdin>:1:1: RAG002") == (code, out[:19])


def test_what_is_not_shown_is_counted():
    wrong = "".join(f"  m{number}: {{aim: none}}\n" for number in range(MOST + 5))
    Path("wrong.rag.yml").write_text(f"ragengine: 1\nmeasures:\n{wrong}", encoding="utf-8")
    code, out, err = run("wrong.rag.yml", "--output-format", "concise")
    assert (1, MOST) == (code, out.count("\n"))
    assert "10,000 errors found, and 5 more that are not shown; 1 file checked\n" == err


# ---- outputs -------------------------------------------------------------------------------------


def test_several_reports_come_from_one_run():
    code, out, _ = run("warned.rag.yml", "--report", "json=a.json", "--report", "concise=b.txt")
    assert (1, True) == (code, "RAG411" in out)
    assert "RAG411" == json.loads(Path("a.json").read_text("utf-8"))["findings"][0]["code"]
    assert "RAG411" in Path("b.txt").read_text("utf-8")


@pytest.mark.parametrize("value", ["json", "pretty=a.txt", "json="])
def test_a_report_without_a_format_and_a_file_is_wrong_usage(value):
    code, out, err = run("clean.rag.yml", "--report", value)
    assert (2, "") == (code, out)
    assert f"`{value}` should be FORMAT=FILE" in " ".join(err.split())


def test_a_report_that_cannot_be_written_is_exit_code_2():
    code, _, err = run("clean.rag.yml", "--report", "json=none/a.json")
    assert (2, "`none/a.json` cannot be written: No such file or directory\n") == (code, err)


@pytest.mark.parametrize(
    ("paths", "output"),
    [
        (["clean.rag.yml"], "clean.rag.yml"),
        (["."], "./clean.rag.yml"),
        (["other.yml"], "other.yml"),
        (["clean.rag.yml", "--results", "r.csv"], "r.csv"),
        (["clean.rag.yml", "--results", "."], "sub/../r.csv"),
    ],
)
def test_a_report_is_never_written_over_what_is_read(paths, output, here):
    (here / "sub").mkdir()
    for name in ("other.yml", "r.csv"):
        Path(name).write_text(CLEAN, encoding="utf-8")
    said = f"`{Path(output)}` is read in this run, which would write over it: name another file\n"
    assert (2, "", said) == run(*paths, "--report", f"json={output}")
    assert CLEAN == Path(output).read_text("utf-8")


@pytest.mark.parametrize("output", ["new.rag.yml", "clean.ragtest.yml"])
def test_a_report_is_never_named_as_rules_or_cases_are(output):
    said = f"`{output}` would be taken for rules or cases: name a file with another ending\n"
    assert (2, "", said) == run("clean.rag.yml", "--report", f"json={output}")
    assert not Path(output).exists()


def test_two_reports_are_never_written_to_one_file():
    said = "`a` is named for two reports, and one would be lost: name a file for each\n"
    assert (2, "", said) == run("clean.rag.yml", "--report", "json=a", "--report", "sarif=./a")
    assert not Path("a").exists()


def test_what_is_no_file_may_be_given_for_several_reports():
    two = ("--report", f"json={os.devnull}", "--report", f"sarif={os.devnull}")
    assert 0 == run("clean.rag.yml", *two)[0]


def test_statistics_stand_in_the_place_of_findings():
    out = run("warned.rag.yml", "remarked.rag.yml", "--statistics")[1]
    assert ["RAG411", "RAG412"] == sorted(line.split()[1] for line in out.splitlines())


@pytest.mark.parametrize("form", ["full", "json"])
def test_statistics_have_no_other_format(form):
    code, out, err = run("warned.rag.yml", "--statistics", "--output-format", form)
    said = "--statistics prints counts, which have one format: leave --output-format out"
    assert (2, "", True) == (code, out, said in " ".join(err.split()))


def test_on_github_the_summary_of_the_step_has_every_finding(monkeypatch, here):
    summary = here / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(summary))
    out = run("warned.rag.yml", "--output-format", "github")[1]
    assert out.startswith("::warning ")
    text = summary.read_text("utf-8")
    assert ("before", True) == (text.split("\n", 1)[0], "RAG411" in text)


def test_elsewhere_no_summary_is_written(monkeypatch, here):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(here / "summary.md"))
    run("warned.rag.yml")
    assert not (here / "summary.md").exists()


def test_colour_is_asked_for_by_the_environment_and_refused_by_it(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run_in_colour("warned.rag.yml")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run_in_colour("warned.rag.yml")


def run_in_colour(*arguments):
    return CliRunner().invoke(main, ["check", *arguments], color=True).stdout


def test_python_finds_the_same():
    for name in ("clean", "warned", "wrong", "remarked"):
        assert codes(f"{name}.rag.yml") == [one.code for one in ragengine.check(f"{name}.rag.yml")]
