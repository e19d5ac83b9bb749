"""A rule in a context to numbers: edges, ranges, figures, populations, spans, places to round to."""

from fractions import Fraction

import pytest
from attrs import evolve

from ragengine.banding import band
from ragengine.model import Aim, Away, Direction, Given, Half, Number, Operator, Rest
from ragengine.periods import WHOLE_YEAR, ByYear, Span, Year
from ragengine.rating import Reason
from ragengine.reading.files import read_file
from ragengine.resolution import (
    Fault,
    Lacking,
    Population,
    domain_in_words,
    figures_needed,
    resolve,
)
from ragengine.source import Source

F = Fraction

HEAD = (
    "comparators: [national average, plan]\n"
    "units: {visits: , falls: , tonnes: {kind: amount}}\n"
    "scales: {two: [met, not met], four: [a, b, c, d], one: [only]}"
)
HIGH = "aim: high\nunit: percent"
LOW = "aim: low\nunit: percent"
BAND = "aim: band\nunit: percent"
NONE = "aim: none\nunit: percent"
RATE = "aim: low\nunit: falls per 100k"


def measure(lines):
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    rule_file, found = read_file(Source("text", f"ragengine: 1\n{HEAD}\nmeasures:\n  x:\n{body}"))
    assert found == []
    return rule_file.measures[0]


def resolved(lines, year=None, span=WHOLE_YEAR, population=None, **given):
    figures = {name.replace("_", " "): Given(F(value), F(1)) for name, value in given.items()}
    people = None if population is None else Population(F(population), "the results")
    return resolve(measure(lines), None if year is None else Year(year), span, figures, people)


def fault(lines, year=None, span=WHOLE_YEAR, **given):
    with pytest.raises(Fault) as raised:
        resolved(lines, year, span, **given)
    return raised.value


def lacking(lines, year=None, **given):
    with pytest.raises(Lacking) as raised:
        resolved(lines, year, **given)
    return raised.value.reason, raised.value.facts


def nowhere(value):
    """A value by year that remembers no places."""
    return ByYear(tuple(evolve(entry, origin=None) for entry in value.entries))


def ranges(one):
    return [(str(level.level), level.ranged, level.text) for level in one.ranges]


