"""Comments: every one outside of values, each at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragengine.document.tokens import comments
from ragengine.source import Source


def found(text):
    return [(each.line, each.column, each.text) for each in comments(Source("text", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n", []),
        ("# one\na: b # two\n#three", [(1, 1, "# one"), (2, 6, "# two"), (3, 1, "#three")]),
        ("a: b#c\nd: http://e/#f\n", []),
        ("a: 'b # c' # d\ne: \"f # g\" # h\n", [(1, 12, "# d"), (2, 12, "# h")]),
        ("a: 'b\n  # c' # d\n", [(2, 8, "# d")]),
        ("a: b\n  c # d\n", [(2, 5, "# d")]),
        ("a: | # b\n  # c\n# d\ne: >-\n  f # g", [(1, 6, "# b"), (3, 1, "# d")]),
        ("{a: b, # c\n d: [e # f\n ]}", [(1, 8, "# c"), (2, 8, "# f")]),
        ("a: b\r\n# c\r\n", [(2, 1, "# c")]),
        ("a: b\r# c\u2028# d\x85# e", [(2, 1, "# c"), (3, 1, "# d"), (4, 1, "# e")]),
        ("\N{BYTE ORDER MARK}# a\nb: c\n", [(1, 1, "# a")]),
        ("# only\n", [(1, 1, "# only")]),
        ("--- # a\nb: c\n... # d\n# e", [(1, 5, "# a"), (3, 5, "# d"), (4, 1, "# e")]),
        ('a: "\U0001f600" # b\n', [(1, 8, "# b")]),
    ],
)
def test_comments_stand_outside_of_values(text, expected):
    assert expected == found(text)


@pytest.mark.parametrize(
    "text",
    ["# a\nb: c # d\ne: f: g # h\n", "# a\nb: c # d\ne: 'f # g\n", "# a\nb: c # d\n\t- e # f\n",
     "# a\nb: c # d\n\x00 # e\n", "# a\nb: c # d\n\ud800 # e\n", "# a\nb: c # d\n'e # f': 'g # h' 'i\n"],
)  # fmt: skip
def test_comments_before_a_fault_are_found(text):
    assert [(1, 1, "# a"), (2, 6, "# d")] == found(text)


def test_a_hundred_thousand_brackets_take_no_time():
    assert [(1, 1, "# a")] == found("# a\n" + "[" * 100_000 + "\n# b\n")


@given(st.text(alphabet="ab#'\"|>:- \n{}[],&*!?%\t\\", max_size=40))
def test_a_comment_is_the_text_at_its_place(text):
    source = Source("text", text)
    for comment in comments(source):
        line = source.line(comment.line)
        assert comment.text == line[comment.column - 1 :]
        assert len(comment.text) == comment.width
