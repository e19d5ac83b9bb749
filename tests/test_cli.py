"""The command line: data on stdout, talk on stderr, and what the exit code says."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import json
import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from click.testing import CliRunner

import ragengine
from errors_only import errors_at
from ragengine import cli
from ragengine.cli import main
from ragengine.results.columns import COLUMNS

ROOT = Path(__file__).parent.parent
LEICESTERSHIRE = (ROOT / "rules" / "leicestershire").as_posix()
Q1 = f"{LEICESTERSHIRE}/results/2019-20.csv"

RULES = """\
ragengine: 1
comparators: [national average]
measures:
  answered: {code: 1A, aim: high, unit: percent, target: 90%, amber: 2 points}
  calls:
    aim: high
    unit: percent
    target: {2019-20: 80%, 2020-21: 85%}
    amber: 5 points
  beside: {aim: high, unit: percent, target: national average, amber: 1 point}
  known: {aim: high, unit: percent, target: none}
"""
RESULTS = "measure,value\nanswered,91%\nanswered,89%\nanswered,80%\n"

VERDICTS = """\
Results
  green  1A answered  Green: 91% is 1 percentage point above the 90% target.
  amber  1A answered  Amber: 89% is 1 percentage point short of the 90% target, within its 2-point margin.
  red    1A answered  Red: 80% is 10 percentage points short of the 90% target, more than its 2-point \
margin allows.
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder with rules and results in it, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.rag.yml").write_text(RULES, encoding="utf-8")
    (tmp_path / "r.csv").write_text(RESULTS, encoding="utf-8")
    yield tmp_path
    gc.unfreeze()  # this process goes on after a command


def run(*arguments):
    """Exit code, stdout and stderr of a command in this process."""
    done = CliRunner().invoke(main, [str(one) for one in arguments], prog_name="ragengine")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def process(*arguments, **options):
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "ragengine", *map(str, arguments)],
        capture_output=True, text=True, check=False, **{"encoding": "utf-8", **options},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def results(text, name="r.csv"):
    Path(name).write_text(text, encoding="utf-8")
    return name


# ---- the tool itself -----------------------------------------------------------------------------


def test_the_version_is_the_packages():
    assert (0, f"ragengine, version {ragengine.__version__}\n", "") == run("--version")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command(option):
    code, out, err = run(option)
    assert (0, "") == (code, err)
    listed = out.partition("Commands:\n")[2].splitlines()
    assert list(cli.COMMANDS) == [line.split()[0] for line in listed]


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help(command):
    code, out, err = run(command, "-h")
    assert (0, "", f"Usage: ragengine {command} ") == (code, err, out[: len(f"Usage: ragengine {command} ")])


@pytest.mark.parametrize(
    "arguments", [("rate",), ("rate", "a.rag.yml"), ("explain", "a.rag.yml"), ("check",), ("rat",)]
)
def test_wrong_usage_is_exit_code_2(arguments):
    code, out, err = run(*arguments)
    assert (2, "", "Usage: ") == (code, out, err[:7])


def test_the_package_runs_as_a_module(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ragengine", "--version"])
    # By its path: pytest rewrites the modules of a plugin's package, and those cannot be run.
    spec = spec_from_file_location("ragengine.__main__", Path(ragengine.__file__).with_name("__main__.py"))
    module = module_from_spec(spec)
    with pytest.raises(SystemExit) as left:
        spec.loader.exec_module(module)
    assert (0, f"ragengine, version {ragengine.__version__}\n") == (left.value.code, capsys.readouterr().out)


def test_streams_that_cannot_be_set_up_are_left_alone(monkeypatch):
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    main(["check", "a.rag.yml", "--ignore", "RAG412"], standalone_mode=False)
    assert ("", "no problems found; 1 file checked\n") == (out.getvalue(), err.getvalue())


# ---- rate: formats -----------------------------------------------------------------------------


def test_a_table_for_people_is_what_rate_prints():
    assert (0, VERDICTS, "") == run("rate", "a.rag.yml", "r.csv")


def test_json_is_a_list_of_certificates():
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "json")
    assert (0, "") == (code, err)
    verdicts = ragengine.load("a.rag.yml").rate_many(ragengine.read_results("r.csv"))
    assert [one.to_dict() for one in verdicts] == json.loads(out)
    needed = {"measure", "code", "period", "value", "rating", "reason", "explanation"}
    assert needed <= json.loads(out)[0].keys()


