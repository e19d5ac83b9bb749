"""The JSON Schema of one row of a table of results, as an object with a property for each column."""

from __future__ import annotations

from typing import Any

from ragengine.results import COLUMNS, NEEDED, STATUSES
from ragengine.schema.years import in_any_case

_CELL: dict[str, Any] = {"type": ["string", "number", "null"]}
_NEEDED: dict[str, Any] = {"type": ["string", "number"]}


def results_schema() -> dict[str, Any]:
    """The schema of a row.

    >>> schema = results_schema()
    >>> schema["required"]
    ['measure', 'value']
    >>> schema["properties"]["value"]["examples"]
    ['81.8%', '163.8k (Apr-Nov)', 'Due June 2020']
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:ragengine:schema:results-1",
        "title": "a row of results",
        "description": "One result: which measure, which period, and the value as it was published.",
        "type": "object",
        "properties": {
            name: {"description": column.meaning, "examples": list(column.examples), **_shape(name)}
            for name, column in COLUMNS.items()
        },
        "required": list(NEEDED),
        "additionalProperties": {
            "description": "a named figure beside the result, such as a comparator",
            **_CELL,
        },
    }


def _shape(column: str) -> dict[str, Any]:
    if column == "measure":
        return _NEEDED
    if column == "status":
        words = "|".join(filter(None, STATUSES))
        pattern = f"^\\s*(?:{in_any_case(words)})?\\s*$"
        return {"anyOf": [{"enum": [*STATUSES, None]}, {"type": "string", "pattern": pattern}]}
    return _CELL
