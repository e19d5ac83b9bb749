"""Cuts of a measure in a context: ranges nested, folded, inside the domain; and every way to fail."""

from fractions import Fraction

import pytest

import ragengine
from ragengine.banding import band, in_words
from ragengine.cuts import LINE, Interval, above, below
from ragengine.exact import round_half_away
from ragengine.model import Given
from ragengine.periods import WHOLE_YEAR, Year
from ragengine.reading.files import read_file
from ragengine.resolution import Fault, Population, resolve
from ragengine.source import Source

F = Fraction

HEAD = (
    "comparators: [national average, plan]\n"
    "units: {visits: , falls: , tonnes: {kind: amount}}\n"
    "scales: {two: [met, not met], four: [a, b, c, d], five: [v, w, x, y, z]}"
)
HIGH = "aim: high\nunit: percent"
LOW = "aim: low\nunit: percent"
BAND = "aim: band\nunit: percent"
NONE = "aim: none\nunit: percent"
RATE = "aim: low\nunit: falls per 100k\npopulation: 100k"


def banding(lines, moved_by=None, population=None, **given):
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    rule_file, found = read_file(Source("text", f"ragengine: 1\n{HEAD}\nmeasures:\n  x:\n{body}"))
    assert found == []
    figures = {name.replace("_", " "): Given(F(value), F(1)) for name, value in given.items()}
    people = None if population is None else Population(F(population), "the results")
    one = resolve(rule_file.measures[0], Year(2018), WHOLE_YEAR, figures, people)
    return band(one, moved_by)


def pieces(lines, **more):
    """The pieces of the line in words, from left to right: `red: under 78`."""
    return [f"{level}: {in_words(reach)}" for reach, level in banding(lines, **more).partition.pieces()]


def fault(lines, **given):
    with pytest.raises(Fault) as raised:
        banding(lines, **given)
    return raised.value


# ---- target, amber and floor -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            f"{HIGH}\ntarget: 80%\namber: 2 points",
            ["red: under 78", "amber: at least 78 and under 80", "green: at least 80"],
        ),
        (
            f"{HIGH}\ntarget: 80%\namber: under 2 points",
            ["red: at most 78", "amber: more than 78 and under 80", "green: at least 80"],
        ),
        (
            f"{HIGH}\ntarget: more than 80%\namber: 2 points",
            ["red: under 78", "amber: at least 78 and at most 80", "green: more than 80"],
        ),
        (f"{HIGH}\ntarget: 80%\namber: none", ["red: under 80", "green: at least 80"]),
        (
            f"{HIGH}\ntarget: 80%\nfloor: more than 70%",
            ["red: at most 70", "amber: more than 70 and under 80", "green: at least 80"],
        ),
        (
            f"{LOW}\ntarget: 10%\namber: 2 points",
            ["green: at most 10", "amber: more than 10 and at most 12", "red: more than 12"],
        ),
        (
            f"{LOW}\ntarget: under 10%\namber: under 2 points",
            ["green: under 10", "amber: at least 10 and under 12", "red: at least 12"],
        ),
        (
            f"{LOW}\ntarget: 10%\nfloor: 15%",
            ["green: at most 10", "amber: more than 10 and at most 15", "red: more than 15"],
        ),
        (
            f"{BAND}\ntarget: 40-50%\namber: 2 points",
            [
                "red: under 38",
                "amber: at least 38 and under 40",
                "green: at least 40 and at most 50",
                "amber: more than 50 and at most 52",
                "red: more than 52",
            ],
        ),
        (
            f"{BAND}\ntarget: 40-50%\namber: under 2 points",
            [
                "red: at most 38",
                "amber: more than 38 and under 40",
                "green: at least 40 and at most 50",
                "amber: more than 50 and under 52",
                "red: at least 52",
            ],
        ),
        (
            f"{BAND}\ntarget: 40-50%\namber: {{below: 2 points, above: 2.5 points}}",
            [
                "red: under 38",
                "amber: at least 38 and under 40",
                "green: at least 40 and at most 50",
                "amber: more than 50 and at most 52.5",
                "red: more than 52.5",
            ],
        ),
        (
            f"{BAND}\ntarget: 40-50%\namber: {{above: 5% of target}}",
            [
                "red: under 40",
                "green: at least 40 and at most 50",
                "amber: more than 50 and at most 52.5",
                "red: more than 52.5",
            ],
        ),
        (
            f"{BAND}\ntarget: 40-50%\namber: {{below: 5% of target}}",
            [
                "red: under 38",
                "amber: at least 38 and under 40",
                "green: at least 40 and at most 50",
                "red: more than 50",
            ],
        ),
        (
            f"{BAND}\ntarget: 40-50%\namber: none",
            ["red: under 40", "green: at least 40 and at most 50", "red: more than 50"],
        ),
        (
            f"{HIGH}\ntarget: more than 80%\nfloor: 80%",
            ["red: under 80", "amber: exactly 80", "green: more than 80"],
        ),
        (
            "aim: low\nunit: visits\ntarget: 0\namber: 1",
            ["green: at most 0", "amber: more than 0 and at most 1", "red: more than 1"],
        ),
    ],
)
def test_target_amber_and_floor_make_cuts(lines, expected):
    assert expected == pieces(lines)


