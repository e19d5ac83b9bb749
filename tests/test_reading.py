"""Rule files to the model: declarations, defaults, values by year, examples, and their faults."""

from fractions import Fraction

import pytest

import ragengine
from errors_only import errors_in
from ragengine.errors import RuleError
from ragengine.model import Aim, Basis, Compare, Domain, Figure, Fixed, Margin, NoAmber, ShareOf, TwoMargins
from ragengine.periods import Span, Year
from ragengine.rating import Reason
from ragengine.reading.fields import COMBINED, FILE, LEVEL, MARGINS, MEASURE, SHARED, UNIT
from ragengine.reading.years import read_year_key
from ragengine.units import BUILT_IN

F = Fraction

PERCENT = "aim: high\nunit: percent\ntarget: 80%\namber: 2 points"


def rule_file(measure=PERCENT, head=""):
    """A rule file of one measure, `x`, from the lines of the measure and of the head."""
    lines = "".join(f"    {line}\n" for line in measure.split("\n"))
    return f"ragengine: 1\n{head}\nmeasures:\n  x:\n{lines}"


def measure(lines=PERCENT, head=""):
    return ragengine.loads(rule_file(lines, head)).measures["x"]


def codes(lines=PERCENT, head=""):
    return [one.code for one in errors_in(rule_file(lines, head))]


def faults(lines=PERCENT, head=""):
    return [(one.code, one.facts.get("text") or one.facts.get("key")) for one in
            errors_in(rule_file(lines, head))]  # fmt: skip


# ---- the file --------------------------------------------------------------------------------


def test_a_file_says_what_it_is_for_and_whose_it_is():
    [found] = ragengine.loads(
        rule_file(head="title: Performance\nbody: A council\nmeta: {a: {b: [c, d]}}")
    ).files
    expected = ("Performance", "A council", {"a": {"b": ["c", "d"]}}, "<text>")
    assert expected == (found.title, found.body, found.meta, found.name)


def test_a_file_needs_no_title_body_or_meta():
    [found] = ragengine.loads(rule_file()).files
    expected = ("", "", {})
    assert expected == (found.title, found.body, found.meta)


def test_a_file_is_known_by_the_digest_of_its_text():
    files = [ragengine.loads(rule_file(head=head)).files[0] for head in ("title: a", "title: b")]
    one, two = (file.measures[0].digest for file in files)
    assert one != two
    assert len(one) == len("sha256" * 10) + 4


@pytest.mark.parametrize(
    ("month", "expected"),
    [("September", Span(1, 4)), ("sep", Span(1, 4)), ("Aug", Span(2, 5)), ("June", Span(4, 7))],
)
def test_the_year_starts_in_the_month_that_the_file_says(month, expected):
    found = measure(PERCENT.replace("80%", "80% (Sep-Dec)"), f"year starts: {month}")
    assert expected == found.target.at(None).place.span


def test_a_file_without_measures_is_no_fault():
    assert errors_in("ragengine: 1\nmeasures: {}\n") == []


# ---- declarations ----------------------------------------------------------------------------


def test_nouns_are_declared_with_spellings_kinds_and_whether_they_accumulate():
    head = (
        "units: {visits: , tonnes: {kind: amount, also: [t]}, queue: {accumulates: no},"
        " hours: {accumulates: yes}}"
    )
    nouns = measure(head=head).nouns
    found = {name: (noun.kind, noun.also, noun.accumulates) for name, noun in nouns.items()}
    expected = {
        "visits": ("count", (), None),
        "tonnes": ("amount", ("t",), None),
        "queue": ("count", (), False),
        "hours": ("duration", ("hour", "hrs", "hr"), True),
    }
    assert expected == found


@pytest.mark.parametrize("behind", ["", "{also: [x]}", "{accumulates: yes}"])
@pytest.mark.parametrize("noun", [*BUILT_IN, "Weeks", "HOURS"])
def test_a_duration_stays_one_when_it_is_declared(noun, behind):
    found = measure(
        f"aim: low\nunit: {noun}\ntarget: 3.5 {noun}\namber: none", f"units: {{{noun}: {behind}}}"
    )
    assert ("duration", noun) == (found.unit.kind, found.unit.noun.name)
    assert found.domain.at(None).whole is False


def test_a_duration_keeps_its_spellings_when_it_is_declared():
    lines = "aim: low\nunit: hours\ntarget: 3.5 hrs\namber: 30 minutes"
    found = measure(lines, "units: {Hours: {also: [clock hours], accumulates: yes}}")
    assert (F(7, 2), Margin(Fixed(F(1, 2)))) == (
        found.target.at(None).place.quoted.value, found.limits[0].amber.at(None)
    )  # fmt: skip
    assert found.unit.accumulates


def test_a_declared_kind_goes_before_that_of_a_duration():
    assert measure(head="units: {weeks: {kind: count}}").nouns["weeks"].kind == "count"


def test_scales_are_declared_best_first_with_colours_and_meanings():
    levels = ["green star: {colour: green, meaning: beyond}", "blue circle", "red"]
    head = "scales:\n  promises:\n" + "\n".join(f"    - {level}" for level in levels)
    scale = ragengine.loads(rule_file(head=head)).files[0].scales["promises"]
    expected = [("green star", 0, "green", "beyond"), ("blue circle", 1, None, None), ("red", 2, None, None)]
    assert expected == [(level.name, level.rank, level.colour, level.meaning) for level in scale.levels]


@pytest.mark.parametrize("name", ["England Average", "england average", "'ENGLAND   average'"])
def test_a_comparator_is_named_whatever_its_capitals_and_blanks(name):
    plain = name.strip("'")
    lines = (
        f"aim: high\nunit: percent\ntarget: {name}\namber: 1% of {plain}\n{name}: {{2019-20: 81%}}\n"
        f"examples: [{{value: 5%, {name}: 4%, rating: green}}]"
    )
    found = measure(lines, "comparators: [England Average]")
    assert Figure("England Average") == found.target.at(None).place
    assert ShareOf(F("0.01"), "England Average") == found.limits[0].amber.at(None).amount
    assert ["England Average"] == list(found.figures)
    assert {"value": "5%", "England Average": "4%"} == found.examples[0].cells