# ---- targets ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "lower", "upper"),
    [
        (f"{HIGH}\ntarget: 80%", (80, "at least"), None),
        (f"{HIGH}\ntarget: at least 80%", (80, "at least"), None),
        (f"{HIGH}\ntarget: more than 80%", (80, "more than"), None),
        (f"{LOW}\ntarget: 80%", None, (80, "at most")),
        (f"{LOW}\ntarget: under 80%", None, (80, "under")),
        (f"{BAND}\ntarget: 17-22%", (17, "at least"), (22, "at most")),
        (f"{BAND}\ntarget: last year to 22%\nlast year: 20%", (20, "at least"), (22, "at most")),
        (f"{BAND}\ntarget: within 2 points of plan\nplan: 50%", (48, "at least"), (52, "at most")),
        ("aim: band\nunit: visits\ntarget: within 10% of plan\nplan: 50", (45, "at least"), (55, "at most")),
        (f"{HIGH}\ntarget: last year\nlast year: 50%", (50, "at least"), None),
        (f"{HIGH}\ntarget: 110% of last year\nlast year: 50%", (55, "at least"), None),
        (
            f"{HIGH}\ntarget: 50% of the way from baseline to plan\nbaseline: 40%\nplan: 60%",
            (50, "at least"),
            None,
        ),
        (f"{HIGH}\ntarget: 2 points above last year\nlast year: 50%", (52, "at least"), None),
        (f"{HIGH}\ntarget: 2 points below last year\nlast year: 50%", (48, "at least"), None),
        (f"{HIGH}\ntarget: 2 points better than last year\nlast year: 50%", (52, "at least"), None),
        (f"{LOW}\ntarget: 2 points better than last year\nlast year: 50%", None, (48, "at most")),
        (f"{LOW}\ntarget: 2 points worse than last year\nlast year: 50%", None, (52, "at most")),
        (f"{HIGH}\ntarget: floor\nfloor: 70%", (70, "at least"), None),
    ],
)
def test_a_target_has_one_edge_or_a_bands_two(lines, lower, upper):
    limits = "" if "floor:" in lines else "\namber: none"
    one = resolved(lines + limits)
    found = [None if edge is None else (edge.value, str(edge.operator)) for edge in (one.lower, one.upper)]
    assert [lower, upper] == found


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (f"{HIGH}\ntarget: 80%\namber: none", 80),
        (f"{BAND}\ntarget: 17-22%\namber: none", None),
        (f"{HIGH}\nlevels: {{green: rest}}", None),
    ],
    ids=["threshold", "band", "none"],
)
def test_only_a_target_of_one_edge_is_one_number(lines, number):
    assert number == resolved(lines).number


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (f"{HIGH}\ntarget: under 80%\namber: none", "RAG302"),
        (f"{HIGH}\ntarget: at most 80%\namber: none", "RAG302"),
        (f"{LOW}\ntarget: more than 80%\namber: none", "RAG302"),
        (f"{LOW}\ntarget: 5%\nfloor: at least 8%", "RAG302"),
        (f"{BAND}\ntarget: 80%\namber: none", "RAG319"),
        (f"{HIGH}\ntarget: 17-22%\namber: none", "RAG319"),
        (f"{HIGH}\ntarget: within 2 points of plan\nplan: 50%\namber: none", "RAG319"),
        (f"{BAND}\ntarget: last year to plan\nlast year: 50%\nplan: 40%\namber: none", "RAG323"),
        (f"{HIGH}\ntarget: 120%\namber: none", "RAG318"),
        (f"{HIGH}\ntarget: -5%\namber: none", "RAG318"),
        (f"{BAND}\ntarget: 90-120%\namber: none", "RAG318"),
        (f"{HIGH}\ntarget: target\namber: none", "RAG325"),
        (f"{HIGH}\ntarget: floor\namber: none", "RAG325"),
        (f"{HIGH}\ntarget: 80%\nfloor: floor", "RAG325"),
        (f"{HIGH}\ntarget: 80%\nfloor: 90% of floor", "RAG325"),
        (f"{HIGH}\ntarget: 2 points above floor\namber: 2 points", "RAG325"),
        (f"{HIGH}\ntarget: 110% of last year\nlast year: 0%\namber: none", "RAG306"),
        (
            f"{HIGH}\ntarget: 50% of the way from baseline to plan\nbaseline: 40%\nplan: 40%\namber: none",
            "RAG323",
        ),
        (f"{BAND}\ntarget: 17-22%\nfloor: 15%", "RAG319"),
    ],
)
def test_a_target_that_cannot_be_is_a_fault(lines, code):
    assert code == fault(lines).code


def test_a_figure_outside_the_domain_is_no_fault_of_the_author():
    assert resolved(f"{HIGH}\ntarget: last year\nlast year: 120%\namber: none").lower.value == 120


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("0 to 100%", "0 to 100"),
        ("at least 0%", "at least 0"),
        ("at most 50%", "at most 50"),
        ("any", "any number"),
    ],
)
def test_a_domain_is_said_in_words(lines, expected):
    assert expected == domain_in_words(measure(f"{NONE}\ndomain: {lines}").domain.at(None))


def test_a_domain_of_counts_is_whole():
    expected = "at least 0, whole numbers"
    assert expected == domain_in_words(measure("aim: none\nunit: visits").domain.at(None))


# ---- what is lacking -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "year", "reason"),
    [
        (f"{HIGH}\ntarget: TBC", None, Reason.NO_TARGET),
        (f"{HIGH}\ntarget: no survey\namber: 2 points", None, Reason.NO_SURVEY),
        (f"{HIGH}\ntarget: none", None, Reason.INFORMATION_ONLY),
        (NONE, None, Reason.INFORMATION_ONLY),
        (f"{NONE}\ntarget: 80%", None, Reason.INFORMATION_ONLY),
        (f"{NONE}\ntarget: TBC", None, Reason.INFORMATION_ONLY),
        (f"{HIGH}\ntarget: {{2018-19: 80%}}\namber: none", 2019, Reason.NO_TARGET_THIS_YEAR),
        (f"{HIGH}\nlevels: {{2018-19: {{green: rest}}}}", 2019, Reason.NO_TARGET_THIS_YEAR),
        ("aim: {2018-19: high}\nunit: percent\nlevels: {green: rest}", 2019, Reason.NO_TARGET_THIS_YEAR),
    ],
)
def test_a_context_without_a_target_has_a_reason(lines, year, reason):
    assert (reason, {}) == lacking(lines, year)


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        (f"{HIGH}\ntarget: last year\namber: none", "last year"),
        (f"{HIGH}\ntarget: 110% of plan\namber: none", "plan"),
        (f"{HIGH}\ntarget: 50% of the way from baseline to plan\namber: none", "baseline"),
        (f"{HIGH}\ntarget: 80%\nfloor: 90% of plan", "plan"),
        (f"{RATE}\ntarget: 0.1\nfloor: 6 falls above target", "population"),
    ],
)
def test_a_figure_that_is_not_there_is_lacking_by_name(lines, figure):
    assert (Reason.NO_COMPARATOR, {"figure": figure}) == lacking(lines)