@pytest.mark.parametrize(
    ("amber", "end"),
    [
        ("6 falls", "amber: more than 20 and under 26.5"),
        ("under 6 falls", "amber: more than 20 and under 25.5"),
        ("6", "amber: more than 20 and at most 26"),
        ("{wider of: [6 falls, 10% of target]}", "amber: more than 20 and under 26.5"),
        ("{narrower of: [6 falls, 10% of target]}", "amber: more than 20 and at most 22"),
    ],
)
def test_an_amount_of_events_reaches_half_an_event_further(amber, end):
    assert end == pieces(f"{RATE}\ntarget: 20\namber: {amber}")[1]


# ---- levels ----------------------------------------------------------------------------------


def levels(aim, written, more=""):
    return f"{aim}{more}\nlevels: {{{written}}}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            levels(HIGH, "green: at least 75%, amber: rest, red: at most 55%"),
            ["red: at most 55", "amber: more than 55 and under 75", "green: at least 75"],
        ),
        (
            levels(LOW, "green: at most 25%, amber: under 50%, red: rest"),
            ["green: at most 25", "amber: more than 25 and under 50", "red: at least 50"],
        ),
        (
            levels(LOW, "red: rest, amber: under 50%, green: at most 25%"),
            ["green: at most 25", "amber: more than 25 and under 50", "red: at least 50"],
        ),
        (levels(HIGH, "green: at least 50%, red: under 50%"), ["red: under 50", "green: at least 50"]),
        (levels(HIGH, "green: rest"), ["green: any number"]),
        (levels(HIGH, "green: at least 0%"), ["green: any number"]),
        (
            levels(BAND, "green: exactly 50%, amber: 40% to 60%, red: rest"),
            [
                "red: under 40",
                "amber: at least 40 and under 50",
                "green: exactly 50",
                "amber: more than 50 and at most 60",
                "red: more than 60",
            ],
        ),
        (
            levels(NONE, "green: exactly 50%, red: 40% to 60%, amber: rest"),
            [
                "amber: under 40",
                "red: at least 40 and under 50",
                "green: exactly 50",
                "red: more than 50 and at most 60",
                "amber: more than 60",
            ],
        ),
        (
            levels(LOW, "v: at most 2%, w: at most 5%, x: at most 10%, z: rest", "\nscale: five"),
            [
                "v: at most 2",
                "w: more than 2 and at most 5",
                "x: more than 5 and at most 10",
                "z: more than 10",
            ],
        ),
        (
            levels(
                HIGH,
                "green: no worse than target, amber: at most 5 points worse than target, red: rest",
                "\ntarget: more than 80%",
            ),
            ["red: under 75", "amber: at least 75 and at most 80", "green: more than 80"],
        ),
        (
            levels(
                HIGH,
                "green: better than target, amber: exactly target, red: worse than target",
                "\ntarget: 80%",
            ),
            ["red: under 80", "amber: exactly 80", "green: more than 80"],
        ),
        (
            levels(
                LOW,
                "green: better than target, amber: exactly target, red: worse than target",
                "\ntarget: 80%",
            ),
            ["green: under 80", "amber: exactly 80", "red: more than 80"],
        ),
        (
            levels(LOW, "green: rest, red: worse than target", "\ntarget: under 80%"),
            ["green: under 80", "red: at least 80"],
        ),
        (
            levels(
                HIGH, "green: at least 110% of target, amber: at least target, red: rest", "\ntarget: 50%"
            ),
            ["red: under 50", "amber: at least 50 and under 55", "green: at least 55"],
        ),
        (
            levels(
                HIGH,
                "green: more than 3 points above plan, amber: no worse than plan, red: rest",
                "\nplan: 50%",
            ),
            ["red: under 50", "amber: at least 50 and at most 53", "green: more than 53"],
        ),
        (
            levels(
                LOW, "green: better than plan, amber: no worse than plan, red: worse than plan", "\nplan: 50%"
            ),
            ["green: under 50", "amber: exactly 50", "red: more than 50"],
        ),
        (
            levels(HIGH, "green: better than plan, red: rest", "\nplan: 50%"),
            ["red: at most 50", "green: more than 50"],
        ),
        (
            levels(NONE, "green: at least 3 points below plan, red: rest", "\nplan: 50%"),
            ["green: at most 47", "red: more than 47"],
        ),
        (
            levels(NONE, "green: more than 3 points below plan, red: rest", "\nplan: 50%"),
            ["green: under 47", "red: at least 47"],
        ),
        (
            levels(NONE, "green: under 3 points above plan, red: rest", "\nplan: 50%"),
            ["green: under 53", "red: at least 53"],
        ),
        (
            levels(HIGH, "green: under 3 points worse than plan, red: rest", "\nplan: 50%"),
            ["red: at most 47", "green: more than 47"],
        ),
        (
            levels(
                BAND,
                "green: within 2 points of target, amber: within 5 points of target, red: rest",
                "\ntarget: 40-50%",
            ),
            [
                "red: under 35",
                "amber: at least 35 and under 38",
                "green: at least 38 and at most 52",
                "amber: more than 52 and at most 55",
                "red: more than 55",
            ],
        ),
        (
            levels(
                BAND,
                "green: no worse than target, amber: under 5 points worse than target, red: rest",
                "\ntarget: 40-50%",
            ),
            [
                "red: at most 35",
                "amber: more than 35 and under 40",
                "green: at least 40 and at most 50",
                "amber: more than 50 and under 55",
                "red: at least 55",
            ],
        ),
        (
            levels(BAND, "green: within 2 points of plan, red: rest", "\nplan: 50%"),
            ["red: under 48", "green: at least 48 and at most 52", "red: more than 52"],
        ),
        (
            levels(
                HIGH,
                "green: at least 90% of the way from baseline to target, red: rest",
                "\nbaseline: 20%\ntarget: 40%",
            ),
            ["red: under 38", "green: at least 38"],
        ),
        (
            levels(
                LOW,
                "green: at least 90% of the way from baseline to target, red: rest",
                "\nbaseline: 40%\ntarget: 20%",
            ),
            ["green: at most 22", "red: more than 22"],
        ),
        (
            levels(
                LOW,
                "green: more than 90% of the way from baseline to target, red: rest",
                "\nbaseline: 40%\ntarget: 20%",
            ),
            ["green: under 22", "red: at least 22"],
        ),
        (
            levels(NONE, "green: plan to 60%, red: rest", "\nplan: 50%"),
            ["red: under 50", "green: at least 50 and at most 60", "red: more than 60"],
        ),
        (
            levels("aim: low\nunit: visits", "green: at most 5% worse than plan, red: rest", "\nplan: 100"),
            ["green: at most 105", "red: more than 105"],
        ),
        (levels(HIGH, "green: at least plan, red: rest", "\nplan: 120%"), ["red: any number"]),
    ],
)
def test_levels_nest_and_the_narrower_range_wins(lines, expected):
    assert expected == pieces(lines)


