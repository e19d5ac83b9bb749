"""Values by year: keys such as `2017-18`, `from 2019-20`, `2018-19 Q1`, made into entries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from attrs import frozen

from ragengine.document import Mapping, Node, Scalar
from ragengine.periods import APRIL, ByYear, Entry, Span, Year, always, read_period, read_year
from ragengine.reading.report import Report

Value = TypeVar("Value")

_TO = re.compile(r"(?P<first>.+?) to (?P<last>.+)")


@frozen
class YearKey:
    """A key among years: its ends, open ones None until the neighbours close them."""

    first: Year | None
    last: Year | None
    span: Span | None = None


@lru_cache(maxsize=4096)
def read_year_key(text: str, year_starts: int = APRIL) -> YearKey | None:
    """`2019-20`, `from Y`, `to Y`, `Y to Z` or a period; None for any other key."""
    words = " ".join(text.split())
    lower = words.casefold()
    if lower.startswith("from "):
        year = read_year(words[5:])
        return None if year is None else YearKey(year, None)
    if lower.startswith("to "):
        year = read_year(words[3:])
        return None if year is None else YearKey(None, year)
    year = read_year(words)
    if year is not None:
        return YearKey(year, year)
    if match := _TO.fullmatch(words):
        first, last = read_year(match["first"]), read_year(match["last"])
        if first is not None and last is not None and first <= last:
            return YearKey(first, last)
    period = read_period(words, year_starts)
    return None if period is None else YearKey(period.year, period.year, period.span)


def is_by_year(node: Node, year_starts: int = APRIL) -> bool:
    """Whether a mapping has years for keys."""
    return isinstance(node, Mapping) and any(
        read_year_key(key.text, year_starts) is not None for key, _ in node.entries
    )


def by_year(
    node: Node, read: Callable[[Node], Value | None], report: Report, year_starts: int = APRIL
) -> ByYear[Value] | None:
    """A value written once or by year. What cannot be read is reported and left out."""
    if type(node) is Scalar or not is_by_year(node, year_starts):
        value = read(node)
        return None if value is None else always(value, node)
    assert isinstance(node, Mapping)  # noqa: S101 - is_by_year has looked
    keyed: list[tuple[Scalar, YearKey, Node]] = []
    for key, value_node in report.pairs(node):
        year_key = read_year_key(key.text, year_starts)
        if year_key is None:
            way = (
                "write years like `2019-20`, `from 2019-20`, `to 2021-22`; "
                "a number or text with a comma needs quotes"
            )
            report.add("RAG106", key, key=key.text, way=way)
        else:
            keyed.append((key, year_key, value_node))
    return _entries(keyed, read, report)


def _entries(
    keyed: list[tuple[Scalar, YearKey, Node]],
    read: Callable[[Node], Value | None],
    report: Report,
) -> ByYear[Value] | None:
    whole = Neighbours(key for _, key, _ in keyed if key.span is None)
    entries: list[Entry[Value]] = []
    taken: list[tuple[Scalar, Entry[Value]]] = []
    for scalar, key, node in keyed:
        value = read(node)
        if value is None:
            continue
        first, last = _closed(key, whole)
        entry = Entry(first, last, key.span, value, node)
        for other_scalar, other in taken:
            if other.span == entry.span and (shared := _shared(entry, other)):
                report.add("RAG105", scalar, years=shared, first=other_scalar.text, second=scalar.text)
                break
        else:
            taken.append((scalar, entry))
        entries.append(entry)
    return ByYear(tuple(entries)) if entries else None


class Neighbours:
    """The whole years that keys begin and end with, in order."""

    def __init__(self, keys: Iterable[YearKey]) -> None:
        known = list(keys)
        self.starts = sorted({key.first.start for key in known if key.first is not None})
        self.ends = sorted({key.last.start for key in known if key.last is not None})

    def after(self, start: int) -> int | None:
        """The first later year that a key begins with."""
        place = bisect_right(self.starts, start)
        return self.starts[place] if place < len(self.starts) else None

    def before(self, end: int) -> int | None:
        """The last earlier year that a key ends with."""
        place = bisect_left(self.ends, end)
        return self.ends[place - 1] if place else None


def _closed(key: YearKey, others: Neighbours) -> tuple[int | None, int | None]:
    """`from Y` ends where the next key begins, `to Y` begins where the previous ended."""
    if key.first is not None and key.last is not None:
        return key.first.start, key.last.start
    if key.first is not None:
        later = others.after(key.first.start)
        return key.first.start, None if later is None else later - 1
    assert key.last is not None  # noqa: S101 - a key has at least one end
    earlier = others.before(key.last.start)
    return None if earlier is None else earlier + 1, key.last.start


def _shared(one: Entry[Value], two: Entry[Value]) -> str | None:
    """The first year that two entries both claim, as text; None where they are apart."""
    starts = [entry.first for entry in (one, two) if entry.first is not None]
    ends = [entry.last for entry in (one, two) if entry.last is not None]
    first = max(starts) if starts else None
    last = min(ends) if ends else None
    if first is not None and last is not None and first > last:
        return None
    year = first if first is not None else last
    return "every year" if year is None else str(Year(year))
