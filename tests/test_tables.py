"""Tables of results: headings, rows, and where their cells stand."""

from __future__ import annotations

import csv

import pytest

from ragengine import Result, Results
from ragengine.messages import render, statement, way_out
from ragengine.results.tables import read_table
from ragengine.source import Source


def table(text, columns=None):
    return read_table(Source("results.csv", text), columns)


def found(read):
    return [(one.code, one.place.line, statement(one)) for one in read.diagnostics]


def stands(row, column):
    """Where a cell stands: line, column, and the text that its carets underline."""
    place = row.at(column)
    line = place.source.line(place.line)
    return place.line, place.column, line[place.column - 1 : place.column - 1 + place.width]


# ---- rows --------------------------------------------------------------------------------------


def test_a_row_has_the_cells_of_its_line_as_they_are_written():
    (row,) = table("measure,period,value,numerator,denominator\n 1G , 2019-20 Q1 ,81.8%,1143,1397\n")
    assert Result("1G", "81.8%", period="2019-20 Q1", numerator="1143", denominator="1397") == row


def test_every_column_of_the_design_has_its_place_in_a_row():
    heading = "measure,period,value,numerator,denominator,population,forecast,prior,place,status,note"
    (row,) = table(f"{heading}\nm,2019-20,5,1,2,3,4,6,Leicester,provisional,a note\n")
    assert row == Result(
        "m", "5", "2019-20", numerator="1", denominator="2", population="3", forecast="4", prior="6",
        place="Leicester", status="provisional", note="a note",
    )  # fmt: skip


def test_any_other_column_is_a_named_figure():
    (row,) = table("measure,value,national average,\nm,5,78%,nothing\n")
    assert {"national average": "78%"} == row.figures


def test_columns_that_are_not_there_are_blank():
    (row,) = table("measure,value\nm,5\n")
    assert Result("m", "5") == row


def test_a_row_without_a_period_has_none():
    (row,) = table("measure,value,period\nm,5,  \n")
    assert row.period is None


def test_a_cell_keeps_commas_quotes_and_lines_inside_quotes():
    (row,) = table('measure,value,note\nm,"1,252k","he said ""yes""\nand left"\n')
    assert ("1,252k", 'he said "yes"\nand left') == (row.value, row.note)


def test_headings_are_known_in_any_mix_of_capitals_and_spaces():
    (row,) = table("MEASURE,  Value ,National   Average\nm,5,78%\n")
    assert ("m", "5", {"National Average": "78%"}) == (row.measure, row.value, row.figures)
    assert ["78%"] * 3 == [
        row.figure(name) for name in ("National Average", "national average", " national   AVERAGE ")
    ]
    assert row.figure("plan") is None


def test_the_column_of_a_figure_is_found_in_any_mix_of_capitals_and_spaces():
    (row,) = table("measure,value,National   Average\nm,5,78%\n")
    assert (2, 5, "78%") == stands(row, "national average")
    assert row.at("plan") is None


def test_a_row_takes_further_figures_in_place_of_its_own():
    row = Result("m", "5", figures={"National average": "78%", "plan": "80%"})
    expected = {"plan": "80%", "national average": "79%"}
    assert expected == row.beside({"national average": "79%"}).figures


def test_other_headings_are_mapped_to_ours():
    (row,) = table("Indicator,Out-turn\n1G,5%\n", {"measure": "indicator", "value": " OUT-TURN "})
    assert Result("1G", "5%") == row


def test_a_mapped_heading_sets_a_named_figure_too():
    (row,) = table("measure,value,England\nm,5%,78%\n", {"national average": "England"})
    assert {"national average": "78%"} == row.figures


def test_a_name_that_is_mapped_may_be_in_any_mix_of_capitals_too():
    (row,) = table(
        "Indicator,value,England\nm,5%,78%\n", {"Measure": "Indicator", "National Average": "England"}
    )
    assert ("m", "78%") == (row.measure, row.figure("national average"))


