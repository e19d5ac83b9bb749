"""A rule file: its declarations first, then its measures."""

from __future__ import annotations

import hashlib

from attrs import evolve

from ragengine import document, model
from ragengine.diagnostics import Diagnostic
from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.periods import read_month
from ragengine.rating import Level, Scale
from ragengine.reading.fields import FILE, LEVEL, SHARED, UNIT
from ragengine.reading.measures import Declared, MeasureReader, read_compare, read_meta
from ragengine.reading.report import Report
from ragengine.reading.years import by_year
from ragengine.source import Source
from ragengine.units import DECLARED_KINDS, KINDS, Noun


def read_file(source: Source) -> tuple[model.RuleFile | None, list[Diagnostic]]:
    """A rule file from its text, and everything that is wrong with it.

    None where the text is no YAML mapping; otherwise what could be read.
    """
    root, found = document.read(source)
    report = Report(found)
    if root is None:
        return None, found
    way = "start with `ragengine: 1` and `measures:`"
    mapping = report.mapping(root, "the file", way)
    if mapping is None:
        return None, found
    fields = report.fields(mapping, FILE, "a rule file")
    _version(fields, mapping, report)
    declared = _declarations(fields, report)
    declared.file = source.name
    declared.digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    reader = MeasureReader(declared, report)
    measures: list[model.Measure] = []
    if "measures" not in fields:
        way = "add `measures:` with a mapping for each measure"
        report.add("RAG102", root, where="the file", key="measures", way=way)
    elif (entries := report.mapping(fields["measures"], "measures", way)) is not None:
        read = (reader.read(key, node) for key, node in entries.entries)
        measures = [measure for measure in read if measure is not None]
    return model.RuleFile(
        title=_text(fields, "title", report),
        body=_text(fields, "body", report),
        measures=tuple(measures),
        digest=declared.digest,
        name=source.name,
        scales=declared.scales,
        meta=read_meta(fields, report),
    ), found


def _text(fields: dict[str, Node], key: str, report: Report) -> str:
    return (report.text(fields[key], key) or "") if key in fields else ""


def _version(fields: dict[str, Node], mapping: Mapping, report: Report) -> None:
    node = fields.get("ragengine")
    if node is None:
        report.add("RAG102", mapping, where="the file", key="ragengine", way="start it with `ragengine: 1`")
    elif (text := report.text(node, "ragengine")) is not None and text != "1":
        report.add("RAG108", node, text=text)


def _declarations(fields: dict[str, Node], report: Report) -> Declared:
    declared = Declared()
    if "year starts" in fields and (text := report.text(fields["year starts"], "year starts")):
        month = read_month(text)
        if month is None:
            report.add("RAG104", fields["year starts"], text=text, expected="a month", nearest="")
        else:
            declared.year_starts = month
    if "comparators" in fields:
        items = report.sequence(fields["comparators"], "comparators", "write `[national average]`") or []
        names = (report.text(item, "comparators") for item in items)
        declared.comparators = tuple(name for name in names if name)
    if "units" in fields:
        declared.nouns = _nouns(fields["units"], report)
    if "scales" in fields:
        declared.scales = _scales(fields["scales"], report)
    if "compare" in fields:
        starts = declared.year_starts
        declared.compare = by_year(fields["compare"], lambda node: read_compare(node, report), report, starts)
    if "defaults" in fields:
        declared.defaults = _defaults(fields["defaults"], report)
    return declared


def _defaults(node: Node, report: Report) -> dict[str, dict[str, Node]]:
    mapping = report.mapping(node, "defaults", "write `percent: {amber: 2 points}`")
    groups = report.fields(mapping, ("every measure", *KINDS), "defaults") if mapping else {}
    way = "write `{amber: 2 points}`"
    read = {name: report.mapping(value, name, way) for name, value in groups.items()}
    return {
        name: report.fields(group, SHARED, f"the defaults of {name}")
        for name, group in read.items()
        if group is not None
    }


def _nouns(node: Node, report: Report) -> dict[str, Noun]:
    mapping = report.mapping(node, "units", "write `{visits: , admissions: {also: [adm's]}}`")
    nouns: dict[str, Noun] = {}
    for key, value in mapping.entries if mapping else []:
        noun = Noun(key.text, "duration" if key.text in ("hours", "days") else "count")
        if not (isinstance(value, Scalar) and not value.text):
            noun = _noun(noun, value, report)
        nouns[key.text] = noun
    return nouns


def _noun(noun: Noun, node: Node, report: Report) -> Noun:
    """A noun with its kind, other spellings and whether it accumulates."""
    mapping = report.mapping(node, noun.name, "write `{also: [adm's]}` or nothing")
    fields = report.fields(mapping, UNIT, f"the unit `{noun.name}`") if mapping else {}
    if "also" in fields:
        items = report.sequence(fields["also"], "also", "write `[adm's]`") or []
        noun = evolve(noun, also=tuple(filter(None, (report.text(item, "also") for item in items))))
    if "kind" in fields and (kind := report.text(fields["kind"], "kind")) is not None:
        if kind in DECLARED_KINDS:
            noun = evolve(noun, kind=kind)
        else:
            expected = "a kind of noun: " + ", ".join(DECLARED_KINDS)
            report.add("RAG104", fields["kind"], text=kind, expected=expected, nearest="")
    if "accumulates" in fields and (text := report.text(fields["accumulates"], "accumulates")):
        if text.casefold() in ("yes", "no"):
            noun = evolve(noun, accumulates=text.casefold() == "yes")
        else:
            report.add("RAG104", fields["accumulates"], text=text, expected="`yes` or `no`", nearest="")
    return noun


def _scales(node: Node, report: Report) -> dict[str, Scale]:
    mapping = report.mapping(node, "scales", "write `progress: [green, yellow, red]`")
    scales: dict[str, Scale] = {}
    for key, value in mapping.entries if mapping else []:
        items = report.sequence(value, key.text, "list its levels, best first") or []
        levels: list[Level] = []
        for item in items:
            level = _level(item, len(levels), key.text, report)
            if level is not None and any(known.name == level.name for known in levels):
                report.add("RAG016", item, key=level.name, first=str(value))
            elif level is not None:
                levels.append(level)
        if levels:
            scales[key.text] = Scale(key.text, tuple(levels))
    return scales


def _level(node: Node, rank: int, scale: str, report: Report) -> Level | None:
    """`green star` or `green star: {colour: green, meaning: ...}`."""
    if isinstance(node, Scalar):
        return Level(node.text, rank, scale)
    if isinstance(node, Sequence) or len(node.entries) != 1:
        way = "write `green star` or `green star: {colour: green, meaning: ...}`"
        report.add("RAG103", node, key=scale, expected="a level", found="something else", way=way)
        return None
    key, value = node.entries[0]
    mapping = report.mapping(value, key.text, "write `{colour: green, meaning: on target}`")
    fields = report.fields(mapping, LEVEL, "a level") if mapping else {}
    texts = {name: report.text(value, name) for name, value in fields.items()}
    return Level(key.text, rank, scale, texts.get("colour"), texts.get("meaning"))
