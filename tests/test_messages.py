"""Diagnostics in words: the statement, the line with carets, the way out; each code once."""

import re
from string import Formatter

import pytest

import ragengine
from errors_only import errors_at, errors_in
from ragengine.diagnostics import Diagnostic, in_order
from ragengine.errors import CallError, RagengineError, ResultError, RuleError
from ragengine.messages import MESSAGES, Look, did_you_mean, render, render_all, statement, way_out
from ragengine.source import Place, Source


def place(line="amber: 5%", column=8, width=2, number=1):
    return Place(Source("rules.rag.yml", "\n" * (number - 1) + line), number, column, width)


def snippet(where):
    """The source line and the carets under it, without the margin."""
    lines = render(Diagnostic("RAG015", where, {"text": "x"})).split("\n")
    return [line.split("|", 1)[1][1:] for line in lines[2:4]]


def test_a_message_is_the_place_the_statement_the_line_and_the_way_out():
    found = Diagnostic("RAG204", place(), {"text": "5%", "points": "5", "of": "target"})
    expected = (
        "rules.rag.yml:1:8: RAG204 `5%` is ambiguous on a percentage\n"
        "   |\n"
        " 1 | amber: 5%\n"
        "   |        ^^\n"
        "  help: write `5 points` for percentage points, or `5% of target` for a share of it"
    )
    assert expected == render(found)
    assert expected == ragengine.describe(found)


def test_the_margin_is_as_wide_as_the_number_of_the_line():
    lines = render(Diagnostic("RAG005", place(number=1234))).split("\n")
    expected = ["      |", " 1234 | amber: 5%", "      |        ^^"]
    assert expected == lines[1:4]


def test_a_diagnostic_without_a_place_is_statement_and_way_out():
    facts = {
        "path": "rules",
        "why": "no such file",
        "way": "give a rule file (*.rag.yml) or a folder of them",
    }
    found = Diagnostic("RAG001", None, facts)
    expected = [
        "RAG001 `rules` cannot be read: no such file",
        "  help: give a rule file (*.rag.yml) or a folder of them",
    ]
    assert expected == render(found).split("\n")


def test_a_message_without_a_way_out_has_no_line_for_it():
    found = Diagnostic("RAG109", place(), {"key": "amber", "way": ""})
    expected = "rules.rag.yml:1:8: RAG109 `amber` has no value"
    assert [expected, "   |", " 1 | amber: 5%", "   |        ^^"] == render(found).split("\n")


def test_what_is_no_error_says_so_in_a_word():
    found = Diagnostic("RAG502", None, {"text": "zebra", "nearest": "", "known": "value"})
    assert "RAG502 (warning) the column `zebra` is not used" == render(found).split("\n")[0]


def test_further_places_are_shown_with_lines_of_their_own():
    found = Diagnostic("RAG507", place("a,b,a", 5, 1), {"text": "a"}, (place("a,b,a", 1, 1),))
    expected = (
        "rules.rag.yml:1:5: RAG507 the column `a` is given twice\n"
        "   |\n"
        " 1 | a,b,a\n"
        "   |     ^\n"
        "  see also rules.rag.yml:1:1:\n"
        "   |\n"
        " 1 | a,b,a\n"
        "   | ^\n"
        "  help: keep one of them, or rename one"
    )
    assert expected == render(found)


def test_a_look_is_given_to_places_codes_and_carets():
    look = Look(lambda one: f"<{one.line}>", lambda code: f"<{code}>", lambda caret: f"<{caret}>")
    facts = {"text": "zebra", "nearest": "", "known": "value"}
    found = Diagnostic("RAG502", place(), facts, (place(number=7),))
    expected = (
        "<1>: <RAG502 (warning)> the column `zebra` is not used\n"
        "   |\n"
        " 1 | amber: 5%\n"
        "   |        <^^>\n"
        "  see also <7>:\n"
        "   |\n"
        " 7 | amber: 5%\n"
        "   |        <^^>\n"
        "  help: columns: value, or a named figure such as a comparator"
    )
    assert expected == render(found, look)


def test_several_messages_have_an_empty_line_between():
    one, two = Diagnostic("RAG005", None), Diagnostic("RAG010", None)
    assert f"{render(one)}\n\n{render(two)}" == render_all([one, two])


def test_a_file_whose_text_is_not_kept_shows_no_line():
    found = Diagnostic("RAG003", Place(Source("x.yml", ""), 1, 1), {"size": "9", "limit": "8"})
    assert 2 == len(render(found).splitlines())


@pytest.mark.parametrize(
    ("nearest", "expected"), [("target", "did you mean `target`? "), ("", ""), (None, "")]
)
def test_the_nearest_name_is_asked_about(nearest, expected):
    assert expected == did_you_mean(nearest)


# ---- the line and its carets -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column", "width", "carets"),
    [
        ("amber: 5%", 8, 2, "       ^^"),
        ("amber: 5%", 8, 99, "       ^^"),
        ("amber: 5%", 8, 0, "       ^"),
        ("amber: 5%", 10, 1, "         ^"),
        ("\tamber", 2, 5, " ^^^^^"),
        ("\x1b[2J\u00a05%", 6, 2, "     ^^"),
    ],
    ids=[
        "words",
        "wider than the line",
        "no width",
        "at the end",
        "behind a tab",
        "behind a control character",
    ],
)
def test_carets_stand_under_the_words_in_question(line, column, width, carets):
    assert carets == snippet(place(line, column, width))[1]


