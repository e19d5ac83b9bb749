"""The JSON Schemas: what they say and accept, and that they lie in the repository as printed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from ragengine.cli import main
from ragengine.document import read
from ragengine.periods import APRIL, read_period
from ragengine.reading.cases import read_cases
from ragengine.reading.fields import CASE, CASE_FILE
from ragengine.reading.files import read_file
from ragengine.reading.years import read_year_key
from ragengine.schema import SCHEMAS, cases_schema, results_schema, rules_schema, schema_text
from ragengine.schema.years import PERIOD, YEAR_KEY
from ragengine.source import Source
from schema_documents import is_structural, typed

ROOT = Path(__file__).parent.parent
RULES = Draft7Validator(rules_schema())
ROW = Draft7Validator(results_schema())

SHIPPED = [
    *ROOT.glob("rules/**/*.rag.yml"),
    *ROOT.glob("src/ragengine/starters/*.rag.yml"),
]
GOOD = [*SHIPPED, *ROOT.glob("tests/conventions/good/*.rag.yml")]
REFUSED = [*ROOT.glob("tests/conventions/refused/*.rag.yml"), *ROOT.glob("tests/golden/bad/*.rag.yml")]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def source_of(path):
    return Source(name_of(path), path.read_bytes().decode("utf-8", "replace"))


def is_yaml(path):
    return read(source_of(path))[0] is not None


FILE = """\
ragengine: 1
measures:
  answered: {aim: high, unit: percent, target: 80, amber: 2 points}