def test_a_comparator_that_is_near_is_shown_as_it_is_declared():
    lines = "aim: high\nunit: percent\ntarget: england averge\namber: none"
    [fault] = errors_in(rule_file(lines, "comparators: [England Average]"))
    assert "did you mean `England Average`? " == fault.facts["nearest"]


@pytest.mark.parametrize(
    "lines",
    [
        f"{PERCENT}\nEngland average: 5%\nengland AVERAGE: 6%",
        f"{PERCENT}\nexamples: [{{value: 80%, England average: 5%, england average: 5%, rating: green}}]",
    ],
)
def test_a_figure_is_given_once_whatever_its_capitals(lines):
    assert ["RAG016"] == codes(lines, "comparators: [England average]")


@pytest.mark.parametrize("second", ["england average", "ENGLAND  average"])
def test_comparators_that_differ_in_capitals_or_blanks_alone_are_one(second):
    [found] = errors_in(rule_file(head=f"comparators: [England average, {second}]"))
    assert ("RAG117", second) == (found.code, found.facts["text"])
    assert "`England average` is declared already, and capitals make no difference" == found.facts["why"]


@pytest.mark.parametrize("name", ["none", "over 65s", "5 visits"])
def test_a_comparator_that_could_not_be_told_from_a_rule_is_refused_alone(name):
    lines = f"aim: high\nunit: visits\ntarget: {name}\namber: none"
    assert [("RAG117", name)] == faults(lines, f"comparators: [{name}]\nunits: {{visits: }}")


def test_comparators_are_declared_once_for_all_measures():
    lines = "aim: high\nunit: percent\ntarget: county average\namber: none\ncounty average: {2019-20: 81%}"
    found = measure(lines, "comparators: [county average, national average]")
    expected = ("county average", "national average")
    assert expected == found.comparators
    assert F(81) == found.figures["county average"].at(Year(2019)).quoted.value


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("year starts: Movember", [("RAG104", "Movember")]),
        ("year starts: [April]", [("RAG103", "year starts")]),
        ("comparators: national average", [("RAG103", "comparators")]),
        ("comparators: [[a], b]", [("RAG103", "comparators")]),
        ("units: [visits]", [("RAG103", "units")]),
        ("units: {visits: count}", [("RAG103", "visits")]),
        ("units: {visits: {kind: percent}}", [("RAG104", "percent")]),
        ("units: {visits: {kind: [count]}}", [("RAG103", "kind")]),
        ("units: {visits: {also: v}}", [("RAG103", "also")]),
        ("units: {visits: {also: [[v]]}}", [("RAG103", "also")]),
        ("units: {visits: {accumulates: maybe}}", [("RAG104", "maybe")]),
        ("units: {visits: {accumulates: [no]}}", [("RAG103", "accumulates")]),
        ("units: {visits: {aslo: [v]}}", [("RAG101", "aslo")]),
        ("scales: [a, b]", [("RAG103", "scales")]),
        ("scales: {s: a}", [("RAG103", "s")]),
        ("scales: {s: [a, b, a]}", [("RAG016", "a")]),
        ("scales: {s: [[a], b]}", [("RAG103", "s")]),
        ("scales: {s: [{a: {colour: red}, b: {}}]}", [("RAG103", "s")]),
        ("scales: {s: [{a: red}]}", [("RAG103", "a")]),
        ("scales: {s: [{a: {color: red}}]}", [("RAG101", "color")]),
        ("scales: {s: [{a: {colour: [red]}}]}", [("RAG103", "colour")]),
        ("compare: never", [("RAG104", "never")]),
        ("compare: [never]", [("RAG103", "compare")]),
        ("compare: {2019-20: as quoted, some day: exactly}", [("RAG106", "some day")]),
        ("defaults: none", [("RAG103", "defaults")]),
        ("defaults: {percent: 2 points}", [("RAG103", "percent")]),
        ("defaults: {percnt: {amber: 2 points}}", [("RAG101", "percnt")]),
        ("defaults: {percent: {target: 80%}}", [("RAG101", "target")]),
        ("title: [a]", [("RAG103", "title")]),
        ("body: {a: b}", [("RAG103", "body")]),
        ("meta: a", [("RAG103", "meta")]),
        ("tilte: a", [("RAG101", "tilte")]),
    ],
)
def test_a_declaration_that_is_wrong_is_reported_once(head, expected):
    assert expected == faults(head=head)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ragengine: 2\nmeasures: {}\n", ["RAG108"]),
        ("ragengine: [1]\nmeasures: {}\n", ["RAG103"]),
        ("measures: {}\n", ["RAG102"]),
        ("ragengine: 1\n", ["RAG102"]),
        ("title: a\n", ["RAG102", "RAG102"]),
        ("ragengine: 1\nmeasures: a\n", ["RAG103"]),
        ("ragengine: 1\nmeasures: {x: a}\n", ["RAG103"]),
        ("- a\n", ["RAG103"]),
    ],
)
def test_a_file_is_a_mapping_with_a_version_and_measures(text, expected):
    assert expected == [one.code for one in errors_in(text)]


