"""Published cells: what each form of cell says, and why some say nothing."""

from __future__ import annotations

import csv
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pint
import pytest

from ragengine.periods import Span
from ragengine.quantities import registry
from ragengine.rating import Reason
from ragengine.results import (
    Cell,
    CellReader,
    Counts,
    Unclear,
    agrees,
    ratio,
    read_cell,
    read_count,
    why_no_count,
)
from ragengine.units import Noun, read_unit

HERE = Path(__file__).parent
REPORTS = HERE.parent / "rules" / "leicestershire" / "results"

NOUNS = {
    "visits": Noun("visits"),
    "issues": Noun("issues"),
    "loans": Noun("loans"),
    "people": Noun("people"),
    "people waiting": Noun("people waiting", accumulates=False),
    "tonnes": Noun("tonnes", "amount"),
    "admissions": Noun("admissions", also=("adm's",)),
    "days a month": Noun("days a month", "duration", ("Ave days/Mth", "Ave days per Mth")),
}


def unit_of(words="percent"):
    return read_unit(words, NOUNS)


def reading(cell, unit="percent", year_starts=4):
    return read_cell(cell, unit_of(unit), NOUNS, year_starts)


def why_unclear(cell, unit="percent"):
    with pytest.raises(Unclear) as refused:
        reading(cell, unit)
    return str(refused.value)


# ---- numbers as printed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "unit", "value", "quantum", "text"),
    [
        ("82%", "percent", "82", "1", "82"),
        ("82.0%", "percent", "82", "0.1", "82.0"),
        ("82", "percent", "82", "1", "82"),
        ("  82 %  ", "percent", "82", "1", "82"),
        ("82 per cent", "percent", "82", "1", "82"),
        ("82\N{NO-BREAK SPACE}%", "percent", "82", "1", "82"),
        ("-0.5%", "percent", "-0.5", "0.1", "-0.5"),
        ("\N{MINUS SIGN}0.5%", "percent", "-0.5", "0.1", "\N{MINUS SIGN}0.5"),
        (".5%", "percent", "0.5", "0.1", ".5"),
        ("163.8k", "visits", "163800", "100", "163.8k"),
        ("1,252k", "visits", "1252000", "1000", "1,252k"),
        ("1.04m visits", "visits", "1040000", "10000", "1.04m"),
        ("1.2 million", "visits", "1200000", "100000", "1.2 million"),
        ("615,000", "visits", "615000", "1", "615,000"),
        ("£1.2m", "£", "1200000", "100000", "£1.2m"),
        ("1.2m", "£", "1200000", "100000", "1.2m"),
        ("242 Ave days/Mth", "days a month", "242", "1", "242"),
        ("181 ave days per mth", "days a month", "181", "1", "181"),
        ("5.4 per 100k", "admissions per 100k", "5.4", "0.1", "5.4"),
        ("5.4 admissions per 100k", "admissions per 100k", "5.4", "0.1", "5.4"),
        ("0.95", "index", "0.95", "0.01", "0.95"),
        ("7 tonnes", "tonnes", "7", "1", "7"),
        ("3 days", "days", "3", "1", "3"),
    ],
)
def test_a_number_is_read_exactly_to_the_place_it_is_printed_to(cell, unit, value, quantum, text):
    read = reading(cell, unit)
    assert (Fraction(value), Fraction(quantum)) == (read.value, read.quantum)
    assert text.lstrip("£") == read.text.lstrip("£")


@pytest.mark.parametrize(
    ("cell", "unit", "value", "quantum"),
    [
        ("48 hours", "days", Fraction(2), Fraction(1, 24)),
        ("90 minutes", "hours", Fraction(3, 2), Fraction(1, 60)),
        ("4.9 per 1,000", "admissions per 100k", Fraction(490), Fraction(10)),
    ],
)
def test_a_number_in_another_unit_of_its_kind_is_converted_exactly(cell, unit, value, quantum):
    read = reading(cell, unit)
    assert (value, quantum) == (read.value, read.quantum)


def test_a_bare_number_is_in_the_measures_own_unit():
    assert Fraction(7) == reading("7", "days").value


# ---- brackets ----------------------------------------------------------------------------------


def test_exact_counts_in_a_bracket_stand_beside_the_value():
    assert Cell(Fraction("89.9"), Fraction("0.1"), "89.9", counts=Counts(Fraction(507), Fraction(564))) == (
        reading("89.9% (507 out of 564)")
    )


