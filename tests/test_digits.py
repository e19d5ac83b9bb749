"""Digits: no sentence says two numbers to be the same, or the wrong way round, by rounding them."""

from fractions import Fraction as F  # noqa: N817 - a table of numbers is read at a glance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragengine import Result, loads, rate
from ragengine.exact import round_half_away
from ragengine.explain.show import distance, number, projected, telling
from ragengine.units import MONEY, PERCENT

LIVE = "aim: high, unit: percent, target: 80%, amber: 2 points"
CRIMES = "aim: low, unit: crimes per 1000, target: 62, amber: 100 crimes"
VISITS = "aim: high, unit: visits, target: 1.0m, amber: 5% of target, basis: forecast by run rate"


def told(rule, value=None, period="2024-25", **row):
    rules = loads(f"ragengine: 1\nunits: {{crimes: , visits: }}\nmeasures:\n  m: {{{rule}}}\n")
    return str(rules.rate_many([Result("m", value, period=period, **row)])[0])


@pytest.mark.parametrize(
    ("top", "bottom", "sentence"),
    [
        (23999, 29999, "Amber: 79.999% is 0.001 percentage points short of the 80% target, within"),
        (2399999, 3000001, "Amber: 79.9999% is 0.0001 percentage points short of the 80% target, within"),
        (24000001, 30000001, "Green: 80.000001% is 0.000001 percentage points above the 80% target."),
        (780, 1001, "Red: 77.92% is 2.08 percentage points short of the 80% target, more than its 2-point"),
        (779999, 1000001, "Red: 77.9998% is 2.0002 percentage points short of the 80% target, more than"),
        (30001, 30000, "Not rated: 100.003% is outside what this measure can be, 0 to 100%."),
    ],
)
def test_a_share_has_the_digits_that_tell_it_from_every_edge(top, bottom, sentence):
    shown = told(LIVE, numerator=top, denominator=bottom)
    assert sentence == shown[: len(sentence)]


def test_a_rate_beyond_its_margin_of_events_reads_as_beyond_it():
    expected = (
        "Red: 63 per 1,000 is 1 above the limit of 62, "
        "more than its margin of 100 crimes (0.96 per 1,000) allows."
    )
    assert expected == told(CRIMES, "63", population="104,300")


def test_a_rate_in_the_half_event_that_rounding_grants_is_told_why():
    population = {"population": "104,300"}
    shown = told(CRIMES.replace("62,", "62.00,"), "62.96", **population)
    assert "within its margin of 100 crimes (0.96 per 1,000)." in shown
    tight = told(CRIMES.replace("62,", "62.000,"), "62.961", **population)
    assert "within its margin of 100 crimes (0.959 per 1,000, counted in whole crimes)." in tight


def test_a_share_of_the_target_has_the_digits_that_tell_it_from_the_distance():
    expected = (
        "Red: 7.8 is 0.8 above the limit of 7, more than its margin of 11% of the target (0.77) allows."
    )
    assert expected == str(rate("7.8", target="7", aim="low", amber="11% of target", unit="index"))
    shown = str(rate("6.333", target="6", aim="low", amber="5.549% of target", unit="index"))
    assert "0.333 above the limit of 6, more than its margin of 5.549% of the target (0.3329)" in shown


def test_a_run_rate_never_reads_as_the_target_that_it_misses():
    expected = (
        "Amber: 749,999 visits in nine months points to about 999,999 in the year, "
        "short of the 1.0m target but within its margin of 5% of the target (50,000 visits)."
    )
    assert expected == told(VISITS, "749,999", "2024-25 Apr-Dec")
    shown = told(VISITS, "749.97k", "2024-25 Apr-Dec")
    assert "points to about 999.96k in the year, short of the 1.0m target" in shown


def test_a_forecast_beyond_what_can_be_keeps_the_digits_that_say_so():
    rule = "aim: high, unit: percent, accumulates: yes, target: 80%, amber: none, basis: forecast given"
    shown = told(rule, "50%", "2024-25 Q1", forecast=F(300001, 3000))
    assert "the forecast of 100.0003% is outside" in shown


def test_counts_that_disagree_by_little_are_shown_to_disagree():
    shown = told(LIVE, F(2399999, 30000), numerator=24, denominator=30)
    assert "make 80%, not 79.999" in shown


@given(st.fractions(), st.lists(st.fractions(), max_size=4))
def test_rounding_to_the_place_that_tells_keeps_every_order(value, others):
    place = telling(value, others, F(1))
    shown = round_half_away(value, place)
    for other in others:
        beside = round_half_away(other, place)
        assert (value < other, value > other) == (shown < beside, shown > beside)


@given(st.fractions(min_value=0).filter(bool))
def test_no_distance_reads_as_nought(value):
    assert distance(value, PERCENT) != distance(F(0), PERCENT)
    assert distance(value, MONEY) not in ("£0", "£0.00")


def test_digits_that_tell_enough_stay_as_few_as_they_were():
    assert ("79.99", "0.33") == (number(F(7999, 100), beside=[F(80)]), number(F(1, 3), beside=[F(1, 2)]))
    assert "1.05m" == projected(F(1048500), "699.0k", [F(10**6)])
