"""The report, and the trust's rules: single ratings, and two laws of its own."""

from pathlib import Path

from board_report import report
from hypothesis import given
from hypothesis import strategies as st

import ragengine
from ragengine.strategies import near_cuts
from ragengine.testing import assert_rating

TARGETS = Path(__file__).parents[1] / "targets"
RULES = ragengine.load(TARGETS)
YEARS = ("2024-25", "2025-26")


def test_the_worst_comes_first():
    lines = report(TARGETS, TARGETS / "2025-26-q1.csv")
    assert ["seen-in-time", "falls", "friends-and-family"] == [line.partition(":")[0] for line in lines]
    assert lines[0] == (
        "seen-in-time: Red: 89.2% is 2.8 percentage points short of the 92% target, "
        "more than its 2-point margin allows."
    )


def test_the_end_of_the_margin_belongs_to_amber(ragengine_rules):
    assert_rating(ragengine_rules, "seen-in-time", "90%", "amber", period="2025-26")
    assert_rating(ragengine_rules, "falls", 651, "amber")


def test_the_shipped_results_and_rules_have_nothing_wrong():
    found = ragengine.check(TARGETS, results=TARGETS / "2025-26-q1.csv")
    assert [] == [ragengine.describe(one) for one in found]


@given(st.data())
def test_no_target_gets_easier(data):
    before, after = (RULES.at(year)["seen-in-time"] for year in YEARS)
    value = data.draw(near_cuts(after))
    assert after.rate(value).rating.rank >= before.rate(value).rating.rank


@given(st.data())
def test_falls_and_waits_are_never_both_green_on_one_number(data):
    falls, waits = RULES.at("2025-26")["falls"], RULES.at("2025-26")["seen-in-time"]
    value = data.draw(near_cuts(falls))
    ratings = {str(one.rate(value).rating) for one in (falls, waits)}
    assert ratings != {"green"} or value <= 100
