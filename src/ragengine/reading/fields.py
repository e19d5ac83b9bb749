"""The keys of the rule language: one table for the reader, its messages and the docs.

Each key has a line of meaning and an example that the documentation shows and the tests read.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Key:
    """A key with what it means and an example of its value."""

    meaning: str
    example: str


FILE: dict[str, Key] = {
    "ragengine": Key("the version of the rule format; 1", "1"),
    "title": Key("what the rules are for", "Adults and Communities performance"),
    "body": Key("whose rules they are", "Leicestershire County Council"),
    "year starts": Key("the month in which the reporting year starts; April where not given", "September"),
    "compare": Key("how results are compared: `exactly`, `as quoted` or `N decimals`", "{2021-22: as quoted}"),
    "comparators": Key("the body's own named figures", "[national average]"),
    "units": Key("the nouns that are counted, weighed or timed, with other spellings", "{visits: , admissions: {also: [adm's]}}"),
    "scales": Key("the body's own scales, each a list of levels, best first", "{progress: [green, yellow, red]}"),
    "defaults": Key("what holds for every measure, or for a kind of unit", "{percent: {amber: 2 points}}"),
    "measures": Key("the measures, each under its id", "{visits-made: {aim: high, unit: percent, target: 80%, amber: 2 points}}"),
    "meta": Key("the author's own keys; kept, never read", "{source: https://example.org}"),
}  # fmt: skip

SHARED: dict[str, Key] = {
    "framework": Key("the framework that the measure belongs to", "ASCOF"),
    "theme": Key("the heading that it is printed under", "Reduce need"),
    "aim": Key("which results are good: `high`, `low`, `band` or `none`", "high"),
    "unit": Key("what it is measured in", "percent"),
    "scale": Key("the scale that its levels are on; RAG where not given", "progress"),
    "amber": Key("how far past the target is a narrow miss; `none` for two states", "2 points"),
    "floor": Key("a second level: amber lies between it and the target", "70%"),
    "levels": Key("the range of each level, where target and margin do not say it", "{green: at least 75%, amber: rest, red: at most 55%}"),
    "compare": Key("how results are compared: `exactly`, `as quoted` or `N decimals`", "1 decimal"),
    "basis": Key("what stands in where the result covers another part of the year than the target", "forecast by run rate"),
    "domain": Key("the values that a result can have", "0 to 120%"),
    "accumulates": Key("whether figures of two months add up: `yes` or `no`", "no"),
    "meta": Key("the author's own keys; kept, never read", "{owner: Business Intelligence}"),
}  # fmt: skip

MEASURE: dict[str, Key] = {
    "code": Key("the printed code, which may change by year", "{to 2021-22: 2D, 2023-24: 2A}"),
    "title": Key("the printed name", "People with a learning disability in employment"),
    **SHARED,
    "target": Key("a threshold, a band, a figure, `TBC`, `no survey` or `none`", "{2017-18: 80%, from 2019-20: 82%}"),
    "population": Key("of how many people a rate of events is", "{2023-24: 423.4k}"),
    "last year": Key("last year's figure, where the rule gives it", "{2023-24: 62%}"),
    "last period": Key("the figure of the latest earlier period of the same length", "{2023-24: 49%}"),
    "baseline": Key("the figure that progress starts from", "1,575 (1 January 2023)"),
    "profile": Key("the profiled figure of each period", "{2018-19 Q1: 48%, 2018-19 Q2: 46%}"),
    "examples": Key("results with the rating that they must get", "[82% green, 81.8% amber]"),
}  # fmt: skip

UNIT: dict[str, Key] = {
    "also": Key("other spellings", "[adm's]"),
    "kind": Key("`count`, `amount` or `duration`", "duration"),
    "accumulates": Key("whether figures of two months add up", "no"),
}

LEVEL: dict[str, Key] = {
    "colour": Key("the colour it is shown in, beside its name", "green"),
    "meaning": Key("what it means, in a few words", "on target"),
}

MARGINS: dict[str, Key] = {
    "below": Key("how far amber reaches below", "2 points"),
    "above": Key("how far amber reaches above", "2.5 points"),
}

COMBINED: dict[str, Key] = {
    "wider of": Key("the amount that reaches further", "[2 points, 5% of target]"),
    "narrower of": Key("the amount that reaches less far", "[2 points, 5% of target]"),
}

EXAMPLE_KEYS = (
    "value", "numerator", "denominator", "population", "forecast", "prior", "place", "status",
    "note", "rating", "reason",
)  # fmt: skip
"""The keys of an example: the columns of a table of results, and what is expected of it."""
