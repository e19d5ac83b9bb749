"""The engine: finding measures, contexts, values of every type, rows, and their order of reasons."""

from __future__ import annotations

import gc
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Never

import pint
import pytest

from ragengine import AMBER, GREEN, RED, Reason, Result, RuleError, loads
from ragengine.collector import collector_at_rest
from ragengine.engine import RuleSet
from ragengine.engine.columns import Unreadable
from ragengine.engine.naming import years_of
from ragengine.errors import CallError, UnknownMeasure
from ragengine.explain.sentences import caution_text
from ragengine.model import Given
from ragengine.periods import Period, Span, Year
from ragengine.reports.ranges import explain_measure
from ragengine.reports.table import name_of

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


def test_a_measure_is_found_by_its_id() -> None:
    assert one(SIMPLE).rate("m", "80%").rating == GREEN


@pytest.mark.parametrize(
    ("code", "period", "expected"),
    [
        ("2D", "2021-22", "ongoing"), ("2D", "2023-24", "home"), ("2A", "2023-24", "ongoing"),
        (" 2d ", "2019-20 Q1", "ongoing"), ("plain", "2023-24", "plain"),
    ],
)  # fmt: skip
def test_a_code_names_the_measure_that_has_it_in_that_year(code, period, expected) -> None:
    assert expected == CODES.rate(code, "85%", period=period).measure
    assert expected == CODES.hold(code, period).measure.id
    assert expected == CODES.at(period)[code].measure.id
    assert [expected] == [v.measure for v in CODES.rate_many([Result(code, "85%", period=period)])]
    assert [expected] == [v.measure for v in CODES.rate_many([(code, "85%")], period=period)]


def test_a_code_of_several_measures_is_not_rated_and_names_them() -> None:
    verdict = CODES.rate("3C", "85%", period="2023-24")
    assert (verdict.rating, verdict.reason) == (None, Reason.UNKNOWN_MEASURE)
    assert verdict.facts.detail == {"several": "`people` or `carers`"}
    assert "`people` or `carers`" in str(verdict)
    (row,) = CODES.rate_many([Result("3C", "85%", period="2023-24")])
    assert (row.reason, row.measure) == (Reason.UNKNOWN_MEASURE, "3C")


def test_a_code_that_changes_names_several_measures_where_no_year_is_known() -> None:
    assert Reason.UNKNOWN_MEASURE is CODES.rate("2D", "85%").reason
    with pytest.raises(CallError) as raised:
        CODES.hold("2D")
    expected = "`2D` is the code of several measures: use one of the ids `ongoing` and `home`"
    assert expected == str(raised.value)
    with pytest.raises(CallError):
        CODES.every_year("2D")


def test_a_code_of_several_measures_raises_where_one_is_asked_for() -> None:
    with pytest.raises(UnknownMeasure) as raised:
        CODES.at("2023-24")["3C"]
    expected = "`3C` is the code of several measures in 2023-24: use one of the ids `people` and `carers`"
    assert expected == str(raised.value)


def test_an_unknown_measure_is_not_rated_and_names_the_nearest() -> None:
    verdict = CODES.rate("ongoin", "85%")
    assert (verdict.reason, verdict.measure) == (Reason.UNKNOWN_MEASURE, "ongoin")
    assert verdict.facts.detail == {"nearest": "ongoing"}
    assert CODES.rate("zzzzz", "85%").facts.detail == {}


def test_an_unknown_measure_raises_where_it_is_asked_for() -> None:
    with pytest.raises(KeyError):
        CODES.at()["zzzzz"]
    with pytest.raises(CallError) as raised:
        CODES.hold("zzzzz")
    assert str(raised.value) == "`zzzzz` is no measure of these rules"
    with pytest.raises(CallError) as raised:
        CODES.hold("carer")
    assert str(raised.value) == "`carer` is no measure of these rules; did you mean `carers`?"


# ---- periods -----------------------------------------------------------------------------------


def test_the_sole_year_of_a_rule_is_used_where_no_period_is_given() -> None:
    rule = one("aim: high, unit: percent, target: {2019-20: 80%}, amber: none")
    assert (rule.rate("m", "80%").rating, str(rule.hold("m").period)) == (GREEN, "2019-20")
    assert rule.rate_many([Result("m", "80%")])[0].rating == GREEN


def test_several_years_need_a_period() -> None:
    with pytest.raises(CallError) as raised:
        one(BY_YEAR).rate("m", "80%")
    expected = "`m` is rated by year: give `period=`, one of 2019-20, 2021-22"
    assert expected == str(raised.value)
    (verdict,) = one(BY_YEAR).rate_many([Result("m", "80%")])
    assert Reason.UNREADABLE is verdict.reason
    assert verdict.facts.detail["why"] == "the row has no period; it may be one of 2019-20, 2021-22"


HIGH = "aim: high, unit: percent"


@pytest.mark.parametrize(
    ("rule", "years"),
    [
        ("target: 80%, amber: none, compare: {2021-22: 1 decimal}", "to 2020-21, 2021-22, from 2022-23"),
        ("target: 80%, amber: {to 2019-20: 2 points, from 2020-21: none}", "to 2019-20, from 2020-21"),
        ("target: 80%, amber: none, accumulates: {2019-20: yes}", "to 2018-19, 2019-20, from 2020-21"),
        ("target: {from 2019-20: 80%}, amber: none", "from 2019-20"),
        ("target: {to 2019-20: 80%}, amber: none", "to 2019-20"),
        ("target: {2017-18 to 2019-20: 80%}, amber: none", "2017-18 to 2019-20"),
        ("target: {2019-20: 80%, 2019-20 Q1: 70%}, amber: none", "2019-20, 2019-20 Q1"),
        ("target: last year, amber: none, last year: {2019-20: 80%}", "to 2018-19, 2019-20, from 2020-21"),
        (
            "levels: {green: {2019-20: at least 8%, from 2021-22: at least 7%}, red: rest}",
            "2019-20, from 2021-22",
        ),
    ],
)
def test_whatever_decides_a_rating_by_year_needs_a_period(rule, years) -> None:
    by_year = one(f"{HIGH}, {rule}")
    for call in (lambda: by_year.rate("m", "80%"), lambda: by_year.hold("m")):
        with pytest.raises(CallError) as raised:
            call()
        assert f"`m` is rated by year: give `period=`, one of {years}" == str(raised.value)
    (verdict,) = by_year.rate_many([Result("m", "80%")])
    assert f"the row has no period; it may be one of {years}" == verdict.facts.detail["why"]