@pytest.mark.parametrize("bracket", ["(507 of 564)", "(507/564)", "(507 out of 564)", "(507 / 564)"])
def test_counts_are_written_in_several_ways(bracket):
    assert Counts(Fraction(507), Fraction(564)) == reading(f"89.9% {bracket}").counts


@pytest.mark.parametrize("bracket", ["(4.6k out of 4.9k)", "(4.6k out of 4,900)", "(4,600 out of 4.9k)"])
def test_counts_in_thousands_are_approximate(bracket):
    assert Counts(Fraction(4600), Fraction(4900), exact=False) == reading(f"93.3% {bracket}").counts


def test_counts_without_a_value_make_the_exact_ratio():
    assert Cell(Fraction(50700, 564), counts=Counts(Fraction(507), Fraction(564))) == (
        reading("507 out of 564")
    )


def test_counts_make_a_rate_by_the_denominator():
    assert Fraction(15 * 100_000, 423_400) == reading("15 out of 423,400", "admissions per 100k").value


def test_counts_make_no_count():
    assert "two counts make a share or a rate, and the measure is in visits" == (
        why_unclear("3 out of 4", "visits")
    )


def test_a_denominator_of_zero_makes_no_ratio():
    assert "its denominator is not above zero" == why_unclear("3 out of 0")


@pytest.mark.parametrize("bracket", ["(few of many)", "(507% of 564)", "(507 of 564 people)", "(of 564)"])
def test_words_that_are_no_counts_are_a_remark(bracket):
    assert (bracket[1:-1],) == reading(f"89.9% {bracket}").notes


@pytest.mark.parametrize(
    "events", ["36 admissions", "36 adm's", "36 Adm's", "36 adm\N{RIGHT SINGLE QUOTATION MARK}s"]
)
def test_events_stand_beside_a_rate_in_every_declared_spelling(events):
    assert Fraction(36) == reading(f"8.8 ({events})", "admissions per 100k").events


def test_a_number_of_something_else_is_a_remark():
    read = reading("8.8 (36 visits)", "admissions per 100k")
    assert (None, ("36 visits",)) == (read.events, read.notes)


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("163.8k (Apr-Nov)", Span(1, 8)),
        ("163.8k (April to November)", Span(1, 8)),
        ("163.8k (Nov)", Span(8, 8)),
        ("163.8k (Q2)", Span(4, 6)),
        ("163.8k (full year)", Span(1, 12)),
        ("163.8k (Apr-Nov 2016)", Span(1, 8)),
        ("163.8k (2019-20 Q1)", Span(1, 3)),
        ("40.4k Q1 19/20", Span(1, 3)),
        ("40.4k H2 19/20", Span(7, 12)),
        ("40.4k Apr-Nov 2021", Span(1, 8)),
        ("40.4k (2019-20)", None),
        ("40.4k Xyz 19", None),
    ],
)
def test_a_cell_may_say_which_part_of_the_year_it_covers(cell, span):
    if span is None and "Xyz" in cell:
        assert "`Xyz 19` is no unit that is known here" == why_unclear(cell, "visits")
    else:
        assert span == reading(cell, "visits").span


def test_a_bracket_with_a_whole_year_is_a_remark():
    assert ("2022-23",) == reading("78% (2022-23)").notes


def test_a_bracket_with_a_year_written_with_a_slash_is_a_remark():
    read = reading("78% (2022/23)")
    assert (None, ("2022/23",)) == (read.counts, read.notes)


def test_the_months_of_a_cell_follow_the_month_in_which_the_year_starts():
    assert Span(1, 3) == reading("40 (Sep-Nov)", "visits", year_starts=9).span


@pytest.mark.parametrize("bracket", ["full year forecast", "Full-year Forecast", "forecast"])
def test_a_forecast_in_a_bracket_covers_the_full_year(bracket):
    read = reading(f"8.8 ({bracket})", "admissions per 100k")
    assert (True, Span(1, 12)) == (read.forecast, read.span)


@pytest.mark.parametrize(
    "cell",
    ["86% (provisional)", "86% (Provisional)", "86% (p)", "86% (Prov.)", "86% (prov)", "86% [p]", "86%[p]"],
)
def test_a_provisional_result_says_so(cell):
    read = reading(cell)
    assert (Fraction(86), True) == (read.value, read.provisional)


