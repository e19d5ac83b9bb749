"""The strategies themselves: bounds are kept, everything can occur, and examples shrink to what is read."""

import re
from fractions import Fraction

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import ragengine
from ragengine.cuts import Cut, below
from ragengine.engine import RuleSet
from ragengine.exact import plain
from ragengine.model import Measure
from ragengine.properties.defined import exactly
from ragengine.rating import RAG
from ragengine.results import Result
from ragengine.strategies import (
    broken_texts,
    contexts,
    cuts,
    decimals,
    layouts,
    levels,
    margins,
    measures,
    near_cuts,
    partitions,
    read_rules,
    results,
    rule_documents,
    rule_sets,
    rule_texts,
    targets,
    units,
)

ONCE = settings(database=None, derandomize=True, max_examples=2000, phases=[Phase.generate, Phase.shrink])
"""Found again from nothing, in the same way every time; `find` gives what was tried last, so
nothing is tried after shrinking."""

NOT_SHRUNK = settings(ONCE, phases=[Phase.generate])


def smallest(strategy, condition):
    return find(strategy, condition, settings=ONCE)


# ---- bounds --------------------------------------------------------------------------------------


@given(st.data(), st.integers(-50, 50), st.integers(0, 50))
def test_decimals_keep_their_bounds_and_places(data, low, width):
    number = data.draw(decimals(min_value=low, max_value=low + width, places=2))
    assert low <= number <= low + width
    assert (number * 100).denominator == 1


@given(decimals(min_value=Fraction("0.1"), max_value=Fraction("0.4"), places=1))
def test_decimals_between_whole_numbers(number):
    assert plain(number) in {"0.1", "0.2", "0.3", "0.4"}


def test_bounds_without_a_number_between_them_are_refused():
    with pytest.raises(ValueError, match="no number of 1 decimals lies between"):
        decimals(min_value=Fraction("0.11"), max_value=Fraction("0.19"), places=1)


@given(partitions(min_value=3, max_value=9, min_cuts=1, max_cuts=2))
def test_partitions_keep_their_bounds(partition):
    assert 1 <= len(partition.cuts) <= 2
    assert all(3 <= cut.value <= 9 for cut in partition.cuts)


@given(partitions(["only"]))
def test_one_label_makes_no_cut(partition):
    assert partition.labels == ("only",)


@given(st.data())
def test_a_cut_needs_two_labels(data):
    with pytest.raises(ValueError, match="at least two labels"):
        data.draw(partitions(["only"], min_cuts=1))


@given(rule_sets(min_size=2, max_size=2))
def test_rule_sets_have_the_size_that_is_asked_for(rules):
    assert len(rules) == 2


def test_words_of_a_unit_that_is_not_generated_are_refused():
    with pytest.raises(ValueError, match="`furlongs` is none of the units"):
        smallest(targets("furlongs"), bool)


def test_a_text_without_rules_is_refused():
    with pytest.raises(ValueError, match="cannot be read"):
        read_rules("ragengine: 1\nmeasures: {one: {aim: high}}\n")


# ---- the parts read in a rule --------------------------------------------------------------------


DECLARED = (
    "units: {admissions: , visits: , tonnes: {kind: amount}, people: , people waiting: , incidents: ,"
    " days a month: {kind: duration}}\n"
)


@given(st.data(), st.sampled_from(["high", "low", "band", "none"]))
def test_targets_margins_and_levels_can_be_read_in_a_rule(data, aim):
    unit = data.draw(units())
    words = f"aim: {aim}, unit: '{unit}', target: '{data.draw(targets(unit, aim=aim))}'"
    margin, ranges = data.draw(margins(unit, aim=aim)), data.draw(levels(unit, aim=aim))
    for limits in (f"amber: {margin!r}", f"levels: {ranges!r}"):
        assert "one" in read_rules(f"ragengine: 1\n{DECLARED}measures:\n  one: {{{words}, {limits}}}\n")


@given(st.data())
def test_numbers_near_cuts_are_possible_results(data):
    held = data.draw(contexts())
    value = exactly(data.draw(near_cuts(held, figures={})))
    domain = held.domain
    assert domain.lowest is None or domain.lowest <= value
    assert domain.highest is None or value <= domain.highest
    assert value.denominator == 1 or not domain.whole