def test_a_measure_with_neither_target_nor_levels_is_a_fault():
    assert fault(f"{HIGH}\namber: 2 points").code == "RAG316"


# ---- limits ----------------------------------------------------------------------------------


BEST = Away(Direction.WORSE, "target", no=True)


def test_amber_is_short_for_levels():
    one = resolved(f"{HIGH}\ntarget: 80%\namber: under 2 points")
    found = ranges(one)
    assert one.limits == "amber"
    assert [name for name, _, _ in found] == ["green", "amber", "red"]
    assert [found[0][1], found[2][1]] == [BEST, Rest()]
    assert (found[1][1].operator, found[1][2]) == (Operator.UNDER, "under 2 points")


def test_a_floor_is_short_for_levels():
    one = resolved(f"{LOW}\ntarget: 5%\nfloor: under 8%")
    expected = (
        "amber",
        Half(Operator.UNDER, Number(measure(f"{NONE}\nplan: 8%").figures["plan"].at(None).quoted)),
    )
    assert expected == ranges(one)[1][:2]
    assert one.limits == "floor"


@pytest.mark.parametrize(("scale", "names"), [("RAG", ["green", "red"]), ("two", ["met", "not met"])])
def test_amber_none_uses_the_two_ends_of_the_scale(scale, names):
    one = resolved(f"{HIGH}\nscale: {scale}\ntarget: 80%\namber: none")
    expected = [(names[0], BEST, "no worse than target"), (names[1], Rest(), "rest")]
    assert expected == ranges(one)
    assert one.limits == "none"


def test_levels_stand_as_they_are_written():
    one = resolved(f"{HIGH}\nlevels: {{green: at least  75%, red: rest}}")
    expected = [("green", "at least 75%"), ("red", "rest")]
    assert expected == [(name, text) for name, _, text in ranges(one)]
    assert one.limits == "levels"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (f"{HIGH}\ntarget: 80%", "RAG303"),
        (f"{HIGH}\ntarget: 80%\namber: 2 points\nfloor: 70%", "RAG317"),
        (f"{HIGH}\ntarget: 80%\namber: 2 points\nlevels: {{green: rest}}", "RAG317"),
        (f"{HIGH}\ntarget: 80%\nfloor: 70%\nlevels: {{green: rest}}", "RAG317"),
        (f"{HIGH}\nscale: four\ntarget: 80%\namber: 2 points", "RAG314"),
        (f"{HIGH}\nscale: two\ntarget: 80%\namber: 2 points", "RAG314"),
        (f"{HIGH}\nscale: four\ntarget: 80%\nfloor: 70%", "RAG314"),
        (f"{HIGH}\nscale: four\ntarget: 80%\namber: none", "RAG314"),
        (f"{HIGH}\nscale: one\ntarget: 80%\namber: none", "RAG314"),
        (f"{HIGH}\ntarget: 80%\namber: {{above: 2 points}}", "RAG304"),
        (f"{HIGH}\ntarget: 80%\namber: {{below: 1 point, above: 2 points}}", "RAG304"),
        (f"{LOW}\ntarget: 80%\namber: {{below: 2 points}}", "RAG304"),
        (f"{HIGH}\ntarget: 80%\nfloor: 90%", "RAG312"),
        (f"{LOW}\ntarget: 80%\nfloor: 70%", "RAG312"),
    ],
)
def test_limits_that_cannot_be_are_a_fault(lines, code):
    assert code == fault(lines).code