def test_an_aim_by_year_needs_a_period() -> None:
    by_year = one("aim: {to 2019-20: high, from 2020-21: low}, unit: percent, target: 80%, amber: none")
    with pytest.raises(CallError, match="give `period=`, one of to 2019-20, from 2020-21"):
        by_year.rate("m", "80%")
    assert [GREEN, RED] == [by_year.rate("m", "81%", period=year).rating for year in ("2019-20", "2020-21")]


@pytest.mark.parametrize(
    ("rule", "period"),
    [
        (f"{HIGH}, target: {{2019-20 Q1: 80%}}, amber: none", "2019-20 Q1"),
        (f"{HIGH}, target: {{2019-20: 80%}}, amber: {{2019-20: none, 2020-21: 1 point}}", "2019-20"),
        (f"{HIGH}, levels: {{green: {{2019-20: at least 80%}}, red: rest}}", "2019-20"),
        (f"code: {{2019-20: A, 2020-21: B}}, {HIGH}, target: 80%, amber: none", "None"),
        (f"{HIGH}, levels: {{red: rest}}", "None"),
    ],
)
def test_a_sole_year_a_sole_part_of_one_and_every_year_need_no_period(rule, period) -> None:
    assert period == str(one(rule).hold("m").period)
    assert one(rule).rate("m", "80%").rating is not None


def test_what_a_measure_says_for_every_year_hides_what_its_file_says_by_year() -> None:
    rules = loads(
        "ragengine: 1\ncompare: {2021-22: 1 decimal}\ndefaults: {percent: {amber: {2021-22: 1 point}}}\n"
        f"measures: {{m: {{{HIGH}, target: 80%, amber: none, compare: exactly}}}}"
    )
    assert None is rules.hold("m").period


@pytest.mark.parametrize("rule", ["aim: high, unit: percent, target: none", "aim: none, unit: percent"])
def test_what_is_for_information_in_every_year_needs_no_period_whatever_else_changes(rule) -> None:
    rules = loads(f"ragengine: 1\ncompare: {{2021-22: 1 decimal}}\nmeasures:\n  m: {{{rule}}}\n")
    assert Reason.INFORMATION_ONLY is rules.rate("m", "80%").reason
    assert [None] == [held.period for held in rules.every_year("m")]


def test_a_rule_of_every_year_needs_no_period() -> None:
    assert None is one(SIMPLE).hold("m").period
    assert one(SIMPLE).rate_many([Result("m", "80%")])[0].rating == GREEN


@pytest.mark.parametrize(
    "call",
    [
        lambda rule: rule.at("yesterday"),
        lambda rule: rule.hold("m", "yesterday"),
        lambda rule: rule.rate("m", "80%", period="yesterday"),
    ],
)
def test_what_is_no_period_is_an_error(call) -> None:
    with pytest.raises(CallError, match="`yesterday` is no period"):
        call(one(SIMPLE))


def test_a_period_that_may_be_either_of_two_years_says_both() -> None:
    (verdict,) = one(BY_YEAR).rate_many([Result("m", "80%", period="2020 Jan-Mar")])
    way = "it may be either of two years: write `2019-20 Q4` or `2020-21 Q4`"
    assert f"Not rated: `2020 Jan-Mar` is no period; {way}." == str(verdict)
    with pytest.raises(CallError, match="write `2019-20 Q4` or `2020-21 Q4`"):
        one(BY_YEAR).at("2020 Jan-Mar")


def test_a_row_whose_period_cannot_be_read_is_not_rated() -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", "80%", period="yesterday")])
    assert (verdict.reason, verdict.facts.detail["column"]) == (Reason.UNREADABLE, "period")


def test_a_period_may_be_a_text_or_an_object() -> None:
    period = Period(Year(2021))
    rule = one(BY_YEAR)
    assert [rule.rate("m", "89%", period=given).rating for given in ("2021-22", period)] == [AMBER, AMBER]
    assert [verdict.rating for verdict in rule.rate_many([Result("m", "89%")], period=period)] == [AMBER]
    assert period == rule.at(period).period


def test_the_period_of_a_row_comes_before_that_of_the_call() -> None:
    rows = [Result("m", "89%"), Result("m", "89%", period="2019-20")]
    assert [verdict.rating for verdict in one(BY_YEAR).rate_many(rows, period="2021-22")] == [AMBER, GREEN]


def test_the_rules_in_a_period_are_a_mapping() -> None:
    at = CODES.at("2023-24")
    assert (len(at), list(at)) == (5, ["ongoing", "home", "people", "carers", "plain"])
    assert "2A" in at
    assert "nothing" not in at
    assert None is at.get("nothing")
    assert at["2A"] is at["ongoing"]
    assert at["2A"].rate("79%").rating == RED


def test_without_a_period_a_measure_by_year_is_there_and_asking_for_it_is_no_missing_key() -> None:
    at = one(BY_YEAR).at()
    assert "m" in at
    for ask in (lambda: at["m"], lambda: at.get("m"), lambda: dict(at)):
        with pytest.raises(CallError, match="`m` is rated by year: give `period=`") as raised:
            ask()
        assert not isinstance(raised.value, KeyError)
    assert (False, False, None) == ("zzz" in at, 5 in at, at.get("zzz"))
    assert (False, None) == ("3C" in CODES.at("2023-24"), CODES.at("2023-24").get("3C"))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("80%", ["None"]),
        ("{2019-20: 80%, 2021-22: 90%}", ["2019-20", "2021-22"]),
        ("{2017-18 to 2019-20: 80%}", ["2017-18", "2018-19", "2019-20"]),
        ("{from 2019-20: 80%}", ["2019-20"]),
        ("{to 2019-20: 80%, from 2022-23: 70%}", ["2019-20", "2022-23"]),
        ("80%, compare: {2021-22: 1 decimal}", ["2020-21", "2021-22", "2022-23"]),
        ("{2018-19 Q1: 80%}", ["2018-19 Q1"]),
    ],
)
def test_every_year_is_each_that_the_target_is_written_for(target, expected) -> None:
    rule = one(f"aim: high, unit: percent, target: {target}, amber: none")
    assert expected == [str(held.period) for held in rule.every_year("m")]


def test_levels_say_the_years_of_a_measure_without_a_target() -> None:
    rule = one(
        "aim: high, unit: percent, levels: {green: {2019-20: at least 80%, 2021-22: at least 70%}, red: rest}"
    )
    assert [str(held.period) for held in rule.every_year("m")] == ["2019-20", "2021-22"]
    assert [rule.rate("m", 75, period=year).rating for year in ("2021-22", "2019-20")] == [GREEN, RED]


def test_a_measure_that_judges_nothing_has_no_years() -> None:
    rule = one("aim: none, unit: percent, amber: 2 points")
    assert [held.period for held in rule.every_year("m")] == [None]
    assert () == years_of(rule.measures["m"])
    assert Reason.INFORMATION_ONLY is rule.rate("m", "x y z").reason


