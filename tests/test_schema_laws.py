"""Schema and reader accept and refuse the same structures."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from jsonschema import Draft7Validator

from ragengine.diagnostics import Diagnostic
from ragengine.reading.files import read_file
from ragengine.schema import rules_schema
from ragengine.source import Source
from schema_documents import changed, documents, is_structural, text_of

VALIDATOR = Draft7Validator(rules_schema())


def faults_of(document: Any) -> list[Diagnostic]:
    return read_file(Source("a.rag.yml", text_of(document)))[1]


def needs_the_reader(found: Diagnostic, document: dict[str, Any]) -> bool:
    """What no schema can say: which names a file declares, and which kind a unit is of."""
    if found.code == "RAG101":
        return bool(document.get("comparators")) and found.facts["where"] in ("a measure", "an example")
    if found.code == "RAG301":
        groups = document.get("defaults", {}).items()
        return any("aim" in group for kind, group in groups if kind != "every measure")
    return False


@settings(deadline=None)
@given(documents())
def test_what_the_reader_finds_sound_the_schema_accepts(document):
    assert [] == [one for one in faults_of(document) if is_structural(one)]
    assert [] == [error.message for error in VALIDATOR.iter_errors(document)]


@settings(deadline=None)
@given(changed())
def test_schema_and_reader_refuse_the_same_structures(document):
    """A word that cannot be read may hide a fault of structure from the reader, which is no harm."""
    found = faults_of(document)
    faults = [one for one in found if is_structural(one) and not needs_the_reader(one, document)]
    refused = not VALIDATOR.is_valid(document)
    assert refused or not faults, text_of(document)
    assert found or not refused, text_of(document)
