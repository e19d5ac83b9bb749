"""Checks: every context of a rule, and the examples that it must keep."""

from __future__ import annotations

from datetime import date

import pytest

from errors_only import errors_in
from ragengine import loads
from ragengine.checks import Subject, check_contexts
from ragengine.checks.contexts import periods_of
from ragengine.checks.examples import failing_examples
from ragengine.engine import RuleSet
from ragengine.periods import Span
from ragengine.reading.files import read_file
from ragengine.source import Source

HEADER = """
ragengine: 1
comparators: [plan]
units: {visits: , admissions: }
measures:
"""


def text_of(rule):
    return f"{HEADER}  m: {{{rule}}}\n"


def failures(rule):
    """What `check` says about the examples of a rule: when, expected and got."""
    found = errors_in(text_of(rule))
    assert {"RAG402"} >= {one.code for one in found}
    return [(one.facts["when"], one.facts["expected"], one.facts["got"]) for one in found]


def periods(rule):
    """The periods in which a rule is looked at."""
    (measure,) = loads(text_of(rule)).measures.values()
    return [str(period) if period else None for period in periods_of(measure)]


TODAY = date(2026, 11, 24)

HIGH = "aim: high, unit: percent, target: 80%, amber: 2 points"
BY_YEAR = "aim: high, unit: percent, target: {2019-20: 80%, 2021-22: 90%}, amber: 2 points"
LAST_YEAR = "aim: high, unit: percent, target: last year, amber: 2 points"

# ---- examples ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "examples",
    [
        "[80% green, 78% AMBER, 77.9% red]",
        "[Due June 2020 not rated, <5 not rated]",
        "[{value: <5, rating: not rated, reason: suppressed}]",
        "[{numerator: 4, denominator: 5, rating: green}]",
        "[{value: '', status: due, rating: not rated, reason: not-due}]",
        "[{value: 80%, place: North, note: a remark, rating: green}]",
    ],
)
def test_examples_that_hold_are_no_finding(examples):
    assert [] == failures(f"{HIGH}, examples: {examples}")


def test_an_example_of_a_rule_without_years_names_none():
    assert [("", "green", "amber")] == failures(f"{HIGH}, examples: [79% green]")


def test_a_failed_example_says_where_it_stands_and_why():
    (found,) = errors_in(text_of(f"{HIGH}, examples: [79% green]"), "rules.rag.yml")
    assert ("RAG402", "79% green") == (found.code, found.facts["text"])
    expected = "Amber: 79% is 1 percentage point short of the 80% target, within its 2-point margin."
    assert expected == found.facts["sentence"]
    assert str(found.place).startswith("rules.rag.yml:6:")


def test_a_failed_example_names_the_months_of_a_body_whose_year_starts_in_another():
    (found,) = errors_in(
        "ragengine: 1\nyear starts: September\nunits: {visits: }\nmeasures: {m: {aim: high, unit: visits,"
        " target: {2021-22 Sep-Oct: 100}, amber: none, examples: [90 green]}}"
    )
    assert ("RAG402", " in 2021-22 Sep-Oct") == (found.code, found.facts["when"])


def test_an_example_holds_in_every_year_with_a_target_and_says_in_which_it_fails():
    assert [] == failures(f"{BY_YEAR}, examples: [90% green, 77% red]")
    assert [(" in 2021-22", "green", "red")] == failures(f"{BY_YEAR}, examples: [85% green]")
    assert [(" in 2019-20", "red", "green")] == failures(f"{BY_YEAR}, examples: [85% red]")


def test_an_example_that_fails_in_several_years_is_said_once():
    assert [(" in 2019-20", "green", "red")] == failures(f"{BY_YEAR}, examples: [12% green]")


@pytest.mark.parametrize("period", ["2019-20", "2019-20 Q1"])
def test_ranges_that_cannot_be_are_no_fault_of_the_examples_too(period):
    amber = "{2019-20: {above: 2 points}, 2021-22: 1 point}"
    rule = f"aim: high, unit: percent, target: {{2019-20: 80%, 2021-22: 80%}}, amber: {amber}"
    found = errors_in(text_of(f"{rule}, examples: {{{period}: [80% green, 79% amber]}}"))
    assert ["RAG304"] == [one.code for one in found]
    found = errors_in(text_of(f"{rule}, examples: {{{period}: [80% green], 2021-22: [79% red]}}"))
    assert ["RAG304", "RAG402"] == [one.code for one in found]


def test_an_example_by_period_holds_in_that_period_alone():
    rule = f"{BY_YEAR}, examples: {{2019-20: [80% green], 2021-22 Q1: [80% red], 2020-21: [80% not rated]}}"
    assert [] == failures(rule)
    wrong = f"{BY_YEAR}, examples: {{2019-20: [80% red], 2021-22 Q1: [80% green]}}"
    assert [(" in 2019-20", "red", "green"), (" in 2021-22 Q1", "green", "red")] == failures(wrong)


def test_years_without_a_target_are_left_out():
    rule = "aim: high, unit: percent, target: {2018-19: TBC, 2019-20: 80%, 2020-21: no survey}, amber: none"
    assert [] == failures(f"{rule}, examples: [80% green]")


def test_where_no_year_has_a_target_the_first_is_asked():
    rule = "aim: high, unit: percent, target: {2019-20: TBC, 2020-21: TBC}, amber: none"
    assert [] == failures(f"{rule}, examples: [{{value: 80%, rating: not rated, reason: no-target}}]")
    assert [(" in 2019-20", "green", "not rated (no-target)")] == failures(f"{rule}, examples: [80% green]")