def test_a_level_that_is_on_another_scale_in_that_year_is_a_fault():
    lines = f"{HIGH}\nscale: {{2018-19: RAG, 2019-20: two}}\nlevels: {{green: at least 80%, red: rest}}"
    found = fault(lines, 2019)
    expected = ("RAG112", "green", "met, not met")
    assert expected == (found.code, found.facts["text"], found.facts["known"])
    assert resolved(lines, 2018).limits == "levels"


@pytest.mark.parametrize(("year", "expected"), [(2018, "2 points"), (2019, "3 points")])
def test_a_year_that_the_measure_leaves_out_has_the_default(year, expected):
    lines = f"{HIGH}\ntarget: 80%\namber: {{2018-19: 2 points}}"
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    text = f"ragengine: 1\ndefaults: {{percent: {{amber: 3 points}}}}\nmeasures:\n  x:\n{body}"
    one = resolve(read_file(Source("text", text))[0].measures[0], Year(year))
    assert expected == one.amber.value.text


def test_a_floor_in_one_year_and_amber_in_another_do_not_meet():
    lines = f"{HIGH}\ntarget: 80%\nfloor: {{2018-19: 70%}}\namber: {{2019-20: 2 points}}"
    assert [resolved(lines, year).limits for year in (2018, 2019)] == ["floor", "amber"]


def test_a_fault_of_one_year_names_it():
    lines = f"{HIGH}\ntarget: 80%\nfloor: 70%\namber: {{2019-20: 2 points}}"
    assert fault(lines, 2019).facts["when"] == " in 2019-20"


# ---- amounts ---------------------------------------------------------------------------------


def reach(lines, amount, start, strict=False, population=None):
    """How far an amount reaches in the context of a rule of two states."""
    one = resolved(lines, population=population)
    margin = measure(lines.replace("amber: none", f"amber: {amount}")).limits[0].amber.at(None)
    found = one.reach(margin.amount, F(start), None, amount, strict=strict)
    return found.distance, found.strict


@pytest.mark.parametrize(
    ("lines", "amount", "strict", "expected"),
    [
        (HIGH, "2 points", False, (F(2), False)),
        (HIGH, "2 points", True, (F(2), True)),
        (HIGH, "5% of target", False, (F(4), False)),
        (HIGH, "5% of plan", False, (F("2.5"), False)),
        (HIGH, "{wider of: [2 points, 5% of target]}", False, (F(4), False)),
        (HIGH, "{narrower of: [2 points, 5% of target]}", True, (F(2), True)),
    ],
)
def test_an_amount_reaches_so_far_from_the_target(lines, amount, strict, expected):
    assert expected == reach(f"{lines}\ntarget: 80%\nplan: 50%\namber: none", amount, 80, strict)


@pytest.mark.parametrize(
    ("amount", "strict", "expected"),
    [
        ("6 falls", False, (F("6.5"), True)),
        ("6 falls", True, (F("5.5"), True)),
        ("{wider of: [6 falls, 7]}", False, (F(7), False)),
        ("{wider of: [6 falls, 6]}", False, (F("6.5"), True)),
        ("{narrower of: [6 falls, 6.5]}", False, (F("6.5"), True)),
        ("{wider of: [6 falls, 6.5]}", False, (F("6.5"), False)),
        ("{wider of: [6 falls, 5.5]}", True, (F("5.5"), True)),
    ],
)
def test_an_amount_of_events_reaches_half_an_event_further(amount, strict, expected):
    assert expected == reach(f"{RATE}\ntarget: 80\namber: none", amount, 80, strict, population=100_000)


def test_a_bare_share_is_of_the_number_that_it_is_measured_from():
    assert reach("aim: low\nunit: visits\ntarget: 80\namber: none", "5%", 60) == (F(3), False)


def test_a_share_of_a_band_is_of_the_edge_that_it_leaves():
    lines = f"{BAND}\ntarget: 40-60%\namber: none"
    assert [reach(lines, "5% of target", start)[0] for start in (40, 60)] == [F(2), F(3)]