def test_the_order_of_the_lines_is_no_part_of_the_meaning():
    written = ["green: at most 25%", "amber: under 50%", "red: rest"]
    ways = [levels(LOW, ", ".join(written[turn:] + written[:turn])) for turn in range(3)]
    assert len({banding(way).partition for way in ways}) == 1


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (
            "target: 80%\namber: 2 points",
            "target: 80%\nlevels: {green: at least target, amber: at most 2 points below target, red: rest}",
        ),
        ("target: 80%\namber: 2 points", "levels: {green: at least 80%, amber: at least 78%, red: rest}"),
        (
            "target: more than 80%\nfloor: 70%",
            "levels: {green: more than 80%, amber: at least 70%, red: rest}",
        ),
        ("target: 80%\namber: none", "levels: {green: at least 80%, red: rest}"),
    ],
)
def test_the_short_forms_mean_their_levels(short, long):
    assert banding(f"{HIGH}\n{long}").partition == banding(f"{HIGH}\n{short}").partition


# ---- rounding --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            f"{HIGH}\ntarget: 42%\namber: 2 points\ncompare: as quoted",
            ["red: under 39.5", "amber: at least 39.5 and under 41.5", "green: at least 41.5"],
        ),
        (
            f"{HIGH}\ntarget: 42.0%\namber: 2 points\ncompare: as quoted",
            ["red: under 39.95", "amber: at least 39.95 and under 41.95", "green: at least 41.95"],
        ),
        (
            f"{LOW}\ntarget: under 5%\namber: 2 points\ncompare: 0 decimals",
            ["green: under 4.5", "amber: at least 4.5 and under 7.5", "red: at least 7.5"],
        ),
        (
            f"{BAND}\ntarget: 7-12%\namber: 2.5 points\ncompare: as quoted",
            [
                "red: under 4.5",
                "amber: at least 4.5 and under 6.5",
                "green: at least 6.5 and under 12.5",
                "amber: at least 12.5 and under 14.5",
                "red: at least 14.5",
            ],
        ),
        (
            levels(
                "aim: low\nunit: visits",
                "green: 0 to 4, amber: 5 to 9, red: at least 10",
                "\ncompare: 0 decimals",
            ),
            ["green: under 4.5", "amber: at least 4.5 and under 9.5", "red: at least 9.5"],
        ),
        (
            levels(
                "aim: high\nunit: index\ndomain: any", "green: at least 0, red: rest", "\ncompare: 0 decimals"
            ),
            ["red: at most -0.5", "green: more than -0.5"],
        ),
    ],
)
def test_rounding_is_folded_into_the_cuts(lines, expected):
    assert expected == pieces(lines)


