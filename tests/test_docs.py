"""What the documentation shows is what happens, and what it lists is all there is."""

from __future__ import annotations

import re
from itertools import product

import click
import pytest
import yaml

import docs_examples as docs
import ragengine
from errors_only import errors_in
from ragengine import Reason
from ragengine.cli import COMMANDS, main
from ragengine.explain.sentences import _CAUTIONS
from ragengine.messages import MESSAGES
from ragengine.reading import fields
from ragengine.reading.fields import CASE, CASE_FILE
from ragengine.reports.verdicts import FORMATS
from ragengine.results import COLUMNS
from ragengine.results.rows import STATUSES

PAGES = docs.pages()
CODES = docs.ROOT / "docs" / "checks"


def read(name):
    return (docs.ROOT / name).read_text(encoding="utf-8")


def name_of(path):
    return path.relative_to(docs.ROOT).as_posix()


def codes(text):
    """Everything that stands in backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def rows_of(name, heading, table=0):
    return docs.tables(docs.section(read(name), heading))[table]


# ---- pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent != CODES], ids=name_of)
def test_what_a_page_shows_is_what_comes_out(page):
    session = docs.Session()
    with docs.folder_of_a_page():
        for block in docs.blocks(page.read_text(encoding="utf-8")):
            assert block.text == session.run(block)
    assert session.code == 0, "the last command failed: show it by `echo $?`"


def without_blocks(page):
    """The text of a page without its fenced blocks, whose comments are no headings."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page):
    """The names by which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.+)$", without_blocks(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links(page):
    """The links of a page within the repository: the file, and the heading or nothing."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(page)):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            yield (page.parent / path).resolve() if path else page, anchor


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    for path, anchor in links(page):
        assert path.exists(), path
        assert not anchor or anchor in anchors(path), f"{path}#{anchor}"


def test_every_page_is_reached_from_the_indexes():
    indexes = docs.ROOT / "docs" / "index.md", CODES / "index.md"
    reached = {path for index in indexes for path, _ in links(index)}
    missing = [name_of(page) for page in PAGES if page not in reached and page.name != "index.md"]
    assert [] == missing


# ---- rule files --------------------------------------------------------------------------------


KEYS = [
    ("A file", 0, fields.FILE),
    ("Measures", 0, fields.MEASURE),
    ("Units", 1, fields.UNIT),
    ("Scales", 0, fields.LEVEL),
    ("Amber", 0, {**fields.MARGINS, **fields.COMBINED}),
]


@pytest.mark.parametrize(("heading", "table", "known"), KEYS, ids=[heading for heading, *_ in KEYS])
def test_the_tables_of_keys_have_every_key_and_no_other(heading, table, known):
    listed = [docs.code(row[0]) for row in rows_of("docs/rule-format.md", heading, table)]
    assert sorted(known) == sorted(listed)


def test_the_table_of_measures_says_which_keys_may_be_defaults():
    rows = rows_of("docs/rule-format.md", "Measures")
    assert set(fields.SHARED) == {docs.code(row[0]) for row in rows if row[2].startswith("default")}


def test_the_table_of_examples_has_every_key():
    listed = set().union(*(codes(row[0]) for row in rows_of("docs/rule-format.md", "Examples")))
    assert set(fields.EXAMPLE_KEYS) == listed


def test_every_key_stands_in_a_complete_rule_of_the_page():
    files, measures, units, levels, ambers, examples = (set() for _ in range(6))
    for block in docs.blocks(read("docs/rule-format.md")):
        if block.language != "yaml":
            continue
        tree = yaml.load(block.text, yaml.BaseLoader)  # noqa: S506 - it makes texts only
        files |= tree.keys()
        for noun in (tree.get("units") or {}).values():
            units |= set(noun or {})
        for scale in tree.get("scales", {}).values():
            details = [level for item in scale if isinstance(item, dict) for level in item.values()]
            levels |= {key for level in details for key in level}
        for measure in tree["measures"].values():
            measures |= measure.keys()
            ambers |= set(measure["amber"]) if isinstance(measure.get("amber"), dict) else set()
            given = measure.get("examples", [])
            for items in given.values() if isinstance(given, dict) else [given]:
                examples |= {key for item in items if isinstance(item, dict) for key in item}
    assert set(fields.FILE) <= files
    assert set(fields.MEASURE) <= measures
    assert set(fields.UNIT) == units
    assert set(fields.LEVEL) == levels
    assert {*fields.MARGINS, *fields.COMBINED} == ambers
    assert set(fields.EXAMPLE_KEYS) <= examples