@pytest.mark.parametrize("amount", ["5% of plan", "{wider of: [2 points, 5% of plan]}"])
def test_a_share_of_nothing_or_less_is_a_fault(amount):
    with pytest.raises(Fault) as raised:
        reach(f"{HIGH}\ntarget: 80%\nplan: 0%\namber: none", amount, 80)
    assert raised.value.code == "RAG306"


def test_events_in_a_distance_stand_as_they_are():
    one = resolved(f"{RATE}\ntarget: 6 falls above plan\nplan: 4\namber: none", population=50_000)
    assert one.upper.value == 16


@pytest.mark.parametrize(("key", "expected"), [("wider of", 12), ("narrower of", 6)])
def test_a_band_around_a_figure_knows_the_wider_and_the_narrower(key, expected):
    one = resolved(f"{RATE}\ntarget: 80\namber: {{{key}: [6 falls, 12]}}", population=100_000)
    distance = one.distance(one.amber.value.amount, F(80), None, "")
    assert expected == distance


# ---- populations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "row", "size", "source"),
    [
        ("", None, 400_000, "the target's own bracket"),
        ("", 500_000, 500_000, "the results"),
        ("\npopulation: 450k", 500_000, 450_000, "the rule"),
        ("\npopulation: {2019-20: 450k}", 500_000, 500_000, "the results"),
    ],
    ids=["bracket", "row", "rule", "rule of another year"],
)
def test_a_population_is_the_rules_the_rows_or_what_the_bracket_implies(more, row, size, source):
    one = resolved(f"{RATE}\ntarget: 4 (16 falls)\namber: 6 falls{more}", 2018, population=row)
    assert (size, source) == (one.population.size, one.population.source)


@pytest.mark.parametrize("target", ["4", "0 (0 falls)", "4 (0 falls)", "last year"])
def test_a_target_without_events_implies_no_population(target):
    one = resolved(f"{RATE}\ntarget: {target}\namber: none", last_year=4)
    assert one.population is None


# ---- figures ---------------------------------------------------------------------------------


def test_a_figure_of_the_rule_goes_before_the_rows_and_a_difference_is_noted():
    one = resolved(f"{HIGH}\ntarget: plan\nplan: 50%\namber: none", plan=60)
    assert one.figures["plan"].value == 50
    assert [given.value for given in one.differing["plan"]] == [50, 60]


def test_a_figure_that_the_row_gives_alike_is_no_difference():
    one = resolved(f"{HIGH}\ntarget: plan\nplan: 50%\namber: none", plan=50)
    assert one.differing == {}


def test_a_figure_of_another_year_is_not_asked():
    one = resolved(f"{HIGH}\ntarget: plan\nplan: {{2019-20: 50%}}\namber: none", 2018, plan=60)
    assert one.figures["plan"].value == 60


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f"{HIGH}\ntarget: 80%\namber: 2 points", []),
        (f"{HIGH}\ntarget: last year\namber: 5% of plan", ["last year", "plan"]),
        (f"{HIGH}\ntarget: 110% of last year\nfloor: 90% of last period", ["last period", "last year"]),
        (f"{HIGH}\ntarget: 50% of the way from baseline to plan\namber: none", ["baseline", "plan"]),
        (f"{HIGH}\ntarget: 5% of profile above plan\namber: none", ["plan", "profile"]),
        (f"{HIGH}\ntarget: 2 points above plan\namber: none", ["plan"]),
        (f"{BAND}\ntarget: last year to plan\namber: none", ["last year", "plan"]),
        ("aim: band\nunit: visits\ntarget: within 5% of plan\namber: none", ["plan"]),
        (f"{BAND}\ntarget: 40-50%\namber: {{below: 5% of plan, above: 5% of profile}}", ["plan", "profile"]),
        (f"{BAND}\ntarget: 40-50%\namber: {{below: 5% of plan}}", ["plan"]),
        (f"{HIGH}\ntarget: 80%\namber: {{wider of: [2 points, 5% of plan]}}", ["plan"]),
        (f"{HIGH}\nlevels: {{green: at least plan, red: rest}}", ["plan"]),
        (f"{HIGH}\nlevels: {{green: exactly plan, red: rest}}", ["plan"]),
        (f"{HIGH}\nlevels: {{green: plan to profile, red: rest}}", ["plan", "profile"]),
        (f"{HIGH}\nlevels: {{green: no worse than plan, red: rest}}", ["plan"]),
        (f"{HIGH}\nlevels: {{green: at most 5% of profile worse than plan, red: rest}}", ["plan", "profile"]),
        (f"{HIGH}\nlevels: {{green: within 2 points of plan, red: rest}}", ["plan"]),
        (f"{HIGH}\nlevels: {{green: {{2019-20: at least plan}}, red: rest}}", []),
        (f"{HIGH}\ntarget: TBC\namber: 2 points", []),
        (
            f"{HIGH}\ntarget: {{2019-20: plan}}\nfloor: {{2019-20: 5%}}\nlevels: {{2018-19: {{red: rest}}}}",
            [],
        ),
    ],
)
def test_the_figures_that_a_rule_mentions_are_asked_of_the_row(lines, expected):
    assert expected == sorted(figures_needed(measure(lines), Year(2018), WHOLE_YEAR))


