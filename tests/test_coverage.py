"""Coverage of cuts and mutation of rules: what is asked for, what is proposed, what is noticed."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

import ragengine
from ragengine.cases.coverage import coverage_of, share_of
from ragengine.cases.mutation import fates_of
from ragengine.cases.printed import in_unit, printed_in, some_result
from ragengine.cases.proposals import pasted
from ragengine.cases.running import run_case
from ragengine.cases.tried import trials_of
from ragengine.cli import main
from ragengine.cuts import Interval, above, below
from ragengine.model import Domain
from ragengine.reading.cases import read_cases
from ragengine.reports.coverage import coverage_in_words
from ragengine.source import Source
from ragengine.units import MONEY, Noun, Unit

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "rules" / "leicestershire"


def trials(measure, *lines, head=""):
    """What was tried of a measure by the cases of some lines."""
    rules = ragengine.loads(f"ragengine: 1\n{head}measures:\n  m: {measure}\n")
    cases = ()
    if lines:
        text = "ragtest: 1\ncases:\n" + "".join(f"  {line}\n" for line in lines)
        case_file, found = read_cases(Source("a.ragtest.yml", text))
        assert [] == found
        cases = case_file.cases
    (one,) = trials_of([(rules, [run_case(case, rules) for case in cases])])
    return one


def missing(measure, *lines, head=""):
    """What those cases leave to be tested, by period."""
    coverage = coverage_of(trials(measure, *lines, head=head))
    return {
        str(one.held.period) if one.held.period else "": list(one.missing)
        for one in coverage.contexts
        if one.missing
    }


def proposed(measure, *lines, head=""):
    """The cases that would test it, as they are printed."""
    return pasted(coverage_of(trials(measure, *lines, head=head)).proposals)


def fates(measure, *lines, head=""):
    """What becomes of each mutant, by its words: `killed`, why it is equivalent, or the case."""
    return {
        one.mutant.words: "killed"
        if one.was_killed
        else one.equivalent or f"{one.proposal.value} {one.proposal.rating}"
        for one in fates_of(trials(measure, *lines, head=head))
    }


ANSWERED = "{aim: high, unit: percent, target: 90%, amber: 2 points}"


# ---- what is asked for -------------------------------------------------------------------------


def test_each_cut_is_tested_below_on_and_above_and_each_level_reached():
    expected = [
        "just below 88%", "on 88%", "just above 88%", "just below 90%", "on 90%", "just above 90%",
        "red", "amber", "green",
    ]  # fmt: skip
    assert {"": expected} == missing(ANSWERED)


def test_what_is_nearer_than_a_step_tests_a_side_and_what_is_further_does_not():
    table = "- {measure: m, table: [88.05% amber, 89.89% amber, 90% green]}"
    left = missing(ANSWERED, table)[""]
    assert ["just below 88%", "on 88%", "just below 90%", "just above 90%", "red"] == left


def test_a_case_in_any_year_tests_a_rule_that_holds_in_every_year():
    assert "on 90%" not in missing(ANSWERED, "- {measure: m, period: 2019-20, value: 90%, rating: green}")[""]


def test_a_case_that_fails_tests_nothing():
    assert 9 == len(missing(ANSWERED, "- {measure: m, value: 90%, rating: red}")[""])


def test_examples_in_the_rules_count_as_cases_where_they_hold():
    rule = "{aim: high, unit: percent, target: 90%, amber: 2 points, examples: [90% green, 88% red]}"
    left = missing(rule)[""]
    assert ("on 90%" in left, "green" in left, "on 88%" in left) == (False, False, True)


def test_every_stretch_of_years_is_tested_for_itself():
    rule = "{aim: high, unit: percent, target: {2019-20: 90%, from 2020-21: 91%}, amber: none}"
    cases = (
        "- {measure: m, period: 2019-20, table: [89.9% red, 90% green, 90.1% green]}",
        "- {measure: m, period: 2023-24, table: [90.9% red, 91% green]}",
    )
    assert {"2020-21": ["just above 91%"]} == missing(rule, *cases)


def test_whole_numbers_are_tested_a_whole_number_away_and_never_on_a_fraction():
    rule = "{aim: low, unit: people, target: 71, amber: 5% of target}"
    left = missing(rule, head="units: {people: }\n")[""]
    assert [
        "just below 71", "on 71", "just above 71", "just below 74.55", "just above 74.55", "green", "amber",
        "red",
    ] == left  # fmt: skip


def test_a_cut_that_no_decimal_lies_on_is_tested_on_its_two_sides():
    rule = "{aim: low, unit: admissions per 100k, target: 4.1 (17 admissions), amber: 6 admissions}"
    left = missing(rule, head="units: {admissions: }\n")[""]
    assert ["just below 5.67", "just above 5.67"] == [one for one in left if "5.67" in one]
    text = proposed(rule, head="units: {admissions: }\n")
    assert "5.6 admissions per 100k  amber" in text
    assert "5.7 admissions per 100k  red" in text


def test_a_rounded_rule_is_tested_where_its_results_are_rounded():
    rule = "{aim: high, unit: percent, target: 90.0%, amber: none, compare: as quoted}"
    assert ["just below 89.95%", "on 89.95%", "just above 89.95%", "red", "green"] == missing(rule)[""]


def test_a_finer_number_of_the_rule_makes_the_steps_finer():
    rule = "{aim: high, unit: percent, target: 99.95%, amber: none}"
    assert "99.94%  red" in proposed(rule)
    rule = "{aim: none, unit: index, levels: {green: at least 1.005, red: rest}}"
    assert "1.004  red" in proposed(rule)


def test_nothing_is_asked_for_outside_the_domain():
    text = proposed("{aim: high, unit: percent, target: 100%, amber: 99.95 points}")
    assert ("100.1%" in text, "0%  red" in text, "0.1%  amber" in text) == (False, True, True)
    text = proposed("{aim: high, unit: index, target: 0.5, amber: 0.4, domain: 0.05 to 0.55}")
    assert ("0.05  red  " in text, "0.55  green  " in text, "0.6" in text) == (True, True, False)


def test_two_cuts_on_one_number_share_their_points():
    rule = "{aim: none, unit: percent, levels: {green: exactly 50%, red: rest}}"
    assert ["just below 50%", "on 50%", "just above 50%", "red", "green"] == missing(rule)[""]


def test_a_target_for_a_part_of_the_year_is_tested_in_that_part():
    head = "units: {visits: }\n"
    rule = "{aim: high, unit: visits, target: {2021-22: 100 (Apr-Nov)}, amber: none}"
    assert ["2021-22 Apr-Nov"] == list(missing(rule, head=head))
    rule = "{aim: high, unit: visits, target: 100 (Apr-Nov), amber: none, basis: forecast by run rate}"
    assert ["2024-25 Apr-Nov"] == list(missing(rule, head=head))
    rule = "{aim: high, unit: visits, target: {2021-22: 100, 2021-22 Q1: 30}, amber: none}"
    assert {"2021-22": 5, "2021-22 Q1": 5} == {
        when: len(left) for when, left in missing(rule, head=head).items()
    }
    case = "- {measure: m, period: 2021-22 Q1, table: [29 red, 30 green, 31 green]}"
    assert ["2021-22"] == list(missing(rule, case, head=head))


# ---- reasons -----------------------------------------------------------------------------------


def test_a_reason_that_the_rule_gives_is_reached_and_one_that_a_cell_gives_is_not_asked_for():
    rule = "{aim: high, unit: percent, target: {2019-20: TBC, 2020-21: 90%}, amber: none}"
    assert {"2019-20": ["no-target"]} == {
        period: words for period, words in missing(rule).items() if period == "2019-20"
    }
    case = "- {measure: m, period: 2019-20, value: 50%, rating: not rated}"
    assert "2019-20" not in missing(rule, case)
    late = "- {measure: m, period: 2019-20, value: Due May 2020, rating: not rated}"
    assert "2019-20" in missing(rule, late)


def test_one_case_is_enough_for_a_measure_that_is_for_information_only():
    rule = "{aim: none, unit: percent, target: none, compare: {2020-21: 1 decimal}}"
    assert {"2019-20": ["information-only"]} == missing(rule)
    case = "- {measure: m, period: 2024-25, value: 50%, rating: not rated, reason: information-only}"
    assert {} == missing(rule, case)


def test_figures_of_a_row_are_those_that_cases_bring_one_set_is_enough():
    rule = "{aim: high, unit: percent, target: last year, amber: none}"
    cases = (
        "- {measure: m, last year: 62%, table: [61.9% red, 62% green]}",
        "- {measure: m, prior: 70%, value: 70%, rating: green}",
    )
    assert {"": ["just above 62%", "no-comparator"]} == missing(rule, *cases)
    assert (
        "ragtest: 1\ncases:\n  - measure: m\n    last year: 62%\n    table: |\n"
        "      62.1%  green  # just above 62%\n"
        "  - measure: m\n    value: 62.1%\n    rating: not rated\n    reason: no-comparator last year\n"
    ) == proposed(rule, *cases).replace("61.9%\n    rating", "62.1%\n    rating")


def test_figures_that_no_case_brings_are_made_up():
    assert "last year: 50%" in proposed("{aim: high, unit: percent, target: last year, amber: 2 points}")
    rule = "{aim: high, unit: visits, target: 90% of the way from baseline to plan, amber: none}"
    text = proposed(rule, head="units: {visits: }\ncomparators: [plan]\n")
    assert ("baseline: 50 visits" in text, "plan: 40 visits" in text) == (True, True)
    rule = "{aim: low, unit: admissions per 100k, target: 4.1, amber: 6 admissions}"
    assert "population: 100,000" in proposed(rule, head="units: {admissions: }\n")
    assert "4.1 admissions" in proposed(rule, head="units: {admissions: }\n")


def test_made_up_figures_lie_near_the_target_where_it_has_a_number():
    levels = "{green: no worse than target, amber: more than plan, red: rest}"
    rule = f"{{aim: high, unit: percent, target: 90%, levels: {levels}}}"
    assert "plan: 18%" in proposed(rule, head="comparators: [plan]\n")


@pytest.mark.parametrize(
    ("unit", "target", "figure"),
    [("tonnes", "400", "600 tonnes"), ("percent", "95%", "97.5%"), ("people", "1", "2 people")],
)
def test_a_way_to_a_low_target_is_tested_with_a_baseline_above_it(unit, target, figure):
    levels = "{green: at least 90% of the way from baseline to target, red: rest}"
    rule = f"{{aim: low, unit: {unit}, target: {target}, levels: {levels}}}"
    head = "units: {tonnes: {kind: amount}, people: }\n"
    case = "- {measure: m, value: 0, rating: not rated, reason: no-comparator baseline}"
    left = missing(rule, case, head=head)[""]
    assert (True, True) == ("green" in left, "red" in left)
    assert f"baseline: {figure}\n" in proposed(rule, case, head=head)


def test_a_rule_that_speaks_of_thousands_is_tested_with_figures_of_thousands():
    rule = (
        "{aim: high, unit: visits, target: 9.3k worse than last period, "
        "levels: {green: more than 50% of target, red: rest}}"
    )
    assert "last period: 50,000 visits\n" in proposed(rule, head="units: {visits: }\n")


WITHOUT = "levels and cuts (no `plan` was found that makes ranges: write a case with one that does)"


def test_ranges_that_no_figures_make_are_one_point_that_is_missing():
    rule = (
        "{aim: high, unit: percent, domain: 0 to 10%, target: 90% of the way from plan to plan, amber: none}"
    )
    case = "- {measure: m, value: 5%, rating: not rated, reason: no-comparator plan}"
    assert {"": ["no-comparator", WITHOUT]} == missing(rule, head="comparators: [plan]\n")
    assert {"": [WITHOUT]} == missing(rule, case, head="comparators: [plan]\n")


def test_ranges_that_ask_for_very_many_figures_are_not_made_up():
    names = [f"f{number}" for number in range(6)]
    levels = ", ".join(f"l{number}: under {name}" for number, name in enumerate(names))
    head = f"comparators: [{', '.join(names)}]\nscales: {{s: [l0, l1, l2, l3, l4, l5, l6]}}\n"
    rule = f"{{aim: none, unit: percent, scale: s, levels: {{{levels}, l6: rest}}}}"
    needed = " and ".join(f"`{name}`" for name in names)
    assert {"": ["no-comparator", WITHOUT.replace("`plan`", needed)]} == missing(rule, head=head)


# ---- what is proposed --------------------------------------------------------------------------


def test_proposals_are_a_file_of_cases_with_a_table_for_each_period():
    assert (
        "ragtest: 1\n"
        "cases:\n"
        "  - measure: m\n"
        "    period: 2019-20\n"
        "    table: |\n"
        "      89.9%  red    # just below 90%\n"
        "      90%  green    # on 90%\n"
        "      90.1%  green  # just above 90%\n"
    ) == proposed("{aim: high, unit: percent, target: {2019-20: 90%}, amber: none}")


def test_a_level_that_lies_on_no_point_of_a_cut_has_a_line_of_its_own():
    assert "      0%  green  # green\n" in proposed("{aim: high, unit: percent, target: 0%, amber: 1 point}")


def test_beside_a_cut_no_result_lies_beyond_the_next_one():
    text = proposed("{aim: low, unit: percent, target: 3%, amber: 0.025 points}")
    assert "      3.01%  amber   # just above 3%\n" in text
    assert "      3.02%  amber   # just below 3.025%\n" in text
    assert "      3.1%  red      # just above 3.025%\n" in text


def test_points_that_one_case_tests_share_its_line():
    text = proposed("{aim: high, unit: percent, target: 90%, amber: 0.2 points}")
    assert "      89.9%  amber  # just above 89.8%; just below 90%\n" in text


def test_a_level_whose_name_a_table_cannot_hold_stands_in_a_case_of_its_own():
    head = "scales: {s: ['no  1', 'a # b', still not rated]}\n"
    text = proposed("{aim: high, unit: percent, scale: s, target: 90%, amber: 1 point}", head=head)
    assert "table" not in text
    assert "    value: 90%  # on 90%\n    rating: no  1\n" in text
    assert '    rating: "a # b"\n' in text
    assert "    rating: still not rated\n" in text


def test_results_are_written_with_their_unit():
    assert ["-£5", "£1,200", "970 visits"] == [
        in_unit(Fraction(-5), MONEY),
        in_unit(Fraction(1200), MONEY),
        in_unit(Fraction(970), Unit("count", Noun("visits"), text="visits")),
    ]


def test_a_printed_result_is_the_coarsest_that_lies_in_a_piece():
    third = Fraction(1, 3)
    tenth = Fraction(1, 10)
    found = [
        printed_in(Interval(below(Fraction(5)), None), tenth, whole=False),
        printed_in(Interval(None, below(Fraction(5))), tenth, whole=False),
        printed_in(Interval(None, None), tenth, whole=False),
        printed_in(Interval(above(third), below(Fraction(34, 100))), tenth, whole=False),
        printed_in(Interval(below(third), above(third)), tenth, whole=False),
        printed_in(Interval(above(Fraction(5)), below(Fraction(6))), tenth, whole=True),
        printed_in(Interval(below(Fraction(6)), below(Fraction(5))), tenth, whole=False),
    ]
    assert [5, Fraction(49, 10), 0, Fraction(334, 1000), None, None, None] == found
    assert [0, Fraction(3, 10)] == [
        some_result(Domain(None, None)),
        some_result(Domain(Fraction(1, 4), Fraction(39, 100))),
    ]


def test_of_no_points_all_are_tested():
    assert 1 == share_of([])


def test_only_all_points_are_a_hundred_percent():
    rule = "{aim: high, unit: percent, target: 90%, amber: none}"
    tables = "- {measure: m, table: [89.9% red, 90% green]}"
    coverage = coverage_of(trials(rule, tables))
    assert "coverage: 80.0%, 4 of 5 points" in coverage_in_words([coverage])
    assert "coverage: 99.9%" in coverage_in_words(
        [coverage] + [coverage_of(trials(rule, tables, tables.replace("89.9% red", "90.1% green")))] * 400
    )


# ---- mutation ----------------------------------------------------------------------------------


def test_mutants_that_no_case_notices_are_shown_with_the_case_that_would():
    rule = "{aim: high, unit: percent, target: {2019-20: 90%}, amber: 2 points}"
    assert {
        "amber at least 88% made at least 88.1%": "88% amber",
        "amber at least 88% made at least 87.9%": "87.9% red",
        "amber at least 88% made more than 88%": "88% amber",
        "green at least 90% made at least 90.1%": "90% green",
        "green at least 90% made at least 89.9%": "89.9% amber",
        "green at least 90% made more than 90%": "90% green",
        "aim high made low": "0% red",
        "amber made `amber: none`": "88% amber",
        "target of the year left out": "0% red",
    } == fates(rule)


def test_a_case_kills_the_mutants_that_it_notices_and_no_others():
    rule = "{aim: high, unit: percent, target: {2019-20: 90%}, amber: 2 points}"
    killed = {
        words
        for words, fate in fates(rule, "- {measure: m, period: 2019-20, value: 90%, rating: green}").items()
        if fate == "killed"
    }
    assert {
        "green at least 90% made at least 90.1%",
        "green at least 90% made more than 90%",
        "target of the year left out",
    } == killed


def test_a_floor_left_out_is_a_mutant_too():
    found = fates("{aim: low, unit: percent, target: 5%, floor: 7%}")
    assert "5.1% amber" == found["floor made `amber: none`"]
    assert "aim low made high" not in found, "a floor above the target is refused then"


def test_a_rule_that_no_check_lets_pass_is_no_mutant():
    assert not [
        words
        for words in fates("{aim: high, unit: percent, target: at least 90%, amber: none}")
        if "aim" in words
    ]


def test_a_target_of_every_year_has_no_year_to_leave_out():
    assert not [words for words in fates(ANSWERED) if "year" in words]
    levels = "{aim: none, unit: percent, levels: {green: at least 50%, red: rest}}"
    assert not [words for words in fates(levels) if "year" in words or "aim" in words]


def test_an_equivalent_mutant_is_proved_so_by_its_ranges():
    rule = "{aim: low, unit: people, target: 71, amber: 5% of target}"
    found = fates(rule, head="units: {people: }\n")
    assert (
        "it rates only exactly 74.55 otherwise, which no printed result is"
        == found["red more than 74.55 made at least 74.55"]
    )
    found = fates("{aim: high, unit: percent, target: 0%, amber: 2 points}")
    assert "it rates no result otherwise" == found["amber made `amber: none`"]


def test_a_cut_that_is_moved_past_another_stops_there():
    rule = "{aim: high, unit: index, levels: {green: at least 0.05, red: rest}, domain: 0 to 0.1}"
    assert "0.04 red" == fates(rule)["green at least 0.05 made at least 0.04"]
    rule = "{aim: high, unit: percent, target: 90%, amber: 0.05 points}"
    assert "89.95% amber" == fates(rule)["green at least 90% made at least 89.9%"]


def test_a_measure_for_information_only_is_not_rated_with_or_without_a_target():
    rule = "{aim: none, unit: percent, target: {2019-20: TBC}}"
    assert {"target of the year left out": "it is not rated all the same (information-only)"} == fates(rule)


def test_a_target_to_be_set_that_is_left_out_is_noticed_by_its_reason():
    rule = "{aim: high, unit: percent, target: {2019-20: TBC}, amber: none}"
    assert {"target of the year left out": "0% None"} == fates(rule)
    case = "- {measure: m, period: 2019-20, value: 50%, rating: not rated, reason: no-target}"
    assert {"target of the year left out": "killed"} == fates(rule, case)


def test_mutants_change_the_cuts_that_every_row_has():
    rule = "{aim: high, unit: percent, target: last year, amber: none}"
    found = fates(
        rule,
        "- {measure: m, prior: 62%, value: 62%, rating: green}",
        "- {measure: m, value: 62%, rating: not rated}",
    )
    assert {
        "green at least 62% made at least 62.1%": "killed",
        "green at least 62% made at least 61.9%": "61.9% red",
        "green at least 62% made more than 62%": "killed",
        "aim high made low": "0% red",
    } == found


def test_a_row_whose_ranges_have_fewer_cuts_notices_no_change_of_the_others():
    rule = "{aim: high, unit: percent, target: last year, amber: 2 points}"
    found = fates(
        rule,
        "- {measure: m, prior: 62%, value: 60%, rating: amber}",
        "- {measure: m, prior: 1%, value: 1%, rating: green}",
        "- {measure: m, prior: 0%, value: 1%, rating: green}",
    )
    assert "killed" == found["amber at least 60% made more than 60%"]


def test_events_beside_a_target_are_changed_where_they_move_a_cut():
    head, words = "units: {admissions: }\n", "17 events beside the target made 18"
    rule = "{aim: low, unit: admissions per 100k, target: 4.1 (17 admissions), amber: AMBER}"
    events = rule.replace("AMBER", "6 admissions")
    assert "5.6 admissions per 100k amber" == fates(events, head=head)[words]
    case = "- {measure: m, value: 5.6, rating: amber}"
    assert "killed" == fates(events, case, head=head)[words]
    assert words not in fates(rule.replace("AMBER", "1.5"), head=head)
    assert words not in fates(events.replace("aim", "population: 400k, aim"), head=head)


# ---- the command -------------------------------------------------------------------------------

RULES = f"ragengine: 1\nmeasures:\n  m: {ANSWERED}\n"
ALL = "87.9% red, 88% amber, 88.1% amber, 89.9% amber, 90% green, 90.1% green"
SOME = ALL.replace(", 90.1% green", "")


@pytest.fixture
def ragengine_test(tmp_path, monkeypatch):
    """Runs `ragengine test` in a folder with rules, and cases where a table is given."""
    monkeypatch.chdir(tmp_path)
    Path("a.rag.yml").write_text(RULES, encoding="utf-8")

    def run(*arguments, table=""):
        if table:
            text = f"ragtest: 1\ncases:\n  - {{measure: m, table: [{table}]}}\n"
            Path("a.ragtest.yml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["test", *arguments])

    return run


def test_coverage_prints_a_line_a_measure_the_share_and_the_missing_cases(ragengine_test):
    result = ragengine_test("--coverage", table=SOME)
    assert (
        "m: 8 of 9; missing: just above 90%\n"
        "coverage: 88.8%, 8 of 9 points\n"
        "\n"
        "ragtest: 1\ncases:\n  - measure: m\n    table: |\n      90.1%  green  # just above 90%\n"
    ) == result.stdout
    assert (0, "5 cases passed; 1 file\n") == (result.exit_code, result.stderr)


def test_coverage_of_everything_prints_no_cases(ragengine_test):
    result = ragengine_test("--coverage-fail-under", "100", table=ALL)
    assert (0, "m: 9 of 9\ncoverage: 100%, 9 of 9 points\n") == (result.exit_code, result.stdout)


@pytest.mark.parametrize(
    ("least", "code"),
    [
        ("88", 0), ("89", 1), ("100", 1), ("88.88", 0), ("88.9", 1),
        ("101", 2), ("-1", 2), ("100.1", 2), ("nan", 2),
    ],
)  # fmt: skip
def test_coverage_under_a_limit_fails_the_run(ragengine_test, least, code):
    assert code == ragengine_test("--coverage-fail-under", least, table=SOME).exit_code


def test_coverage_works_without_any_file_of_cases(ragengine_test):
    for path in (".", "a.rag.yml"):
        result = ragengine_test(path, "--coverage")
        assert (0, "m: 0 of 9;") == (result.exit_code, result.stdout[:10])
        assert "" == result.stderr


def test_rules_that_cases_test_already_are_counted_once(ragengine_test):
    result = ragengine_test(".", "a.rag.yml", "a.ragtest.yml", "--coverage", table=ALL)
    assert (0, 1) == (result.exit_code, result.stdout.count("m: 9 of 9"))


@pytest.mark.parametrize("option", ["--coverage", "--mutate", "--properties"])
def test_examples_that_stand_for_cases_can_fail_as_cases_do(ragengine_test, option):
    text = RULES.replace("2 points}", "2 points, examples: [90% amber]}")
    Path("a.rag.yml").write_text(text, encoding="utf-8")
    result = ragengine_test("a.rag.yml", option, "--output-format", "concise", "--max-examples", "2")
    assert (1, "1 example failed\n") == (result.exit_code, result.stderr)
    assert "RAG402 error the example `90% amber` should be amber, and is green\n" in result.stdout


@pytest.mark.parametrize("option", ["--coverage", "--mutate", "--properties"])
def test_of_rules_that_do_not_load_nothing_is_said_but_that(ragengine_test, option):
    Path("a.rag.yml").write_text(RULES.replace("2 points", "2%"), encoding="utf-8")
    result = ragengine_test("a.rag.yml", option, "--output-format", "concise")
    assert (1, "1 problem found\n") == (result.exit_code, result.stderr)
    assert [True] == ["RAG204" in line for line in result.stdout.splitlines()]


def test_rules_that_are_wrong_are_said_once(ragengine_test):
    Path("a.rag.yml").write_text(RULES.replace("2 points", "2%"), encoding="utf-8")
    result = ragengine_test("--coverage", table=ALL)
    assert (1, 1) == (result.exit_code, result.stdout.count("RAG204"))


def test_beside_a_format_for_programs_coverage_is_talk(ragengine_test):
    result = ragengine_test("--coverage", "--mutate", "--output-format", "json", table=ALL)
    assert (
        [] == json.loads(result.stdout)["findings"] if isinstance(json.loads(result.stdout), dict) else True
    )
    assert "coverage: 100%" in result.stderr
    assert "mutants:" in result.stderr


def test_a_mutant_that_survives_fails_the_run(ragengine_test):
    result = ragengine_test("--mutate", table=SOME.replace("89.9% amber, ", ""))
    assert (
        "mutants: 8; 7 killed, 0 equivalent, 1 survived\n"
        "\n"
        "ragtest: 1\ncases:\n  - measure: m\n    table: |\n"
        "      89.9%  amber  # green at least 90% made at least 89.9%\n"
    ) == result.stdout
    assert 1 == result.exit_code
    result = ragengine_test("--mutate", table=ALL)
    assert (0, "mutants: 8; 8 killed, 0 equivalent, 0 survived\n") == (result.exit_code, result.stdout)


def test_ranges_that_no_figures_make_are_no_success_of_mutation(ragengine_test):
    text = (
        "{aim: high, unit: percent, domain: 0 to 10%, target: 90% of the way from plan to plan, amber: none}"
    )
    Path("a.rag.yml").write_text(f"ragengine: 1\ncomparators: [plan]\nmeasures:\n  m: {text}\n", "utf-8")
    result = ragengine_test("a.rag.yml", "--mutate")
    assert (f"not changed: m: {WITHOUT}\nmutants: 0; 0 killed, 0 equivalent, 0 survived\n") == result.stdout
    assert 1 == result.exit_code


# ---- the shipped rules -------------------------------------------------------------------------


def test_the_shipped_rules_are_tested_whole_and_every_mutant_is_killed_or_equivalent():
    result = CliRunner().invoke(
        main, ["test", str(SHIPPED), "--coverage-fail-under", "100", "--mutate"], catch_exceptions=False
    )
    assert 0 == result.exit_code
    lines = result.stdout.splitlines()
    assert "coverage: 100%, 1,002 of 1,002 points" in lines
    equivalent = [line.split(": ")[1] for line in lines if line.startswith("equivalent")]
    assert [
        "waiting-for-assessment in 2023-24",
        "waiting-six-months in 2023-24",
        "reablement-completed in 2023-24",
        "admissions-18-64 in 2019-20",
        "admissions-18-64 in 2023-24",
    ] == equivalent
    assert "mutants: 981; 976 killed, 5 equivalent, 0 survived" == lines[-1]