# ---- values by year --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last", "span"),
    [
        ("2019-20", 2019, 2019, None),
        ("from 2019-20", 2019, None, None),
        ("From 2019", 2019, None, None),
        ("to 2021-22", None, 2021, None),
        ("2017-18 to 2019-20", 2017, 2019, None),
        ("2017 to 2017", 2017, 2017, None),
        ("2018-19 Q1", 2018, 2018, Span(1, 3)),
        ("2018-19 Apr to Nov", 2018, 2018, Span(1, 8)),
        ("Apr-Nov 2018", 2018, 2018, Span(1, 8)),
    ],
)
def test_a_year_key_has_ends_that_may_be_open(text, first, last, span):
    key = read_year_key(text)
    ends = [None if year is None else year.start for year in (key.first, key.last)]
    assert ([first, last], span) == (ends, key.span)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "green",
        "from then",
        "to now",
        "2019-21",
        "2019-20 to 2017-18",
        "2019-20 to then",
        "from 2019-20 Q1",
        "Q1",
    ],
)
def test_any_other_key_is_no_year(text):
    assert read_year_key(text) is None


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("{2018-19: 1%}", {2018: 1}),
        ("{from 2018-19: 1%}", {2018: 1, 2019: 1, 2020: 1}),
        ("{to 2018-19: 1%}", {2017: 1, 2018: 1}),
        ("{from 2018-19: 1%, 2020-21: 2%}", {2018: 1, 2019: 1, 2020: 2}),
        ("{from 2018-19: 1%, from 2020-21: 2%}", {2018: 1, 2019: 1, 2020: 2}),
        ("{2017-18: 1%, to 2019-20: 2%}", {2017: 1, 2018: 2, 2019: 2}),
        ("{to 2017-18: 1%, to 2019-20: 2%}", {2017: 1, 2018: 2, 2019: 2}),
        ("{to 2018-19: 1%, from 2020-21: 2%}", {2017: 1, 2018: 1, 2020: 2}),
        ("{2017-18 to 2019-20: 1%, from 2020-21: 2%}", {2017: 1, 2018: 1, 2019: 1, 2020: 2}),
        ("{2019-20: 1%, 2017-18: 2%}", {2017: 2, 2019: 1}),
        ("5%", {2017: 5, 2018: 5, 2019: 5, 2020: 5}),
    ],
)
def test_an_open_end_reaches_to_the_next_key(years, expected):
    target = measure(PERCENT.replace("80%", years)).target
    found = {year: target.at(Year(year)) for year in range(2017, 2021)}
    assert expected == {year: value.place.quoted.value for year, value in found.items() if value}


def test_a_part_of_a_year_may_have_a_value_of_its_own():
    target = measure(PERCENT.replace("80%", "{2018-19: 44%, 2018-19 Q1: 48%}")).target
    found = [target.at(Year(2018), span).place.quoted.value for span in (Span(1, 3), Span(4, 6), Span(1, 12))]
    assert found == [48, 44, 44]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("{2017-18 to 2019-20: 1%, 2019-20: 2%}", ["RAG105"]),
        ("{2017-18: 1%, 2017/18: 2%}", ["RAG105"]),
        ("{2017-18: 1%, 2017: 2%}", ["RAG105"]),
        ("{to 2017-18: 1%, from 2017-18: 2%}", ["RAG105"]),
        ("{to 2017-18: 1%, to 2017/18: 2%}", ["RAG105"]),
        ("{from 2017-18: 1%, from 2017/18: 2%}", ["RAG105"]),
        ("{2018-19 Q1: 1%, 2018-19 Apr-Jun: 2%}", ["RAG105"]),
        ("{2018-19: 1%, 2018-19 Q1: 2%, 2018-19 Q2: 3%}", []),
        ("{2018-19: 1%, never: 2%}", ["RAG106"]),
        ("{2018-19: x%, 2019-20: 2%}", ["RAG307"]),
        ("{2018-19: [1%]}", ["RAG103"]),
        ("{never: 1%}", ["RAG103"]),
    ],
)
def test_years_that_overlap_or_are_none_are_refused(years, expected):
    assert expected == codes(PERCENT.replace("80%", years).replace("2 points", "none"))


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("aim", "{to 2018-19: high, from 2019-20: low}", {2018: Aim.HIGH, 2019: Aim.LOW}),
        ("compare", "{2018-19: 1 decimal}", {2018: Compare(quantum=F(1, 10)), 2019: None}),
        ("basis", "{2018-19: forecast given}", {2018: Basis.FORECAST_GIVEN, 2019: None}),
        ("domain", "{2018-19: any}", {2018: Domain(None, None), 2019: None}),
        ("accumulates", "{2018-19: yes, 2019-20: No}", {2018: True, 2019: False}),
    ],
)
def test_any_value_of_a_measure_may_change_by_year(name, written, expected):
    lines = PERCENT.replace("aim: high\n", "" if name == "aim" else "aim: high\n")
    value = getattr(measure(f"{lines}\n{name}: {written}"), name)
    value = value[0] if isinstance(value, tuple) else value
    assert expected == {year: value.at(Year(year)) for year in (2018, 2019)}


# ---- a measure -------------------------------------------------------------------------------


def test_a_measure_has_printed_names_that_may_change():
    found = measure(
        f"{PERCENT}\ncode: {{to 2021-22: 2D, 2023-24: 2A}}\ntitle: No ongoing needs\ntheme: Delay need"
    )
    expected = {"code": "2D", "title": "No ongoing needs", "theme": "Delay need"}
    assert expected == {name: value.at(Year(2021)) for name, value in found.names.items()}


def test_a_measure_has_figures_of_its_own():
    lines = (
        f"{PERCENT}\nlast year: {{2023-24: 62%}}\nbaseline: 71\nprofile: {{2018-19 Q1: 48%}}\nlast period: 5%"
    )
    figures = measure(lines).figures
    expected = {"last year", "last period", "baseline", "profile"}
    assert expected == set(figures)
    assert F(48) == figures["profile"].at(Year(2018), Span(1, 3)).quoted.value