def test_a_folded_partition_rates_results_as_the_rounded_results_are_rated():
    exact = banding(f"{HIGH}\ntarget: 42%\namber: 2.3 points").partition
    folded = banding(f"{HIGH}\ntarget: 42%\namber: 2.3 points\ncompare: as quoted").partition
    for tenth in range(380, 430):
        value = F(tenth, 10)
        assert exact.label(round_half_away(value, F(1))) == folded.label(value)


@pytest.mark.parametrize(("moved_by", "expected"), [(None, F(1)), (F(8, 12), None)])
def test_results_round_unless_a_run_rate_moves_the_cuts(moved_by, expected):
    assert expected == banding(f"{HIGH}\ntarget: 42%\namber: none\ncompare: as quoted", moved_by).rounds_to


def test_a_run_rate_moves_the_cuts_and_folds_none():
    lines = "aim: high\nunit: visits\ntarget: 970k\namber: 5% of target\ncompare: as quoted"
    moved = banding(lines, F(8, 12)).partition
    expected = [below(F(921_500) * F(8, 12)), below(F(970_000) * F(8, 12))]
    assert expected == list(moved.cuts)


# ---- faults ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "one", "two", "numbers"),
    [
        (levels(HIGH, "green: at least 80%, amber: 70% to 80%, red: rest"), "green", "amber", "exactly 80"),
        (
            levels(LOW, "red: at least 50%, amber: 25% to 50%, green: at most 25%"),
            "red",
            "amber",
            "exactly 50",
        ),
        (
            levels(HIGH, "green: at least 50%, amber: at most 60%"),
            "green",
            "amber",
            "at least 50 and at most 60",
        ),
        (
            levels(HIGH, "green: 50% to 90%, amber: 40% to 60%, red: rest"),
            "green",
            "amber",
            "at least 50 and at most 60",
        ),
    ],
)
def test_ranges_that_cross_are_refused(lines, one, two, numbers):
    found = fault(lines)
    expected = ("RAG308", {"one": one, "two": two, "numbers": numbers})
    assert expected == (found.code, found.facts)


