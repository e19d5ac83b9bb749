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
        "1E: expected amber, got red",
        "  Red: 9.4% is 1.4 percentage points above the limit of 8%, more than its 1-point margin allows.",
        "  Ranges: green at most 8%; amber more than 8% and at most 9%; red more than 9%",
    ] == said("1E", "9.4%", "amber", period="2021-22")


def test_a_measure_that_is_not_there_is_no_pass():
    assert [
        "vists: expected green, got not rated (unknown-measure)",
        "  Not rated: `vists` is no measure of these rules; perhaps `visits` is meant.",
    ] == said("vists", "90%", "green")


def test_another_reason_is_said():
    first, *_ = said("visits", "", None, reason="suppressed")
    assert "visits: expected not rated (suppressed), got not rated (missing)" == first


def test_another_figure_that_is_lacking_is_said():
    first, *_ = said("satisfied", "86%", None, reason="no-comparator last year")
    assert "satisfied: expected not rated (no-comparator last year), got not rated (no-comparator)" == first


def test_a_level_that_no_scale_has_is_no_pass():
    assert "visits: expected ambr, got amber" == said("visits", "89%", "ambr")[0]


@pytest.mark.parametrize(
    ("rating", "reason", "words"),
    [
        (
            None,
            "misssing",
            "`misssing` is no reason for not rated; did you mean `missing`? it may be one of ",
        ),
        ("green", "missing", "`green` is a rating, and `missing` a reason for none: keep one of them"),
    ],
)
def test_what_cannot_be_expected_is_an_error_of_the_call(rating, reason, words):
    with pytest.raises(ragengine.CallError) as caught:
        assert_rating(RULES, "visits", "", rating, reason=reason)
    assert str(caught.value).startswith(words)


def test_a_period_that_is_needed_is_an_error_of_the_call():
    with pytest.raises(ragengine.CallError, match="give `period=`"):
        assert_rating(RULES, "1E", "8%", "green")