def test_a_period_is_said_in_the_months_of_a_body_whose_year_starts_in_another() -> None:
    rule = loads(
        "ragengine: 1\nyear starts: September\nunits: {visits: }\n"
        "measures: {m: {aim: high, unit: visits, target: {2021-22 Sep-Oct: 100}, amber: none}}"
    )
    (row,) = rule.rate_many([Result("m", 90, period="2021-22 Sep-Oct")])
    assert "2021-22 Sep-Oct" == row.to_dict()["period"]
    assert "2021-22 Sep-Oct" == str(rule.hold("m", Period(Year(2021), Span(1, 2), "some months")).period)


def test_a_code_of_a_part_of_a_year_is_the_code_there() -> None:
    codes = "code: {2019-20: A, 2019-20 Q1: B}, title: {2019-20: All, 2019-20 Q1: First}"
    rule = one(f"{codes}, {SIMPLE}")
    verdict = rule.rate("B", "80%", period="2019-20 Q1")
    assert ("B", "First") == (verdict.to_dict()["code"], verdict.to_dict()["title"])
    assert "B m" == name_of(verdict)
    assert explain_measure(rule.hold("B", "2019-20 Q1")).startswith("m in 2019-20 Q1: First\n")
    assert "A" == rule.rate("A", "80%", period="2019-20").to_dict()["code"]


def test_a_context_is_made_once() -> None:
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
def test_a_value_of_any_type_is_rated(value) -> None:
    rule = one("aim: high, unit: percent, target: 80%, amber: 2 points")
    for _ in range(3):
        verdict = rule.rate("m", value)
        assert (GREEN, Fraction(80), None) == (verdict.rating, verdict.value, verdict.reason)


@pytest.mark.parametrize(
    "value",
    [79.9, Decimal("79.9"), "79.9%", Fraction("79.9"), (799, 1000), "799 of 1,000"],
    ids=str,
)
def test_a_value_beside_a_cut_is_rated_exactly(value) -> None:
    rule = one("aim: high, unit: percent, target: 80%, amber: under 0.1 points")
    assert [rule.rate("m", value).rating for _ in range(3)] == [RED, RED, RED]


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
        (101, Reason.OUTSIDE_DOMAIN), (-0.1, Reason.OUTSIDE_DOMAIN), (Decimal(101), Reason.OUTSIDE_DOMAIN),
        ("101%", Reason.OUTSIDE_DOMAIN), (3 * REGISTRY.meter, Reason.UNREADABLE), ("<5", Reason.SUPPRESSED),
        ("Due June 2020", Reason.NOT_DUE), ("too few", Reason.TOO_FEW),
        ("Next survey due 2018/19", Reason.NO_SURVEY),
    ],
    ids=lambda one: str(one)[:20],
)  # fmt: skip
def test_what_is_no_result_is_not_rated(value, reason) -> None:
    rule = one("aim: high, unit: percent, target: 80%, amber: 2 points")
    for _ in range(3):
        verdict = rule.rate("m", value)
        assert (None, reason) == (verdict.rating, verdict.reason)


def test_numbers_of_any_type_give_one_verdict_before_and_after_the_ladder_is_made() -> None:
    rule = one("aim: high, unit: percent, target: 80%, amber: 2 points")
    values = ["77.9%", "78%", "79.9%", "80%"]
    for _ in range(2):
        for text in values:
            number = text.rstrip("%")
            expected = rule.rate("m", text).rating
            kinds = [float(number), Decimal(number), Fraction(number)]
            assert [expected] * 3 == [rule.rate("m", kind).rating for kind in kinds]


@pytest.mark.parametrize("value", [2.5, Decimal("2.5"), "2.5", Fraction(5, 2)], ids=repr)
def test_a_count_is_whole(value) -> None:
    rule = one("aim: high, unit: visits, target: 100, amber: none")
    assert [rule.rate("m", value).reason for _ in range(3)] == [Reason.OUTSIDE_DOMAIN] * 3


@pytest.mark.parametrize("value", [100, 100.0, Decimal("100.0"), "100", Fraction(100)], ids=repr)
def test_a_whole_number_of_any_type_is_a_count(value) -> None:
    rule = one("aim: high, unit: visits, target: 100, amber: none")
    assert [rule.rate("m", value).rating for _ in range(3)] == [GREEN] * 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2**60, GREEN), (2**60 - 1, RED), (float(2**60), GREEN), (Decimal(2**60 - 1), RED), (str(2**60), GREEN)],
)
def test_cuts_beyond_two_to_the_53_are_exact(value, expected) -> None:
    rule = one(f"aim: high, unit: visits, target: {2**60}, amber: none")
    assert [expected] * 3 == [rule.rate("m", value).rating for _ in range(3)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("66.6", RED), ("66.7", GREEN), ("66." + "6" * 38, RED), ("66." + "6" * 37 + "7", GREEN), ("0", RED)],
)
def test_decimals_are_compared_exactly_with_a_cut_that_has_no_end(value, expected) -> None:
    rule = one("aim: high, unit: tonnes, target: 100 tonnes, amber: none, basis: forecast by run rate")
    given = Decimal(value), Fraction(value)
    assert [expected] * 2 == [rule.rate("m", number, period="2019-20 Apr-Nov").rating for number in given]


def test_a_strict_cut_leaves_its_own_decimal_out() -> None:
    rule = one("aim: low, unit: percent, target: under 50%, amber: none")
    values = [Decimal("49.9"), Decimal(50), Decimal("50.0"), Decimal("50.1")]
    assert [rule.rate("m", value).rating for value in values] == [GREEN, RED, RED, RED]
    rule = one("aim: low, unit: percent, target: 50%, amber: none")
    assert [rule.rate("m", value).rating for value in values] == [GREEN, GREEN, GREEN, RED]


def test_a_quantity_is_converted_to_the_unit_of_the_measure() -> None:
    rule = one("aim: low, unit: days, target: 2 days, amber: none")
    assert Fraction(2) == rule.rate("m", 48 * REGISTRY.hour).value
    assert [rule.rate("m", hours * REGISTRY.hour).rating for hours in (48, 49)] == [GREEN, RED]


def test_figures_may_stand_beside_a_plain_value() -> None:
    rule = one("aim: high, unit: percent, target: last year, amber: 2 points")
    assert rule.rate("m", "62%", figures={"last year": "62%"}).rating == GREEN
    assert rule.rate("m", 60.5, figures={"last year": 62}).rating == AMBER
    assert Reason.NO_COMPARATOR is rule.rate("m", 60.5).reason
    assert Reason.NO_COMPARATOR is rule.rate("m", "60.5%", figures={}).reason
    assert None is rule.hold("m").partition
    assert None is rule.hold("m").banding


