"""The laws that a rule set is held against: they hold for all rules, and complain in a sentence."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import ragengine
from ragengine import properties
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.periods import Period, Year
from ragengine.properties import trials as trying
from ragengine.rating import GREEN, RED, Reason
from ragengine.results import Result
from ragengine.strategies import rule_sets
from ragengine.verdict import Verdict

HEAD = "ragengine: 1\nunits: {admissions: , visits: }\nmeasures: {one: {"


def rules_of(words="aim: high, unit: percent, target: 82%, amber: 2 points"):
    return ragengine.loads(f"{HEAD}{words}}}}}")


def held(words="aim: high, unit: percent, target: 82%, amber: 2 points", period=None):
    return rules_of(words).hold("one", period)


def broken(match):
    return pytest.raises(AssertionError, match=match)


# ---- they hold -----------------------------------------------------------------------------------


@pytest.mark.parametrize("law", properties.LAWS)
@given(st.data())
def test_every_law_holds_for_generated_rules(law, data):
    trial = data.draw(trying.trials(data.draw(rule_sets(max_size=1))))
    properties.LAWS[law](trial)


def test_the_laws_hold_for_the_shipped_rules():
    assert [] == properties.check(ragengine.load("rules"), max_examples=10)


def test_no_rules_break_no_law():
    assert [] == properties.check(RuleSet([]))


@pytest.mark.parametrize(
    ("laws", "hint"),
    [
        (
            ["beter_results_never_rate_worse"],
            "did you mean `better_results_never_rate_worse`? there are: engine_",
        ),
        ("xyz", "there are: engine_agrees_with_definition, "),
    ],
)
def test_a_law_of_another_name_is_an_error_of_the_call(laws, hint):
    with pytest.raises(ragengine.CallError) as caught:
        properties.check(rules_of(), laws=laws)
    law = laws if isinstance(laws, str) else laws[0]
    assert str(caught.value).startswith(f"`{law}` is no law; {hint}")


def test_one_law_may_stand_alone():
    assert [] == properties.check(rules_of(), laws="better_results_never_rate_worse", max_examples=5)


# ---- a counterexample ----------------------------------------------------------------------------


def planted(monkeypatch, change):
    """An engine that rates with a bug in it."""
    real = MeasureInContext.rate_result
    monkeypatch.setattr(MeasureInContext, "rate_result", lambda *given: change(real(*given), given))


def at_the_target(verdict, _):
    if verdict.rating == GREEN and verdict.value == 82:
        wrong = evolve(verdict.facts, level=RED)
        return Verdict.of(wrong)
    return verdict


def test_a_counterexample_is_a_sentence_and_a_case(monkeypatch):
    planted(monkeypatch, at_the_target)
    (one,) = properties.check(rules_of(), laws=["engine_agrees_with_definition"])
    assert (
        "one breaks the law that engine agrees with definition: '82' is red to the engine, "
        "but green by the definition"
    ) == str(one)
    assert "- {measure: one, value: 82, rating: green}" == one.as_case()
    assert ("green", "red", "82", "") == (one.expected, one.got, one.value, one.period)


def test_the_same_seed_finds_the_same(monkeypatch):
    planted(monkeypatch, at_the_target)
    laws = ["engine_agrees_with_definition"]
    one, two = (properties.check(rules_of(), laws=laws, seed=7) for _ in range(2))
    assert one == two


def test_a_case_says_period_figures_and_reason(monkeypatch):
    planted(monkeypatch, lambda verdict, _: evolve_reason(verdict))
    words = "aim: high, unit: percent, target: {2019-20: last year}, amber: 2 points"
    (one,) = properties.check(rules_of(words), laws=["engine_agrees_with_definition"])
    assert (
        '- {measure: one, period: "2019-20", value: 0, rating: not rated, reason: no-comparator}'
        == one.as_case()
    )
    other = evolve(one, row=evolve(one.row, figures={"last year": Fraction(1, 2)}), rating=GREEN, value="0.5")
    assert '- {measure: one, period: "2019-20", value: 0.5, last year: 0.5, rating: green}' == other.as_case()


def evolve_reason(verdict):
    if verdict.reason is Reason.NO_COMPARATOR:
        return Verdict.of(evolve(verdict.facts, reason=Reason.MISSING))
    return verdict


def test_a_case_of_counts_and_of_numbers_of_a_program(monkeypatch):
    def change(verdict, given):
        counts = isinstance(given[1].value, tuple)
        return Verdict.of(evolve(verdict.facts, level=RED)) if counts and verdict.rating == GREEN else verdict

    planted(monkeypatch, change)
    (one,) = properties.check(rules_of(), laws=["results_in_other_units_rate_the_same"])
    assert "- {measure: one, value: 82 of 100, rating: green}" == one.as_case()


def test_the_case_of_what_was_asked_later(monkeypatch):
    real = RuleSet.context

    def context(self, measure, period):
        kept = self.__dict__.setdefault("_first", {})
        return kept.setdefault(measure.id, real(self, measure, period))

    monkeypatch.setattr(RuleSet, "context", context)
    words = "aim: high, unit: percent, target: {2019-20: 1%, 2021-22: 2%}, amber: none"
    (one,) = properties.check(rules_of(words), laws=["earlier_questions_never_change_ratings"])
    assert "where it is asked for first, but" in str(one)
    assert "measure: one, period:" in one.as_case()


# ---- each complains ------------------------------------------------------------------------------


def rated(monkeypatch, answer, words="aim: high, unit: percent, target: 82%, amber: 2 points"):
    """A measure that rates by a function of the verdict and of what was asked."""
    planted(monkeypatch, lambda verdict, given: answer(verdict, given[1]))
    return held(words)


def level(verdict, wanted):
    return Verdict.of(evolve(verdict.facts, level=wanted))


def test_a_level_of_another_scale(monkeypatch):
    one = rated(monkeypatch, lambda verdict, _: level(verdict, evolve(RED, name="puce")))
    with broken("puce is no level of the scale"):
        properties.every_result_has_a_rating_or_a_reason(one, Result("one", "82%"))


def test_missing_taken_for_zero(monkeypatch):
    one = rated(monkeypatch, lambda _, row: one_of(row))
    with broken("'', where a result is missing, is red, not missing"):
        properties.missing_results_are_never_rated(one, Result("one", "82%"))


def one_of(_):
    return ragengine.rate("0%", target="82%", amber="none")


def test_what_is_missing_where_there_is_no_target_has_no_target():
    properties.missing_results_are_never_rated(
        held("aim: high, unit: percent, target: TBC"), Result("one", "82%")
    )


def test_a_unit_converted_the_wrong_way(monkeypatch):
    one = rated(
        monkeypatch,
        lambda verdict, row: level(verdict, RED) if "hours" in row.value else verdict,
        "aim: high, unit: days, target: 2, amber: none",
    )
    with broken("'2' is green, but written '48 hours' it is red"):
        properties.results_in_other_units_rate_the_same(one, Result("one", "2"))


@pytest.mark.parametrize("unit", ["percent", "days", "months", "admissions per 10,000", "visits", "£"])
def test_other_units_rate_the_same(unit):
    one = held(f"aim: high, unit: '{unit}', target: 3, amber: none")
    for value in ("3", "2", "3 (Q1)", "soon"):
        properties.results_in_other_units_rate_the_same(one, Result("one", value))


def test_an_order_that_matters(monkeypatch):
    one = held("aim: high, unit: percent, levels: {green: at least 80%, red: rest}")
    monkeypatch.setattr(properties.variations, "_levels_turned", lambda _: other_levels())
    with broken(r"'82%' is green, but red by the rule written in another order"):
        properties.order_never_changes_ratings(one, Result("one", "82%"))


def other_levels():
    words = "aim: high, unit: percent, levels: {green: at least 90%, red: rest}"
    return rules_of(words).measures["one"].limits[0].levels


def test_levels_that_name_their_months_keep_their_order():
    words = (
        "levels: {green: at least 20 (Q1), amber: at least 15 (H1), red: rest}, basis: forecast by run rate"
    )
    one = held(f"aim: high, unit: visits, {words}", "2019-20 Q1")
    properties.order_never_changes_ratings(one, Result("one", "16"))


def test_a_result_rounded_otherwise(monkeypatch):
    one = rated(
        monkeypatch,
        lambda verdict, row: level(verdict, RED) if row.value == "81.5%" else verdict,
        "aim: high, unit: percent, target: 82%, amber: none, compare: as quoted",
    )
    with broken(r"'81.5%' is red, but rounded to 82 it is green"):
        properties.rounded_results_rate_the_same(one, Result("one", "81.5%"))


def test_a_rule_that_reads_back_as_another(monkeypatch):
    one = rated(monkeypatch, lambda verdict, row: level(verdict, RED) if row.measure == "one" else verdict)
    with broken("'82%' is red, but green by its cuts, written as"):
        properties.rules_read_back_from_their_text(one, Result("one", "82%"))


def test_cuts_that_no_decimal_can_say_are_not_written():
    words = "aim: high, unit: visits, target: 1000, amber: none, basis: forecast by run rate"
    properties.rules_read_back_from_their_text(held(words, "2019-20 Apr-Nov"), Result("one", "700"))


# ---- sentences -----------------------------------------------------------------------------------

SENTENCES = {
    "a silent reason": (
        "Green: 82% meets the 82% target.",
        None,
        "has no rating, but its sentence is: Green",
    ),
    "another level": ("Red: 82% meets the 82% target.", GREEN, "but its sentence is that of red"),
    "another clause": ("Green: 82% is short, more than its margin allows.", GREEN, "that of red"),
    "a margin": ("Green: 82% is short, within its 2-point margin.", GREEN, "that of amber"),
    "another range": ("Green: 82% is in the range of amber, 82%.", GREEN, "that of amber"),
    "a target met": ("Red: 82% meets the 82% target.", RED, "that of green"),
    "no number": ("Green: it meets it.", GREEN, "has no number in its sentence"),
    "another number": ("Green: 83% is fine.", GREEN, "82 was rated, but the number in the sentence is 83"),
    "counted wrongly": ("Green: 82%, counted as 80%, is fine.", GREEN, "counted as 80 it would be amber"),
}


@pytest.mark.parametrize(("sentence", "rating", "complaint"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_that_says_another_rating(monkeypatch, sentence, rating, complaint):
    one = held()
    row = Result("one", "82%")
    if rating is None:
        facts = evolve(one.rate(row).facts, level=None, reason=Reason.MISSING)
    else:
        facts = evolve(one.rate(row).facts, level=rating)
    real = MeasureInContext.rate_result
    monkeypatch.setattr(
        MeasureInContext,
        "rate_result",
        lambda self, asked, *rest: Verdict.of(facts) if asked == row else real(self, asked, *rest),
    )
    monkeypatch.setattr(Verdict, "sentence", lambda *_, **__: sentence)
    with broken(complaint):
        properties.sentences_say_the_rating(one, row)


def test_a_period_of_a_single_year_comes_from_its_text():
    asked = [("one", Period(Year(2021)), Result("one", "82%"))]
    properties.earlier_questions_never_change_ratings(rules_of(), asked)
