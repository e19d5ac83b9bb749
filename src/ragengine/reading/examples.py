"""Inline examples: results with the rating that the rule must give them."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from ragengine import model
from ragengine.document import Mapping, Node, Scalar
from ragengine.periods import Period, read_period
from ragengine.rating import NOT_RATED, Reason, Scale
from ragengine.reading.fields import EXAMPLE
from ragengine.reading.report import Report, lacks
from ragengine.reading.words import Words
from ragengine.spelling import folded

_WAY = "write a list: `- 82% green`, or keyed by year or period: `2019-20 Q1: [40.4k green]`"


def read_examples(
    node: Node | None, words: Words, scales: tuple[Scale, ...], report: Report
) -> tuple[model.Example, ...]:
    """The examples of a measure: a list, or lists keyed by year or period."""
    if node is None:
        return ()
    labels = _labels(scales)
    if not isinstance(node, Mapping):
        return _items(node, None, words, labels, report)
    found: list[model.Example] = []
    for key, items in report.pairs(node):
        period = read_period(key.text, words.year_starts)
        if period is None:
            report.add("RAG107", key, text=key.text)
        else:
            found += _items(items, period, words, labels, report)
    return tuple(found)


@frozen
class Labels:
    """The names that an example may end with; the longest are looked for first."""

    names: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return ", ".join(self.names)


@lru_cache(maxsize=256)
def _labels(scales: tuple[Scale, ...]) -> Labels:
    names = tuple(level.name for scale in scales for level in scale.levels)
    longest_first = sorted((*names, NOT_RATED), key=len, reverse=True)
    return Labels(names, tuple((f" {name.casefold()}", name) for name in longest_first))


def _items(
    node: Node, period: Period | None, words: Words, labels: Labels, report: Report
) -> tuple[model.Example, ...]:
    items = report.sequence(node, "examples", _WAY)
    read = (_example(item, period, words, labels, report) for item in items or [])
    return tuple(example for example in read if example is not None)


def _example(
    node: Node, period: Period | None, words: Words, labels: Labels, report: Report
) -> model.Example | None:
    if isinstance(node, Scalar):
        return _short(node, period, labels, report)
    mapping = report.mapping(node, "examples", _WAY)
    if mapping is None:
        return None
    cells = _cells(mapping, words, report)
    places = {key.text: value for key, value in mapping.entries}
    if "rating" not in cells:
        if lacks(mapping, "rating"):
            way = f"add `rating:` with one of: {labels}, {NOT_RATED}"
            report.add("RAG102", node, where="the example", key="rating", way=way)
        return None
    rating = cells.pop("rating")
    reason, _, detail = cells.pop("reason", "").partition(" ")
    known_reason = reason in {known.value for known in Reason}
    if rating.casefold() not in [label.casefold() for label in (*labels.names, NOT_RATED)]:
        report.add("RAG113", places["rating"], text=rating, known=str(labels))
        return None
    if reason and not known_reason:
        expected = "a reason for not rated: " + ", ".join(known.value for known in Reason)
        report.add("RAG104", places["reason"], text=reason, expected=expected, nearest="")
        return None
    if reason and rating.casefold() != NOT_RATED:
        report.add("RAG118", node, what="example", rating=rating, text=reason)
        return None
    text = ", ".join(f"{name}: {cell}" for name, cell in cells.items())
    return _made(cells, rating, Reason(reason) if reason else None, detail, text, period, node)


def _cells(mapping: Mapping, words: Words, report: Report) -> dict[str, str]:
    """What an example says in each column; an unknown one is reported."""
    comparators = {folded(name): name for name in words.comparators}
    cells: dict[str, str] = {}
    first: dict[str, Scalar] = {}
    for key, value in mapping.entries:
        name = key.text if key.text in EXAMPLE else comparators.get(folded(key.text))
        if name is None:
            report.unknown_key(key, [*EXAMPLE, *words.comparators], "an example")
        elif name in first:
            report.add("RAG016", key, key=key.text, first=str(first[name]))
        elif (text := report.text(value, key.text)) is not None:
            cells[name], first[name] = text, key
    return cells


def _short(node: Scalar, period: Period | None, labels: Labels, report: Report) -> model.Example | None:
    """`VALUE LABEL`: the longest label that the text ends with."""
    if node.unread:
        return None
    text = " ".join(node.text.split())
    folded = f" {text.casefold()}"
    for ending, label in labels.endings:
        if folded.endswith(ending) and len(folded) > len(ending):
            value = text[: -len(label)].rstrip()
            return _made({"value": value}, label, None, "", text, period, node)
    report.add("RAG113", node, text=text, known=str(labels))
    return None


def _made(
    cells: dict[str, str],
    rating: str,
    reason: Reason | None,
    detail: str,
    text: str,
    period: Period | None,
    node: Node,
) -> model.Example:
    expected = None if rating.casefold() == NOT_RATED else rating.casefold()
    return model.Example(cells, expected, reason, detail, text, period, node)
