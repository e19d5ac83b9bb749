"""One trial of each law: a measure of a rule set in a context, and results beside its cuts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import strategies as st

from ragengine.engine import MeasureInContext, RuleSet
from ragengine.exact import plain
from ragengine.properties.meaning import certificates_derive_the_rating
from ragengine.properties.ratings import (
    better_results_never_rate_worse,
    counts_and_values_agree,
    engine_agrees_with_definition,
    every_result_has_a_rating_or_a_reason,
    missing_results_are_never_rated,
    results_between_two_never_rate_worse_than_both,
    values_of_every_type_rate_the_same,
)
from ragengine.properties.sentences import sentences_say_the_rating
from ragengine.properties.variations import (
    earlier_questions_never_change_ratings,
    order_never_changes_ratings,
    other_years_never_change_ratings,
    results_in_other_units_rate_the_same,
    rounded_results_rate_the_same,
)
from ragengine.properties.writing import rules_read_back_from_their_text
from ragengine.results import Result
from ragengine.strategies import contexts, results
from ragengine.strategies.choosing import pick
from ragengine.strategies.near import can_be_written, draw_period, numbers_beside


@frozen
class Trial:
    """What the laws are held against: a row, and numbers that the same figures stand beside.

    `rules` were asked nothing before, so that a trial comes out the same whenever it is made.
    `other` is the same measure in another context, with a row of its own.
    """

    rules: RuleSet
    held: MeasureInContext
    row: Result
    numbers: tuple[Fraction, Fraction, Fraction]
    other: MeasureInContext
    other_row: Result


@st.composite
def trials(draw: st.DrawFn, rules: RuleSet) -> Trial:
    """Trials of a rule set. They shrink to its first measure, in its first year."""
    fresh = RuleSet(rules.files)
    held = draw(contexts(fresh))
    row = draw(results(held, written=True))
    near = [number for number in numbers_beside(held, row.figures, row.population) if can_be_written(number)]
    numbers = (pick(draw, near), pick(draw, near), pick(draw, near))
    other = RuleSet(rules.files).context(held.measure, draw_period(draw, held.measure))
    return Trial(fresh, held, row, numbers, other, draw(results(other, written=True)))


# ---- each law on a trial ---------------------------------------------------------------------


def _as_defined(trial: Trial) -> None:
    row = trial.row
    for each in (row, *(evolve(row, value=plain(number).replace(",", "")) for number in trial.numbers)):
        engine_agrees_with_definition(trial.held, each)


def _better(trial: Trial) -> None:
    one, two, _ = trial.numbers
    row = trial.row
    better_results_never_rate_worse(trial.held, one, two, figures=row.figures, population=row.population)


def _between(trial: Trial) -> None:
    row = trial.row
    results_between_two_never_rate_worse_than_both(
        trial.held, trial.numbers, figures=row.figures, population=row.population
    )


def _of_every_type(trial: Trial) -> None:
    values_of_every_type_rate_the_same(trial.held, trial.numbers[0], figures=trial.row.figures)


def _counts(trial: Trial) -> None:
    per = 100 if trial.held.measure.unit.kind == "percent" else trial.held.measure.unit.per or 1
    share = trial.numbers[0] / per
    counts_and_values_agree(trial.held, share.numerator, share.denominator)


def _asked_before(trial: Trial) -> None:
    measure = trial.held.measure.id
    first = (measure, trial.other.period, trial.other_row)
    then = (measure, trial.held.period, trial.row)
    earlier_questions_never_change_ratings(trial.rules, [first, then])


def _on_its_row(law: Callable[[MeasureInContext, Result], None]) -> Callable[[Trial], None]:
    return lambda trial: law(trial.held, trial.row)


def _certificate(trial: Trial) -> None:
    certificates_derive_the_rating(trial.held.rate(trial.row))


_ON_A_ROW = (
    every_result_has_a_rating_or_a_reason,
    missing_results_are_never_rated,
    results_in_other_units_rate_the_same,
    rounded_results_rate_the_same,
    order_never_changes_ratings,
    other_years_never_change_ratings,
    sentences_say_the_rating,
    rules_read_back_from_their_text,
)

LAWS: dict[str, Callable[[Trial], None]] = {
    engine_agrees_with_definition.__name__: _as_defined,
    **{law.__name__: _on_its_row(law) for law in _ON_A_ROW},
    better_results_never_rate_worse.__name__: _better,
    results_between_two_never_rate_worse_than_both.__name__: _between,
    values_of_every_type_rate_the_same.__name__: _of_every_type,
    counts_and_values_agree.__name__: _counts,
    earlier_questions_never_change_ratings.__name__: _asked_before,
    certificates_derive_the_rating.__name__: _certificate,
}
"""The laws that `check` holds a rule set against, by name; the one above all comes first."""
