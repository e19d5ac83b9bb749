"""Advice: what people write instead of the language is answered with the words that are read."""

import pytest

import ragengine
from ragengine.messages import MESSAGES, way_out
from ragengine.reading.meant import meant
from ragengine.results.tables import read_table
from ragengine.source import Source


def advice(rule, head=""):
    """The help on the one fault of a measure."""
    text = f"ragengine: 1\n{head}measures:\n  m: {{{rule}}}\n"
    (found,) = [one for one in ragengine.check_text(text) if one.severity == "error"]
    return found.code, way_out(found).strip()


HIGH, LOW = "aim: high, unit: percent", "aim: low, unit: percent"


# ---- amber ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "code", "floor"),
    [
        (f"{HIGH}, target: 98.5%, amber: 98.0%", "RAG204", "98.0%"),
        (f"{HIGH}, target: 98.5%, amber: 98", "RAG205", "98%"),
        (f"{HIGH}, target: {{2023-24: 80%, 2024-25: 82%}}, amber: 75%", "RAG204", "75%"),
        (f"{LOW}, target: 5%, amber: 6%", "RAG204", "6%"),
    ],
)
def test_an_amber_near_the_target_is_likelier_the_value_where_it_ends(rule, code, floor):
    digits = floor.removesuffix("%")
    expected = (
        f"did you mean `floor: {floor}`, where amber ends? "
        f"a distance is written `{digits} points`, or `{digits}% of target`"
    )
    assert (code, expected) == advice(rule)


@pytest.mark.parametrize(
    ("rule", "code", "floor"),
    [
        (f"{HIGH}, target: 98.5%, amber: 98%-98.5%", "RAG116", "98%"),
        (f"{LOW}, target: 5%, amber: 5-6%", "RAG203", "6%"),
        ("aim: low, unit: days, target: 25 days, amber: 25-28 days", "RAG203", "28 days"),
        ("aim: low, unit: £, target: £25, amber: £25 to £28", "RAG203", "£28"),
        ("aim: low, unit: index, target: 2.5, amber: 2.5 to 2.8", "RAG203", "2.8"),
    ],
)
def test_an_amber_from_here_to_there_has_its_end_as_a_floor(rule, code, floor):
    assert (code, f"did you mean `floor: {floor}`, where amber ends?") == advice(rule)


@pytest.mark.parametrize(
    "rule",
    [
        f"{HIGH}, target: 80%, amber: 5%",
        f"{LOW}, target: 5%, amber: 3%",
        f"{HIGH}, target: 80%, amber: 85%",
        f"{HIGH}, target: TBC, amber: 5%",
        f"{HIGH}, target: last year, amber: 5%",
        f"{HIGH}, amber: 5%",
    ],
)
def test_an_amber_that_may_be_a_distance_is_one(rule):
    assert advice(rule)[1].startswith("write `")


def test_a_percentage_below_one_in_a_hundred_may_be_meant_as_a_share():
    expected = "`0.985` is less than one in a hundred: did you mean `target: 98.5%` and `amber: 0.5 points`?"
    assert ("RAG205", expected) == advice(f"{HIGH}, target: 0.985, amber: 0.005")


@pytest.mark.parametrize("words", ["2 ppts", "2 ppt", "2pct points", "2% points", "2 p.p."])
def test_points_by_another_name_are_points(words):
    assert "did you mean `2 points`?" == advice(f"{HIGH}, target: 80%, amber: {words}")[1]


def test_a_margin_of_nothing_has_no_minus_to_leave_out():
    assert ("RAG208", "for no amber say `amber: none`") == advice(f"{HIGH}, target: 80%, amber: 0 points")
    assert "leave the minus out" in advice(f"{HIGH}, target: 80%, amber: -2 points")[1]