def test_numbers_near_a_cut_beyond_the_whole_doubles():
    held = read_rules("ragengine: 1\nmeasures: {one: {aim: high, unit: £, target: £9999999bn, amber: none}}")
    cut = held.hold("one").partition.cuts[0].value
    assert smallest(near_cuts(held.hold("one")), lambda value: value > cut) == cut + 1


# ---- everything can occur ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "better than", "worse than", "above", "below", "within", "exactly", "rest", "wider of",
        "narrower of", "of the way from", "maintain", "floor:", "TBC", "as quoted", "0 decimals",
        "forecast by run rate", "forecast given", "population", "national average", "(Apr-Nov)",
        "defaults", "scales", "domain", "accumulates", "meta",
    ],
)  # fmt: skip
def test_everything_the_language_says_occurs(words):
    assert words in find(rule_texts(), lambda text: words in text, settings=NOT_SHRUNK)


@given(measures())
def test_a_measure_says_its_unit_and_aim(measure):
    assert measure.id == "measure-1"
    assert str(measure.unit)
    assert measure.aim.entries


# ---- shrinking -----------------------------------------------------------------------------------


def test_numbers_shrink_to_whole_ones():
    assert smallest(decimals(), lambda number: number > 41) == 42
    assert smallest(decimals(), lambda number: number < 0) == -1


def test_cuts_and_partitions_shrink_to_zero():
    assert smallest(cuts(), lambda cut: cut.side == 1) == Cut(Fraction(0), 1)
    one = smallest(partitions(), lambda partition: len(partition.cuts) == 1)
    assert (one.cuts, [str(label) for label in one.labels]) == ((below(Fraction(0)),), ["green", "amber"])


def test_a_rule_shrinks_to_a_few_lines():
    text = smallest(rule_texts(max_size=1), lambda text: "aim: low" in text)
    assert len(text.splitlines()) <= 9
    assert text.endswith("    amber: none\n")


def test_a_planted_fault_shrinks_to_the_cut_itself():
    """An engine that takes `at least` for `more than` is caught by the target's own number."""
    held = read_rules(
        "ragengine: 1\nmeasures: {one: {aim: high, unit: percent, target: 82%, amber: 2 points}}"
    ).hold("one")

    def wrong(value):
        return RAG.levels[0] if value > 82 else held.rate(value).rating if value < 82 else RAG.levels[1]

    assert smallest(near_cuts(held), lambda value: wrong(value) != held.rate(value).rating) == 82


@given(st.data())
def test_targets_margins_and_levels_keep_their_bounds(data):
    words = [
        data.draw(targets("days", min_value=20, max_value=25)),
        *data.draw(levels("days", min_value=20, max_value=90)).values(),
    ]
    numbers = [float(word) for text in words for word in re.findall(r"^[a-z ]*([\d.]+)(?: days)?$", text)]
    assert all(20 <= number <= 90 for number in numbers)
    margin = data.draw(margins("days", min_value=2, max_value=3))
    assert all(2 <= float(number) <= 3 for number in re.findall(r"[\d.]+", repr(margin)))


@given(broken_texts())
def test_a_broken_text_gives_its_code(broken):
    text, code = broken
    assert code in [one.code for one in ragengine.check_text(text)]


def test_each_part_of_a_rule_shrinks_to_the_smallest_that_will_do():
    assert "visits" == smallest(units(), lambda unit: unit != "percent")
    assert "more than last year" == smallest(targets(), lambda text: text.startswith("more than"))
    assert "under 1% of target" == smallest(margins(), lambda margin: str(margin).startswith("under"))
    assert {"green": "more than 1", "amber": "rest", "red": "under 1"} == smallest(
        levels("days"), lambda ranges: ranges["amber"] == "rest" and "under" in ranges["red"]
    )
    assert "0%" == smallest(targets(), bool)
    assert "5%" == smallest(targets(min_value=5, max_value=9), bool)