"""


def errors(text):
    """What the schema says of a rule file."""
    root, _ = read(Source("a.rag.yml", text))
    return [error.message for error in RULES.iter_errors(typed(root))]


def errors_of_a_measure(lines, head=""):
    return errors(f"ragengine: 1\n{head}\nmeasures:\n  answered: {{{lines}}}\n")


# ---- as files and on the command line ------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_lies_in_the_repository_as_it_is_made(name):
    text = (ROOT / "schema" / f"{name}-1.json").read_text(encoding="utf-8")
    assert text == schema_text(name), f"renew it: ragengine schema {name} > schema/{name}-1.json"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_draft_07(name):
    assert SCHEMAS[name]()["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(SCHEMAS[name]())


@pytest.mark.parametrize(
    ("arguments", "name"),
    [([], "rules"), (["rules"], "rules"), (["tests"], "tests"), (["results"], "results")],
)
def test_the_command_prints_a_schema(arguments, name):
    result = CliRunner().invoke(main, ["schema", *arguments])
    assert (0, schema_text(name)) == (result.exit_code, result.stdout)


def test_a_schema_that_there_is_none_of_is_wrong_usage():
    result = CliRunner().invoke(main, ["schema", "nothing"])
    assert (2, "") == (result.exit_code, result.stdout)


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_every_shipped_rule_file_tells_editors_of_the_schema(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+/?rules-1\.json)", first)
    assert named is not None
    folder = (
        ROOT if "starters" in path.parts else path.parent
    )  # a starter lies beside its schema when written
    assert (folder / named[1]).resolve() == ROOT / "schema" / "rules-1.json"


# ---- rule files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_a_good_rule_file_is_valid(path):
    assert [] == errors(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in REFUSED if is_yaml(path)], ids=name_of)
def test_a_refused_rule_file_is_invalid_where_its_structure_is_wrong(path):
    source = source_of(path)
    root, _ = read(source)
    _, found = read_file(source)
    structural = [one for one in found if is_structural(one)]
    refused = not RULES.is_valid(typed(root))
    assert refused or not structural, structural
    assert found or not refused


@pytest.mark.parametrize("value", ["80", "80.5", "true", "'80'", "80%", "{2024: 80}", "{2018-19 Q1: 48%}"])
def test_a_text_may_arrive_with_a_type(value):
    assert [] == errors_of_a_measure(f"aim: high, unit: percent, target: {value}")


def test_what_stands_behind_nothing_is_missed():
    assert errors_of_a_measure("aim: high, unit: percent, target: ")


@pytest.mark.parametrize("aim", ["high", "High", "HIGH", "{2019-20: Low}"])
def test_a_word_of_a_list_may_be_in_capitals(aim):
    assert [] == errors_of_a_measure(f"aim: {aim}, unit: percent")


def test_a_key_that_no_comparator_explains_is_refused():
    lines = "aim: high, unit: percent, national average: 81%"
    assert [] == errors_of_a_measure(lines, "comparators: [national average]")
    assert errors_of_a_measure(lines)
    assert errors_of_a_measure(lines, "comparators: []")


def test_a_figure_beside_an_example_needs_its_comparator():
    lines = "aim: high, unit: percent, examples: [{value: 80%, national average: 81%, rating: red}]"
    assert [] == errors_of_a_measure(lines, "comparators: [national average]")
    assert errors_of_a_measure(lines)
    keyed = lines.replace("[{", "{2019-20: [{").replace("}]", "}]}")
    assert [] == errors_of_a_measure(keyed, "comparators: [national average]")
    assert errors_of_a_measure(keyed)


def test_aim_and_unit_may_come_from_the_defaults():
    assert errors_of_a_measure("unit: percent")
    assert errors_of_a_measure("aim: high")
    assert [] == errors_of_a_measure("target: 80", "defaults: {every measure: {aim: high, unit: percent}}")
    assert [] == errors_of_a_measure("unit: percent", "defaults: {percent: {aim: high}}")


def test_every_example_of_the_table_is_valid_under_its_key():
    schema = rules_schema()
    for name, mapping in {"file": schema, **schema["definitions"]}.items():
        for key, value in mapping.get("properties", {}).items():
            one = Draft7Validator({**value, "definitions": schema["definitions"]})
            for example in value["examples"]:
                assert [] == list(one.iter_errors(example)), (name, key)


# ---- years ---------------------------------------------------------------------------------------

YEARS = [
    "2019-20",
    "2019-21",
    "2024",
    "19/20",
    "19/21",
    "99/00",
    "2019 - 20",
    "2019/2020",
    "2019\u201320",
    "1999-00",
]
PARTS = [
    "Q1", "q4", "Q5", "H2", "h3", "quarter 2", "Apr-Nov", "April to November", "Nov", "sept", "Sept-Oct",
    "full year", "year", "FULL-YEAR", "Apr\u2013Nov", "May", "Mayo", "Januar", "apr - may", "Whole year",
]  # fmt: skip
PAIRS = [
    f"{start}{dash}{end}"
    for start in (1899, 1900, 1999, 2009, 2010, 2018, 2019, 2098, 2099, 2199, 2200)
    for dash in ("-", "/", " - ")
    for end in (*(f"{end:02d}" for end in range(100)), *range(start - 1, start + 3), start - 99, start + 101)
]
KEYS = [
    *YEARS, *PARTS, *PAIRS,
    *(f"{part} {year}" for part in PARTS for year in YEARS),
    *(f"{year} {part}" for part in PARTS for year in YEARS),
    *(f"{word} {year}" for word in ("from", "to", "To", "until") for year in YEARS),
    *(f"2017 to {year}" for year in YEARS if year != "1999-00"),
    *(f"from {year} Q1" for year in YEARS),
]  # fmt: skip


def test_the_patterns_match_the_keys_that_the_readers_read():
    starts = (APRIL, 1)  # `Q4 2024` is of one year where the year starts in January
    years = [key for key in KEYS if any(read_year_key(key, start) is not None for start in starts)]
    periods = [key for key in KEYS if any(read_period(key, start) is not None for start in starts)]
    assert years == [key for key in KEYS if re.search(YEAR_KEY, key)]
    assert periods == [key for key in KEYS if re.search(PERIOD, key)]


def test_the_order_of_two_years_is_left_to_the_reader():
    assert read_year_key("2019-20 to 2017-18") is None
    assert re.search(YEAR_KEY, "2019-20 to 2017-18")


# ---- results -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*ROOT.glob("rules/**/*.csv"), *ROOT.glob("src/**/*.csv")], ids=name_of)
def test_the_rows_of_a_shipped_table_are_valid(path):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert [] == list(ROW.iter_errors(row))


def test_a_row_may_hold_numbers_blanks_and_named_figures():
    row = {
        "measure": "1E",
        "period": 2024,
        "value": 9.4,
        "status": " Provisional ",
        "note": None,
        "profile": 9,
    }
    assert [] == list(ROW.iter_errors(row))


@pytest.mark.parametrize(
    "row", [{"value": 1}, {"measure": "1E"}, {"measure": None, "value": 1}, {"measure": "1E", "value": [1]},
            {"measure": "1E", "value": 1, "status": "late"}],
)  # fmt: skip
def test_a_row_of_another_shape_is_invalid(row):
    assert not ROW.is_valid(row)


# ---- files of cases ------------------------------------------------------------------------------

CASES = Draft7Validator(cases_schema())
SHAPES = ("text", "['a list']", "{a: mapping}", "", "3")


def agree(text):
    """Whether reader and schema say the same of the structure of a file of cases."""
    source = Source("a.ragtest.yml", text)
    root, _ = read(source)
    _, found = read_cases(source)
    structural = [one for one in found if is_structural(one) or one.code in ("RAG601", "RAG602")]
    return bool(structural) == (not CASES.is_valid(typed(root)))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("key", [*CASE, "plan"])
def test_schema_and_reader_of_cases_agree_on_every_key(key, shape):
    table = "" if key == "table" else "rating: green, "
    others = "".join(f"{one}: m, " for one in ("measure",) if one != key)
    assert agree(f"ragtest: 1\ncases: [{{{others}{'' if key == 'rating' else table}{key}: {shape}}}]\n")


@pytest.mark.parametrize("key", CASE)
def test_schema_and_reader_of_cases_agree_beside_a_table(key):
    if key not in ("table", "measure"):
        assert agree(f"ragtest: 1\ncases: [{{measure: m, table: [3 green], {key}: x}}]\n")


@pytest.mark.parametrize("key", CASE_FILE)
@pytest.mark.parametrize("shape", SHAPES)
def test_schema_and_reader_of_cases_agree_on_the_file(key, shape):
    keys = {"ragtest": "1", "cases": "[{measure: m, rating: red}]", key: shape}
    assert agree("".join(f"{name}: {value}\n" for name, value in keys.items()))
    assert agree("".join(f"{name}: {value}\n" for name, value in keys.items() if name != key))


@pytest.mark.parametrize(
    "case",
    ["{measure: m}", "{rating: red}", "{measur: m, rating: red}", "text", "[]", "{measure: m, table: []}"],
)
def test_schema_and_reader_of_cases_agree_on_what_is_missing(case):
    assert agree(f"ragtest: 1\ncases: [{case}]\n")
    assert not CASES.is_valid(typed(read(Source("", f"ragtest: 1\ncases: [{case}]\n"))[0]))
