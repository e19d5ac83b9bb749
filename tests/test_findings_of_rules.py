"""Findings that only meaning shows: one table of rules for each check, good ones beside bad ones."""

from __future__ import annotations

from datetime import date

import pytest

from ragengine.checks import Settings
from ragengine.checks.of_results import CHECKS_OF_RESULTS
from ragengine.checks.of_rules import CHECKS_OF_RULES
from ragengine.checks.settings import codes_of
from ragengine.codes import CODES
from ragengine.loading import inspect
from ragengine.messages import statement, way_out
from ragengine.source import Source

HEADER = """ragengine: 1
comparators: [plan]
units: {admissions: , visits: }
measures:
  other: {aim: high, unit: percent, target: {2018-19: 1%, 2019-20: 1%, 2020-21: 1%}, amber: none}
  third: {aim: low, unit: visits, target: plan, amber: none}
"""
TODAY = date(2020, 6, 1)


def found_in(text, code, today=TODAY):
    """The findings of one code in a text."""
    settings = Settings(selected=codes_of(code), today=today)
    return [one for one in inspect([Source("a.rag.yml", text)], [], settings).findings if one.code == code]


def found(rule, code, today=TODAY):
    """What is said of a measure, by one code."""
    text = f"{HEADER}  m: {{{rule}}}\n"
    said = [statement(one) for one in found_in(text, code, today)]
    return [one for one in said if "`other`" not in one and "`third`" not in one]


# ---- what no result can be ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aim: high, unit: percent, target: 2%, amber: 2 points", ["red: `2 points` reaches the end of the domain, 0 to 100"]),
        ("aim: low, unit: percent, target: 98%, amber: 2 points", ["red: `2 points` reaches the end of the domain, 0 to 100"]),
        ("aim: low, unit: percent, target: 97%, amber: 2 points", []),
        ("aim: high, unit: visits, target: 5, amber: 100% of target", ["red: `100% of target` reaches the end of the domain, at least 0, whole numbers"]),
        ("aim: high, unit: visits, target: 5, floor: 0", ["red: `floor 0` reaches the end of the domain, at least 0, whole numbers"]),
        ("aim: low, unit: visits, target: 5, amber: 100% of target", []),
        ("aim: high, unit: percent, target: 2%, amber: none", []),
        ("aim: high, unit: percent, target: 0%, amber: none", []),
        ("aim: high, unit: percent, target: plan, amber: 2 points", []),
        ("aim: high, unit: percent, domain: any, target: 2%, amber: 2 points", []),
    ],
)  # fmt: skip
def test_a_margin_leaves_something_of_the_domain(rule, expected):
    assert [f"no result can be {one}" for one in expected] == found(rule, "RAG332")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aim: low, unit: visits, target: 3, amber: 10% of target", ["amber: no whole number is more than 3 and at most 3.3"]),
        ("aim: low, unit: visits, target: 10, amber: 10% of target", []),
        ("aim: high, unit: percent, target: 0%, amber: none", ["red: `rest` leaves no number of the domain, 0 to 100"]),
        ("aim: low, unit: percent, levels: {green: no worse than target, amber: at most 9 points worse than target, red: rest}, target: 95%",
         ["red: `rest` leaves no number of the domain, 0 to 100"]),
        ("aim: high, unit: percent, target: 50%, amber: none", []),
        ("aim: none, unit: visits, domain: any, levels: {green: rest}", []),
    ],
)  # fmt: skip
def test_every_level_can_be_reached(rule, expected):
    assert [f"no result can be {one}" for one in expected] == found(rule, "RAG331")


def test_what_cannot_be_reached_is_said_once_for_years_that_write_it_once():
    rule = "aim: high, unit: percent, target: {2018-19: 1%, 2019-20: 2%}, amber: 2 points"
    assert ["no result can be red in 2018-19: `2 points` reaches the end of the domain, 0 to 100"] == found(
        rule, "RAG332"
    )


def proof_of(rule, code):
    (one,) = found_in(f"{HEADER}  m: {{{rule}}}\n", code)
    return way_out(one)


