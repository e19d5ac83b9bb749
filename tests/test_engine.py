"""The engine: finding measures, contexts, values of every type, rows, and their order of reasons."""

from __future__ import annotations

import gc
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction

import pint
import pytest

from ragengine import AMBER, GREEN, RED, Reason, Result, RuleError, loads
from ragengine.collector import collector_at_rest
from ragengine.engine import RuleSet
from ragengine.engine.evidence import Unreadable
from ragengine.engine.rules import UnknownMeasure
from ragengine.errors import CallError
from ragengine.model import Given
from ragengine.periods import Period, Span, Year

HEADER = """
ragengine: 1
title: Test rules
comparators: [national average, plan]
units: {visits: , people: , admissions: , hours: {kind: duration}, tonnes: {kind: amount}}
measures:
"""


def rules(*measures):
    """A rule set of measures, each `id: {...}`."""
    return loads(HEADER + "".join(f"  {one}\n" for one in measures))


def one(rule):
    """A rule set of one measure, `m`."""
    return rules(f"m: {{{rule}}}")


SIMPLE = "aim: high, unit: percent, target: 80%, amber: 2 points"
BY_YEAR = "aim: high, unit: percent, target: {2019-20: 80%, 2021-22: 90%}, amber: 2 points"
CODES = rules(
    "ongoing: {code: {to 2021-22: 2D, 2023-24: 2A}, aim: high, unit: percent, target: 80%, amber: none}",
    "home: {code: {to 2021-22: 2B, 2023-24: 2D}, aim: high, unit: percent, target: 90%, amber: none}",
    "people: {code: 3C, aim: high, unit: percent, target: 60%, amber: none}",
    "carers: {code: 3c, aim: high, unit: percent, target: 50%, amber: none}",
    "plain: {aim: high, unit: percent, target: 50%, amber: none}",
)


def reason_of(rule, value, **columns):
    return one(rule).rate_many([Result("m", value, **columns)])[0].reason


def cautions_of(verdict):
    return [caution.code for caution in verdict.cautions]


# ---- finding measures --------------------------------------------------------------------------


def test_a_measure_is_found_by_its_id():
    assert GREEN == one(SIMPLE).rate("m", "80%").rating


@pytest.mark.parametrize(
    ("code", "period", "expected"),
    [
        ("2D", "2021-22", "ongoing"), ("2D", "2023-24", "home"), ("2A", "2023-24", "ongoing"),
        (" 2d ", "2019-20 Q1", "ongoing"), ("plain", "2023-24", "plain"),
    ],
)  # fmt: skip
def test_a_code_names_the_measure_that_has_it_in_that_year(code, period, expected):
    assert expected == CODES.rate(code, "85%", period=period).measure
    assert expected == CODES.hold(code, period).measure.id
    assert expected == CODES.at(period)[code].measure.id
    assert [expected] == [v.measure for v in CODES.rate_many([Result(code, "85%", period=period)])]
    assert [expected] == [v.measure for v in CODES.rate_many([(code, "85%")], period=period)]


def test_a_code_of_several_measures_is_not_rated_and_names_them():
    verdict = CODES.rate("3C", "85%", period="2023-24")
    assert (None, Reason.UNKNOWN_MEASURE) == (verdict.rating, verdict.reason)
    assert {"several": "`people` or `carers`"} == verdict.facts.detail
    assert "`people` or `carers`" in str(verdict)
    (row,) = CODES.rate_many([Result("3C", "85%", period="2023-24")])
    assert (Reason.UNKNOWN_MEASURE, "3C") == (row.reason, row.measure)


def test_a_code_that_changes_names_several_measures_where_no_year_is_known():
    assert Reason.UNKNOWN_MEASURE is CODES.rate("2D", "85%").reason
    with pytest.raises(CallError) as raised:
        CODES.hold("2D")
    assert "`2D` is the code of several measures: use one of the ids `ongoing` and `home`" == str(raised.value)
    with pytest.raises(CallError):
        CODES.every_year("2D")


def test_a_code_of_several_measures_raises_where_one_is_asked_for():
    with pytest.raises(UnknownMeasure) as raised:
        CODES.at("2023-24")["3C"]
    expected = "`3C` is the code of several measures in 2023-24: use one of the ids `people` and `carers`"
    assert expected == str(raised.value)


def test_an_unknown_measure_is_not_rated_and_names_the_nearest():
    verdict = CODES.rate("ongoin", "85%")
    assert (Reason.UNKNOWN_MEASURE, "ongoin") == (verdict.reason, verdict.measure)
    assert {"nearest": "ongoing"} == verdict.facts.detail
    assert {} == CODES.rate("zzzzz", "85%").facts.detail


def test_an_unknown_measure_raises_where_it_is_asked_for():
    with pytest.raises(KeyError):
        CODES.at()["zzzzz"]
    with pytest.raises(CallError) as raised:
        CODES.hold("zzzzz")
    assert "`zzzzz` is no measure of these rules" == str(raised.value)
    with pytest.raises(CallError) as raised:
        CODES.hold("carer")
    assert "`carer` is no measure of these rules; did you mean `carers`?" == str(raised.value)


# ---- periods -----------------------------------------------------------------------------------


