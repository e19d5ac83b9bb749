"""Every code has a page: its fault gives that code and the words shown, its cure gives nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

import code_pages as pages
import docs_examples as docs
from ragengine.cli import main
from ragengine.cli.code import GROUPS, gravity
from ragengine.codes import CODES, SEVERITIES

every_code = pytest.mark.parametrize("code", CODES)


def run(*arguments):
    """The exit code and output of `ragengine code`."""
    result = CliRunner().invoke(main, ["code", *arguments])
    return result.exit_code, result.output


# ---- the pages ---------------------------------------------------------------------------------


def test_every_code_has_its_page_and_every_page_its_code():
    assert [*CODES, "index"] == sorted(path.stem for path in pages.FOLDER.iterdir())


@every_code
def test_a_page_begins_with_code_name_and_severity(code):
    title, severity = pages.read(code).split("\n\n")[:2]
    assert (f"# {code}: {CODES[code].name}", f"*{gravity(code)}*") == (title, severity)


@every_code
def test_a_page_has_its_sections_in_order(code):
    assert pages.SECTIONS == re.findall(r"^## (.+)$", pages.read(code), re.MULTILINE)


@every_code
def test_the_fault_of_a_page_gives_its_code_alone_and_what_is_shown(code):
    page = pages.read(code)
    bad = pages.outcome(page, "Bad")
    assert ({code} | pages.also(page), pages.shown(page).text) == (bad.codes, bad.printed)


@every_code
def test_the_cure_of_a_page_is_clean(code):
    good = pages.outcome(pages.read(code), "Good")
    assert (set(), 0) == (good.codes, good.exit_code)


@every_code
def test_a_page_says_whether_and_how_it_can_be_silenced(code):
    silence = docs.section(pages.read(code), "How to silence")
    fixed = CODES[code].severity == SEVERITIES[0]
    assert fixed == ("It cannot be silenced" in silence)
    assert fixed or code in silence


@every_code
def test_what_a_page_says_silences_its_fault_does(code):
    silenced = pages.silenced(pages.read(code))
    assert (CODES[code].severity == SEVERITIES[0]) == (silenced == [])
    assert [] == [outcome.printed for outcome in silenced if code in outcome.codes]


def test_no_two_pages_have_a_reason_or_a_finding_in_common():
    for heading in ("What", "Why"):
        said = [docs.section(pages.read(code), heading) for code in CODES]
        assert len(CODES) == len(set(said))


def test_every_input_that_is_made_is_asked_for():
    asked = [block.said("made") for code in CODES for block in docs.blocks(pages.read(code))]
    assert sorted(pages.MADE) == sorted(filter(None, asked))


def test_the_index_is_fresh():
    assert pages.INDEX.read_text(encoding="utf-8") == pages.index(), "run `python tests/code_pages.py`"


def test_every_code_is_in_a_group_and_every_group_has_codes():
    assert list(GROUPS) == list(dict.fromkeys(code[: len("RAG0")] for code in CODES))


# ---- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["RAG204", "rag204", "ambiguous-percent", "Ambiguous percent"])
def test_a_page_is_printed_by_its_code_or_name(text):
    assert (0, pages.read("RAG204")) == run(text)


def test_the_comments_of_a_page_are_not_printed():
    page = pages.read("RAG401")
    exit_code, printed = run("RAG401")
    assert 0 == exit_code
    assert "<!--" in page
    assert [line for line in page.splitlines() if "<!--" not in line] == printed.splitlines()


@pytest.mark.parametrize("text", ["rag3", "RAG33", "RAG9"])
def test_a_beginning_of_codes_lists_those_that_begin_so(text):
    exit_code, printed = run(text)
    expected = [code for code in CODES if code.startswith(text.upper())]
    title, *lines = printed.splitlines()
    assert (0, GROUPS[text.upper()[:4]]) == (exit_code, title)
    assert expected == [line.split()[0] for line in lines]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rag24", "`rag24` is no code; did you mean `RAG204`?\n"),
        ("ambigous percnt", "`ambigous percnt` is no code; did you mean `ambiguous-percent`?\n"),
        ("ambiguous" * 12, f"`{'ambiguous' * 12}` is no code; `ragengine code` lists them all\n"),
        ("tomorrow", "`tomorrow` is no code; `ragengine code` lists them all\n"),
    ],
)
def test_an_unknown_code_gets_the_nearest(text, told):
    assert (2, told) == run(text)


def test_without_a_code_all_are_listed_by_groups():
    exit_code, printed = run()
    assert 0 == exit_code
    listed = [line.split() for line in printed.splitlines() if line.startswith("  ")]
    assert [[code, CODES[code].name, *gravity(code).split()] for code in CODES] == listed
    assert "Files and YAML" == printed.splitlines()[0]


def test_a_code_that_is_looked_for_only_on_demand_says_so(monkeypatch):
    rare = type(CODES["RAG502"])("rare", "info", opt_in=True)
    monkeypatch.setitem(CODES, "RAG502", rare)
    assert "info, only where selected" == gravity("RAG502")
    assert "  RAG502  rare " in run()[1]


# ---- the wheel ---------------------------------------------------------------------------------


def test_an_installed_wheel_carries_the_pages(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=docs.ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert {f"ragengine/pages/{code}.md" for code in CODES} <= set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    shown = subprocess.run(
        [sys.executable, "-m", "ragengine", "code", "RAG204"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert pages.read("RAG204") == shown.stdout
