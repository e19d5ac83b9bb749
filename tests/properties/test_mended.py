"""What the laws once found, mended: the smallest example of each."""

from fractions import Fraction

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
