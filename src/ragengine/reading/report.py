"""Where the readers put what they find wrong; reading goes on after each problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Mapping_
from typing import TypeVar

from attrs import define, field

from ragengine.diagnostics import Diagnostic, Findings
from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.messages import did_you_mean
from ragengine.periods import read_period, read_year
from ragengine.reading.fields import MEASURE
from ragengine.reading.words import Unreadable
from ragengine.source import Place
from ragengine.spelling import folded, nearest

Value = TypeVar("Value")

_ENDS_IN_DIGITS = re.compile(r"(?:^|\D)\d{1,3}$")
MOST_DECLARED = 1_000
"""Entries that a declaration may have."""

_BY_YEAR = frozenset(MEASURE) - {"unit", "examples", "meta"}
"""Keys whose value may be one for each year."""

_MOST_GROUPS = 20
"""Groups of digits that are put together again to show a number."""

_STARTS_WITH_GROUP = re.compile(r"\d{3}(?!\d)")


@define(eq=False, repr=False)
class Report:
    """Findings with the questions that every reader asks of a node.

    `spoiled` counts the values that were reported already, as YAML, and are not read.
    """

    found: Findings = field(factory=Findings)
    spoiled: int = 0
    _read: dict[tuple[object, str], object] = field(factory=dict)

    def add(self, code: str, place: Place | None, **facts: str) -> None:
        """Note a problem."""
        self.found.append(Diagnostic(code, place, facts))

    @property
    def total(self) -> int:
        """How many problems there were so far, kept or only counted."""
        return self.found.total

    def nearest(self, text: str, names: Iterable[str]) -> str:
        """A question after the name that was meant; nothing where none is near, or nobody is told."""
        return "" if self.found.full else did_you_mean(nearest(text, names))

    def few(self, entries: list[Value], node: Node, key: str) -> list[Value]:
        """The entries of a declaration, up to more than anybody needs; what is beyond is reported.

        Each name is looked up among all others, so that their number is bounded.
        """
        if len(entries) > MOST_DECLARED:
            expected, count = f"at most {MOST_DECLARED:,} entries", f"{len(entries):,}"
            way = "declare only what the rules use"
            self.add("RAG103", node, key=key, expected=expected, found=count, way=way)
        return entries[:MOST_DECLARED]

    def text(self, node: Node, key: str, way: str = "") -> str | None:
        """The text of a scalar; another shape is reported."""
        if isinstance(node, Scalar):
            if node.unread:
                self.spoiled += 1
                return None
            return node.text
        self._wrong_shape(node, key, "text", way or _one_value(key))
        return None

    def reading(
        self, node: Node, key: str, read: Callable[[str], Value], advise: Callable[[str], str] | None = None
    ) -> Value | None:
        """What a word reader makes of a scalar; its complaint gets the node's place.

        The same words mean the same each time, so a text that comes again is not read again.
        `advise` may know what was meant by a text that is none of the language.
        """
        text = self.text(node, key)
        if text is None:
            return None
        memo = (read, text)
        if memo in self._read:
            return self._read[memo]  # type: ignore[return-value]  # what this reader made
        try:
            value = read(text)
        except Unreadable as problem:
            from ragengine.reading.meant import meant  # noqa: PLC0415 - most words are understood

            likely = (advise(text) if advise else "") or meant(key, text)
            facts = {**problem.facts, "nearest": likely} if likely else problem.facts
            self.add(problem.code, _words_in_question(node, problem), **facts)
            return None
        self._read[memo] = value
        return value

    def mapping(self, node: Node, key: str, way: str) -> Mapping | None:
        """The node if it is a mapping; another shape is reported."""
        if isinstance(node, Mapping):
            return node
        self._wrong_shape(node, key, "a mapping", way)
        return None

    def sequence(self, node: Node, key: str, way: str) -> list[Node] | None:
        """The items of a list; another shape is reported, and so is a number split by commas."""
        if not isinstance(node, Sequence):
            self._wrong_shape(node, key, "a list", way)
            return None
        kept: list[Node] = []
        parts: list[Scalar] = []
        for item in node.items:
            before = parts[-1] if parts else kept[-1] if kept else None
            if isinstance(item, Scalar) and isinstance(before, Scalar) and _split(before, item):
                if not parts:
                    parts.append(before)
                    kept.pop()
                parts.append(item)
                continue
            parts = self._joined(parts)
            kept.append(item)
        self._joined(parts)
        return kept

    def pairs(self, node: Mapping, known: Collection[str] | None = None) -> list[tuple[Scalar, Node]]:
        """The keys with a value; keys without are reported, as a split number where they are.

        A key that is not among the known ones is kept, since that is what is wrong with it.
        """
        kept: list[tuple[Scalar, Node]] = []
        parts: list[Scalar] = []
        for key, value in node.entries:
            if not _is_empty(value):
                parts = self._joined(parts)
                kept.append((key, value))
                continue
            if isinstance(value, Scalar) and value.unread:
                self.spoiled += 1
                continue
            before = parts[-1] if parts else kept[-1][1] if kept else None
            if node.flow and isinstance(before, Scalar) and _split(before, key):
                if not parts:
                    parts.append(before)
                    kept.pop()
                parts.append(key)
            elif known is not None and key.text not in known:
                kept.append((key, value))
            elif node.flow and key.text[:1].isdigit() and not _is_year(key.text):
                first = f"{before.text}," if isinstance(before, Scalar) else ""
                self.add("RAG014", key, text=key.text, instead=f"{first}{key.text}")
            else:
                self.add("RAG109", key, key=key.text, way="give it one, or leave the key out")
        self._joined(parts)
        return kept

    def _joined(self, parts: list[Scalar]) -> list[Scalar]:
        """Report a number that commas split, put together again."""
        if parts:
            instead = ",".join(part.text for part in parts[:_MOST_GROUPS])
            self.add("RAG014", parts[1], text=parts[1].text, instead=instead)
        return []

    def fields(
        self, node: Mapping, known: Collection[str], where: str, figures: Mapping_[str, str] | None = None
    ) -> dict[str, Node]:
        """The values of a mapping by key; unknown and empty keys are reported.

        `figures` are further keys, the declared names by how names match.
        """
        values: dict[str, Node] = {}
        first: dict[str, Scalar] = {}
        spelt = _figures_in(node, known, figures) if figures else {}
        for key, value in self.pairs(node, {*known, *spelt} if spelt else known):
            name = key.text if key.text in known else spelt.get(key.text)
            if name is None:
                self.unknown_key(key, [*known, *(figures or {}).values()], where)
            elif name in values:
                self.add("RAG016", key, key=key.text, first=str(first[name]))
            else:
                values[name], first[name] = value, key
        return values

    def unknown_key(self, key: Scalar, names: list[str], where: str) -> None:
        """Report a key that is not known here, with the nearest that is."""
        hint = self.nearest(key.text, names)
        known = "" if hint else f"known keys: {', '.join(names)}"
        self.add("RAG101", key, key=key.text, where=where, nearest=hint, known=known)

    def other_file(self, node: Mapping, expected: str, way: str) -> bool:
        """Whether a file is of the other kind: rules where cases are expected, or cases for rules.

        That is then all that is wrong with it, and is reported.
        """
        keys = {key.text: key for key, _ in node.entries}
        found = next(kind for kind in _KINDS if kind != expected)
        told = [keys[name] for name in _KINDS[found] if name in keys]
        if not told or any(name in keys for name in _KINDS[expected]):
            return False
        self.add("RAG103", told[0], key="the file", expected=expected, found=found, way=way)
        return True

    def _wrong_shape(self, node: Node, key: str, expected: str, way: str) -> None:
        if isinstance(node, Scalar) and node.unread:
            return
        if _is_empty(node):
            self.add("RAG109", node, key=key, way=way)
            return
        shapes = {Mapping: "a mapping", Sequence: "a list"}
        found = shapes.get(type(node)) or f"the text `{_short(node.text)}`"  # type: ignore[union-attr]  # a scalar is left
        self.add("RAG103", node, key=key, expected=expected, found=found, way=way)


def _figures_in(node: Mapping, known: Collection[str], figures: Mapping_[str, str]) -> dict[str, str]:
    """The figures that keys stand for: declared so, but for capitals and blanks."""
    keys = (key.text for key, _ in node.entries if key.text not in known)
    return {key: figures[name] for key in keys if (name := folded(key)) in figures}


def _words_in_question(node: Node, problem: Unreadable) -> Place:
    """Where a complaint points: at the bracket that is unknown, else at the whole value."""
    start = node.source.line(node.line).find(f"({problem.facts['text']})", node.column - 1)
    if problem.code != "RAG206" or start < 0:
        return node
    return Place(node.source, node.line, start + 1, len(problem.facts["text"]) + len("()"))


_KINDS = {"a file of rules": ("ragengine", "measures"), "a file of cases": ("ragtest", "cases")}
"""The keys by which each kind of file is known."""


def lacks(node: Mapping, name: str) -> bool:
    """Whether a mapping has no such key, nor one that may be a slip for it."""
    return nearest(name, [folded(key.text) for key, _ in node.entries], cutoff=0.7) is None


_LONGEST_SHOWN = 40


def _short(text: str) -> str:
    """The beginning of a text, with dots where there is more of it."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _one_value(key: str) -> str:
    """The way out where several values stand for one; most keys may change by year."""
    by_year = ", or one for each year: `{2023-24: ..., 2024-25: ...}`" if key in _BY_YEAR else ""
    return f"write one value{by_year}"


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and not node.quoted


def _is_year(text: str) -> bool:
    return read_year(text) is not None or read_period(text) is not None


def _split(before: Scalar, after: Scalar) -> bool:
    """Whether a comma with no space after it parted two groups of digits: `1,252k`."""
    adjacent = before.line == after.line and after.column == before.column + before.width + 1
    digits = _ENDS_IN_DIGITS.search(before.text) and _STARTS_WITH_GROUP.match(after.text)
    return bool(adjacent and digits and not before.quoted)