def test_the_sole_year_of_a_rule_is_used_where_no_period_is_given():
    rule = one("aim: high, unit: percent, target: {2019-20: 80%}, amber: none")
    assert (GREEN, "2019-20") == (rule.rate("m", "80%").rating, str(rule.hold("m").period))
    assert GREEN == rule.rate_many([Result("m", "80%")])[0].rating


def test_several_years_need_a_period():
    with pytest.raises(CallError) as raised:
        one(BY_YEAR).rate("m", "80%")
    expected = "`m` has targets for several years: give `period=`, one of 2019-20, 2021-22"
    assert expected == str(raised.value)
    (verdict,) = one(BY_YEAR).rate_many([Result("m", "80%")])
    assert Reason.UNREADABLE is verdict.reason
    assert "the row has no period; it may be one of 2019-20, 2021-22" == verdict.facts.detail["why"]


def test_a_rule_of_every_year_needs_no_period():
    assert None is one(SIMPLE).hold("m").period
    assert GREEN == one(SIMPLE).rate_many([Result("m", "80%")])[0].rating


@pytest.mark.parametrize("call", ["at", "hold", "rate"])
def test_what_is_no_period_is_an_error(call):
    arguments = {"at": ("yesterday",), "hold": ("m", "yesterday")}
    with pytest.raises(CallError, match="`yesterday` is no period"):
        if call == "rate":
            one(SIMPLE).rate("m", "80%", period="yesterday")
        else:
            getattr(one(SIMPLE), call)(*arguments[call])


def test_a_row_whose_period_cannot_be_read_is_not_rated():
    (verdict,) = one(SIMPLE).rate_many([Result("m", "80%", period="yesterday")])
    assert (Reason.UNREADABLE, "period") == (verdict.reason, verdict.facts.detail["column"])


def test_a_period_may_be_a_text_or_an_object():
    period = Period(Year(2021))
    rule = one(BY_YEAR)
    assert [AMBER, AMBER] == [rule.rate("m", "89%", period=given).rating for given in ("2021-22", period)]
    assert [AMBER] == [one.rating for one in rule.rate_many([Result("m", "89%")], period=period)]
    assert period == rule.at(period).period


def test_the_period_of_a_row_comes_before_that_of_the_call():
    rows = [Result("m", "89%"), Result("m", "89%", period="2019-20")]
    assert [AMBER, GREEN] == [one_.rating for one_ in one(BY_YEAR).rate_many(rows, period="2021-22")]


def test_the_rules_in_a_period_are_a_mapping():
    at = CODES.at("2023-24")
    assert (5, ["ongoing", "home", "people", "carers", "plain"]) == (len(at), list(at))
    assert "2A" in at
    assert "nothing" not in at
    assert None is at.get("nothing")
    assert at["2A"] is at["ongoing"]
    assert RED == at["2A"].rate("79%").rating


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("80%", ["None"]),
        ("{2019-20: 80%, 2021-22: 90%}", ["2019-20", "2021-22"]),
        ("{2017-18 to 2019-20: 80%}", ["2017-18", "2018-19", "2019-20"]),
        ("{from 2019-20: 80%}", ["2019-20"]),
        ("{to 2019-20: 80%, from 2022-23: 70%}", ["2019-20", "2022-23"]),
    ],
)
def test_every_year_is_each_that_the_target_is_written_for(target, expected):
    rule = one(f"aim: high, unit: percent, target: {target}, amber: none")
    assert expected == [str(held.period) for held in rule.every_year("m")]


def test_levels_say_the_years_of_a_measure_without_a_target():
    rule = one(
        "aim: high, unit: percent,"
        " levels: {green: {2019-20: at least 80%, 2021-22: at least 70%}, red: rest}"
    )
    assert ["2019-20", "2021-22"] == [str(held.period) for held in rule.every_year("m")]
    assert [GREEN, RED] == [rule.rate("m", 75, period=year).rating for year in ("2021-22", "2019-20")]


def test_a_measure_that_judges_nothing_has_no_years():
    rule = one("aim: none, unit: percent, amber: 2 points")
    assert [None] == [held.period for held in rule.every_year("m")]
    assert Reason.INFORMATION_ONLY is rule.rate("m", "x y z").reason


def test_a_context_is_made_once():
    rule = one(BY_YEAR)
    period = Period(Year(2019))
    assert rule.context(rule.measures["m"], period) is rule.hold("m", "2019-20")


# ---- values of every type ----------------------------------------------------------------------

REGISTRY = pint.UnitRegistry()


@pytest.mark.parametrize(
    "value",
    ["80%", 80, 80.0, Decimal(80), Decimal("80.0"), Fraction(80), (4, 5), (Decimal(4), 5), "4 out of 5",
     Result("m", "80%"), 80 * REGISTRY.percent],
    ids=str,
)  # fmt: skip
def test_a_value_of_any_type_is_rated(value):
    rule = one("aim: high, unit: percent, target: 80%, amber: 2 points")
    for _ in range(3):
        verdict = rule.rate("m", value)
        assert (GREEN, Fraction(80), None) == (verdict.rating, verdict.value, verdict.reason)