def test_a_revised_result_is_a_result_with_a_remark():
    assert Cell(Fraction(86), Fraction(1), "86", notes=("r",)) == reading("86% [r]")


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("86% (2018-19)", 2018),
        ("86% (18/19)", 2018),
        ("86% (2018)", 2018),
        ("86% Q1 18/19", 2018),
        ("86% (Apr-Jun 2019)", 2019),
        ("86% (Jan 2019)", 2018),
        ("86% (2018-19) (see note)", 2018),
        ("86% (Academic year 18/19)", None),
        ("86% (Apr-Jun)", None),
        ("86% (18/20)", None),
    ],
)
def test_the_year_that_a_cell_names_is_kept(cell, year):
    read = reading(cell)
    assert year == (read.year and read.year.start)


@pytest.mark.parametrize(
    ("cell", "year"), [("95% (19/20)", None), ("94.7% (18/19)", None), ("9% (99/00)", 2099)]
)
def test_a_short_year_that_may_be_the_counts_of_the_value_is_no_year(cell, year):
    read = reading(cell)
    assert year == (read.year and read.year.start)


def test_months_that_may_be_of_either_of_two_years_are_not_guessed():
    assert "`2024 Jan-Mar` may be either of two years; write `2023-24 Q4` or `2024-25 Q4`" == (
        why_unclear("40.4k (2024 Jan-Mar)", "visits")
    )


def test_fewer_events_than_none_are_refused():
    assert "there cannot be `-17 admissions`; write how many there were, or leave the bracket out" == (
        why_unclear("4.1 (-17 admissions)", "admissions per 100k")
    )


@pytest.mark.parametrize(
    ("cell", "in_full"), [("8.8 (36 admissions)", True), ("8.8 (1.2k admissions)", False)]
)
def test_rounded_events_are_known_for_such(cell, in_full):
    assert in_full is reading(cell, "admissions per 100k").events_in_full


def test_several_brackets_are_all_read():
    read = reading("8.8 (36 admissions) (full year forecast) (see note 3)", "admissions per 100k")
    assert (Fraction(36), True, ("see note 3",)) == (read.events, read.forecast, read.notes)


def test_remarks_are_kept_in_their_order():
    assert ("one", "two") == reading("81% (one) (two)").notes


# ---- no number ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "   ", "N/A", "n/a", "na", "-", "\N{EN DASH}", "\N{EM DASH}", "..", ":", "[x]", "[z]",
        "TBC", "not available", "Missing", "#N/A", "NULL", "not reported", "No data",
    ],
)  # fmt: skip
def test_a_missing_result_is_missing_and_never_zero(cell):
    assert Cell(absent=Reason.MISSING) == reading(cell)


@pytest.mark.parametrize(
    "cell", ["<5", "< 5", "<10", "<5%", "Fewer than 5", "less than 10", "*", "c", "[c]", "Suppressed"]
)
def test_a_suppressed_result_never_becomes_a_number(cell):
    assert Cell(absent=Reason.SUPPRESSED) == reading(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "3 (suppressed)", "3 (Suppressed: small numbers)", "3 suppressed", "3 (c)", "3 (*)", "3 (<5)",
        "3 [c]", "3% (1 of 34) (c)", "3 (3 admissions) (figure suppressed)",
    ],
)  # fmt: skip
def test_nothing_is_kept_of_a_number_that_is_marked_as_suppressed(cell):
    assert Cell(absent=Reason.SUPPRESSED) == reading(cell)


@pytest.mark.parametrize("cell", ["3% (not suppressed)", "3% (no longer suppressed)", "3% (City c)"])
def test_a_remark_that_something_is_not_suppressed_is_a_remark(cell):
    assert Fraction(3) == reading(cell).value


@pytest.mark.parametrize(
    "cell",
    ["awaiting data", "Not available yet", "not yet available", "not due", "not due yet", "not yet due"],
)
def test_a_result_that_is_still_to_come_is_not_due(cell):
    assert Cell(absent=Reason.NOT_DUE) == reading(cell)


@pytest.mark.parametrize("cell", ["nil", "None", "95%*", "<5 of 40"])
def test_a_cell_that_may_mean_either_of_two_things_is_not_guessed(cell):
    assert why_unclear(cell)


def test_too_few_cases_is_a_reason_of_its_own():
    assert Cell(absent=Reason.TOO_FEW) == reading("Too few")


