"""Files of cases, `*.ragtest.yml`: results with the ratings that rules must give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from ragengine import document
from ragengine.diagnostics import Diagnostic, Findings
from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.model.cases import Case, CaseFile
from ragengine.rating import NOT_RATED, Reason
from ragengine.reading.fields import CASE, CASE_FILE
from ragengine.reading.report import Report, lacks
from ragengine.source import Place, Source
from ragengine.spelling import folded, nearest

_OF_THE_CASE = ("name", "measure", "period", "table", "rating", "reason", "sentence")
"""The keys of a case that are no cells of its row."""

UNFIT_FOR_TABLES = ("name", "value", "rating", "reason", "sentence")
"""The keys that cannot stand beside a table."""

_WAYS = {
    "RAG011": "start with `ragtest: 1` and `cases:`",
    "RAG017": "shorten it; a long table can be parted into several cases, or written as a list",
}
"""Ways out that are others than in a rule file."""

_WAY = "write a list: `- {measure: visits, value: 82%, rating: green}`"


def read_cases(source: Source) -> tuple[CaseFile | None, Findings]:
    """The cases of a text, and everything that is wrong with it as a file of cases.

    None where the text is no YAML mapping. Whether the rules know the measures, figures and
    levels that are named is for those to see who have the rules.
    """
    root, found = document.read(source)
    found[:] = [_for_cases(one) for one in found]
    report = Report(found)
    if root is None:
        return None, found
    mapping = report.mapping(root, "the file", "start with `ragtest: 1` and `cases:`")
    command = f"`ragengine check {source.name}` checks it, and its examples; cases stand in a `*.ragtest.yml`"
    if mapping is None or report.other_file(mapping, "a file of cases", command):
        return None, found
    fields = report.fields(mapping, CASE_FILE, "a file of cases")
    for needed, way in (("ragtest", "start it with `ragtest: 1`"), ("cases", _WAY)):
        if needed not in fields and lacks(mapping, needed):
            report.add("RAG102", mapping, where="the file", key=needed, way=way)
    version = fields.get("ragtest")
    if version is not None and (text := report.text(version, "ragtest")) is not None and text != "1":
        report.add("RAG108", version, key="ragtest", text=text)
    rules = report.text(fields["rules"], "rules") if "rules" in fields else None
    items = report.sequence(fields["cases"], "cases", _WAY) if "cases" in fields else None
    cases = tuple(case for item in items or [] for case in _cases(item, report))
    if items is not None and not items:
        report.add("RAG601", fields["cases"])
    return CaseFile(source.name, rules, cases, fields.get("rules")), found


def _for_cases(found: Diagnostic) -> Diagnostic:
    """What is wrong with a text, with the way out that a file of cases has."""
    way = _WAYS.get(found.code)
    return found if way is None else evolve(found, facts={**found.facts, "nearest": way})


def _cases(node: Node, report: Report) -> list[Case]:
    """The cases of an item: one, or one for each line of its table; none where it is wrong."""
    found = report.found.total
    mapping = report.mapping(node, "a case", _WAY)
    if mapping is None:
        return []
    nodes: dict[str, Node] = {}
    first: dict[str, Scalar] = {}
    for key, value in report.pairs(mapping):
        if before := first.get(folded(key.text)):
            report.add("RAG016", key, key=key.text, first=str(before))
        nodes[key.text] = value
        first[folded(key.text)] = key
    cells = {
        name: text
        for name, value in nodes.items()
        if name != "table" and (text := report.text(value, name)) is not None
    }
    tabled = "table" in nodes
    for needed in ("measure",) if tabled else ("measure", "rating"):
        if needed not in nodes:
            _missing(needed, mapping, report)
    for unfit in UNFIT_FOR_TABLES if tabled else ():
        if unfit in nodes:
            report.add("RAG602", nodes[unfit], key=unfit)
    if report.found.total > found or "measure" not in cells:
        return []
    if tabled:
        return list(_table(nodes, cells, _keys(mapping), report))
    case = _case(nodes, cells, mapping, report)
    return [] if case is None else [case]


def _missing(needed: str, mapping: Mapping, report: Report) -> None:
    """Report a key that a case lacks, at the key that may be a slip for it where there is one."""
    for key, _ in mapping.entries:
        if key.text == needed:
            return  # it has no value, which is said already
        if key.text not in CASE and nearest(key.text, [needed], cutoff=0.7):
            report.unknown_key(key, list(CASE), "a case")
            return
    report.add("RAG102", mapping, where="the case", key=needed, way=_NEEDED[needed])


_NEEDED = {
    "measure": "add the id of a measure, or its printed code",
    "rating": "add the rating that it must get, or a `table:` of results, each `VALUE RATING`",
}


def _case(nodes: dict[str, Node], cells: dict[str, str], mapping: Mapping, report: Report) -> Case | None:
    reason, _, detail = cells.get("reason", "").partition(" ")
    rating = cells["rating"]
    known = [one.value for one in Reason]
    if reason and reason not in known:
        expected = f"a reason for not rated: {', '.join(known)}"
        hint = report.nearest(reason, known)
        report.add("RAG104", nodes["reason"], text=reason, expected=expected, nearest=hint)
        return None
    if reason and rating.casefold() != NOT_RATED:
        report.add("RAG118", nodes["reason"], what="case", rating=rating, text=reason)
        return None
    name = cells.get("name") or " ".join(filter(None, (cells.get("value", "").strip(), rating)))
    return Case(
        name, cells["measure"], cells.get("period"), _row(cells), _expected(rating),
        Reason(reason) if reason else None, detail, cells.get("sentence"), nodes, mapping,
        _keys(mapping),
    )  # fmt: skip


def _keys(mapping: Mapping) -> dict[str, Place]:
    return {key.text: key for key, _ in mapping.entries}


def _row(cells: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if name not in _OF_THE_CASE}


def _expected(rating: str) -> str | None:
    return None if rating.casefold() == NOT_RATED else rating.casefold()


# ---- tables --------------------------------------------------------------------------------


def _table(
    nodes: dict[str, Node], cells: dict[str, str], keys: dict[str, Place], report: Report
) -> Iterator[Case]:
    """A case for each line: a value and, behind it, its rating."""
    for text, place in _lines(nodes["table"], report):
        value, rating = parted(text)
        if not value or not rating:
            report.add("RAG603", place, text=text)
            continue
        at = Place(place.source, place.line, place.column + len(text) - len(rating), len(rating))
        row = {**_row(cells), "value": value}
        places = {**nodes, "value": place, "rating": at}
        yield Case(
            f"{value} {rating}", cells["measure"], cells.get("period"), row, _expected(rating),
            places=places, origin=place, keys=keys,
        )  # fmt: skip


_GAP = re.compile(r" *\t[ \t]*| {2,}")


def parted(text: str) -> tuple[str, str]:
    """The value and the rating of a line of a table; empty what is not there.

    Before a rating of several words stand two blanks or a tab; `not rated` needs one blank.

    >>> parted("82% green"), parted("1,234 (Apr-Nov)  green star")
    (('82%', 'green'), ('1,234 (Apr-Nov)', 'green star'))
    """
    text = text.strip()
    if text.casefold().endswith((f" {NOT_RATED}", f"\t{NOT_RATED}")):
        return text[: -len(NOT_RATED)].rstrip(), text[-len(NOT_RATED) :]
    gaps = list(_GAP.finditer(text))
    if gaps:
        return text[: gaps[-1].start()], text[gaps[-1].end() :]
    value, _, rating = text.rpartition(" ")
    return value, rating


def _lines(node: Node, report: Report) -> Iterator[tuple[str, Place]]:
    """The lines of a block of text, or the items of a list, with their places."""
    if isinstance(node, Sequence):
        if not node.items:
            report.add("RAG601", node)
        for item in node.items:
            text = report.text(item, "table")
            if text is not None and isinstance(item, Scalar):
                yield text, item
    elif isinstance(node, Scalar) and _is_block(node):
        yield from _lines_of(node)
    elif report.text(node, "table", _TABLE_WAY) is not None:
        facts = {"key": "table", "expected": "a block of text or a list", "found": "text in one"}
        report.add("RAG103", node, way=_TABLE_WAY, **facts)


_TABLE_WAY = "write `table: |` and below it a result and its rating a line, or a list"


def _is_block(node: Scalar) -> bool:
    """Whether a text is a block that keeps its lines, as only `|` does."""
    return node.source.line(node.line)[node.column - 1 :].startswith("|")


def _lines_of(node: Scalar) -> Iterator[tuple[str, Place]]:
    """The lines that say something; from ` #` on a line is a comment."""
    for number, line in enumerate(node.text.split("\n"), node.line + 1):
        said = line.partition("#")[0].strip()
        if said:
            column = node.source.line(number).find(said) + 1
            yield said, Place(node.source, number, max(1, column), len(said))
