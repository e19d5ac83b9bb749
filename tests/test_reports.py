"""Verdicts to text: tables for people, JSON and CSV for programs, the ranges of a measure."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ragengine import Result, loads
from ragengine.reports.ranges import explain_measure
from ragengine.reports.summary import summary
from ragengine.reports.verdicts import FORMATS, report

RULES = loads(
    """
ragengine: 1
comparators: [national average]
units: {visits: , admissions: }
scales: {school: [outstanding, good, inadequate]}
measures:
  high: {code: 1G, title: A high one, aim: high, unit: percent, target: 82%, amber: 2 points}
  low: {aim: low, unit: visits, target: 20, amber: 5}
  band: {aim: band, unit: percent, target: 17-22%, amber: 2 points}
  yearly:
    code: {2019-20: 2D, 2020-21: 2A}
    aim: high
    unit: percent
    target: {2019-20: 80%, 2020-21: 82%}
    amber: none
  compared: {aim: high, unit: percent, target: national average, amber: 2 points}
  known:
    title: With a figure
    aim: high
    unit: percent
    target: national average
    national average: 78% (2022-23)
    amber: 2 points
  floored: {aim: high, unit: percent, target: 80%, floor: 70%}
  levelled:
    aim: low
    scale: school
    unit: visits
    levels: {outstanding: at most 25, good: under 50, inadequate: rest}
  described: {aim: none, unit: percent, levels: {green: at least 80%, red: rest}}
  rounded: {aim: high, unit: percent, target: 86%, amber: 2 points, compare: as quoted}
  running:
    aim: high
    unit: visits
    target: {2019-20: 1000}
    amber: 5% of target
    basis: forecast by run rate
  events: {aim: low, unit: admissions per 100k, target: under 4.1 (17 admissions), amber: 6 admissions}
  counted: {aim: high, unit: visits, target: 90, amber: none}
  shown: {aim: none, unit: percent}
  wide: {aim: high, unit: percent, domain: any, target: 50%, amber: none}