def test_json_lines_hold_the_same_certificates():
    _, whole, _ = run("rate", "a.rag.yml", "r.csv", "--format", "json")
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "jsonl")
    assert (0, "") == (code, err)
    assert json.loads(whole) == [json.loads(line) for line in out.splitlines()]


def test_csv_can_be_read_again():
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "csv")
    assert (0, "") == (code, err)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert ["green", "amber", "red"] == [row["rating"] for row in rows]
    assert {
        "measure": "answered", "code": "1A", "period": "", "place": "", "value": "89", "unit": "percent",
        "rating": "amber", "reason": "", "gap": "-1", "cautions": "",
        "explanation": "Amber: 89% is 1 percentage point short of the 90% target, within its 2-point margin.",
    } == rows[1]  # fmt: skip


def test_markdown_is_a_table_for_a_page():
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "markdown")
    assert (0, "") == (code, err)
    assert [
        "| period | measure | rating | explanation |",
        "| --- | --- | --- | --- |",
        "|  | 1A answered | green | Green: 91% is 1 percentage point above the 90% target. |",
    ] == out.splitlines()[:3]


def test_an_unknown_format_is_wrong_usage():
    code, out, _ = run("rate", "a.rag.yml", "r.csv", "--format", "xml")
    assert (2, "") == (code, out)


def test_the_summary_of_2019_20_is_that_of_the_report():
    code, out, _ = run("rate", LEICESTERSHIRE, Q1, "--summary")
    expected = (
        "2019-20 Q1: 23 rated: 18 green (78%), 5 amber (22%); 8 not rated: 2 information-only, "
        "2 no-survey, 1 no-target, 3 not-due\n"
    )
    assert (0, expected) == (code, out)


def test_several_tables_are_rated_in_order():
    results("measure,value\nanswered,50%\n", "s.csv")
    code, out, _ = run("rate", "a.rag.yml", "s.csv", "r.csv", "--format", "jsonl")
    given = [json.loads(line)["value"] for line in out.splitlines()]
    assert (0, ["50", "91", "89", "80"]) == (code, given)


def test_folders_of_rules_and_results_are_read(here):
    for folder, name in (("rules", "a.rag.yml"), ("results", "r.csv")):
        (here / folder).mkdir()
        (here / name).rename(here / folder / name)
    assert (0, VERDICTS, "") == run("rate", "rules", "results")


# ---- rate: where it goes -----------------------------------------------------------------------


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_an_output_file_holds_what_would_be_printed(option, here):
    assert (0, "", "") == run("rate", "a.rag.yml", "r.csv", option, "out.txt")
    assert VERDICTS == (here / "out.txt").read_text(encoding="utf-8")
    assert {"a.rag.yml", "r.csv", "out.txt"} == {path.name for path in here.iterdir()}


def test_a_summary_goes_to_the_output_too(here):
    assert (0, "", "") == run("rate", "a.rag.yml", "r.csv", "--summary", "-o", "out.txt")
    said = "no period: 3 rated: 1 green (33%), 1 amber (33%), 1 red (33%)\n"
    assert said == (here / "out.txt").read_text(encoding="utf-8")


def test_an_output_that_cannot_be_written_is_exit_code_2():
    message = f"`{Path('none/out.txt')}` cannot be written: No such file or directory\n"
    assert (2, "", message) == run("rate", "a.rag.yml", "r.csv", "-o", "none/out.txt")


@pytest.mark.parametrize(("table", "output"), [("r.csv", "a.rag.yml"), ("r.csv", "r.csv"), (".", "r.csv")])
def test_an_output_is_never_written_over_what_is_read(table, output, here):
    before = (here / output).read_text(encoding="utf-8")
    message = f"`{output}` is read in this run, which would write over it: name another file\n"
    assert (2, "", message) == run("rate", "a.rag.yml", table, "-o", output)
    assert before == (here / output).read_text(encoding="utf-8")


def test_an_output_whose_name_no_file_can_have_is_exit_code_2():
    name = "x" * 300
    code, out, err = run("rate", "a.rag.yml", "r.csv", "-o", name)
    assert (2, "", True) == (code, out, err.startswith(f"`{name}` cannot be written: "))


