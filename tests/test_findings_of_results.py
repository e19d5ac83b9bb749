"""Findings about results that are checked by rules: each with the row that gives it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ragengine.checks import Settings
from ragengine.checks.settings import codes_of_all
from ragengine.loading import inspect
from ragengine.messages import statement, way_out
from ragengine.results.tables import read_table
from ragengine.source import Source

RULES = """ragengine: 1
comparators: [plan]
units: {visits: , admissions: }
measures:
  answered: {code: A1, aim: high, unit: percent, target: {2019-20: 90%, 2020-21: 91%}, amber: 2 points}
  waits: {aim: low, unit: visits, target: 5, amber: 1 visit}
  either: {code: A2, aim: high, unit: percent, target: 50%, amber: none}
  other: {code: A2, aim: high, unit: percent, target: 50%, amber: none}
  beside: {aim: high, unit: percent, target: plan, amber: none}
  within: {aim: band, unit: percent, target: 40-50%, amber: 1 point}
  aimless: {aim: none, unit: percent}
  minutes: {aim: low, unit: minutes, target: 5, amber: none}
  spent: {aim: low, unit: £, target: 5, amber: none}
  admitted: {aim: low, unit: admissions per 100k, target: 5, amber: none}
  indexed: {aim: high, unit: index, target: 5, amber: none}
  past: {aim: high, unit: percent, target: last year, amber: none}
  rare: {aim: low, unit: percent, target: 1%, amber: none}
  described: {aim: high, unit: percent, levels: {green: at least 50%, amber: at least 40%, red: rest}}
  hoped: {aim: high, unit: percent, accumulates: yes, target: 50%, amber: none, basis: forecast given}
