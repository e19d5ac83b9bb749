"""The laws of ratings, on rules that say everything the language can say."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import ragengine
from ragengine import properties
from ragengine.strategies import contexts, near_cuts, results, rule_sets

MANY = settings(max_examples=max(500, settings.default.max_examples))


# ---- the law above all ---------------------------------------------------------------------------


@MANY
@given(st.data())
def test_the_engine_agrees_with_the_definition(data):
    held = data.draw(contexts())
    row = data.draw(results(held))
    properties.engine_agrees_with_definition(held, row)


@given(st.data())
def test_the_engine_agrees_with_the_definition_on_bare_numbers(data):
    held = data.draw(contexts())
    value = data.draw(near_cuts(held, figures={}))
    properties.engine_agrees_with_definition(held, value)


@given(st.data())
def test_the_engine_agrees_with_the_definition_on_events(data):
    held = data.draw(contexts(rule_sets(unit="admissions per 100k", max_size=1)))
    row = data.draw(results(held))
    properties.engine_agrees_with_definition(held, row)


@given(
    st.data(),
    st.sampled_from(["high", "low"]),
    st.sampled_from(["0 decimals", "1 decimal", "as quoted"]),
    st.integers(-5, 5),
    st.integers(2, 4),
)
def test_the_engine_agrees_with_the_definition_where_negative_results_are_rounded(
    data, aim, compare, target, margin
):
    words = f"aim: {aim}, unit: index, domain: any, compare: {compare}, target: {target}, amber: {margin}"
    held = ragengine.loads(f"ragengine: 1\nmeasures: {{one: {{{words}}}}}").hold("one")
    properties.engine_agrees_with_definition(held, data.draw(near_cuts(held, figures={})))


# ---- one result, two, three ----------------------------------------------------------------------


@given(st.data())
def test_every_result_has_exactly_one_rating(data):
    held = data.draw(contexts())
    row = data.draw(results(held))
    verdict = held.rate(row)
    assert (verdict.rating is None) != (verdict.reason is None)
    if verdict.partition is not None:
        properties.every_number_has_exactly_one_rating(verdict.partition, verdict.value)


@given(st.data())
def test_better_results_never_rate_worse(data):
    held = data.draw(contexts())
    figures = data.draw(results(held)).figures
    one, two = (data.draw(near_cuts(held, figures=figures)) for _ in range(2))
    properties.better_results_never_rate_worse(held, one, two, figures=figures)


@given(st.data())
def test_results_between_two_never_rate_worse_than_both(data):
    held = data.draw(contexts())
    figures = data.draw(results(held)).figures
    values = [data.draw(near_cuts(held, figures=figures)) for _ in range(3)]
    properties.results_between_two_never_rate_worse_than_both(held, values, figures=figures)


@given(st.data())
def test_values_of_every_type_rate_the_same(data):
    held = data.draw(contexts())
    properties.values_of_every_type_rate_the_same(held, data.draw(near_cuts(held, figures={})))


@given(st.data(), st.integers(0, 5000), st.integers(1, 5000))
def test_counts_and_values_agree(data, numerator, denominator):
    held = data.draw(contexts())
    properties.counts_and_values_agree(held, numerator, denominator)


# ---- verdicts and rule sets travel ---------------------------------------------------------------


@given(st.data())
def test_certificates_derive_the_rating(data):
    held = data.draw(contexts())
    properties.certificates_derive_the_rating(held.rate(data.draw(results(held))))


@given(st.data())
def test_pickling_a_verdict_changes_nothing(data):
    held = data.draw(contexts())
    properties.pickling_changes_nothing(held.rate(data.draw(results(held))))


@given(rule_sets())
def test_pickling_a_rule_set_changes_nothing(rules):
    properties.pickling_changes_nothing(rules)


# ---- units ---------------------------------------------------------------------------------------

UNITS = [
    ("days", "hours", 24),
    ("weeks", "days", 7),
    ("hours", "minutes", 60),
    ("admissions per 1,000", "admissions per 100k", 100),
    ("admissions per 10,000", "admissions per 1,000", Fraction(1, 10)),
]


@given(st.data())
def test_changing_units_never_changes_a_rating(data):
    unit, other, factor = data.draw(st.sampled_from(UNITS))
    aim = data.draw(st.sampled_from(["high", "low"]))
    target, margin = data.draw(st.integers(1, 500)), data.draw(st.integers(1, 50))
    form = data.draw(st.sampled_from(["amber: {margin}", "amber: under {margin}", "amber: 7% of target"]))
    words = {"target": f"{target} {_unit(unit)}", "margin": f"{margin} {_unit(unit)}"}
    rules = [
        ragengine.loads(
            "ragengine: 1\nunits: {admissions: }\nmeasures:\n  one:\n"
            f"    unit: {each}\n    aim: {aim}\n    target: {words['target']}\n    {form.format(**words)}\n"
        )
        for each in (unit, other)
    ]
    one, two = (each.hold("one") for each in rules)
    properties.units_never_change_ratings(one, two, data.draw(near_cuts(one, figures={})), Fraction(factor))


def _unit(unit):
    """The unit as it stands behind a number: of a rate, what it is per."""
    return unit[unit.index("per") :] if "per" in unit else unit
