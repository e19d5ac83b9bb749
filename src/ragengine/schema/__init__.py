"""JSON Schemas (draft-07) of rules, cases and results, made from the tables that the readers use."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ragengine.schema.cases import cases_schema
from ragengine.schema.results import results_schema
from ragengine.schema.rules import rules_schema

__all__ = ["SCHEMAS", "cases_schema", "results_schema", "rules_schema", "schema_text"]

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "rules": rules_schema,
    "tests": cases_schema,
    "results": results_schema,
}
"""What there is a schema of, by name."""


def schema_text(name: str) -> str:
    """A schema as JSON text, as it is printed and as it lies in the repository.

    >>> print(schema_text("results").splitlines()[1])
      "$schema": "http://json-schema.org/draft-07/schema#",
    """
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"
