"""Rule files as an editor sees them: YAML with its types, made from the table of the reader.

A document is sound in its structure, with words that the language has, so that whatever is
refused after one thing in it has been changed is refused for that change.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import strategies as st

from ragengine.diagnostics import Diagnostic
from ragengine.document import Mapping, Node, Sequence
from ragengine.reading import fields
from ragengine.reading.shapes import (
    Anything,
    ByPeriod,
    ByYear,
    Choice,
    Either,
    Fields,
    ListOf,
    Named,
    Nothing,
    Text,
)

WORDS: dict[str, list[Any]] = {
    "unit": ["percent"],
    "scale": ["RAG", "progress"],
    "code": [7, "1E", True],
    "amber": ["2 points", "none", "under 2 points"],
    "below": ["2 points", "none"],
    "above": ["3 points"],
    "wider of": ["2 points", "5% of target"],
    "narrower of": ["2 points", "5% of target"],
    "levels": ["at least 80%", "rest", "under 70%"],
    "domain": ["any", "0 to 120%"],
    "target": [80, "82%", "last year", "TBC", "none"],
    "population": [4000, "423.4k"],
    "comparators": ["national average"],
    "examples": ["82% green", "70% red"],
    "rating": ["green", "not rated"],
    "reason": ["", None],
    "also": ["vis", 5, None],
}
NAMES = {
    "units": ["visits", "loans", "hours"],
    "scales": ["progress", "stars"],
    "level": ["green", "yellow"],
    "levels": ["green", "amber", "red"],
    "measures": ["answered", "2019-20", "7"],
    "meta": ["owner", "2019-20"],
}
YEARS = [
    ["2017-18", "from 2019-20"],
    ["to 2016/17", "2019 to 2021", "2022-2023"],
    ["2018-19 Q1", "2018-19 H2", "Q2 19/20"],
    ["2024"],
]
PERIODS = [["2017-18", "2024"], ["2018-19 Q1", "Nov 2021"]]
JUNK: list[Any] = [
    None, 80, True, "words", [], {}, ["words"], [None], [["words"]], {"words": "words"}, {"words": None},
    {"2019-20": "words"}, {"2019-20": None}, {"2019-20": "words", "words": "words"},
    {"2019-20": {"words": "words"}}, {"2019-20": ["words"]}, [{"words": "words"}], [{"words": {}}],
]  # fmt: skip
"""What may stand where something else is due."""


def sound(shape: Any, key: str) -> st.SearchStrategy[Any]:
    """Values of a shape under a key."""
    match shape:
        case ListOf(item):
            return st.lists(sound(item, key), min_size=1, max_size=2, unique_by=str)
        case Named(value, exactly):
            name = st.sampled_from(NAMES.get(key, NAMES["level"]))
            return st.dictionaries(name, sound(value, key), min_size=1, max_size=exactly or 2)
        case Fields():
            return _with_keys(shape)
        case Either(shapes):
            return st.one_of([sound(one, key) for one in shapes])
        case ByYear(value) | ByPeriod(value):
            several = YEARS if isinstance(shape, ByYear) else PERIODS
            return st.one_of(sound(value, key), *(_keyed(years, value, key) for years in several))
    return st.sampled_from(_single(shape, key))


def _single(shape: Any, key: str) -> list[Any]:
    """What has no other shapes in it."""
    if isinstance(shape, Choice):
        return [*shape.words, *(word.upper() for word in shape.words if shape.any_case)]
    return {Text: WORDS.get(key, ["50%"]), Nothing: [None], Anything: JUNK}[type(shape)]


def _keyed(keys: list[str], value: Any, key: str) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({one: sound(value, key) for one in keys})


def _with_keys(shape: Fields) -> st.SearchStrategy[Any]:
    values = {name: sound(key.shape, name) for name, key in shape.keys.items()}
    if shape.keys is fields.MEASURE:
        needs: tuple[str, ...] = ("aim", "unit")
    else:
        needs = shape.needs
    optional = {name: value for name, value in values.items() if name not in needs}
    if not shape.least:
        return st.fixed_dictionaries({name: values[name] for name in needs}, optional=optional)
    name = st.sampled_from(list(values))
    return name.flatmap(lambda one: st.fixed_dictionaries({one: values[one]}))


FILES = _with_keys(Fields(fields.FILE, needs=("ragengine", "measures")))
PROBES = {
    "by kind": {"unit": "percent", "aim": {"2017-18": "high"}},
    "by no kind": {"unit": "visits", "aim": {"2017-18": "high"}},
}
"""Measures that say next to nothing, so that the defaults are read."""


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Rule files with nothing wrong in their structure."""
    file = deepcopy(draw(FILES))
    file["measures"] |= deepcopy(PROBES)
    file["scales"] = file.get("scales", {}) | {"progress": ["green", "yellow", "red"]}
    file["units"] = file.get("units", {}) | {"visits": None}
    defaults = file.get("defaults", {})
    one_unit = "unit" in defaults.get(fields.EVERY_MEASURE, {})
    for kind in set(defaults) - {fields.EVERY_MEASURE, "" if one_unit else "percent"}:
        del defaults[kind]
    if one_unit:
        for measure in file["measures"].values():
            del measure["unit"]
    if file.get("comparators") and draw(st.booleans()):
        file["measures"]["by kind"]["national average"] = draw(sound(ByYear(Text()), "national average"))
    return file


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a document, the author's own keys aside."""
    found = [path] if path else []
    if path and path[-1] == "meta":
        return found
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in steps:
        found += places(value, (*path, step))
    return found


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """A document in which one value was dropped, exchanged, or got a neighbour of a new name."""
    file = draw(documents())
    *way, last = draw(st.sampled_from(places(file)))
    holder = file
    for step in way:
        holder = holder[step]
    kind = draw(st.sampled_from(["exchanged", "exchanged", "dropped", "joined"]))
    if kind == "exchanged":
        holder[last] = deepcopy(draw(st.sampled_from(JUNK)))
    elif kind == "dropped":
        del holder[last]
    elif isinstance(holder, dict):
        name = draw(st.sampled_from(["new", "Target", "from 2025-26", "2018-19 Q3"]))
        holder[name] = deepcopy(draw(st.sampled_from(JUNK)))
    else:
        holder.append(deepcopy(draw(st.sampled_from(JUNK))))
    return file