# ---- targets, ranges, units -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "instead"),
    [
        ("last year + 2 points", "2 points above last year"),
        ("last year - 2 points", "2 points below last year"),
        ("at least last year plus 2 points", "at least 2 points above last year"),
        ("80% or more", "at least 80%"),
        ("minimum 80%", "at least 80%"),
        ("above 80%", "more than 80%"),
    ],
)
def test_a_target_in_other_words_is_answered_with_those_that_are_read(target, instead):
    assert f"did you mean `{instead}`?" == advice(f"{HIGH}, target: {target}, amber: none")[1]


@pytest.mark.parametrize("target", ["improve on last year", "better than last year", "beat last year"])
def test_a_target_to_improve_has_a_side(target):
    expected = "did you mean `more than last year`, or `under last year` where the aim is low?"
    assert expected == advice(f"{HIGH}, target: {target}, amber: none")[1]


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("80% or more", "at least 80%"),
        ("80% and above", "at least 80%"),
        ("90%+", "at least 90%"),
        ("70% or less", "at most 70%"),
        ("up to 70%", "at most 70%"),
        ("above last year", "more than last year"),
        ("below 70%", "under 70%"),
        ("between 80% and 90%", "80% to 90%"),
        ("\N{PLUS-MINUS SIGN}2%", "-2% to 2%"),
        ("+/- 2%", "-2% to 2%"),
    ],
)
def test_a_range_in_other_words_is_answered_with_those_that_are_read(words, instead):
    assert f"did you mean `{instead}`? " == meant("levels", words)
    assert f"did you mean `{instead}`?" == advice(f"{HIGH}, levels: {{green: {words}, red: rest}}")[1]


@pytest.mark.parametrize("words", ["somewhere", "3 points better than last year"])
def test_what_nobody_can_guess_gets_the_words_that_there_are(words):
    assert advice(f"{HIGH}, levels: {{green: {words}, red: rest}}")[1].startswith(
        ("say `at least`", "declare")
    )


def test_millions_of_pounds_are_pounds():
    expected = "did you mean `unit: £`, with targets and results such as `£1.2m`?"
    assert ("RAG201", expected) == advice("aim: high, unit: £m, target: £1m, amber: none")


def test_a_name_that_is_nearly_known_is_not_to_be_declared():
    assert "did you mean `last year`?" == advice(f"{HIGH}, target: lst year, amber: none")[1]
    assert "did you mean `visits`?" == advice("aim: none, unit: vists", "units: {visits: }\n")[1]
    assert "declare it: `comparators: [zebra]`" == advice(f"{HIGH}, target: zebra, amber: none")[1]


# ---- shapes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "way"),
    [
        (
            f"{HIGH}, target: [80%, 82%], amber: none",
            "write one value, or one for each year: `{2023-24: ..., 2024-25: ...}`",
        ),
        ("aim: high, unit: [percent]", "a unit cannot change by year; another unit is another measure"),
    ],
)
def test_several_values_are_by_year_where_a_key_may_be(rule, way):
    assert ("RAG103", way) == advice(rule)


def test_a_month_is_one_value():
    found = ragengine.check_text(
        "ragengine: 1\nyear starts: [April]\nmeasures: {m: {aim: none, unit: percent}}"
    )
    assert ["write one value"] == [way_out(one) for one in found if one.code == "RAG103"]


def test_the_help_that_nothing_near_replaces_stands_behind_the_question():
    with_else = [code for code, message in MESSAGES.items() if message.else_]
    assert with_else == [code for code in with_else if "{nearest}" in MESSAGES[code].help]


@pytest.mark.parametrize("levels", ["done, not rated, open", "done, part, open, not rated", "not rated"])
@pytest.mark.parametrize("default", [True, False])
def test_a_level_that_is_refused_is_the_only_fault_of_the_measures_on_its_scale(levels, default):
    scale = "scale: steps"
    head = f"ragengine: 1\nscales: {{steps: [{levels}]}}\n"
    head += f"defaults: {{every measure: {{{scale}}}}}\n" if default else ""
    measure = f"{HIGH}, target: 8%, amber: 1 point" + ("" if default else f", {scale}")
    found = ragengine.check_text(f"{head}measures: {{m: {{{measure}}}, n: {{{measure}}}}}")
    assert ["RAG117"] == [one.code for one in found if one.severity == "error"]