@pytest.mark.parametrize(
    "value",
    [79.9, Decimal("79.9"), "79.9%", Fraction("79.9"), (799, 1000), "799 of 1,000"],
    ids=str,
)
def test_a_value_beside_a_cut_is_rated_exactly(value):
    rule = one("aim: high, unit: percent, target: 80%, amber: under 0.1 points")
    assert [RED, RED, RED] == [rule.rate("m", value).rating for _ in range(3)]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, Reason.MISSING), ("", Reason.MISSING), (True, Reason.UNREADABLE),
        (float("nan"), Reason.UNREADABLE), (float("inf"), Reason.UNREADABLE),
        (float("-inf"), Reason.UNREADABLE), (Decimal("NaN"), Reason.UNREADABLE),
        (Decimal("sNaN"), Reason.UNREADABLE), (Decimal("Infinity"), Reason.UNREADABLE),
        (1e300, Reason.UNREADABLE), (10**400, Reason.UNREADABLE), (Decimal("1e9999"), Reason.UNREADABLE),
        (Decimal("80." + "1" * 50), Reason.UNREADABLE), ([], Reason.UNREADABLE),
        ((1, 2, 3), Reason.UNREADABLE), ((1, 0), Reason.UNREADABLE), ("fish", Reason.UNREADABLE),
        (101, Reason.OUTSIDE_DOMAIN), (-0.1, Reason.OUTSIDE_DOMAIN), (Decimal("100.1"), Reason.OUTSIDE_DOMAIN),
        ("101%", Reason.OUTSIDE_DOMAIN), (3 * REGISTRY.meter, Reason.UNREADABLE), ("<5", Reason.SUPPRESSED),
        ("Due June 2020", Reason.NOT_DUE), ("too few", Reason.TOO_FEW),
        ("Next survey due 2018/19", Reason.NO_SURVEY),
    ],
    ids=lambda one: str(one)[:20],
)  # fmt: skip
def test_what_is_no_result_is_not_rated(value, reason):
    rule = one("aim: high, unit: percent, target: 80%, amber: 2 points")
    for _ in range(3):
        verdict = rule.rate("m", value)
        assert (None, reason) == (verdict.rating, verdict.reason)


def test_numbers_of_any_type_give_one_verdict_before_and_after_the_ladder_is_made():
    rule = one("aim: high, unit: percent, target: 80%, amber: 2 points")
    values = ["77.9%", "78%", "79.9%", "80%"]
    for _ in range(2):
        for text in values:
            number = text.rstrip("%")
            expected = rule.rate("m", text).rating
            kinds = [float(number), Decimal(number), Fraction(number)]
            assert [expected] * 3 == [rule.rate("m", kind).rating for kind in kinds]


@pytest.mark.parametrize("value", [2.5, Decimal("2.5"), "2.5", Fraction(5, 2)], ids=repr)
def test_a_count_is_whole(value):
    rule = one("aim: high, unit: visits, target: 100, amber: none")
    assert [Reason.OUTSIDE_DOMAIN] * 3 == [rule.rate("m", value).reason for _ in range(3)]


@pytest.mark.parametrize("value", [100, 100.0, Decimal("100.0"), "100", Fraction(100)], ids=repr)
def test_a_whole_number_of_any_type_is_a_count(value):
    rule = one("aim: high, unit: visits, target: 100, amber: none")
    assert [GREEN] * 3 == [rule.rate("m", value).rating for _ in range(3)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2**60, GREEN), (2**60 - 1, RED), (float(2**60), GREEN), (Decimal(2**60 - 1), RED), (str(2**60), GREEN)],
)
def test_cuts_beyond_two_to_the_53_are_exact(value, expected):
    rule = one(f"aim: high, unit: visits, target: {2**60}, amber: none")
    assert [expected] * 3 == [rule.rate("m", value).rating for _ in range(3)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Decimal("33.3"), GREEN), (Decimal("33.4"), RED), (Decimal("0.1"), GREEN), (Decimal(50), RED)],
)
def test_decimals_are_compared_exactly_with_a_cut_that_has_no_end(value, expected):
    rule = one(
        "aim: low, unit: percent, baseline: 100%, plan: 0%,"
        " levels: {green: at most 66.6% of the way from baseline to plan, red: rest}"
    )
    rule = one("aim: low, unit: percent, plan: 99.9%, target: 33.333333333333333333333% of plan, amber: none")
    assert expected == rule.rate("m", value).rating


def test_a_strict_cut_leaves_its_own_decimal_out():
    rule = one("aim: low, unit: percent, target: under 50%, amber: none")
    values = [Decimal("49.9"), Decimal(50), Decimal("50.0"), Decimal("50.1")]
    assert [GREEN, RED, RED, RED] == [rule.rate("m", value).rating for value in values]
    rule = one("aim: low, unit: percent, target: 50%, amber: none")
    assert [GREEN, GREEN, GREEN, RED] == [rule.rate("m", value).rating for value in values]


def test_a_quantity_is_converted_to_the_unit_of_the_measure():
    rule = one("aim: low, unit: days, target: 2 days, amber: none")
    assert Fraction(2) == rule.rate("m", 48 * REGISTRY.hour).value
    assert [GREEN, RED] == [rule.rate("m", hours * REGISTRY.hour).rating for hours in (48, 49)]


