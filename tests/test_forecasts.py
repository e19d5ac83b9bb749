"""Like with like: what stands in where a result and its target cover different months."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ragengine import Result, loads
from ragengine.rating import Reason

HEADER = """
ragengine: 1
units: {visits: , admissions: , tonnes: {kind: amount}}
measures:
"""

RUN_RATE = "aim: high, unit: visits, amber: 5% of target, basis: forecast by run rate"
GIVEN = "aim: low, unit: visits, amber: 5, basis: forecast given"


def rules(measure):
    return loads(f"{HEADER}  m: {{{measure}}}\n")


def rate(measure, value, period="2019-20 Q1", **columns):
    (verdict,) = rules(measure).rate_many([Result("m", value, period=period, **columns)])
    return verdict


def stands_in(verdict):
    return verdict.facts.standing.what.value


def codes(verdict):
    return [caution.code for caution in verdict.cautions]


# ---- equal spans -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "period"),
    [("100", "2019-20"), ("100 (Apr-Jun)", "2019-20 Q1"), ("100 (Apr-Nov)", "2019-20 Apr-Nov")],
)
@pytest.mark.parametrize("basis", ["", ", basis: forecast given", ", basis: forecast by run rate"])
def test_equal_spans_compare_directly_whatever_the_basis(target, period, basis):
    verdict = rate(f"aim: high, unit: visits, amber: 5{basis}, target: {{2019-20: {target}}}", "100", period)
    assert ("the result", "green", []) == (stands_in(verdict), str(verdict.rating), codes(verdict))


def test_a_cell_that_says_its_own_months_is_compared_over_those():
    verdict = rate("aim: high, unit: visits, amber: 5, target: {2019-20: 100 (Apr-Nov)}", "100 (Apr-Nov)")
    assert ("the result", "green", ["period-differs"]) == (
        stands_in(verdict),
        str(verdict.rating),
        codes(verdict),
    )


def test_a_cell_of_another_year_than_its_row_carries_a_caution():
    verdict = rate("aim: high, unit: percent, amber: none, target: 9%", "91% Q1 18/19", "2019-20 Q1")
    assert codes(verdict)


def test_a_result_that_calls_itself_the_full_year_forecast_counts_for_the_year():
    verdict = rate(f"{GIVEN}, target: {{2019-20: 100}}", "99 (full year forecast)")
    assert ("the result", "green", []) == (stands_in(verdict), str(verdict.rating), codes(verdict))


@pytest.mark.parametrize(
    ("unit", "value", "target"),
    [("percent", "80%", "80%"), ("days", "3", "3"), ("index", "1", "1"), ("percent", "80%", "80% (Apr-Nov)")],
)
def test_what_does_not_accumulate_compares_over_any_spans(unit, value, target):
    amber = "1 point" if unit == "percent" else "0.5"
    verdict = rate(f"aim: high, unit: {unit}, amber: {amber}, target: {{2019-20: {target}}}", value)
    assert ("the result", "green") == (stands_in(verdict), str(verdict.rating))


def test_a_measure_may_say_that_it_accumulates_or_does_not():
    direct = rate("aim: high, unit: visits, accumulates: no, amber: 5, target: {2019-20: 100}", "100")
    unlike = rate("aim: high, unit: percent, accumulates: yes, amber: 5 points, target: {2019-20: 9%}", "9%")
    assert ("green", Reason.NOT_COMPARABLE) == (str(direct.rating), unlike.reason)


# ---- nothing stands in -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "basis", "detail"),
    [
        ("100", "", {"span": "Q1", "target span": "full year"}),
        ("100 (Apr-Nov)", "", {"span": "Q1", "target span": "Apr-Nov"}),
        ("100 (Apr-Nov)", ", basis: forecast given", {"span": "Q1", "target span": "Apr-Nov"}),
    ],
    ids=["no basis", "no basis for part of the year", "a forecast is for the year"],
)
def test_unequal_spans_without_a_basis_are_not_comparable(target, basis, detail):
    verdict = rate(f"aim: high, unit: visits, amber: 5{basis}, target: {{2019-20: {target}}}", "100")
    assert (None, Reason.NOT_COMPARABLE, detail) == (verdict.rating, verdict.reason, verdict.facts.detail)


def test_a_figure_that_says_another_span_is_not_comparable():
    measure = "aim: high, unit: visits, amber: 5, target: maintain last year"
    same, other = rate(measure, "100", prior="90"), rate(measure, "100", prior="90 (full year)")
    assert ("green", Reason.NOT_COMPARABLE) == (str(same.rating), other.reason)


# ---- a forecast --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "forecast", "rating", "value_rated"),
    [
        ("30", "100", "green", 100),
        ("30", "104", "amber", 104),
        ("30", "106", "red", 106),
        ("", "99", "green", 99),
    ],
)
def test_the_forecast_column_stands_in(value, forecast, rating, value_rated):
    verdict = rate(f"{GIVEN}, target: {{2019-20: 100}}", value, forecast=forecast)
    assert ("the forecast column", rating, value_rated, []) == (
        stands_in(verdict),
        str(verdict.rating),
        verdict.value,
        codes(verdict),
    )


@pytest.mark.parametrize("forecast", [None, "", "  ", "N/A"])
def test_without_a_forecast_the_figure_is_taken_for_one_with_a_caution(forecast):
    verdict = rate(f"{GIVEN}, target: {{2019-20: 100}}", "99", forecast=forecast)
    assert ("the result, taken as a forecast", "green", ["forecast-assumed"]) == (
        stands_in(verdict),
        str(verdict.rating),
        codes(verdict),
    )


def test_a_forecast_beside_a_result_for_the_whole_year_is_not_needed():
    verdict = rate(f"{GIVEN}, target: {{2019-20: 100}}", "120", "2019-20", forecast="90")
    assert ("the result", 120, "red") == (stands_in(verdict), verdict.value, str(verdict.rating))


def test_a_forecast_without_a_result_is_missing_where_none_is_asked_for():
    verdict = rate(f"{GIVEN}, target: {{2019-20: 100}}", "", "2019-20", forecast="90")
    assert Reason.MISSING is verdict.reason


def test_a_forecast_outside_the_domain_is_no_result():
    verdict = rate(f"{GIVEN}, target: {{2019-20: 100}}", "30", forecast="-5")
    assert Reason.OUTSIDE_DOMAIN is verdict.reason


# ---- run rates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        (250, "green"),
        (Fraction(249), "amber"),
        ("237.5", "outside-domain"),
        (238, "amber"),
        (237, "red"),
    ],
)
def test_a_run_rate_moves_the_cuts_of_the_year_to_the_months_of_the_result(value, rating):
    verdict = rate(f"{RUN_RATE}, target: {{2019-20: 1000}}", value)
    assert rating == str(verdict.rating or verdict.reason)


def test_a_run_rate_is_exact_where_the_months_divide_nothing():
    held = rules(f"{RUN_RATE}, target: {{2019-20: 1000}}").at("2019-20 Apr-Nov")["m"]
    assert [Fraction(1900, 3), Fraction(2000, 3)] == [cut.value for cut in held.partition.cuts]


def test_a_run_rate_stretches_a_part_of_the_year_to_another():
    held = rules(f"{RUN_RATE}, target: {{2019-20: 800 (Apr-Nov)}}").at("2019-20 Q1")["m"]
    assert [Fraction(285), Fraction(300)] == [cut.value for cut in held.partition.cuts]


def test_the_gap_of_a_run_rate_is_the_projected_figures():
    verdict = rate(f"{RUN_RATE}, target: {{2019-20: 1000}}", 249)
    assert (Fraction(249), Fraction(-4)) == (verdict.value, verdict.gap)


def test_moved_cuts_are_not_folded():
    measure = f"{RUN_RATE}, compare: as quoted, target: {{2019-20: 1.00m}}"
    year, quarter = (
        rate(measure, value, period) for value, period in ((995_000, "2019-20"), (248_750, "2019-20 Q1"))
    )
    assert ("green", "amber") == (str(year.rating), str(quarter.rating))


@pytest.mark.parametrize(
    ("period", "cautions"),
    [
        ("2019-20 Apr", ["early-run-rate"]),
        ("2019-20 Q1", ["early-run-rate"]),
        ("2019-20 Apr-Sep", ["early-run-rate"]),
        ("2019-20 Apr-Oct", []),
        ("2019-20 Apr-Nov", []),
        ("2019-20 Nov", []),
    ],
)
def test_a_run_rate_in_the_first_half_of_the_year_carries_a_caution(period, cautions):
    assert cautions == codes(rate(f"{RUN_RATE}, target: {{2019-20: 1000}}", "500", period))


def test_a_plain_number_by_run_rate_carries_the_same_caution_as_a_row():
    held = rules(f"{RUN_RATE}, target: {{2019-20: 1000}}").at("2019-20 Q1")["m"]
    assert ["early-run-rate"] == codes(held.rate(250)) == codes(held.rate("250"))


def test_a_cell_with_other_months_moves_the_cuts_for_itself():
    measure = f"{RUN_RATE}, target: {{2019-20: 1200}}"
    quarter, month = rate(measure, "200"), rate(measure, "200 (Apr-May)")
    assert ("red", "green") == (str(quarter.rating), str(month.rating))


def test_levels_whose_holes_rounding_closes_are_rated_by_run_rate_or_refused_when_loaded():
    levels = "{green: at least 90, amber: 80 to 89, red: at most 79}"
    verdict = rate(
        f"aim: high, unit: visits, basis: forecast by run rate, compare: 0 decimals, levels: {levels}", "40"
    )
    assert Reason.NO_PARTITION is verdict.reason