def test_a_population_is_a_number_of_people():
    lines = "aim: low\nunit: falls per 100k\ntarget: 8\namber: 6 falls\npopulation: {2023-24: 423.4k people}"
    population = measure(lines, "units: {falls: }").population
    assert F(423_400) == population.at(Year(2023)).quoted.value


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("percent", Domain(F(0), F(100))),
        ("visits", Domain(F(0), None, whole=True)),
        ("days", Domain(F(0), None)),
        ("visits per 100k", Domain(F(0), None)),
        ("index", Domain(F(0), None)),
    ],
)
def test_a_unit_has_a_usual_domain(unit, expected):
    assert expected == measure(f"aim: none\nunit: {unit}", "units: {visits: }").domain.at(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exactly", Compare()),
        ("exact", Compare()),
        ("As quoted", Compare(as_quoted=True)),
        ("0 decimals", Compare(quantum=F(1))),
        ("1 decimal", Compare(quantum=F(1, 10))),
        ("12 decimals", Compare(quantum=F(1, 10**12))),
    ],
)
def test_results_are_compared_exactly_as_quoted_or_to_a_place(text, expected):
    assert expected == measure(f"{PERCENT}\ncompare: {text}").compare[0].at(None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("none", NoAmber.NONE),
        ("None", NoAmber.NONE),
        ("2 points", Margin(Fixed(F(2)))),
        ("under 5% of target", Margin(ShareOf(F("0.05"), "target"), strict=True)),
        ("{below: 2 points}", TwoMargins(Margin(Fixed(F(2))), None)),
        ("{below: 2 points, above: None}", TwoMargins(Margin(Fixed(F(2))), None)),
    ],
)
def test_amber_is_none_an_amount_or_one_for_each_side(written, expected):
    assert expected == measure(PERCENT.replace("2 points", written)).limits[0].amber.at(None)


@pytest.mark.parametrize(("key", "wider"), [("wider of", True), ("narrower of", False)])
def test_amber_may_be_the_wider_or_narrower_of_several_amounts(key, wider):
    lines = PERCENT.replace("2 points", f"{{{key}: [2 points, 5% of target]}}")
    amber = measure(lines).limits[0].amber.at(None)
    expected = (wider, (Fixed(F(2)), ShareOf(F("0.05"), "target")))
    assert expected == (amber.amount.wider, amber.amount.amounts)
    assert amber.text == f"the {key.split()[0]} of 2 points and 5% of target"


def test_a_side_of_a_band_may_have_the_wider_of_two_amounts():
    amber = "{below: {wider of: [1 point, 5% of target]}, above: 2 points}"
    lines = f"aim: band\nunit: percent\ntarget: 40-50%\namber: {amber}"
    amber = measure(lines).limits[0].amber.at(None)
    assert amber.text == "the wider of 1 point and 5% of target below and 2 points above"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[2 points]", ["RAG103"]),
        ("{below: [2 points]}", ["RAG103"]),
        ("{below: 2 pints}", ["RAG201"]),
        ("{belwo: 2 points}", ["RAG101", "RAG303"]),
        ("{wider of: 2 points}", ["RAG103"]),
        ("{wider of: [2 points, [1 point]]}", ["RAG103"]),
        ("{wider of: [2 points], below: 2 points}", ["RAG101"]),
    ],
)
def test_amber_that_is_wrong_is_reported(written, expected):
    found = codes(PERCENT.replace("2 points", written))
    assert expected[:1] == found


def test_levels_are_named_in_any_mix_of_capitals():
    lines = "aim: high\nunit: percent\nlevels: {Green: at least 80%, RED: rest}"
    levels = measure(lines).limits[0].levels.at(None)
    expected = ["green", "red"]
    assert expected == [named.name for named in levels]


def test_levels_and_each_range_may_change_by_year():
    years = "  2018-19: {green: {2018-19: at least 80%}, red: rest}\n  2019-20: {red: rest}"
    lines = f"aim: high\nunit: percent\nlevels:\n{years}"
    levels = measure(lines).limits[0].levels
    found = [[named.name for named in levels.at(Year(year))] for year in (2018, 2019)]
    assert found == [["green", "red"], ["red"]]
    assert levels.at(Year(2018))[0].ranges.at(Year(2018)).text == "at least 80%"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("at least 80%", ["RAG103"]),
        ("{green: [at least 80%], red: rest}", ["RAG103"]),
        ("{green: good, red: rest}", ["RAG114"]),
        ("{grene: at least 80%, red: rest}", ["RAG112"]),
        ("{green: , red: rest}", ["RAG109"]),
    ],
)
def test_levels_that_are_wrong_are_reported_once(written, expected):
    assert expected == codes(f"aim: high\nunit: percent\nlevels: {written}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("aim: hihg", ("RAG104", "hihg")),
        ("aim: [high]", ("RAG103", "aim")),
        ("basis: guess", ("RAG104", "guess")),
        ("accumulates: maybe", ("RAG104", "maybe")),
        ("scale: tiles", ("RAG111", "tiles")),
        ("scale: [RAG]", ("RAG103", "scale")),
        ("compare: 1 place", ("RAG104", "1 place")),
        ("compare: {a: b}", ("RAG103", "compare")),
        ("domain: wide", ("RAG104", "wide")),
        ("population: many", ("RAG203", "many")),
        ("baseline: soon", ("RAG203", "soon")),
        ("meta: ours", ("RAG103", "meta")),
        ("unit: vists", ("RAG201", "vists")),
        ("unit: [percent]", ("RAG103", "unit")),
        ("unit: visits per 1,00", ("RAG203", "visits per 1,00")),
        ("responsible: me", ("RAG101", "responsible")),
    ],
)
def test_a_line_of_a_measure_that_is_wrong_is_reported_once(line, expected):
    key = line.split(":")[0]
    kept = [one for one in PERCENT.split("\n") if not one.startswith(f"{key}:")]
    assert [expected] == faults("\n".join([*kept, line]), "units: {visits: }")


def test_a_measure_without_aim_or_unit_says_so():
    assert codes("unit: percent\ntarget: 80%") == ["RAG301"]
    assert codes("aim: high\ntarget: 80%") == ["RAG102"]


def test_several_lines_that_are_wrong_are_each_reported():
    lines = "aim: high\nunit: percent\ntarget: eighty\namber: 5%\nbasis: guess\nexamples: [5%]\nbaseline: x"
    expected = ["RAG307", "RAG204", "RAG104", "RAG113", "RAG203"]
    assert expected == codes(lines)


