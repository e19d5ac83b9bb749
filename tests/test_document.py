"""YAML to a tree of raw scalars: nothing is resolved, everything has its place, nothing crashes."""

import random

import pytest

import ragengine
from errors_only import errors_in
from ragengine.document import Mapping, Scalar, Sequence, read
from ragengine.messages import render_all
from ragengine.source import Source

RULE = "ragengine: 1\nmeasures:\n  answered:\n    aim: high\n    unit: percent\n    amber: 2 points\n"


def tree(text):
    root, found = read(Source("text", text))
    assert found == []
    return root


def faults(text):
    _, found = read(Source("text", text))
    return [(one.code, one.place.line, one.place.column) for one in found]


def plain(node):
    """A tree as lists and pairs of texts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


def codes(text):
    return [one.code for one in errors_in(text)]


# ---- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    ["NO", "yes", "on", "null", "~", "7:30", "2.10", "0123", "0x1f", "1e3", "2019-20", "2024-01-01", "1_000",
     ".inf", "=", "82%", "<5", "a, b", "it's", 'He said "no"', "caf\u00e9", "\U0001f600"],
)  # fmt: skip
def test_every_scalar_stays_the_text_that_it_is(value):
    assert {"key": value} == plain(tree(f"key: {value}\n"))


@pytest.mark.parametrize(
    ("written", "text", "quoted"),
    [
        ("82%", "82%", False),
        ("", "", False),
        ("''", "", True),
        ('"a\\tb"', "a\tb", True),
        ("'it''s'", "it's", True),
        ("|\n  one\n  two\n", "one\ntwo\n", True),
        (">\n  one\n  two\n", "one two\n", True),
        ("82%  # a comment", "82%", False),
        ("one\n  two", "one two", False),
    ],
)
def test_a_scalar_knows_its_text_and_whether_it_was_quoted(written, text, quoted):
    [(_, value)] = tree(f"key: {written}\n").entries
    assert (text, quoted) == (value.text, value.quoted)


def test_mappings_and_lists_keep_the_order_of_the_file():
    text = "b: 1\na:\n  - x\n  - {d: 2, c: [y, z]}\n"
    expected = {"b": "1", "a": ["x", {"d": "2", "c": ["y", "z"]}]}
    found = plain(tree(text))
    assert expected == found
    assert list(expected) == list(found)


@pytest.mark.parametrize(("text", "flow"), [("{a: b}", True), ("a: b", False)])
def test_a_mapping_knows_whether_it_stands_in_braces(text, flow):
    assert flow is tree(text).flow


@pytest.mark.parametrize(
    ("text", "line", "column", "width"),
    [
        ("key: value", 1, 6, 5),
        ("a: b\nkey:   'value'", 2, 8, 7),
        ("key: ", 1, 5, 1),
        ("key: 'a\n  b'", 1, 6, 1),
        ("caf\u00e9: value", 1, 7, 5),
        ("\ufeffkey: value", 1, 6, 5),
        ("a: b\r\nkey: value\r\n", 2, 6, 5),
    ],
    ids=["plain", "quoted", "empty", "over two lines", "accents", "byte order mark", "windows"],
)
def test_a_scalar_is_its_own_place(text, line, column, width):
    value = tree(text).entries[-1][1]
    assert (line, column, width) == (value.line, value.column, value.width)


@pytest.mark.parametrize(("text", "kind"), [("a:\n  b: c", Mapping), ("a:\n  - c", Sequence)])
def test_a_collection_is_placed_where_it_begins(text, kind):
    [(_, value)] = tree(text).entries
    assert isinstance(value, kind)
    expected = (2, 3)
    assert expected == (value.line, value.column)


@pytest.mark.parametrize("text", ["\ufeff", "", "\n\n", "# a comment\n"])
def test_a_file_without_content_says_so_at_its_start(text):
    root, found = read(Source("text", text))
    assert root is None
    expected = [("RAG011", "text:1:1")]
    assert expected == [(one.code, str(one.place)) for one in found]


def test_byte_order_mark_and_windows_ends_are_fine():
    rule = RULE + "    target: 80%\n"
    assert codes("\ufeff" + rule.replace("\n", "\r\n")) == []


def test_tabs_between_words_are_fine():
    rule = RULE + "    target:\t80%\t# a comment\n"
    assert codes(rule) == []


# ---- what is wrong with it as YAML -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [b\n", [("RAG004", 1, 4)]),
        ("a: 'b\n", [("RAG004", 1, 4)]),
        ("a: b: c\n", [("RAG004", 1, 4)]),
        ("a: @b\n", [("RAG004", 1, 4)]),
        ("a:\n\tb: c\n", [("RAG005", 2, 1)]),
        ("a:\n  b: 1\n \tc: 1\n", [("RAG005", 3, 2)]),
        ("a: !!int 5\n", [("RAG006", 1, 4)]),
        ("a: !thing {b: c}\n", [("RAG006", 1, 4)]),
        ("a: !thing [b]\n", [("RAG006", 1, 4)]),
        ("a: &x b\n", [("RAG007", 1, 4)]),
        ("a: &x {b: c}\n", [("RAG007", 1, 4)]),
        ("&x a: b\n", [("RAG007", 1, 1)]),
        ("a: *x\n", [("RAG007", 1, 4)]),
        ("<<: {a: b}\n", [("RAG008", 1, 1)]),
        ("a: b\n---\nc: d\n", [("RAG010", 2, 1)]),
        ("a: b\n...\n--- {c: d}\n", [("RAG010", 3, 1)]),
        ("a: 1\nb: 2\na: 3\na: 4\n", [("RAG016", 3, 1), ("RAG016", 4, 1)]),
        ("a: {b: 1, b: 2}\n", [("RAG016", 1, 11)]),
        ("[a]: b\n", [("RAG104", 1, 1)]),
        ("{a: b}: c\n", [("RAG104", 1, 1)]),
        ("a: \x07\n", [("RAG015", 1, 4)]),
        ("a: b\nc: d\x00e\n", [("RAG015", 2, 5)]),
        ("a: b\n\x1bc: d\n", [("RAG015", 2, 1)]),
        ("a: \ufffe\n", [("RAG015", 1, 4)]),
        ("%TAG\n---\na: b\n", [("RAG004", 1, 5)]),
    ],
)
def test_a_fault_of_yaml_has_its_code_and_place(text, expected):
    assert expected == faults(text)


@pytest.mark.parametrize("text", ["a: ! b\n", "'<<': b\n", "---\na: b\n", "a: {b: {b: 1}}\n", "a: b\n...\n"])
def test_what_only_looks_like_a_fault_is_none(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", {"a": "1"}),
        ("a: 1\na: {b: 2}\nc: 3\n", {"a": "1", "c": "3"}),
        ("<<: {a: b}\nc: 3\n", {"c": "3"}),
        ("[a]: {b: c}\nd: e\n", {"d": "e"}),
    ],
)
def test_reading_goes_on_after_a_key_that_is_not_kept(text, expected):
    root, _ = read(Source("text", text))
    assert expected == plain(root)


def test_a_repeated_key_points_at_the_first():
    _, [found] = read(Source("text", "a: 1\nb: 2\na: 3\n"))
    expected = ["text:1:1"]
    assert expected == [str(place) for place in found.related]


@pytest.mark.parametrize(("depth", "expected"), [(16, []), (17, ["RAG009"])])
def test_sixteen_collections_may_stand_in_each_other(depth, expected):
    text = "[" * depth + "]" * depth
    assert expected == [code for code, _, _ in faults(text)]


@pytest.mark.parametrize(
    ("line", "code", "instead"),
    [
        ("a: >8", "RAG012", "write `more than 8`"),
        ("a: >5  # a comment", "RAG012", "write `more than 5`"),
        ("a: >= 5", "RAG004", "write `at least 5`"),
        ("a: >=5", "RAG004", "write `at least 5`"),
        ("a: > 5", "RAG004", "write `more than 5`"),
        ("a: >5%", "RAG004", "write `more than 5%`"),
        ("a: >.5", "RAG004", "write `more than .5`"),
        ("a: >= \u00a35m", "RAG004", "write `at least \u00a35m`"),
        ("- >= 5 green", "RAG004", "write `at least 5 green`"),
        ("a: > 5  # a comment", "RAG004", "write `more than 5`"),
    ],
)
def test_an_operator_that_yaml_takes_for_a_block_teaches_the_words(line, code, instead):
    _, [found] = read(Source("text", f"{line}\n"))
    assert code == found.code
    assert instead in ragengine.describe(found)


def test_a_block_of_text_is_no_fault():
    assert plain(tree("a: >-\n  one\nb: |\n  two\nc: >-\nd: e\n")) == {
        "a": "one",
        "b": "two\n",
        "c": "",
        "d": "e",
    }


def test_an_operator_on_the_line_before_is_found_too():
    _, [found] = read(Source("text", "a:\n  b: >= 5\n  c: d\n"))
    assert (found.code, found.place.line, found.place.column) == ("RAG004", 2, 6)


# ---- hostile texts ---------------------------------------------------------------------------


def test_a_value_of_five_million_characters_is_refused_and_shown_in_short():
    found = errors_in(RULE + "    target: 80%\n    title: " + "a" * 5_000_000 + "\n")
    assert [one.code for one in found] == ["RAG017"]
    assert len(render_all(found)) < 1_000


def test_a_key_of_five_million_characters_is_refused_and_shown_in_short():
    found = errors_in(RULE + "    target: 80%\n    ? " + "a" * 5_000_000 + "\n    : b\n")
    assert [one.code for one in found] == ["RAG017", "RAG101"]
    assert len(render_all(found)) < 3_000


def test_a_number_of_a_million_digits_is_refused_and_shown_in_short():
    found = errors_in(RULE + "    target: " + "9" * 1_000_000 + "%\n")
    assert found[0].code == "RAG017"
    assert len(render_all(found)) < 2_000


def test_a_hundred_thousand_keys_of_ones_own_are_kept():
    keys = "".join(f"      key {number}: value\n" for number in range(100_000))
    assert codes(f"{RULE}    target: 80%\n    meta:\n{keys}") == []


def test_a_hundred_thousand_repeated_keys_are_each_counted():
    _, found = read(Source("text", RULE + "    target: 80%\n" + "    aim: high\n" * 100_000))
    assert (10_000, 90_000) == (len(found), found.beyond)


def test_ten_thousand_wrong_measures_are_each_reported():
    found = codes("ragengine: 1\nmeasures:\n" + "".join(f"  m{number}: wrong\n" for number in range(10_000)))
    assert found == ["RAG103"] * 10_000


def test_ten_thousand_wrong_examples_are_each_reported():
    lines = "".join(f"      - {number}% purple\n" for number in range(10_000))
    assert codes(f"{RULE}    target: 80%\n    examples:\n{lines}") == ["RAG113"] * 10_000


def test_ten_thousand_lines_that_are_no_yaml_stop_at_the_first():
    assert codes("]: {\n" * 10_000) == ["RAG004"]


def test_ten_thousand_keys_without_a_value_are_each_reported():
    keys = ", ".join(f"key {number}" for number in range(10_000))
    found = codes(f"ragengine: 1\nunits: {{visits: {{{keys}}}}}\nmeasures: {{}}\n")
    assert found == ["RAG101"] * 10_000


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{", "a: {"], ids=repr)
def test_fifty_thousand_openings_are_refused_without_a_crash(opening):
    found = codes(RULE + "    target: " + opening * 50_000)
    assert {"RAG004", "RAG009"} & set(found)


@pytest.mark.parametrize(
    "text",
    ["\0", "\0" * 100_000, f"{RULE}    target: 8\0%\n", "\x1a", "\x7f"],
    ids=["alone", "many", "in a number", "substitute", "delete"],
)
def test_characters_that_are_no_text_are_named(text):
    assert codes(text) == ["RAG015"]


KEYS = ["target", "amber", "levels", "domain", "unit", "last year", "examples", "aim"]


@pytest.mark.parametrize(
    "words",
    ["1 to " * 1_900, "within " + "5 of " * 1_900, "5% of the way from " * 500, "1," * 4_900, "(" * 9_000,
     "5 " + "()" * 4_900, "5 per " * 1_600, " above " * 1_400, "a" * 9_000, "5% of " + "target " * 1_300,
     "at least " * 1_000, "-" * 9_000, "\u0665" * 9_000, "5 (" + "Apr" * 3_000 + ")"],
    ids=lambda words: words[:12],
)  # fmt: skip
@pytest.mark.parametrize("key", KEYS)
def test_long_words_that_nearly_mean_something_are_refused(key, words):
    value = f"{{green: '{words}', red: rest}}" if key == "levels" else f"'{words}'"
    written = {"aim": "high", "unit": "percent", key: value}
    lines = "".join(f"    {name}: {text}\n" for name, text in written.items())
    assert codes(f"ragengine: 1\nmeasures:\n  answered:\n{lines}")


# ---- mutated texts ---------------------------------------------------------------------------

WORDS = [
    "target", "floor", "last year", "5%", "2 points", "at least", "under ", "none", "0", "-5", "rest", "\n",
    "within 2 points of target", "worse than target", "better than ", " to ", "{", "}", "[", "]", ": ", "- ",
    "aim: band", "aim: none", "aim: low", "of", "% of the way from baseline to target", "2019-20",
    "from 2018-19", "Q1",
    "(Apr-Nov)", "(17 admissions)", " per 100k", "wider of", "'", '"', "\t", "\0", "\u00e9", "\u00bd", "m",
    "k", ">", "|", "&a ", "*a", "!x ", "<<", "compare: as quoted", "100%", "200%", ",", "#", "%", "\u2028",
]  # fmt: skip


def mutated(text, chance):
    """A text with a few accidents: cut, doubled, pushed in, lines exchanged or lost."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(1, 12))
        lines = text.split("\n")
        kind = chance.randrange(6)
        if kind == 0:
            text = text[:start] + text[end:]
        elif kind == 1:
            text = text[:end] + text[start:end] + text[end:]
        elif kind == 2:
            text = text[:start] + chance.choice(WORDS) + text[start:]
        elif kind == 3:
            text = text[:start] + chance.choice(WORDS) + text[end:]
        elif kind == 4:
            one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[two] = lines[two], lines[one]
            text = "\n".join(lines)
        else:
            text = text[:start]
    return text