UNITS = ("percent", "visits", "days", "admissions per 100k", "£", "index")
DECLARED = (
    "ragengine: 1\nunits: {visits: , admissions: }\ncomparators: [national average]\nmeasures:\n  one:\n"
)
AROUND = {
    "Numbers and figures": (
        "target: {0}\namber: none", "target: {0}\nfloor: 40",
        "target: 50\nlevels:\n  green: at least {0}\n  red: rest",
        "target: 50\nlevels:\n  green: at most {0}\n  red: rest",
    ),
    "Targets": ("target: {0}\namber: none",),
    "Amounts": ("target: 50\namber: {0}", "target: 50 (17 admissions)\namber: {0}"),
    "Ranges": (
        "target: 50\nlevels:\n  green: {0}\n  red: rest", "target: 50\nlevels:\n  red: {0}\n  green: rest",
        "target: 50\nlevels:\n  green: at least 60\n  red: {0}",
        "baseline: 20\ntarget: 50\nlevels:\n  green: {0}\n  red: rest",
    ),
}  # fmt: skip
"""What may stand around a phrase, in a measure of some aim and unit."""


def phrases():
    for heading in AROUND:
        for row in rows_of("docs/rule-format.md", heading):
            for phrase in re.findall(r"`([^`]+)`", row[0]):
                yield pytest.param(heading, phrase, id=f"{heading}: {phrase}")


@pytest.mark.parametrize(("heading", "phrase"), list(phrases()))
def test_every_phrase_of_the_language_can_be_read(heading, phrase):
    tried = []
    for around, aim, unit in product(AROUND[heading], ("high", "low", "band", "none"), UNITS):
        lines = f"aim: {aim}\nunit: {unit}\n{around.format(phrase)}".splitlines()
        tried.append(DECLARED + "".join(f"    {line}\n" for line in lines))
        if not errors_in(tried[-1]):
            return
    pytest.fail(ragengine.describe(errors_in(tried[0])[0]))


def test_the_units_of_the_page_are_known_and_add_up_as_it_says():
    for unit, kind, adds_up, _ in rows_of("docs/rule-format.md", "Units")[:-1]:
        for name in re.findall(r"`([^`]+)`", unit):
            rules = ragengine.loads(
                "ragengine: 1\nunits: {people: , admissions: , incidents: }\nmeasures:\n  one:\n"
                f"    {{aim: high, unit: {name.strip(chr(39))!r}, target: 5, amber: none}}"
            )
            found = rules.measures["one"].unit
            assert (kind, adds_up == "yes") == (found.kind, found.accumulates)


COMPARING = ("compare", "basis", "domain")


@pytest.mark.parametrize("key", COMPARING)
def test_every_word_for_comparing_can_be_read(key):
    rows = rows_of("docs/rule-format.md", "Comparing, basis and domain", COMPARING.index(key))
    for phrase in (one for row in rows for one in re.findall(r"`([^`]+)`", row[0])):
        measure = f"{{aim: high, unit: percent, target: 50%, amber: none, {key}: {phrase}}}"
        assert [] == errors_in(f"ragengine: 1\nmeasures: {{one: {measure}}}")


def test_the_refusals_of_yaml_are_messages():
    for table in docs.tables(docs.section(read("docs/rule-format.md"), "YAML")):
        assert {docs.code(row[0]) for row in table} <= set(MESSAGES)


# ---- results -----------------------------------------------------------------------------------


CELLS = """ragengine: 1
units: {visits: , admissions: {also: [adm's]}}
defaults: {every measure: {aim: high, amber: none, accumulates: no}}
measures:
"""


