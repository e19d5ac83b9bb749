"""Verdicts: a rating or a reason, with everything that decided it."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from ragengine import AMBER, GREEN, RED, CallError, Reason, Result, loads
from ragengine.periods import Period, Year
from ragengine.quantities import registry

RULES = loads("""
ragengine: 1
comparators: [national average]
units: {visits: , admissions: , "days a month": {kind: duration}}
scales: {promises: [star, circle]}
measures:
  high: {aim: high, unit: percent, target: 82%, amber: 2 points}
  low: {aim: low, unit: days, target: under 28, amber: 3 days}
  band: {aim: band, unit: percent, target: 17-22%, amber: 2 points}
  levels: {aim: high, unit: percent, levels: {green: at least 80%, red: rest}}
  rounded: {aim: high, unit: percent, target: 86%, amber: 2 points, compare: as quoted}
  compared: {aim: high, unit: percent, target: national average, amber: 2 points}
  visits: {aim: high, unit: visits, target: 90, amber: 5}
  rate: {aim: low, unit: admissions per 100k, target: 5, amber: 1}
  money: {aim: low, unit: £, target: £5, amber: £1}
  index: {aim: high, unit: index, target: 1, amber: 0.1}
  average: {aim: low, unit: days a month, target: 5, amber: 1}
  described: {aim: none, unit: percent, levels: {green: at least 80%, red: rest}}
  shown: {aim: none, unit: percent, target: none}
  promised: {aim: high, scale: promises, unit: percent, target: 82%, amber: none}
  yearly: {aim: high, unit: visits, target: {2019-20: 100}, amber: 5, basis: forecast by run rate}
