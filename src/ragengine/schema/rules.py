"""The JSON Schema of rule files: the shapes of the reader's table, and what keys ask of each other."""

from __future__ import annotations

from typing import Any

from ragengine.reading.fields import EVERY_MEASURE, EXAMPLE, FILE, MEASURE
from ragengine.reading.shapes import Fields
from ragengine.schema.shapes import Shapes

_DESCRIPTION = (
    "Rules by which performance measures are rated. A value stands once, or by year: "
    "{2017-18: 80%, from 2019-20: 82%}. What the words of a value mean is checked by "
    "`ragengine check`; this schema knows the keys and their shapes."
)


def rules_schema() -> dict[str, Any]:
    """The schema of rule files of version 1.

    >>> schema = rules_schema()
    >>> schema["required"]
    ['ragengine', 'measures']
    >>> schema["definitions"]["measure"]["properties"]["aim"]["description"]
    'which results are good: `high`, `low`, `band` or `none`'
    """
    shapes = Shapes()
    shapes.of(Fields(FILE, needs=("ragengine", "measures"), name="file"), "")
    file = shapes.definitions.pop("file")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:ragengine:schema:rules-1",
        **file,
        "title": "ragengine rules",
        "description": _DESCRIPTION,
        "allOf": [_ONLY_DECLARED_FIGURES, _A_UNIT, _AN_AIM],
        "definitions": shapes.definitions,
    }


def _every_measure(schema: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {"measures": {"additionalProperties": schema}}}


def _only(keys: dict[str, Any]) -> dict[str, Any]:
    return {"propertyNames": {"enum": list(keys)}}


_EXAMPLES = {"items": _only(EXAMPLE), "additionalProperties": {"items": _only(EXAMPLE)}}

_ONLY_DECLARED_FIGURES = {
    "if": {"required": ["comparators"], "properties": {"comparators": {"type": "array", "minItems": 1}}},
    "else": _every_measure({**_only(MEASURE), "properties": {"examples": _EXAMPLES}}),
}
"""A file without comparators has no figures of its own, so any further key is a mistake."""

_A_UNIT = {
    "if": {
        "required": ["defaults"],
        "properties": {
            "defaults": {"required": [EVERY_MEASURE], "properties": {EVERY_MEASURE: {"required": ["unit"]}}}
        },
    },
    "else": _every_measure({"required": ["unit"]}),
}
"""A unit is needed in every measure where the defaults have none."""

_AN_AIM = {
    "if": {
        "required": ["defaults"],
        "properties": {"defaults": {"not": {"additionalProperties": {"not": {"required": ["aim"]}}}}},
    },
    "else": _every_measure({"required": ["aim"]}),
}
"""An aim is needed in every measure where none of the defaults has one.

Which defaults a measure gets depends on the kind of its unit, which only the reader knows.
"""
