"""Hypothesis strategies for rules and results: everything that the rule language can say.

`measures`, `rule_texts` and `rule_sets` make rules that load; `contexts` holds one in a year;
`near_cuts` and `results` make numbers and rows where ratings change. `broken_texts` are no rules,
each with the code that says so. `st.from_type` knows `Measure`, `RuleSet` and `Result` once this
module is imported. Hold your own rules against the laws of `ragengine.properties` with them:

    @given(st.data())
    def test_better_results_never_rate_worse(data):
        held = rules.hold("1E", "2021-22")
        one, two = data.draw(near_cuts(held)), data.draw(near_cuts(held))
        properties.better_results_never_rate_worse(held, one, two)
"""

from hypothesis import strategies as st

from ragengine.engine import RuleSet
from ragengine.model import Measure
from ragengine.results import Result
from ragengine.strategies.documents import (
    measures,
    read_rules,
    rule_documents,
    rule_sets,
    rule_texts,
)
from ragengine.strategies.faults import broken_texts
from ragengine.strategies.layouts import layouts
from ragengine.strategies.near import contexts, near_cuts, results
from ragengine.strategies.numbers import cuts, decimals, partitions
from ragengine.strategies.words import levels, margins, targets, units

__all__ = [
    "broken_texts",
    "contexts",
    "cuts",
    "decimals",
    "layouts",
    "levels",
    "margins",
    "measures",
    "near_cuts",
    "partitions",
    "read_rules",
    "results",
    "rule_documents",
    "rule_sets",
    "rule_texts",
    "targets",
    "units",
]

st.register_type_strategy(Measure, measures())
st.register_type_strategy(RuleSet, rule_sets())
st.register_type_strategy(Result, contexts().flatmap(results))