@pytest.mark.parametrize("name", ["England Average", "england average", "ENGLAND  average "])
def test_a_figure_is_found_whatever_its_capitals_and_blanks(name: str) -> None:
    rule = loads(
        "ragengine: 1\ncomparators: [England Average]\nmeasures:\n"
        "  m: {aim: high, unit: percent, target: england average, amber: 2 points}\n"
    )
    row = Result("m", "81%", figures={name: "82%"})
    verdicts = [
        rule.rate("m", "81%", figures={name: "82%"}),
        rule.rate("m", row),
        rule.rate("m", Result("m", "81%", figures={"england AVERAGE": "70%"}), figures={name: "82%"}),
        *rule.rate_many([row]),
    ]
    expected = "Amber: 81% is 1 percentage point below the England Average of 82%, within its 2-point margin."
    assert [expected] * 4 == [str(verdict) for verdict in verdicts]


def test_a_figure_that_a_rule_does_not_ask_for_is_refused() -> None:
    rule = one(SIMPLE)
    rule.rate("m", 80)
    with pytest.raises(CallError) as refused:
        rule.rate("m", 80.0, figures={"last year": "90%"})
    expected = "`last year` is no figure that the rule of `m` asks a result for; it asks for: none"
    assert expected == str(refused.value)


def test_a_measure_in_capitals_is_near_the_one_in_small_letters() -> None:
    assert "m" == one(SIMPLE).nearest("M")


def test_the_nearest_measure_is_an_id_or_else_a_code() -> None:
    assert ("home", "2D") == (CODES.nearest("hoem"), CODES.nearest("2DD"))


@pytest.mark.parametrize("name", ["x" * 101, "zzz"])
def test_a_name_that_is_long_or_like_no_other_has_none_that_is_nearest(name) -> None:
    assert None is rules(f"{'x' * 100}: {{{SIMPLE}}}").nearest(name)


def test_a_misspelt_figure_is_refused_with_the_one_that_was_meant() -> None:
    expected = "`last_year` is no figure that the rule of `m` asks a result for; did you mean `last year`?"
    for value in ("61%", row("61%", "2019-20")):
        with pytest.raises(CallError) as refused:
            one(LAST_YEAR).rate("m", value, period="2019-20", figures={"last_year": 8.2})
        assert expected == str(refused.value)


def test_a_figure_that_a_rule_asks_for_in_another_year_is_no_mistake() -> None:
    rule = one("aim: high, unit: percent, amber: none, target: {2018-19: last year, 2019-20: 80%}")
    assert GREEN == rule.rate("m", "81%", period="2019-20", figures={"last year": "82%"}).rating


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("target: last year, amber: 5% of baseline", ["baseline", "last year"]),
        ("target: 80%, floor: 90% of profile", ["profile"]),
        ("levels: {green: better than baseline, red: {2018-19: rest, 2019-20: under last year}}",
         ["baseline", "last year"]),
        ("target: 80%, amber: none, last year: 60%", []),
    ],
)  # fmt: skip
def test_the_figures_that_a_column_may_bring_are_those_that_some_rule_asks_for(rule, asked) -> None:
    assert asked == one(f"aim: high, unit: percent, {rule}").figures


def test_a_text_with_more_than_a_number_takes_the_slow_way_and_keeps_its_cautions() -> None:
    rule = one(SIMPLE)
    verdicts = [rule.rate("m", text) for text in ("80%", "80% (provisional)")]
    assert [cautions_of(verdict) for verdict in verdicts] == [[], ["provisional"]]


# ---- many results ------------------------------------------------------------------------------


def test_pairs_and_results_and_unknown_measures_may_be_mixed() -> None:
    rows = [("m", "80%"), ("m", 79), ("zzz", 1), Result("m", "70%"), ("zzz", 2), ("m", None)]
    expected = [GREEN, AMBER, None, RED, None, None]
    assert expected == [verdict.rating for verdict in one(SIMPLE).rate_many(rows)]
    assert expected == [verdict.rating for verdict in one(SIMPLE).rate_many(row for row in rows)]
    assert expected == [verdict.rating for verdict in one(SIMPLE).rate_each(rows)]


def test_the_verdicts_of_rows_are_those_of_single_calls() -> None:
    rule = one(BY_YEAR)
    rows = [Result("m", value, period=year) for year in ("2019-20", "2021-22") for value in ("79%", 91, 12.5)]
    singly = [rule.rate("m", row.value, period=row.period).rating for row in rows]
    assert singly == [verdict.rating for verdict in rule.rate_many(rows)]


def test_a_pair_with_a_row_is_rated_as_that_row() -> None:
    rows = [Result("m", "89%", period=year) for year in ("2019-20", "2021-22", "2019-20")]
    expected = [GREEN, AMBER, GREEN]
    assert expected == [verdict.rating for verdict in one(BY_YEAR).rate_many(("m", row) for row in rows)]
    assert expected == [verdict.rating for verdict in one(BY_YEAR).rate_many(rows)]
    without = [("m", Result("m", "89%")), ("m", rows[0])]
    verdicts = one(BY_YEAR).rate_many(without)
    assert [Reason.UNREADABLE, None] == [verdict.reason for verdict in verdicts]
    verdicts = one(BY_YEAR).rate_many(without, period="2021-22")
    assert [AMBER, GREEN] == [verdict.rating for verdict in verdicts]


def test_the_period_of_the_call_comes_before_that_of_a_row_handed_to_rate() -> None:
    row = Result("m", "89%", period="2019-20")
    verdicts = [one(BY_YEAR).rate("m", row), one(BY_YEAR).rate("m", row, period="2021-22")]
    assert [GREEN, AMBER] == [verdict.rating for verdict in verdicts]
    assert ["2019-20", "2021-22"] == [str(verdict.period) for verdict in verdicts]


def test_a_row_of_another_measure_is_refused() -> None:
    said = "the result is of `people`, and the call asks for `home`"
    with pytest.raises(CallError) as raised:
        CODES.rate("home", Result("people", "80%"))
    assert said == str(raised.value)
    with pytest.raises(CallError) as raised:
        CODES.rate_many([("home", Result("people", "80%"))])
    assert said == str(raised.value)


def test_a_row_may_have_another_name_of_the_same_measure() -> None:
    row = Result("2D", "90%", period="2023-24")
    assert (GREEN, "home") == (CODES.rate("home", row).rating, CODES.rate("home", row).measure)
    assert GREEN == CODES.rate("2d", Result("home", "90%"), period="2023-24").rating
    assert GREEN == CODES.rate_many([("home", row)])[0].rating
    assert Reason.UNKNOWN_MEASURE is CODES.rate("zzz", Result("zzz", "90%")).reason