def test_figures_stand_beside_the_value_of_an_example():
    holds = "[{value: 60%, last year: 62%, rating: amber}, {value: 60%, prior: 60%, rating: green}]"
    assert [] == failures(f"{LAST_YEAR}, examples: {holds}")
    fails = "[{value: 60%, last year: 62%, rating: green}]"
    assert [("", "green", "amber")] == failures(f"{LAST_YEAR}, examples: {fails}")


def test_a_reason_may_say_which_figure_is_not_there():
    right = "{value: 60%, rating: not rated, reason: no-comparator last year}"
    wrong = "{value: 60%, rating: not rated, reason: no-comparator plan}"
    assert [] == failures(f"{LAST_YEAR}, examples: [{right}]")
    expected = [("", "not rated (no-comparator plan)", "not rated (no-comparator)")]
    assert expected == failures(f"{LAST_YEAR}, examples: [{wrong}]")


def test_another_reason_or_a_rating_is_not_the_reason_expected():
    other = "{value: <5, rating: not rated, reason: missing}"
    rated = "{value: 80%, rating: not rated, reason: missing}"
    expected = [
        ("", "not rated (missing)", "not rated (suppressed)"), ("", "not rated (missing)", "green"),
        ("", "not rated", "green"), ("", "green", "not rated (suppressed)"),
    ]  # fmt: skip
    assert expected == failures(f"{HIGH}, examples: [{other}, {rated}, 80% not rated, <5 green]")


def test_a_population_and_a_forecast_may_stand_in_an_example():
    rate = "aim: low, unit: admissions per 100k, target: under 4.1, amber: 6 admissions"
    assert [] == failures(f"{rate}, examples: [{{value: 4.5, population: 423400, rating: amber}}]")
    visits = "aim: high, unit: visits, target: 1200, amber: none, basis: forecast given"
    item = "{value: 300, forecast: 1250, rating: green}"
    assert [] == failures(f"{visits}, examples: {{2019-20 Q1: [{item}]}}")


def test_measures_without_examples_are_not_asked():
    rules = loads(text_of(HIGH))
    contexts, found = check_contexts(rules)
    asked = list(failing_examples(Subject(rules, contexts, TODAY)))
    assert ([], [], ["m"]) == (found, asked, list(contexts))


# ---- contexts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (HIGH, [None]),
        (BY_YEAR, ["2019-20", "2021-22"]),
        ("aim: high, unit: percent, target: {2017-18 to 2019-20: 80%}, amber: none", ["2017-18"]),
        ("aim: high, unit: percent, target: {from 2019-20: 80%}, amber: none", ["2019-20"]),
        ("aim: high, unit: percent, target: {to 2019-20: 80%, from 2020-21: 85%}, amber: none",
         ["2019-20", "2020-21"]),
        (("aim: high, unit: percent, target: 80%,"
         " amber: {to 2018-19: 1 point, 2019-20: 1 point, from 2020-21: 2 points}"),
         ["2018-19", "2019-20", "2020-21"]),
        (("aim: high, unit: percent, levels: {green: {2019-20: at least 80%, from 2020-21: at least 70%},"
         " red: rest}"), ["2018-19", "2019-20", "2020-21"]),
        (("aim: low, unit: admissions per 100k, target: under 4.1, amber: 6 admissions,"
         " population: {2019-20: 400k}"), ["2018-19", "2019-20", "2020-21"]),
        ("aim: high, unit: percent, target: last year, amber: none, last year: {2019-20: 50%}",
         ["2018-19", "2019-20", "2020-21"]),
        ("aim: high, unit: percent, target: 80%, amber: none, compare: {2019-20: as quoted}",
         ["2018-19", "2019-20", "2020-21"]),
    ],
)  # fmt: skip
def test_a_rule_is_looked_at_in_each_stretch_of_years_that_is_alike(rule, expected):
    assert expected == periods(rule)


def test_a_part_of_a_year_with_a_value_of_its_own_is_looked_at_too():
    rule = "aim: high, unit: percent, target: {2019-20: 80%, 2019-20 Q1: 75%}, amber: none"
    (measure,) = loads(text_of(rule)).measures.values()
    assert [Span(1, 12), Span(1, 3)] == [period.span for period in periods_of(measure)]
    assert ["green", "red"] == [got for _, _, got in failures(f"{rule}, examples: [78% red, 78% green]")]


def test_a_failure_in_a_part_of_a_year_names_that_part():
    rule = "aim: high, unit: percent, target: {2019-20: 80%, 2019-20 Q1: 75%}, amber: none"
    assert [(" in 2019-20 Q1", "red", "green")] == failures(f"{rule}, examples: [78% red]")


def unchecked(rule):
    """A rule set as read, before any context is looked at."""
    file, found = read_file(Source("<text>", text_of(rule)))
    assert [] == found
    return RuleSet([file])


def test_ranges_that_cannot_be_are_found_in_every_context():
    rule = (
        "aim: high, unit: percent, levels: {green: {2019-20: at least 80%, 2020-21: at least 80%,"
        " 2021-22: at least 70%}, red: {2019-20: under 80%, 2020-21: under 70%, 2021-22: under 60%}}"
    )
    contexts, found = check_contexts(unchecked(rule))
    assert ["RAG310", "RAG310"] == [one.code for one in found]
    assert ["under 80", "at least 70"] == [found[0].facts["numbers"][-8:], found[0].facts["numbers"][:11]]
    assert all(str(one.place).startswith("<text>:6:") for one in found)
    assert "2019-20" in [str(held.period) for held in contexts["m"]]
    assert "2020-21" not in [str(held.period) for held in contexts["m"]]


def test_a_fault_without_a_place_stands_at_the_measure():
    found = errors_in(text_of("aim: band, unit: percent, target: within 120% of plan, amber: none, plan: 0%"))
    assert ["<text>:6:"] * len(found) == [str(one.place)[:9] for one in found]
    assert found