def test_a_measure_that_is_wrong_does_not_hide_the_others():
    text = rule_file(PERCENT.replace("2 points", "5%")) + "  y: {aim: high, unit: percent, target: 80%}\n"
    expected = ["RAG204", "RAG303"]
    assert expected == [one.code for one in errors_in(text)]


@pytest.mark.parametrize("unit", ["unit: percnt", "unit: [percent]", "unit: deaths per 1,00", "theme: a"])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("target: 80pc", [("RAG201", "pc")]),
        ("target: eighty", [("RAG307", "eighty")]),
        ("target: natonal average", [("RAG307", "natonal average")]),
        ("target: 80%\namber: a little", [("RAG116", "a little")]),
        ("target: {2019-20: 80%, 2019-20 Q9: 5%}", [("RAG106", "2019-20 Q9")]),
        ("target: 80% to 70%\ncompare: sometimes", [("RAG305", "80% to 70%"), ("RAG104", "sometimes")]),
        ("target: [80%]\nbasis: {a: b}", [("RAG103", "target"), ("RAG103", "basis")]),
        ("levels: {green: 80%, blue: rest}", [("RAG112", "blue"), ("RAG313", "80%")]),
        ("target: 80%\nexamples: [80% gren]", [("RAG113", "80% gren")]),
        ("target: 80%\nscale: tiles", [("RAG111", "tiles")]),
        ("target: 80%\namber: 5%", []),
        ("target: 80 visits\namber: 6 visits", []),
        ("target: 80\namber: 2 points\ndomain: 0 to 200%", []),
        ("target: 17-22%\namber: {below: 2 points, above: £5}", []),
    ],
)
def test_what_is_wrong_whatever_the_unit_is_reported_beside_a_unit_that_is_wrong(unit, lines, expected):
    head = "units: {visits: }\ncomparators: [national average]"
    found = faults(f"aim: high\n{unit}\n{lines}", head)
    of_units = [
        ("RAG201", "percnt"),
        ("RAG103", "unit"),
        ("RAG203", "deaths per 1,00"),
        ("RAG102", "unit"),
    ]
    assert sorted(expected, key=str) == sorted((one for one in found if one not in of_units), key=str)
    assert 1 == len(found) - len(expected)


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        ("percnt", "target: 80 percnt"),
        ("admisions per 100k", "target: under 4.1 (17 admisions)\namber: 6 admisions"),
        ("visits per 1,00", "target: under 4.1 (17 visits)\namber: 6 visits"),
        ("visits per 1,00", "target: 5 visits per 1,00"),
    ],
)
def test_the_words_of_a_wrong_unit_are_reported_once(unit, line):
    assert 1 == len(codes(f"aim: high\nunit: {unit}\n{line}", "units: {visits: }"))


@pytest.mark.parametrize("group", ["every measure", "percent", "rate"])
def test_an_aim_or_scale_that_a_unit_could_find_is_not_missed_without_one(group):
    head = f"scales: {{progress: [met, missed]}}\ndefaults: {{{group}: {{aim: high, scale: progress}}}}"
    assert ["RAG201"] == codes(
        "unit: percnt\nlevels: {met: at least 5, missed: rest}\nexamples: [5 met]", head
    )
    assert ["RAG301", "RAG201"] == codes("unit: percnt\ntarget: 80%")


def test_a_noun_that_is_called_like_a_kind_has_the_domain_of_its_own():
    text = rule_file("aim: low\nunit: cuont\ntarget: 5", "units: {count: {kind: amount}}")
    text += "  y: {aim: low, unit: count, target: 5.5, amber: none}\n"
    assert ["RAG201"] == [one.code for one in errors_in(text)]


# ---- defaults --------------------------------------------------------------------------------


def test_the_default_of_a_kind_goes_before_that_of_every_measure():
    head = "defaults: {every measure: {amber: none, theme: All}, percent: {amber: 2 points}}"
    found = measure("aim: high\nunit: percent\ntarget: 80%", head)
    assert found.names["theme"].at(None) == "All"
    assert [Margin(Fixed(F(2))), NoAmber.NONE] == [limits.amber.at(None) for limits in found.limits]


def test_a_year_that_a_measure_leaves_out_falls_back_to_the_default():
    head = "defaults: {every measure: {theme: All}, percent: {theme: {2018-19: Percentages}}}"
    theme = measure(f"{PERCENT}\ntheme: {{2019-20: Own}}", head).names["theme"]
    assert [theme.at(Year(year)) for year in (2017, 2018, 2019)] == ["All", "Percentages", "Own"]


_BY_DEFAULT = {
    "domain": ("0 to 90%", "0 to 200%"),
    "aim": ("low", "high"),
    "scale": ("progress", "RAG"),
    "accumulates": ("no", "yes"),
    "theme": ("Theirs", "Own"),
}


@pytest.mark.parametrize("own", ["2019-20 Q1", "2019-20", "from 2018-19"])
@pytest.mark.parametrize("key", _BY_DEFAULT)
def test_the_measure_s_own_value_goes_before_a_default_for_a_part_of_the_year(key, own):
    theirs, ours = _BY_DEFAULT[key]
    lines = "\n".join(line for line in PERCENT.split("\n") if not line.startswith(f"{key}:"))
    head = "scales: {progress: [green, amber, red]}\ndefaults: {every measure: {" + key
    alone = measure(f"{lines}\n{key}: {ours}", head.partition("defaults")[0])
    both = measure(f"{lines}\n{key}: {{{own}: {ours}}}", f"{head}: {{2019-20 Q1: {theirs}}}}}}}")
    expected, found = (value_of(one, key).at(Year(2019), Span(1, 3)) for one in (alone, both))
    assert expected == found