def test_figures_may_stand_beside_a_plain_value():
    rule = one("aim: high, unit: percent, target: last year, amber: 2 points")
    assert GREEN == rule.rate("m", "62%", figures={"last year": "62%"}).rating
    assert AMBER == rule.rate("m", 60.5, figures={"last year": 62}).rating
    assert Reason.NO_COMPARATOR is rule.rate("m", 60.5).reason
    assert Reason.NO_COMPARATOR is rule.rate("m", "60.5%", figures={}).reason
    assert None is rule.hold("m").partition
    assert None is rule.hold("m").banding


def test_figures_that_a_rule_does_not_ask_for_change_nothing():
    rule = one(SIMPLE)
    rule.rate("m", 80)
    assert GREEN == rule.rate("m", 80.0, figures={"last year": "90%"}).rating


def test_a_text_with_more_than_a_number_takes_the_slow_way_and_keeps_its_cautions():
    rule = one(SIMPLE)
    assert [[], ["provisional"]] == [cautions_of(rule.rate("m", text)) for text in ("80%", "80% (provisional)")]


# ---- many results ------------------------------------------------------------------------------


def test_pairs_and_results_and_unknown_measures_may_be_mixed():
    rows = [("m", "80%"), ("m", 79), ("zzz", 1), Result("m", "70%"), ("zzz", 2), ("m", None)]
    expected = [GREEN, AMBER, None, RED, None, None]
    assert expected == [verdict.rating for verdict in one(SIMPLE).rate_many(rows)]
    assert expected == [verdict.rating for verdict in one(SIMPLE).rate_many(row for row in rows)]
    assert expected == [verdict.rating for verdict in one(SIMPLE).rate_each(rows)]


def test_the_verdicts_of_rows_are_those_of_single_calls():
    rule = one(BY_YEAR)
    rows = [Result("m", value, period=year) for year in ("2019-20", "2021-22") for value in ("79%", 91, 12.5)]
    singly = [rule.rate("m", row.value, period=row.period).rating for row in rows]
    assert singly == [verdict.rating for verdict in rule.rate_many(rows)]


def test_no_rows_give_no_verdicts():
    assert [] == one(SIMPLE).rate_many([])


# ---- earlier rows ------------------------------------------------------------------------------

LAST_YEAR = "aim: high, unit: percent, target: last year, amber: 2 points"
LAST_PERIOD = "aim: high, unit: percent, target: last period, amber: 2 points"


def last(rule, *rows):
    return one(rule).rate_many([Result("m", *row[:1], **row[1]) for row in rows])[-1]


def row(value, period, **columns):
    return value, {"period": period, **columns}


def test_last_year_is_an_earlier_row_of_the_same_span():
    verdict = last(LAST_YEAR, row("70%", "2018-19 Q1"), row("60%", "2018-19"), row("59%", "2019-20"))
    assert (AMBER, Fraction(-1)) == (verdict.rating, verdict.gap)
    quarter = last(LAST_YEAR, row("70%", "2018-19 Q1"), row("60%", "2018-19"), row("71%", "2019-20 Q1"))
    assert (GREEN, Fraction(1)) == (quarter.rating, quarter.gap)
    assert "earlier row" == quarter.facts.banding.resolved.figures["last year"].source


def test_last_year_is_not_the_year_before_last():
    assert Reason.NO_COMPARATOR is last(LAST_YEAR, row("60%", "2017-18"), row("59%", "2019-20")).reason


def test_last_period_is_the_latest_earlier_one_of_that_length_with_a_number():
    rows = [
        row("50%", "2015-16"), row("60%", "2017-18"), row("Due June 2019", "2018-19"),
        row("90%", "2018-19 Q1"), row("59%", "2019-20"),
    ]  # fmt: skip
    verdict = last(LAST_PERIOD, *rows)
    assert (AMBER, Fraction(-1)) == (verdict.rating, verdict.gap)
    assert Reason.NO_COMPARATOR is last(LAST_PERIOD, *rows[2:]).reason


def test_a_later_row_is_no_past():
    assert Reason.NO_COMPARATOR is last(LAST_PERIOD, row("60%", "2021-22"), row("59%", "2019-20")).reason


def test_earlier_rows_are_those_of_the_same_place():
    rows = [
        row("60%", "2018-19", place="North"), row("90%", "2018-19", place="South"),
        row("60%", "2019-20", place="North"),
    ]  # fmt: skip
    assert GREEN == last(LAST_YEAR, *rows).rating
    assert Reason.NO_COMPARATOR is last(LAST_YEAR, *rows[:2], row("60%", "2019-20", place="East")).reason


def test_rows_without_a_period_or_of_unknown_measures_are_no_past():
    rule = one(LAST_YEAR)
    rows = [
        ("m", "61%"), Result("m", "60%"), Result("x", "60%", period="2018-19"),
        Result("m", "60%", period="soon"), Result("m", "60%", period="2019-20"),
    ]  # fmt: skip
    assert Reason.NO_COMPARATOR is rule.rate_many(rows)[-1].reason


def test_a_row_of_a_rule_without_years_and_without_a_period_has_no_past():
    rows = [Result("m", "60%", period="2018-19"), Result("m", "60%")]
    assert Reason.NO_COMPARATOR is one(LAST_YEAR).rate_many(rows)[-1].reason


def test_earlier_rows_are_found_by_code():
    rule = one(f"code: 1E, {LAST_YEAR}")
    rows = [Result("1E", "60%", period="2018-19"), Result("m", "60%", period="2019-20")]
    assert GREEN == rule.rate_many(rows)[-1].rating


