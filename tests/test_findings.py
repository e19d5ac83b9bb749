"""Findings in every format: golden texts for one inspection with hostile words in it."""

import json
import re
from pathlib import Path

import pytest

import ragengine
from ragengine.codes import CODES, Code
from ragengine.diagnostics import Diagnostic, Inspection
from ragengine.reports.findings import FINDING_FORMATS, report_findings, statistics, step_summary
from ragengine.source import Place, Source

RULES = Source(
    "./rules/50%, Größe.rag.yml",
    "ragengine: 1\nmeasures:\n    amber: 5%\n    target: ≥ 1\n    target: 2 | 3\n",
)
RESULTS = Source("results.csv", "measure,value,::error|]]>\x1b[2J\n")

UNREADABLE = Diagnostic(
    "RAG001", None, {"path": "missing.rag.yml", "why": "no such\nfile", "way": "give a rule file"}
)
UNUSED = Diagnostic(
    "RAG502",
    Place(RESULTS, 1, 15, 15),
    {"text": "::error|]]>\x1b[2J", "nearest": "", "known": "measure, value"},
)
AMBIGUOUS = Diagnostic("RAG204", Place(RULES, 3, 12, 2), {"text": "5%", "points": "5", "of": "target"})
TWICE = Diagnostic(
    "RAG016", Place(RULES, 5, 5, 6), {"key": "target", "first": "4:5"}, (Place(RULES, 4, 5, 6),)
)
NOWHERE = Diagnostic("RAG109", None, {"key": "up", "way": ""})

FOUND = Inspection(
    (UNREADABLE, UNUSED, AMBIGUOUS, TWICE, NOWHERE),
    (RULES.name, RESULTS.name, "rules/clean.rag.yml"),
    silenced=2,
    beyond=1,
)
NOTHING = Inspection((), ("rules/clean.rag.yml",))


@pytest.fixture
def unused_is_information(monkeypatch):
    """The finding with hostile words, of the least severity."""
    monkeypatch.setitem(CODES, "RAG502", Code("unused-column", "info"))


def many(count, diagnostic=AMBIGUOUS):
    """The same finding on so many lines."""
    lines = Source("rules.rag.yml", "amber: 5%\n" * count)
    places = [Place(lines, number, 8, 2) for number in range(1, count + 1)]
    return tuple(Diagnostic(diagnostic.code, place, diagnostic.facts) for place in places)


# ---- for people --------------------------------------------------------------------------------


def test_full_shows_the_line_a_caret_the_way_out_and_further_places():
    expected = """\
RAG001 `missing.rag.yml` cannot be read: no such file
  help: give a rule file

results.csv:1:15: RAG502 (warning) the column `::error|]]>\ufffd[2J` is not used
   |
 1 | measure,value,::error|]]>\ufffd[2J
   |               ^^^^^^^^^^^^^^^
  help: columns: measure, value, or a named figure such as a comparator

rules/50%, Größe.rag.yml:3:12: RAG204 `5%` is ambiguous on a percentage
   |
 3 |     amber: 5%
   |            ^^
  help: write `5 points` for percentage points, or `5% of target` for a share of it

rules/50%, Größe.rag.yml:5:5: RAG016 `target` is written twice
   |
 5 |     target: 2 | 3
   |     ^^^^^^
  see also rules/50%, Größe.rag.yml:4:5:
   |
 4 |     target: ≥ 1
   |     ^^^^^^
  help: keep one of them; the first is at 4:5

RAG109 `up` has no value
"""
    assert expected == report_findings(FOUND, "full")


def test_colour_repeats_the_words_of_full():
    red, yellow, bold, off = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m"
    coloured = report_findings(FOUND, "full", colour=True)
    warning = (
        f"{bold}results.csv:1:15{off}: {yellow}{bold}RAG502 (warning){off}"
        " the column `::error|]]>\ufffd[2J` is not used\n"
        "   |\n"
        " 1 | measure,value,::error|]]>\ufffd[2J\n"
        f"   |               {yellow}^^^^^^^^^^^^^^^{off}\n"
    )
    assert warning in coloured
    assert f"{red}{bold}RAG204{off}" in coloured
    assert report_findings(FOUND, "full") == re.sub(r"\x1b\[\d+m", "", coloured)


@pytest.mark.usefixtures("unused_is_information")
def test_information_is_blue():
    found = report_findings(Inspection((UNUSED,)), "full", colour=True)
    assert "\x1b[34m\x1b[1mRAG502 (info)\x1b[0m" in found