def test_the_proof_is_the_nearest_result_and_its_sentence():
    expected = (
        "even 0 is not (Amber: 0% is 2 percentage points short of the 2% target, at the limit of its "
        "2-point margin.); take a smaller margin, or say `amber: none`"
    )
    assert expected == proof_of("aim: high, unit: percent, target: 2%, amber: 2 points", "RAG332")


def test_the_proof_for_whole_numbers_is_the_first_beyond():
    rule = "aim: low, unit: visits, target: 3, amber: 10% of target"
    assert proof_of(rule, "RAG331").startswith("even 4 is not (Red: 4 visits is 1 above the limit of 3")


# ---- counts beside rates -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("target: 590.9 (850 admissions), population: 143.8k", []),
        ("target: 590.9 (850 admissions), population: 180k",
         [("`590.9 (850 events)` fits no population: the count would make it 143,752 to 143,945 people, "
          "and the population given is 180k")]),
        ("target: 590.9 (850 admissions), population: {2018-19: 180k, 2019-20: 180k}",
         [("`590.9 (850 events)` fits no population in 2018-19: the count would make it 143,752 to 143,945 "
          "people, and the population given is 180k")]),
        ("target: 4.1 (17 admissions), population: {2019-20: 423.4k}", []),
        ("target: 4.1 (17 admissions)", []),
        ("levels: {green: at most 4.1 (17 admissions), amber: at most 5.1 (21 admissions), red: rest}", []),
        ("levels: {green: at most 4.1 (17 admissions), amber: at most 5.1 (40 admissions), red: rest}",
         [("`5.1 (40 events)` fits no population: the count would make it 766,990 to 801,980 people, and "
          "`4.1 (17 events)`, beside it, makes it 397,590 to 432,099 people")]),
        ("target: 4.1 (17 admissions), floor: 8.2 (20 admissions)",
         [("`8.2 (20 events)` fits no population: the count would make it 236,364 to 251,534 people, and "
          "`4.1 (17 events)`, beside it, makes it 397,590 to 432,099 people")]),
        ("target: 0 (0 admissions), population: 400k", []),
    ],
)  # fmt: skip
def test_a_count_beside_a_rate_fits_the_population(rule, expected):
    limits = "" if "levels" in rule or "floor" in rule else ", amber: none"
    assert expected == found(f"aim: low, unit: admissions per 100k, {rule}{limits}", "RAG405")


# ---- years -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{2018-19: 1%, 2020-21: 1%}",
         ["`m` has a target in 2018-19 and in 2020-21, but none in 2019-20, in which other measures have one"]),
        ("{2018-19: 1%, 2019-20: TBC, 2020-21: 1%}", []),
        ("{2018-19: 1%, 2019-20: 1%}", []),
        ("{from 2018-19: 1%}", []),
        ("1%", []),
        ("{2010-11: 1%, 2018-19: 1%}", []),
    ],
)  # fmt: skip
def test_a_year_between_two_targets_has_one(target, expected):
    assert expected == found(f"aim: high, unit: percent, amber: none, target: {target}", "RAG406")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{2018-19: TBC, 2019-20: 80%}",
         ["the target is still `TBC` in 2018-19, which ended on 31 March 2019"]),
        ("{2019-20: TBC}", ["the target is still `TBC` in 2019-20, which ended on 31 March 2020"]),
        ("{to 2019-20: TBC, 2020-21: 80%}",
         ["the target is still `TBC` in 2019-20, which ended on 31 March 2020"]),
        ("{2020-21: TBC}", []),
        ("{2018-19: no survey, 2019-20: 80%}", []),
        ("TBC", []),
    ],
)  # fmt: skip
def test_no_target_is_still_to_be_set_in_a_year_that_is_over(target, expected):
    assert expected == found(f"aim: high, unit: percent, amber: none, target: {target}", "RAG411")


def test_a_year_ends_the_day_before_the_next_begins():
    text = "ragengine: 1\nyear starts: September\nmeasures: {m: {aim: high, unit: percent, target: {2019: TBC}}}\n"
    assert [] == found_in(text, "RAG411", date(2020, 8, 31))
    assert 1 == len(found_in(text, "RAG411", date(2020, 9, 1)))


