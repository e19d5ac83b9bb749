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


@pytest.mark.xfail(reason="the ladder takes cuts that a run rate moved beyond the domain for fallen ones")
def test_a_run_rate_may_move_cuts_beyond_the_domain():
    words = "aim: high, unit: visits, domain: 0 to 100, target: 50 (Nov), amber: none"
    held = hold(f"{words}, basis: forecast by run rate", head=VISITS)
    assert str(held.rate(1).rating) == "red"


@pytest.mark.xfail(reason="a fault in a context that loading does not look at leaves `rate` as it is")
def test_rounding_that_a_run_rate_undoes_is_an_answer():
    words = "green: 0 to 4, amber: 5 to 9, red: at least 10"
    rules = ragengine.loads(
        "ragengine: 1\nunits: {misses: }\nmeasures:\n  one: {aim: low, unit: misses, compare: 0 decimals, "
        f"basis: forecast by run rate, levels: {{{words}}}}}\n"
    )
    assert rules.rate("one", "2", period="2021-22 Q1").reason is ragengine.Reason.NO_PARTITION


@pytest.mark.xfail(reason="`at least N% of the way from A to B` is taken for a band, from ... to ...")
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


@pytest.mark.xfail(reason="beyond the domain the engine stretches the outermost level")
def test_a_projected_result_beyond_the_domain_means_one_thing():
    words = "aim: high, unit: visits, domain: 0 to 100, levels: {green: 50 to 100, red: under 50}"
    held = hold(f"{words}, basis: forecast by run rate", head=VISITS, period="2021-22 Q1")
    properties.engine_agrees_with_definition(held, Fraction(60))


@pytest.mark.xfail(reason="a domain by year leaves the other years without any, not with the unit's own")
def test_a_year_that_a_domain_leaves_out_has_the_usual_one():
    words = "aim: high, unit: percent, target: 80%, amber: none, domain: {2021-22: 0 to 120%}"
    held = hold(words, period="2022-23")
    assert held.rate("-5%").reason is ragengine.Reason.OUTSIDE_DOMAIN


@pytest.mark.xfail(reason="`accumulates` by year says no in the years that it leaves out")
def test_a_year_that_accumulates_leaves_out_is_as_usual():
    words = "aim: high, unit: visits, target: 80, amber: none, accumulates: {2021-22: yes}"
    held = hold(words, head=VISITS, period="2022-23 Q1")
    assert held.rate("80").reason is ragengine.Reason.NOT_COMPARABLE


def test_a_target_in_another_unit_is_shown_in_the_measures_own():
    held = hold("aim: low, unit: days, target: 36 hours, amber: 1 day")
    assert "limit of 36," not in str(held.rate("2"))
