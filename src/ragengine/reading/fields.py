"""The keys of the rule language: one table for the reader, its messages and the docs.

Each key has a line of meaning, an example that the documentation shows and the tests read,
and the shape of its value, which is plain text where nothing is said. The tables are in the
order in which they need each other: the keys of a file come last.
"""

from __future__ import annotations

from ragengine.model import BUILT_IN_FIGURES, Aim, Basis
from ragengine.periods import MONTHS
from ragengine.reading.shapes import (
    Anything,
    ByPeriod,
    ByYear,
    Choice,
    Either,
    Fields,
    Key,
    ListOf,
    Named,
    Nothing,
    Text,
)
from ragengine.units import DECLARED_KINDS, KINDS

EVERY_MEASURE = "every measure"
"""The defaults that are for no kind of unit."""

_YEARLY = ByYear(Text())
_CELL = Either((Text(), Nothing()))
_YES_NO = Choice(("yes", "no"))
_COMPARE = ByYear(
    Choice(("exactly", "as quoted", "0 decimals", "1 decimal", "2 decimals"), "exact|[0-9][0-9]? decimals?")
)
_MONTH = Choice(MONTHS, "|".join((*(name[:3].lower() for name in MONTHS), "sept")))
_META = Named(Anything())

UNIT: dict[str, Key] = {
    "also": Key("other spellings", "[adm's]", ListOf(_CELL)),
    "kind": Key("`count`, `amount` or `duration`", "duration", Choice(DECLARED_KINDS, any_case=False)),
    "accumulates": Key("whether figures of two months add up", "no", _YES_NO),
}

LEVEL: dict[str, Key] = {
    "colour": Key("the colour it is shown in, beside its name", "green"),
    "meaning": Key("what it means, in a few words", "on target"),
}

COMBINED: dict[str, Key] = {
    "wider of": Key("the amount that reaches further", "[2 points, 5% of target]", ListOf(Text(), least=1)),
    "narrower of": Key(
        "the amount that reaches less far", "[2 points, 5% of target]", ListOf(Text(), least=1)
    ),
}

_COMBINED = Fields(COMBINED, least=1, most=1, name="wider-or-narrower")

MARGINS: dict[str, Key] = {
    "below": Key("how far amber reaches below", "2 points", Either((Text(), _COMBINED))),
    "above": Key("how far amber reaches above", "2.5 points", Either((Text(), _COMBINED))),
}

EXAMPLE_KEYS: dict[str, Key] = {
    "value": Key("the result, as a table of results has it", "82%", _CELL),
    "numerator": Key("how many", "1143", _CELL),
    "denominator": Key("of how many", "1397", _CELL),
    "population": Key("of how many people a rate of events is", "423.4k", _CELL),
    "forecast": Key("the body's own forecast for the year", "1.2m", _CELL),
    "prior": Key("the figure of the year or period before", "81.3%", _CELL),
    "place": Key("which district, ward or site", "Charnwood", _CELL),
    "status": Key("whether the result is there: as in a table of results", "due", _CELL),
    "note": Key("a remark; kept, never read", "paragraph 17", _CELL),
    "rating": Key("the level that it must get, or `not rated`", "green"),
    "reason": Key("why it is not rated", "not-due", _CELL),
}
"""The keys of an example: the columns of a table of results, and what is expected of it."""

_FIGURES: dict[str, Key] = {
    name: Key(f"the figure `{name}` beside the result", "81%", _CELL)
    for name in BUILT_IN_FIGURES
    if name not in ("target", "floor")
}
EXAMPLE = {**EXAMPLE_KEYS, **_FIGURES}
"""The keys of an example with the figures that every file has."""

_EXAMPLE = Fields(EXAMPLE, needs=("rating",), others=_CELL, name="example")

SHARED: dict[str, Key] = {
    "framework": Key("the framework that the measure belongs to", "ASCOF", _YEARLY),
    "theme": Key("the heading that it is printed under", "Reduce need", _YEARLY),
    "aim": Key("which results are good: `high`, `low`, `band` or `none`", "high", ByYear(Choice(tuple(aim.value for aim in Aim)))),
    "unit": Key("what it is measured in", "percent"),
    "scale": Key("the scale that its levels are on; RAG where not given", "progress", _YEARLY),
    "amber": Key("how far past the target is a narrow miss; `none` for two states", "2 points", ByYear(Either((Text(), Fields(MARGINS, least=1, name="two-margins"), _COMBINED)))),
    "floor": Key("a second level: amber lies between it and the target", "70%", _YEARLY),
    "levels": Key("the range of each level, where target and margin do not say it", "{green: at least 75%, amber: rest, red: at most 55%}", ByYear(Named(_YEARLY))),
    "compare": Key("how results are compared: `exactly`, `as quoted` or `N decimals`", "1 decimal", _COMPARE),
    "basis": Key("what stands in where the result covers another part of the year than the target", "forecast by run rate", ByYear(Choice(tuple(basis.value for basis in Basis)))),
    "domain": Key("the values that a result can have", "0 to 120%", _YEARLY),
    "accumulates": Key("whether figures of two months add up: `yes` or `no`", "no", ByYear(_YES_NO)),
    "meta": Key("the author's own keys; kept, never read", "{owner: Business Intelligence}", _META),
}  # fmt: skip

