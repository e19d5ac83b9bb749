"""The canonical layout: what it changes, and what it leaves alone."""

from pathlib import Path

import pytest

from ragengine.document import is_plain
from ragengine.formatting import format_rules
from ragengine.formatting.words import in_words
from ragengine.source import Source

ROOT = Path(__file__).parent.parent
FILES = [
    *sorted((ROOT / "rules").rglob("*.rag.yml")),
    *sorted((ROOT / "tests/conventions/good").glob("*.yml")),
]


def laid_out(text):
    written, found = format_rules(Source("text", text))
    assert found == []
    return written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # blanks and indents
        ("a:   b  \n", "a: b\n"),
        ("a :  b\t\t\nc:\td\n", "a: b\nc: d\n"),
        ("a:\n    b:\n        c: d\n", "a:\n  b:\n    c: d\n"),
        ("a:\n- b\n-   c\nd: e\n", "a:\n  - b\n  - c\nd: e\n"),
        ("a:\n  -   b: c\n      d: e\n  -\n    f: g\n", "a:\n  - b: c\n    d: e\n  -\n    f: g\n"),
        ("a:\n- - b\n  - c\n", "a:\n  - - b\n    - c\n"),
        ("a:\n b\n", "a:\n  b\n"),
        ("a:\n   b: c\nd:\n e: f\n", "a:\n  b: c\nd:\n  e: f\n"),
        ("  a: b\n  c: d\n", "a: b\nc: d\n"),
        ("a:\n- b:\n  - c\n- d\n", "a:\n  - b:\n      - c\n  - d\n"),
        ("?  a\n:   b\n? - c\n: - d\n  - e\n", "? a\n: b\n? - c\n: - d\n  - e\n"),
        ("? a\n:\n- b\n", "? a\n:\n  - b\n"),
        ("?\n- a\n: b\n", "?\n  - a\n: b\n"),
        ("a: !  b\n", "a: ! b\n"),
        ("?\n: a\n", "?\n: a\n"),
        # brackets
        ("{  a : b,c:d , e: }\n", "{a: b, c:d, e: }\n"),
        ("a: { }\nb: [ ]\nc: {d:  , e:  }\n", "a: {}\nb: []\nc: {d: , e: }\n"),
        ("a: [ b,c ,d, ]\n", "a: [b, c, d,]\n"),
        ('{"a":b}\n', "{a: b}\n"),
        ("{? a : b, ? , ! : c}\n", "{? a: b, ? , ! : c}\n"),
        ("a: {b: c,\n   d: e,\n f: g\n   }\n", "a: {b: c,\n    d: e,\n    f: g\n    }\n"),
        ("a: {\n b: c,\n    d: [e,\n f]\n}\n", "a: {\n  b: c,\n  d: [e,\n      f]\n  }\n"),
        ("a:\n- b: [\n c, {\nd: e}]\n", "a:\n  - b: [\n      c, {\n        d: e}]\n"),
        ("a: [[\nb\n]]\n", "a: [[\n  b\n  ]]\n"),
        ("a: {b: c\n  d,\n e:\nf}\n", "a: {b: c\n    d,\n    e:\n    f}\n"),
        # a comma between digits, which the reader takes for one that split a number
        ("{a: 1,252k}\n", "{a: 1,252k}\n"),
        ("[1,252,800, 5,2]\n", "[1,252,800, 5, 2]\n"),
        ("{a: 80,2018-19: 82}\n", "{a: 80, 2018-19: 82}\n"),
        ("{a: 80%,252: b}\n", "{a: 80%, 252: b}\n"),
        ("{a: '80 x1',252k}\n", "{a: 80 x1, 252k}\n"),
        # ends of lines and of the file
        ("a: b\r\nc: d\re: f\x85", "a: b\nc: d\ne: f\n"),
        ("\N{BYTE ORDER MARK}a: b", "a: b\n"),
        ("\n\n\na: b\n\n\n\nc: d\n\n \n", "a: b\n\nc: d\n"),
        ("---\n\n\na: b\n...\n\n", "---\n\na: b\n...\n"),
        ("%YAML 1.1\n--- #start\na: b\n", "%YAML 1.1\n---  # start\na: b\n"),
        # comments
        ("a: b # c\n", "a: b  # c\n"),
        ("a: b#c\n", "a: b#c\n"),
        ("a: 'b c'#d\n", "a: b c  # d\n"),
        ("a: b       #c  \n", "a: b       # c\n"),
        ("a: b  # one\nlonger: c  # two\n", "a: b  # one\nlonger: c  # two\n"),
        ("a:  b  # one\nc:  d  # two\n", "a: b  # one\nc: d  # two\n"),
        ("a: b       # one\nc: long   # two\n", "a: b       # one\nc: long   # two\n"),
        ("a: b     # one\nc: '<5'  # two\n", "a: b   # one\nc: <5  # two\n"),
        ("a: b   # one\n       # two\n", "a: b   # one\n       # two\n"),
        ("a: b # one\n     # two\n\n     # three\n", "a: b  # one\n      # two\n\n# three\n"),
        ("#!/usr/bin/env x\n#:a\n##b\n#\n#   c\na: b\n", "#!/usr/bin/env x\n# :a\n##b\n#\n#   c\na: b\n"),
        ("#ragengine: ignore[RAG406] so\na: b\n", "# ragengine: ignore[RAG406] so\na: b\n"),
        ("a:\n # one\n   b: c\n    # two\n   d: e\n", "a:\n  # one\n  b: c\n  # two\n  d: e\n"),
        ("a:\n    b: c\n    # of b\n# of d\nd: e\n", "a:\n  b: c\n  # of b\n# of d\nd: e\n"),
        ("a:\n   b:\n      c: d\n     # b\n  # e\ne: f\n", "a:\n  b:\n    c: d\n  # b\n# e\ne: f\n"),
        ("a:\n    b: c\n    # the end\n\n\n", "a:\n  b: c\n  # the end\n"),
        ("a:\n    b: c\n\n\n#the end", "a:\n  b: c\n\n# the end\n"),
        ("# one\n\n\n# two\na: [b, # c\n# d\n e]\n", "# one\n\n# two\na: [b,  # c\n    # d\n    e]\n"),
        ("a: {\n# one\n b: c} # two\n", "a: {\n  # one\n  b: c}  # two\n"),
        # values on several lines
        ("a:\n  b: c  \n      d\n\n\n      e\n", "a:\n  b: c\n    d\n\n\n    e\n"),
        ('a: "b  \n   c\\\n     d " \n', 'a: "b  \n  c\\\n  d "\n'),
        ("a: 'b\n\n c'\n", "a: 'b\n\n  c'\n"),
        ("a:\n   b: |\n      c  \n       d\n\n\n   e: f\n", "a:\n  b: |\n    c  \n     d\n\n  e: f\n"),
        ("a:\n   b: >-   #c\n     d # e\n#f\n", "a:\n  b: >-  # c\n    d # e\n# f\n"),
        ("a:\n    b: |2\n         c\n", "a:\n  b: |2\n       c\n"),
        ("a:\n- |1\n   c\n", "a:\n  - |1\n     c\n"),
        ("a: |+\n b\n\n\n", "a: |+\n  b\n\n\n"),
        ("a: |+\n \n  \n", "a: |+\n\n\n"),
        ("a: |\n\nb: c\n", "a: |\n\nb: c\n"),
        ("a: |\n b\n    \n", "a: |\n  b\n     \n"),
        ("a: |\n b", "a: |-\n  b\n"),
        ("a: |+\n b", "a: |-\n  b\n"),
        ("a: >2-\n    b", "a: >2-\n    b\n"),
        ("a: |+", "a: |+\n"),
        # not a rule file by any means
        ("just a text\n", "just a text\n"),
        (" --- a: b\n", " --- a: b\n"),
        ("a:  'b\u2028  c'\n", "a:  'b\u2028  c'\n"),
    ],
)  # fmt: skip
def test_the_layout_of_a_text(before, after):
    assert after == laid_out(before)
    assert after == laid_out(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'people'", "people"),
        ('"2017-18"', "2017-18"),
        ("'it''s'", "it's"),
        ('"caf\\u00e9"', "caf\u00e9"),
        ("'-5%'", "-5%"),
        ("''", "''"),
        ("'1,252k'", "'1,252k'"),
        ("'What: this'", "'What: this'"),
        ("'a #b'", "'a #b'"),
        ("' a'", "' a'"),
        ("'no'", "'no'"),
        ("'y'", "'y'"),
        ("'12'", "'12'"),
        ("'1e3'", "'1e3'"),
        ("'2.10'", "'2.10'"),
        ("'2024-01-01'", "'2024-01-01'"),
        ("'<<'", "'<<'"),
        ("'- a'", "'- a'"),
        ("'[a]'", "'[a]'"),
        ('"a\\tb"', '"a\\tb"'),
    ],
)
def test_quotes_go_where_no_reader_needs_them(before, after):
    assert f"a: {after}\n" == laid_out(f"a: {before}\n")
    assert f"[{after}, {{b: {after}}}]\n" == laid_out(f"[{before}, {{b: {before}}}]\n")


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("target", "'>= 80%'", "at least 80%"),
        ("target", "'>80%'", "more than 80%"),
        ("target", "<=80%", "at most 80%"),
        ("target", "< 80%", "under 80%"),
        ("target", "\N{GREATER-THAN OR EQUAL TO}80%", "at least 80%"),
        ("target", "\N{LESS-THAN OR EQUAL TO} 80%", "at most 80%"),
        ("target", "No more than 80%", "at most 80%"),
        ("target", "fewer than 8", "under 8"),
        ("target", "'<= 1,252k'", "'at most 1,252k'"),
        ("target", '"<= \\u00a35"', "at most £5"),
        ("target", '"<= 1,\\u0032"', '"<= 1,\\u0032"'),
        ("target", "{2017: <80%, from 2018: over 82%}", "{2017: under 80%, from 2018: more than 82%}"),
        ("target", "under 9% of the way from a to b", "under 9% of the way from a to b"),
        ("target", "<9% of the way from a to b", "under 9% of the way from a to b"),
        ("target", "over 60 to 70", "over 60 to 70"),
        ("target", "17-22%", "17-22%"),
        ("target", "=5", "=5"),
        ("floor", "less than 3", "under 3"),
        ("amber", "<2 points", "under 2 points"),
        ("amber", "{below: <= 1 point, above: none}", "{below: at most 1 point, above: none}"),
        ("domain", "\N{GREATER-THAN OR EQUAL TO} 0%", "at least 0%"),
        ("levels", "{green: '>=2%', amber: {2020: =1%}}", "{green: at least 2%, amber: {2020: exactly 1%}}"),
        ("levels", "{green: <= 2 points worse than target}", "{green: at most 2 points worse than target}"),
        ("title", "<= 80%", "<= 80%"),
        ("examples", "[<5 green]", "[<5 green]"),
    ],
)  # fmt: skip
def test_operators_are_written_in_words(key, before, after):
    assert f"measures: {{a: {{{key}: {after}}}}}\n" == laid_out(f"measures: {{a: {{{key}: {before}}}}}\n")
    assert f"defaults: {{a: {{{key}: {after}}}}}\n" == laid_out(f"defaults: {{a: {{{key}: {before}}}}}\n")