def test_no_rows_give_no_verdicts() -> None:
    assert one(SIMPLE).rate_many([]) == []


# ---- earlier rows ------------------------------------------------------------------------------

LAST_YEAR = "aim: high, unit: percent, target: last year, amber: 2 points"
LAST_PERIOD = "aim: high, unit: percent, target: last period, amber: 2 points"


def last(rule, *rows):
    return one(rule).rate_many([Result("m", *row[:1], **row[1]) for row in rows])[-1]


def row(value, period, **columns):
    return value, {"period": period, **columns}


def test_last_year_is_an_earlier_row_of_the_same_span() -> None:
    verdict = last(LAST_YEAR, row("70%", "2018-19 Q1"), row("60%", "2018-19"), row("59%", "2019-20"))
    assert (AMBER, Fraction(-1)) == (verdict.rating, verdict.gap)
    quarter = last(LAST_YEAR, row("70%", "2018-19 Q1"), row("60%", "2018-19"), row("71%", "2019-20 Q1"))
    assert (GREEN, Fraction(1)) == (quarter.rating, quarter.gap)
    assert quarter.facts.banding.resolved.figures["last year"].source == "earlier row"


def test_last_year_is_not_the_year_before_last() -> None:
    assert Reason.NO_COMPARATOR is last(LAST_YEAR, row("60%", "2017-18"), row("59%", "2019-20")).reason


def test_last_period_is_the_latest_earlier_one_of_that_length_with_a_number() -> None:
    rows = [
        row("50%", "2015-16"), row("60%", "2017-18"), row("Due June 2019", "2018-19"),
        row("90%", "2018-19 Q1"), row("59%", "2019-20"),
    ]  # fmt: skip
    verdict = last(LAST_PERIOD, *rows)
    assert (AMBER, Fraction(-1)) == (verdict.rating, verdict.gap)
    assert Reason.NO_COMPARATOR is last(LAST_PERIOD, *rows[2:]).reason


def test_a_later_row_is_no_past() -> None:
    assert Reason.NO_COMPARATOR is last(LAST_PERIOD, row("60%", "2021-22"), row("59%", "2019-20")).reason


def test_earlier_rows_are_those_of_the_same_place() -> None:
    rows = [
        row("60%", "2018-19", place="North"), row("90%", "2018-19", place="South"),
        row("60%", "2019-20", place="North"),
    ]  # fmt: skip
    assert last(LAST_YEAR, *rows).rating == GREEN
    assert Reason.NO_COMPARATOR is last(LAST_YEAR, *rows[:2], row("60%", "2019-20", place="East")).reason


def test_rows_without_a_period_or_of_unknown_measures_are_no_past() -> None:
    rule = one(LAST_YEAR)
    rows = [
        ("m", "61%"), Result("m", "60%"), Result("x", "60%", period="2018-19"),
        Result("m", "60%", period="soon"), Result("m", "60%", period="2019-20"),
    ]  # fmt: skip
    assert Reason.NO_COMPARATOR is rule.rate_many(rows)[-1].reason


def test_a_row_of_a_rule_without_years_and_without_a_period_has_no_past() -> None:
    rows = [Result("m", "60%", period="2018-19"), Result("m", "60%")]
    assert Reason.NO_COMPARATOR is one(LAST_YEAR).rate_many(rows)[-1].reason


def test_earlier_rows_are_found_by_code() -> None:
    rule = one(f"code: 1E, {LAST_YEAR}")
    rows = [Result("1E", "60%", period="2018-19"), Result("m", "60%", period="2019-20")]
    assert rule.rate_many(rows)[-1].rating == GREEN


def test_a_column_comes_before_an_earlier_row_and_a_difference_is_a_caution() -> None:
    rows = [row("60%", "2018-19"), row("61%", "2019-20", figures={"last year": "62%"})]
    verdict = last(LAST_YEAR, *rows)
    assert (Fraction(-1), ["earlier-row-differs"]) == (verdict.gap, cautions_of(verdict))
    assert verdict.cautions[0].facts == {"figure": "last year", "row": "62%", "earlier": "60%"}
    number = last(LAST_YEAR, row(60.5, "2018-19"), row("61%", "2019-20", prior=62))
    assert number.cautions[0].facts == {"figure": "last year", "row": "62%", "earlier": "60.5%"}
    same = last(LAST_YEAR, row("60%", "2018-19"), row("61%", "2019-20", prior="60.0%"))
    assert cautions_of(same) == []


@pytest.mark.parametrize("rule", [LAST_YEAR, LAST_PERIOD])
def test_the_column_prior_fills_whichever_past_is_asked_for(rule) -> None:
    verdict = last(rule, row("61%", "2019-20", prior="62% (2018-19)"))
    assert (AMBER, Fraction(-1)) == (verdict.rating, verdict.gap)
    blank = last(rule, row("61%", "2019-20", prior="61%", figures={"last year": " ", "last period": ""}))
    assert blank.rating == GREEN


def test_prior_fills_no_other_figure() -> None:
    rule = "aim: high, unit: percent, target: national average, amber: none"
    assert Reason.NO_COMPARATOR is last(rule, row("61%", "2019-20", prior="62%")).reason
    assert last(rule, row("61%", "2019-20", figures={"national average": "62%"})).rating == RED


def test_a_past_that_cannot_be_read_makes_the_row_unreadable() -> None:
    verdict = last(LAST_YEAR, row("61%", "2019-20", prior="sixty"))
    detail = {"column": "prior", "text": "sixty", "why": "it is not a number", "figure": "last year"}
    assert (Reason.UNREADABLE, detail) == (verdict.reason, verdict.facts.detail)
    assert "Not rated: the figure for last year, `sixty`, cannot be read: it is not a number." == str(verdict)
    named = last(LAST_YEAR, row("61%", "2019-20", figures={"last year": "sixty"}))
    assert "last year" == named.facts.detail["column"]


@pytest.mark.parametrize(
    ("counts", "gap"),
    [(("58", "100"), Fraction(3)), (("58", "n/a"), None), (("<5", "100"), None), (("58", "0"), None)],
)
def test_an_earlier_row_may_be_given_as_counts(counts, gap) -> None:
    numerator, denominator = counts
    before = row("", "2018-19", numerator=numerator, denominator=denominator)
    assert gap == last(LAST_YEAR, before, row("61%", "2019-20")).gap


def test_the_counts_of_an_earlier_row_that_says_why_it_has_no_result_are_no_past() -> None:
    before = row("Due May 2019", "2018-19", numerator="58", denominator="100")
    assert Reason.NO_COMPARATOR is last(LAST_YEAR, before, row("61%", "2019-20")).reason