def verdict_on(cell, unit):
    domain = {"visits": "at least 0", "percent": "0 to 100%"}.get(unit, "any")
    rules = ragengine.loads(f"{CELLS}  one: {{unit: {unit}, target: 0, domain: {domain}}}\n")
    return rules.rate("one", cell, period="2019-20 Apr-Nov")


def test_the_page_of_results_has_every_column():
    listed = set().union(*(codes(row[0]) for row in rows_of("docs/results-format.md", "Columns")))
    assert set(COLUMNS) == listed


def test_the_page_of_results_has_every_status():
    listed = set().union(*(codes(row[0]) for row in rows_of("docs/results-format.md", "Status")))
    assert set(STATUSES) - {""} == listed


@pytest.mark.parametrize("row", rows_of("docs/results-format.md", "Cells"), ids=lambda row: row[0])
def test_cells_are_read_as_the_page_says(row):
    for cell in re.findall(r"`([^`]+)`", row[0]):
        verdict = verdict_on(cell, docs.code(row[1]))
        assert docs.code(row[2]) == (verdict.reason or verdict.to_dict()["value"])


@pytest.mark.parametrize(
    "row", rows_of("docs/results-format.md", "What cannot be read"), ids=lambda row: row[0]
)
def test_unreadable_cells_say_why(row):
    verdict = verdict_on(docs.code(row[0]), docs.code(row[1]))
    assert f"Not rated: `{docs.code(row[0])}` cannot be read: {row[2]}." == str(verdict)


# ---- verdicts ----------------------------------------------------------------------------------


def test_there_is_a_row_for_each_reason_in_order():
    rows = docs.tables(read("docs/not-rated.md"))[0]
    assert [str(reason) for reason in Reason] == [docs.code(row[0]) for row in rows]


def rated(page, stem):
    """The verdicts on the results that a page defines, by the rules that it defines."""
    files = {block.said("file"): block.text for block in docs.blocks(read(page))}
    with docs.folder_of_a_page() as folder:
        for name in (f"{stem}.rag.yml", f"{stem}.csv"):
            (folder / name).write_text(files[name], encoding="utf-8")
        return ragengine.load(f"{stem}.rag.yml").rate_many(ragengine.read_results(f"{stem}.csv"))


def test_each_reason_has_the_row_that_shows_it():
    rows = docs.tables(read("docs/not-rated.md"))[0]
    assert [docs.code(row[0]) for row in rows] == [
        verdict.reason for verdict in rated("docs/not-rated.md", "reasons")
    ]


def test_there_is_a_row_for_each_caution_with_the_sentence_of_its_example():
    rows = rows_of("docs/explanations.md", "Cautions")
    shown = {
        (caution["code"], caution["text"])
        for verdict in rated("docs/explanations.md", "cautions")
        for caution in verdict.to_dict()["cautions"]
    }
    assert shown == {(docs.code(row[0]), docs.code(row[2])) for row in rows}
    assert set(_CAUTIONS) == {code for code, _ in shown}


def test_the_page_of_the_certificate_has_every_field():
    (verdict,) = rated("docs/certificate.md", "homes")
    data = verdict.to_dict()
    listed = [
        set().union(*(codes(row[0]) for row in table))
        for table in docs.tables(docs.section(read("docs/certificate.md"), "Field by field"))
    ]
    assert [set(data), set(data["result"]), set(data["rule"])] == listed


# ---- the command line and the library ----------------------------------------------------------


def test_the_page_of_the_command_line_has_every_command_and_option():
    page = read("docs/command-line.md")
    assert set(COMMANDS) == set(re.findall(r"^## `ragengine (\w+)", page, re.MULTILINE))
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        (heading,) = re.findall(rf"^## (`ragengine {name}\b.*)$", page, re.MULTILINE)
        known = {
            option for parameter in command.params for option in parameter.opts if option.startswith("-")
        }
        tables = docs.tables(docs.section(page, heading))
        listed = set().union(*(codes(row[0]) for row in tables[0])) if tables else set()
        assert known == listed


