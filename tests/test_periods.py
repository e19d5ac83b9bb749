"""Reporting years, spans of them, and values by year."""

import pytest

from ragengine.periods import (
    WHOLE_YEAR,
    ByYear,
    Entry,
    Period,
    Span,
    Year,
    always,
    read_month,
    read_period,
    read_span,
    read_year,
    ways_of_writing,
)

SEPTEMBER = 9


@pytest.mark.parametrize(
    ("text", "start", "shown"),
    [
        ("2019-20", 2019, "2019-20"),
        ("2019/20", 2019, "2019-20"),
        ("2019\N{EN DASH}20", 2019, "2019-20"),
        ("2019 - 20", 2019, "2019-20"),
        ("2019-2020", 2019, "2019-20"),
        (" 2019-20 ", 2019, "2019-20"),
        ("1999-00", 1999, "1999-00"),
        ("1999-2000", 1999, "1999-00"),
        ("2024", 2024, "2024"),
        ("1900", 1900, "1900"),
        ("2199", 2199, "2199"),
    ],
)
def test_a_reporting_year_is_known_by_the_calendar_year_it_begins_in(text, start, shown):
    year = read_year(text)
    assert (start, shown) == (year.start, str(year))


@pytest.mark.parametrize(
    "text", ["", "2019-21", "2019-19", "2019-2021", "2019-2", "1899", "2200", "19-20", "2019-20 Q1", "x2019"]
)
def test_what_is_no_reporting_year_is_none(text):
    assert read_year(text) is None


def test_a_year_may_be_written_either_way_and_is_the_same_year():
    assert read_year("2019") == read_year("2019-20")
    assert hash(read_year("2019")) == hash(read_year("2019-20"))
    assert read_year("2018-19") < read_year("2019")


@pytest.mark.parametrize(("text", "years", "expected"), [("2019-20", 1, "2018-19"), ("2024", 3, "2021")])
def test_an_earlier_year_is_written_the_same_way(text, years, expected):
    assert expected == str(read_year(text).before(years))


# ---- spans -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Apr-Nov", 1, 8),
        ("April to November", 1, 8),
        ("Apr \N{EN DASH} Nov", 1, 8),
        ("apr-nov", 1, 8),
        ("Nov", 8, 8),
        ("november", 8, 8),
        ("Mar", 12, 12),
        ("Oct-Mar", 7, 12),
        ("Apr-Sept", 1, 6),
        ("Q1", 1, 3),
        ("q4", 10, 12),
        ("quarter 2", 4, 6),
        ("H1", 1, 6),
        ("h2", 7, 12),
        ("full year", 1, 12),
        ("Whole Year", 1, 12),
        ("full-year", 1, 12),
        ("year", 1, 12),
        ("Apr-Mar", 1, 12),
        ("  Apr-Nov ", 1, 8),
    ],
)
def test_a_span_is_read_as_months_of_the_reporting_year(text, first, last):
    assert Span(first, last) == read_span(text)


@pytest.mark.parametrize("text", ["", "Q5", "Q0", "H3", "Nov-Apr", "Apr-Smarch", "Smarch", "Apr-", "5"])
def test_what_is_no_span_is_none(text):
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"), [("Sep-Dec", 1, 4), ("Aug", 12, 12), ("Q1", 1, 3), ("Dec-Feb", 4, 6)]
)
def test_months_are_counted_from_the_start_of_the_bodys_own_year(text, first, last):
    assert Span(first, last) == read_span(text, SEPTEMBER)


def test_months_that_straddle_the_start_of_the_year_are_no_span():
    assert read_span("Aug-Sep", SEPTEMBER) is None


@pytest.mark.parametrize(
    ("span", "starts", "expected"),
    [
        (Span(1, 8), 4, "Apr-Nov"),
        (Span(8, 8), 4, "Nov"),
        (Span(10, 12), 4, "Q4"),
        (Span(2, 4), 4, "May-Jul"),
        (Span(1, 6), 4, "Apr-Sep"),
        (Span(1, 12), 4, "full year"),
        (Span(1, 4), SEPTEMBER, "Sep-Dec"),
        (Span(1, 3), 1, "Q1"),
        (Span(2, 3), 1, "Feb-Mar"),
    ],
)
def test_a_span_is_shown_as_people_write_it(span, starts, expected):
    assert expected == span.text(starts)


@pytest.mark.parametrize(("span", "expected"), [(Span(1, 8), 8), (Span(8, 8), 1), (WHOLE_YEAR, 12)])
def test_a_span_knows_its_months(span, expected):
    assert expected == span.months


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nov", 11), ("November", 11), ("SEPT", 9), ("Sep", 9), ("may", 5), ("Septembe", None), ("Nove", None),
     ("", None), ("Smarch", None), ("Novembers", None)],
)  # fmt: skip
def test_a_month_is_read_in_full_or_by_three_letters(text, expected):
    assert expected == read_month(text)