@pytest.mark.parametrize(
    ("cell", "about", "due"),
    [
        ("Due June 2020", "June 2020", (2020, 6)),
        ("Due May-18", "May 2018", (2018, 5)),
        ("Due May 18", "May 2018", (2018, 5)),
        ("due in sept 2021", "September 2021", (2021, 9)),
        ("Result due: March 2022", "March 2022", (2022, 3)),
        ("Now due June 2020", "June 2020", (2020, 6)),
        ("Available from Jan 2020", "January 2020", (2020, 1)),
        ("Due next week", "next week", None),
        ("Due Foo 2020", "Foo 2020", None),
        ("Due", "", None),
        ("Available", "", None),
    ],
)
def test_a_result_that_is_due_keeps_the_month_it_was_promised_for(cell, about, due):
    assert Cell(absent=Reason.NOT_DUE, about=about, due=due) == reading(cell)


@pytest.mark.parametrize(
    "cell", ["No survey", "Next survey due 2018/19", "No Survey in 2020/21 due to Covid-19"]
)
def test_a_cell_without_a_survey_keeps_its_words(cell):
    assert Cell(absent=Reason.NO_SURVEY, about=cell) == reading(cell)


# ---- what cannot be read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "unit", "why"),
    [
        ("green", "percent", "it is not a number"),
        ("82.%", "percent", "`.%` is no unit that is known here"),
        ("8,2%", "percent", "it is not a number"),
        ("1.2.3", "percent", "it is not a number"),
        ("--5", "percent", "it has two signs"),
        ("1e5", "percent", "`e5` is no unit that is known here"),
        ("0x10", "percent", "`x10` is no unit that is known here"),
        ("1_000", "visits", "`_000` is no unit that is known here"),
        ("5 visit0rs", "visits", "`visit0rs` is no unit that is known here; perhaps `visits`"),
        ("5 vists", "visits", "`vists` is no unit that is known here; perhaps `visits`"),
        ("5 zebras", "visits", "`zebras` is no unit that is known here"),
        ("5%", "visits", "it is in percent, and the measure in visits"),
        ("5 days", "percent", "it is in days, and the measure in percent"),
        ("5 per 1.2.3", "admissions per 100k", "it is not a number"),
        ("(36 admissions)", "admissions per 100k", "it is not a number"),
        (
            "(\N{POUND SIGN}150k)",
            "\N{POUND SIGN}",
            "it is in brackets; if it is below zero write `-\N{POUND SIGN}150k`",
        ),
        ("(5%)", "percent", "it is in brackets; if it is below zero write `-5%`"),
        ("(-5%)", "percent", "it is not a number"),
        ("(so)", "percent", "it is not a number"),
        ("0 of 0", "visits", "its denominator is not above zero"),
        ("9" * 41, "percent", "a number may have at most 40 digits"),
        ("9" * 100, "percent", "a number may have at most 40 digits"),
        ("1" + "0" * 31, "visits", "it is too large to be a result"),
        ("\N{FULLWIDTH DIGIT FIVE}%", "percent", "it is not a number"),
    ],
)
def test_what_cannot_be_read_says_why(cell, unit, why):
    assert why == why_unclear(cell, unit)


def test_more_cells_than_are_remembered_are_read_alike():
    reader = CellReader(unit_of(), NOUNS)
    cells = [f"{n / 100:.2f}%" for n in range(5000)]
    for _ in range(2):
        assert [Fraction(n, 100) for n in range(5000)] == [reader.read(cell).value for cell in cells]


# ---- numbers of programs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "exact", "quantum"),
    [
        (84, Fraction(84), Fraction(1)),
        (-3, Fraction(-3), Fraction(1)),
        (84.1, Fraction("84.1"), None),
        (0.1 + 0.2, Fraction("0.30000000000000004"), None),
        (-0.0, Fraction(0), None),
        (1e22, Fraction(10**22), None),
        (Decimal("84.10"), Fraction("84.1"), Fraction(1, 100)),
        (Decimal("8E+1"), Fraction(80), Fraction(10)),
        (Decimal("1E-400"), Fraction(1, 10**400), Fraction(1, 10**400)),
        (Fraction(2, 3), Fraction(2, 3), None),
        ((507, 564), Fraction(50700, 564), None),
        ((Fraction(1), Decimal(3)), Fraction(100, 3), None),
    ],
)
def test_a_number_of_python_is_taken_exactly(value, exact, quantum):
    read = reading(value)
    assert (exact, quantum, "") == (read.value, read.quantum, read.text)


