"""The laws of ratings as functions, to be held against your own rules.

Each takes what it needs and raises `AssertionError` with a sentence that names the values
where the law is broken. `ragengine.strategies` makes the values:

    @given(st.data())
    def test_better_results_never_rate_worse(data):
        held = rules.hold("1E", "2021-22")
        one, two = data.draw(near_cuts(held)), data.draw(near_cuts(held))
        properties.better_results_never_rate_worse(held, one, two)

The laws of meaning are stated in `docs/definition.md`, in the section that each names as its
source.
"""

from ragengine.properties.checking import Counterexample, check
from ragengine.properties.cuts import (
    cuts_are_totally_ordered,
    doubles_rate_as_their_decimals,
    every_number_has_exactly_one_rating,
    folded_cuts_rate_as_rounding_does,
    moved_cuts_rate_as_scaling_does,
    partitions_are_canonical,
)
from ragengine.properties.meaning import (
    certificates_derive_the_rating,
    levels_in_any_order_mean_the_same,
    pickling_changes_nothing,
    positions_never_change_meaning,
    rules_mean_the_same,
)
from ragengine.properties.ratings import (
    better_results_never_rate_worse,
    counts_and_values_agree,
    engine_agrees_with_definition,
    every_result_has_a_rating_or_a_reason,
    missing_results_are_never_rated,
    results_between_two_never_rate_worse_than_both,
    units_never_change_ratings,
    values_of_every_type_rate_the_same,
)
from ragengine.properties.sentences import sentences_say_the_rating
from ragengine.properties.trials import LAWS
from ragengine.properties.variations import (
    earlier_questions_never_change_ratings,
    order_never_changes_ratings,
    other_years_never_change_ratings,
    results_in_other_units_rate_the_same,
    rounded_results_rate_the_same,
)
from ragengine.properties.writing import (
    rules_read_back_from_their_text,
    written_numbers_read_back,
    written_partitions_read_back,
    written_years_read_back,
)

__all__ = [
    "LAWS",
    "Counterexample",
    "better_results_never_rate_worse",
    "certificates_derive_the_rating",
    "check",
    "counts_and_values_agree",
    "cuts_are_totally_ordered",
    "doubles_rate_as_their_decimals",
    "earlier_questions_never_change_ratings",
    "engine_agrees_with_definition",
    "every_number_has_exactly_one_rating",
    "every_result_has_a_rating_or_a_reason",
    "folded_cuts_rate_as_rounding_does",
    "levels_in_any_order_mean_the_same",
    "missing_results_are_never_rated",
    "moved_cuts_rate_as_scaling_does",
    "order_never_changes_ratings",
    "other_years_never_change_ratings",
    "partitions_are_canonical",
    "pickling_changes_nothing",
    "positions_never_change_meaning",
    "results_between_two_never_rate_worse_than_both",
    "results_in_other_units_rate_the_same",
    "rounded_results_rate_the_same",
    "rules_mean_the_same",
    "rules_read_back_from_their_text",
    "sentences_say_the_rating",
    "units_never_change_ratings",
    "values_of_every_type_rate_the_same",
    "written_numbers_read_back",
    "written_partitions_read_back",
    "written_years_read_back",
]