# ---- what nothing uses -------------------------------------------------------------------------

UNUSED = """ragengine: 1
comparators: [plan, national average]
units: {visits: , admissions: , loans: }
scales: {progress: [good, bad], mood: [fine, poor]}
defaults:
  every measure: {framework: Local, theme: All}
  percent: {amber: 2 points, compare: 1 decimal}
  count: {amber: 5% of target}
  rate: {aim: low}
measures:
  a: {aim: high, unit: percent, target: plan, amber: none, theme: One}
  b: {aim: high, unit: visits, target: 5, framework: Own, theme: Two}
  c: {aim: low, unit: admissions per 100k, scale: progress, levels: {good: under 5, bad: rest}, theme: Three}
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("RAG407", ["every measure: theme", "percent: amber", "rate: aim"]),
        ("RAG408", ["national average"]),
        ("RAG409", ["loans"]),
        ("RAG410", ["mood"]),
    ],
)
def test_what_no_measure_uses_is_said(code, expected):
    assert expected == [one.facts["text"] for one in found_in(UNUSED, code)]


@pytest.mark.parametrize(
    "unit", ["deaths per 1,000 births", "deaths per 1,000 Live Births", "per 1,000 births"]
)
def test_what_a_rate_is_per_is_used(unit):
    nouns = "{deaths: , births: {also: [live births]}}"
    text = (
        f"ragengine: 1\nunits: {nouns}\nmeasures:\n"
        f"  a: {{aim: low, unit: '{unit}', target: 4, amber: none}}\n"
        "  b: {aim: low, unit: deaths, target: 4, amber: none}\n"
    )
    assert [] == found_in(text, "RAG409")


def test_people_that_a_rate_is_per_are_used():
    text = (
        "ragengine: 1\nunits: {falls: , residents: , births: }\nmeasures:\n"
        "  a: {aim: low, unit: falls per 1k residents, target: 4, amber: none}\n"
    )
    assert ["births"] == [one.facts["text"] for one in found_in(text, "RAG409")]


def test_what_is_used_in_some_years_only_is_used():
    text = (
        "ragengine: 1\ndefaults: {percent: {amber: 2 points, floor: {2018-19: 3%}}}\nmeasures:\n"
        "  a: {aim: high, unit: percent, target: 50%, amber: {2019-20: 1 point}}\n"
    )
    assert [] == [one for one in found_in(text, "RAG407") if one.facts["text"] == "percent: amber"]


def test_a_default_behind_one_that_always_holds_is_not_used():
    text = (
        "ragengine: 1\ndefaults: {percent: {amber: 2 points}, every measure: {levels: {green: at least 1, red: rest}}}\n"
        "measures:\n  a: {aim: high, unit: percent, target: 50%}\n"
    )
    assert ["every measure: levels"] == [one.facts["text"] for one in found_in(text, "RAG407")]


def test_a_unit_that_is_a_default_is_used():
    text = "ragengine: 1\ndefaults: {every measure: {unit: percent}}\nmeasures: {a: {aim: high, target: 5%, amber: none}}\n"
    assert [] == found_in(text, "RAG407")


def test_nothing_is_called_unused_while_rules_cannot_be_read():
    text = UNUSED + "  d: {aim: hgh}\n"
    assert [] == found_in(text, "RAG408") + found_in(text, "RAG409") + found_in(text, "RAG410")


# ---- edges without examples --------------------------------------------------------------------

EDGES = "aim: high, unit: percent, target: 80%, amber: 2 points, examples: "


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (f"{EDGES}[80% green, 78% amber]", []),
        (f"{EDGES}[79.9% amber, 78.0% amber]", []),
        (f"{EDGES}[80% green]", ["`m` has no example and no case on 78"]),
        (f"{EDGES}[95% green, missing not rated, 1%x not rated]", ["`m` has no example and no case on 78 or 80"]),
        ("aim: high, unit: percent, target: 80%, amber: 2 points, compare: as quoted, examples: [80% green, 77% red]",
         []),
        ("aim: high, unit: percent, target: {2018-19: 80%, 2019-20: 90%}, amber: none, examples: {2019-20: [90% green]}",
         []),
        ("aim: high, unit: percent, target: plan, amber: none", ["`m` has no example and no case on any of its edges"]),
        ("aim: high, unit: percent, target: plan, amber: none, examples: [{value: 80%, plan: 80%, rating: green}]", []),
        ("aim: high, unit: percent, target: plan, amber: none, examples: [{value: 99%, plan: 80%, rating: green}]",
         ["`m` has no example and no case on 80"]),
        ("aim: high, unit: percent, target: none", []),
        ("aim: high, unit: percent, target: 0%, amber: none", []),
        ("aim: high, unit: percent, amber: none, target: TBC", []),
    ],
)  # fmt: skip
def test_every_edge_has_an_example(rule, expected):
    assert expected == found(rule, "RAG412")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (f"{EDGES}[80% green]", "- 78% amber"),
        (f"{EDGES}[95% green]", "- 78% amber` and `- 80% green"),
        ("aim: high, unit: percent, target: {2018-19: 80%, 2019-20: 90%}, amber: 2 points",
         "2018-19: [78% amber, 80% green]"),
        ("aim: low, unit: visits, target: 3, amber: 50% of target", "- 4 amber` and `- 5 red"),
        ("aim: low, unit: visits, target: 31, amber: 5% of target, examples: [31 green]", "- 33 red"),
        ("aim: high, unit: percent, target: plan, amber: none, examples: [{value: 99%, plan: 80%, rating: green}]",
         "- {value: 80%, plan: 80%, rating: green}"),
        ("aim: high, unit: percent, target: plan, amber: none", "- {value: ..., plan: ..., rating: ...}"),
        ("aim: high, unit: percent, target: {2018-19: 80%, 2019-20: 90%}, amber: none",
         "2018-19: [80% green]"),
        ("aim: high, unit: percent, target: {2018-19: 80%, 2018-19 Q1: 70%}, amber: none",
         "2018-19: [80% green]"),
        ("aim: low, unit: visits, target: {2018-19: 400k, 2019-20: 420k}, amber: none", "2018-19: [400001 red]"),
        ("aim: high, unit: percent, target: plan, plan: {2019-20: 80%}, amber: none",
         "2019-20: [80% green]"),
    ],
)  # fmt: skip
def test_an_example_that_holds_is_proposed_for_each_edge(rule, expected):
    (one,) = [one for one in found_in(f"{HEADER}  m: {{{rule}}}\n", "RAG412") if one.facts["key"] == "m"]
    assert f"add what it should be there: `{expected}`" == way_out(one)


# ---- what is looked for only where it is selected ------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aim: high, target: {2018-19: 80%, 2019-20: 79%}",
         ["the target of 2019-20, `79%`, is easier than that of 2018-19, `80%`, and the aim is high"]),
        ("aim: low, target: {2018-19: 80%, 2019-20: 79%}", []),
        ("aim: low, target: {2018-19: 80%, 2019-20: 81%}",
         ["the target of 2019-20, `81%`, is easier than that of 2018-19, `80%`, and the aim is low"]),
        ("aim: high, target: {2018-19: 80%, 2019-20: 79% (Apr-Nov)}", []),
        ("aim: high, target: {2018-19: 80%, 2019-20: plan}, plan: 1%", []),
        ("aim: {2018-19: high, 2019-20: low}, target: {2018-19: 80%, 2019-20: 79%}", []),
    ],
)  # fmt: skip
def test_milestones_move_with_the_aim(rule, expected):
    assert expected == found(f"unit: percent, amber: none, {rule}", "RAG421")


MARGINS = """ragengine: 1
measures:
  a: {{aim: high, unit: percent, target: 50%, amber: 2 points}}
  b: {{aim: high, unit: percent, target: 60%, amber: 2 points}}
  c: {{aim: high, unit: percent, target: 70%, amber: {}}}
  d: {{aim: high, unit: percent, target: 80%, amber: {}}}
  e: {{aim: high, unit: percent, levels: {{green: at least 50%, red: rest}}}}
