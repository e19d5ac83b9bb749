"""Laws of coverage and mutation, on generated rules."""

from __future__ import annotations

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from ragengine.cases.coverage import coverage_of, without_ranges
from ragengine.cases.mutants import CutMutant
from ragengine.cases.mutation import fates_of
from ragengine.cases.proposals import pasted
from ragengine.cases.running import run_case
from ragengine.cases.setting import settings_of
from ragengine.cases.tried import trials_of
from ragengine.exact import terminates
from ragengine.properties.defined import exactly
from ragengine.reading.cases import read_cases
from ragengine.source import Source
from ragengine.strategies import near_cuts, read_rules, rule_texts

RULE_TEXTS = rule_texts(max_size=2)


def outcomes_of(proposals, rules):
    """What the cases of proposals come to when they are pasted into a file and run."""
    if not proposals:
        return []
    text = pasted(proposals)
    note(text)
    case_file, found = read_cases(Source("a.ragtest.yml", text))
    assert [] == found, "what is printed can be read"
    return [run_case(case, rules) for case in case_file.cases]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULE_TEXTS)
def test_every_proposed_case_holds_and_together_they_test_everything(text):
    note(text)
    rules = read_rules(text)
    missing = [one for trials in trials_of([(rules, [])]) for one in coverage_of(trials).proposals]
    outcomes = outcomes_of(missing, rules)
    assert [] == [outcome.failure for outcome in outcomes if outcome.failure is not None]
    again = trials_of([(rules, outcomes)])
    left = [words for trials in again for one in coverage_of(trials).contexts for words in one.missing]
    # Where no figures are found that make ranges, no case can be proposed, and that is said.
    unmade = [setting.held for trials in again for setting in settings_of(trials) if setting.lacks_ranges]
    assert [*map(without_ranges, unmade)] == left


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULE_TEXTS)
def test_a_mutant_that_survived_is_killed_by_the_case_printed_for_it(text):
    note(text)
    rules = read_rules(text)
    fates = [fate for trials in trials_of([(rules, [])]) for fate in fates_of(trials)]
    outcomes = outcomes_of([fate.proposal for fate in fates if fate.proposal is not None], rules)
    assert [] == [outcome.failure for outcome in outcomes if outcome.failure is not None]
    again = [fate for trials in trials_of([(rules, outcomes)]) for fate in fates_of(trials)]
    assert [] == [fate.mutant.words for fate in again if fate.proposal is not None]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_equivalent_mutant_rates_every_printed_result_alike(data):
    (trials,) = trials_of([(read_rules(data.draw(rule_texts(max_size=1))), [])])
    bandings = {setting.held: setting.banding for setting in settings_of(trials)}
    alike = [fate for fate in fates_of(trials) if fate.equivalent and isinstance(fate.mutant, CutMutant)]
    if alike:
        fate = data.draw(st.sampled_from(alike))
        banding, number = bandings[fate.held], exactly(data.draw(near_cuts(fate.held, figures={})))
        if terminates(number):
            assert banding.partition.label(number) == fate.mutant.changed(banding).label(number)
