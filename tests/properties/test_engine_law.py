"""The law above all: the engine gives what the definition gives, above all on and beside every cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ragengine import properties
from ragengine.strategies import contexts, near_cuts, results

MANY = settings(max_examples=max(500, settings.default.max_examples))


@MANY
@given(st.data())
def test_the_engine_agrees_with_the_definition(data):
    held = data.draw(contexts())
    properties.engine_agrees_with_definition(held, data.draw(results(held)))


@given(st.data())
def test_the_engine_agrees_with_the_definition_on_bare_numbers(data):
    held = data.draw(contexts())
    properties.engine_agrees_with_definition(held, data.draw(near_cuts(held)))