@pytest.mark.parametrize("form", [form for form in FINDING_FORMATS if form != "full"])
def test_no_format_but_full_has_colour(form):
    assert report_findings(FOUND, form) == report_findings(FOUND, form, colour=True)


def test_concise_is_a_line_for_each():
    expected = """\
RAG001 error `missing.rag.yml` cannot be read: no such file
results.csv:1:15: RAG502 warning the column `::error|]]>\ufffd[2J` is not used
rules/50%, Größe.rag.yml:3:12: RAG204 error `5%` is ambiguous on a percentage
rules/50%, Größe.rag.yml:5:5: RAG016 error `target` is written twice
RAG109 error `up` has no value
"""
    assert expected == report_findings(FOUND, "concise")


def test_plain_is_sentences():
    expected = (
        "Error RAG001, unreadable-file: `missing.rag.yml` cannot be read: no such file."
        " To mend it: give a rule file.\n"
        "File results.csv, line 1, column 15. Warning RAG502, unused-column:"
        " the column `::error|]]>\ufffd[2J` is not used."
        " To mend it: columns: measure, value, or a named figure such as a comparator.\n"
        "File rules/50%, Größe.rag.yml, line 3, column 12. Error RAG204, ambiguous-percent:"
        " `5%` is ambiguous on a percentage."
        " To mend it: write `5 points` for percentage points, or `5% of target` for a share of it.\n"
        "File rules/50%, Größe.rag.yml, line 5, column 5. Error RAG016, duplicate-key:"
        " `target` is written twice. See also file rules/50%, Größe.rag.yml, line 4, column 5."
        " To mend it: keep one of them; the first is at 4:5.\n"
        "Error RAG109, no-value: `up` has no value.\n"
    )
    assert expected == report_findings(FOUND, "plain")


def test_plain_ends_no_question_with_a_full_stop():
    asked = Diagnostic(
        "RAG104", None, {"text": "hihg", "expected": "an aim", "nearest": "did you mean `high`?"}
    )
    assert report_findings(Inspection((asked,)), "plain").endswith(" To mend it: did you mean `high`?\n")


FAILED = Diagnostic(
    "RAG604",
    None,
    {
        "case": "`visits`, `79% green`",
        "expected": "green",
        "got": "amber",
        "sentence": "Amber: 79% is.",
        "ranges": "",
    },
)


def test_what_explains_a_failure_is_no_way_to_mend_it():
    said = "`visits`, `79% green`: expected green, got amber. Amber: 79% is."
    assert f"Error RAG604, case-fails: {said}\n" == report_findings(Inspection((FAILED,)), "plain")
    assert f"| {said} |" in report_findings(Inspection((FAILED,)), "markdown")


def test_markdown_is_a_table_with_counts_at_the_end():
    expected = """\
| place | severity | code | finding |
| --- | --- | --- | --- |
| missing.rag.yml | error | RAG001 unreadable-file | `missing.rag.yml` cannot be read: no such file. *To mend it:* give a rule file |
| results.csv:1:15 | warning | RAG502 unused-column | the column `::error\\|]]>\ufffd[2J` is not used. *To mend it:* columns: measure, value, or a named figure such as a comparator |
| rules/50%, Größe.rag.yml:3:12 | error | RAG204 ambiguous-percent | `5%` is ambiguous on a percentage. *To mend it:* write `5 points` for percentage points, or `5% of target` for a share of it |
| rules/50%, Größe.rag.yml:5:5 | error | RAG016 duplicate-key | `target` is written twice. *To mend it:* keep one of them; the first is at 4:5 |
|  | error | RAG109 no-value | `up` has no value. |

4 errors, 1 warning; 1 more not listed; 2 silenced.
"""  # noqa: E501 - rows of a table
    assert expected == report_findings(FOUND, "markdown")


def test_markup_in_a_file_name_is_shown_and_not_obeyed():
    place = Place(Source("a|b<b>_*`[c](d)@e\\.rag.yml", ""), 1, 1)
    table = report_findings(Inspection((Diagnostic("RAG011", place),)), "markdown")
    assert "| a\\|b\\<b\\>\\_\\*\\`\\[c\\](d)\\@e\\\\.rag.yml:1:1 |" in table


def test_statistics_put_the_most_frequent_first():
    found = Inspection((UNUSED, *many(10), NOWHERE))
    expected = "10  RAG204  ambiguous-percent\n 1  RAG109  no-value\n 1  RAG502  unused-column\n"
    assert expected == statistics(found)
    assert "" == statistics(NOTHING)


