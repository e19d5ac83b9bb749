"""`assert_rating`: what it takes for granted, and how it says that something else came."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import ragengine
from ragengine.testing import assert_rating

RULES = ragengine.loads(
    """\
ragengine: 1
comparators: [national average]
measures:
  1E: {aim: low, unit: percent, target: {2021-22: 8%, 2022-23: 7%}, amber: 1 point}
  visits: {code: V1, aim: high, unit: percent, target: 90%, amber: 2 points}
  satisfied: {aim: high, unit: percent, target: national average, amber: 2 points}
"""
)


@pytest.mark.parametrize("measure", ["visits", "V1"])
@pytest.mark.parametrize("value", ["89%", 89, 89.0, Decimal(89), Fraction(89), (89, 100)])
@pytest.mark.parametrize("rating", ["amber", "Amber", ragengine.AMBER])
def test_what_rates_as_expected_passes(measure, value, rating):
    assert_rating(RULES, measure, value, rating)


@pytest.mark.parametrize("rating", [None, "not rated", "Not rated"])
@pytest.mark.parametrize("reason", [None, "missing", ragengine.Reason.MISSING])
def test_no_rating_can_be_expected_with_its_reason_or_without(rating, reason):
    assert_rating(RULES, "visits", "", rating, reason=reason)


def test_the_period_and_figures_are_those_of_rate():
    assert_rating(RULES, "1E", "8%", "green", period="2021-22")
    assert_rating(RULES, "1E", "8%", "amber", period="2022-23")
    assert_rating(RULES, "satisfied", "86%", "amber", figures={"national average": "87%"})
    assert_rating(RULES, "satisfied", "86%", None, reason="no-comparator national average")


def said(*arguments, **named):
    """The lines of the error."""
    with pytest.raises(AssertionError) as caught:
        assert_rating(RULES, *arguments, **named)
    return str(caught.value).splitlines()


def test_another_rating_is_said_with_its_sentence_and_the_ranges():
    assert [
        "`1E`: expected amber, got red",
        "  Red: 9.4% is 1.4 percentage points above the limit of 8%, more than its 1-point margin allows.",
        "  Ranges: green at most 8%; amber more than 8% and at most 9%; red more than 9%",
    ] == said("1E", "9.4%", "amber", period="2021-22")


def test_an_unknown_measure_can_be_expected():
    assert_rating(RULES, "vists", "90%", None, reason="unknown-measure")
    first, *_ = said("visits", "90%", None, reason="unknown-measure")
    assert "`visits`: expected not rated (unknown-measure), got green" == first


def test_a_row_brings_its_own_period():
    assert_rating(RULES, "1E", ragengine.Result("1E", "8%", period="2022-23"), "amber")


def test_another_sentence_is_said():
    sentence = "Amber: 89% is 1 percentage point short of the 90% target, within its 2-point margin."
    assert_rating(RULES, "visits", "89%", "amber", sentence=sentence)
    assert ["`visits`: the sentence is another", f"  {sentence}"] == said(
        "visits", "89%", "amber", sentence="Amber."
    )


def test_another_reason_is_said():
    first, *_ = said("visits", "", None, reason="suppressed")
    assert "`visits`: expected not rated (suppressed), got not rated (missing)" == first


def test_another_figure_that_is_lacking_is_said():
    first, *_ = said("satisfied", "86%", None, reason="no-comparator last year")
    assert "`satisfied`: expected not rated (no-comparator last year), got not rated (no-comparator)" == first


@pytest.mark.parametrize(
    ("rating", "reason", "words"),
    [
        (
            None,
            "misssing",
            "`misssing` is no reason for not rated; did you mean `missing`? it may be one of ",
        ),
        ("green", "missing", "`green` is a rating, and `missing` a reason for none: keep one of them"),
        (
            "gren",
            None,
            "`gren` is no level of the scale `RAG` of `visits`; did you mean `green`? it may be one ",
        ),
        (
            "not-rated",
            None,
            "`not-rated` is no level of the scale `RAG` of `visits`; did you mean `not rated`? ",
        ),
        ("star", None, "`star` is no level of the scale `RAG` of `visits`; it may be one of green, "),
    ],
)
def test_what_cannot_be_expected_is_an_error_of_the_call(rating, reason, words):
    with pytest.raises(ragengine.CallError) as caught:
        assert_rating(RULES, "visits", "", rating, reason=reason)
    assert str(caught.value).startswith(words)


def test_a_period_that_is_needed_is_an_error_of_the_call():
    with pytest.raises(ragengine.CallError, match="give `period=`"):
        assert_rating(RULES, "1E", "8%", "green")


@pytest.mark.parametrize("rating", ["green", "not rated", None])
def test_a_measure_that_the_rules_do_not_have_is_an_error_of_the_call(rating):
    with pytest.raises(ragengine.CallError) as caught:
        assert_rating(RULES, "vists", "90%", rating)
    assert "`vists` is no measure of these rules; did you mean `visits`?" == str(caught.value)


def test_rules_that_are_not_loaded_are_an_error_of_the_call():
    with pytest.raises(ragengine.CallError) as caught:
        assert_rating("rules/", "visits", "90%", "green")
    assert 'the rules are a str, not a RuleSet: load them, `ragengine.load("rules/")`' == str(caught.value)
