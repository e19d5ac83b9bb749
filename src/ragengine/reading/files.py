"""A rule file: its declarations first, then its measures."""

from __future__ import annotations

from ragengine import document, model
from ragengine.diagnostics import Findings
from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.periods import ByYear
from ragengine.reading.declarations import read_declarations
from ragengine.reading.declared import Declared
from ragengine.reading.fields import FILE
from ragengine.reading.measures import MeasureReader
from ragengine.reading.report import Report, lacks
from ragengine.reading.values import read_meta
from ragengine.reading.years import by_year
from ragengine.source import Place, Source


def read_file(source: Source) -> tuple[model.RuleFile | None, Findings]:
    """A rule file from its text, and everything that is wrong with it.

    None where the text is no YAML mapping; otherwise what could be read.
    """
    root, found = document.read(source)
    report = Report(found)
    if root is None:
        return None, found
    way = "start with `ragengine: 1` and `measures:`"
    mapping = report.mapping(root, "the file", way)
    command = f"`ragengine test {source.name}` runs it"
    if mapping is None or report.other_file(mapping, "a file of rules", command):
        return None, found
    fields = report.fields(mapping, FILE, "a rule file")
    _version(fields, mapping, report)
    declared = read_declarations(fields, report)
    declared.file = source.name
    names = {
        key: text
        for key in ("title", "body")
        if (text := _by_year(fields, key, declared, report)) is not None
    }
    measures, used_defaults = _measures(fields, mapping, declared, report)
    return model.RuleFile(
        title=names["title"].entries[-1].value if "title" in names else "",
        body=names["body"].entries[-1].value if "body" in names else "",
        measures=measures,
        name=source.name,
        scales=declared.scales,
        names=names,
        meta=read_meta(fields, report),
        declared=_places(fields),
        used_defaults=used_defaults,
    ), found


def _places(fields: dict[str, Node]) -> dict[str, dict[str, Place]]:
    """Where each thing that the file declares stands. Shapes that are wrong are reported elsewhere."""
    places: dict[str, dict[str, Place]] = {"comparators": {}, "units": {}, "scales": {}, "defaults": {}}
    comparators = fields.get("comparators")
    if isinstance(comparators, Sequence):
        places["comparators"] = {item.text: item for item in comparators.items if isinstance(item, Scalar)}
    for name in ("units", "scales"):
        places[name] = {key.text: key for key, _ in _entries_of(fields.get(name))}
    for kind, group in _entries_of(fields.get("defaults")):
        places["defaults"].update({f"{kind.text}: {key.text}": key for key, _ in _entries_of(group)})
    return places


def _entries_of(node: Node | None) -> list[tuple[Scalar, Node]]:
    return node.entries if isinstance(node, Mapping) else []


def _measures(
    fields: dict[str, Node], mapping: Mapping, declared: Declared, report: Report
) -> tuple[tuple[model.Measure, ...], frozenset[str]]:
    """The measures in which nothing is wrong, and the defaults that measures fall back to."""
    reader = MeasureReader(declared, report)
    each = "give each measure a name with a colon, `calls-answered:`, and no dash; its keys go below it"
    entries = report.mapping(fields["measures"], "measures", each) if "measures" in fields else None
    if "measures" not in fields and lacks(mapping, "measures"):
        way = "add `measures:` with a mapping for each measure"
        report.add("RAG102", mapping, where="the file", key="measures", way=way)
    read = [reader.read(key, node) for key, node in report.pairs(entries)] if entries else []
    used = reader.used_defaults()  # before the others are read for their faults alone
    reader.read_unused()
    return tuple(measure for measure in read if measure is not None), used


def _by_year(fields: dict[str, Node], key: str, declared: Declared, report: Report) -> ByYear[str] | None:
    if key not in fields:
        return None
    return by_year(fields[key], lambda node: report.text(node, key), report, declared.year_starts)


def _version(fields: dict[str, Node], mapping: Mapping, report: Report) -> None:
    node = fields.get("ragengine")
    if node is None:
        if lacks(mapping, "ragengine"):
            way = "start it with `ragengine: 1`"
            report.add("RAG102", mapping, where="the file", key="ragengine", way=way)
    elif (text := report.text(node, "ragengine")) is not None and text != "1":
        report.add("RAG108", node, key="ragengine", text=text)