# ---- for programs ------------------------------------------------------------------------------


def test_json_holds_everything_that_is_known():
    data = json.loads(report_findings(FOUND, "json"))
    assert ["format", "findings", "files", "silenced", "beyond"] == list(data)
    files = ["rules/50%, Größe.rag.yml", "results.csv", "rules/clean.rag.yml"]
    assert (1, files, 2, 1) == (data["format"], data["files"], data["silenced"], data["beyond"])
    unreadable, unused, _, twice, nowhere = data["findings"]
    assert unused == {
        "code": "RAG502",
        "name": "unused-column",
        "severity": "warning",
        "message": "the column `::error|]]>\ufffd[2J` is not used",
        "help": "columns: measure, value, or a named figure such as a comparator",
        "filename": "results.csv",
        "location": {"row": 1, "column": 15},
        "end_location": {"row": 1, "column": 30},
        "related": [],
        "fingerprint": unused["fingerprint"],
    }
    related = {
        "filename": "rules/50%, Größe.rag.yml",
        "location": {"row": 4, "column": 5},
        "end_location": {"row": 4, "column": 11},
    }
    assert [related] == twice["related"]
    assert ("missing.rag.yml", None, None) == (
        unreadable["filename"],
        unreadable["location"],
        unreadable["end_location"],
    )
    assert (None, "") == (nowhere["filename"], nowhere["help"])


def test_sarif_has_rules_results_and_relative_uris():
    log = json.loads(report_findings(FOUND, "sarif"))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert ("ragengine", ragengine.__version__) == (driver["name"], driver["version"])
    assert ["RAG001", "RAG016", "RAG109", "RAG204", "RAG502"] == [rule["id"] for rule in driver["rules"]]
    assert driver["rules"][4] == {
        "id": "RAG502",
        "name": "unused-column",
        "shortDescription": {"text": "Unused column."},
        "defaultConfiguration": {"level": "warning"},
    }
    unreadable, unused, _, twice, nowhere = run["results"]
    where = {"uri": "rules/50%25%2C%20Gr%C3%B6%C3%9Fe.rag.yml", "uriBaseId": "%SRCROOT%"}
    assert twice == {
        "ruleId": "RAG016",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "`target` is written twice\nhelp: keep one of them; the first is at 4:5"},
        "partialFingerprints": twice["partialFingerprints"],
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": where,
                    "region": {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 11},
                }
            }
        ],
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": where,
                    "region": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 11},
                }
            }
        ],
    }
    assert ["ragengine/v1"] == list(twice["partialFingerprints"])
    file_alone = {"artifactLocation": {"uri": "missing.rag.yml", "uriBaseId": "%SRCROOT%"}}
    assert [{"physicalLocation": file_alone}] == unreadable["locations"]
    assert ("warning", {"text": "`up` has no value"}) == (unused["level"], nowhere["message"])
    assert "locations" not in nowhere
    assert {"silenced": 2, "beyond": 1} == run["properties"]


def test_sarif_says_where_a_file_outside_the_working_directory_is():
    place = Place(Source("/county/other rules.rag.yml", ""), 1, 1)
    log = json.loads(report_findings(Inspection((Diagnostic("RAG011", place),)), "sarif"))
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert {"uri": "file:///county/other%20rules.rag.yml"} == location["physicalLocation"]["artifactLocation"]


def test_gitlab_gets_a_violation_for_each():
    violations = json.loads(report_findings(FOUND, "gitlab"))
    assert violations[1] == {
        "description": "RAG502 the column `::error|]]>\ufffd[2J` is not used",
        "check_name": "unused-column",
        "fingerprint": violations[1]["fingerprint"],
        "severity": "minor",
        "location": {"path": "results.csv", "lines": {"begin": 1}},
    }
    assert [
        ("missing.rag.yml", 1),
        ("results.csv", 1),
        ("rules/50%, Größe.rag.yml", 3),
        ("rules/50%, Größe.rag.yml", 5),
        (".", 1),
    ] == [(one["location"]["path"], one["location"]["lines"]["begin"]) for one in violations]


def test_junit_has_a_suite_for_each_file_and_a_passing_case_for_a_clean_one():
    expected = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ragengine" tests="6" failures="5" errors="0">
  <testsuite name="rules/50%, Größe.rag.yml" tests="2" failures="2" errors="0" skipped="0">
    <testcase name="RAG204 ambiguous-percent (3:12)" classname="rules/50%, Größe.rag.yml">
      <failure type="error" message="`5%` is ambiguous on a percentage">\