def test_an_output_that_is_a_folder_is_exit_code_2(here):
    (here / "folder").mkdir()
    code, out, _ = run("rate", "a.rag.yml", "r.csv", "-o", "folder")
    assert (2, "") == (code, out)


def test_the_old_output_stays_where_the_results_cannot_be_read(here):
    (here / "out.txt").write_text("old", encoding="utf-8")
    assert 2 == run("rate", "a.rag.yml", "none.csv", "-o", "out.txt")[0]
    assert "old" == (here / "out.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_an_output_can_be_read_by_whom_the_umask_lets(here):
    before = os.umask(0o022)
    try:
        run("rate", "a.rag.yml", "r.csv", "-o", "out.txt")
    finally:
        os.umask(before)
    assert 0o644 == (here / "out.txt").stat().st_mode & 0o777


# ---- rate: gates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "value", "code"),
    [
        ("red", "80%", 1), ("red", "89%", 0), ("red", "91%", 0), ("red", "TBC", 0),
        ("amber", "80%", 1), ("amber", "89%", 1), ("amber", "91%", 0), ("amber", "TBC", 0),
        ("unrated", "80%", 0), ("unrated", "91%", 0), ("unrated", "", 1), ("unrated", "nonsense", 1),
    ],
)  # fmt: skip
def test_a_gate_fails_on_what_it_names(gate, value, code):
    results(f'measure,value\nanswered,"{value}"\n')
    assert code == run("rate", "a.rag.yml", "r.csv", "--fail-on", gate)[0]


def test_several_gates_stand_beside_each_other_and_the_verdicts_are_printed():
    results("measure,value\nanswered,91%\nanswered,\n")
    code, out, _ = run("rate", "a.rag.yml", "r.csv", "--fail-on", "red", "--fail-on", "unrated")
    assert (1, ["Results", "  green", "  not rated"]) == (
        code, [line[:11].rstrip() for line in out.splitlines()],
    )  # fmt: skip


def test_the_worst_level_of_a_scale_of_its_own_is_its_red():
    Path("b.rag.yml").write_text(
        "ragengine: 1\nscales: {steps: [done, begun, idle, lost]}\nmeasures:\n"
        "  m: {aim: high, unit: index, scale: steps,"
        " levels: {done: at least 3, begun: at least 2, idle: at least 1, lost: rest}}\n",
        encoding="utf-8",
    )
    codes = []
    for value in ("3", "2", "1", "0"):
        results(f"measure,value\nm,{value}\n")
        codes.append([run("rate", "b.rag.yml", "r.csv", "--fail-on", gate)[0] for gate in ("red", "amber")])
    assert [[0, 0], [0, 1], [0, 1], [1, 1]] == codes


# ---- rate: periods and columns -----------------------------------------------------------------


def test_a_period_serves_rows_that_carry_none():
    results("measure,period,value\ncalls,,84%\ncalls,2020-21,84%\n")
    code, out, _ = run("rate", "a.rag.yml", "r.csv", "--period", "2019-20", "--format", "jsonl")
    read = [json.loads(line) for line in out.splitlines()]
    assert (0, [("2019-20", "green"), ("2020-21", "amber")]) == (
        code, [(one["period"], one["rating"]) for one in read],
    )  # fmt: skip


def test_a_period_that_is_none_is_exit_code_2():
    message = "`soon` is no period; write it like `2019-20`, `2019-20 Q1` or `2024`\n"
    assert (2, "", message) == run("rate", "a.rag.yml", "r.csv", "--period", "soon")


def test_a_row_of_several_years_without_a_period_is_not_rated():
    results("measure,value\ncalls,84%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "json")
    assert (0, "unreadable") == (code, json.loads(out)[0]["reason"])
    assert "the row has no period; it may be one of 2019-20, 2020-21" in err


def test_a_column_is_read_under_another_heading():
    results("Indicator,Outturn\nanswered,91%\n")
    code, out, err = run(
        "rate", "a.rag.yml", "r.csv", "--column", "measure=Indicator", "--column", "Value=outturn"
    )
    assert (0, VERDICTS.splitlines()[:2], "") == (code, out.splitlines(), err)


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("mesure", "did you mean `measure`?"),
        ("x", f"columns: {', '.join(COLUMNS)}"),
    ],
)
def test_a_name_that_no_column_has_is_exit_code_2(name, way):
    results("Indicator,value\nanswered,91%\n")
    said = f"--column: `{name}` is neither a column of results nor a figure of these rules; {way}\n"
    assert (2, "", said) == run("rate", "a.rag.yml", "r.csv", "--column", f"{name}=Indicator")


