"""Faults of form planted in the shipped rule files are found, each at its line."""

import re
import sys
from pathlib import Path

import pytest

from ragengine import check_text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import faults  # noqa: E402 - a script beside the tests, found by the line above

PAGES = faults.shipped()
PLANTED = faults.faults(PAGES)
SOME = {kind: every[::12] for kind, every in PLANTED.items()}
PAGE = faults.DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_shipped_file_has_no_error_before_a_fault_is_planted(page):
    assert [] == [one for one in check_text(page.text, page.name) if one.severity == "error"]


def test_every_shipped_file_and_every_kind_has_faults():
    assert {page.name for page in PAGES} == {one.page.name for every in PLANTED.values() for one in every}
    assert set() == {kind for kind, every in PLANTED.items() if len(every) < 10}
    assert 1500 < sum(map(len, PLANTED.values()))


def test_every_fault_changes_its_file():
    assert [] == [one for every in PLANTED.values() for one in every if one.text == one.page.text]


@pytest.mark.parametrize("kind", SOME)
def test_each_of_a_share_of_the_faults_is_found_at_its_line(kind):
    missed = []
    faults.tally({kind: SOME[kind]}, missed)
    assert [] == [(one.page.name, sorted(one.lines)) for one in missed]


def test_the_page_is_of_the_faults_that_are_planted_now():
    """Where this fails, run `python benchmarks/faults.py --write`."""
    assert faults.digest(PLANTED) == faults.PLANTED.search(PAGE)[1]


@pytest.mark.parametrize("kind", SOME)
def test_the_page_names_the_codes_that_are_found_now(kind):
    """Where this fails, run `python benchmarks/faults.py --write`."""
    [row] = re.findall(rf"^\| {re.escape(kind)} \|.*$", PAGE, re.MULTILINE)
    codes = faults.tally({kind: SOME[kind]}, [])[kind].codes
    assert set() == set(codes) - set(re.findall(r"RAG\d+", row))


def test_the_page_says_that_99_in_100_are_found_at_their_line():
    [cells] = re.findall(r"^\| \*\*all\*\* \|(.*)$", PAGE, re.MULTILINE)
    shares = [float(share) for share in re.findall(r"([\d.]+)%", cells)]
    assert [True, True] == [99 <= share for share in shares]
