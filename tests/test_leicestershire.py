"""Leicestershire County Council's four reports: every row rates as the council printed it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import ragengine
from errors_only import errors_at
from ragengine import Reason
from ragengine.reports.summary import summary
from update_goldens import EXPLANATIONS, RULES, explanations

DATA = Path(__file__).parent / "data"
REPORTS = ["2017-18", "2019-20", "2021-22", "2023-24"]

RULE_SET = ragengine.load(RULES)
ROWS = ragengine.read_results(RULES / "results")
VERDICTS = RULE_SET.rate_many(ROWS)


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


DASHBOARDS = table("leicestershire_dashboards.csv")
IN_WORDS = table("leicestershire_2023_24.csv")


def rating_of(verdict):
    return str(verdict.rating or "not rated")


def verdicts_of(report):
    return [verdict for verdict in VERDICTS if str(verdict.period).startswith(report)]


# ---- the rules ---------------------------------------------------------------------------------


def test_the_rules_have_no_problems_and_their_examples_hold():
    assert [] == errors_at(RULES)


def test_the_reports_have_120_rows():
    assert (30, 31, 30, 29) == tuple(len(verdicts_of(report)) for report in REPORTS)
    assert 120 == len(VERDICTS)


def test_every_measure_has_a_row_in_some_report():
    assert set(RULE_SET) == {verdict.measure for verdict in VERDICTS}


# ---- the ratings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "row", "printed"),
    list(zip(VERDICTS[:91], ROWS[:91], DASHBOARDS, strict=True)),
    ids=[f"{row['period']} {row['measure']}" for row in DASHBOARDS],
)
def test_a_row_of_a_dashboard_has_the_rating_that_was_printed(verdict, row, printed):
    assert (printed["period"], printed["measure"]) == (row.period, row.measure)
    assert printed["printed"] == rating_of(verdict)


@pytest.mark.parametrize(
    ("verdict", "row", "said"),
    list(zip(VERDICTS[91:], ROWS[91:], IN_WORDS, strict=True)),
    ids=[row["measure"] for row in IN_WORDS],
)
def test_a_row_of_the_report_in_words_has_the_rating_that_was_meant(verdict, row, said):
    assert (said["period"], said["measure"]) == (row.period, row.measure)
    assert said["expected"] == rating_of(verdict)


def test_the_dashboards_have_68_ratings_and_23_reasons():
    counts = Counter(rating_of(verdict) for verdict in VERDICTS[:91])
    assert {"green": 52, "amber": 14, "red": 2, "not rated": 23} == counts
    assert 23 == sum(verdict.reason is not None for verdict in VERDICTS[:91])


def test_every_row_without_a_rating_has_a_reason():
    reasons = Counter(verdict.reason for verdict in VERDICTS if verdict.rating is None)
    assert {
        Reason.INFORMATION_ONLY: 6,
        Reason.NOT_DUE: 11,
        Reason.NO_SURVEY: 4,
        Reason.NO_TARGET: 2,
        Reason.NO_TARGET_THIS_YEAR: 4,
        Reason.NO_COMPARATOR: 1,
    } == reasons


def test_the_first_quarter_of_2019_20_is_rated_as_its_report_counts():
    line = "2019-20 Q1: 23 rated: 18 green (78%), 5 amber (22%); 8 not rated: "
    why = "2 information-only, 2 no-survey, 1 no-target, 3 not-due\n"
    assert line + why == summary(verdicts_of("2019-20"))


@pytest.mark.parametrize(
    ("code", "period", "measure"),
    [
        ("2D", "2017-18", "reablement-no-ongoing-needs"),
        ("2D", "2021-22", "reablement-no-ongoing-needs"),
        ("2D", "2023-24", "reablement-at-home-91-days"),
        ("2A", "2023-24", "reablement-no-ongoing-needs"),
        ("2A pt 1", "2021-22", "admissions-18-64"),
        ("2B", "2023-24", "admissions-18-64"),
        ("1E", "2017-18", "learning-disability-employment"),
    ],
)
def test_a_code_names_the_measure_that_had_it_in_that_year(code, period, measure):
    assert measure == RULE_SET.rate(code, "5", period=period).measure


def test_a_code_of_two_measures_names_neither():
    verdict = RULE_SET.rate("3C", "56%", period="2023-24")
    assert Reason.UNKNOWN_MEASURE is verdict.reason
    ids = "use `information-people` or `information-carers`"
    assert f"Not rated: `3C` is the code of several measures for 2023-24: {ids}." == str(verdict)


# ---- the sentences -----------------------------------------------------------------------------


def test_every_row_is_explained_as_it_was_when_its_sentence_was_last_read():
    assert EXPLANATIONS.read_text(encoding="utf-8").splitlines() == explanations().splitlines()


def test_each_line_has_a_period_a_measure_and_a_sentence():
    lines = explanations().splitlines()
    assert [(row.period, row.measure) for row in ROWS] == [tuple(line.split(" | ")[:2]) for line in lines]


def test_rows_rate_alike_alone_and_together():
    for row, verdict in zip(ROWS, VERDICTS, strict=True):
        (alone,) = RULE_SET.rate_many([row])
        assert verdict == alone