"""
TODAY = date(2020, 6, 30)
SHIPPED = Path(__file__).parent.parent / "rules" / "leicestershire"


def found(rows, *codes, heading="measure,period,value", today=TODAY):
    """What is said of rows, by some codes: where and what."""
    text = f"{heading}\n{rows}\n"
    settings = Settings(selected=codes_of_all(codes), today=today)
    tables = [(read_table(Source("r.csv", text)), [])]
    findings = inspect([Source("a.rag.yml", RULES)], [], settings, tables).findings
    return [f"{one.place} {statement(one)}" for one in findings if one.code in codes]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2019-20,9o%", ["r.csv:2:18 `9o%` cannot be read: it is no number"]),
        ("answered,soon,90%", ["r.csv:2:10 `soon` cannot be read: it is no period"]),
        ("answred,2019-20,90%", ["r.csv:2:1 `answred` is no measure of these rules in 2019-20"]),
        ("nothing,,90%", ["r.csv:2:1 `nothing` is no measure of these rules"]),
        ("A2,2019-20,90%", ["r.csv:2:1 `A2` is the code of several measures in 2019-20"]),
        ("A2,,90%", ["r.csv:2:1 `A2` is the code of several measures"]),
        ("answered,2019-20,90%", []),
    ],
)
def test_a_row_that_cannot_be_read_or_names_no_measure_is_said(rows, expected):
    said = found(rows, "RAG501", "RAG504")
    assert [one.split(" cannot be read")[0] for one in expected] == [
        one.split(" cannot be read")[0] for one in said
    ]


def ways(rows, code, heading="measure,period,value"):
    """The help for rows, by a code."""
    settings = Settings(selected=codes_of_all([code]), today=TODAY)
    tables = [(read_table(Source("r.csv", f"{heading}\n{rows}\n")), [])]
    findings = inspect([Source("a.rag.yml", RULES)], [], settings, tables).findings
    return [way_out(one) for one in findings if one.code == code]


def test_a_code_of_several_measures_is_answered_with_their_ids():
    assert ["use one of the ids `either` or `other`"] == ways("A2,2019-20,90%", "RAG504")


@pytest.mark.parametrize(
    ("measure", "example"),
    [
        ("answered", "`82%`"), ("waits", "`163.8k (Apr-Nov)`"), ("minutes", "`12 minutes`"),
        ("spent", "`£1.2m`"), ("admitted", "`5.4`"), ("indexed", "`0.95`"),
    ],
)  # fmt: skip
def test_the_help_for_a_cell_is_in_the_unit_of_its_measure(measure, example):
    way = f"the row is not rated; write it like {example}, `Due June 2020` or leave it blank"
    assert [way] == ways(f"{measure},2019-20,junk", "RAG501")


def test_the_help_for_a_period_is_a_period():
    assert ["the row is not rated; write it like `2019-20`, `2019-20 Q1` or `2024`"] == (
        ways("answered,soon,90%", "RAG501")
    )


@pytest.mark.parametrize(
    ("rows", "place"), [("past,,90%,junk,", "r.csv:2:11"), ("beside,,90%,,junk", "r.csv:2:14")]
)
def test_a_figure_that_cannot_be_read_is_told_where_it_stands(rows, place):
    heading = "measure,period,value,prior,plan"
    expected = [f"{place} `junk` cannot be read: it is not a number"]
    assert expected == found(rows, "RAG501", heading=heading)


def test_rows_are_not_blamed_for_rules_that_cannot_be_read():
    settings = Settings(today=TODAY)
    tables = [(read_table(Source("r.csv", "measure,value\nanswered,90%\n")), [])]
    wrong = RULES.replace(
        "aim: high, unit: percent, target: {2019-20", "aim: hgh, unit: percent, target: {2019-20"
    )
    found_here = inspect([Source("a.rag.yml", wrong)], [], settings, tables).findings
    assert ["RAG104"] == [one.code for one in found_here if one.severity == "error"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2018-19,90%", ["r.csv:2:10 `answered` has no target in these rules in 2018-19"]),
        ("A1,2018-19,", ["r.csv:2:4 `answered` has no target in these rules in 2018-19"]),
        ("answered,2019-20,90%", []),
        ("aimless,2018-19,90%", []),
    ],
)
def test_a_period_that_the_rules_do_not_know_is_said(rows, expected):
    assert expected == found(rows, "RAG509")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2019-20,90%\nwaits,2019-20,3\nA1,2019/20,91%",
         ["r.csv:4:1 `answered` has a result for 2019-20 already"]),
        ("waits,,3\nwaits,,4", ["r.csv:3:1 `waits` has a result for its year already"]),
        ("answered,2019-20,90%\nanswered,2019-20 Q1,90%", []),
        ("answered,2019-20,90%\nanswered,2020-21,90%", []),
        ("unknown,2019-20,90%\nunknown,2019-20,90%", []),
    ],
)  # fmt: skip
def test_a_second_result_for_one_period_is_said(rows, expected):
    assert expected == found(rows, "RAG510")


def test_places_have_results_of_their_own():
    heading = "measure,period,value,place"
    rows = "answered,2019-20,90%,North\nanswered,2019-20,90%,South\nanswered,2019-20,90%,North"
    expected = ["r.csv:4:1 `answered` has a result for 2019-20, North already"]
    assert expected == found(rows, "RAG510", heading=heading)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2019-20,190%", ["r.csv:2:18 `190%` lies outside the domain, 0 to 100%: the row is not rated"]),
        ("waits,,2.5",
         ["r.csv:2:8 `2.5` lies outside the domain, at least 0, whole numbers: the row is not rated"]),
        ("answered,2019-20,100%", []),
    ],
)  # fmt: skip
def test_a_result_outside_the_domain_is_said(rows, expected):
    assert expected == found(rows, "RAG511")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("hoped,2019-20 Q1,45,,,300", "r.csv:2:23 `300`"),
        ("within,,,300,100,", "r.csv:2:10 `300 of 100`"),
        ("within,,n/a,300,100,", "r.csv:2:13 `300 of 100`"),
        ("within,,300 of 100,3,4,", "r.csv:2:9 `300 of 100`"),
    ],
)
def test_what_is_outside_the_domain_is_told_where_it_stands(rows, told):
    heading = "measure,period,value,numerator,denominator,forecast"
    expected = [f"{told} lies outside the domain, 0 to 100%: the row is not rated"]
    assert expected == found(rows, "RAG511", heading=heading)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2019-20,0.801", ["r.csv:2:18 the result `0.801` is read as 0.801%, and not as 80.1%"]),
        ("answered,2019-20,.5 (Apr-Jun)",
         ["r.csv:2:18 the result `.5 (Apr-Jun)` is read as 0.5%, and not as 50%"]),
        ("within,,0.45", ["r.csv:2:9 the result `0.45` is read as 0.45%, and not as 45%"]),
        ("answered,2019-20,0.801%", []),
        ("answered,2019-20,0.0", []),
        ("answered,2019-20,1.5", []),
        ("answered,2019-20,", []),
        ("rare,,0.5", []),
        ("indexed,,0.5", []),
        ("described,,0.5", []),
        ("aimless,,0.5", []),
    ],
)  # fmt: skip
def test_a_fraction_where_a_percentage_is_meant_is_said(rows, expected):
    assert expected == found(rows, "RAG516")


def test_counts_that_make_another_result_are_said():
    heading = "measure,period,value,numerator,denominator"
    expected = ["r.csv:2:18 The counts given, 80 of 100, make 80%, not 90%"]
    assert expected == found("answered,2019-20,90%,80,100", "RAG512", heading=heading)
    assert [] == found("answered,2019-20,90%,90,100", "RAG512", heading=heading)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("waits,,0",
         ["r.csv:2:8 the result is `0` and is rated green: is it nought, or was nothing known?"]),
        ("answered,2019-20,0.0%",
         ["r.csv:2:18 the result is `0.0%` and is rated red: is it nought, or was nothing known?"]),
        ("waits,,",
         ["r.csv:2:8 the result is blank and not rated; a spreadsheet that takes it for 0 would show green"]),
        ("waits,,N/A", []),
        ("waits,,3", []),
        ("beside,2019-20,", []),
        ("nothing,,", []),
        ("aimless,,0%", []),
    ],
)  # fmt: skip
def test_a_nought_that_may_be_a_blank_and_a_blank_that_is_no_nought_are_said(rows, expected):
    assert expected == found(rows, "RAG513", "RAG514")


def test_a_blank_whose_status_says_why_is_not_said():
    heading = "measure,period,value,status"
    assert [] == found("waits,,,missing", "RAG514", heading=heading)
    assert 1 == len(found("waits,,,", "RAG514", heading=heading))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2019-20,Due May 2020",
         ["r.csv:2:18 `Due May 2020`: the result was due in May 2020 and is not given"]),
        ("answered,2019-20,Due Dec 2019",
         ["r.csv:2:18 `Due Dec 2019`: the result was due in December 2019 and is not given"]),
        ("answered,2019-20,Due June 2020", []),
        ("answered,2019-20,due", []),
        ("answered,2019-20,90%", []),
    ],
)  # fmt: skip
def test_a_result_whose_date_has_passed_is_said(rows, expected):
    assert expected == found(rows, "RAG515")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("answered,2019-20,90%,95%",
         ["r.csv:2:22 the target, `90%`, is easier than what was reached before: 95%"]),
        ("answered,2019-20,90%,90%", []),
        ("answered,2019-20,90%,nothing", []),
        ("answered,2019-20,90%,", []),
        ("waits,,3,4", ["r.csv:2:10 the target, `5`, is easier than what was reached before: 4"]),
        ("waits,,3,6", []),
        ("within,,45%,45%", []),
        ("unknown,,45%,45%", []),
        ("aimless,,45%,45%", []),
    ],
)  # fmt: skip
def test_a_target_that_has_been_met_before_is_said_where_it_is_asked_for(rows, expected):
    assert expected == found(rows, "RAG422", heading="measure,period,value,prior")


def test_twenty_of_the_printed_targets_are_easier_than_the_year_before():
    tables = []
    for year in ("2017-18", "2019-20", "2021-22"):
        text = (SHIPPED / "results" / f"{year}.csv").read_text(encoding="utf-8")
        tables.append((read_table(Source(year, text)), []))
    text = (SHIPPED / "leicestershire.rag.yml").read_text(encoding="utf-8")
    rules = Source("a.rag.yml", text)
    settings = Settings(selected=codes_of_all(["RAG422"]), today=TODAY)
    assert 20 == sum(one.code == "RAG422" for one in inspect([rules], [], settings, tables).findings)


def test_columns_that_nothing_uses_are_said():
    assert ["r.csv:1:22 the column `plann` is not used"] == found(
        "answered,2019-20,90%,1", "RAG502", heading="measure,period,value,plann"
    )
