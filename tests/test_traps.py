"""Traps of YAML: the fault is shown where the author made it."""

import pytest

from ragengine import check_text
from ragengine.source import Place, Source
from ragengine.traps import trap


def told(text, line):
    """Where a trap is shown, and the way out of it."""
    source = Source("x", text)
    found = trap(source, Place(source, line, 1), "could not find expected ':'")
    return found and (found.place.line, found.place.column, found.place.width, found.facts["way"])


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("aim: high\nunit:percent\ntarget: 5", 3, (2, 1, 12, "write `unit: percent`")),
        ("  code pt:1A  # new\n\n# more\n  aim: high", 4, (1, 3, 10, "write `code pt: 1A`")),
        ("- 82% green\n-80% red\n- 70% red", 3, (2, 1, 8, "write `- 80% red`")),
        ("- -2% red\n--3% red\n- -4% red", 3, (2, 1, 8, "write `- -3% red`")),
        ("a:\n\N{NO-BREAK SPACE}b: 1\n c: 2", 3, (2, 1, 1, "indent with spaces from the keyboard")),
        ("a:\n  aim high\n  b: c", 3, (2, 3, 8, "write `: ` between the key and its value")),
        ("a: b\naim high # yes\nc: d", 3, (2, 1, 8, "write `: ` between the key and its value")),
        ("a:  # as ever\n  aim high\n  b: c", 3, (2, 3, 8, "write `: ` between the key and its value")),
        ("aim high\nb: c", 2, (1, 1, 8, "write `: ` between the key and its value")),
    ],
)
def test_a_trap_is_shown_at_its_own_line(text, line, expected):
    assert expected == told(text, line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: a text that\n  goes on\n b: c", 3),  # no colon is missing: the text goes on
        ("a: b\nsee http://example.org\n", 2),
        ("--- {\n", 1),
        ("# aim:high\n", 1),
        ("", 1),
    ],
)
def test_what_is_no_trap_is_left_to_yaml(text, line):
    assert told(text, line) is None


def test_a_colon_is_missed_only_where_yaml_misses_one():
    source = Source("x", "a: b\naim high\nc: *d")
    assert trap(source, Place(source, 3, 4), "did not find expected alphabetic character") is None


@pytest.mark.parametrize(
    ("text", "why", "expected"),
    [
        ("unit: %", "that cannot start any token", ("%", "write `percent`")),
        (
            "title: @home, by day",
            "that cannot start any token",
            ("@home", "put the value in quotes: `'@home'`"),
        ),
        (
            "title: Calls: met  # x",
            "mapping values",
            ("Calls: met", "put the value in quotes: `'Calls: met'`"),
        ),
        ("- title: It's: so", "mapping values", ("It's: so", 'put the value in quotes: `"It\'s: so"`')),
    ],
)
def test_a_value_that_yaml_takes_for_something_else_is_to_be_quoted(text, why, expected):
    source = Source("x", text)
    found = trap(source, Place(source, 1, max(text.find("%"), text.find("@")) + 1), why)
    start = found.place.column - 1
    assert expected == (text[start : start + found.place.width], found.facts["way"])


def test_a_sign_that_is_none_of_those_kept_is_left_to_yaml():
    source = Source("x", "a: \\")
    assert trap(source, Place(source, 1, 4), "found character that cannot start any token") is None


def test_a_second_colon_in_a_flow_is_left_to_yaml():
    source = Source("x", "a: {b: c: d}")
    assert trap(source, Place(source, 1, 9), "mapping values are not allowed in this context") is None


def test_only_the_beginning_of_a_long_line_is_looked_at():
    assert told(f"a: {'x' * 2000}, >= 5", 1) is None


def whole(text):
    """What an author is told of a text that is not YAML: the line, the column, and the way out."""
    (found,) = check_text(text)
    assert "RAG004" == found.code
    return found.place.line, found.place.column, found.facts["way"]


@pytest.mark.parametrize(
    ("value", "instead"),
    [
        ("[r] burglaries", "'[r] burglaries'"),
        ("{r} burglaries  # theirs", "'{r} burglaries'"),
        ('"Residential" burglaries', "'\"Residential\" burglaries'"),
        ('"Residential" and "other"', '\'"Residential" and "other"\''),
        ("'Burglars' homes'", '"Burglars\' homes"'),
        ("'Burglars' and \"others\"", "'''Burglars'' and \"others\"'"),
    ],
)
def test_a_value_that_goes_on_behind_what_closes_needs_quotes_around_it(value, instead):
    expected = (2, 8, f"put the whole value in quotes: `{instead}`")
    assert expected == whole(f"ragengine: 1\ntitle: {value}\nmeasures:\n")
    assert [] == check_text(f"ragengine: 1\ntitle: {instead}\nmeasures: {{m: {{aim: none, unit: index}}}}\n")


def test_a_value_in_brackets_that_goes_on_behind_its_quotes_needs_them_around_it():
    text = 'm: {title: "Residential" burglaries, aim: none}\n'
    assert (1, 12, "put the whole value in quotes: `'\"Residential\" burglaries'`") == whole(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m:\n  aim: high\n   unit: percent\n", (3, 4, "indent it by 2")),
        ("m:\n  aim: high\n unit: percent\n", (3, 2, "indent it by 2 or 0")),
        ("m:\n   aim: high\n  unit: percent # %\n", (3, 3, "indent it by 3 or 0")),
        ("m:\n  - 80% green\n - 70% red\n", (3, 2, "indent it by 2 or 0")),
        (" aim: high\nunit: percent\n", (2, 1, "indent it by 1")),
    ],
)
def test_a_line_that_stands_beside_no_other_is_told_where_to_begin(text, expected):
    assert expected == whole(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "m: {aim: high\nn: {aim: low}\n",
            (1, 4, "close it with `}`, part entries with a comma, and put text with signs in quotes"),
        ),
        (
            "m:\n  n: {b: c: d}\n",
            (2, 6, "close it with `}`, part entries with a comma, and put text with signs in quotes"),
        ),
        (
            "m: [80% green\nn: 1\n",
            (1, 4, "close it with `]`, part entries with a comma, and put text with signs in quotes"),
        ),
        ('title: "Homes\nbody: x\n', (1, 8, 'end the value with `"`')),
        ("title: 'Homes\nbody: x\nmore: 'y'\n", (1, 8, "end the value with `'`")),
    ],
)
def test_what_is_not_closed_is_shown_where_it_opens(text, expected):
    assert expected == whole(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb:\N{NO-BREAK SPACE}2\nc: 3\n", (2, 3, "write a space from the keyboard")),
        ("a: 1\nb:\N{NO-BREAK SPACE}2\n", (2, 3, "write a space from the keyboard")),
        ("- 1\n-\N{NO-BREAK SPACE}2\n- 3\n", (2, 2, "write a space from the keyboard")),
    ],
)
def test_a_no_break_space_behind_a_sign_is_shown_there(text, expected):
    assert expected == whole(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title: "a\\d"\n', (1, 8)),
        ("a: 1\nb: {c: ]\n", (2, 8)),
        ("a: 'it''s\nb: 'y'\n", (2, 5)),
    ],
)
def test_what_has_no_trap_is_told_by_yaml(text, place):
    expected = "look at this line and the one before: a quote, bracket, colon or indent is off"
    assert (*place, expected) == whole(text)
