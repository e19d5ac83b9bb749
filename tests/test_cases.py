"""Cases in files of their own: reading them, running them, and writing them anew."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

import ragengine
from ragengine.cases import updating
from ragengine.cases.running import run_case
from ragengine.cases.updating import updated
from ragengine.cli import main
from ragengine.messages import statement, way_out
from ragengine.model.cases import Case
from ragengine.rating import Reason
from ragengine.reading.cases import read_cases
from ragengine.source import Source
from ragengine.suites import ids_of, suites_at

RULES = """\
ragengine: 1
comparators: [plan]
scales: {stars: [green star, red triangle]}
measures:
  answered: {code: 1A, aim: high, unit: percent, target: {2019-20: 90%, 2020-21: 91%}, amber: 2 points}
  beside: {aim: high, unit: percent, target: plan, amber: 1 point}
  visits: {aim: high, unit: percent, scale: stars, levels: {green star: at least 50%, red triangle: rest}}
"""


def read(*lines):
    """The cases of a file, and the codes and places of what is wrong with it."""
    text = "ragtest: 1\ncases:\n" + "".join(f"  {line}\n" for line in lines)
    case_file, found = read_cases(Source("a.ragtest.yml", text))
    return case_file.cases, [f"{one.code}:{one.place.line}:{one.place.column}" for one in found]


def found_in(text):
    """What is wrong with a text as a file of cases."""
    return [statement(one) for one in read_cases(Source("a.ragtest.yml", text))[1]]


# ---- reading -----------------------------------------------------------------------------------


def test_a_figure_is_given_to_a_case_once_whatever_its_capitals():
    cases, found = read("- {measure: beside, value: 80%, plan: 5%, Plan: 6%, rating: green}")
    assert ((), ["RAG016:3:45"]) == (cases, found)


def test_a_case_is_a_row_and_what_is_expected_of_it():
    (case,), found = read(
        "- {name: narrow miss, measure: 1A, period: 2019-20, value: 89%, numerator: 89, plan: 3%, rating: Amber,"
        " sentence: 'Amber: yes.'}"
    )
    assert [] == found
    assert Case(
        "narrow miss", "1A", "2019-20", {"value": "89%", "numerator": "89", "plan": "3%"}, "amber",
        sentence="Amber: yes.",
    ) == case  # fmt: skip
    assert ("a.ragtest.yml:3:5", "a.ragtest.yml:3:100") == (str(case.origin), str(case.place("rating")))


def test_a_case_without_a_name_is_called_by_its_value_and_rating():
    cases, _ = read("- {measure: m, value: 9%, rating: red}", "- {measure: m, rating: not rated}")
    assert ["9% red", "not rated"] == [case.name for case in cases]


def test_a_case_may_expect_no_rating_and_say_why():
    (one, two), _ = read(
        "- {measure: m, value: 9%, rating: not rated}",
        "- {measure: m, value: 9%, rating: not rated, reason: no-comparator plan}",
    )
    assert (None, None, "") == (one.rating, one.reason, one.detail)
    assert (None, Reason.NO_COMPARATOR, "plan") == (two.rating, two.reason, two.detail)


TABLE = """\
- measure: m
  period: 2019-20
  plan: 3%
  table: |
    91%  green      # on the target

    # a comment
    1,234 (Apr-Nov)  green star
    Due June 2020 not rated
