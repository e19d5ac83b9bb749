"""What authors get wrong, each with the very words that they are told."""

import re
from pathlib import Path

import pytest

import ragengine
from errors_only import errors_in
from ragengine.codes import CODES
from ragengine.messages import MESSAGES, render_all

HERE = Path(__file__).parent / "golden" / "bad"
RULES = sorted(HERE.glob("*.rag.yml"))

OF_FILES = {"RAG001", "RAG002", "RAG003", "RAG401", "RAG404"}
"""Codes that need a path, or two files."""


def name(path):
    return path.name.removesuffix(".rag.yml")


def text(path):
    return path.read_bytes().decode("utf-8")


def golden(path):
    return path.with_name(f"{name(path)}.txt")


def cases():
    for path in RULES:
        yield pytest.param(path, id=name(path))


@pytest.mark.parametrize("path", list(cases()))
def test_an_author_is_told_what_is_wrong_where_and_what_to_do(path):
    found = errors_in(text(path), path.name)
    assert text(golden(path)) == render_all(found) + "\n"


@pytest.mark.parametrize("path", RULES, ids=name)
def test_every_message_has_a_place_in_the_file(path):
    lines = text(path).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for found in errors_in(text(path), path.name):
        assert found.place.source.name == path.name
        assert 1 <= found.place.column <= len(lines[found.place.line - 1]) + 1


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_with_a_fault_does_not_load(path):
    if "RAG402" in text(golden(path)):
        assert ragengine.loads(text(path), path.name)
    else:
        with pytest.raises(ragengine.RuleError):
            ragengine.loads(text(path), path.name)


def test_every_rule_has_its_golden_and_every_golden_its_rule():
    expected = sorted(name(path) for path in RULES)
    assert expected == sorted(path.stem for path in HERE.glob("*.txt"))


@pytest.mark.parametrize(
    "code",
    [code for code in MESSAGES if code < "RAG5" and code not in OF_FILES and CODES[code].severity == "error"],
)
def test_every_code_about_a_text_is_in_some_golden(code):
    found = {one for path in RULES for one in re.findall(r"\bRAG\d{3}\b", text(golden(path)))}
    assert code in found


def test_goldens_name_no_code_that_is_unknown():
    found = {one for path in RULES for one in re.findall(r"\bRAG\d{3}\b", text(golden(path)))}
    assert found <= set(MESSAGES)