def test_a_heading_that_is_not_there_is_named_with_what_it_stands_for_and_the_nearest():
    results = read_table(Source("r.csv", "Indicator,value\nm,5\n"), {"measure": "Indicater"})
    (found,) = [one for one in results.diagnostics if one.code == "RAG508"]
    expected = (
        "did you mean `indicator`? map a heading as it stands in the first line: `--column measure=HEADING`, "
        'in Python `columns={"measure": "HEADING"}`'
    )
    assert expected == way_out(found)


@pytest.mark.parametrize(
    ("words", "of", "share"),
    [
        ("5%", "last year", "95% of last year to 105% of last year"),
        ("2.5%", "plan", "97.5% of plan to 102.5% of plan"),
        ("100%", "plan", ""),
        ("1,000%", "plan", ""),
        ("5%", "target", ""),
    ],
)
def test_within_a_percentage_of_a_figure_is_answered_with_what_is_read(words, of, share):
    rule = "aim: none, unit: percent, target: 50%, levels: {green: LEVEL, red: rest}"
    points = f"within {words.removesuffix('%')} points of {of}"
    also = f", or for a share of it `{share}`" if share else ""
    head = "comparators: [plan]\n"
    said = advice(rule.replace("LEVEL", f"'within {words} of {of}'"), head)
    assert ("RAG204", f"write `{points}`{also}") == said
    for accepted in filter(None, (points, share)):
        text = f"ragengine: 1\n{head}measures:\n  m: {{{rule.replace('LEVEL', repr(accepted))}}}\n"
        assert [] == [one for one in ragengine.check_text(text) if one.severity == "error"]


def test_a_target_within_a_percentage_of_a_figure_is_answered_too():
    rule = "aim: band, unit: percent, amber: none, target: within 5% of last year"
    assert "write `within 5 points of last year`, or for a share of it " in advice(rule)[1]


# ---- following the advice to the end -----------------------------------------------------------

CALLS = "units: {calls: , victims: }\n"
OF_CALLS = "aim: high, unit: percent of calls"


@pytest.mark.parametrize(
    ("rule", "way"),
    [
        (f"{OF_CALLS}, target: 91% of calls, amber: none", "write `91%`: the unit says that it is of calls"),
        (f"{OF_CALLS}, target: 91%, amber: 3% of call", "write `3 points`: the unit says that it is of call"),
        (f"{HIGH}, target: 91% of calls, amber: none", "write `91%`: `unit: percent of calls` says of what"),
        (
            "aim: high, unit: calls, target: 91, amber: 5% of calls",
            "`calls` is what is measured: name a figure, such as `target` or `last year`",
        ),
    ],
)
def test_a_share_of_what_is_measured_is_no_share_of_a_figure(rule, way):
    assert ("RAG307", way) == advice(rule, CALLS)


def test_a_comparator_cannot_have_the_name_of_a_unit():
    rule = f"{OF_CALLS}, target: 91%, amber: none"
    assert ("RAG117", "choose another name") == advice(rule, f"{CALLS}comparators: [call]\n")


@pytest.mark.parametrize(
    ("amber", "code"), [("3 victims", "RAG202"), ("3 days", "RAG202"), ("3 pionts", "RAG201")]
)
def test_a_distance_on_a_percentage_is_in_points(amber, code):
    assert (code, "write `3 points`") == advice(f"{HIGH}, target: 80%, amber: {amber}", CALLS)


@pytest.mark.parametrize(
    ("figure", "way"),
    [
        (
            "national average",
            "did you mean `force average`? or declare it: `comparators: [force average, national average]`",
        ),
        ("forc average", "did you mean `force average`?"),
        ("plan", "declare it: `comparators: [force average, plan]`"),
    ],
)
def test_a_figure_is_a_slip_or_another_that_can_be_declared(figure, way):
    rule = f"{HIGH}, target: {figure}, amber: none"
    assert ("RAG307", way) == advice(rule, "comparators: [force average]\n")