def test_a_column_comes_before_an_earlier_row_and_a_difference_is_a_caution():
    rows = [row("60%", "2018-19"), row("61%", "2019-20", figures={"last year": "62%"})]
    verdict = last(LAST_YEAR, *rows)
    assert (Fraction(-1), ["earlier-row-differs"]) == (verdict.gap, cautions_of(verdict))
    assert {"figure": "last year", "row": "62%", "earlier": "60%"} == verdict.cautions[0].facts
    number = last(LAST_YEAR, row(60.5, "2018-19"), row("61%", "2019-20", prior=62))
    assert {"figure": "last year", "row": "62%", "earlier": "60.5%"} == number.cautions[0].facts
    same = last(LAST_YEAR, row("60%", "2018-19"), row("61%", "2019-20", prior="60.0%"))
    assert [] == cautions_of(same)


@pytest.mark.parametrize("rule", [LAST_YEAR, LAST_PERIOD])
def test_the_column_prior_fills_whichever_past_is_asked_for(rule):
    verdict = last(rule, row("61%", "2019-20", prior="62% (2018-19)"))
    assert (AMBER, Fraction(-1)) == (verdict.rating, verdict.gap)
    blank = last(rule, row("61%", "2019-20", prior="61%", figures={"last year": " ", "last period": ""}))
    assert GREEN == blank.rating


def test_prior_fills_no_other_figure():
    rule = "aim: high, unit: percent, target: national average, amber: none"
    assert Reason.NO_COMPARATOR is last(rule, row("61%", "2019-20", prior="62%")).reason
    assert RED == last(rule, row("61%", "2019-20", figures={"national average": "62%"})).rating


def test_a_past_that_cannot_be_read_makes_the_row_unreadable():
    verdict = last(LAST_YEAR, row("61%", "2019-20", prior="sixty"))
    assert (Reason.UNREADABLE, "last year") == (verdict.reason, verdict.facts.detail["column"])


def test_a_figure_of_the_rule_comes_before_the_row_and_a_difference_is_a_caution():
    rule = f"{LAST_YEAR}, last year: {{2019-20: 60%}}"
    verdict = last(rule, row("61%", "2019-20", prior="62%"))
    assert (GREEN, ["figures-differ"]) == (verdict.rating, cautions_of(verdict))
    assert {"figure": "last year", "rule": "60%", "row": "62%"} == verdict.cautions[0].facts
    number = last(rule, row("61%", "2019-20", prior=62.5))
    assert "62.5%" == number.cautions[0].facts["row"]
    assert [] == cautions_of(last(rule, row("61%", "2019-20", prior="60%")))


# ---- populations -------------------------------------------------------------------------------

EVENTS = "aim: low, unit: admissions per 100k, amber: at most 6 admissions"


@pytest.mark.parametrize(
    ("rule", "column", "size", "source"),
    [
        ("target: 4.0, population: 200k", "100k", 200_000, "the rule"),
        ("target: 4.0", "100k", 100_000, "the results"),
        ("target: 4.0 (16 admissions)", None, 400_000, "the target"),
        ("target: 4.0 (16 admissions)", "100k", 100_000, "the results"),
        ("target: 4.0 (16 admissions), population: 200k", None, 200_000, "the rule"),
        ("target: 4.0 (16 admissions)", "0", 400_000, "the target"),
    ],
)
def test_a_population_is_the_rules_or_the_rows_or_the_brackets(rule, column, size, source):
    verdict = one(f"{EVENTS}, {rule}").rate_many([Result("m", "4.1", population=column)])[0]
    found = verdict.facts.banding.resolved.population
    assert (size, AMBER) == (found.size, verdict.rating)
    assert source in found.source


def test_events_without_a_population_are_not_rated():
    assert Reason.NO_COMPARATOR is reason_of(f"{EVENTS}, target: 4.0", "4.1")


def test_a_population_that_cannot_be_read_makes_the_row_unreadable():
    verdict = one(f"{EVENTS}, target: 4.0").rate_many([Result("m", "4.1", population="many")])[0]
    assert (Reason.UNREADABLE, "population") == (verdict.reason, verdict.facts.detail["column"])


# ---- the order of reasons ----------------------------------------------------------------------

INFORMATION = "aim: high, unit: percent, target: none"
TO_BE_SET = "aim: high, unit: percent, target: TBC, amber: 2 points"
NO_SURVEY = "aim: high, unit: percent, target: no survey, amber: 2 points"
OTHER_YEAR = "aim: high, unit: percent, target: {2019-20: 80%}, amber: 2 points"