MEASURE: dict[str, Key] = {
    "code": Key("the printed code, which may change by year", "{to 2021-22: 2D, 2023-24: 2A}", _YEARLY),
    "title": Key("the printed name", "People with a learning disability in employment", _YEARLY),
    **SHARED,
    "target": Key("a threshold, a band, a figure, `TBC`, `no survey` or `none`", "{2017-18: 80%, from 2019-20: 82%}", _YEARLY),
    "population": Key("of how many people a rate of events is", "{2023-24: 423.4k}", _YEARLY),
    "last year": Key("last year's figure, where the rule gives it", "{2023-24: 62%}", _YEARLY),
    "last period": Key("the figure of the latest earlier period of the same length", "{2023-24: 49%}", _YEARLY),
    "baseline": Key("the figure that progress starts from", "1,575 (1 January 2023)", _YEARLY),
    "profile": Key("the profiled figure of each period", "{2018-19 Q1: 48%, 2018-19 Q2: 46%}", _YEARLY),
    "examples": Key("results with the rating that they must get", "[82% green, 81.8% amber]", ByPeriod(ListOf(Either((Text(), _EXAMPLE))))),
}  # fmt: skip

OF_A_KIND: dict[str, Key] = {key: row for key, row in SHARED.items() if key != "unit"}
"""The keys of defaults that are for a kind of unit."""

_DEFAULTS_OF_A_KIND = Fields(OF_A_KIND, name="defaults-of-a-kind")

DEFAULTS: dict[str, Key] = {
    EVERY_MEASURE: Key("what holds for every measure", "{framework: Local}", Fields(SHARED, name="defaults")),
    **{
        kind: Key(
            f"what holds for measures whose unit is of the kind {kind}",
            "{amber: 5% of target}",
            _DEFAULTS_OF_A_KIND,
        )
        for kind in KINDS
    },
}

FILE: dict[str, Key] = {
    "ragengine": Key("the version of the rule format; 1", "1", Choice(("1",))),
    "title": Key("what the rules are for", "Adults and Communities performance", _YEARLY),
    "body": Key("whose rules they are", "Leicestershire County Council", _YEARLY),
    "year starts": Key("the month in which the reporting year starts; April where not given", "September", _MONTH),
    "compare": Key("how results are compared: `exactly`, `as quoted` or `N decimals`", "{2021-22: as quoted}", _COMPARE),
    "comparators": Key("the body's own named figures", "[national average]", ListOf(Text())),
    "units": Key("the nouns that are counted, weighed or timed, with other spellings", "{visits: , admissions: {also: [adm's]}}", Named(Either((Nothing(), Fields(UNIT, name="unit"))))),
    "scales": Key("the body's own scales, each a list of levels, best first", "{progress: [green, yellow, red]}", Named(ListOf(Either((Text(), Named(Fields(LEVEL, name="level"), exactly=1))), least=1))),
    "defaults": Key("what holds for every measure, or for a kind of unit", "{percent: {amber: 2 points}}", Fields(DEFAULTS, name="groups-of-defaults")),
    "measures": Key("the measures, each under its id", "{visits-made: {aim: high, unit: percent, target: 80%, amber: 2 points}}", Named(Fields(MEASURE, others=_YEARLY, name="measure"))),
    "meta": Key("the author's own keys; kept, never read", "{source: https://example.org}", _META),
}  # fmt: skip

CASE: dict[str, Key] = {
    "name": Key("what the case is called in reports; made from value and rating where not given", "narrow miss"),
    "measure": Key("the id of the measure, or its printed code", "1E"),
    "period": Key("the year or period of the result", "2019-20 Q1"),
    **{name: Key(row.meaning, row.example) for name, row in EXAMPLE_KEYS.items()},
    "sentence": Key("the sentence that it must get, word for word", "Green: 91% is 1 percentage point above the 90% target."),
    "table": Key("many results at once, each line a value and its rating", "[82% green, 81.8% amber]", Either((Text(), ListOf(Text(), least=1)))),
}  # fmt: skip
"""The keys of a case: a row of results, and what is expected of it."""

CASE_FILE: dict[str, Key] = {
    "ragtest": Key("the version of the format of cases; 1", "1", Choice(("1",))),
    "rules": Key("the rules that are tested, a path from this file; those beside it where not given", "../rules"),
    "cases": Key("the cases", "[{measure: 1E, value: 9.4%, rating: red}]", ListOf(Fields(CASE, needs=("measure",), others=Text(), name="case"), least=1)),
}  # fmt: skip