class _Dumper(yaml.SafeDumper):
    """Writes nothing where there is nothing."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def text_of(document: Any) -> str:
    """A document as YAML."""
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)


STRUCTURAL = {
    "RAG011", "RAG101", "RAG102", "RAG103", "RAG106", "RAG107", "RAG108", "RAG109", "RAG301",
}  # fmt: skip
CLOSED = ("one of ", "a kind of noun", "`yes` or `no`", "a month", "`exactly`")
"""How the message about a word begins that is none of a closed list."""


def is_structural(found: Diagnostic) -> bool:
    """Whether a finding is about keys and shapes, not about what words mean."""
    facts = found.facts
    if found.code == "RAG104":
        return facts["expected"].startswith(CLOSED)
    written = getattr(found.place, "quoted", False)
    nothing = found.code.startswith("RAG1") and facts.get("text") in ("", "{}", "[]") and not written
    combined = found.code == "RAG116" and facts["text"] == "wider of and narrower of"
    return found.code in STRUCTURAL or nothing or combined


_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def typed(node: Node) -> Any:
    """A tree of the reader with the types that YAML 1.2 gives to plain words, as editors see it."""
    if isinstance(node, Mapping):
        return {key.text: typed(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [typed(item) for item in node.items]
    if node.quoted:
        return node.text
    if _NUMBER.fullmatch(node.text):
        return float(node.text)
    words = {"": None, "~": None, "null": None, "true": True, "false": False}
    return words.get(node.text, node.text)