""")


def rate(measure, value, **columns):
    (verdict,) = RULES.rate_many([Result(measure, value, **columns)])
    return verdict


# ---- rating and reason -------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "level"), [("83%", GREEN), ("81%", AMBER), ("70%", RED)])
def test_a_rating_is_a_level(value, level):
    verdict = rate("high", value)
    assert (level, None) == (verdict.rating, verdict.reason)


def test_a_level_has_a_name_a_rank_and_a_scale_and_reads_as_its_name():
    star = rate("promised", "90%").rating
    assert ("star", 0, "promises", "star") == (star.name, star.rank, star.scale, str(star))


def test_without_a_rating_there_is_a_reason():
    verdict = rate("high", "Due June 2020")
    assert (None, Reason.NOT_DUE, "not-due") == (verdict.rating, verdict.reason, str(verdict.reason))


def test_a_verdict_has_the_exact_number_that_was_rated():
    assert Fraction("81.8") == rate("high", "81.8%").value
    assert Fraction(50700, 564) == rate("high", "507 out of 564").value
    assert rate("high", "N/A").value is None


def test_a_verdict_names_its_measure_and_its_period():
    verdict = rate("yearly", "30", period="2019-20 Q1")
    assert ("yearly", "2019-20 Q1") == (verdict.measure, str(verdict.period))
    assert Period(Year(2019), verdict.period.span) == verdict.period


def test_a_verdict_on_no_measure_names_what_was_asked_for():
    verdict = RULES.rate("nothing", "5%", period="2019-20")
    assert ("nothing", "2019-20", Reason.UNKNOWN_MEASURE) == (
        verdict.measure,
        str(verdict.period),
        verdict.reason,
    )


def test_a_verdict_shows_what_it_is():
    shown = [repr(rate("high", value)) for value in ("83%", "N/A")]
    assert ["<Verdict high: green>", "<Verdict high: not rated, missing>"] == shown


# ---- the gap -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "value", "gap"),
    [
        ("high", "83%", "1"),
        ("high", "82%", "0"),
        ("high", "81.8%", "-0.2"),
        ("low", "27", "1"),
        ("low", "28", "0"),
        ("low", "30", "-2"),
        ("band", "17%", "0"),
        ("band", "18%", "1"),
        ("band", "21.5%", "0.5"),
        ("band", "16%", "-1"),
        ("band", "23.5%", "-1.5"),
        ("rounded", "84.1%", "-1.9"),
        ("rounded", "85.5%", "-0.5"),
    ],
)
def test_the_gap_is_positive_on_the_good_side_exact_and_before_rounding(measure, value, gap):
    assert Fraction(gap) == rate(measure, value).gap


@pytest.mark.parametrize(
    ("measure", "value"), [("levels", "90%"), ("described", "90%"), ("shown", "90%"), ("high", "N/A")]
)
def test_without_a_target_or_a_result_there_is_no_gap(measure, value):
    assert rate(measure, value).gap is None


# ---- partition and cautions --------------------------------------------------------------------


def test_a_verdict_has_the_cuts_it_was_rated_by():
    cuts = rate("rounded", "84.1%").partition.cuts
    assert [(Fraction("83.5"), 0), (Fraction("85.5"), 0)] == [(cut.value, cut.side) for cut in cuts]
    assert rate("rounded", "N/A").partition is None


def test_cautions_have_a_stable_code_and_the_facts_they_speak_of():
    (caution,) = rate("compared", "80% (1 of 2)", figures={"national average": "78%"}).cautions
    facts = {"numerator": "1", "denominator": "2", "made": "50%", "printed": "80%"}
    assert ("counts-disagree", facts) == (caution.code, caution.facts)


def test_the_facts_have_the_number_as_it_is_compared():
    assert (Fraction(84), Fraction("84.1"), None) == (
        rate("rounded", "84.1%").facts.counted,
        rate("levels", "84.1%").facts.counted,
        rate("rounded", "N/A").facts.counted,
    )


def test_a_result_without_trouble_has_no_cautions():
    assert () == rate("high", "83%").cautions


# ---- plain numbers, which are rated by bisection -----------------------------------------------


@pytest.mark.parametrize("value", [81, 81.0, Decimal(81), "81", "81%", Fraction(81)])
def test_a_plain_number_gets_the_verdict_that_a_row_gets(value):
    one, two = RULES.hold("high").rate(value), rate("high", value)
    assert (one.rating, one.value, one.gap, one.partition, str(one)) == (
        two.rating,
        two.value,
        two.gap,
        two.partition,
        str(two),
    )
    assert one.to_dict() == two.to_dict()


def test_the_facts_of_a_verdict_are_made_once():
    verdict = RULES.hold("high").rate(81)
    assert verdict.facts is verdict.facts


def test_a_plain_number_has_the_months_of_its_own_context():
    verdict = RULES.at("2019-20 Q1")["yearly"].rate(30)
    assert (GREEN, Fraction(20), "2019-20 Q1") == (verdict.rating, verdict.gap, str(verdict.period))


# ---- rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize("strange", [5, "ab", ["high", "85%"], None, {"measure": "high", "value": "85%"}])
def test_what_is_no_row_is_an_error_of_the_call(strange):
    with pytest.raises(CallError, match="a row is a `Result`, or a pair of a measure and a value"):
        RULES.rate_many([strange])


def test_a_status_may_be_none():
    row = Result("high", "85%", "2019-20", status=None)
    assert RULES.rate("high", "85%", period="2019-20").rating == RULES.rate_many([row])[0].rating
    assert RULES.rate_many([row])[0].to_dict()


def test_a_measure_is_named_by_text():
    with pytest.raises(CallError, match="by its id or code, not by int"):
        RULES.rate(12, "85%", period="2019-20")


def test_a_year_may_be_a_number():
    expected = RULES.rate("high", "85%", period="2019")
    assert expected.period == RULES.rate("high", "85%", period=2019).period
    assert expected.period == RULES.rate_many([Result("high", "85%", 2019)])[0].period


def test_a_tuple_of_three_is_no_row():
    with pytest.raises(CallError):
        RULES.rate_many([("high", "85%", "2019-20")])


def test_a_row_given_to_a_call_may_be_of_no_measure():
    verdict = RULES.rate("zebra", Result("high", "85%"))
    assert (Reason.UNKNOWN_MEASURE, "zebra") == (verdict.reason, verdict.measure)


@pytest.mark.parametrize(
    ("value", "cautions"),
    [(33.33, 0), (33.3, 0), (33, 0), (Decimal("33.3"), 0), (Fraction(100, 3), 0), (33.34, 1), (34, 1)],
)
def test_counts_agree_with_a_number_at_its_own_decimals(value, cautions):
    assert cautions == len(rate("high", value, numerator=1, denominator=3).cautions)


# ---- equality, pickling ------------------------------------------------------------------------


def test_verdicts_are_equal_where_they_say_the_same():
    assert rate("high", "81%") == rate("high", "81%")
    assert rate("high", "81%") != rate("high", "81.0%")
    assert rate("high", "81%") != "amber"


def test_equal_verdicts_have_one_hash():
    assert 1 == len({rate("high", "81%"), rate("high", "81%")})
    assert 2 == len({rate("high", "81%"), rate("high", "82%")})


@pytest.mark.parametrize("value", ["81.8%", 81.8, Decimal("81.8"), "N/A", "Due June 2020", "rubbish", (1, 2)])
def test_a_verdict_survives_pickling(value):
    verdict = RULES.hold("high").rate(value)
    again = pickle.loads(pickle.dumps(verdict))  # noqa: S301 - our own
    assert (verdict, str(verdict), hash(verdict)) == (again, str(again), hash(again))


def test_a_verdict_on_no_measure_survives_pickling():
    verdict = RULES.rate("nothing", "5%")
    assert verdict == pickle.loads(pickle.dumps(verdict))  # noqa: S301 - our own


# ---- quantities --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "value", "unit", "magnitude"),
    [
        ("high", "81.8%", "percent", Fraction("81.8")),
        ("low", "48 hours", "day", Fraction(2)),
        ("visits", "90", "event", Fraction(90)),
        ("rate", "5", "event / person", Fraction(5, 100_000)),
        ("money", "£4.50", "pound", Fraction("4.5")),
        ("index", "0.95", "index", Fraction("0.95")),
    ],
)
def test_a_result_is_handed_out_as_a_quantity_of_our_own_registry(measure, value, unit, magnitude):
    quantity = rate(measure, value).quantity()
    assert registry().Quantity(magnitude, unit) == quantity


@pytest.mark.parametrize("measure", ["high", "low", "money", "index"])
def test_a_quantity_that_was_handed_out_is_accepted_again(measure):
    verdict = rate(measure, "4")
    assert verdict.value == rate(measure, verdict.quantity()).value


@pytest.mark.parametrize("measure", ["visits", "rate"])
def test_a_quantity_of_events_that_was_handed_out_is_accepted_again(measure):
    verdict = rate(measure, "4")
    assert verdict.value == rate(measure, verdict.quantity()).value


def test_without_a_result_or_a_measure_there_is_no_quantity():
    assert rate("high", "N/A").quantity() is None
    assert RULES.rate("nothing", "5%").quantity() is None


def test_an_average_of_days_is_an_amount_and_no_event():
    verdict = rate("average", "4")
    assert "amount" == str(verdict.quantity().units)
    assert verdict.value == rate("average", verdict.quantity()).value