# ---- periods ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("2019-20", 2019, 1, 12),
        ("2024", 2024, 1, 12),
        ("2019-20 Q1", 2019, 1, 3),
        ("2021-22 Apr-Nov", 2021, 1, 8),
        ("2021-22 Nov", 2021, 8, 8),
        ("2021-22 full year", 2021, 1, 12),
        ("  2019-20   Q1 ", 2019, 1, 3),
        ("Q1 19/20", 2019, 1, 3),
        ("Nov 19/20", 2019, 8, 8),
        ("Q1 2019-20", 2019, 1, 3),
        ("Apr-Nov 2021", 2021, 1, 8),
        ("Jan 2021", 2020, 10, 10),
        ("Mar 2021", 2020, 12, 12),
        ("2020 Q4", 2020, 10, 12),
        ("2020 Apr-Nov", 2020, 1, 8),
        ("Jan-Mar 2024", 2023, 10, 12),
        ("full year 2019-20", 2019, 1, 12),
        ("full year 2024", 2024, 1, 12),
    ],
)
def test_a_period_is_a_year_and_the_part_of_it(text, year, first, last):
    period = read_period(text)
    assert (Year(year), Span(first, last)) == (period.year, period.span)


@pytest.mark.parametrize(
    "text", ["", "Q1", "2019-20 Q5", "2019-21", "2019-20 soon", "Q1 19/21", "Q1 soon", "Apr-Nov 21"]
)
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "starts", "ways"),
    [
        ("2024 Jan-Mar", 4, "`2023-24 Q4` or `2024-25 Q4`"),
        ("2024  Mar", 4, "`2023-24 Mar` or `2024-25 Mar`"),
        ("Q4 2024", 4, "`2023-24 Q4` or `2024-25 Q4`"),
        ("2024 Jan-Mar", 1, ""),
        ("2024 Mar", SEPTEMBER, "`2023-24 Mar` or `2024-25 Mar`"),
        ("Jan-Mar 2024", 4, ""),
        ("2024 Q4", 4, ""),
        ("2024 soon", 4, ""),
        ("2024", 4, ""),
        ("2024-25 Jan-Mar", 4, ""),
    ],
)
def test_a_period_of_either_of_two_years_is_not_read(text, starts, ways):
    assert ways == ways_of_writing(text, starts)
    assert (read_period(text, starts) is None) is bool(ways or "soon" in text)


@pytest.mark.parametrize(
    ("text", "year", "first"), [("Oct 2021", 2021, 2), ("Aug 2021", 2020, 12), ("2021-22 Sep", 2021, 1)]
)
def test_a_month_belongs_to_the_reporting_year_in_which_it_falls(text, year, first):
    period = read_period(text, SEPTEMBER)
    assert (year, first) == (period.year.start, period.span.first)


@pytest.mark.parametrize(("text", "expected"), [("2019-20  Q1", "2019-20 Q1"), ("q1 19/20", "2019-20 Q1")])
def test_a_period_is_shown_in_its_standard_form(text, expected):
    assert expected == str(read_period(text))


def test_a_period_without_words_is_shown_by_its_year():
    expected = "2019-20"
    assert expected == str(Period(Year(2019)))


def test_periods_are_equal_whatever_their_words():
    assert read_period("Q1 19/20") == read_period("2019-20 Apr-Jun")
    assert read_period("2019-20") != read_period("2019-20 Q1")


# ---- values by year --------------------------------------------------------------------------


VALUES = ByYear(
    (
        Entry(None, 2017, None, "to 2017-18"),
        Entry(2018, 2018, None, "2018-19"),
        Entry(2018, 2018, Span(1, 3), "2018-19 Q1"),
        Entry(2020, None, None, "from 2020-21"),
    )
)


@pytest.mark.parametrize(
    ("year", "span", "expected"),
    [
        (2010, None, "to 2017-18"),
        (2017, None, "to 2017-18"),
        (2018, None, "2018-19"),
        (2018, Span(1, 3), "2018-19 Q1"),
        (2018, Span(1, 6), "2018-19"),
        (2018, WHOLE_YEAR, "2018-19"),
        (2019, None, None),
        (2020, Span(1, 3), "from 2020-21"),
        (2050, None, "from 2020-21"),
    ],
)
def test_a_value_by_year_is_that_of_the_very_period_or_else_of_its_year(year, span, expected):
    assert expected == VALUES.at(Year(year), span)


def test_without_a_year_only_what_holds_in_every_year_is_found():
    assert VALUES.at(None) is None
    assert always("ever").at(None) == "ever"


@pytest.mark.parametrize("span", [None, WHOLE_YEAR, Span(1, 3)])
def test_a_value_written_once_holds_in_every_year_and_part(span):
    assert always("ever").at(Year(2019), span) == "ever"


def test_a_part_of_the_year_does_not_stand_for_the_year():
    quarter = ByYear((Entry(2018, 2018, Span(1, 3), "Q1"),))
    assert quarter.entry(Year(2018), WHOLE_YEAR) is None
    assert quarter.entry(Year(2018), Span(1, 3)).value == "Q1"
