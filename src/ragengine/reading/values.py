"""Values that are read the same way wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Mapping_
from fractions import Fraction

from ragengine import model
from ragengine.document import Mapping, Node, Scalar
from ragengine.reading.report import Report
from ragengine.units import BUILT_IN, Noun, Unit


def units_of(kind: str, nouns: Mapping_[str, Noun]) -> Iterator[Unit]:
    """The units of a kind that the declared nouns make; one without a noun where there is none."""
    made = False
    for noun in (*nouns.values(), *(BUILT_IN.values() if kind == "duration" else ())):
        if kind in (noun.kind, "rate"):
            made = True
            per = Fraction(100_000) if kind == "rate" else None
            yield Unit(kind, noun, per, text=noun.name)
    if not made:
        yield Unit(kind, per=Fraction(100_000) if kind == "rate" else None, text=kind)


_DECIMALS = re.compile(r"(\d\d?) decimals?", re.ASCII)


def read_compare(node: Node, report: Report) -> model.Compare | None:
    """`exactly`, `as quoted`, `1 decimal`, `0 decimals`."""
    text = report.text(node, "compare")
    if text is None:
        return None
    lower = text.casefold()
    if lower in ("exactly", "exact"):
        return model.EXACTLY
    if lower == "as quoted":
        return model.Compare(as_quoted=True)
    if match := _DECIMALS.fullmatch(lower):
        return model.Compare(quantum=Fraction(1, 10 ** int(match[1])))
    expected = "`exactly`, `as quoted` or a number of decimals such as `1 decimal`"
    report.add("RAG104", node, text=text, expected=expected, nearest="")
    return None


def read_meta(fields: dict[str, Node], report: Report) -> dict[str, object]:
    """The author's own keys: kept as plain data, and never read."""
    if "meta" not in fields:
        return {}
    mapping = report.mapping(fields["meta"], "meta", "write `{owner: Business Intelligence}`")
    return {key.text: plain(value) for key, value in mapping.entries} if mapping else {}


def plain(node: Node) -> object:
    """A tree of the file as texts, dictionaries and lists."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]