@pytest.mark.parametrize("key", _BY_DEFAULT)
def test_a_part_of_the_year_that_a_measure_leaves_out_falls_back_to_the_default(key):
    theirs, ours = _BY_DEFAULT[key]
    lines = "\n".join(line for line in PERCENT.split("\n") if not line.startswith(f"{key}:"))
    head = "scales: {progress: [green, amber, red]}\ndefaults: {every measure: {" + key
    alone = measure(f"{lines}\n{key}: {theirs}", head.partition("defaults")[0])
    both = measure(f"{lines}\n{key}: {{2019-20 Q2: {ours}}}", f"{head}: {{2019-20 Q1: {theirs}}}}}}}")
    expected, found = (value_of(one, key).at(Year(2019), Span(1, 3)) for one in (alone, both))
    assert expected == found


def value_of(one, key):
    return one.names[key] if key in one.names else getattr(one, key)


@pytest.mark.parametrize("key", ["unit", "aim", "scale", "compare", "basis", "domain", "accumulates"])
def test_a_default_may_give_any_shared_value(key):
    values = {
        "unit": "percent",
        "aim": "high",
        "scale": "RAG",
        "compare": "1 decimal",
        "basis": "forecast given",
        "domain": "any",
        "accumulates": "yes",
    }
    lines = "\n".join(line for line in PERCENT.split("\n") if not line.startswith(f"{key}:"))
    own = measure(f"{lines}\n{key}: {values[key]}")
    assert own == measure(lines, f"defaults: {{every measure: {{{key}: {values[key]}}}}}")


def test_a_default_that_is_wrong_is_reported_once_and_spoils_the_measures_it_serves():
    head = "units: {visits: }\ndefaults: {percent: {amber: 5%}}"
    text = rule_file("aim: high\nunit: percent\ntarget: 80%", head)
    text += "  y: {aim: high, unit: percent, target: 70%}\n"
    text += "  z: {aim: high, unit: visits, target: 70, amber: none}\n"
    with pytest.raises(RuleError) as refused:
        ragengine.loads(text)
    assert [one.code for one in refused.value.diagnostics] == ["RAG204"]


def test_the_default_of_another_kind_is_not_asked():
    assert codes(PERCENT, "defaults: {rate: {amber: none}}") == []


# ---- examples --------------------------------------------------------------------------------


def examples(written):
    return measure(f"{PERCENT}\nexamples: {written}").examples


@pytest.mark.parametrize(
    ("written", "cells", "rating", "reason", "detail"),
    [
        ("82% green", {"value": "82%"}, "green", None, ""),
        ("82%  GREEN", {"value": "82%"}, "green", None, ""),
        ("N/A not rated", {"value": "N/A"}, None, None, ""),
        ("{value: 82%, rating: Green}", {"value": "82%"}, "green", None, ""),
        ("{value: N/A, rating: not rated, reason: missing}", {"value": "N/A"}, None, Reason.MISSING, ""),
        (
            "{value: N/A, rating: not rated, reason: missing last year}",
            {"value": "N/A"}, None, Reason.MISSING, "last year",
        ),
        (
            "{numerator: 82, denominator: 100, last year: 5%, rating: green}",
            {"numerator": "82", "denominator": "100", "last year": "5%"}, "green", None, "",
        ),
    ],
)  # fmt: skip
def test_an_example_is_a_value_with_a_rating_or_a_row(written, cells, rating, reason, detail):
    [found] = examples(f"[{written}]")
    expected = (cells, rating, reason, detail)
    assert expected == (found.cells, found.rating, found.reason, found.detail)


def test_the_longest_label_that_an_example_ends_with_is_meant():
    lines = "aim: high\nunit: percent\nscale: met\ntarget: 80%\namber: none\nexamples: [82% met, 78% not met]"
    assert codes(lines, "scales: {met: [met, not met]}") == []


def test_examples_may_be_keyed_by_year_or_period():
    years = PERCENT.replace("80%", "{2018-19: 80%, 2019-20: 70%}")
    lines = f"{years}\nexamples: {{2018-19: [80% green, 79% amber], 2019-20 Q1: [79% green]}}"
    expected = ["2018-19", "2018-19", "2019-20 Q1"]
    assert expected == [str(one.period) for one in measure(lines).examples]
    assert codes(lines) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("82% green", ["RAG103"]),
        ("[82%]", ["RAG113"]),
        ("[82% gren, 83]", ["RAG113", "RAG113"]),
        ("[[82% green]]", ["RAG103"]),
        ("[{value: 82%}]", ["RAG102"]),
        ("[{value: 82%, rating: gren}]", ["RAG113"]),
        ("[{value: 82%, rating: not rated, reason: because}]", ["RAG104"]),
        ("[{value: [82%], rating: green}]", ["RAG103"]),
        ("[{vlaue: 82%, rating: green}]", ["RAG101"]),
        ("{2019-20: 82% green}", ["RAG103"]),
        ("{some day: [82% green]}", ["RAG107"]),
        ("[]", []),
    ],
)
def test_examples_that_are_wrong_are_reported(written, expected):
    assert expected == codes(f"{PERCENT}\nexamples: {written}")


def test_an_example_keyed_by_a_year_without_a_list_is_reported():
    assert codes(f"{PERCENT}\nexamples:\n  2019-20:\n  2020-21: [80% green]") == ["RAG109"]


# ---- a comma in braces -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("target: {2019-20: 1,252k}\namber: none", ["1,252k"]),
        ("target: {2019-20: 1,252k, 2020-21: 1,300k}\namber: none", ["1,252k", "1,300k"]),
        ("target: 5\namber: none\nbaseline: {2019-20: 12,345.5}", ["12,345.5"]),
    ],
)
def test_a_comma_that_splits_a_number_in_braces_is_named(lines, expected):
    found = errors_in(rule_file(f"aim: high\nunit: visits\n{lines}", "units: {visits: }"))
    assert [("RAG014", one) for one in expected] == [(one.code, one.facts["instead"]) for one in found]