@pytest.mark.parametrize(
    ("length", "column"), [(160, 1), (161, 1), (10_000, 1), (10_000, 5_000), (10_000, 9_999)]
)
def test_a_long_line_is_cut_around_the_words_in_question(length, column):
    line = "-" * (column - 1) + "X" + "-" * (length - column)
    shown, carets = snippet(place(line, column, 1))
    assert len(shown) <= 160
    assert shown.index("X") == carets.index("^")


# ---- facts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["text", "key"])
def test_a_fact_of_a_million_characters_is_shown_in_short(name):
    found = Diagnostic(
        "RAG203" if name == "text" else "RAG109", None, {name: "9" * 1_000_000, "why": "", "way": ""}
    )
    assert "9" * 117 + "...`" in statement(found)
    assert "9" * 118 not in statement(found)


def test_a_text_of_several_lines_is_shown_on_one():
    found = Diagnostic("RAG204", None, {"text": "5\n  %", "points": "5"})
    expected = "`5 %` is ambiguous on a percentage"
    assert expected == statement(found)


def test_words_have_no_power_over_a_terminal():
    found = Diagnostic(
        "RAG001", place("\x1b[31mx"), {"path": "a\x1b]0;b\x07", "why": "c\nd", "way": "\u202ee"}
    )
    assert all(line.isprintable() for line in render(found).split("\n"))
    assert "`a\ufffd]0;b\ufffd` cannot be read: c d" == statement(found)


def test_braces_in_the_authors_words_are_no_templates():
    found = Diagnostic("RAG201", None, {"text": "{x}", "nearest": ""})
    way = (
        "declare it: `units: {{x}: }` for whole things, `units: {{x}: {kind: amount}}` for what has parts, "
        "such as money, `units: {{x}: {kind: duration}}` for a time"
    )
    expected = ("`{x}` is not declared under units", way)
    assert expected == (statement(found), way_out(found))


# ---- the table -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_one_line_in_lower_case_without_a_full_stop(code):
    message = MESSAGES[code]
    for template in (message.statement, message.help):
        assert "\n" not in template
        assert not template.endswith(".")
        assert re.match(r"[a-z`({]", template)


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_made_whole_by_its_facts(code):
    templates = (MESSAGES[code].statement, MESSAGES[code].help)
    names = {name for template in templates for _, name, _, _ in Formatter().parse(template) if name}
    found = Diagnostic(code, None, dict.fromkeys(names, "FACT"))
    whole = f"{statement(found)} {way_out(found)}"
    assert whole.count("FACT") >= len(names)
    assert not any(f"{{{name}}}" in whole for name in names)


def test_codes_are_three_digits_in_rising_order():
    codes = list(MESSAGES)
    assert codes == sorted(codes)
    assert all(re.fullmatch(r"RAG\d{3}", code) for code in codes)


# ---- diagnostics -----------------------------------------------------------------------------


def test_a_complaint_about_the_same_words_is_made_once():
    one = Diagnostic("RAG204", place(), {"text": "5%", "points": "5", "of": "target"})
    again = Diagnostic("RAG204", place(), {"of": "target", "points": "5", "text": "5%"})
    assert [again] == in_order([one, again])


def test_complaints_stand_in_the_order_of_the_file():
    first, second = Diagnostic("RAG203", place(column=1)), Diagnostic("RAG201", place(column=8))
    third = Diagnostic("RAG203", place(column=8))
    nowhere = Diagnostic("RAG001", None)
    assert [nowhere, first, second, third] == in_order([third, second, nowhere, first])


# ---- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "count"), [("ragengine: 1\n", "1 problem"), ("title: x\n", "2 problems")])
def test_a_rule_error_holds_and_shows_every_problem(text, count):
    with pytest.raises(RuleError) as refused:
        ragengine.loads(text)
    found = refused.value.diagnostics
    assert f"{render_all(found)}\n\n{count} found" == str(refused.value)
    assert [one.key for one in errors_in(text, "<text>")] == [one.key for one in found]


def test_a_result_error_shows_every_problem():
    found = [Diagnostic("RAG503", None, {"text": "value"}), Diagnostic("RAG010", None)]
    assert render_all(found) == str(ResultError(found))


@pytest.mark.parametrize("error", [RuleError, ResultError, CallError])
def test_every_error_is_one_of_ours(error):
    assert issubclass(error, RagengineError)


def test_a_call_error_is_a_value_error_too():
    assert issubclass(CallError, ValueError)


# ---- files -----------------------------------------------------------------------------------


def test_a_measure_in_two_files_names_the_first(tmp_path):
    rule = "ragengine: 1\nmeasures:\n  answered: {aim: none, unit: percent}\n"
    for name in ("a.rag.yml", "b.rag.yml"):
        (tmp_path / name).write_text(rule)
    [found] = errors_at(tmp_path)
    assert (found.code, found.place.source.name[-9:]) == ("RAG401", "b.rag.yml")
    assert "the measure `answered` is in two files" in ragengine.describe(found)
    assert "a.rag.yml:3:3" in ragengine.describe(found)