@pytest.mark.parametrize(
    ("unit", "likely"),
    [
        ("percnt of calls", "percent of calls"),
        ("percentage of calls", "percent of calls"),
        ("per cnt of cheese", "percent of cheese"),
        ("percent of cals", "calls"),
    ],
)
def test_a_percentage_misspelt_is_no_noun_to_declare(unit, likely):
    assert ("RAG201", f"did you mean `{likely}`?") == advice(f"aim: none, unit: {unit}", CALLS)


@pytest.mark.parametrize(
    ("unit", "target", "likely"),
    [("£", "1.2mn", "1.2m"), ("£", "£1.2 Mil", "£1.2m"), ("calls", "3bln calls", "3bn calls")],
)
def test_millions_and_billions_have_one_spelling(unit, target, likely):
    rule = f"aim: high, unit: {unit}, target: {target}, amber: none"
    assert ("RAG201", f"did you mean `{likely}`?") == advice(rule, CALLS)


@pytest.mark.parametrize("written", ["more than 8 to 10", "over 8 and at most 10", "'>8-10'"])
def test_a_range_without_its_end_is_said_by_the_other(written):
    rule = f"aim: low, unit: days, levels: {{green: at most 8, amber: {written}, red: rest}}"
    expected = (
        "write `at most 10` where another level is `at most 8`, "
        "or `more than 8` where another is `more than 10`: the narrower range wins"
    )
    assert ("RAG203", expected) == advice(rule)


def test_a_range_that_leaves_out_its_upper_end_is_said_so_too():
    expected = (
        "write `under 90%` where another level is `under 80%`, "
        "or `at least 80%` where another is `at least 90%`: the narrower range wins"
    )
    levels = "{green: at least 90%, amber: at least 80% but under 90%, red: rest}"
    assert ("RAG203", expected) == advice(f"{HIGH}, levels: {levels}")
    levels = "{green: at least 90%, amber: at least 80% and at most 90%, red: rest}"
    assert ("RAG203", "did you mean `80% to 90%`?") == advice(f"{HIGH}, levels: {levels}")


@pytest.mark.parametrize(
    ("key", "words", "way"),
    [
        ("aim", "increase", "write one of `high`, `low`, `band`, `none`"),
        ("accumulates", "false", "write one of `yes`, `no`"),
        ("basis", "run rate", "write one of `forecast given`, `forecast by run rate`"),
    ],
)
def test_a_word_that_is_none_of_a_few_is_told_them(key, words, way):
    rule = {"aim": "high", "unit": "percent", "target": "80%", "amber": "none", key: words}
    assert ("RAG104", way) == advice(", ".join(f"{name}: {value}" for name, value in rule.items()))


@pytest.mark.parametrize(
    ("month", "way"),
    [("Febuary", "did you mean `February`?"), ("4", "write its name, such as `April`")],
)
def test_a_month_is_written_by_its_name(month, way):
    assert ("RAG104", way) == advice("aim: none, unit: index", f"year starts: {month}\n")


@pytest.mark.parametrize(
    ("rule", "key"),
    [("Aim: low, unit: percent, target: none", "aim"), ("aim: low, UNIT: percent, target: none", "unit")],
)
def test_a_needed_key_in_capitals_is_one_fault(rule, key):
    assert ("RAG101", f"did you mean `{key}`?") == advice(rule)


def test_a_column_that_is_there_or_far_from_it_is_not_asked_for():
    headings = "Indicator,period,value,numerator,numerater,denominater"
    table = read_table(Source("results.csv", f"{headings}\nm,2024,1,1,1,1\n"))
    found = [(one.facts["text"], one.facts["nearest"]) for one in table.unused(())]
    expected = [("Indicator", ""), ("numerater", ""), ("denominater", "did you mean `denominator`? ")]
    assert expected == found