def test_a_byte_order_mark_and_windows_ends_are_no_part_of_the_table():
    (row,) = table("\N{BYTE ORDER MARK}measure,value\r\nm,5\r\n")
    assert Result("m", "5") == row


def test_old_mac_ends_are_ends():
    (row,) = table("measure,value\rm,5\r")
    assert Result("m", "5") == row


def test_empty_lines_are_no_rows():
    rows = table("measure,value\n\nm,5\n\n\nm,6\n")
    assert ["5", "6"] == [row.value for row in rows]


def test_an_empty_line_before_the_headings_is_no_heading():
    assert 1 == len(table("\nmeasure,value\nm,5\n"))


def test_lines_of_commas_alone_are_no_rows():
    assert 1 == len(table("measure,value,note\nm,5,\n,,\n , ,\n"))


def test_a_heading_given_twice_is_reported_where_it_stands_again():
    (one,) = table("\nmeasure,value,  Value \nm,80%,95%\n").diagnostics
    assert ("RAG507", "results.csv:2:15", 8) == (one.code, str(one.place), one.place.width)


def test_blanks_around_a_place_are_no_part_of_it():
    (row,) = table("measure,value,place\nm,80%, Leeds \n")
    assert "Leeds" == row.place


def test_headings_that_differ_in_capitals_alone_are_one_given_twice():
    read = table("measure,value,England average,england AVERAGE,ENGLAND average\nm,80%,95%,96%,97%\n")
    assert [("RAG507", 1, "the column `ENGLAND average` is given twice")] == found(read)


# ---- what is wrong with a table ----------------------------------------------------------------


def test_an_empty_text_is_no_table():
    read = table("")
    assert ((), [("RAG506", 1, "`results.csv` cannot be read as a table: it is empty")]) == (
        read.rows,
        found(read),
    )


def test_a_table_without_a_needed_column_has_no_rows():
    read = table("a,b\n1,2\n")
    assert () == read.rows
    assert [
        ("RAG503", 1, "the results have no column `measure`"),
        ("RAG503", 1, "the results have no column `value`"),
    ] == found(read)


NEVER_CLOSED = "the quote that begins this cell is never closed"


def test_a_quote_that_never_ends_is_no_table():
    read = table('measure,value\nm,5\n"m,6\n')
    assert () == read.rows
    assert [("RAG506", 3, f"`results.csv` cannot be read as a table: {NEVER_CLOSED}")] == found(read)


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ('measure,value,note\nm,"81"%,y\n', "2:3", "`%` follows the quote that closes this cell"),
        ('measure,value,note\nm,"8""1"%,y\n', "2:3", "`%` follows the quote that closes this cell"),
        ('measure,value,note\nm,5,"a\nb" c\n', "2:5", "a blank follows the quote that closes this cell"),
        (
            'measure,value,note\nm,"a\nb",5 "x\nm,"a\nb""\n',
            "4:3",
            "the quote that begins this cell is never closed",
        ),
        ('"measure,value\nm,5\n', "1:1", NEVER_CLOSED),
        (f'measure,value\nm,5\nm,"{"x" * 200_000}', "3:3", NEVER_CLOSED),
    ],
    ids=["after", "doubled", "lines", "open", "heading", "long"],
)
def test_a_quote_that_is_wrong_is_told_with_the_cell_that_it_begins(text, place, why):
    (one,) = table(text).diagnostics
    assert (f"results.csv:{place}", why) == (str(one.place), one.facts["why"])
    assert "double a quote that stands inside a cell, or leave the quotes out" == way_out(one)


def test_headings_without_rows_are_no_table():
    read = table("measure,value\n,\n")
    why = "`results.csv` cannot be read as a table: it has headings and no rows"
    assert ((), [("RAG506", 1, why)]) == (read.rows, found(read))
    assert "write a row for each result under the headings" == way_out(read.diagnostics[0])