@pytest.mark.parametrize("written", ["{2019-20: '1,252k'}", "{2019-20: 1252k}", "1,252k"])
def test_a_number_in_quotes_without_comma_or_on_its_own_line_is_fine(written):
    assert codes(f"aim: high\nunit: visits\ntarget: {written}\namber: none", "units: {visits: }") == []


def test_a_list_of_numbers_with_spaces_is_not_taken_for_a_split_number():
    lines = "aim: high\nunit: visits\ntarget: 1000\namber: {wider of: [5, 100 visits]}"
    assert codes(lines, "units: {visits: }") == []


# ---- the table of keys -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "table", [FILE, SHARED, MEASURE, UNIT, LEVEL, MARGINS, COMBINED], ids=lambda one: next(iter(one))
)
def test_every_key_has_a_meaning_and_an_example(table):
    assert all(key.meaning and key.example for key in table.values())


@pytest.mark.parametrize("name", FILE)
def test_the_example_of_a_key_of_the_file_is_read(name):
    written = {"ragengine": "1", "measures": "{}", name: FILE[name].example}
    assert errors_in("".join(f"{key}: {value}\n" for key, value in written.items())) == []


@pytest.mark.parametrize("name", [name for name in MEASURE if name != "levels"])
def test_the_example_of_a_key_of_a_measure_is_read(name):
    given = {"aim": "high", "unit": "percent", "target": "82%", "amber": "2 points"}
    if name == "floor":
        del given["amber"]
    if name == "baseline":
        given |= {"unit": "people", "target": "under baseline", "aim": "low", "amber": "none"}
    given[name] = MEASURE[name].example
    lines = "\n".join(f"{key}: {value}" for key, value in given.items())
    head = "units: {people: }\nscales: {progress: [green, amber, red]}"
    assert codes(lines, head) == []


def test_the_example_of_levels_is_read():
    assert codes(f"aim: high\nunit: percent\nlevels: {MEASURE['levels'].example}") == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [("rate", "6 falls"), ("rate", "6 admissions"), ("count", "6 visits"), ("money", "£5"), ("index", "0.5"),
     ("amount", "5"), ("count", "5% of target")],
)  # fmt: skip
def test_a_default_that_no_measure_uses_is_read_all_the_same(kind, value):
    head = f"units: {{falls: , admissions: , visits: }}\ndefaults: {{{kind}: {{amber: {value}}}}}"
    assert codes(head=head) == []
    assert codes(head=head.replace(value, "a little")) == ["RAG116"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("title: LONG", ["RAG017"]),
        ("levels: LONG", ["RAG017"]),
        ("examples: LONG", ["RAG017"]),
        ("amber: {wider of: [LONG, 2 points]}", ["RAG017"]),
        ("examples: [1,234,567 green]", ["RAG014"]),
        ("baseline: {2023-24: 423, 400}", ["RAG014"]),
        ("responsible:", ["RAG101"]),
    ],
)
def test_what_cannot_be_read_at_all_is_reported_once(lines, expected):
    rule = PERCENT.replace("\namber: 2 points", "" if lines.startswith("amber") else "\namber: 2 points")
    assert expected == codes(f"{rule}\n{lines}".replace("LONG", "9" * 10_001))


# ---- slips that were made once ----------------------------------------------------------------


def refused(lines=PERCENT, head=""):
    return bool(codes(lines, head))


@pytest.mark.parametrize(
    "text",
    [
        "ragengine: 1\nmeasures:\n",
        "ragengine: 1\nmeasures:\n  x:\n    aim: high\n    unit:\n    target: 80%\n",
    ],
    ids=["measures", "unit"],
)
def test_a_key_without_a_value_is_reported_once(text):
    assert [one.code for one in errors_in(text)] == ["RAG109"]


def test_a_key_that_is_misspelt_is_reported_once():
    assert [one.code for one in errors_in("ragengine: 1\nmesures: {}\n")] == ["RAG101"]


@pytest.mark.parametrize(
    "text",
    ["measures:\n  x:\n", "measures: {}\nscales: {s: }\n", "measures: {}\nscales: {s: [{a: }]}\n"],
    ids=["measure", "scale", "level"],
)
def test_what_has_no_value_is_said_to_have_none(text):
    assert [one.code for one in errors_in(f"ragengine: 1\n{text}")] == ["RAG109"]


@pytest.mark.parametrize("lines", ["unit: percent", "aim: hihg\nunit: percent"], ids=["missing", "misspelt"])
def test_a_measure_without_an_aim_is_read_on(lines):
    assert len(codes(f"{lines}\ntarget: eighty\namber: 5%\nbasis: guess")) == 4


@pytest.mark.parametrize(
    "written", ["{2017-18: 80%, 2018-19: }", "{2017-18: 80%, 2018-19}", "{2017-18: , 2018-19: 80%}"]
)
def test_a_year_without_a_value_is_no_split_number(written):
    assert codes(PERCENT.replace("80%", written)) == ["RAG109"]


@pytest.mark.parametrize(
    "lines",
    ["target: 1\namber: none\nexamples: [1,252k green]", "target: 5k\namber: {wider of: [1,000 visits, 5%]}",
     "levels: {green: at least 1,252k, red: rest}"],
    ids=["examples", "amounts", "levels"],
)  # fmt: skip
def test_a_split_number_is_reported_once(lines):
    assert codes(f"aim: high\nunit: visits\n{lines}", "units: {visits: }") == ["RAG014"]


def test_a_number_split_in_three_is_put_together_again():
    lines = "aim: high\nunit: visits\ntarget: 5\namber: none\nbaseline: {2019-20: 1,234,567}"
    found = errors_in(rule_file(lines, "units: {visits: }"))
    assert [one.facts["instead"] for one in found] == ["1,234,567"]


def test_the_way_out_of_a_wrong_period_is_a_way_out():
    [found] = errors_in(rule_file(f"{PERCENT}\nexamples: {{from 2019-20: [80% green]}}"))
    assert "`from 2019-20`," not in ragengine.describe(found)