def test_rules_shrink_to_one_measure_in_percent():
    small = read_rules(
        "ragengine: 1\nmeasures: {measure-1: {unit: percent, aim: high, target: 0%, amber: none}}"
    )
    assert small == smallest(rule_sets(), bool)
    assert small.measures["measure-1"] == smallest(measures(), bool)
    assert {"measure-1"} == set(smallest(rule_documents(), bool)["measures"])
    assert "a: 1\n" == smallest(layouts({"a": "1"}), bool)


def test_a_broken_text_shrinks_to_the_fault_in_the_smallest_rules():
    text, code = smallest(broken_texts(), lambda broken: broken[1] == "RAG101")
    assert "RAG101" == code
    assert (
        "ragengine: 1\nmeasures:\n  measure-1:\n    unit: percent\n    aim: high\n    target: 0%\n"
        "    amber: none\n    targte: 5\n"
    ) == text


def test_contexts_and_rows_shrink_to_the_first_cut():
    held = smallest(contexts(), lambda held: str(held.rate("50%").rating) == "green")
    assert ("measure-1", None) == (held.measure.id, held.period)
    rules = read_rules("ragengine: 1\nmeasures: {one: {aim: low, unit: days, target: 7, amber: 2 days}}")
    row = smallest(results(rules.hold("one")), lambda row: str(rules.rate("one", row.value).rating) == "red")
    assert "10" == row.value
    number = smallest(near_cuts(rules.hold("one")), lambda number: isinstance(number, float))
    assert 7.0 == number


def test_a_planted_fault_in_the_text_of_rules_shrinks_to_the_word():
    rules = read_rules("ragengine: 1\nmeasures: {one: {aim: low, unit: days, target: under 7, amber: none}}")
    text = smallest(rule_texts(rules), lambda text: "<" in text)
    assert "    target: '< 7'\n" in text


def test_rules_without_their_text_are_not_spelt_anew():
    with pytest.raises(ValueError, match="read from one text"):
        smallest(rule_texts(RuleSet([])), bool)


@pytest.mark.parametrize("kind", [Measure, RuleSet, Result])
def test_hypothesis_makes_them_by_their_type(kind):
    assert isinstance(smallest(st.from_type(kind), lambda _: True), kind)


# ---- what is handed to them ----------------------------------------------------------------------

BESIDE = """\
ragengine: 1
units: {admissions: }
measures:
  answered: {aim: high, unit: percent, target: {2019-20: last year}, amber: 2 points}
  admitted: {aim: low, unit: admissions per 100k, target: 4.1, amber: 6 admissions}
"""


def test_contexts_are_drawn_from_rules_or_from_a_strategy_of_rules():
    rules = ragengine.loads(BESIDE)
    for given_rules in (rules, st.just(rules)):
        assert "<answered in 2019-20>" == repr(smallest(contexts(given_rules), bool))


@pytest.mark.parametrize("strategy", [contexts, rule_texts])
def test_rules_that_are_none_are_an_error_of_the_call(strategy):
    with pytest.raises(ragengine.CallError, match="the rules are a str, not a RuleSet: "):
        strategy("rules/")


@pytest.mark.parametrize(
    ("measure", "figure", "given"),
    [
        ("answered", "last year", 'figures={"last year": "62%"}'),
        ("admitted", "population", "population=100_000"),
    ],
)
def test_cuts_that_a_row_decides_need_what_it_says(measure, figure, given):
    held = ragengine.loads(BESIDE).hold(measure)
    with pytest.raises(ragengine.CallError) as caught:
        near_cuts(held)
    assert (
        f"the cuts of `{measure}` depend on a row's `{figure}`: give one, `near_cuts(held, {given})`, "
        "and rate by the same"
    ) == str(caught.value)


def test_with_what_a_row_says_numbers_lie_near_its_cuts():
    answered, admitted = (ragengine.loads(BESIDE).hold(name) for name in ("answered", "admitted"))
    assert 60 == smallest(near_cuts(answered, figures={"last year": "62%"}), lambda number: number > 0)
    first = smallest(near_cuts(admitted, population=100_000), lambda number: number > 8)
    assert Fraction("10.6") == first
