"""The shape of a value as JSON Schema.

Editors read YAML with its types, so a value that the reader takes as text may arrive as a
number or a boolean. Null is a key with nothing behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ragengine import document
from ragengine.reading.shapes import (
    ByPeriod,
    ByYear,
    Choice,
    Either,
    Fields,
    Key,
    ListOf,
    Named,
    Nothing,
    Shape,
    Text,
)
from ragengine.reading.values import plain
from ragengine.schema.years import PERIOD, YEAR_KEY, in_any_case
from ragengine.source import Source

Schema = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]


@define
class Shapes:
    """Makes schemas of shapes. What stands in several places becomes a definition, made once."""

    definitions: dict[str, Schema] = field(
        factory=lambda: {
            "year": {"title": "a year, `from Y`, `to Y`, `Y to Z`, or a period", "pattern": YEAR_KEY},
            "period": {"title": "a year, or a part of one", "pattern": PERIOD},
        }
    )
    _names: dict[Shape, str] = field(factory=dict)

    def keys(self, keys: Mapping[str, Key]) -> Schema:
        """The properties of a mapping, with what an editor shows of each."""
        properties = {}
        for name, key in keys.items():
            shape = self.of(key.shape, name)
            # Beside a reference nothing else counts in draft-07, so it stands in a list of one.
            shape = {"allOf": [shape]} if "$ref" in shape else shape
            properties[name] = {"description": key.meaning, "examples": [_example(key)], **shape}
        return properties

    def of(self, shape: Shape, key: str) -> Schema:
        """The schema that accepts what the reader accepts in this shape, under a key."""
        match shape:
            case ListOf(item, least):
                return {"type": "array", "items": self.of(item, key)} | _given(minItems=least)
            case Named(value, exactly):
                size = _given(minProperties=exactly, maxProperties=exactly)
                return {"type": "object", "additionalProperties": self.of(value, key)} | size
            case Fields():
                return self._fields(shape, key)
            case Either((Text(), Nothing())):
                return {"type": [*_SCALAR, "null"]}
            case Either(shapes):
                return {"anyOf": [self.of(one, key) for one in shapes]}
            case ByYear():
                return self._by_year(shape, key)
            case ByPeriod(value):
                items = self.of(value, key)
                keyed = {"propertyNames": _ref("period"), "additionalProperties": items}
                return {"if": {"type": "object"}, "then": keyed, "else": items}
            case _:
                return _single(shape)

    def _fields(self, shape: Fields, key: str) -> Schema:
        if shape not in self._names:
            name = shape.name or key
            self._names[shape] = name
            others = False if shape.others is None else self.of(shape.others, key)
            self.definitions[name] = {
                "title": name,
                "type": "object",
                "properties": self.keys(shape.keys),
                "additionalProperties": others,
            } | _given(required=list(shape.needs), minProperties=shape.least, maxProperties=shape.most)
        return _ref(self._names[shape])

    def _by_year(self, shape: ByYear, key: str) -> Schema:
        """One year among the keys makes a mapping one by year, as it does for the reader."""
        if shape not in self._names:
            name = "text" if isinstance(shape.value, Text) else key
            self._names[shape] = f"{name}-by-year"
            self.definitions[name] = self.of(shape.value, key)
            self.definitions[f"{name}-by-year"] = {
                "if": {"type": "object", "not": {"propertyNames": {"not": _ref("year")}}},
                "then": {"propertyNames": _ref("year"), "additionalProperties": _ref(name)},
                "else": _ref(name),
            }
        return _ref(self._names[shape])


def _single(shape: Shape) -> Schema:
    """A shape that has no others in it."""
    match shape:
        case Choice():
            return _choice(shape)
        case Text():
            return {"type": list(_SCALAR)}
        case Nothing():
            return {"enum": [None, ""]}
        case _:
            return {}


def _choice(choice: Choice) -> Schema:
    """The words for an editor to offer, numbers among them with their type; then other spellings."""
    words = [*choice.words, *(int(word) for word in choice.words if word.isdigit())]
    read = "|".join((*choice.words, *filter(None, [choice.also])))
    if not (choice.any_case and in_any_case(read) != read):
        return {"enum": words}
    return {"anyOf": [{"enum": words}, {"type": "string", "pattern": f"^(?:{in_any_case(read)})$"}]}


def _given(**limits: Any) -> Schema:
    """The limits that say something."""
    return {name: limit for name, limit in limits.items() if limit}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _example(key: Key) -> object:
    """The example of a key as data."""
    node, _ = document.read(Source("", key.example))
    assert node is not None  # noqa: S101 - the tests read every example
    return plain(node)