def test_a_name_that_is_a_list_is_reported_under_its_key():
    assert faults(f"{PERCENT}\ntitle: [a]") == [("RAG103", "title")]


@pytest.mark.parametrize(
    "head",
    ["comparators: [target]", "comparators: [last year]", "comparators: ['']", "comparators: [a, a]",
     "comparators: [title]", "comparators: [value]", "units: {percent: }", "units: {points: }",
     "units: {a: {also: [b]}, b: }", "units: {Visits: {kind: amount}, visits: }",
     "units: {Rest: }", "units: {a: {also: [B]}, b: }", "scales: {RAG: [a, b]}", "scales: {s: [a, A]}",
     "scales: {s: []}", "scales: {s: ['', b]}", "scales: {s: [not rated, b]}",
     "defaults: {percent: {unit: percent}}",
     "defaults: {rate: {amber: a little}}"],
)  # fmt: skip
def test_a_declaration_that_cannot_be_meant_is_refused(head):
    assert refused(head=head)


@pytest.mark.parametrize(
    "lines",
    ["population: -5k", "examples: [{value: 80%, rating: green, reason: missing}]",
     "examples: [{value: 80%, target: 90%, rating: green}]"],
)  # fmt: skip
def test_a_line_that_cannot_be_meant_is_refused(lines):
    assert refused(f"{PERCENT}\n{lines}")


@pytest.mark.parametrize("amber", ["{wider of: [2 points], narrower of: [1 point]}"])
def test_an_amount_says_wider_or_narrower_once(amber):
    assert refused(PERCENT.replace("2 points", amber))


@pytest.mark.parametrize("amber", ["{}", "{wider of: []}"])
def test_amber_that_says_nothing_is_not_taken_for_amber_left_out(amber):
    assert "RAG303" not in codes(PERCENT.replace("2 points", amber))


def test_a_measure_needs_an_id():
    assert errors_in("ragengine: 1\nmeasures: {'': {aim: none, unit: percent}}\n")


@pytest.mark.parametrize("key", ['"ti\\ntle"', '"a\\nb"'])
def test_a_statement_is_one_line(key):
    [found] = errors_in(rule_file(f"{PERCENT}\n{key}: 5"))
    assert len(ragengine.describe(found).splitlines()) == 5


@pytest.mark.parametrize("key", ["title", "body"])
def test_any_value_of_a_file_may_change_by_year(key):
    assert not refused(head=f"{key}: {{2018-19: a, from 2019-20: b}}")


@pytest.mark.parametrize("value", ["6 hours", "3 days"])
def test_a_default_for_durations_that_no_measure_uses_is_none_the_worse(value):
    assert codes(head=f"defaults: {{duration: {{amber: {value}}}}}") == []


@pytest.mark.parametrize("line", ["aim: hihg", "basis: guess", "domain: wide", "scale: tiles"])
def test_every_line_of_a_default_that_no_measure_uses_is_read(line):
    assert refused(head=f"defaults: {{index: {{{line}}}}}")


@pytest.mark.parametrize("group", ["every measure", "percent", "rate"])
@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("aim: hihg", ("RAG104", "hihg")),
        ("basis: nonsense", ("RAG104", "nonsense")),
        ("compare: sometimes", ("RAG104", "sometimes")),
        ("accumulates: perhaps", ("RAG104", "perhaps")),
        ("scale: nowhere", ("RAG111", "nowhere")),
        ("domain: wide", ("RAG104", "wide")),
        ("floor: a little", ("RAG307", "a little")),
        ("theme: [a]", ("RAG103", "theme")),
        ("framework: {2019-20: a, some day: b}", ("RAG106", "some day")),
    ],
)
def test_a_default_is_read_whether_or_not_a_measure_falls_back_to_it(group, line, fault):
    own = (
        f"{PERCENT}\nbasis: forecast given\ncompare: exactly\naccumulates: no\nscale: RAG\n"
        "domain: any\ntheme: Own\nframework: Own"
    )
    for lines in (PERCENT, own):
        for head in (f"{{{line}}}", f"{{{line}, meta: {{a: b}}, amber: none}}"):
            assert [fault] == faults(lines, f"defaults: {{{group}: {head}}}")


def test_a_unit_by_default_is_read_where_every_measure_has_its_own():
    assert [("RAG201", "percnt")] == faults(head="defaults: {every measure: {unit: percnt}}")


@pytest.mark.parametrize(
    "line", ["amber: 2 points", "amber: 6 visits", "amber: 3 days", "domain: any", "floor: 5"]
)
def test_a_default_for_every_measure_is_sound_where_it_is_in_some_unit(line):
    measures = "ragengine: 1\nunits: {visits: }\ndefaults: {every measure: {%s}}\nmeasures: {}\n"
    assert [] == errors_in(measures % line)


def test_defaults_are_read_in_a_file_without_measures():
    assert ["RAG102", "RAG104"] == [
        one.code for one in errors_in("ragengine: 1\ndefaults: {percent: {aim: hihg}}\n")
    ]


def test_a_level_is_given_one_range():
    assert refused("aim: high\nunit: percent\nlevels: {green: at least 80%, Green: at least 90%, red: rest}")


def test_an_example_that_is_too_long_is_reported_once():
    assert codes(f"{PERCENT}\nexamples: [{'9' * 10_001}]") == ["RAG017"]


def test_a_file_that_is_one_long_text_is_not_empty():
    assert "RAG011" not in [one.code for one in errors_in("9" * 10_001)]


def test_a_side_of_amber_with_nothing_in_it_is_no_margin():
    assert [("RAG116", "{}")] == faults("aim: band\nunit: percent\ntarget: 10-20%\namber: {below: {}}")


def test_the_author_s_own_keys_are_a_mapping_in_defaults_too():
    assert [("RAG103", "meta")] == faults(head="defaults: {every measure: {meta: [owner]}}")