@pytest.mark.parametrize(
    ("prior", "of"),
    [("60% (2017-18)", "2017-18"), ("60% (2018-19)", "2018-19"), ("60% (Apr-Jun 2017)", "2017-18 Q1")],
)
def test_a_figure_that_names_its_year_is_said_to_be_of_that_year(prior, of) -> None:
    expected = f"Green: 61% is 1 percentage point above the 60% of {of}."
    rows = [row("61%", "2019-20", prior="60%"), row("61%", "2019-20", prior=prior)]
    assert expected == str(last(LAST_YEAR, *rows))


def test_a_figure_of_the_rule_comes_before_the_row_and_a_difference_is_a_caution() -> None:
    rule = f"{LAST_YEAR}, last year: {{2019-20: 60%}}"
    verdict = last(rule, row("61%", "2019-20", prior="62%"))
    assert (verdict.rating, cautions_of(verdict)) == (GREEN, ["figures-differ"])
    assert verdict.cautions[0].facts == {"figure": "last year", "rule": "60%", "row": "62%"}
    number = last(rule, row("61%", "2019-20", prior=62.5))
    assert number.cautions[0].facts["row"] == "62.5%"
    assert cautions_of(last(rule, row("61%", "2019-20", prior="60%"))) == []


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
def test_a_population_is_the_rules_or_the_rows_or_the_brackets(rule, column, size, source) -> None:
    verdict = one(f"{EVENTS}, {rule}").rate_many([Result("m", "4.1", population=column)])[0]
    found = verdict.facts.banding.resolved.population
    assert (size, AMBER) == (found.size, verdict.rating)
    assert source in found.source


def test_events_without_a_population_are_not_rated() -> None:
    assert Reason.NO_COMPARATOR is reason_of(f"{EVENTS}, target: 4.0", "4.1")


def test_a_population_that_cannot_be_read_makes_the_row_unreadable() -> None:
    verdict = one(f"{EVENTS}, target: 4.0").rate_many([Result("m", "4.1", population="many")])[0]
    assert (verdict.reason, verdict.facts.detail["column"]) == (Reason.UNREADABLE, "population")


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
def test_reasons_come_in_an_order(rule, value, columns, expected) -> None:
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
def test_the_status_of_a_row_counts(status, value, expected, cautions) -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", value, status=status)])
    assert (expected, cautions) == (verdict.reason, cautions_of(verdict))


def test_an_unknown_status_names_the_known_ones() -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", "80%", status="guessed")])
    known = "actual, final, provisional, due, no survey, suppressed, missing"
    assert f"a status is one of {known}" == verdict.facts.detail["why"]


def test_a_suppressed_status_keeps_no_number() -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", "3%", status="suppressed", numerator=3, denominator=100)])
    assert (verdict.value, verdict.facts.counts, verdict.quantity()) == (None, None, None)


def test_a_row_with_a_fault_is_unreadable() -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", "80%", fault="it has a cell too many")])
    assert verdict.facts.detail == {"column": "row", "text": "the row", "why": "it has a cell too many"}


def test_a_long_cell_that_cannot_be_read_is_shortened() -> None:
    assert (
        Unreadable("value", "x" * 61, "").text, Unreadable("value", "x" * 60, "").text,
    ) == ("x" * 60 + "...", "x" * 60)  # fmt: skip


# ---- spans, forecasts and run rates ------------------------------------------------------------

VISITS = "aim: high, unit: visits, target: 1200, amber: 10% of target"
GIVEN = f"{VISITS}, basis: forecast given"
RUN_RATE = f"{VISITS}, basis: forecast by run rate"


def rated_row(rule, value, period, **columns):
    return one(rule).rate_many([Result("m", value, period=period, **columns)])[0]


def test_what_accumulates_is_not_compared_over_unequal_spans() -> None:
    verdict = rated_row(VISITS, "300", "2019-20 Q1")
    assert Reason.NOT_COMPARABLE is verdict.reason
    assert verdict.facts.detail == {"span": "Q1", "target span": "full year"}
    assert rated_row(VISITS, "1200", "2019-20").rating == GREEN
    assert Reason.NOT_COMPARABLE is one(VISITS).rate("m", 300, period="2019-20 Q1").reason
    assert None is one(VISITS).hold("m", "2019-20 Q1").partition


def test_a_forecast_column_stands_in() -> None:
    verdict = rated_row(GIVEN, "250", "2019-20 Q1", forecast="1100")
    assert (verdict.rating, verdict.value, verdict.gap, cautions_of(verdict)) == (AMBER, 1100, -100, [])
    alone = rated_row(GIVEN, "", "2019-20 Q1", forecast="1300")
    assert (alone.rating, alone.value) == (GREEN, 1300)


def test_a_forecast_outside_the_domain_is_not_rated() -> None:
    assert Reason.OUTSIDE_DOMAIN is rated_row(GIVEN, "250", "2019-20 Q1", forecast="1100.5").reason


def test_a_forecast_that_cannot_be_read_makes_the_row_unreadable() -> None:
    verdict = rated_row(GIVEN, "250", "2019-20 Q1", forecast="lots")
    assert (verdict.reason, verdict.facts.detail["column"]) == (Reason.UNREADABLE, "forecast")


def test_a_forecast_is_no_result_of_a_whole_year() -> None:
    assert Reason.MISSING is rated_row(GIVEN, "", "2019-20", forecast="1300").reason
    assert rated_row(GIVEN, "100", "2019-20", forecast="1300").rating == RED


def test_a_printed_figure_that_does_not_say_it_is_a_forecast_carries_a_caution() -> None:
    assumed = rated_row(GIVEN, "1250", "2019-20 Q1")
    assert (assumed.rating, cautions_of(assumed)) == (GREEN, ["forecast-assumed"])
    assert cautions_of(one(GIVEN).rate("m", 1250, period="2019-20 Q1")) == ["forecast-assumed"]
    said = rated_row(GIVEN, "1250 (full year forecast)", "2019-20 Q1")
    assert (said.rating, cautions_of(said)) == (GREEN, [])


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
def test_a_run_rate_moves_the_cuts(value, period, rating, gap, cautions) -> None:
    for verdict in (
        rated_row(RUN_RATE, value, period),
        one(RUN_RATE).rate("m", int(value), period=period),
    ):
        assert (rating, gap, cautions) == (verdict.rating, verdict.gap, cautions_of(verdict))


def test_a_cell_that_names_another_part_of_the_year_than_its_row_counts_with_a_caution() -> None:
    verdict = rated_row(RUN_RATE, "800 (Apr-Nov)", "2019-20 Q1")
    assert (verdict.rating, cautions_of(verdict)) == (GREEN, ["period-differs"])
    assert verdict.cautions[0].facts == {"says": "Apr-Nov", "row": "Q1"}
    assert cautions_of(rated_row(RUN_RATE, "800 (Apr-Nov)", "2019-20 Apr-Nov")) == []
    assert cautions_of(one(RUN_RATE).rate("m", "800 (Apr-Nov)")) == []


