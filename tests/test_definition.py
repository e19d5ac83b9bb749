"""What a rating means, by hand: each level and reason beside the slow definition and the engine."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from ragengine import Result, loads, model
from ragengine.definition import rating
from ragengine.definition.line import in_order, places
from ragengine.model import Aim, Given
from ragengine.periods import Span, always, read_period, read_span
from ragengine.rating import RAG, Reason, Scale

HEADER = """
ragengine: 1
comparators: [plan, median]
units: {visits: , admissions: , tonnes: {kind: amount}}
scales: {pair: [good, poor], five: [a, b, c, d, e]}
measures:
"""


def one(rule):
    """A rule set of one measure, `m`."""
    return loads(f"{HEADER}  m: {{{rule}}}\n")


def given(number):
    """A figure as a row brings it: quoted where it is text, without a quantum where it is a float."""
    if isinstance(number, float):
        return Given(Fraction(str(number)))
    return Given(Fraction(number), Fraction(1, 10 ** len(number.partition(".")[2])))


def defined(measure, value, period=None, cell=None, population=None, **figures):
    """What the definition says, as text."""
    found = read_period(period) if period else None
    answer = rating(
        measure,
        Fraction(value),
        year=found and found.year,
        span=found and found.span,
        result_span=cell and read_span(cell),
        figures={name.replace("_", " "): given(number) for name, number in figures.items()},
        population=population and Fraction(population),
    )
    return str(answer)


def both(rule, value, period=None, cell=None, population=None, **figures):
    """What the definition says and what the engine says, as texts."""
    rules = one(rule)
    row = Result(
        "m", f"{value} ({cell})" if cell else Fraction(value), period=period, population=population,
        figures={name.replace("_", " "): number for name, number in figures.items()},
    )  # fmt: skip
    (verdict,) = rules.rate_many([row])
    said = defined(rules.measures["m"], value, period, cell, population, **figures)
    return said, str(verdict.rating or verdict.reason)


def agreed(expected, rule, *values, **beside):
    """That the definition and the engine both say these levels or reasons of these values."""
    wanted = expected.split()
    assert [(answer, answer) for answer in wanted] == [both(rule, value, **beside) for value in values]


HIGH = "aim: high, unit: percent, target: 80%"
LOW = "aim: low, unit: percent, target: 80%"
BAND = "aim: band, unit: percent, target: 17-22%"

# ---- target, amber and floor -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (f"{HIGH}, amber: 2 points", "80 79.9 78 77.9", "green amber amber red"),
        (f"{HIGH}, amber: under 2 points", "80 79.9 78 77.9", "green amber red red"),
        ("aim: high, unit: percent, target: more than 80%, amber: 2 points", "80.1 80 78 77.9",
         "green amber amber red"),
        (f"{HIGH}, amber: none", "80 79.9", "green red"),
        (f"{HIGH}, amber: none, scale: pair", "80 79.9", "good poor"),
        (f"{LOW}, amber: 2 points", "80 80.1 82 82.1", "green amber amber red"),
        ("aim: low, unit: percent, target: under 80%, amber: 2 points", "79.9 80 82 82.1",
         "green amber amber red"),
        (f"{HIGH}, floor: 70%", "80 79.9 70 69.9", "green amber amber red"),
        (f"{HIGH}, floor: more than 70%", "70.1 70", "amber red"),
        (f"{LOW}, floor: 90%", "80 80.1 90 90.1", "green amber amber red"),
        (f"{BAND}, amber: 2 points", "14.9 15 16.9 17 22 22.1 24 24.1",
         "red amber amber green green amber amber red"),
        (f"{BAND}, amber: {{below: 2 points, above: under 2.5 points}}", "14.9 15 17 22 24.4 24.5",
         "red amber green green amber red"),
        (f"{BAND}, amber: {{below: 2 points}}", "15 22 22.1", "amber green red"),
        (f"{BAND}, amber: none", "16.9 17 22 22.1", "red green green red"),
        (f"{HIGH}, amber: 5% of target", "76 75.9", "amber red"),
        (f"{BAND}, amber: 10% of target", "15.3 15.2 24.2 24.3", "amber red amber red"),
        (f"{HIGH}, amber: {{wider of: [2 points, 5% of target]}}", "76 75.9", "amber red"),
        (f"{HIGH}, amber: {{narrower of: [2 points, 5% of target]}}", "78 77.9", "amber red"),
    ],
)  # fmt: skip
def test_target_amber_and_floor_are_short_for_levels(rule, values, expected):
    agreed(expected, rule, *values.split())


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("levels: {green: at least 75%, amber: rest, red: at most 55%}", "75 74.9 55.1 55",
         "green amber amber red"),
        ("levels: {green: more than 75%, amber: 50% to 75%, red: under 50%}", "75.1 75 50 49.9",
         "green amber amber red"),
        ("levels: {green: exactly 100%, amber: at least 50%, red: rest}", "100 99.9 50 49",
         "green amber amber red"),
        (("target: 80%, levels: {green: no worse than target, amber: at most 2 points worse than target,"
         " red: rest}"), "80 79 78 77.9", "green amber amber red"),
        ("target: 80%, levels: {green: better than target, red: rest}", "80.1 80", "green red"),
        ("target: 80%, levels: {green: rest, red: worse than target}", "80 79.9", "green red"),
        ("target: 80%, levels: {green: rest, red: at least 3 points worse than target}", "77.1 77",
         "green red"),
        ("target: 80%, levels: {green: rest, red: more than 3 points below target}", "77 76.9", "green red"),
        ("target: 80%, levels: {green: at least 110% of target, amber: rest, red: under 80% of target}",
         "88 87.9 64 63.9", "green amber amber red"),
        ("levels: {green: rest, amber: at most 80%, red: at most 50%}", "80.1 80 50", "green amber red"),
        (("target: 80%, baseline: 50%,"
         " levels: {green: at least 50% of the way from baseline to target, red: rest}"),
         "65 64.9", "green red"),
        ("target: 80%, levels: {green: at least 2 points above target, red: rest}", "82 81.9", "green red"),
    ],
)  # fmt: skip
def test_levels_say_it_all(rule, values, expected):
    rule = f"aim: high, unit: percent, {rule}"
    agreed(expected, rule, *values.split())


# ---- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "figures", "values", "expected"),
    [
        ("aim: high, unit: percent, target: last year, amber: 2 points", {"last_year": "62"}, "62 60 59.9",
         "green amber red"),
        ("aim: high, unit: percent, target: last year, amber: 2 points", {}, "62", "no-comparator"),
        ("aim: high, unit: percent, target: last year, last year: 60%, amber: none", {"last_year": "62"},
         "60", "green"),
        ("aim: high, unit: percent, target: 110% of last year, amber: none", {"last_year": "50"}, "55 54.9",
         "green red"),
        ("aim: high, unit: percent, target: 110% of last year, amber: none", {"last_year": "0"}, "55",
         "no-partition"),
        ("aim: high, unit: percent, target: 2 points above last year, amber: none", {"last_year": "50"},
         "52 51.9", "green red"),
        ("aim: low, unit: percent, target: 2 points better than last year, amber: none", {"last_year": "50"},
         "48 48.1", "green red"),
        ("aim: band, unit: percent, target: within 5 points of plan, amber: 2 points", {"plan": "50"},
         "42.9 43 44.9 45 55 55.1 57 57.1", "red amber amber green green amber amber red"),
        ("aim: band, unit: tonnes, target: within 5% of plan, amber: none", {"plan": "0"}, "5",
         "no-partition"),
        ("aim: band, unit: percent, target: plan to median, amber: none", {"plan": "10", "median": "20"},
         "9.9 10 20 20.1", "red green green red"),
        ("aim: band, unit: percent, target: plan to median, amber: none", {"plan": "20", "median": "10"},
         "15", "no-partition"),
        (("aim: high, unit: percent, "
         "levels: {green: at least 90% of the way from baseline to plan, red: rest}"),
         {"baseline": "10", "plan": "20"}, "19 18.9", "green red"),
        ("aim: low, unit: percent, levels: {green: at least 90% of the way from baseline to plan, red: rest}",
         {"baseline": "20", "plan": "10"}, "11 11.1", "green red"),
        ("aim: low, unit: percent, levels: {green: at least 90% of the way from baseline to plan, red: rest}",
         {"baseline": "20", "plan": "20"}, "11", "no-partition"),
        ("aim: high, unit: percent, levels: {green: at least plan, amber: at least median, red: rest}",
         {"plan": "20", "median": "10"}, "20 10 9", "green amber red"),
        ("aim: high, unit: percent, levels: {green: at least plan, amber: at least median, red: rest}",
         {"plan": "10", "median": "20"}, "20", "no-partition"),
        ("aim: high, unit: percent, levels: {green: at least plan, amber: at least median, red: rest}",
         {"plan": "10", "median": "10"}, "20", "no-partition"),
        ("aim: none, unit: percent, levels: {green: 50% to plan, amber: 60% to median, red: rest}",
         {"plan": "70", "median": "80"}, "65", "no-partition"),
        ("aim: none, unit: percent, levels: {green: 50% to plan, red: rest}", {"plan": "40"}, "65",
         "no-partition"),
        ("aim: high, unit: percent, levels: {green: at least plan, red: under median}",
         {"plan": "80", "median": "70"}, "90", "no-partition"),
        ("aim: high, unit: percent, levels: {green: at least plan, red: under median}",
         {"plan": "80", "median": "80"}, "80 79.9", "green red"),
        ("aim: high, unit: percent, levels: {green: better than plan, amber: no worse than plan, red: rest}",
         {"plan": "80"}, "80.1 80 79.9", "green amber red"),
        ("aim: high, unit: percent, target: plan, amber: none, compare: as quoted", {"plan": "80"},
         "79.5 79.4", "green red"),
        ("aim: high, unit: percent, target: plan, amber: none, compare: as quoted", {"plan": "80.0"},
         "79.95 79.94 79.5", "green red red"),
        ("aim: high, unit: percent, target: plan, amber: none, compare: as quoted", {"plan": 80.0}, "79.5",
         "no-partition"),
        ("aim: high, unit: percent, target: 80%, amber: 5% of last year", {"last_year": "20"}, "79 78.9",
         "amber red"),
        ("aim: high, unit: percent, target: 80%, floor: plan", {"plan": "70"}, "70 69.9", "amber red"),
        ("aim: high, unit: percent, target: 80%, floor: plan", {"plan": "90"}, "85", "no-partition"),
    ],
)  # fmt: skip
def test_figures_stand_where_numbers_may(rule, figures, values, expected):
    agreed(expected, rule, *values.split(), **figures)


# ---- comparing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (f"{HIGH}, amber: 2 points, compare: as quoted", "79.5 79.4 77.5 77.4", "green amber amber red"),
        ("aim: high, unit: percent, target: 80.0%, amber: 2 points, compare: as quoted", "79.95 79.94",
         "green amber"),
        (f"{HIGH}, amber: 2 points, compare: 1 decimal", "79.95 79.94", "green amber"),
        (f"{HIGH}, amber: 2 points, compare: exactly", "80 79.99", "green amber"),
        ("aim: band, unit: percent, target: 6-11.5%, amber: none, compare: as quoted",
         "5.95 5.94 11.54 11.55", "green red green red"),
        ("aim: high, unit: percent, domain: any, target: 0%, amber: none, compare: 0 decimals",
         "-0.4 -0.5", "green red"),
        (("aim: high, unit: percent, compare: 0 decimals,"
         " levels: {green: at least 80%, amber: 70% to 79%, red: at most 69%}"), "79.5 79.4 69.5 69.4",
         "green amber amber red"),
    ],
)  # fmt: skip
def test_a_result_is_rounded_once_where_the_rule_says_so(rule, values, expected):
    agreed(expected, rule, *values.split())


# ---- populations -------------------------------------------------------------------------------

EVENTS = "aim: low, unit: admissions per 100k"


@pytest.mark.parametrize(
    ("rule", "population", "values", "expected"),
    [
        ("target: 4, population: 100k, amber: 6 admissions", None, "4 10.4 10.5", "green amber red"),
        ("target: 4, amber: under 6 admissions", "100000", "9.4 9.5", "amber red"),
        ("target: 4 (16 admissions), amber: 6 admissions", None, "5.62 5.63", "amber red"),
        ("target: 4 (16 admissions), amber: 6 admissions", "100000", "10.4 10.5", "amber red"),
        ("target: 4, amber: 6 admissions", None, "4", "no-comparator"),
        ("target: 4, amber: {wider of: [6 admissions, 5% of target]}", "100000", "10.4 10.5", "amber red"),
        ("target: 2 admissions above last year, amber: none", "100000", "6 6.1", "green red"),
    ],
)
def test_events_become_a_rate_by_the_population(rule, population, values, expected):
    figures = {"last_year": "4"} if "last year" in rule else {}
    agreed(expected, f"{EVENTS}, {rule}", *values.split(), population=population, **figures)


def test_a_population_below_zero_makes_no_partition():
    measure = one(f"{EVENTS}, target: 4, amber: 6 admissions").measures["m"]
    assert "no-partition" == defined(measure, 4, population="-5")


# ---- like with like ----------------------------------------------------------------------------

VISITS = "aim: high, unit: visits, amber: none"


@pytest.mark.parametrize(
    ("rule", "period", "cell", "values", "expected"),
    [
        ("target: 1200", "2019-20", None, "1200 1199", "green red"),
        ("target: 1200", "2019-20 Q1", None, "1200", "not-comparable"),
        ("target: 1200, basis: forecast by run rate", "2019-20 Q1", None, "300 299", "green red"),
        ("target: 1200, basis: forecast by run rate", "2019-20 Q1", "Apr-Nov", "800 799", "green red"),
        ("target: 1200, basis: forecast given", "2019-20 Q1", None, "1200 1199", "green red"),
        ("target: 1200 (Apr-Nov), basis: forecast given", "2019-20 Q1", None, "1200", "not-comparable"),
        ("target: 800 (Apr-Nov)", "2019-20 Apr-Nov", None, "800 799", "green red"),
        ("target: 800 (Apr-Nov), basis: forecast by run rate", "2019-20", None, "1200 1199", "green red"),
        ("target: {2018-19 Q1: 48}", "2018-19 Q1", None, "48 47", "green red"),
        ("target: {2018-19 Q1: 48}", "2018-19 Q2", None, "48", "no-target-this-year"),
    ],
)
def test_what_accumulates_is_compared_over_equal_months(rule, period, cell, values, expected):
    agreed(expected, f"{VISITS}, {rule}", *values.split(), period=period, cell=cell)


def test_a_figure_covers_what_the_row_covers():
    agreed("green red", f"{VISITS}, target: last year", "300", "299", period="2019-20 Q1", last_year="300")


def test_a_figure_that_says_its_months_covers_them():
    measure = one(f"{VISITS}, target: last year").measures["m"]
    figures = {"last year": Given(Fraction(300), span=Span(1, 8))}
    assert Reason.NOT_COMPARABLE is rating(measure, Fraction(300), figures=figures, span=Span(1, 3))


def test_months_of_levels_without_a_target_are_those_of_their_numbers():
    rule = "aim: high, unit: visits, levels: {green: at least 800 (Apr-Nov), red: rest}"
    agreed("green red", rule, "800", "799", period="2019-20 Apr-Nov")
    away = "aim: high, unit: visits, levels: {green: no worse than plan, red: rest}"
    agreed("green red", away, "800", "799", period="2019-20 Apr-Nov", plan="800")


def test_rounding_is_undone_by_a_run_rate():
    rule = f"{VISITS}, target: 1200, compare: as quoted, basis: forecast by run rate"
    agreed("green red", rule, "300", "299", period="2019-20 Q1")


# ---- the order of reasons ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "value", "period", "expected"),
    [
        ("aim: none, unit: percent", "120", None, "information-only"),
        ("aim: high, unit: percent, target: none", "120", None, "information-only"),
        (f"{HIGH}, amber: none", "120", None, "outside-domain"),
        (f"{HIGH}, amber: none", "-1", None, "outside-domain"),
        ("aim: high, unit: visits, target: 5, amber: none", "5.5", None, "outside-domain"),
        ("aim: high, unit: percent, target: TBC, amber: none", "120", None, "outside-domain"),
        ("aim: high, unit: percent, target: TBC, amber: none", "20", None, "no-target"),
        ("aim: high, unit: percent, target: no survey, amber: none", "20", None, "no-survey"),
        ("aim: high, unit: percent, target: {2019-20: 80%}, amber: none", "20", "2020-21",
         "no-target-this-year"),
        ("aim: high, unit: percent, levels: {green: {2019-20: at least 80%}, red: {2019-20: under 80%}}",
         "20", "2020-21", "no-target-this-year"),
        ("aim: none, unit: percent, levels: {green: at least 80%, red: rest}", "80", None, "green"),
        ("aim: high, unit: percent, domain: any, target: 80%, amber: none", "-120", None, "red"),
    ],
)  # fmt: skip
def test_reasons_come_in_an_order(rule, value, period, expected):
    agreed(expected, rule, value, period=period)


# ---- faults that no file can hold --------------------------------------------------------------


def changed(rule, **changes):
    """A measure with a fault that loading would have refused."""
    values = {name: value if isinstance(value, tuple) else always(value) for name, value in changes.items()}
    return evolve(one(rule).measures["m"], **values)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (f"{HIGH}, amber: 2 points", {"aim": Aim.BAND, "target": model.Band(
            model.Number(model.places.Quoted(Fraction(22), Fraction(1), "22")),
            model.Number(model.places.Quoted(Fraction(17), Fraction(1), "17")))}),
        (f"{HIGH}, amber: 2 points", {"target": model.Threshold(model.Figure("target"))}),
        (f"{HIGH}, amber: 2 points", {"scale": Scale("five", RAG.levels + RAG.levels[:2])}),
        (f"{HIGH}, amber: 2 points", {"aim": Aim.BAND, "limits": (model.Limits(
            levels=always(())),)}),
        (f"{HIGH}, amber: 2 points", {"compare": (always(model.Compare(as_quoted=True)),),
                                      "target": model.Threshold(model.Share(Fraction(1), "baseline")),
                                      "figures": {"baseline": None}}),
        (f"{BAND}, amber: none", {"limits": (model.Limits(amber=always(model.TwoMargins(
            model.Margin(model.Fixed(Fraction(2))), None))),), "aim": Aim.LOW}),
        (f"{BAND}, amber: none", {"limits": (model.Limits(floor=always(model.Threshold(
            model.Figure("target")))),)}),
        (f"{HIGH}, floor: 60%", {"target": model.Threshold(model.Figure("floor")), "limits": (model.Limits(
            floor=always(model.Threshold(model.Figure("target")))),)}),
    ],
    ids=["reversed", "itself", "five levels", "nothing", "no quoted form", "good side", "of a band", "loop"],
)  # fmt: skip
def test_a_fault_of_the_rule_itself_makes_no_partition(rule, changes):
    changes = {name: value for name, value in changes.items() if name != "figures"}
    figures = {"baseline": "50"} if "target" in changes else {}
    measure = changed(rule, **changes)
    assert "no-partition" == defined(measure, 50, **figures)


@pytest.mark.parametrize("aim", [Aim.BAND, Aim.NONE])
def test_better_means_nothing_without_one_good_side(aim):
    rule = "aim: high, unit: percent, levels: {green: better than plan, red: rest}"
    assert "no-partition" == defined(changed(rule, aim=aim), 50, plan="40")


@pytest.mark.parametrize("name", ["aim", "scale"])
def test_a_year_without_an_aim_or_a_scale_has_no_target(name):
    measure = one(f"{HIGH}, amber: none").measures["m"]
    entry = evolve(getattr(measure, name).entries[0], first=2019, last=2019)
    measure = evolve(measure, **{name: evolve(getattr(measure, name), entries=(entry,))})
    assert ["green", "no-target-this-year"] == [defined(measure, 80, year) for year in ("2019-20", "2020-21")]


# ---- the parts ---------------------------------------------------------------------------------


def test_places_are_each_mark_and_what_lies_between():
    numbers = [Fraction(2), Fraction(4)]
    assert [1, 2, 3, 4, 5] == places(numbers)
    assert [-1, 0, 1] == places([])
    assert {0, 1, 2, 3, 4, 5, 6} <= set(places(numbers, Fraction(1)))


@pytest.mark.parametrize(
    ("ranks", "aim", "expected"),
    [
        ([2, 1, 0], Aim.HIGH, True), ([0, 1, 2], Aim.HIGH, False),
        ([0, 1, 2], Aim.LOW, True), ([2, 1, 0], Aim.LOW, False),
        ([2, 1, 0, 1, 2], Aim.BAND, True), ([2, 0, 1, 0], Aim.BAND, False), ([1, 2, 0], Aim.BAND, False),
        ([1, 2, 0], Aim.NONE, True),
    ],
)  # fmt: skip
def test_better_results_never_rate_worse(ranks, aim, expected):
    assert expected is in_order(ranks, aim)
