"""Cells by column as a row to rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from ragengine.results import COLUMNS, Result


def row_of(measure: str, cells: Mapping[str, str], period: str | None = None) -> str | Result:
    """The cell alone where it is the only one, which is rated fastest; else the whole row.

    A cell that is no column of results is a named figure.

    >>> row_of("1E", {"value": "9.4%"})
    '9.4%'
    """
    others = dict(cells)
    value = others.pop("value", None)
    if value is not None and not others:
        return value
    columns: dict[str, Any] = {name: others.pop(name) for name in list(others) if name in COLUMNS}
    return evolve(Result(measure, value, period=period, figures=others), **columns)
