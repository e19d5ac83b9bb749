"""What the laws have found and nobody has mended yet: the smallest example of each.

When one of these passes, delete it, and what `known` says of it.
"""

from fractions import Fraction

import pytest

import ragengine
from ragengine import properties


def hold(measure, *, head="", period=None):
    text = f"ragengine: 1\n{head}measures:\n  one: {{{measure}}}\n"
    return ragengine.loads(text).hold("one", period)


VISITS = "units: {visits: }\n"


def test_a_described_result_with_a_target_has_a_sentence():
    held = hold("aim: none, unit: percent, target: 0%, levels: {green: rest, amber: at most 1%}")
    assert str(held.rate("1"))


def test_a_run_rate_may_move_cuts_beyond_the_domain():
    words = "aim: high, unit: visits, domain: 0 to 100, target: 50 (Nov), amber: none"
    held = hold(f"{words}, basis: forecast by run rate", head=VISITS)
    assert str(held.rate(1).rating) == "red"


def test_rounding_that_a_run_rate_undoes_is_an_answer():
    words = "green: 0 to 4, amber: 5 to 9, red: at least 10"
    rules = ragengine.loads(
        "ragengine: 1\nunits: {misses: }\nmeasures:\n  one: {aim: low, unit: misses, compare: 0 decimals, "
        f"basis: forecast by run rate, levels: {{{words}}}}}\n"
    )
    assert rules.rate("one", "2", period="2021-22 Q1").reason is ragengine.Reason.NO_PARTITION


def test_a_target_on_the_way_may_have_an_operator():
    target = "at least 90% of the way from baseline to profile"
    held = hold(f"aim: high, unit: percent, target: {target}, amber: none")
    assert str(held.rate("9%", {"baseline": "0%", "profile": "10%"}).rating) == "green"


@pytest.mark.xfail(reason="the definition does not know that a floor better than the target is refused")
def test_the_definition_refuses_a_floor_on_the_good_side():
    held = hold("aim: high, unit: percent, target: 20 points below last year, floor: last period")
    figures = {"last year": "10%", "last period": "0%"}
    properties.engine_agrees_with_definition(held, Fraction(60), figures=figures)


@pytest.mark.xfail(reason="events beside a band imply a population to the definition alone")
def test_events_in_the_bracket_of_a_band_mean_one_thing():
    words = "aim: band, unit: admissions per 100k, target: 4.1 to 5.2 (17 admissions), amber: 3 admissions"
    properties.engine_agrees_with_definition(hold(words, head="units: {admissions: }\n"), Fraction(4))


BEYOND = {
    "levels that end with it": "levels: {green: 50 to 100, red: under 50}, aim: high",
    "a cut beyond it": "levels: {green: at most 120% of target, red: rest}, aim: low, target: 90",
}


@pytest.mark.xfail(reason="the engine looks at the domain before a run rate moves the cuts, not after")
@pytest.mark.parametrize("words", BEYOND.values(), ids=BEYOND)
def test_a_result_projected_beyond_the_domain_means_one_thing(words):
    words = f"{words}, unit: visits, domain: 0 to 100, basis: forecast by run rate"
    held = hold(words, head=VISITS, period="2021-22 Q1")
    properties.engine_agrees_with_definition(held, Fraction(60))


@pytest.mark.xfail(reason="the definition asks a target for its quoted form only where results are rounded")
def test_as_quoted_needs_a_quoted_target_under_a_run_rate_too():
    words = "aim: high, unit: visits, target: last year, levels: {green: at least 684, red: rest}"
    held = hold(f"{words}, compare: as quoted, basis: forecast by run rate", head=VISITS, period="2021-22 Q1")
    figures = {"last year": Fraction(661, 10)}
    properties.engine_agrees_with_definition(held, "100 (full year)", figures=figures)


WAY = "unit: percent, target: at least 90% of the way from baseline to profile, amber: none"


@pytest.mark.xfail(reason="down a way the engine turns the operators of levels, but not of targets")
def test_a_target_at_least_so_far_down_the_way_is_an_upper_limit():
    held = hold(f"aim: low, {WAY}")
    assert str(held.rate("11%", {"baseline": "20%", "profile": "10%"}).rating) == "green"


@pytest.mark.xfail(reason="down the way, `at least` is against a high aim: to neither is that no partition")
def test_a_way_that_runs_against_the_aim_makes_no_partition():
    held = hold(f"aim: high, {WAY}")
    figures = {"baseline": "20%", "profile": "10%"}
    assert held.rate("11%", figures).reason is ragengine.Reason.NO_PARTITION
    properties.engine_agrees_with_definition(held, "11%", figures=figures)
