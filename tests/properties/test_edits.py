"""What may be done to the text of rules without changing a rating."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ragengine.engine import RuleSet
from ragengine.formatting import format_rules
from ragengine.properties.holding import answer_of
from ragengine.source import Source
from ragengine.strategies import read_rules, results, rule_documents, rule_texts
from ragengine.strategies.layouts import text_of
from ragengine.strategies.near import draw_period

LATER = ("2031-32", "from 2031-32", "2031-32 Q1")
SINGLE_YEARS = {"2021-22", "2019-20", "2018-19 to 2019-20", "2020-21", "2021-22 Q1", "2021-22 H1"}


def rates_the_same(data, before, after):
    """A row of any measure, in a year that its rule names or one beside it, is rated as before."""
    measure = before.measures[data.draw(st.sampled_from(sorted(before)))]
    period = data.draw(st.composite(draw_period)(measure))
    row = data.draw(results(before.context(measure, period)))
    held = [rules.context(rules.measures[measure.id], period) for rules in (before, after)]
    assert answer_of(held[0].rate(row)) == answer_of(held[1].rate(row))


@given(st.data(), rule_documents())
def test_adding_a_year_never_changes_an_earlier_one(data, document):
    before = read_rules(text_of(document))
    later = data.draw(st.sampled_from(LATER))
    for measure in document["measures"].values():
        for key, value in measure.items():
            if isinstance(value, dict) and set(value) <= SINGLE_YEARS:
                measure[key] = {**value, later: value[data.draw(st.sampled_from(sorted(value)))]}
    rates_the_same(data, before, read_rules(text_of(document)))


@given(st.data(), rule_texts())
def test_reformatting_never_changes_a_rating(data, text):
    formatted, found = format_rules(Source("rules", text))
    assert [] == found
    rates_the_same(data, read_rules(text), read_rules(formatted))


def reordered(draw, node):
    """The same data with the keys of every mapping in another order; lists keep theirs."""
    if isinstance(node, list):
        return [reordered(draw, item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: reordered(draw, node[key]) for key in draw(st.permutations(list(node)))}


@given(st.data(), rule_documents())
def test_reordering_never_changes_a_rating(data, document):
    other = reordered(data.draw, document)
    rates_the_same(data, read_rules(text_of(document)), read_rules(text_of(other)))


@given(st.data(), rule_documents(min_size=2))
def test_splitting_a_file_never_changes_a_rating(data, document):
    whole = read_rules(text_of(document))
    parts = [
        read_rules(text_of({**document, "measures": {name: measure}}))
        for name, measure in document["measures"].items()
    ]
    split = RuleSet([evolve(file, name=file.title) for part in parts for file in part.files])
    assert whole == split
    rates_the_same(data, whole, split)


@given(st.data(), rule_texts())
def test_spelling_rules_anew_never_changes_a_rating(data, text):
    before = read_rules(text)
    after = read_rules(data.draw(rule_texts(before)))
    assert before == after
    rates_the_same(data, before, after)