""",
    "rules.rag.yml",
)


def verdicts(*rows):
    return RULES.rate_many(rows)


SOME = verdicts(
    Result("high", "81.8%", "2019-20"),
    Result("low", "30", "2019-20"),
    Result("yearly", "81%", "2019-20", place="Oadby"),
    Result("yearly", "81%", "2020-21", status="provisional"),
    Result("high", "83% (provisional)", "2020-21"),
    Result("zebra", "5%"),
    Result("high", "83% (1 of 2)"),
)

UNLUCKY = verdicts(
    Result("=cmd|' /C calc'!A0", "5%"),
    Result("+1", "5%"),
    Result("@SUM(A1)", "5%"),
    Result("\t=1", "5%"),
    Result("a|b", "5%"),
    Result("high", "=1|2"),
)


SHORT = "81.8% is 0.2 percentage points short of the 82% target, within its"
ABOVE = "30 visits is 10 above the limit of 20, more than its margin of"

# ---- the table ---------------------------------------------------------------------------------


def test_a_table_has_a_heading_for_each_period_aligned_columns_and_footnotes():
    assert [
        "2019-20",
        f"  amber      1G high            Amber: {SHORT} 2-point margin.",
        f"  red        low                Red: {ABOVE} 5 visits allows.",
        "  green      2D yearly (Oadby)  Green: 81% is 1 percentage point above the 80% target.",
        "",
        "2020-21",
        "  red        2A yearly          Red: 81% is 1 percentage point short of the 82% target. [1]",
        "  green      1G high            Green: 83% is 1 percentage point above the 82% target. [1]",
        "",
        "Results",
        "  not rated  zebra              Not rated: `zebra` is no measure of these rules.",
        "  green      1G high            Green: 83% is 1 percentage point above the 82% target. [2]",
        "",
        "[1] The result is provisional.",
        "[2] The counts given, 1 of 2, make 50%, not 83%.",
    ] == report(SOME, "table").splitlines()


def test_a_table_of_nothing_is_empty():
    assert "\n" == report([], "table")


def test_a_verdict_with_two_cautions_has_two_marks():
    (verdict,) = verdicts(Result("high", "83% (1 of 2) (provisional)"))
    lines = report([verdict], "table").splitlines()
    assert ("target. [1] [2]", 2) == (lines[1][-15:], len([line for line in lines if line.startswith("[")]))


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_row_takes_one_line_whatever_its_cell_holds(form):
    rows = [Result("high", "8\n4\r5"), Result("a\nb", "5%"), Result("high", "5%", place="a\nb")]
    heading = {"table": 1, "markdown": 2}[form]
    assert heading + 3 == len(report(verdicts(*rows), form).splitlines())


# ---- JSON --------------------------------------------------------------------------------------


def test_json_is_a_list_of_certificates():
    assert [one.to_dict() for one in SOME] == json.loads(report(SOME, "json"))


def test_json_lines_is_a_certificate_a_line():
    lines = report(SOME, "jsonl").splitlines()
    assert [one.to_dict() for one in SOME] == [json.loads(line) for line in lines]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_keeps_letters_as_they_are(form):
    (verdict,) = verdicts(Result("Öß ✓", "5%"))
    assert "Öß ✓" in report([verdict], form)


def test_json_has_the_keys_that_other_tools_rely_on():
    for data in json.loads(report(SOME, "json")):
        assert {"measure", "code", "period", "value", "rating", "reason", "explanation"} <= set(data)
        assert data["rating"] in {"green", "amber", "red", "not rated"}


def test_json_of_nothing_is_an_empty_list():
    assert ([], "") == (json.loads(report([], "json")), report([], "jsonl"))


# ---- CSV ---------------------------------------------------------------------------------------


def table_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_reads_back():
    rows = table_of(report(SOME, "csv"))
    assert {
        "measure": "yearly",
        "code": "2D",
        "period": "2019-20",
        "place": "Oadby",
        "value": "81",
        "unit": "percent",
        "rating": "green",
        "reason": "",
        "gap": "1",
        "explanation": "Green: 81% is 1 percentage point above the 80% target.",
        "cautions": "",
    } == rows[2]
    assert ("The result is provisional.", "-1", "unknown-measure") == (
        rows[3]["cautions"],
        rows[3]["gap"],
        rows[5]["reason"],
    )


def test_csv_rounds_what_has_no_finite_decimal_to_six_places():
    (verdict,) = verdicts(Result("high", (5, 6)))
    (row,) = table_of(report([verdict], "csv"))
    assert ("83.333333", "1.333333") == (row["value"], row["gap"])


def test_csv_keeps_quotes_commas_and_lines():
    (verdict,) = verdicts(Result('a "b", c', "5%"))
    assert 'a "b", c' == table_of(report([verdict], "csv"))[0]["measure"]


def test_csv_of_nothing_is_its_heading():
    heading = "measure,code,period,place,value,unit,rating,reason,gap,explanation,cautions\n"
    assert heading == report([], "csv")


def test_no_text_of_csv_begins_like_a_formula():
    assert {"'", "N", "a", "h"} == {
        row[column][0] for row in table_of(report(UNLUCKY, "csv")) for column in ("measure", "explanation")
    }
    assert "'=cmd|' /C calc'!A0" == table_of(report(UNLUCKY, "csv"))[0]["measure"]


@pytest.mark.parametrize(
    ("row", "column"),
    [(Result("-2+3+cmd|x", "5%"), "measure"), (Result("high", "5%", place="-2+3"), "place")],
)
def test_no_text_of_csv_begins_with_a_minus(row, column):
    assert "'" == table_of(report(verdicts(row), "csv"))[0][column][0]


def test_csv_with_a_carriage_return_reads_back_with_a_line_feed():
    assert "a\nb" == table_of(report(verdicts(Result("a\rb", "5%")), "csv"))[0]["measure"]


def test_a_negative_number_of_csv_stays_a_number():
    (verdict,) = verdicts(Result("wide", "-5%"))
    assert ("-5", "-55") == tuple(
        table_of(report([verdict], "csv"))[0][column] for column in ("value", "gap")
    )


# ---- Markdown ----------------------------------------------------------------------------------


def test_markdown_is_a_table_with_footnotes():
    lines = report(SOME[3:5], "markdown").splitlines()
    assert [
        "| period | measure | rating | explanation |",
        "| --- | --- | --- | --- |",
        "| 2020-21 | 2A yearly | red | Red: 81% is 1 percentage point short of the 82% target. [1] |",
        "| 2020-21 | 1G high | green | Green: 83% is 1 percentage point above the 82% target. [1] |",
        "",
        "[1] The result is provisional.",
    ] == lines


def test_markdown_has_four_cells_a_line_whatever_is_in_them():
    for line in report(UNLUCKY, "markdown").splitlines():
        assert 5 == line.replace("\\|", "").count("|")


def test_markdown_of_nothing_is_its_heading():
    assert 2 == len(report([], "markdown").splitlines())


def test_the_formats_have_names():
    assert ["table", "json", "jsonl", "csv", "markdown"] == list(FORMATS)


# ---- summary -----------------------------------------------------------------------------------


def test_a_summary_counts_each_period_and_all():
    assert [
        "2019-20: 3 rated: 1 green (33%), 1 amber (33%), 1 red (33%)",
        "2020-21: 2 rated: 1 green (50%), 1 red (50%)",
        "no period: 1 rated: 1 green (100%); 1 not rated: 1 unknown-measure",
        "All: 6 rated: 3 green (50%), 1 amber (17%), 2 red (33%); 1 not rated: 1 unknown-measure",
    ] == summary(SOME).splitlines()


def test_a_summary_of_one_period_has_one_line():
    assert "2019-20: 1 rated: 1 amber (100%)\n" == summary(SOME[:1])


def test_a_summary_gathers_rows_of_a_period_that_stand_apart():
    assert (
        "2019-20: 2 rated: 1 green (50%), 1 amber (50%)"
        == (summary([SOME[0], SOME[4], SOME[2]]).splitlines()[0])
    )


def test_a_summary_of_nothing_rated_has_reasons_only():
    found = verdicts(Result("zebra", 1), Result("high", "N/A"), Result("shown", 5))
    assert "no period: 0 rated; 3 not rated: 1 information-only, 1 missing, 1 unknown-measure\n" == summary(
        found
    )


def test_a_summary_of_nothing_is_empty():
    assert "\n" == summary([])


def test_levels_of_several_scales_stand_in_the_order_of_their_scales():
    found = verdicts(
        Result("levelled", 60), Result("high", "70%"), Result("levelled", 5), Result("high", "90%")
    )
    words = "4 rated: 1 green (25%), 1 red (25%), 1 outstanding (25%), 1 inadequate (25%)"
    assert f"no period: {words}\n" == summary(found)


def test_shares_are_rounded_half_up():
    found = verdicts(*[Result("high", "90%")] * 7, Result("high", "70%"))
    assert "no period: 8 rated: 7 green (88%), 1 red (13%)\n" == summary(found)


# ---- ranges ------------------------------------------------------------------------------------


def explained(measure, period=None, value=None, **figures):
    held = RULES.hold(measure, period)
    verdict = (
        held.rate(value, {name.replace("_", " "): one for name, one in figures.items()}) if value else None
    )
    return explain_measure(held, verdict).splitlines()


def test_a_measure_is_explained_by_a_bar_its_ranges_and_where_they_come_from():
    assert [
        "high: A high one",
        "  aim high, in percent",
        "",
        "  |     red     |    amber    |    green    |",
        "               80%           82%",
        "",
        "  red    at least 0% and under 80%",
        "  amber  at least 80% and under 82%",
        "  green  at least 82% and at most 100%",
        "",
        "  target: 82%  rules.rag.yml:7",
        "  amber: 2 points  rules.rag.yml:7",
    ] == explained("high")


def test_a_band_has_five_pieces():
    assert [
        "  red    at least 0% and under 15%",
        "  amber  at least 15% and under 17%",
        "  green  at least 17% and at most 22%",
        "  amber  more than 22% and at most 24%",
        "  red    more than 24% and at most 100%",
    ] == explained("band")[6:11]


def test_a_year_is_named_with_its_measure():
    assert "yearly in 2019-20" == explained("yearly", "2019-20")[0]


def test_no_amber_is_named_as_it_was_written():
    assert "  amber: none  rules.rag.yml:15" == explained("yearly", "2019-20")[-1]


def test_a_floor_is_named_with_its_place():
    assert "  floor: 70%  rules.rag.yml:24" == explained("floored")[-1]


def test_levels_are_named_each_with_its_place():
    assert [
        "  outstanding: at most 25  rules.rag.yml:29",
        "  good: under 50  rules.rag.yml:29",
        "  inadequate: rest  rules.rag.yml:29",
    ] == explained("levelled")[-3:]


def test_a_figure_of_the_rule_is_named_with_its_place():
    lines = explained("known")
    assert "  national average: the national average of 78% (2022-23)  rules.rag.yml:22" == lines[-1]


def test_a_measure_that_needs_a_figure_of_the_row_says_so():
    assert [
        "compared",
        "  The ranges depend on a figure of each result: national average.",
        "",
        "  target: national average  rules.rag.yml:16",
    ] == explained("compared")[:4]


def test_the_ranges_by_the_figures_of_a_result_are_shown_with_it():
    lines = explained("compared", None, "77%", national_average="78%")
    assert ("  amber  at least 76% and under 78%", "  national average: 78") == (lines[7], lines[-1][:24])


def test_a_result_without_the_figure_shows_no_ranges():
    assert explained("compared") == explained("compared", None, "77%")


def test_a_measure_without_a_target_says_why():
    assert ["shown", "  Not rated: the measure is for information only."] == explained("shown")
    assert ["yearly in 2021-22", "  Not rated: there is no target for 2021-22."] == explained(
        "yearly", "2021-22"
    )


def test_ranges_that_a_part_of_a_year_pulls_apart_say_why_they_are_none():
    rules = loads(
        "ragengine: 1\nunits: {misses: }\nmeasures:\n  one: {aim: low, unit: misses, compare: 0 decimals, "
        "basis: forecast by run rate, levels: {green: 0 to 4, amber: 5 to 9, red: at least 10}}\n"
    )
    heading, why = explain_measure(rules.hold("one", "2021-22 Q1")).splitlines()
    holes = "more than 4 and under 5; more than 9 and under 10 have no level"
    assert "one in 2021-22 Q1" == heading
    assert f"  Not rated: the figures make no ranges: a hole in the levels: {holes}." == why


def test_rounding_is_named():
    lines = explained("rounded")
    assert ("  amber  at least 83.5% and under 85.5%", True) == (
        lines[7],
        lines[-1].startswith(
            "  compare: results are rounded to whole numbers before they are compared  rules.rag.yml:"
        ),
    )


def test_a_run_rate_is_named_and_its_cuts_are_exact():
    lines = explained("running", "2019-20 Apr-Nov")
    assert ("  amber  at least 633.3333 (exactly 633 1/3) and under 666.6667 (exactly 666 2/3)", True) == (
        lines[7],
        lines[-1].startswith(
            "  basis: forecast by run rate: the ranges are 2/3 of the target's own  rules.rag.yml:"
        ),
    )


def test_a_population_is_named_with_where_it_comes_from():
    assert any(
        line.startswith("  population: 414,634.15, from the target's own bracket  rules.rag.yml:")
        for line in explained("events")
    )


def test_long_numbers_of_a_bar_do_not_run_into_each_other():
    rule = "aim: band, unit: £, domain: any, target: -200000 to 200000, amber: £300000"
    rules = loads(f"ragengine: 1\nmeasures:\n  m: {{{rule}}}\n")
    marks = explain_measure(rules.hold("m")).splitlines()[4]
    assert ["-£500,000", "-£200,000", "£200,000", "£500,000"] == marks.split()


def test_a_measure_of_one_piece_has_a_bar_without_marks():
    whole = loads("ragengine: 1\nmeasures: {m: {aim: high, unit: percent, target: 0%, amber: none}}\n")
    lines = explain_measure(whole.hold("m")).splitlines()
    assert ("  green  at least 0% and at most 100%", 1) == (lines[6], lines[3].count("green"))


def test_a_measure_of_any_number_has_ranges_without_ends():
    assert ["  red    under 50%", "  green  at least 50%"] == explained("wide")[6:8]


def test_a_table_sorted_by_measure_has_each_period_once():
    rules = loads(
        "ragengine: 1\nmeasures:\n"
        "  a: {aim: high, unit: percent, target: 80%, amber: none}\n"
        "  b: {aim: low, unit: percent, target: 10%, amber: none}\n"
    )
    years = ("2018-19", "2019-20")
    rows = [Result(measure, "9%", period=period) for measure in "ab" for period in years]
    lines = report(rules.rate_many(rows), "table").splitlines()
    expected = ["2018-19", "  red    a", "  green  b", "", "2019-20", "  red    a", "  green  b"]
    assert expected == [line[:10].rstrip() for line in lines]