@pytest.mark.parametrize(
    ("lines", "one", "two", "numbers"),
    [
        (
            levels(HIGH, "green: at least 80%, amber: at least 80%, red: rest"),
            "green",
            "amber",
            "at least 80",
        ),
        (levels(HIGH, "green: at least 80%, amber: rest, red: rest"), "amber", "red", "the rest"),
        (f"{HIGH}\ntarget: 80%\nfloor: 80%", "green", "amber", "at least 80"),
        (
            levels(HIGH, "green: at least plan, amber: no worse than plan, red: rest", "\nplan: 50%"),
            "green",
            "amber",
            "at least 50",
        ),
    ],
)
def test_ranges_that_coincide_are_refused(lines, one, two, numbers):
    found = fault(lines)
    expected = ("RAG309", {"one": one, "two": two, "numbers": numbers})
    assert expected == (found.code, found.facts)


@pytest.mark.parametrize(
    ("lines", "numbers", "way"),
    [
        (
            levels(HIGH, "green: at least 80%, red: under 70%"),
            "at least 70 and under 80",
            "move an end, use `rest`",
        ),
        (levels(HIGH, "green: at least 80%"), "at least 0 and under 80", "move an end, use `rest`"),
        (
            levels("aim: low\nunit: visits", "green: 0 to 4, amber: 5 to 9, red: at least 10"),
            "more than 4 and under 5; more than 9 and under 10",
            "`compare: 0 decimals`",
        ),
        (
            levels(HIGH, "green: at least 80%, red: 0% to 78%", "\ncompare: 0 decimals"),
            "at least 78.5 and under 79.5",
            "begin there",
        ),
    ],
)
def test_a_hole_is_refused_with_its_numbers(lines, numbers, way):
    found = fault(lines)
    assert ("RAG310", numbers) == (found.code, found.facts["numbers"])
    assert way in found.facts["way"]


def test_a_hole_outside_the_domain_is_none():
    lines = levels(HIGH, "green: 50% to 100%, red: 0% to 49%", "\ncompare: 0 decimals")
    expected = ["red: under 49.5", "green: at least 49.5"]
    assert expected == pieces(lines)


@pytest.mark.parametrize(
    ("lines", "one", "why"),
    [
        (levels(HIGH, "green: rest, amber: at least 50%, red: under 50%"), "green", "take every number"),
        (
            levels(HIGH, "green: more than 100%, red: rest"),
            "green",
            "`more than 100%` lies outside the domain",
        ),
        (levels(HIGH, "green: rest, red: exactly 120%"), "red", "`exactly 120%` lies outside the domain"),
        (levels(HIGH, "green: rest, red: 110% to 120%"), "red", "`110% to 120%` lies outside the domain"),
        (
            f"{HIGH}\ntarget: 80%\namber: 0.4 points\ncompare: as quoted",
            "amber",
            "once results are rounded to whole numbers",
        ),
    ],
)
def test_a_level_without_numbers_is_refused(lines, one, why):
    found = fault(lines)
    assert ("RAG311", one) == (found.code, found.facts["one"])
    assert why in found.facts["why"]