def test_every_key_of_a_case_is_listed():
    tables = docs.tables(read("docs/case-format.md"))
    listed = set().union(*(codes(row[0]) for table in tables for row in table))
    assert {*CASE, *CASE_FILE} <= listed


def test_the_formats_are_all_listed():
    rows = rows_of("docs/howto/rate-a-dashboard.md", "Formats")
    assert list(FORMATS) == sorted((docs.code(row[0]) for row in rows), key=list(FORMATS).index)
    assert set(FORMATS) <= codes(read("docs/command-line.md"))


def test_every_public_name_is_shown_in_the_page_on_python():
    page = read("docs/howto/use-from-python.md")
    assert [] == [name for name in ragengine.__all__ if not re.search(rf"\b{name}\b", page)]


# ---- the dashboards ----------------------------------------------------------------------------


LEICESTERSHIRE = "docs/leicestershire.md"
ROUNDED = "compare: {2021-22: as quoted}"
MARGIN = "percent: {amber: 2 points}"


@pytest.fixture(scope="module")
def printed():
    return docs.printed_rows()


def test_the_rows_are_as_many_as_the_page_says(printed):
    colours = [row.colour for row in printed]
    assert (68, 52, 14, 2) == (len(colours), *(colours.count(colour) for colour in ("green", "amber", "red")))
    assert 11 == sum(row.year_so_far is not None for row in printed)
    reports = [
        sum(row.report.startswith(year) for row in printed) for year in ("2017-18", "2019-20", "2021-22")
    ]
    listed = re.findall(r"(\d+) of them coloured", read(LEICESTERSHIRE))
    assert reports == [int(count) for count in listed]


@pytest.mark.parametrize(
    ("rounded", "run_rate", "agreed"), [(False, False, 55), (False, True, 66), (True, True, 68)]
)
def test_met_or_not_met_agrees_as_the_page_says(printed, rounded, run_rate, agreed):
    assert agreed == docs.targets_agreed(printed, rounded=rounded, run_rate=run_rate)
    assert f"{agreed} of 68" in read(LEICESTERSHIRE)


def test_blanket_margins_agree_as_the_page_says(printed):
    *rows, ours = docs.tables(docs.section(read(LEICESTERSHIRE), "Met or not met: 55 of 68, 66, 68"))[0]
    assert set(docs.MARGINS) == {row[0] for row in rows}
    for name, *counts in rows:
        agreed = [docs.colours_agreed(printed, docs.MARGINS[name], rounded=one) for one in (False, True)]
        assert agreed == [int(count) for count in counts], name
    assert ours[1:] == [
        str(docs.rules_agreed(lambda text: text.replace(ROUNDED, ""))),
        str(docs.rules_agreed(str)),
    ]


def test_no_share_of_the_target_agrees_with_more_than_67(printed):
    shares = [past[0] / past[1] for row in printed if (past := row.past(rounded=True))]
    counts = {
        share: docs.colours_agreed(printed, lambda _, edge, share=share: share * edge, rounded=True)
        for share in shares
    }
    best = sorted(share for share, agreed in counts.items() if agreed == max(counts.values()))
    assert 67 == max(counts.values())
    assert "31.707%" == f"{float(best[0] * 100):.3f}%"


OTHER_RULES = {
    "without run rates": (57, lambda text: text.replace("basis: forecast by run rate", "")),
    "percentages rounded in all years": (
        65, lambda text: text.replace(MARGIN, "percent: {amber: 2 points, compare: {to 2021-22: as quoted}}"),
    ),
    "percentages rounded in 2017-18": (
        68,
        lambda text: text.replace(
            MARGIN, "percent: {amber: 2 points, compare: {2017-18: as quoted, 2021-22: as quoted}}"
        ),
    ),
    "5 points but for 1E": (
        68,
        lambda text: re.sub(r"^    amber: (5|4|2\.5|3) points.*$", "", text, flags=re.MULTILINE).replace(
            MARGIN, "percent: {amber: 5 points}"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("agreed", "change"), OTHER_RULES.values(), ids=OTHER_RULES)
def test_other_rules_agree_as_the_page_says(agreed, change):
    assert agreed == docs.rules_agreed(change)