rules/50%, Größe.rag.yml:3:12: RAG204 `5%` is ambiguous on a percentage
   |
 3 |     amber: 5%
   |            ^^
  help: write `5 points` for percentage points, or `5% of target` for a share of it</failure>
    </testcase>
    <testcase name="RAG016 duplicate-key (5:5)" classname="rules/50%, Größe.rag.yml">
      <failure type="error" message="`target` is written twice">\
rules/50%, Größe.rag.yml:5:5: RAG016 `target` is written twice
   |
 5 |     target: 2 | 3
   |     ^^^^^^
  see also rules/50%, Größe.rag.yml:4:5:
   |
 4 |     target: ≥ 1
   |     ^^^^^^
  help: keep one of them; the first is at 4:5</failure>
    </testcase>
  </testsuite>
  <testsuite name="results.csv" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="RAG502 unused-column (1:15)" classname="results.csv">
      <failure type="warning" message="the column `::error|]]&gt;\ufffd[2J` is not used">\
results.csv:1:15: RAG502 (warning) the column `::error|]]&gt;\ufffd[2J` is not used
   |
 1 | measure,value,::error|]]&gt;\ufffd[2J
   |               ^^^^^^^^^^^^^^^
  help: columns: measure, value, or a named figure such as a comparator</failure>
    </testcase>
  </testsuite>
  <testsuite name="rules/clean.rag.yml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no problems found" classname="rules/clean.rag.yml" />
  </testsuite>
  <testsuite name="missing.rag.yml" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="RAG001 unreadable-file" classname="missing.rag.yml">
      <failure type="error" message="`missing.rag.yml` cannot be read: no such file">\
RAG001 `missing.rag.yml` cannot be read: no such file
  help: give a rule file</failure>
    </testcase>
  </testsuite>
  <testsuite name="ragengine" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="RAG109 no-value" classname="ragengine">
      <failure type="error" message="`up` has no value">RAG109 `up` has no value</failure>
    </testcase>
  </testsuite>
</testsuites>
"""
    assert expected == report_findings(FOUND, "junit")


@pytest.mark.usefixtures("unused_is_information")
@pytest.mark.parametrize(
    ("form", "expected"),
    [("sarif", '"level": "note"'), ("gitlab", '"severity": "info"'), ("github", "::notice ")],
)
def test_information_has_a_word_of_its_own(form, expected):
    assert expected in report_findings(Inspection((UNUSED,)), form)


# ---- GitHub ------------------------------------------------------------------------------------


def test_github_gets_commands_with_the_worst_first():
    expected = (
        "::error title=RAG001 unreadable-file,file=missing.rag.yml"
        "::RAG001 error `missing.rag.yml` cannot be read: no such file%0Ahelp: give a rule file\n"
        "::error title=RAG204 ambiguous-percent,file=rules/50%25%2C Größe.rag.yml,line=3,col=12"
        ",endLine=3,endColumn=14"
        "::rules/50%25, Größe.rag.yml:3:12: RAG204 error `5%25` is ambiguous on a percentage"
        "%0Ahelp: write `5 points` for percentage points, or `5%25 of target` for a share of it\n"
        "::error title=RAG016 duplicate-key,file=rules/50%25%2C Größe.rag.yml,line=5,col=5"
        ",endLine=5,endColumn=11"
        "::rules/50%25, Größe.rag.yml:5:5: RAG016 error `target` is written twice"
        "%0Ahelp: keep one of them; the first is at 4:5\n"
        "::error title=RAG109 no-value::RAG109 error `up` has no value\n"
        "::warning title=RAG502 unused-column,file=results.csv,line=1,col=15,endLine=1,endColumn=30"
        "::results.csv:1:15: RAG502 warning the column `::error|]]>\ufffd[2J` is not used"
        "%0Ahelp: columns: measure, value, or a named figure such as a comparator\n"
    )
    assert expected == report_findings(FOUND, "github")


def test_github_shows_ten_of_each_and_says_how_many_more_the_log_has():
    found = Inspection((*many(12, UNUSED), *many(13)))
    lines = report_findings(found, "github").splitlines()
    assert [10, 10] == [
        sum(line.startswith(f"::{command} ") for line in lines) for command in ("error", "warning")
    ]
    assert ["::error"] * 10 + ["::warning"] * 10 == [line.split(" ")[0] for line in lines[:20]]
    assert "5 more in the log:" == lines[20]
    assert [
        "rules.rag.yml:11:8: RAG204 error `5%` is ambiguous on a percentage",
        "rules.rag.yml:12:8: RAG204 error `5%` is ambiguous on a percentage",
        "rules.rag.yml:13:8: RAG204 error `5%` is ambiguous on a percentage",
        "rules.rag.yml:11:8: RAG502 warning the column `::error|]]>\ufffd[2J` is not used",
        "rules.rag.yml:12:8: RAG502 warning the column `::error|]]>\ufffd[2J` is not used",
    ] == lines[22:27]


def test_a_file_named_like_a_command_gives_github_none():
    hostile = Source("::stop-commands::x", "amber: 5%")
    found = Diagnostic("RAG204", Place(hostile, 1, 8, 2), AMBIGUOUS.facts)
    *_, start, line, end = report_findings(Inspection((*many(10), found)), "github").splitlines()
    word = re.fullmatch("::stop-commands::([0-9a-f]{64})", start)[1]
    assert line.startswith("::stop-commands::x:1:8: RAG204")
    assert f"::{word}::" == end


def test_the_summary_of_a_step_is_the_whole_list():
    text = step_summary(Inspection((*many(12, UNUSED), *many(13))))
    assert "## ragengine check\n\n| place |" == text[:29]
    assert ["error"] * 13 + ["warning"] * 12 == re.findall(r"^\| rules\S+ \| (\w+)", text, re.MULTILINE)
    assert text.endswith("\n\n13 errors, 12 warnings.\n")


def test_the_summary_of_a_step_stays_under_one_mebibyte_and_counts_what_was_cut():
    text = step_summary(Inspection(many(10_000)))
    rows = len(re.findall(r"^\| rules", text, re.MULTILINE))
    assert 1024 * 1024 - 500 < len(text.encode()) < 1024 * 1024
    assert f"10,000 errors.\n\n{10_000 - rows:,} more findings cut from this page: see the log.\n" in text


def test_a_summary_of_rows_that_are_too_long_is_counts_alone():
    long = Diagnostic("RAG011", Place(Source("x" * 1_100_000, ""), 1, 1))
    expected = "## ragengine check\n\n1 error.\n\n1 more finding cut from this page: see the log.\n"
    assert expected == step_summary(Inspection((long,)))


# ---- nothing found -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("full", ""),
        ("concise", ""),
        ("plain", ""),
        ("github", ""),
        ("gitlab", "[]\n"),
        ("markdown", "No problems found.\n"),
    ],
)
def test_nothing_found_is_said_in_few_words(form, expected):
    assert expected == report_findings(NOTHING, form)


def test_nothing_found_is_a_passing_case_of_junit():
    report = report_findings(NOTHING, "junit")
    assert '<testcase name="no problems found" classname="rules/clean.rag.yml" />' in report


def test_nothing_found_is_a_run_without_results_for_sarif():
    (run,) = json.loads(report_findings(NOTHING, "sarif"))["runs"]
    assert ([], []) == (run["results"], run["tool"]["driver"]["rules"])


def test_the_summary_of_a_step_without_findings_says_so():
    assert "## ragengine check\n\nNo problems found.\n" == step_summary(NOTHING)


# ---- names of files ----------------------------------------------------------------------------


def test_names_are_those_seen_from_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inside = Source(str(tmp_path / "rules" / "a.rag.yml"), "amber: 5%")
    found = Diagnostic("RAG204", Place(inside, 1, 8, 2), AMBIGUOUS.facts)
    inspection = Inspection((found,), (inside.name,))
    for form in FINDING_FORMATS:
        report = report_findings(inspection, form)
        assert "rules/a.rag.yml" in report
        assert str(tmp_path) not in report


def test_a_place_whose_text_is_not_known_keeps_its_width():
    found = Diagnostic("RAG204", Place(Source("a.rag.yml", ""), 3, 8, 2), AMBIGUOUS.facts)
    (finding,) = json.loads(report_findings(Inspection((found,)), "json"))["findings"]
    assert {"row": 3, "column": 10} == finding["end_location"]


def test_real_findings_of_a_file_are_reported(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.rag.yml").write_text("ragengine: 1\nmeasure: {}\n", encoding="utf-8")
    inspection = Inspection(tuple(ragengine.check(Path("a.rag.yml"))), ("a.rag.yml",))
    report = report_findings(inspection, "concise")
    assert "a.rag.yml:2:1: RAG101 error `measure` is not a key of a rule file\n" == report