# ---- spans -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "span", "expected"),
    [
        ("target: 80\namber: none", Span(1, 8), WHOLE_YEAR),
        ("target: 80 (Apr-Nov)\namber: none", WHOLE_YEAR, Span(1, 8)),
        ("target: {2018-19 Q1: 80}\namber: none", Span(1, 3), Span(1, 3)),
        ("target: {2018-19 Q1: 80 (Apr)}\namber: none", Span(1, 3), Span(1, 1)),
        ("target: plan\nplan: 80\namber: none", Span(1, 8), Span(1, 8)),
        ("target: plan\nplan: 80 (Apr-Nov)\namber: none", WHOLE_YEAR, Span(1, 8)),
        ("target: 110% of plan\nplan: 80 (Apr-Nov)\namber: none", WHOLE_YEAR, Span(1, 8)),
        ("levels: {green: at least 80 (Apr-Nov), red: rest}", WHOLE_YEAR, Span(1, 8)),
        ("levels: {green: at least 80, red: rest}", Span(1, 8), WHOLE_YEAR),
        ("levels: {green: at least plan, red: rest}\nplan: 80", Span(1, 8), Span(1, 8)),
    ],
)
def test_a_target_covers_the_whole_year_unless_it_says_another_part(lines, span, expected):
    assert expected == resolved(f"aim: high\nunit: visits\n{lines}", 2018, span).target_span


# ---- places to round to ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f"{HIGH}\ntarget: 42%\namber: none", None),
        (f"{HIGH}\ntarget: 42%\namber: none\ncompare: exactly", None),
        (f"{HIGH}\ntarget: 42%\namber: none\ncompare: as quoted", "1"),
        (f"{HIGH}\ntarget: 42.0%\namber: none\ncompare: as quoted", "0.1"),
        (f"{BAND}\ntarget: 6-11.5%\namber: none\ncompare: as quoted", "0.1"),
        ("aim: high\nunit: visits\ntarget: 163.8k\namber: none\ncompare: as quoted", "100"),
        (f"{HIGH}\ntarget: plan\nplan: 42.0%\namber: none\ncompare: as quoted", "0.1"),
        (f"{HIGH}\ntarget: 42.0%\namber: none\ncompare: 0 decimals", "1"),
        (f"{HIGH}\ntarget: 42.0%\namber: none\ncompare: {{2019-20: 0 decimals}}", None),
    ],
)
def test_results_are_rounded_to_the_place_that_the_rule_says(lines, expected):
    wanted = None if expected is None else F(expected)
    assert wanted == resolved(lines, 2018).quantum


@pytest.mark.parametrize(
    "lines",
    [
        f"{HIGH}\nlevels: {{green: rest}}",
        f"{HIGH}\ntarget: 110% of plan\nplan: 50%\namber: none",
        f"{BAND}\ntarget: within 2 points of plan\nplan: 50%\namber: none",
    ],
    ids=["levels", "share", "around a figure"],
)
def test_as_quoted_needs_a_target_in_quoted_form(lines):
    assert fault(f"{lines}\ncompare: as quoted").code == "RAG315"


def test_a_figure_that_came_as_a_float_is_not_quoted():
    one = measure(f"{HIGH}\ntarget: plan\namber: none\ncompare: as quoted")
    with pytest.raises(Fault) as raised:
        resolve(one, None, given={"plan": Given(F(50))})
    assert raised.value.code == "RAG315"