@pytest.mark.parametrize(
    ("cell", "period", "says"),
    [
        ("81% (2018-19)", "2022-23", "The result says 2018-19, the row 2022-23."),
        ("81% (2022-23)", "2022-23", ""),
        ("81% (2022)", "2022-23", ""),
        ("81% Q1 19/20", "2022-23 Q1", "The result says 2019-20 Q1, the row 2022-23 Q1."),
        ("81% (Apr-Jun 2019)", "2022-23 Q1", "The result says 2019-20 Q1, the row 2022-23 Q1."),
        ("81% (Apr-Jun 2022)", "2022-23 Q1", ""),
        ("81% (2018-19) (full year forecast)", "2022-23", "The result says 2018-19, the row 2022-23."),
        ("81% (2018-19)", None, ""),
    ],
)
def test_a_cell_that_names_another_year_than_its_row_carries_a_caution(cell, period, says) -> None:
    verdict = one(SIMPLE).rate("m", cell, period=period)
    assert GREEN == verdict.rating
    assert says == "".join(caution_text(caution) for caution in verdict.cautions)


def test_ranges_that_cannot_be_are_said_before_spans_that_differ() -> None:
    rule = "aim: high, unit: visits, target: 1200, amber: 5% of last year"
    verdict = rated_row(rule, "300", "2019-20 Q1", prior="0")
    assert Reason.NO_PARTITION is verdict.reason
    assert Reason.NOT_COMPARABLE is rated_row(rule, "300", "2019-20 Q1", prior="10").reason


def test_figures_that_make_no_partition_say_why() -> None:
    rule = "aim: high, unit: percent, target: 110% of last year, amber: none"
    verdict = last(rule, row("5%", None, prior="0%"))
    assert Reason.NO_PARTITION is verdict.reason
    assert "0" in verdict.facts.detail["why"]


def test_a_rule_whose_ranges_cannot_be_is_refused_when_it_is_loaded() -> None:
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
        ("75%", "n/a", "4", Fraction(75), None, []),
        ("75%", "*", "4", Fraction(75), None, []),
        ("75%", float("nan"), 4, Fraction(75), None, []),
        ("75%", "3", "0", Fraction(75), None, ["counts-of-none"]),
        ("0%", "0", "0", Fraction(0), None, ["counts-of-none"]),
        ("0%", "0.0k", "0", Fraction(0), None, []),
        ("75% (3 of 4)", None, None, Fraction(75), (3, 4), []),
        (Fraction(75), 3, 4, Fraction(75), (3, 4), []),
    ],
)  # fmt: skip
def test_counts_explain_a_value_or_are_it(value, numerator, denominator, rated, counts, cautions) -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", value, numerator=numerator, denominator=denominator)])
    found = verdict.facts.counts
    assert (rated, cautions) == (verdict.value, cautions_of(verdict))
    assert counts == (found and (found.numerator, found.denominator))


@pytest.mark.parametrize(
    ("value", "row"),
    [("", {"numerator": "0", "denominator": "0"}), ("0 out of 0", {}), ((0, 0), {})],
)
def test_none_of_none_is_no_result_and_says_so(value, row) -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", value, **row)])
    assert Reason.MISSING is verdict.reason
    assert "Not rated: the counts are 0 of 0, so there was nothing to measure." == str(verdict)


def test_none_of_none_yields_to_what_the_target_lacks() -> None:
    (verdict,) = one("aim: high, unit: percent, target: TBC").rate_many([Result("m", "0 of 0")])
    assert Reason.NO_TARGET is verdict.reason


def test_counts_that_disagree_say_what_they_make() -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", "96.4%", numerator="4758", denominator="4956")])
    expected = {"numerator": "4,758", "denominator": "4,956", "made": "96.0%", "printed": "96.4%"}
    assert expected == verdict.cautions[0].facts
    (verdict,) = one(SIMPLE).rate_many([Result("m", 96.5, numerator=1, denominator=2)])
    assert (verdict.cautions[0].facts["made"], verdict.cautions[0].facts["printed"]) == ("50%", "96.5%")


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
def test_counts_that_cannot_be_read_make_the_row_unreadable(columns, column) -> None:
    (verdict,) = one(SIMPLE).rate_many([Result("m", "", **columns)])
    assert (Reason.UNREADABLE, column) == (verdict.reason, verdict.facts.detail["column"])


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("*", Reason.SUPPRESSED), ("Due June 2020", Reason.NOT_DUE), ("too few", Reason.TOO_FEW),
        ("", Reason.SUPPRESSED), ("n/a", Reason.SUPPRESSED),
    ],
)  # fmt: skip
def test_a_result_that_says_why_it_is_not_there_comes_before_the_counts(value, reason) -> None:
    columns = {"numerator": "<5", "denominator": "four", "prior": "x", "forecast": "x", "population": "x"}
    columns = columns if value not in ("", "n/a") else {"numerator": "<5", "denominator": "four"}
    assert reason is reason_of(LAST_YEAR, value, period="2019-20", **columns)


@pytest.mark.parametrize(
    ("cell", "population", "cautions"),
    [
        ("8.8 (44 admissions)", "500,000", []),
        ("8.8 (360 admissions)", "500,000", ["counts-disagree"]),
        ("8.8 (43 admissions)", "500,000", ["counts-disagree"]),
        ("8.8 (43 admissions)", "490k", []),
        ("8.8 (36 admissions)", "490k", ["counts-disagree"]),
        ("8.8 (1.2k admissions)", "500,000", []),
        ("8.8 (360 admissions)", "", []),
        ("8.8", "500,000", []),
        ("44 of 500,000 (360 admissions)", "500,000", []),
    ],
)
def test_events_that_make_another_rate_by_a_known_population_carry_a_caution(
    cell, population, cautions
) -> None:
    rule = "aim: low, unit: admissions per 100k, target: 9, amber: none"
    (verdict,) = one(rule).rate_many([Result("m", cell, population=population)])
    assert cautions == cautions_of(verdict)


def test_events_are_held_against_the_population_of_the_rule_and_not_one_that_a_bracket_implies() -> None:
    rule = "aim: low, unit: admissions per 100k, target: 4.1 (17 admissions), amber: 6 admissions"
    assert [] == cautions_of(one(rule).rate("m", "5.4 (230 admissions)"))
    verdict = one(f"{rule}, population: 414.6k").rate("m", "5.4 (230 admissions)")
    expected = {
        "numerator": "230", "denominator": "414,600",
        "made": "55.5 per 100,000", "printed": "5.4 per 100,000",
    }  # fmt: skip
    assert expected == verdict.cautions[0].facts