""".splitlines()


def test_a_table_is_a_case_for_each_line():
    cases, found = read(*TABLE)
    assert [] == found
    assert [("91%", "green"), ("1,234 (Apr-Nov)", "green star"), ("Due June 2020", None)] == [
        (case.cells["value"], case.rating) for case in cases
    ]
    assert {("m", "2019-20", "3%")} == {(case.measure, case.period, case.cells["plan"]) for case in cases}
    assert ["7:12", "10:24", "11:21"] == [
        f"{case.place('rating').line}:{case.place('rating').column}" for case in cases
    ]


def test_a_tab_parts_a_value_from_its_rating_as_two_blanks_do():
    cases, found = read(
        "- measure: m", "  table: |", "    91%\tgreen", "    5 (Q1) \t green star", "    x\tnot rated"
    )
    assert [] == found
    assert [("91%", "green"), ("5 (Q1)", "green star"), ("x", None)] == [
        (case.cells["value"], case.rating) for case in cases
    ]


def test_a_table_may_be_a_list():
    cases, found = read("- {measure: m, table: [91% green, 3 not rated]}")
    assert ([], ["91% green", "3 not rated"]) == (found, [case.name for case in cases])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- {measure: m, value: 9%}", ["RAG102:3:5"]),
        ("- {value: 9%, rating: red}", ["RAG102:3:5"]),
        ("- {measure: m, ratng: red}", ["RAG101:3:18"]),
        ("- nothing", ["RAG103:3:5"]),
        ("- {measure: m, rating: not rated, reason: becuase}", ["RAG104:3:45"]),
        ("- {measure: m, rating: red, reason: missing}", ["RAG118:3:39"]),
        ("- {measure: m, rating: }", ["RAG109:3:18"]),
        ("- {measure: [m], rating: red}", ["RAG103:3:15"]),
        ("- {measure: m, table: [9% red], value: 3%, rating: red}", ["RAG602:3:42", "RAG602:3:54"]),
        ("- {measure: m, table: [red]}", ["RAG603:3:26"]),
        ("- {measure: m, table: {a: b}}", ["RAG103:3:25"]),
        ("- {measure: m, table: [[a]]}", ["RAG103:3:26"]),
        ("- {measure: m, table: []}", ["RAG601:3:25"]),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_read_is_found(line, expected):
    cases, found = read(line)
    assert (expected, ()) == (found, cases)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["the file is empty"]),
        ("a list", ["`the file` should be a mapping, not the text `a list`"]),
        ("ragtest: 1\ncases: []\n", ["there is no case here"]),
        ("ragtest: 1\n", ["the file has no `cases`"]),
        ("cases: [{measure: m, rating: red}]\n", ["the file has no `ragtest`"]),
        ("ragtest: 2\ncases: [{measure: m, rating: red}]\n",
         ["`ragtest: 2` is a format this version cannot read"]),
        ("ragtest: [1]\ncases: [{measure: m, rating: red}]\n", ["`ragtest` should be text, not a list"]),
        ("ragtest: 1\ncases: all\n", ["`cases` should be a list, not the text `all`"]),
        ("ragtest: 1\ncass: []\n", ["`cass` is not a key of a file of cases"]),
        ("ragengine: 1\nmeasures: {m: {aim: none, unit: percent}}\n",
         ["`the file` should be a file of cases, not a file of rules"]),
        ("ragengine: 1\nragtest: 1\ncases: [{measure: m, rating: red}]\n",
         ["`ragengine` is not a key of a file of cases"]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_file_of_cases_is_found(text, expected):
    assert expected == found_in(text)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("# nothing yet\n", "start with `ragtest: 1` and `cases:`"),
        ("ragtest: 2\ncases: [{measure: m, rating: red}]\n", "write `ragtest: 1`"),
        (f"ragtest: 1\ncases:\n  - measure: m\n    table: |\n{'      82% green' * 1000}\n",
         "shorten it; a long table can be parted into several cases, or written as a list"),
        ("ragtest: 1\ncases: [{measure: m, rating: not rated, reason: mising}]\n", "did you mean `missing`? "),
    ],
)  # fmt: skip
def test_the_way_out_is_that_of_a_file_of_cases(text, way):
    (found,) = read_cases(Source("a.ragtest.yml", text))[1]
    assert way == way_out(found)


def test_a_reason_beside_a_rating_is_a_fault_of_the_case():
    text = "ragtest: 1\ncases: [{measure: m, rating: red, reason: missing}]\n"
    assert ["the case is rated red, and gives a reason for no rating, `missing`"] == found_in(text)


# ---- running -----------------------------------------------------------------------------------


def failure(line, rules=RULES):
    """What was not as expected of a case, in words; None where all was."""
    (case,), _ = read(line)
    found = run_case(case, ragengine.loads(rules)).failure
    return None if found is None else f"{statement(found)}: {way_out(found)}"


@pytest.mark.parametrize(
    "line",
    [
        "- {measure: 1A, period: 2019-20, value: 90%, rating: GREEN}",
        "- {measure: answered, period: 2020-21 Q1, value: 90%, rating: amber}",
        "- {measure: answered, period: 2019-20, numerator: 9, denominator: 10, rating: green}",
        "- {measure: beside, value: 50%, plan: 51%, rating: amber}",
        "- {measure: beside, value: 50%, Plan: 51%, rating: amber}",
        "- {measure: beside, value: 50%, rating: not rated, reason: no-comparator plan}",
        "- {measure: beside, value: 50%, rating: not rated, reason: no-comparator Plan}",
        "- {measure: beside, value: 50%, rating: not rated, reason: no-comparator}",
        "- {measure: beside, rating: not rated, reason: missing}",
        "- {measure: visits, value: 50%, rating: green star}",
        "- {measure: visits, value: 50%, rating: green star, sentence: 'Green star: 50% is at   least 50%.'}",
        "- {measure: answered, period: 2018-19, value: 50%, rating: not rated, reason: no-target-this-year}",
    ],
)
def test_a_case_that_gets_what_it_expects_passes(line):
    assert failure(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- {measure: answered, period: 2019-20, value: 89%, rating: red}",
         ("`answered`, `89% red`: expected red, got amber: Amber: 89% is 1 percentage point short of the 90% target, within its 2-point "
          "margin. Ranges: red under 88%; amber at least 88% and under 90%; green at least 90%")),
        ("- {measure: beside, value: 50%, rating: green}",
         "`beside`, `50% green`: expected green, got not rated (no-comparator): Not rated: the plan is not given. The result is 50%."),
        ("- {measure: beside, value: 50%, rating: not rated, reason: no-comparator last year}",
         ("`beside`, `50% not rated`: expected not rated (no-comparator last year), got not rated (no-comparator): "
          "Not rated: the plan is not given. The result is 50%.")),
        ("- {measure: beside, value: 50%, rating: not rated, reason: missing}",
         ("`beside`, `50% not rated`: expected not rated (missing), got not rated (no-comparator): "
          "Not rated: the plan is not given. The result is 50%.")),
        ("- {measure: visits, value: 50%, rating: not rated}",
         ("`visits`, `50% not rated`: expected not rated, got green star: Green star: 50% is at least 50%. "
          "Ranges: red triangle under 50%; green star at least 50%")),
        ("- {measure: visits, value: 50%, rating: green star, sentence: another}",
         "`visits`, `50% green star`: the sentence is another: Green star: 50% is at least 50%."),
    ],
)  # fmt: skip
def test_a_case_that_gets_something_else_says_what_and_why(line, expected):
    assert expected == failure(line)


# ---- files with their rules --------------------------------------------------------------------


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder with rules in it, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("a.rag.yml").write_text(RULES, encoding="utf-8")
    return tmp_path


def write(*lines, name="a.ragtest.yml", head=""):
    text = f"ragtest: 1\n{head}cases:\n" + "".join(f"  {line}\n" for line in lines)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


GOOD = "- {measure: answered, period: 2019-20, value: 90%, rating: green}"
BAD = "- {name: a slip, measure: answered, period: 2019-20, value: 90%, rating: amber}"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.ragtest.yml", ""), ("other.ragtest.yml", ""),
        ("tests/a.ragtest.yml", "rules: ../a.rag.yml\n"), ("tests/a.ragtest.yml", "rules: ..\n"),
    ],
)  # fmt: skip
def test_the_rules_are_those_named_or_beside(name, head):
    write(GOOD, name=name, head=head)
    ((suite,), found) = suites_at(Path(name))
    assert ([], (), 1) == (found, suite.found, len(suite.cases))


def test_a_namesake_comes_before_the_others_beside_it():
    Path("b.rag.yml").write_text(RULES.replace("answered:", "others:"), encoding="utf-8")
    write(GOOD)
    ((suite,), _) = suites_at(Path())
    assert ["answered", "beside", "visits"] == list(suite.rules)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- {measure: answerd, value: 1%, rating: red}",
         "a.ragtest.yml:3:15 `answerd` is no measure of these rules; did you mean `answered`?"),
        ("- {measure: zzz, value: 1%, rating: red}",
         "a.ragtest.yml:3:15 `zzz` is no measure of these rules; ids stand under `measures:` in the rules"),
        ("- {measure: answered, value: 1%, rating: red}",
         "a.ragtest.yml:3:15 `answered` is rated by year; add `period:`, one of 2019-20, 2020-21"),
        ("- {measure: answered, period: soon, value: 1%, rating: red}",
         "a.ragtest.yml:3:33 `soon` is no period; write it like `2019-20`, `2019-20 Q1` or `2024`"),
        ("- {measure: beside, value: 1%, plna: 1%, rating: red}",
         "a.ragtest.yml:3:34 `plna` is not a key of a case; did you mean `plan`? "),
        ("- {measure: beside, value: 1%, rating: gren}",
         ("a.ragtest.yml:3:42 `gren` is not a level of the scale `RAG`; did you mean `green`? "
          "its levels, best first: green, amber, red, not rated")),
        ("- {measure: visits, value: 1%, rating: amber}",
         ("a.ragtest.yml:3:42 `amber` is not a level of the scale `stars`; "
          "its levels, best first: green star, red triangle, not rated")),
    ],
)  # fmt: skip
def test_names_that_the_rules_do_not_know_are_found(line, expected):
    write(line)
    ((suite,), _) = suites_at(Path())
    said = [f"{one.place} {statement(one)}; {way_out(one)}" for one in suite.found]
    assert ([expected], ()) == (said, suite.cases)


@pytest.mark.parametrize("line", ["50% green star", "1% red triangle"])
def test_a_rating_of_several_words_behind_one_blank_is_shown_the_two_that_it_needs(line):
    write(f"- {{measure: visits, table: [{line}]}}")
    ((suite,), _) = suites_at(Path())
    level = line.partition(" ")[2]
    assert [
        f"`{line}` is not a value and a rating; put two blanks before `{level}`, since it has several words"
    ] == [f"{statement(one)}; {way_out(one)}" for one in suite.found]


def test_a_code_of_another_year_is_said_to_be_none_in_this_one():
    Path("a.rag.yml").write_text(
        RULES.replace("code: 1A", "code: {to 2019-20: 1A, from 2020-21: 1B}"), "utf-8"
    )
    write("- {measure: 1A, period: 2020-21, value: 1%, rating: red}")
    ((suite,), _) = suites_at(Path())
    assert ["`1A` is no measure of these rules in 2020-21; did you mean `answered`?"] == [
        f"{statement(one)}; {way_out(one)}" for one in suite.found
    ]


def test_an_unknown_key_far_from_all_gets_the_list():
    write("- {measure: beside, value: 1%, xyzzy: 1%, rating: red}")
    ((suite,), _) = suites_at(Path())
    assert way_out(suite.found[0]).startswith("known keys: name, measure, period, value")


def test_rules_that_are_wrong_are_told_with_the_cases():
    Path("a.rag.yml").write_text(RULES.replace("aim: high", "aim: hgh", 1), encoding="utf-8")
    write(GOOD)
    ((suite,), _) = suites_at(Path())
    assert (["RAG104"], ()) == ([one.code for one in suite.found], suite.cases)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("rules: ../aa.rag.yml\n",
         ("tests/a.ragtest.yml:2:8 `tests/../aa.rag.yml` cannot be read: no such file or directory; did you mean "
         "`tests/../a.rag.yml`? give a rule file (*.rag.yml) or a folder of them")),
        ("rules: ../rules\n",
         ("tests/a.ragtest.yml:2:8 `tests/../rules` cannot be read: no such file or directory; write `rules:` as a "
         "path from this file to a rule file or a folder of them")),
        ("",
         ("tests/a.ragtest.yml:1:1 `tests` cannot be read: no *.rag.yml file is in this folder; put the rules "
         "beside this file, or name them in it by a path from here: `rules: ../rules`")),
    ],
)  # fmt: skip
def test_rules_that_are_not_there_are_told_where_the_cases_name_them(head, expected):
    write(GOOD, name="tests/a.ragtest.yml", head=head)
    ((suite,), _) = suites_at(Path("tests"))
    assert [expected] == [f"{one.place} {statement(one)}; {way_out(one)}" for one in suite.found]
    assert 2 == run("tests")[0]


def test_rules_are_loaded_once_for_several_files():
    write(GOOD)
    write(GOOD, name="b.ragtest.yml", head="rules: a.rag.yml\n")
    (one, two), _ = suites_at(Path())
    assert one.rules is two.rules


def test_ids_name_file_measure_and_case_and_are_numbered_where_they_come_again():
    write(GOOD, GOOD, BAD)
    ((suite,), _) = suites_at(Path())
    expected = ["90% green", "90% green (2)", "a slip"]
    assert [f"a.ragtest.yml::answered::{name}" for name in expected] == [name for name, _ in ids_of(suite)]


def test_a_file_that_is_no_yaml_has_no_cases():
    Path("a.ragtest.yml").write_text("a: [", encoding="utf-8")
    ((suite,), _) = suites_at(Path())
    assert (["RAG004"], ()) == ([one.code for one in suite.found], suite.cases)


# ---- the command -------------------------------------------------------------------------------


def run(*arguments):
    """Exit code, stdout and stderr of `test`."""
    done = CliRunner().invoke(main, ["test", *map(str, arguments)], prog_name="ragengine")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_cases_that_pass_are_exit_code_0():
    write(GOOD)
    assert (0, "", "1 case passed; 1 file\n") == run()
    assert (0, "", "1 case passed; 1 file\n") == run("a.ragtest.yml")


def test_a_case_that_fails_is_exit_code_1_and_told_at_its_rating():
    write(GOOD, BAD)
    code, out, err = run("--output-format", "concise")
    assert (1, "1 of 2 cases failed; 1 file\n") == (code, err)
    assert "a.ragtest.yml:4:76: RAG604 error `answered`, `a slip`: expected amber, got green\n" == out
    assert "  help: Green: 90% meets the 90% target. Ranges: red under 88%" in run()[1]


def test_a_run_without_a_case_is_exit_code_1():
    write(GOOD)
    ids = "ids are `FILE::MEASURE::NAME`, and `pytest --collect-only -q` lists them"
    said = f"no case was run; 1 file\nno id has `nothing` in it or matches it; {ids}\n"
    assert (1, "", said) == run("--run", "nothing")


def test_a_case_that_cannot_be_run_is_exit_code_1():
    write(GOOD, "- {measure: zzz, value: 1%, rating: red}")
    code, _, err = run()
    assert (1, "1 case passed; 1 problem found; 1 file\n") == (code, err)


def test_a_folder_without_cases_may_be_one_where_that_is_said():
    Path("a.rag.yml").write_text(RULES, encoding="utf-8")
    assert (2, "0 files\n") == (run()[0], run()[2][-8:])
    assert (0, "", "no case was run; 0 files\n") == run("--if-any")
    assert 2 == run("--if-any", "none.ragtest.yml")[0]
    Path("a.ragtest.yaml").write_text("ragtest: 1\n", encoding="utf-8")
    assert 2 == run("--if-any")[0]


def test_where_there_are_cases_they_must_be_run_and_pass():
    write(GOOD, BAD)
    assert 1 == run("--if-any")[0]
    assert 1 == run("--if-any", "--run", "nothing")[0]


def test_a_report_is_never_written_over_cases():
    write(GOOD)
    before = Path("a.ragtest.yml").read_text(encoding="utf-8")
    said = "`a.ragtest.yml` is read in this run, which would write over it: name another file\n"
    assert (2, "", said) == run("--report", "json=a.ragtest.yml")
    assert before == Path("a.ragtest.yml").read_text(encoding="utf-8")


def test_a_path_that_is_not_there_is_exit_code_2():
    assert 2 == run("none.ragtest.yml")[0]
    (Path() / "empty").mkdir()
    assert 2 == run("empty")[0]


@pytest.mark.parametrize("pattern", ["slip", "SLIP", "*::answered::a*", "a.ragtest.yml::answered::a slip"])
def test_only_cases_that_a_pattern_chooses_are_run(pattern):
    write(GOOD, BAD)
    assert "1 of 1 case failed; 1 file\n" == run("--run", pattern)[2]


def test_several_patterns_choose_the_cases_that_any_of_them_chooses():
    write(GOOD, BAD, GOOD.replace("90%, rating: green", "89%, rating: amber"))
    assert "1 of 2 cases failed; 1 file\n" == run("--run", "slip", "--run", "89%")[2]


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [("a slp", "a slip"), ("a.ragtest.yml::answered::A SLP", "a slip"), ("anwsered", "answered")],
)
def test_a_pattern_that_chooses_nothing_gets_the_nearest_measure_or_name(pattern, meant):
    write(GOOD, BAD)
    said = f"no id has `{pattern}` in it or matches it; did you mean `{meant}`?\n"
    assert (1, "", f"no case was run; 1 file\n{said}") == run("--run", pattern)


@pytest.mark.parametrize("option", ["--coverage", "--mutate", "--coverage-fail-under=1"])
def test_some_cases_alone_are_no_measure_of_what_is_tested(option):
    write(GOOD)
    code, _, err = run("--run", "90%", option)
    assert (2, True) == (code, "--run chooses some cases, and --coverage and --mutate ask what all" in err)


def test_a_file_that_is_given_twice_is_run_once():
    write(GOOD)
    assert (0, "", "1 case passed; 1 file\n") == run(".", "a.ragtest.yml", Path.cwd() / "a.ragtest.yml")


def test_counts_have_commas_from_a_thousand_on():
    write("- measure: answered", "  period: 2019-20", "  table: ", *["    - 90% amber"] * 1000)
    assert "1,000 of 1,000 cases failed; 1 file\n" == run("--output-format", "concise")[2]


def test_names_that_an_id_cannot_hold_are_written_so_that_they_can_be_chosen():
    write(
        *(
            GOOD.replace("{", f"{{name: {name}, ")
            for name in ('"a::b"', '"two\\nlines"', '":a:"', '"::"', "a-b")
        )
    )
    ((suite,), _) = suites_at(Path())
    names = [one.rsplit("::", 2)[2] for one, _ in ids_of(suite)]
    assert ["a-b", "two lines", "-a-", "-", "a-b (2)"] == names
    assert "2 cases passed; 1 file\n" == run("--run", "::a-b")[2]


def test_failures_are_reported_in_other_formats_too():
    write(BAD)
    run("--report", "json=a.json")
    assert "RAG604" == json.loads(Path("a.json").read_text("utf-8"))["findings"][0]["code"]


def test_for_a_server_each_case_is_a_test_of_one_name_whether_it_passes_or_fails():
    write(GOOD, BAD, "- {measure: zzz, value: 1%, rating: red}")
    run("--report", "junit=a.xml")
    (suite,) = ET.parse("a.xml").getroot()  # noqa: S314 - our own
    names = {one.get("name"): len(one) for one in suite}
    expected = {
        "`answered`, `90% green`": 0,
        "`answered`, `a slip`": 1,
        "RAG606 case-without-context (5:15)": 1,
    }
    assert (expected, "3", "2") == (names, suite.get("tests"), suite.get("failures"))


# ---- writing anew ------------------------------------------------------------------------------


def test_update_writes_what_the_rules_give_and_keeps_all_else():
    lines = [
        "- {measure: answered, period: 2019-20, value: 90%, rating: amber}   # on the target",
        "- measure: answered", "  period: 2019-20", "  table: |", "    88%  green   # narrow", "    87%  red",
        "- {measure: beside, value: 5%, rating: green}",
        "- {measure: beside, value: 5%, rating: not rated, reason: missing}",
        "- {measure: visits, value: 50%, rating: green star, sentence: another}",
    ]  # fmt: skip
    write(*lines)
    code, out, err = run("--update")
    assert (0, "", "a.ragtest.yml: 5 cases written anew\n6 cases passed; 1 file\n") == (code, out, err)
    expected = [
        "- {measure: answered, period: 2019-20, value: 90%, rating: green}   # on the target",
        *lines[1:4], "    88%  amber   # narrow", "    87%  red",
        "- {measure: beside, value: 5%, rating: not rated}",
        "- {measure: beside, value: 5%, rating: not rated, reason: no-comparator}",
        '- {measure: visits, value: 50%, rating: green star, sentence: "Green star: 50% is at least 50%."}',
    ]  # fmt: skip
    assert expected == [line[2:] for line in Path("a.ragtest.yml").read_text("utf-8").splitlines()[2:]]
    assert 0 == run()[0]


@pytest.mark.parametrize(
    "table",
    [
        "table: ['82% red', 81% green]", 'table: ["82% red", 81% amber]',
        "table:\n      82% green\n      81% amber", "table: >\n      82% green\n      81% amber",
        'table: "82% red\\n81% green"',
    ],
)  # fmt: skip
def test_update_never_breaks_a_file(table):
    write(f"- measure: answered\n    period: 2019-20\n    {table}", GOOD)
    before = Path("a.ragtest.yml").read_text("utf-8")
    run("--update")
    after = Path("a.ragtest.yml").read_text("utf-8")
    assert read_cases(Source("a", after))[0] is not None
    (suite,), _ = suites_at(Path())
    assert after in (
        before,
        before.replace("82% red", "82% red").replace("81% green", "81% red").replace("81% amber", "81% red"),
    )
    assert "90% green" in [case.name for case in suite.cases]


def test_update_leaves_files_alone_in_which_all_passes():
    write(GOOD)
    before = Path("a.ragtest.yml").stat().st_mtime_ns
    assert (0, "", "1 case passed; 1 file\n") == run("--update")
    assert before == Path("a.ragtest.yml").stat().st_mtime_ns


@pytest.mark.parametrize(
    "line",
    [
        "- {measure: beside, value: 5%, plan: 5%, rating: not rated, reason: missing}",
        "- {measure: visits, value: 5%, rating: green star, sentence: >-\n      two\n      lines}",
        "- measure: visits\n    value: 5%\n    rating: green star\n    sentence: | # why\n      two\n      lines",
        "- measure: odd\n    table: |\n      1  so: so",
    ],
)  # fmt: skip
def test_update_leaves_to_its_author_what_it_cannot_write(line):
    Path("a.rag.yml").write_text(ODD, encoding="utf-8")
    write(line)
    before = Path("a.ragtest.yml").read_text("utf-8")
    code, out, _ = run("--update")
    assert (1, before) == (code, Path("a.ragtest.yml").read_text("utf-8"))
    assert "RAG60" in out or "RAG004" in out


def test_the_sentence_of_a_case_follows_its_rating():
    write("- {measure: visits, value: 5%, rating: green star, sentence: another}")
    ((suite,), _) = suites_at(Path())
    update = updated(suite.source, [run_case(case, suite.rules) for case in suite.cases])
    assert ([], [None]) == (update.left, [outcome.failure for outcome in update.outcomes])
    assert (
        'rating: red triangle, sentence: "Red triangle: 5% is in the range of red triangle, under 50%."}'
        in update.text
    )


ODD = RULES.replace(
    "scales: {", "scales: {odd: ['good, very', 'so: so', 'bad #1'], ahead: [well ahead, behind], "
).replace(
    "measures:\n",
    "measures:\n  lead: {aim: high, unit: index, scale: ahead, levels: {well ahead: at least 5, behind: rest}}\n"
    "  odd: {aim: high, unit: index, scale: odd, "
    "levels: {'good, very': at least 9, 'so: so': at least 5, 'bad #1': rest}}\n",
)
"""Rules with levels whose names mean something in YAML, too."""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["- {measure: lead, table: [5 behind, 6  behind, 1 behind]}"],
         ["- {measure: lead, table: [5  well ahead, 6  well ahead, 1 behind]}"]),
        (["- measure: lead", "  table: |", "    5 behind  # on it", "    1\twell ahead", "    6\tbehind"],
         ["- measure: lead", "  table: |", "    5  well ahead  # on it", "    1\tbehind", "    6\twell ahead"]),
        (["- measure: odd", "  value: 9", "  rating: 'so: so'"], ["- measure: odd", "  value: 9", "  rating: 'good, very'"]),
        (["- {measure: odd, value: 9, rating: 'bad #1'}"], ["- {measure: odd, value: 9, rating: 'good, very'}"]),
        (["- measure: odd", "  value: 5", "  rating: good, very"], ["- measure: odd", "  value: 5", '  rating: "so: so"']),
        (["- measure: odd", "  value: 1", "  rating: good, very"], ["- measure: odd", "  value: 1", '  rating: "bad #1"']),
        (["- {measure: odd, table: [5  'bad #1']}"], ["- {measure: odd, table: [5  'bad #1']}"]),
        (['- {measure: answered, period: 2019-20, value: 90%, rating: "amber"}'],
         ['- {measure: answered, period: 2019-20, value: 90%, rating: "green"}']),
        (["- {measure: answered, period: 2019-20, table: ['90% amber', \"1% green\"]}"],
         ["- {measure: answered, period: 2019-20, table: ['90% green', \"1% red\"]}"]),
        (["- measure: visits", "  sentence: >-", "    one", "    two", "  rating: red triangle", "  value: 50%"],
         ["- measure: visits", '  sentence: "Green star: 50% is at least 50%."', "  rating: green star", "  value: 50%"]),
        (["- measure: visits", "  value: 50%", "  rating: green star", "  sentence: one", "    two"],
         ["- measure: visits", "  value: 50%", "  rating: green star", '  sentence: "Green star: 50% is at least 50%."']),
        (["- {measure: visits, value: 50%, rating: green star, sentence: 'it''s'}"],
         ["- {measure: visits, value: 50%, rating: green star, sentence: 'Green star: 50% is at least 50%.'}"]),
        (["- {measure: beside, value: 5%, rating: not rated, reason: no-comparator last year}"],
         ["- {measure: beside, value: 5%, rating: not rated, reason: no-comparator plan}"]),
        (["- {measure: beside, rating: not rated, reason: no-comparator}"],
         ["- {measure: beside, rating: not rated, reason: missing}"]),
    ],
)  # fmt: skip
def test_update_writes_what_reads_back(lines, expected):
    Path("a.rag.yml").write_text(ODD, encoding="utf-8")
    write(*lines)
    run("--update")
    after = Path("a.ragtest.yml").read_text("utf-8").splitlines()
    assert expected == [line[2:] for line in after[2:]]


def test_update_says_which_cases_it_does_not_write_and_why():
    Path("a.rag.yml").write_text(ODD, encoding="utf-8")
    write(
        BAD,
        "- {measure: beside, value: 5%, plan: 5%, rating: not rated, reason: missing}",
        "- {measure: beside, value: 6%, plan: 5%, rating: not rated, reason: missing}",
        "- measure: odd", "  table: |", "    1  so: so",
    )  # fmt: skip
    code, _, err = run("--update")
    assert (
        "a.ragtest.yml: 1 case written anew\n"
        "a.ragtest.yml: 3 cases are not written: it gives a `reason` and is rated now: take the reason out "
        "(line 4, line 5); a table cannot hold a rating like `bad #1`: write the case by itself (line 8)\n"
        "3 of 4 cases failed; 1 file\n"
    ) == err
    assert 1 == code


@pytest.mark.parametrize("value", [1, 5])
def test_update_writes_nothing_that_would_be_read_as_other_cases(monkeypatch, value):
    monkeypatch.setattr(updating, "is_plain", lambda _: True)  # as if too little were put into quotes
    Path("a.rag.yml").write_text(ODD, encoding="utf-8")
    write(BAD, "- measure: odd", f"  value: {value}", "  rating: good, very")
    before = Path("a.ragtest.yml").read_text("utf-8")
    code, _, err = run("--update")
    assert (1, before) == (code, Path("a.ragtest.yml").read_text("utf-8"))
    assert (
        "a.ragtest.yml: 2 cases are not written: the file would not be read as the same cases (line 3, line 6)\n"
        "2 of 2 cases failed; 1 file\n"
    ) == err


def test_what_update_wrote_is_covered():
    write(BAD)
    assert "answered: 2 of 18" in run("--update", "--coverage")[1]