def test_a_pair_of_counts_is_kept_beside_its_ratio():
    assert Counts(Fraction(507), Fraction(564)) == reading((507, 564)).counts


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("nan"), "it is not a finite number"),
        (float("inf"), "it is not a finite number"),
        (float("-inf"), "it is not a finite number"),
        (Decimal("NaN"), "it is not a finite number"),
        (Decimal("sNaN"), "it is not a finite number"),
        (Decimal("Infinity"), "it is not a finite number"),
        (Decimal("1E+500"), "a number may have at most 40 digits"),
        (Decimal("1E-500"), "a number may have at most 40 digits"),
        (Decimal("9" * 41), "a number may have at most 40 digits"),
        (10**31, "it is too large or too fine to be a result"),
        (-(10**31), "it is too large or too fine to be a result"),
        (1e300, "it is too large or too fine to be a result"),
        (Fraction(1, 10**500), "it is too large or too fine to be a result"),
        (True, "it is true or false, not a number"),
        (b"5", "it is neither a text nor a number"),
        ([5], "it is neither a text nor a number"),
        (5j, "it is neither a text nor a number"),
        ((1,), "counts are a pair, numerator and denominator"),
        ((1, 2, 3), "counts are a pair, numerator and denominator"),
        ((1, 0), "its denominator is not above zero"),
        ((1, -2), "its denominator is not above zero"),
        (("1", 2), "it is neither a text nor a number"),
        ((True, 2), "it is true or false, not a number"),
        ((float("nan"), 2), "it is not a finite number"),
    ],
)
def test_what_is_no_number_of_python_says_why(value, why):
    assert why == why_unclear(value)


def test_a_decimal_with_an_enormous_exponent_is_refused_at_once():
    script = (
        "from decimal import Decimal; from ragengine import rate;"
        "print(rate(Decimal('1E+99999999'), target=1, amber='none'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=2, check=True
    )
    assert "Not rated: `1E+99999999` cannot be read: a number may have at most 40 digits.\n" == run.stdout


def test_any_object_is_refused_and_not_guessed():
    assert "it is neither a text nor a number" == why_unclear(object())


# ---- quantities --------------------------------------------------------------------------------

OURS = registry()
DEFAULT = pint.UnitRegistry()


@pytest.mark.parametrize(
    ("quantity", "unit", "value"),
    [
        (OURS.Quantity(48, "hour"), "days", Fraction(2)),
        (DEFAULT.Quantity(48, "hour"), "days", Fraction(2)),
        (DEFAULT.Quantity(0.1, "day"), "days", Fraction("0.1")),
        (DEFAULT.Quantity(Decimal("1.5"), "hour"), "hours", Fraction("1.5")),
        (DEFAULT.Quantity(84, "percent"), "percent", Fraction(84)),
        (OURS.Quantity(84, "percent"), "percent", Fraction(84)),
        (OURS.Quantity(Fraction(1, 3), "index"), "index", Fraction(1, 3)),
        (DEFAULT.Quantity(1, ""), "index", Fraction(1)),
        (OURS.Quantity(5, "pound"), "£", Fraction(5)),
        (DEFAULT.Quantity(18, "month"), "months", Fraction(18)),
    ],
)
def test_a_quantity_of_any_registry_is_read_in_the_measures_unit(quantity, unit, value):
    assert Cell(value) == reading(quantity, unit)


@pytest.mark.parametrize(
    ("quantity", "unit", "why"),
    [
        (DEFAULT.Quantity(5, "metre"), "days", "it is in meter, not in days"),
        (DEFAULT.Quantity(5, "hour"), "percent", "it is in hour, not in percent"),
        (DEFAULT.Quantity(0.84, ""), "percent", "it is in dimensionless, not in percent"),
        (DEFAULT.Quantity(5, "hour"), "days a month", "it is in hour, not in days a month"),
        (DEFAULT.Quantity(5, "pound"), "percent", "it is in pound, not in percent"),
    ],
)
def test_a_quantity_of_another_kind_is_refused(quantity, unit, why):
    assert why == why_unclear(quantity, unit)


@pytest.mark.parametrize("nothing", [float("nan"), Decimal("NaN"), float("inf")])
def test_a_quantity_that_is_not_finite_is_unclear(nothing):
    with pytest.raises(Unclear, match="not a finite number"):
        reading(DEFAULT.Quantity(nothing, "hour"), "hours")


