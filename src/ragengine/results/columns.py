"""The columns that a table of results may have."""

from __future__ import annotations

from attrs import frozen


@frozen
class Column:
    """A column with what it holds and examples of its cells."""

    meaning: str
    examples: tuple[str, ...]


COLUMNS: dict[str, Column] = {
    "measure": Column("the measure's id, or its printed code", ("learning-disability-employment", "1E")),
    "period": Column("the reporting year, and the part of it that is covered", ("2019-20 Q1", "2024")),
    "value": Column("the result, as published", ("81.8%", "163.8k (Apr-Nov)", "Due June 2020")),
    "numerator": Column("how many", ("1143",)),
    "denominator": Column("of how many", ("1397",)),
    "population": Column("of how many people a rate of events is", ("423.4k",)),
    "forecast": Column("the body's own forecast for the year", ("1.2m",)),
    "prior": Column("the figure of the year or period before", ("81.3%",)),
    "place": Column("which district, ward or site", ("Charnwood",)),
    "status": Column("whether the result is there, and final", ("provisional", "due")),
    "note": Column("a remark; kept, never read", ("paragraph 17",)),
}
"""The columns that have a meaning of their own; any other is a named figure."""

NEEDED = ("measure", "value")
"""The columns that no table is without."""