"""


@pytest.mark.parametrize(
    ("two", "expected"),
    [
        (("2 points", "5 points"),
         ["`amber: 5 points` is unlike the margin of the other 3 measures in percent, `2 points`"]),
        (("2 points", "none"),
         ["`amber: none` is unlike the margin of the other 3 measures in percent, `2 points`"]),
        (("2 points", "2 points"), []),
        (("3 points", "5 points"), []),
        (("5 points", "5 points"), []),
    ],
)  # fmt: skip
def test_a_margin_that_stands_alone_is_said(two, expected):
    assert expected == [statement(one) for one in found_in(MARGINS.format(*two), "RAG423")]


# ---- the table of checks -------------------------------------------------------------------------


def test_every_check_gives_codes_of_the_table_and_no_code_has_two_checks():
    for checks in (CHECKS_OF_RULES, CHECKS_OF_RESULTS):
        codes = [code for check in checks for code in check.codes]
        assert codes == sorted(set(codes))
        assert set(codes) <= set(CODES)


def test_opt_in_codes_are_not_looked_for_unless_selected():
    opted = {code for code, known in CODES.items() if known.opt_in}
    assert {"RAG421", "RAG422", "RAG423"} == opted
    assert [] == [code for code in opted if Settings().looks_for(code)]


def test_an_edge_that_no_decimal_can_say_is_proposed_beside_it():
    text = (
        "ragengine: 1\nunits: {falls: }\nmeasures:\n"
        "  m: {aim: low, unit: falls per 10k, target: 12, amber: 4 falls, population: 45200, examples: [12.0 green]}\n"
    )
    (one,) = found_in(text, "RAG412")
    assert "`m` has no example and no case on 12.9956" == statement(one)
    assert "add what it should be there: `- 13 red`" == way_out(one)


# ---- ranges that no figure makes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aim: low, unit: percent, levels: {green: at least 0.5 points better than last year, amber: within 0.5 points of last year, red: rest}",
         ["no figures that were tried make ranges for `m`: the levels green and amber cross: exactly 49.5 is in both"]),
        ("aim: low, unit: percent, levels: {green: more than 0.5 points better than last year, amber: within 0.5 points of last year, red: rest}",
         []),
        ("aim: high, unit: percent, levels: {2019-20: {green: at least 80%, red: rest}, 2020-21: {green: at least last year, amber: at least last year, red: rest}}",
         ["no figures that were tried make ranges for `m` in 2020-21: the levels green and amber coincide: both are at least 50"]),
        ("aim: high, unit: percent, target: plan, amber: none", []),
        ("aim: low, unit: visits, target: 400, levels: {green: at least 90% of the way from baseline to target, amber: at least 50% of the way from baseline to target, red: rest}",
         []),
        ("aim: low, unit: visits per 10k, target: 12, amber: 4 visits", []),
    ],
)  # fmt: skip
def test_some_figures_make_ranges(rule, expected):
    assert expected == found(rule, "RAG333")


# ---- codes of two measures -----------------------------------------------------------------------


def codes(*given):
    rest = "aim: high, unit: percent, target: {2019-20: 80%, 2020-21: 81%}, amber: none"
    lines = "".join(f"  m{number}: {{code: {code}, {rest}}}\n" for number, code in enumerate(given))
    return [statement(one) for one in found_in(f"ragengine: 1\nmeasures:\n{lines}", "RAG413")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("A", "B"), []),
        (("A", "a"), ["`a` names `m0` as well in 2019-20"]),
        (("A", "{to 2019-20: B, from 2020-21: A}"), ["`A` names `m0` as well in 2020-21"]),
        (("{2019-20: A}", "{2020-21: A}"), []),
        (("m1", "B"), ["`m1` names `m1` as well in 2019-20"]),
    ],
)
def test_a_code_is_that_of_one_measure(given, expected):
    assert expected == codes(*given)
