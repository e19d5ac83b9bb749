"""What a rule file declares: units, scales, comparators, defaults, and when its year starts."""

from __future__ import annotations

from attrs import evolve

from ragengine import model
from ragengine.document import Node, Scalar, Sequence
from ragengine.periods import MONTHS, read_month
from ragengine.rating import NOT_RATED, Level, Scale
from ragengine.reading.declared import Declared
from ragengine.reading.fields import (
    DEFAULTS,
    EVERY_MEASURE,
    EXAMPLE_KEYS,
    LEVEL,
    MEASURE,
    OF_A_KIND,
    SHARED,
    UNIT,
)
from ragengine.reading.report import Report
from ragengine.reading.values import read_compare, read_meta
from ragengine.reading.years import by_year
from ragengine.spelling import folded
from ragengine.units import BUILT_IN, DECLARED_KINDS, Noun


def read_declarations(fields: dict[str, Node], report: Report) -> Declared:
    """What a file declares, before any measure is read."""
    declared = Declared()
    if "year starts" in fields and (text := report.text(fields["year starts"], "year starts")):
        month = read_month(text)
        if month is None:
            near = report.nearest(text, MONTHS) or "write its name, such as `April`"
            report.add("RAG104", fields["year starts"], text=text, expected="a month", nearest=near)
        else:
            declared.year_starts = month
    if "units" in fields:
        declared.nouns = _nouns(fields["units"], report)
    if "comparators" in fields:
        declared.comparators = _comparators(fields["comparators"], declared.nouns, report)
    if "scales" in fields:
        declared.scales = _scales(fields["scales"], declared.faulty, report)
    if "compare" in fields:
        starts = declared.year_starts
        declared.compare = by_year(fields["compare"], lambda node: read_compare(node, report), report, starts)
    if "defaults" in fields:
        declared.defaults = _defaults(fields["defaults"], report)
    return declared


def _comparators(node: Node, nouns: dict[str, Noun], report: Report) -> tuple[str, ...]:
    """The names of figures; one that cannot be used is kept, so that its uses are not reported too."""
    names: dict[str, str] = {}
    taken = {*model.BUILT_IN_FIGURES, *MEASURE, *EXAMPLE_KEYS, "measure", "period"}
    items = report.sequence(node, "comparators", "write `[national average]`") or []
    from ragengine.reading.naming import why_no_name  # noqa: PLC0415 - many files declare no name

    for item in report.few(items, node, "comparators"):
        name = report.text(item, "comparators")
        if name is None:
            continue
        if why := _why_not(name, names, taken):
            report.add("RAG117", item, text=name, what="a comparator", why=why)
            continue
        names[folded(name)] = name
        why, way = why_no_name(name, nouns)
        if why:
            report.add("RAG117", item, text=name, what="a comparator", why=why, nearest=way)
    return tuple(names.values())


def _why_not(name: str, names: dict[str, str], taken: set[str]) -> str:
    """Why a comparator cannot be called so; empty where it can."""
    if not folded(name):
        return "it is empty"
    if same := names.get(folded(name)):
        return f"`{same}` is declared already, and capitals make no difference"
    return "it has a meaning already" if folded(name) in taken else ""


def _defaults(node: Node, report: Report) -> dict[str, dict[str, Node]]:
    mapping = report.mapping(node, "defaults", "write `percent: {amber: 2 points}`")
    groups = report.fields(mapping, DEFAULTS, "defaults") if mapping else {}
    way = "write `{amber: 2 points}`"
    read = {name: report.mapping(value, name, way) for name, value in groups.items()}
    defaults = {
        name: report.fields(group, SHARED if name == EVERY_MEASURE else OF_A_KIND, f"the defaults of {name}")
        for name, group in read.items()
        if group is not None
    }
    for fields in defaults.values():
        read_meta(fields, report)  # no measure reads it, so its shape is looked at here
    return defaults


def _nouns(node: Node, report: Report) -> dict[str, Noun]:
    mapping = report.mapping(node, "units", "write `{visits: , admissions: {also: [adm's]}}`")
    nouns: dict[str, Noun] = {}
    known: set[str] = set()
    for key, value in report.few(mapping.entries if mapping else [], node, "units"):
        built_in = BUILT_IN.get(key.text.casefold())
        noun = Noun(key.text) if built_in is None else evolve(built_in, name=key.text)
        if not (isinstance(value, Scalar) and not value.text):
            noun = _noun(noun, value, report)
        spellings = {one.casefold(): one for one in noun.spellings()}
        clash = next(
            (one for folded, one in spellings.items() if folded in known or _is_reserved(folded)), None
        )
        if clash is not None or not key.text:
            why = f"`{clash}` has a meaning already" if clash else "it is empty"
            report.add("RAG117", key, text=key.text, what="a unit", why=why)
        else:
            nouns[key.text] = noun
            known.update(spellings)
    return nouns


def _is_reserved(folded: str) -> bool:
    return folded in ("percent", "per cent", "%", "point", "points", "index", "£", "none", "rest")


def _noun(noun: Noun, node: Node, report: Report) -> Noun:
    """A noun with its kind, other spellings and whether it accumulates."""
    mapping = report.mapping(node, noun.name, "write `{also: [adm's]}` or nothing")
    fields = report.fields(mapping, UNIT, f"the unit `{noun.name}`") if mapping else {}
    if "also" in fields:
        items = report.few(report.sequence(fields["also"], "also", "write `[adm's]`") or [], node, "also")
        also = filter(None, (report.text(item, "also") for item in items))
        noun = evolve(noun, also=(*noun.also, *also))
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


def _scales(node: Node, faulty: set[str], report: Report) -> dict[str, Scale]:
    """The scales by name; the names of those in which a level is refused are put among the faulty."""
    mapping = report.mapping(node, "scales", "write `progress: [green, yellow, red]`")
    scales: dict[str, Scale] = {}
    for key, value in report.few(report.pairs(mapping) if mapping else [], node, "scales"):
        before = report.total
        levels = _levels(key, value, report)
        if report.total > before:
            faulty.add(key.text)
        if key.text.casefold() == "rag":
            why = "Red, Amber, Green is built in"
            report.add("RAG117", key, text=key.text, what="a scale", why=why)
        elif levels:
            scales[key.text] = Scale(key.text, levels)
    return scales


def _levels(key: Scalar, node: Node, report: Report) -> tuple[Level, ...]:
    way = "list its levels, best first"
    items = report.sequence(node, key.text, way)
    if items is not None and not items:
        report.add("RAG109", node, key=key.text, way=way)
    levels: list[Level] = []
    for item in report.few(items or [], node, key.text):
        level = _level(item, len(levels), key.text, report)
        if level is None:
            continue
        name = level.name.casefold()
        if any(known.name.casefold() == name for known in levels):
            report.add("RAG016", item, key=level.name, first=str(node))
        elif not name or name == NOT_RATED:
            why = "it says that there is no level" if name else "it is empty"
            report.add("RAG117", item, text=level.name, what="a level", why=why)
        else:
            levels.append(level)
    return tuple(levels)


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