def test_a_heading_that_no_table_has_is_said():
    code, _, err = run("rate", "a.rag.yml", "r.csv", "--column", "note=Remark")
    assert (0, "") != (code, err)


@pytest.mark.parametrize("column", ["measure", "measure=", "=Indicator", "="])
def test_a_column_without_a_heading_is_wrong_usage(column):
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--column", column)
    said = f"`{column}` should be NAME=HEADING, such as measure=Indicator"
    assert (2, "", True) == (code, out, said in " ".join(err.split()))


def test_a_column_that_is_not_used_is_warned_of():
    results("measure,value,plaice,owner,national average\nanswered,91%,,,\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    assert (0, VERDICTS.splitlines()[:2]) == (code, out.splitlines())
    known = "measure, period, value, numerator, denominator, population, forecast, prior, place, status, note"
    assert [
        "r.csv:1:15: RAG502 (warning) the column `plaice` is not used",
        "   |",
        " 1 | measure,value,plaice,owner,national average",
        "   |               ^^^^^^",
        f"  help: did you mean `place`? columns: {known}, or a named figure such as a comparator",
        "",
        "r.csv:1:22: RAG502 (warning) the column `owner` is not used",
        "   |",
        " 1 | measure,value,plaice,owner,national average",
        "   |                      ^^^^^",
        f"  help: columns: {known}, or a named figure such as a comparator",
        "",
    ] == err.splitlines()


def test_a_column_that_is_not_used_is_pointed_at_in_its_own_file(here):
    (here / "two").mkdir()
    results("measure,value\nanswered,91%\n", "two/a.csv")
    results("measure,value,owner\nanswered,91%,me\n", "two/b.csv")
    assert "two/b.csv:1:15: RAG502" == run("rate", "a.rag.yml", "two")[2][:22]


def test_a_comparator_beside_a_result_is_used():
    results("measure,value,National  Average\nbeside,78%,78.5%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "json")
    assert (0, "amber", "") == (code, json.loads(out)[0]["rating"], err)


# ---- rate: what cannot be read -----------------------------------------------------------------


def test_a_cell_that_cannot_be_read_is_pointed_at_and_the_rest_is_rated():
    results("measure,value\nanswered,91%\nanswered,8x%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    assert (0, ["  green    ", "  not rated"]) == (code, [line[:11] for line in out.splitlines()[1:]])
    way = "`82%`, `Due June 2020` or leave it blank"
    assert [
        "r.csv:3:10: RAG501 `8x%` cannot be read: `x%` is no unit that is known here",
        "   |",
        " 3 | answered,8x%",
        "   |          ^^^",
        f"  help: the row is not rated; write it like {way}",
        "",
    ] == err.splitlines()


def test_a_measure_that_is_not_known_is_pointed_at_with_the_nearest():
    results("measure,value\nanswred,91%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "json")
    assert (0, "unknown-measure") == (code, json.loads(out)[0]["reason"])
    assert [
        "r.csv:2:1: RAG504 `answred` is no measure of these rules",
        "   |",
        " 2 | answred,91%",
        "   | ^^^^^^^",
        "  help: did you mean `answered`?",
        "",
    ] == err.splitlines()


def test_a_measure_near_to_none_is_told_where_ids_stand():
    results("measure,period,value\nzzz,2019-20,91%\n")
    _, _, err = run("rate", "a.rag.yml", "r.csv")
    lines = err.splitlines()
    assert ("r.csv:2:1: RAG504 `zzz` is no measure of these rules in 2019-20",
            "  help: ids stand under `measures:` in the rules") == (lines[0], lines[4])  # fmt: skip


def test_a_code_of_several_measures_is_said_in_its_verdict_alone():
    Path("b.rag.yml").write_text(
        "ragengine: 1\ndefaults: {every measure: {aim: high, unit: percent, amber: none}}\nmeasures:\n"
        "  one: {code: 3C, target: 5%}\n  two: {code: 3C, target: 5%}\n",
        encoding="utf-8",
    )
    results("measure,value\n3C,91%\n")
    code, out, err = run("rate", "b.rag.yml", "r.csv", "--format", "json")
    (verdict,) = json.loads(out)
    assert (0, "unknown-measure", "") == (code, verdict["reason"], err)
    assert "`one` or `two`" in verdict["explanation"]


def test_the_way_out_of_a_status_is_a_status():
    results("measure,value,status\nanswered,91%,guess\n")
    _, _, err = run("rate", "a.rag.yml", "r.csv")
    assert "guess" in err
    assert "82%" not in err.splitlines()[-2]


def test_ragged_rows_are_pointed_at_once_and_not_rated():
    results("measure,value\nanswered,1,252k\nanswered,91%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv", "--format", "jsonl")
    assert (0, ["unreadable", None]) == (code, [json.loads(line)["reason"] for line in out.splitlines()])
    assert [
        "r.csv:2:1: RAG505 the row has 3 cells, the heading 2",
        "   |",
        " 2 | answered,1,252k",
        "   | ^",
        "  help: quote cells that contain commas",
        "",
    ] == err.splitlines()


def test_a_huge_cell_is_cut_short_in_what_is_said_of_it():
    results(f"measure,value\nanswered,{'x' * 400_000}\nanswered,91%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    assert (0, True, True) == (code, len(out) < 1000, len(err) < 1000)
    assert "RAG501" in err


def test_a_huge_unit_is_cut_short_in_what_is_said_of_it():
    results(f"measure,value\nanswered,9{'x' * 400_000}\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    assert (0, True, True) == (code, len(out) < 1000, len(err) < 1000)


@pytest.mark.parametrize(
    ("rules", "table"), [("none.rag.yml", "r.csv"), ("a.rag.yml", "none.csv"), ("a.rag.yml", "empty")]
)
def test_what_is_not_there_is_exit_code_2(rules, table, here):
    (here / "empty").mkdir()
    code, out, err = run("rate", rules, table)
    assert (2, "", "RAG001") == (code, out, err[:6])


def test_a_table_that_is_not_utf_8_is_exit_code_2(here):
    (here / "r.csv").write_bytes(b"measure,value\nanswered,\xa391\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    assert (2, "") == (code, out)
    assert "r.csv:2:10: RAG002 the file is not UTF-8: byte 0xA3 at offset 23" == err.splitlines()[0]


def test_a_table_without_a_needed_column_is_exit_code_2():
    results("indicator,value\nanswered,91%\n")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    assert (2, "", "r.csv:1:1: RAG503 the results have no column `measure`") == (
        code, out, err.splitlines()[0],
    )  # fmt: skip


def test_rules_that_are_wrong_are_exit_code_2_with_every_problem():
    Path("a.rag.yml").write_text("ragengine: 1\nmeasures: {m: {}, n: {}}\n", encoding="utf-8")
    code, out, err = run("rate", "a.rag.yml", "r.csv")
    count = len(errors_at("a.rag.yml"))
    assert (2, "", f"{count} problems found") == (code, out, err.splitlines()[-1])


# ---- explain -----------------------------------------------------------------------------------

CALLS = """\
calls in 2019-20
  aim high, in percent

  |     red     |    amber    |    green    |
               75%           80%

  red    at least 0% and under 75%
  amber  at least 75% and under 80%
  green  at least 80% and at most 100%

  target: 80%  a.rag.yml:8
  amber: 5 points  a.rag.yml:9
"""


def test_explain_prints_the_ranges_of_one_period():
    assert (0, CALLS, "") == run("explain", "a.rag.yml", "calls", "--period", "2019-20")


def test_explain_prints_every_year_without_a_period():
    _, second, _ = run("explain", "a.rag.yml", "calls", "--period", "2020-21")
    assert (0, f"{CALLS}\n{second}", "") == run("explain", "a.rag.yml", "calls")


def test_explain_gives_the_verdict_on_a_value():
    code, out, err = run("explain", "a.rag.yml", "1A", "89%")
    sentence = "Amber: 89% is 1 percentage point short of the 90% target, within its 2-point margin.\n"
    assert (0, "", f"\n\n{sentence}") == (code, err, out[-len(sentence) - 2 :])


def test_explain_says_what_a_value_lacks():
    code, out, _ = run("explain", "a.rag.yml", "answered", "8x")
    assert (0, "Not rated: `8x` cannot be read: `x` is no unit that is known here.") == (
        code, out.splitlines()[-1],
    )  # fmt: skip


def test_explain_takes_the_figure_that_the_ranges_need():
    code, out, err = run("explain", "a.rag.yml", "beside", "77%", "--figure", "National Average=78%")
    assert (0, "") == (code, err)
    assert [
        "  red    at least 0% and under 77%",
        "  amber  at least 77% and under 78%",
        "  green  at least 78% and at most 100%",
        "",
        "  target: national average  a.rag.yml:10",
        "  amber: 1 point  a.rag.yml:10",
    ] == out.splitlines()[6:12]
    expected = "Amber: 77% is 1 percentage point below the national average of 78%, at the limit of its"
    assert f"{expected} 1-point margin." == out.splitlines()[-1]


@pytest.mark.parametrize("name", ["England average", "england AVERAGE", " England  average"])
def test_a_comparator_with_a_capital_is_read_from_an_option_and_from_a_column(name):
    rules = RULES.replace("national average", "England average")
    Path("c.rag.yml").write_text(rules, encoding="utf-8")
    said = "Red: 77% is 2 percentage points below the England average of 79%"
    code, out, err = run("explain", "c.rag.yml", "beside", "77%", "--figure", f"{name}=79%")
    assert (0, True, "") == (code, said in out, err)
    for heading, options in ((name, ()), ("X", ("--column", f"{name}=x"))):
        Path("c.csv").write_text(f"measure,value,{heading}\nbeside,77%,79%\n", encoding="utf-8")
        code, out, err = run("rate", "c.rag.yml", "c.csv", *options)
        assert (0, True, "") == (code, said in out, err)


def test_an_option_given_twice_in_other_capitals_is_given_anew():
    given = ("--figure", "National average=70%", "--figure", "national AVERAGE=78%")
    code, out, _ = run("explain", "a.rag.yml", "beside", "77%", *given)
    assert (0, True) == (code, "the national average of 78%" in out)


def test_explain_says_which_figures_the_ranges_need():
    expected = [
        "beside",
        "  The ranges depend on a figure of each result: national average.",
        "",
        "  target: national average  a.rag.yml:10",
        "  amber: 1 point  a.rag.yml:10",
    ]
    assert expected == run("explain", "a.rag.yml", "beside")[1].splitlines()


def test_a_value_for_several_years_needs_a_period():
    said = "`calls` is rated by year: give --period, one of 2019-20, 2020-21\n"
    assert (2, "", said) == run("explain", "a.rag.yml", "calls", "80%")


def test_explain_of_no_measure_is_exit_code_2():
    said = "`answred` is no measure of these rules; did you mean `answered`?\n"
    assert (2, "", said) == run("explain", "a.rag.yml", "answred")


def test_explain_in_no_period_is_exit_code_2():
    said = "`soon` is no period; write it like `2019-20`, `2019-20 Q1` or `2024`\n"
    assert (2, "", said) == run("explain", "a.rag.yml", "calls", "--period", "soon")


def test_explain_with_no_rules_is_exit_code_2():
    code, out, err = run("explain", "none.rag.yml", "calls")
    assert (2, "", "RAG001") == (code, out, err[:6])


def test_explain_says_that_the_ranges_need_the_population(here):
    rule = "{aim: low, unit: crimes per 1000, target: 62, amber: 100 crimes}"
    (here / "rate.rag.yml").write_text(f"ragengine: 1\nunits: {{crimes: }}\nmeasures: {{crime: {rule}}}\n")
    said = "crime\n  The ranges depend on a figure of each result: the population.\n\n  target: 62"
    assert said == run("explain", "rate.rag.yml", "crime")[1].partition("  rate.rag")[0]


def test_a_figure_without_a_value_is_wrong_usage():
    code, out, _ = run("explain", "a.rag.yml", "beside", "77%", "--figure", "last year")
    assert (2, "") == (code, out)


def test_ranges_of_a_run_rate_are_exact():
    code, out, _ = run("explain", LEICESTERSHIRE, "library-visits", "--period", "2019-20 Apr-Jul")
    assert (0, True) == (code, "  green  at least 323,333.3333 (exactly 323,333 1/3)\n" in out)
    assert "basis: forecast by run rate: the ranges are 1/3 of the target's own  " in out


def test_explain_takes_a_negative_value():
    assert 0 == run("explain", "a.rag.yml", "answered", "-5%")[0]


def test_a_figure_that_the_rule_does_not_know_is_said():
    code, _, err = run("explain", "a.rag.yml", "beside", "77%", "--figure", "national averge=78%")
    assert (0, "") != (code, err)


# ---- processes ---------------------------------------------------------------------------------


def test_a_process_gives_data_on_stdout_and_talk_on_stderr():
    results("measure,value\nanswered,91%\nanswered,8x%\n")
    code, out, err = process("rate", "a.rag.yml", "r.csv", "--format", "jsonl", "--fail-on", "unrated")
    assert (1, ["green", "not rated"]) == (code, [json.loads(line)["rating"] for line in out.splitlines()])
    assert "r.csv:3:10: RAG501" == err[:18]


def test_a_process_says_2_without_a_traceback_where_nothing_can_be_read():
    code, out, err = process("rate", "a.rag.yml", "none.csv")
    assert (2, "", "RAG001", False) == (code, out, err[:6], "Traceback" in err)


def test_the_installed_script_is_the_same_tool():
    script = Path(sys.executable).parent / "ragengine"
    done = subprocess.run([script, "rate", "a.rag.yml", "r.csv"], capture_output=True, check=False)
    assert (0, VERDICTS.encode(), b"") == (done.returncode, done.stdout, done.stderr)


def test_a_stream_without_utf_8_gets_a_question_mark_and_no_traceback():
    Path("a.rag.yml").write_text(
        "ragengine: 1\nmeasures: {spend: {title: Cafē, aim: low, unit: £, target: £5, amber: none}}\n",
        "utf-8",
    )
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    code, out, err = process("explain", "a.rag.yml", "spend", env=environment, encoding="latin-1")
    assert (0, "spend: Caf?", "") == (code, out.splitlines()[0], err)


def test_a_reader_that_goes_away_gets_no_traceback():
    results("measure,value\n" + "answered,91%\n" * 5000)
    with subprocess.Popen(
        [sys.executable, "-m", "ragengine", "rate", "a.rag.yml", "r.csv", "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        running.stdout.read(1)
        running.stdout.close()
        assert b"" == running.stderr.read()


def test_a_pipe_that_nobody_reads_ends_the_run_without_a_word(monkeypatch, capsys):
    reading, writing = os.pipe()
    os.close(reading)
    monkeypatch.setattr(sys, "argv", ["ragengine", "rate", "a.rag.yml", "r.csv"])
    # What could not be written is still held when the file is shut, and fails once more.
    with contextlib.suppress(BrokenPipeError), os.fdopen(writing, "w", encoding="utf-8") as unread:
        monkeypatch.setattr(sys, "stdout", unread)
        with pytest.raises(SystemExit) as ended:
            cli.run()
    assert (1, "") == (ended.value.code, capsys.readouterr().err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_told_in_a_line():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ragengine", "rate", "a.rag.yml", "r.csv"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (2, "the output cannot be written: No space left on device") == (
        done.returncode,
        done.stderr.strip(),
    )


def test_an_output_that_cannot_be_written_is_told_in_a_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ragengine", "rate", "a.rag.yml", "r.csv"])
    with Path("r.csv").open(encoding="utf-8") as readable:
        monkeypatch.setattr(sys, "stdout", readable)
        with pytest.raises(SystemExit) as ended:
            cli.run()
    assert (2, "the output cannot be written: not writable\n") == (ended.value.code, capsys.readouterr().err)


def test_a_fault_that_nobody_foresaw_is_told_in_a_line_and_says_2(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ragengine", "rate", "a.rag.yml", "r.csv"])
    with Path("r.csv").open(encoding="utf-8") as shut:
        pass
    monkeypatch.setattr(sys, "stdout", shut)
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert (2, "internal error: ValueError: I/O operation on closed file.") == (
        ended.value.code, capsys.readouterr().err.splitlines()[0],
    )  # fmt: skip


def test_a_command_that_ends_well_ends_with_0(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ragengine", "check", "a.rag.yml", "--ignore", "RAG412"])
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert (0, "no problems found; 1 file checked\n") == (ended.value.code, capsys.readouterr().err)


def test_what_is_left_when_a_command_has_ended_is_not_searched_again(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["ragengine", "check", "a.rag.yml"])
    with pytest.raises(SystemExit):
        cli.run()
    assert gc.get_freeze_count()
