"""The JSON Schema of files of cases: the shapes of the reader's table, and what keys ask of each other."""

from __future__ import annotations

from typing import Any

from ragengine.reading.cases import UNFIT_FOR_TABLES
from ragengine.reading.fields import CASE_FILE
from ragengine.reading.shapes import Fields
from ragengine.schema.shapes import Shapes

_DESCRIPTION = (
    "Results with the ratings that rules must give them; `ragengine test` runs them. A case is a row of "
    "results with its rating, or a table of many."
)


def cases_schema() -> dict[str, Any]:
    """The schema of files of cases of version 1.

    >>> schema = cases_schema()
    >>> schema["required"]
    ['ragtest', 'cases']
    >>> sorted(schema["definitions"])
    ['case']
    """
    shapes = Shapes(definitions={})
    shapes.of(Fields(CASE_FILE, needs=("ragtest", "cases"), name="file"), "")
    file = shapes.definitions.pop("file")
    case = shapes.definitions["case"]
    case |= _ONE_OR_A_TABLE
    case["properties"]["table"]["anyOf"] = [
        _LINES,
        {"type": "array", "items": {"type": _TEXTS}, "minItems": 1},
    ]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:ragengine:schema:tests-1",
        **file,
        "title": "ragengine tests",
        "description": _DESCRIPTION,
        "definitions": shapes.definitions,
    }


_TEXTS = ["string", "number", "boolean"]
_LINES = {"type": "string", "pattern": "\\n"}
"""A block of text: what the reader takes by its sign, `|`, is a text of lines here."""

_ONE_OR_A_TABLE = {
    "if": {"required": ["table"]},
    "then": {"not": {"anyOf": [{"required": [key]} for key in UNFIT_FOR_TABLES]}},
    "else": {"required": ["rating"]},
}
"""A case says its rating, or has a table whose lines say it."""