@pytest.mark.parametrize(
    ("lines", "better", "worse"),
    [
        (
            levels(HIGH, "green: at most 50%, red: rest"),
            "more than 50 and at most 100",
            "at least 0 and at most 50",
        ),
        (
            levels(LOW, "green: at least 50%, red: rest"),
            "at least 0 and under 50",
            "at least 50 and at most 100",
        ),
        (
            levels(HIGH, "green: exactly 80%, amber: 70% to 90%, red: rest"),
            "more than 80 and at most 90",
            "exactly 80",
        ),
        (
            levels(BAND, "green: 40% to 50%, red: 30% to 60%, amber: rest"),
            "at least 30 and under 40",
            "at least 0 and under 30",
        ),
        (
            levels(BAND, "green: 40% to 50%, amber: at least 60%, red: rest"),
            "more than 50 and under 60",
            "at least 60 and at most 100",
        ),
    ],
)
def test_better_results_must_not_rate_worse(lines, better, worse):
    found = fault(lines)
    assert ("RAG312", better, worse) == (found.code, found.facts["numbers"], found.facts["others"])


def test_the_order_is_not_asked_of_a_measure_without_an_aim():
    assert pieces(levels(NONE, "green: at most 50%, red: rest")) == ["green: at most 50", "red: more than 50"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (levels(NONE, "green: better than plan, red: rest", "\nplan: 50%"), "RAG321"),
        (levels(NONE, "green: at least 2 points worse than plan, red: rest", "\nplan: 50%"), "RAG321"),
        (levels(BAND, "green: better than target, red: rest", "\ntarget: 40-50%"), "RAG322"),
        (levels(BAND, "green: rest, red: worse than target", "\ntarget: 40-50%"), "RAG322"),
        (levels(BAND, "green: better than plan, red: rest", "\nplan: 50%"), "RAG322"),
        (levels(BAND, "green: at least target, red: rest", "\ntarget: 40-50%"), "RAG319"),
        (levels(BAND, "green: more than 2 points above target, red: rest", "\ntarget: 40-50%"), "RAG319"),
        (levels(HIGH, "green: no worse than target, red: rest"), "RAG325"),
        (levels(HIGH, "green: at least target, red: rest"), "RAG325"),
        (levels(HIGH, "green: no worse than floor, red: rest", "\ntarget: 80%"), "RAG325"),
        (levels(HIGH, "green: plan to 90%, red: rest", "\nplan: 95%"), "RAG323"),
        (f"{HIGH}\ntarget: 80%\namber: 5% of floor", "RAG325"),
        (
            levels(
                HIGH,
                "green: at least 90% of the way from baseline to plan, red: rest",
                "\nbaseline: 5%\nplan: 5%",
            ),
            "RAG323",
        ),
    ],
)
def test_a_range_that_the_context_does_not_have_is_a_fault(lines, code):
    assert code == fault(lines).code


def test_figures_of_the_row_may_make_no_partition():
    lines = f"{HIGH}\ntarget: plan\namber: 5% of target"
    assert pieces(lines, plan=50)[0] == "red: under 47.5"
    assert fault(lines, plan=0).code == "RAG306"


# ---- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (LINE, "any number"),
        (Interval(below(F(5)), None), "at least 5"),
        (Interval(above(F(5)), None), "more than 5"),
        (Interval(None, below(F(5))), "under 5"),
        (Interval(None, above(F(5))), "at most 5"),
        (Interval(below(F(5)), above(F(5))), "exactly 5"),
        (Interval(above(F(5)), below(F(9))), "more than 5 and under 9"),
    ],
)
def test_an_interval_is_said_as_people_say_it(reach, expected):
    assert expected == in_words(reach)


def test_an_interval_is_shown_in_a_unit():
    expected = "at least 5% and at most 9%"
    assert expected == in_words(Interval(below(F(5)), above(F(9))), lambda value: f"{value}%")


# ---- through the front door ------------------------------------------------------------------


def test_a_rule_of_a_thousand_levels_is_read():
    names = ", ".join(f"l{number}" for number in range(1_000))
    ranges = "".join(f"      l{number}: at most {number}\n" for number in range(999))
    rule = f"  x:\n    aim: low\n    unit: index\n    scale: s\n    levels:\n{ranges}      l999: rest\n"
    rules = ragengine.loads(f"ragengine: 1\nscales: {{s: [{names}]}}\nmeasures:\n{rule}")
    assert [str(rules.rate("x", value).rating) for value in (0, 1, 997.5, 999)] == [
        "l0",
        "l1",
        "l998",
        "l999",
    ]
