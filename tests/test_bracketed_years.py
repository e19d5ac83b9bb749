"""A figure whose bracket names a whole year covers that year, and not the months of the row."""

import pytest

from ragengine import Reason, Result, loads

RULE = """
ragengine: 1
comparators: [county average]
units: {fly-tips: }
measures:
  tips: {aim: low, unit: fly-tips, amber: 5% of target, target: TARGET}
  recycled: {aim: high, unit: percent, amber: 2 points, target: TARGET}
"""


def verdict(cell, target="last year", measure="tips", period="2024-25 Q3", more="", **row):
    rules = loads(RULE.replace("TARGET", target + more))
    return rules.rate_many([Result(measure, cell, period=period, **row)])[0]


RUN_RATE = ", basis: forecast by run rate"


@pytest.mark.parametrize("year", ["2023-24", "2023/24", "23/24", "2023"])
def test_three_months_are_not_compared_with_the_whole_year_that_a_rule_names(year):
    told = verdict("900", more=f", last year: {{2024-25: 1180 ({year})}}")
    assert Reason.NOT_COMPARABLE is told.reason


@pytest.mark.parametrize("target", ["last year", "last period"])
def test_three_months_are_not_compared_with_the_whole_year_that_a_column_names(target):
    assert Reason.NOT_COMPARABLE is verdict("900", target, prior="1,180 (2023-24)").reason


@pytest.mark.parametrize("name", ["baseline", "county average"])
def test_nor_with_any_other_figure_of_a_whole_year(name):
    assert Reason.NOT_COMPARABLE is verdict("900", name, figures={name: "1,180 (2022-23)"}).reason
    assert verdict("900", name, figures={name: "1,180"}).rating


def test_a_run_rate_is_held_against_the_whole_year():
    expected = (
        "Amber: 900 fly-tips in nine months points to about 1,200 in the year, "
        "more than the 1,180 of 2023-24 but within its margin of 5% of the target (59 fly-tips)."
    )
    given = verdict("900", more=RUN_RATE, period="2024-25 Apr-Dec", prior="1,180 (2023-24)")
    assert expected == str(given)


def test_a_whole_year_is_compared_with_a_whole_year():
    expected = "Green: 900 fly-tips is 280 fewer than the 1,180 of 2023-24."
    assert expected == str(verdict("900", period="2024-25", prior="1,180 (2023-24)"))


def test_a_figure_without_a_bracket_covers_the_months_of_its_row():
    expected = "Green: 900 fly-tips is 280 fewer than the 1,180 of the same months of 2023-24."
    assert expected == str(verdict("900", prior="1,180"))


def test_an_earlier_row_covers_its_own_months_whatever_its_bracket_remarks():
    rules = loads(RULE.replace("TARGET", "last year"))
    rows = [
        Result("tips", "1,180 (2023-24)", period="2023-24 Q3"),
        Result("tips", "900", period="2024-25 Q3"),
    ]
    expected = "Green: 900 fly-tips is 280 fewer than the 1,180 of the same months of 2023-24."
    assert expected == str(rules.rate_many(rows)[1])


@pytest.mark.parametrize(
    ("prior", "of"),
    [
        ("61% (2023-24)", "2023-24"),
        ("61% (Apr-Nov)", "2023-24 Apr-Nov"),
        ("61%", "the same months of 2023-24"),
    ],
)
def test_what_does_not_accumulate_is_compared_all_the_same_and_its_months_are_named(prior, of):
    expected = f"Amber: 60% is 1 percentage point below the 61% of {of}, within its 2-point margin."
    assert expected == str(verdict("60%", measure="recycled", prior=prior))