@pytest.mark.parametrize(("mark", "name"), [(";", "`;`"), ("\t", "tabs"), ("|", "`|`")])
def test_a_table_whose_cells_are_parted_otherwise_is_told_apart(mark, name):
    read = table(f"measure{mark}value\nm{mark}5\n")
    assert () == read.rows
    why = f"`results.csv` cannot be read as a table: its cells are parted by {name}, not by commas"
    assert [("RAG506", 1, why)] == found(read)
    assert "in Excel save it as `CSV UTF-8 (Comma delimited)`" in way_out(read.diagnostics[0])


def test_a_cell_beyond_all_measure_is_a_cell():
    (row,) = table(f"measure,value\nm,{'9' * 200_000}\n")
    assert 200_000 == len(row.value)


def test_other_readers_of_the_program_may_read_what_they_could_before():
    usual = csv.field_size_limit(131_072)
    try:
        table("measure,value\nm,5\n")
        assert 131_072 == csv.field_size_limit()
        table(f"measure,value\nm,{'9' * 200_000}\n")
        assert csv.field_size_limit() > 200_000
    finally:
        csv.field_size_limit(usual)


def test_a_row_that_is_broken_otherwise_is_told_with_its_line():
    (one,) = table('measure,value\nm,"5"\u2028x\n').diagnostics
    assert ("RAG506", "results.csv:2:1") == (one.code, str(one.place))


@pytest.mark.parametrize(
    ("line", "cells"),
    [("m,5", 2), ("m,5,,", 4), ("m", 1), ("m,1,252k", 3)],
    ids=["short", "long", "one", "comma"],
)
def test_a_row_of_the_wrong_length_stays_as_one_that_cannot_be_read(line, cells):
    headings = "measure,value" if "252k" in line else "measure,value,note"
    wanted = headings.count(",") + 1
    read = table(f"{headings}\nm,4{',' * (wanted - 2)}\n{line}\n")
    assert ["", f"the row has {cells} cells and the heading {wanted}"] == [row.fault for row in read]
    assert [("RAG505", 3, f"the row has {cells} cells, the heading {wanted}")] == found(read)
    too_few = "end the row with a comma for each cell that is blank"
    expected = too_few if cells < wanted else "quote cells that contain commas"
    assert expected == way_out(read.diagnostics[0])


def test_a_row_after_a_cell_of_several_lines_has_its_own_line():
    read = table('measure,value,note\nm,5,"a\nb"\nm,6\n')
    assert [("RAG505", 4, "the row has 2 cells, the heading 3")] == found(read)


# ---- columns that are not used -----------------------------------------------------------------


def test_a_column_that_nothing_uses_is_a_warning_with_its_place():
    read = table("measure,value,Nationl Average,zebra\nm,5,,\n")
    first, second = read.unused(["national average"])
    assert ("RAG502", "warning", "results.csv:1:15") == (first.code, first.severity, str(first.place))
    assert "did you mean `national average`? " == first.facts["nearest"]
    assert ("zebra", "", "results.csv:1:31") == (
        second.facts["text"],
        second.facts["nearest"],
        str(second.place),
    )


def test_a_column_that_is_not_used_is_shown_as_the_file_has_it():
    (found,) = table("measure,value,England  Averge\nm,5,6\n").unused(["England average"])
    assert ("England Averge", "did you mean `England average`? ") == (
        found.facts["text"], found.facts["nearest"]
    )  # fmt: skip


def test_the_column_of_a_figure_is_used_whatever_its_capitals():
    assert [] == table("measure,value,england AVERAGE,Last Year\nm,5,6,7\n").unused(
        ["England Average", "last year"]
    )


@pytest.mark.parametrize("heading", ["target", "floor", "Target"])
def test_a_target_is_never_read_from_results(heading):
    (found,) = table(f"measure,value,{heading}\nm,5,6\n").unused(["last year"])
    assert "a target or a floor stands in the rules and is never read from results" in render(found)


@pytest.mark.parametrize("heading", ["tagret", "baseline", "profile"])
def test_a_figure_that_no_rule_asks_for_does_nothing(heading):
    (found,) = table(f"measure,value,{heading}\nm,5,6\n").unused(["last year"])
    assert ("RAG502", "") == (found.code, found.facts["nearest"])


