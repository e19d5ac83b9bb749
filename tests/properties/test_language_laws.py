"""The laws of the language: many ways to write one meaning."""

from hypothesis import given
from hypothesis import strategies as st

import ragengine
from errors_only import errors_in
from ragengine import properties
from ragengine.strategies import contexts, layouts, read_rules, rule_documents, rule_texts


@given(rule_texts())
def test_every_generated_rule_loads(text):
    assert ragengine.loads(text) == read_rules(text)
    assert errors_in(text) == []


@given(st.data())
def test_positions_never_change_meaning(data):
    document = data.draw(rule_documents())
    properties.positions_never_change_meaning(data.draw(layouts(document)), data.draw(layouts(document)))


@given(st.data(), st.permutations(range(5)))
def test_the_order_of_levels_does_not_matter(data, order):
    properties.levels_in_any_order_mean_the_same(data.draw(contexts()), order)


# ---- the shorthand -------------------------------------------------------------------------------


REST = {"red": "rest"}


@st.composite
def shorthands(draw):
    """A target with amber or a floor, and the levels that it is short for."""
    aim = draw(st.sampled_from(["high", "low", "band"]))
    number = draw(st.integers(1, 100))
    if aim == "band":
        target = f"{number} to {number + draw(st.integers(0, 9))}"
    else:
        target = f"{draw(st.sampled_from(['', STRICT[aim]]))}{number}.0 days"
    end, amount = draw(st.sampled_from(["", "under ", "at most "])), draw(st.sampled_from(AMOUNTS))
    compare = draw(st.sampled_from(["exactly", "as quoted", "0 decimals", "1 decimal"]))
    common = f"aim: {aim}, target: {target}, compare: {compare}"
    form = draw(st.sampled_from(["none", "amber"] if aim == "band" else ["none", "amber", "floor"]))
    levels = {"green": "no worse than target"}
    if form == "amber":
        levels["amber"] = f"{end or 'at most '}{amount} worse than target"
        short = f"amber: {end}{amount}"
    elif form == "floor":
        words = draw(st.sampled_from(FLOORS[aim]))
        beyond = number - 30 if aim == "high" else number + 30
        levels["amber"] = f"{words or FLOORS[aim][1]}{beyond}"
        short = f"floor: {words}{beyond}"
    else:
        short = "amber: none"
    return [f"{{unit: days, domain: any, {common}, {one}}}" for one in (short, f"levels: {levels | REST}")]


STRICT = {"high": "more than ", "low": "under "}
FLOORS = {"high": ["", "at least ", "more than "], "low": ["", "at most ", "under "]}
AMOUNTS = ["3 days", "2.5 days", "1 week", "200% of target", "250%"]


@given(shorthands())
def test_the_shorthand_equals_its_levels(words):
    one, other = (read_rules(f"ragengine: 1\nmeasures: {{one: {text}}}").hold("one") for text in words)
    assert one.partition is not None
    properties.rules_mean_the_same(one, other)