@pytest.mark.parametrize("seed", range(20))
def test_no_accident_to_a_real_rule_raises(seed, request):
    chance = random.Random(seed)  # noqa: S311 - accidents, no secrets
    folder = request.path.parent / "conventions"
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*/*.rag.yml"))]
    for _ in range(30):
        text = mutated(chance.choice(texts), chance)
        found = errors_in(text, "text")
        assert all(one.place is not None for one in found)
        assert found == [] or render_all(found)


# ---- slips that were made once ----------------------------------------------------------------


def test_a_block_that_says_how_far_it_is_indented_is_no_fault():
    assert faults("a: |2\n   two\n") == []


@pytest.mark.parametrize("text", ["\ud800", f"{RULE}    target: 8\udcff%\n"], ids=["alone", "in a number"])
def test_half_a_character_is_named_like_any_other_that_is_no_text(text):
    assert codes(text) == ["RAG015"]


def test_a_control_character_of_an_old_code_page_is_named_at_its_place():
    assert faults("a: b\nc: Children\x92s\n") == [("RAG015", 2, 12)]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"], ids=["line", "paragraph", "next line"])
def test_lines_are_counted_as_yaml_counts_them(end):
    _, [found] = read(Source("text", f"a: 'b{end}c'\nd: @e\n"))
    assert found.place.source.line(found.place.line) == "d: @e"


def test_an_empty_document_is_an_empty_file():
    assert [code for code, _, _ in faults("---\n")] == ["RAG011"]


@pytest.mark.parametrize("text", ["a: {b: c\nd: e\nf: g\n", "a: 'b\nc: d\ne: f\n"], ids=["bracket", "quote"])
def test_a_bracket_or_quote_that_is_not_closed_is_shown_where_it_opens(text):
    assert faults(text) == [("RAG004", 1, 4)]


def test_a_number_of_a_million_digits_is_refused_once():
    assert codes(RULE + "    target: " + "9" * 1_000_000 + "%\n") == ["RAG017"]