@pytest.mark.parametrize("name", ["overall average", "under-25s average", "exactness", "over 65s average"])
def test_the_name_of_a_figure_stays_as_it_is(name):
    text = (
        f"comparators: [{name}]\nmeasures:\n  a: {{target: {name}, levels: {{green: at least {name}}}}}\n"
        f"  b: {{target: {name.upper()}, amber: 5% of {name}}}\n"
    )
    assert text == laid_out(text)


def test_comparators_that_are_no_list_of_names_are_no_names():
    assert "comparators: {a: b}\nmeasures: {a: {target: under 5}}\n" == laid_out(
        "comparators: {a: b}\nmeasures: {a: {target: <5}}\n"
    )


def test_a_value_on_several_lines_keeps_its_operator():
    assert "measures:\n  a:\n    target: <=\n      5%\n" == laid_out("measures:\n a:\n  target: <=\n   5%\n")


def test_a_text_after_an_operator_stays_as_it_is():
    assert "at least 1,252k  visits" == in_words(">=1,252k  visits", "floor")


def test_a_text_is_plain_only_where_nothing_else_could_be_meant():
    assert not is_plain("a ")
    assert not is_plain("a\N{NO-BREAK SPACE}b")
    assert is_plain("a")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: [b\n", ["RAG004"]),
        ("a:\n\tb: c\n", ["RAG005"]),
        ("a: b\n---\nc: d\n", ["RAG010"]),
        ("a: &b c\n", ["RAG007"]),
        ("", ["RAG011"]),
        ("# a\n", ["RAG011"]),
        ("a: \x00\n", ["RAG015"]),
        ("[" * 100_000, ["RAG009"]),
    ],
)
def test_a_text_that_is_not_yaml_is_refused(text, codes):
    written, found = format_rules(Source("text", text))
    assert written is None
    assert codes == [one.code for one in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_of_the_project_are_laid_out(path):
    text = path.read_text(encoding="utf-8")
    assert text == laid_out(text)