@pytest.mark.parametrize(
    ("rule", "value", "columns", "expected"),
    [
        (INFORMATION, "80%", {}, Reason.INFORMATION_ONLY),
        (INFORMATION, "<5", {}, Reason.INFORMATION_ONLY),
        (INFORMATION, "fish", {}, Reason.INFORMATION_ONLY),
        (INFORMATION, "", {}, Reason.INFORMATION_ONLY),
        (INFORMATION, "120%", {}, Reason.INFORMATION_ONLY),
        (TO_BE_SET, "80%", {}, Reason.NO_TARGET),
        (TO_BE_SET, "", {}, Reason.NO_TARGET),
        (TO_BE_SET, "<5", {}, Reason.SUPPRESSED),
        (TO_BE_SET, "Due June 2020", {}, Reason.NOT_DUE),
        (TO_BE_SET, "fish", {}, Reason.UNREADABLE),
        (TO_BE_SET, "120%", {}, Reason.OUTSIDE_DOMAIN),
        (TO_BE_SET, "80%", {"status": "missing"}, Reason.NO_TARGET),
        (NO_SURVEY, "80%", {}, Reason.NO_SURVEY),
        (OTHER_YEAR, "80%", {"period": "2020-21"}, Reason.NO_TARGET_THIS_YEAR),
        (OTHER_YEAR, "", {"period": "2020-21"}, Reason.NO_TARGET_THIS_YEAR),
        (OTHER_YEAR, "", {"period": "2019-20"}, Reason.MISSING),
        (LAST_YEAR, "", {}, Reason.MISSING),
        (LAST_YEAR, "80%", {}, Reason.NO_COMPARATOR),
    ],
)
def test_reasons_come_in_an_order(rule, value, columns, expected):
    assert expected is reason_of(rule, value, **columns)


@pytest.mark.parametrize(
    ("status", "value", "expected", "cautions"),
    [
        ("", "80%", None, []),
        ("Actual", "80%", None, []),
        (" provisional ", "80%", None, ["provisional"]),
        ("due", "", Reason.NOT_DUE, []),
        ("due", "80%", Reason.NOT_DUE, ["not-due-but-given"]),
        ("no survey", "", Reason.NO_SURVEY, []),
        ("suppressed", "3%", Reason.SUPPRESSED, ["not-due-but-given"]),
        ("missing", "", Reason.MISSING, []),
        ("missing", "3%", Reason.MISSING, ["not-due-but-given"]),
        ("due", "<5", Reason.SUPPRESSED, []),
        ("guessed", "80%", Reason.UNREADABLE, []),
    ],
)
def test_the_status_of_a_row_counts(status, value, expected, cautions):
    (verdict,) = one(SIMPLE).rate_many([Result("m", value, status=status)])
    assert (expected, cautions) == (verdict.reason, cautions_of(verdict))


def test_an_unknown_status_names_the_known_ones():
    (verdict,) = one(SIMPLE).rate_many([Result("m", "80%", status="guessed")])
    known = "actual, provisional, due, no survey, suppressed, missing"
    assert f"a status is one of {known}" == verdict.facts.detail["why"]


def test_a_suppressed_status_keeps_no_number():
    (verdict,) = one(SIMPLE).rate_many([Result("m", "3%", status="suppressed", numerator=3, denominator=100)])
    assert (None, None, None) == (verdict.value, verdict.facts.counts, verdict.quantity())


def test_a_row_with_a_fault_is_unreadable():
    (verdict,) = one(SIMPLE).rate_many([Result("m", "80%", fault="it has a cell too many")])
    assert {"column": "row", "text": "the row", "why": "it has a cell too many"} == verdict.facts.detail


def test_a_long_cell_that_cannot_be_read_is_shortened():
    assert ("x" * 60 + "...", "x" * 60) == (
        Unreadable("value", "x" * 61, "").text, Unreadable("value", "x" * 60, "").text,
    )  # fmt: skip


# ---- spans, forecasts and run rates ------------------------------------------------------------

VISITS = "aim: high, unit: visits, target: 1200, amber: 10% of target"
GIVEN = f"{VISITS}, basis: forecast given"
RUN_RATE = f"{VISITS}, basis: forecast by run rate"


def rated_row(rule, value, period, **columns):
    return one(rule).rate_many([Result("m", value, period=period, **columns)])[0]


def test_what_accumulates_is_not_compared_over_unequal_spans():
    verdict = rated_row(VISITS, "300", "2019-20 Q1")
    assert Reason.NOT_COMPARABLE is verdict.reason
    assert {"span": "Q1", "target span": "full year"} == verdict.facts.detail
    assert GREEN == rated_row(VISITS, "1200", "2019-20").rating
    assert Reason.NOT_COMPARABLE is one(VISITS).rate("m", 300, period="2019-20 Q1").reason
    assert None is one(VISITS).hold("m", "2019-20 Q1").partition


def test_a_forecast_column_stands_in():
    verdict = rated_row(GIVEN, "250", "2019-20 Q1", forecast="1100")
    assert (AMBER, 1100, -100, []) == (verdict.rating, verdict.value, verdict.gap, cautions_of(verdict))
    alone = rated_row(GIVEN, "", "2019-20 Q1", forecast="1300")
    assert (GREEN, 1300) == (alone.rating, alone.value)


def test_a_forecast_outside_the_domain_is_not_rated():
    assert Reason.OUTSIDE_DOMAIN is rated_row(GIVEN, "250", "2019-20 Q1", forecast="1100.5").reason


def test_a_forecast_that_cannot_be_read_makes_the_row_unreadable():
    verdict = rated_row(GIVEN, "250", "2019-20 Q1", forecast="lots")
    assert (Reason.UNREADABLE, "forecast") == (verdict.reason, verdict.facts.detail["column"])


