"""However large or wrong a text is, a check keeps and prints no more than can be read."""

import pytest

import ragengine
from ragengine.diagnostics import MOST, Diagnostic, Findings
from ragengine.document import read
from ragengine.messages import render, render_all
from ragengine.reading.files import read_file
from ragengine.source import Place, Source
from ragengine.spelling import nearest

HIGH = "aim: high, unit: percent"
RULE = f"ragengine: 1\nmeasures:\n  m: {{{HIGH}, target: 80%, amber: none}}\n"
MANY = MOST + 2_000
LONGEST_MESSAGE = 5_000


def lines(entry, count=MANY):
    return "".join(entry.replace("#", str(number)) for number in range(count))


def measures(rule, count=MANY, declared=""):
    return f"ragengine: 1\n{declared}measures:\n" + lines(f"  m#: {{{rule}}}\n", count)


BLOCK = "ragengine: 1\nmeasures:\n  m:\n    aim: high\n    unit: percent\n    target: 80%\n    amber: none\n"
EXAMPLES = f"{BLOCK}    examples:\n"

# ---- so many findings are kept -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RAG101", BLOCK + lines("    x#: y\n")),
        ("RAG016", BLOCK + "    aim: high\n" * MANY),
        ("RAG113", EXAMPLES + lines("      - #% gren\n")),
        ("RAG402", EXAMPLES + lines("      - 90.#% red\n")),
        ("RAG316", measures(HIGH)),
        ("RAG310", measures(f"{HIGH}, levels: {{green: at least 5%}}")),
    ],
    ids=["unknown keys", "a key again", "broken examples", "failing examples", "no target", "a hole"],
)
def test_a_check_keeps_so_many_findings_and_no_more(code, text):
    assert [code] * MOST == [one.code for one in ragengine.check_text(text)]


def test_a_folder_has_no_more_findings_than_a_file(tmp_path):
    for name in "ab":
        text = "ragengine: 1\nmeasures:\n" + lines(f"  {name}#: {{aim: none}}\n", MOST - 10)
        (tmp_path / f"{name}.rag.yml").write_text(text, encoding="utf-8")
    found = ragengine.check(tmp_path)
    assert (MOST, {"a.rag.yml", "b.rag.yml"}) == (
        len(found),
        {one.place.source.name.rpartition("/")[2] for one in found},
    )


def test_rules_with_more_faults_than_are_kept_do_not_load():
    with pytest.raises(ragengine.RuleError) as refused:
        ragengine.loads(measures(HIGH))
    assert MOST == len(refused.value.diagnostics)


def test_a_measure_whose_fault_is_only_counted_is_not_read():
    wrong = "".join(f"  m{number}: {{}}\n" for number in range(MOST))
    rules, found = read_file(Source("x", f"ragengine: 1\nmeasures:\n{wrong}  last: {{{HIGH}, target: 8O}}\n"))
    assert ((), MOST, True) == (rules.measures, len(found), found.beyond > 0)


def test_what_one_list_only_counted_is_counted_in_another():
    one = Diagnostic("RAG005", None)
    first = Findings([one] * (MOST + 3))
    second = Findings([one, one])
    second += first
    assert (MOST, 5, MOST + 5) == (len(second), second.beyond, second.total)


def test_sixty_four_levels_are_refused_in_words():
    text = "".join(f"{' ' * depth}a:\n" for depth in range(64))
    assert "this is nested more than 16 deep" in render_all(ragengine.check_text(text))


# ---- and what is told of them is short ---------------------------------------------------------

LONG = "x" * 9_000


@pytest.mark.parametrize(
    "text",
    [
        BLOCK + f"    {LONG}: y\n",
        f"ragengine: 1\ncomparators: [{lines('figure #, ', 900)}x]\n{BLOCK[13:]}    x: y\n",
        RULE.replace("80%", "9" * 9_000 + "%"),
        RULE.replace("80%", f"17 {'to 17 ' * 1_500}%"),
        f"{BLOCK}    examples: [1{',000' * 100_000}]\n",
        RULE.replace("80%", f"within {LONG} of {LONG}"),
        RULE.replace("percent", LONG),
        f"{EXAMPLES}      - {LONG} red\n",
        f"{EXAMPLES}      - 5 {LONG}\n",
        f"title: {'x: >5 ' * 100_000}\n",
        f"title: >5{' ' * 100_000}x\n",
        f"title: {LONG * 100}\n",
    ],
)
def test_a_message_is_short_whatever_is_wrong(text):
    found = ragengine.check_text(text)
    assert found
    assert LONGEST_MESSAGE > max(len(render(one)) for one in found)


def test_a_snippet_of_a_long_line_is_the_part_in_question():
    source = Source("x", f"{'a' * 100_000}\there{'b' * 100_000}")
    told = render(Diagnostic("RAG005", Place(source, 1, 100_002, 4)))
    assert [80, 160] == [
        told.split("\n")[2].index("h") - len(" 1 | "),
        len(told.split("\n")[2]) - len(" 1 | "),
    ]
    assert " here" in told


def test_a_number_that_commas_split_is_shown_from_its_start():
    [found] = ragengine.check_text(f"{BLOCK}    examples: [1{',000' * 50}]\n")
    assert ",".join(["1", *["000"] * 19]) == found.facts["instead"]


# ---- what is looked up is bounded --------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "declared"),
    [
        ("comparators", f"comparators: [{lines('figure #, ', 1_001)}]\n"),
        ("units", f"units: {{{lines('noun #: , ', 1_001)}}}\n"),
        ("also", f"units: {{a: {{also: [{lines('noun #, ', 1_001)}]}}}}\n"),
        ("scales", f"scales: {{{lines('scale #: [a], ', 1_001)}}}\n"),
        ("s", f"scales: {{s: [{lines('level #, ', 1_001)}]}}\n"),
    ],
)
def test_a_declaration_has_no_more_entries_than_anybody_needs(key, declared):
    every = ragengine.check_text(f"ragengine: 1\n{declared}{RULE[13:]}")
    [found] = [one for one in every if one.severity == "error"]
    expected = f"`{key}` should be at most 1,000 entries, not 1,001"
    assert ("RAG103", True) == (found.code, expected in render(found))


def test_nobody_is_asked_whether_he_meant_one_of_too_many_or_too_long_names():
    assert "target" == nearest("Targt", ["aim", "target", "x" * 101])
    assert nearest("target1", [f"target{number}" for number in range(2, 203)]) is None
    assert nearest("x" * 101, ["x" * 100]) is None


def test_each_key_of_a_year_is_told_of_one_other_key():
    keys = "".join(f'"2019{" " * blanks}": 80%, ' for blanks in range(100))
    found = ragengine.check_text(RULE.replace("80%", f"{{{keys}}}"))
    assert ["RAG105"] * 99 == [one.code for one in found]


def test_a_result_of_more_than_a_thousand_characters_is_not_read():
    verdict = ragengine.rate("5" + " " * 1_000, target="80%", amber="none")
    assert str(verdict).endswith(" cannot be read: it has more than 1,000 characters.")


def test_after_the_most_is_kept_nothing_is_looked_for():
    _, found = read(Source("x", "a: 1\n" * (MOST + 5)))
    assert (MOST, 4) == (len(found), found.beyond)