def test_the_columns_that_are_used_and_those_without_a_name_are_no_warning():
    assert [] == table("measure,value,note,last year,\nm,5,,4,\n").unused(["last year"])


def test_a_table_that_came_from_no_text_has_nothing_to_warn_of():
    assert [] == Results((), ("zebra",)).unused([])


# ---- places ------------------------------------------------------------------------------------


def test_a_cell_stands_where_it_stands_in_the_file():
    (row,) = table('measure,period,value,note\n1G,2019-20,"1,252k","a, b"\n')
    assert [(2, 1, "1G"), (2, 4, "2019-20"), (2, 12, '"1,252k"'), (2, 21, '"a, b"')] == [
        stands(row, column) for column in ("measure", "period", "value", "note")
    ]


def test_a_blank_cell_stands_where_it_would_be():
    (row,) = table("measure,period,value\n1G,,5\n")
    place = row.at("period")
    assert ("results.csv:2:4", 1) == (str(place), place.width)


def test_a_quote_inside_a_cell_begins_nothing():
    (row,) = table('measure,note,value\nm,8" pipe,5x\n')
    assert (2, 11, "5x") == stands(row, "value")


def test_a_cell_after_one_of_several_lines_stands_on_the_later_line():
    (row,) = table('measure,note,value\nm,"a\nb, c",5x\n')
    assert (3, 7, "5x") == stands(row, "value")


def test_a_cell_of_several_lines_stands_on_its_first_line():
    (row,) = table('measure,value\nm,"8\n4"\n')
    assert "results.csv:2:3" == str(row.at("value"))


def test_a_cell_that_a_short_row_lacks_stands_at_its_end():
    (row,) = table("measure,value,note\nm,5\n")
    assert "results.csv:2:3" == str(row.at("note"))


def test_a_quote_that_is_open_at_the_end_of_the_text_ends_there():
    row = table("measure,value\nm,5\n").rows[0]
    broken = type(row.origin)(Source("results.csv", 'measure,value\nm,"5'), 2, row.origin.headings)
    assert "results.csv:2:3" == str(broken.place("value"))


def test_a_column_that_a_table_lacks_stands_nowhere():
    (row,) = table("measure,value\nm,5\n")
    assert row.at("period") is None


def test_a_result_that_came_from_no_file_stands_nowhere():
    assert Result("m", "5").at("value") is None


def test_a_byte_order_mark_takes_no_room_in_a_line():
    (warning,) = table("\N{BYTE ORDER MARK}measure,value,zebra\nm,5,\n").unused([])
    assert "results.csv:1:15" == str(warning.place)


def test_a_diagnostic_shows_the_line_with_carets():
    (warning,) = table("measure,value,zebra\nm,5,\n").unused([])
    assert [
        "results.csv:1:15: RAG502 (warning) the column `zebra` is not used",
        "   |",
        " 1 | measure,value,zebra",
        "   |               ^^^^^",
    ] == render(warning).splitlines()[:4]


# ---- results as a sequence ---------------------------------------------------------------------


def test_results_are_a_sequence_of_rows():
    read = table("measure,value\na,1\nb,2\nc,3\n")
    assert (3, "a", ("b", "c"), ["a", "b", "c"]) == (
        len(read),
        read[0].measure,
        tuple(row.measure for row in read[1:]),
        [row.measure for row in read],
    )
    assert read[1] in read


def test_results_are_equal_where_their_rows_are():
    one, two = table("measure,value\nm,5\n"), table("measure,value\n\nm,5\n\n")
    assert one == two
    assert one != table("measure,value\nm,6\n")


def test_a_table_of_semicolons_is_not_blamed_for_the_headings_of_a_call():
    table = read_table(Source("a.csv", "Indicator;Result\nm;80%\n"), {"measure": "Indicator"})
    assert ["RAG506"] == [one.code for one in table.diagnostics]
