"""What the laws once found, mended: the smallest example of each."""

from fractions import Fraction

import pytest

import ragengine
from ragengine import Reason, properties

VISITS = "units: {visits: }\n"


def hold(measure, *, head="", period=None):
    text = f"ragengine: 1\n{head}measures:\n  one: {{{measure}}}\n"
    return ragengine.loads(text).hold("one", period)


def test_a_run_rate_may_move_cuts_beyond_the_domain():
    words = "aim: high, unit: visits, domain: 0 to 100, target: 50 (Nov), amber: none"
    held = hold(f"{words}, basis: forecast by run rate", head=VISITS)
    assert "red" == str(held.rate(1).rating)


def test_rounding_that_a_run_rate_undoes_is_an_answer():
    held = hold(
        "aim: low, unit: visits, compare: 0 decimals, basis: forecast by run rate, "
        "levels: {green: 0 to 4, amber: 5 to 9, red: at least 10}",
        head=VISITS,
        period="2021-22 Q1",
    )
    assert Reason.NO_PARTITION is held.rate("2").reason


def test_a_target_on_the_way_may_have_an_operator():
    target = "at least 90% of the way from baseline to profile"
    held = hold(f"aim: high, unit: percent, target: {target}, amber: none")
    assert "green" == str(held.rate("9%", {"baseline": "0%", "profile": "10%"}).rating)


def test_a_year_that_a_domain_leaves_out_has_the_usual_one():
    words = "aim: high, unit: percent, target: 80%, amber: none, domain: {2021-22: 0 to 120%}"
    held = hold(words, period="2022-23")
    assert Reason.OUTSIDE_DOMAIN is held.rate("-5%").reason
    properties.engine_agrees_with_definition(held, Fraction(-5))


def test_a_year_that_accumulates_leaves_out_is_as_usual():
    words = "aim: high, unit: visits, target: 80, amber: none, accumulates: {2021-22: yes}"
    held = hold(words, head=VISITS, period="2022-23 Q1")
    assert Reason.NOT_COMPARABLE is held.rate("80").reason
    properties.engine_agrees_with_definition(held, Fraction(80))


FIGURES = {"baseline": "20%", "profile": "10%"}
WAY = "unit: percent, target: at least 90% of the way from baseline to profile, amber: none"


def test_down_the_way_at_least_so_far_is_an_upper_limit():
    held = hold(f"aim: low, {WAY}")
    assert "green" == str(held.rate("11%", FIGURES).rating)
    assert "red" == str(held.rate("11.1%", FIGURES).rating)
    properties.engine_agrees_with_definition(held, "11%", figures=FIGURES)


def test_a_way_that_runs_against_the_aim_makes_no_partition():
    held = hold(f"aim: high, {WAY}")
    assert Reason.NO_PARTITION is held.rate("11%", FIGURES).reason
    properties.engine_agrees_with_definition(held, "11%", figures=FIGURES)


@pytest.mark.parametrize(
    "floor", ["50% of the way from baseline to profile", "at least 50% of the way from baseline to profile"]
)
def test_a_floor_half_down_the_way_is_an_upper_limit(floor):
    held = hold(f"aim: low, unit: percent, target: 11%, floor: {floor}")
    assert ["amber", "red"] == [str(held.rate(value, FIGURES).rating) for value in ("15%", "15.1%")]
    properties.engine_agrees_with_definition(held, "15%", figures=FIGURES)
    properties.engine_agrees_with_definition(held, "15.1%", figures=FIGURES)


def test_a_floor_better_than_the_target_makes_no_partition():
    held = hold("aim: high, unit: percent, target: 20 points below last year, floor: last period")
    figures = {"last year": "10%", "last period": "0%"}
    assert Reason.NO_PARTITION is held.rate("60%", figures).reason
    properties.engine_agrees_with_definition(held, Fraction(60), figures=figures)


BEYOND = {
    "levels that end with it": ("levels: {green: 50 to 100, red: under 50}, aim: high", "no-partition"),
    "a cut beyond it": ("levels: {green: at most 120% of target, red: rest}, aim: low, target: 90", "red"),
}


@pytest.mark.parametrize(("words", "answer"), BEYOND.values(), ids=BEYOND)
def test_a_result_may_be_projected_beyond_the_domain(words, answer):
    words = f"{words}, unit: visits, domain: 0 to 100, basis: forecast by run rate"
    held = hold(words, head=VISITS, period="2021-22 Q1")
    verdict = held.rate(60)
    assert answer == str(verdict.rating or verdict.reason)
    properties.engine_agrees_with_definition(held, Fraction(60))


def test_as_quoted_needs_a_quoted_target_under_a_run_rate_too():
    words = "aim: high, unit: visits, target: last year, levels: {green: at least 684, red: rest}"
    held = hold(f"{words}, compare: as quoted, basis: forecast by run rate", head=VISITS, period="2021-22 Q1")
    figures = {"last year": Fraction(661, 10)}
    assert Reason.NO_PARTITION is held.rate("100 (full year)", figures).reason
    properties.engine_agrees_with_definition(held, "100 (full year)", figures=figures)


def test_events_in_the_bracket_of_a_band_are_refused():
    words = "aim: band, unit: admissions per 100k, target: 4.1 to 5.2 (17 admissions), amber: 3 admissions"
    with pytest.raises(ragengine.RuleError, match="belong to neither of its edges"):
        hold(words, head="units: {admissions: }\n")


def test_a_described_result_with_a_target_has_a_sentence():
    held = hold("aim: none, unit: percent, target: 0%, levels: {green: rest, amber: at most 1%}")
    assert "Green: 1% is" in str(held.rate("1")) or "Amber: 1% is" in str(held.rate("1"))


@pytest.mark.parametrize(
    ("value", "rating"),
    [("13.4", "amber"), ("13.5", "amber"), ("13.6", "green"), ("26.4", "green"), ("26.5", "amber"),
     ("36.9", "amber"), ("37", "red")],
)  # fmt: skip
def test_a_band_of_events_reaches_half_an_event_further(value, rating):
    """Six from 20 is under 26.5, and ten more from there under 37."""
    words = "unit: admissions per 100k, aim: band, target: within 6 admissions of plan, amber: 10 admissions"
    held = hold(f"{words}, population: 100000", head="comparators: [plan]\nunits: {admissions: }\n")
    assert rating == str(held.rate(value, {"plan": "20"}).rating)
    properties.engine_agrees_with_definition(held, value, figures={"plan": "20"})


def test_a_default_that_is_set_aside_asks_for_no_figure():
    held = hold(
        "aim: high, unit: percent, target: 80%, amber: 2 points",
        head="defaults: {percent: {amber: 5% of last year}}\n",
    )
    verdict = held.rate(ragengine.Result("one", "79%", figures={"prior": "see note"}))
    assert ("amber", ()) == (str(verdict.rating), verdict.cautions)