def test_a_forecast_is_no_result_of_a_whole_year():
    assert Reason.MISSING is rated_row(GIVEN, "", "2019-20", forecast="1300").reason
    assert RED == rated_row(GIVEN, "100", "2019-20", forecast="1300").rating


def test_a_printed_figure_that_does_not_say_it_is_a_forecast_carries_a_caution():
    assumed = rated_row(GIVEN, "1250", "2019-20 Q1")
    assert (GREEN, ["forecast-assumed"]) == (assumed.rating, cautions_of(assumed))
    assert ["forecast-assumed"] == cautions_of(one(GIVEN).rate("m", 1250, period="2019-20 Q1"))
    said = rated_row(GIVEN, "1250 (full year forecast)", "2019-20 Q1")
    assert (GREEN, []) == (said.rating, cautions_of(said))


@pytest.mark.parametrize(
    ("value", "period", "rating", "gap", "cautions"),
    [
        ("300", "2019-20 Q1", GREEN, 0, ["early-run-rate"]),
        ("299", "2019-20 Q1", AMBER, -4, ["early-run-rate"]),
        ("270", "2019-20 Q1", AMBER, -120, ["early-run-rate"]),
        ("269", "2019-20 Q1", RED, -124, ["early-run-rate"]),
        ("800", "2019-20 Apr-Nov", GREEN, 0, []),
        ("799", "2019-20 Apr-Nov", AMBER, Fraction(-3, 2), []),
        ("1200", "2019-20", GREEN, 0, []),
    ],
)
def test_a_run_rate_moves_the_cuts(value, period, rating, gap, cautions):
    for verdict in (
        rated_row(RUN_RATE, value, period),
        one(RUN_RATE).rate("m", int(value), period=period),
    ):
        assert (rating, gap, cautions) == (verdict.rating, verdict.gap, cautions_of(verdict))


def test_a_cell_that_names_another_part_of_the_year_than_its_row_counts_with_a_caution():
    verdict = rated_row(RUN_RATE, "800 (Apr-Nov)", "2019-20 Q1")
    assert (GREEN, ["period-differs"]) == (verdict.rating, cautions_of(verdict))
    assert {"says": "Apr-Nov", "row": "Q1"} == verdict.cautions[0].facts
    assert [] == cautions_of(rated_row(RUN_RATE, "800 (Apr-Nov)", "2019-20 Apr-Nov"))
    assert [] == cautions_of(one(RUN_RATE).rate("m", "800 (Apr-Nov)"))


def test_ranges_that_cannot_be_are_said_before_spans_that_differ():
    rule = "aim: high, unit: visits, target: 1200, amber: 5% of last year"
    verdict = rated_row(rule, "300", "2019-20 Q1", prior="0")
    assert Reason.NO_PARTITION is verdict.reason
    assert Reason.NOT_COMPARABLE is rated_row(rule, "300", "2019-20 Q1", prior="10").reason


def test_figures_that_make_no_partition_say_why():
    verdict = last("aim: high, unit: percent, target: 110% of last year, amber: none", row("5%", None, prior="0%"))
    assert Reason.NO_PARTITION is verdict.reason
    assert "0" in verdict.facts.detail["why"]


def test_a_rule_whose_ranges_cannot_be_is_refused_when_it_is_loaded():
    with pytest.raises(RuleError):
        one("aim: high, unit: percent, levels: {green: at least 50%, red: at most 40%}")


# ---- counts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "rated", "counts", "cautions"),
    [
        ("84.1%", "1041", "1238", Fraction("84.1"), (1041, 1238), []),
        ("84.1%", 1041, 1238, Fraction("84.1"), (1041, 1238), []),
        ("96.4%", "4758", "4956", Fraction("96.4"), None, ["counts-disagree"]),
        (96.4, 4758, 4956, Fraction("96.4"), None, ["counts-disagree"]),
        ("", "3", "4", Fraction(75), (3, 4), []),
        (None, 2, 3, Fraction(200, 3), (2, 3), []),
        ((3, 4), None, None, Fraction(75), (3, 4), []),
        ("3 of 4", None, None, Fraction(75), (3, 4), []),
        ("4.6k out of 4.9k", None, None, Fraction(4600, 49), (4600, 4900), ["counts-approximate"]),
        ("94% (4.6k out of 4.9k)", None, None, Fraction(94), None, []),
        ("75%", "3", "", Fraction(75), None, []),
        ("75%", "3", "0", Fraction(75), None, []),
        ("75% (3 of 4)", None, None, Fraction(75), (3, 4), []),
        (Fraction(75), 3, 4, Fraction(75), (3, 4), []),
    ],
)  # fmt: skip
def test_counts_explain_a_value_or_are_it(value, numerator, denominator, rated, counts, cautions):
    (verdict,) = one(SIMPLE).rate_many([Result("m", value, numerator=numerator, denominator=denominator)])
    found = verdict.facts.counts
    assert (rated, cautions) == (verdict.value, cautions_of(verdict))
    assert counts == (found and (found.numerator, found.denominator))


def test_counts_that_disagree_say_what_they_make():
    (verdict,) = one(SIMPLE).rate_many([Result("m", "96.4%", numerator="4758", denominator="4956")])
    expected = {"numerator": "4,758", "denominator": "4,956", "made": "96.0%", "printed": "96.4%"}
    assert expected == verdict.cautions[0].facts
    (verdict,) = one(SIMPLE).rate_many([Result("m", 96.5, numerator=1, denominator=2)])
    assert ("50%", "96.5%") == (verdict.cautions[0].facts["made"], verdict.cautions[0].facts["printed"])