def test_a_quantity_too_large_to_be_a_result_is_unclear():
    assert "it is too large or too fine to be a result" == why_unclear(
        DEFAULT.Quantity(1e300, "hour"), "hours"
    )


# ---- counts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "numerator", "denominator", "agree"),
    [
        ("81.8%", 1143, 1397, True),
        ("81.9%", 1143, 1397, False),
        ("96.4%", 4758, 4956, False),
        ("33.3%", 1, 3, True),
        ("0.5%", 1, 200, True),
        ("1%", 1, 200, True),
        ("0%", 1, 200, False),
        ("0%", 1, 201, True),
        ("-1%", 1, 200, False),
        ("-1%", -1, 200, True),
    ],
)
def test_counts_agree_with_a_value_at_its_printed_decimals(cell, numerator, denominator, agree):
    counts = Counts(Fraction(numerator), Fraction(denominator))
    assert agree is agrees(reading(cell), counts, unit_of())


def test_counts_agree_with_a_float_that_they_make():
    assert agrees(reading(50.0), Counts(Fraction(1), Fraction(2)), unit_of())
    assert not agrees(reading(51.0), Counts(Fraction(1), Fraction(2)), unit_of())


def test_a_ratio_keeps_its_counts():
    counts = Counts(Fraction(1), Fraction(4), exact=False)
    assert Cell(Fraction(25), counts=counts) == ratio(counts, unit_of())


@pytest.mark.parametrize(
    ("value", "count"),
    [("1,397", 1397), ("4.6k", 4600), (" 12 ", 12), (12, 12), (12.5, Fraction("12.5")), (Decimal(7), 7)],
)
def test_a_column_of_counts_is_read_exactly(value, count):
    assert Fraction(count) == read_count(value).value


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, Reason.MISSING), ("", Reason.MISSING), ("  ", Reason.MISSING), ("n/a", Reason.MISSING),
        ("-", Reason.MISSING), (float("nan"), Reason.MISSING), ("*", Reason.SUPPRESSED),
        ("<5", Reason.SUPPRESSED), ("3 (suppressed)", Reason.SUPPRESSED), ("too few", Reason.TOO_FEW),
    ],
)  # fmt: skip
def test_a_column_without_a_count_may_say_why(value, why):
    assert (None, why) == (read_count(value), why_no_count(value))


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("many", "it is not a number"),
        ("12 people", "it should be a count, without `people`"),
        ("12%", "it should be a count, without `%`"),
        (float("inf"), "it is not a finite number"),
        (True, "it is true or false, not a number"),
    ],
)
def test_a_column_that_holds_no_count_says_why(value, why):
    with pytest.raises(Unclear) as refused:
        read_count(value)
    assert why == str(refused.value)


# ---- the four reports --------------------------------------------------------------------------


def published():
    with (HERE / "data" / "leicestershire_cells.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(cell):
    """A cell as the data file shows it."""
    counts, span = cell.counts, cell.span
    says = ["forecast"] if cell.forecast else []
    says += [str(cell.absent)] if cell.absent else []
    says += [f"{cell.due[0]}-{cell.due[1]:02d}"] if cell.due else [cell.about] if cell.about else []
    of = f"{counts.numerator} of {counts.denominator}" if counts else ""
    return {
        "value": cell.value,
        "quantum": cell.quantum,
        "counts": of if counts is None or counts.exact else f"{of}, rounded",
        "events": cell.events,
        "months": f"{span.first}-{span.last}" if span else "",
        "says": "; ".join((*says, *cell.notes)),
    }


def expected_of(row):
    numbers = {key: Fraction(row[key]) if row[key] else None for key in ("value", "quantum", "events")}
    return {**{key: row[key] for key in ("counts", "months", "says")}, **numbers}


@pytest.mark.parametrize("row", published(), ids=lambda row: f"{row['unit']}: {row['cell']}")
def test_a_cell_of_the_four_reports_is_read_as_it_was_meant(row):
    assert expected_of(row) == shown(reading(row["cell"], row["unit"]))


def test_every_cell_of_the_four_reports_is_among_those_read():
    cells = set()
    for path in sorted(REPORTS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            cells |= {row[column] for row in csv.DictReader(file) for column in ("value", "prior")}
    assert cells == {row["cell"] for row in published()}
