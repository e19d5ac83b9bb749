"""Rules of real bodies: the good ones load and their examples hold, the others are refused as they say."""

import re
from pathlib import Path

import pytest

import ragengine
from errors_only import errors_at

HERE = Path(__file__).parent / "conventions"
GOOD = sorted((HERE / "good").glob("*.rag.yml"))
REFUSED = sorted((HERE / "refused").glob("*.rag.yml"))


def name(path):
    return path.name.removesuffix(".rag.yml")


def reason(path):
    """The key words of a file's first line: what stands between `refused:` and the next mark."""
    first = path.read_text("utf-8").splitlines()[0]
    return re.fullmatch(r"# refused: ([^:;,]+).*", first)[1]


def test_no_convention_has_gone_missing():
    expected = (21, 24)
    assert expected == (len(GOOD), len(REFUSED))


def test_the_folders_hold_nothing_but_rules():
    found = {path for folder in ("good", "refused") for path in (HERE / folder).iterdir()}
    assert found == {*GOOD, *REFUSED}


def test_every_convention_is_in_the_table_of_the_readme():
    table = (HERE / "README.md").read_text("utf-8")
    expected = sorted(f"{path.parent.name}/{path.name}" for path in (*GOOD, *REFUSED))
    assert expected == sorted(re.findall(r"^\| \[.*?\]\((.*?)\)", table, re.MULTILINE))


@pytest.mark.parametrize("path", GOOD, ids=name)
def test_a_convention_is_read_and_its_examples_hold(path):
    assert errors_at(path) == []


@pytest.mark.parametrize("path", GOOD, ids=name)
def test_a_convention_has_examples_of_every_measure_that_is_rated(path):
    for measure in ragengine.load(path).measures.values():
        assert measure.examples


def slips():
    for path in REFUSED:
        yield pytest.param(path, id=name(path))


@pytest.mark.parametrize("path", list(slips()))
def test_a_slip_is_refused_for_the_reason_that_its_first_line_gives(path):
    messages = [ragengine.describe(found).casefold() for found in errors_at(path)]
    assert any(reason(path).casefold() in message for message in messages)


@pytest.mark.parametrize("path", REFUSED, ids=name)
def test_a_slip_is_reported_once(path):
    assert len(errors_at(path)) == 1


@pytest.mark.parametrize("path", REFUSED, ids=name)
def test_rules_that_are_refused_do_not_load(path):
    with pytest.raises(ragengine.RuleError):
        ragengine.load(path)