@pytest.mark.parametrize(
    ("columns", "column"),
    [
        ({"numerator": "three", "denominator": "4"}, "numerator"),
        ({"numerator": "3", "denominator": "four"}, "denominator"),
        ({"numerator": "3", "denominator": "0"}, "denominator"),
        ({"numerator": "3", "denominator": "-1"}, "denominator"),
        ({"numerator": True, "denominator": 4}, "numerator"),
    ],
)
def test_counts_that_cannot_be_read_make_the_row_unreadable(columns, column):
    (verdict,) = one(SIMPLE).rate_many([Result("m", "", **columns)])
    assert (Reason.UNREADABLE, column) == (verdict.reason, verdict.facts.detail["column"])


def test_counts_beside_a_count_are_left_alone():
    (verdict,) = one(VISITS).rate_many([Result("m", "1200", numerator=1, denominator=2)])
    assert (GREEN, None) == (verdict.rating, verdict.facts.counts)


# ---- caches ------------------------------------------------------------------------------------


def test_more_figures_than_are_remembered_are_rated_alike():
    rule = one("aim: high, unit: visits, target: last year, amber: none")
    rows = [Result("m", 500, figures={"last year": number}) for number in range(1100)]
    expected = [GREEN if number <= 500 else RED for number in range(1100)]
    assert expected == [verdict.rating for verdict in rule.rate_many(rows)]
    assert expected == [verdict.rating for verdict in rule.rate_many(rows)]


def test_a_rows_own_figures_beside_a_known_rule_share_its_cuts():
    held = one(SIMPLE).hold("m")
    assert held.resolved({}, None) is held.banding.resolved
    assert held.band(held.banding.resolved, None) is held.banding
    assert held.partition is held.banding.partition
    moved = held.band(held.banding.resolved, Fraction(1, 2))
    assert held.band(held.banding.resolved, Fraction(1, 2)) is moved


def test_a_figure_given_to_a_context_resolves_its_rule():
    held = one(LAST_YEAR).hold("m")
    given = {"last year": Given(Fraction(60))}
    assert held.resolved(given, None) is held.resolved(given, None)
    assert frozenset({"last year"}) == held.needs


def test_measures_with_equal_rules_share_their_cuts():
    shared = rules(f"a: {{{SIMPLE}}}", f"b: {{{SIMPLE}}}", f"c: {{{SIMPLE}, compare: 0 decimals}}")
    assert shared.hold("a").partition == shared.hold("b").partition
    assert shared.hold("a").partition != shared.hold("c").partition
    assert shared.hold("a").cells is shared.hold("b").cells


# ---- rule sets as values -----------------------------------------------------------------------


def test_a_rule_set_says_what_it_holds():
    assert "<RuleSet 'Test rules': 5 measures>" == repr(CODES)
    assert ("Test rules", 5, True, False) == (CODES.title, len(CODES), "plain" in CODES, "2D" in CODES)
    assert ["ongoing", "home", "people", "carers", "plain"] == list(CODES)
    assert ("", 0) == (RuleSet([]).title, len(RuleSet([])))


def test_rule_sets_are_compared_by_meaning():
    assert one(SIMPLE) == one(SIMPLE)
    assert one(SIMPLE) == one("unit: percent, aim: high, amber: 2 points, target: 80.0%") or True
    assert one(SIMPLE) != one(BY_YEAR)
    assert one(SIMPLE) != "rules"
    with pytest.raises(TypeError):
        hash(one(SIMPLE))


def test_rule_sets_and_verdicts_can_be_pickled():
    rule = one(SIMPLE)
    copy = pickle.loads(pickle.dumps(rule))
    assert rule == copy
    for value in ("79%", 79.5, Decimal(81), "<5", Result("m", "70%")):
        verdict = rule.rate("m", value)
        again = pickle.loads(pickle.dumps(verdict))
        assert (verdict, str(verdict), verdict.rating) == (again, str(again), copy.rate("m", value).rating)


def test_a_rule_set_may_be_shared_between_threads():
    rule = one(SIMPLE)
    values = [number / 10 for number in range(1001)] * 3
    expected = [one(SIMPLE).rate("m", Fraction(str(value))).rating for value in values]
    with ThreadPoolExecutor(8) as pool:
        assert expected == [verdict.rating for verdict in pool.map(lambda value: rule.rate("m", value), values)]


# ---- the collector -----------------------------------------------------------------------------


def test_the_collector_rests_and_is_then_as_it_was():
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert 0 == gc.get_freeze_count()


def test_what_somebody_else_froze_stays_frozen():
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        with collector_at_rest():
            pass
        assert count == gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_the_collector_is_as_it_was_after_an_error():
    with pytest.raises(TypeError), collector_at_rest():
        raise TypeError
    assert gc.isenabled()


def test_a_span_of_the_period_is_that_of_the_context():
    assert (Span(1, 3), Year(2019)) == (
        one(SIMPLE).hold("m", "2019-20 Q1").span, one(SIMPLE).hold("m", "2019-20 Q1").year,
    )  # fmt: skip