# ---- where each number came from -------------------------------------------------------------


def test_every_number_remembers_where_it_was_written():
    one = resolved(f"{HIGH}\ntarget: 80%\nfloor: 70%\nplan: 5%\ncompare: as quoted\nbasis: forecast given")
    expected = {"target": 9, "floor": 10, "plan": 11, "compare": 12}
    assert expected == {name: place.line for name, place in one.origins.items()}
    assert one.basis.value.value == "forecast given"


def test_levels_remember_where_they_begin():
    one = resolved(f"{HIGH}\nlevels: {{green: rest}}")
    assert one.origins["levels"].line == 9


def test_a_rule_made_without_places_means_the_same():
    lines = f"{HIGH}\ntarget: 80%\nfloor: 70%\nplan: 5%\ncompare: as quoted"
    for text in (lines, f"{HIGH}\nlevels: {{green: at least plan, red: rest}}\nplan: 5%"):
        written = measure(text)
        bare = evolve(
            written,
            target=written.target and nowhere(written.target),
            compare=tuple(map(nowhere, written.compare)),
            figures={name: nowhere(value) for name, value in written.figures.items()},
            limits=tuple(evolve(one, levels=one.levels and nowhere(one.levels)) for one in written.limits),
        )
        assert band(resolve(written, None)).partition == band(resolve(bare, None)).partition
        assert set(resolve(bare, None).origins) <= {"floor"}


@pytest.mark.parametrize(("aim", "expected"), [("high", Aim.HIGH), ("{2018-19: low}", Aim.LOW)])
def test_a_context_has_the_aim_of_its_year(aim, expected):
    assert expected is resolved(f"aim: {aim}\nunit: percent\ntarget: 80%\namber: none", 2018).aim


# ---- slips that were made once ---------------------------------------------------------------


def test_a_target_that_is_the_floor_is_compared_as_the_floor_is_quoted_or_refused():
    assert fault(f"{HIGH}\ntarget: floor\nfloor: 70%\ncompare: as quoted").code == "RAG315"


@pytest.mark.parametrize(("lines", "code"), [(NONE, "RAG321"), (BAND, "RAG322")], ids=["no aim", "band"])
def test_better_or_worse_is_refused_before_the_figure_is_known(lines, code):
    with pytest.raises(Fault) as raised:
        band(resolved(f"{lines}\nlevels: {{green: better than plan, red: rest}}"))
    assert code == raised.value.code


def test_no_worse_than_target_needs_an_aim():
    with pytest.raises(Fault):
        band(resolved(f"{NONE}\ntarget: 50%\nlevels: {{green: no worse than target, red: rest}}"))


def test_an_aim_that_a_year_with_a_target_lacks_is_a_fault():
    with pytest.raises(Fault):
        resolved(
            "aim: {2018-19: high}\nunit: percent\ntarget: {2018-19: 80%, 2019-20: 80%}\namber: none", 2019
        )


def test_the_way_out_of_amber_on_both_sides_keeps_the_side_that_misses():
    assert (
        fault(f"{LOW}\ntarget: 80%\namber: {{below: 1 point, above: 2 points}}").facts["text"] == "2 points"
    )


def test_no_amber_on_either_side_is_amber_none():
    assert resolved(f"{HIGH}\ntarget: 80%\namber: {{above: none, below: none}}").limits == "none"


def test_a_fault_of_a_quarter_names_the_quarter():
    found = fault(f"{HIGH}\ntarget: {{2018-19 Q1: 80%}}", 2018, Span(1, 3))
    assert found.facts["when"] == " in 2018-19 Q1"


@pytest.mark.parametrize(
    "lines",
    [
        f"{BAND}\ntarget: 2 points better than plan to 60%\nplan: 50%\namber: none",
        f"{NONE}\nplan: 50%\nlevels: {{green: exactly 2 points better than plan, red: rest}}",
        f"{NONE}\nplan: 50%\nlevels: {{green: 2 points worse than plan to 60%, red: rest}}",
    ],
    ids=["band", "exactly", "between"],
)
def test_better_or_worse_is_refused_wherever_a_number_may_stand(lines):
    with pytest.raises(Fault):
        band(resolved(lines))