def test_counts_beside_a_count_are_left_alone() -> None:
    (verdict,) = one(VISITS).rate_many([Result("m", "1200", numerator=1, denominator=2)])
    assert (verdict.rating, verdict.facts.counts) == (GREEN, None)


# ---- caches ------------------------------------------------------------------------------------


def test_more_figures_than_are_remembered_are_rated_alike() -> None:
    rule = one("aim: high, unit: visits, target: last year, amber: none")
    rows = [Result("m", 500, figures={"last year": number}) for number in range(1100)]
    expected = [GREEN if number <= 500 else RED for number in range(1100)]
    assert expected == [verdict.rating for verdict in rule.rate_many(rows)]
    assert expected == [verdict.rating for verdict in rule.rate_many(rows)]


def test_a_rows_own_figures_beside_a_known_rule_share_its_cuts() -> None:
    held = one(SIMPLE).hold("m")
    assert held.resolved({}, None) is held.banding.resolved
    assert held.band(held.banding.resolved, None) is held.banding
    assert held.partition is held.banding.partition
    moved = held.band(held.banding.resolved, Fraction(1, 2))
    assert held.band(held.banding.resolved, Fraction(1, 2)) is moved


def test_a_figure_given_to_a_context_resolves_its_rule() -> None:
    held = one(LAST_YEAR).hold("m")
    given = {"last year": Given(Fraction(60))}
    assert held.resolved(given, None) is held.resolved(given, None)
    assert frozenset({"last year"}) == held.needs


def test_measures_with_equal_rules_share_their_cuts() -> None:
    shared = rules(f"a: {{{SIMPLE}}}", f"b: {{{SIMPLE}}}", f"c: {{{SIMPLE}, compare: 0 decimals}}")
    assert shared.hold("a").partition == shared.hold("b").partition
    assert shared.hold("a").partition != shared.hold("c").partition
    assert shared.hold("a").cells is shared.hold("b").cells


# ---- rule sets as values -----------------------------------------------------------------------


def test_a_rule_set_says_what_it_holds() -> None:
    assert repr(CODES) == "<RuleSet 'Test rules': 5 measures>"
    assert (CODES.title, len(CODES), "plain" in CODES, "2D" in CODES) == ("Test rules", 5, True, False)
    assert list(CODES) == ["ongoing", "home", "people", "carers", "plain"]
    assert (RuleSet([]).title, len(RuleSet([]))) == ("", 0)


def test_rule_sets_are_compared_by_meaning() -> None:
    assert one(SIMPLE) == one(SIMPLE)
    assert one(SIMPLE) == one("unit: percent, amber: 2 points, target: 80%, aim: high")
    assert one(SIMPLE) != one(BY_YEAR)
    assert one(SIMPLE) != "rules"
    with pytest.raises(TypeError):
        hash(one(SIMPLE))


def test_rule_sets_and_verdicts_can_be_pickled() -> None:
    rule = one(SIMPLE)
    copy = pickle.loads(pickle.dumps(rule))  # noqa: S301 - our own
    assert rule == copy
    for value in ("79%", 79.5, Decimal(81), "<5", Result("m", "70%")):
        verdict = rule.rate("m", value)
        again = pickle.loads(pickle.dumps(verdict))  # noqa: S301 - our own
        assert (verdict, str(verdict), verdict.rating) == (again, str(again), copy.rate("m", value).rating)


def test_a_rule_set_may_be_shared_between_threads() -> None:
    rule = one(SIMPLE)
    values = [number / 10 for number in range(1001)] * 3
    expected = [one(SIMPLE).rate("m", Fraction(str(value))).rating for value in values]
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda value: rule.rate("m", value), values))
    assert expected == [verdict.rating for verdict in verdicts]


# ---- the collector -----------------------------------------------------------------------------


def test_the_collector_rests_and_is_then_as_it_was() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        with collector_at_rest():
            pass
        assert count == gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_the_collector_is_as_it_was_after_an_error() -> Never:
    with pytest.raises(TypeError), collector_at_rest():
        raise TypeError
    assert gc.isenabled()


def test_a_span_of_the_period_is_that_of_the_context() -> None:
    assert (Span(1, 3), Year(2019)) == (
        one(SIMPLE).hold("m", "2019-20 Q1").span, one(SIMPLE).hold("m", "2019-20 Q1").year,
    )  # fmt: skip


def test_a_code_that_is_written_for_two_years_names_one_measure() -> None:
    rule = one(f"code: {{2019-20: 1A, 2021-22: 1A}}, {SIMPLE}")
    assert [rule.rate("1A", 80, period=year).measure for year in ("2019-20", "2021-22")] == ["m", "m"]
    assert rule.rate("1A", 80).measure == "m"


def test_a_code_of_other_years_is_answered_with_the_id_which_is_good_in_all():
    rules = loads(
        "ragengine: 1\nmeasures: {calls: {code: {to 2023-24: C1, from 2024-25: C2}, aim: high, unit: percent,"
        " target: {2023-24: 80%, 2024-25: 82%}, amber: 2 points}}"
    )
    assert "calls" == rules.nearest("C2")
    assert "perhaps `calls` is meant" in str(rules.rate("C2", "81%", period="2023-24"))


# ---- populations ---------------------------------------------------------------------------------

FALLS = "aim: low, unit: falls per 10k, target: 12.0, amber: 4 falls"


def falls(words: str = FALLS):
    return loads(f"ragengine: 1\nunits: {{falls: }}\nmeasures:\n  m: {{{words}}}\n").hold("m")


def test_a_population_may_stand_among_the_figures_of_a_call() -> None:
    held = falls()
    assert (Reason.NO_COMPARATOR, AMBER) == (
        held.rate("12.5").reason,
        held.rate("12.5", {"Population": "45k"}).rating,
    )
    with pytest.raises(CallError, match=r"did you mean `population`\?"):
        held.rate("12.5", {"populaton": "45k"})
    with pytest.raises(CallError, match=r"it asks for: none"):
        one("aim: low, unit: percent, target: 12%, amber: none").hold("m").rate("12%", {"populaton": "45k"})


@pytest.mark.parametrize(("given", "cautions"), [("45,180", 0), ("45.2k", 0), ("45,100", 1), (30000, 1)])
def test_a_population_that_cannot_be_that_of_the_rule_is_a_caution(given, cautions) -> None:
    verdict = falls(f"{FALLS}, population: 45.2k").rate("12.5", {"population": given})
    assert cautions == len(verdict.cautions)
    if cautions:
        assert "The rule gives the population as 45.2k, the results as " in str(verdict)
