"""YAML text to a tree of raw scalars with their places.

The tree is built from the events of the C parser: nothing is ever resolved to a number, a
date or a boolean, so `NO`, `7:30`, `2.10` and `0123` stay themselves; keys that repeat are
seen; and nesting is bounded, so no text can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from attrs import define, field
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

from ragengine.diagnostics import Diagnostic, Findings
from ragengine.source import Place, Source
from ragengine.traps import trap

MAX_DEPTH = 16
MAX_SCALAR = 10_000
MAX_BYTES = 64 * 2**20


@define(eq=False)
class Scalar(Place):
    """A text as it stands in the file. A scalar is its own place.

    One that is too long to be meant is `unread`: it was reported, and its text is not kept.
    """

    text: str = ""
    quoted: bool = False
    unread: bool = False


@define(eq=False)
class Mapping(Place):
    """Keys and their values, in the order of the file; a key comes once."""

    entries: list[tuple[Scalar, Node]] = field(factory=list)
    flow: bool = False


@define(eq=False)
class Sequence(Place):
    """A list."""

    items: list[Node] = field(factory=list)


Node = Scalar | Mapping | Sequence


_SCALAR = yaml.ScalarEvent
_MAPPING_START, _MAPPING_END = yaml.MappingStartEvent, yaml.MappingEndEvent
_SEQUENCE_START, _SEQUENCE_END = yaml.SequenceStartEvent, yaml.SequenceEndEvent


class _Stop(Exception):
    """Reading cannot go on; the diagnostic is already in the list."""


def read(source: Source) -> tuple[Node | None, Findings]:
    """The tree of a text, and what is wrong with it as YAML.

    After a fault of syntax the rest cannot be read, and the tree is None.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.found = Findings()
        self._next: Callable[[], Any]

    def read(self) -> tuple[Node | None, Findings]:
        text = self.source.text.removeprefix("\N{BYTE ORDER MARK}")
        try:
            parser = CParser(text)
            self._next = parser.get_event
            return self._document(), self.found
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.reader.ReaderError, UnicodeEncodeError):
            self._character()
        return None, self.found

    def _document(self) -> Node | None:
        """The one document of the text."""
        root: Node | None = None
        while True:
            event = self._next()
            kind = type(event)
            if kind is yaml.StreamEndEvent:
                break
            if kind is yaml.DocumentStartEvent and root is not None:
                self._stop("RAG010", event)
            elif kind in (_SCALAR, _MAPPING_START, _SEQUENCE_START, yaml.AliasEvent):
                root = self._node(event, 1)
        if root is None or (isinstance(root, Scalar) and not (root.text or root.quoted or root.unread)):
            self.found.append(Diagnostic("RAG011", Place(self.source, 1, 1)))
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        """A scalar, or a collection with all that is in it. The depth is bounded."""
        kind = type(event)
        if kind is _SCALAR:
            return self._scalar(event)
        self._refuse_marks(event)
        if depth > MAX_DEPTH:
            self._stop("RAG009", event, limit=str(MAX_DEPTH))
        mark = event.start_mark
        if kind is _SEQUENCE_START:
            items = self._items(depth)
            return Sequence(self.source, mark.line + 1, mark.column + 1, 1, items)
        entries = self._entries(depth)
        return Mapping(self.source, mark.line + 1, mark.column + 1, 1, entries, event.flow_style)

    def _items(self, depth: int) -> list[Node]:
        items: list[Node] = []
        while True:
            event = self._next()
            kind = type(event)
            if kind is _SEQUENCE_END:
                return items
            items.append(self._scalar(event) if kind is _SCALAR else self._node(event, depth + 1))

    def _entries(self, depth: int) -> list[tuple[Scalar, Node]]:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        while True:
            event = self._next()
            if type(event) is _MAPPING_END:
                return entries
            name = self._scalar(event) if type(event) is _SCALAR else self._node(event, depth + 1)
            key = self._key(name, seen)
            event = self._next()
            value = self._scalar(event) if type(event) is _SCALAR else self._node(event, depth + 1)
            if seen.get(key.text) is key:
                entries.append((key, value))

    def _scalar(self, event: Any) -> Scalar:
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        line, column = start.line, start.column
        width = end.column - column if end.line == line else 1
        node = Scalar(self.source, line + 1, column + 1, width or 1, text, style != "")
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if len(text) > MAX_SCALAR:
            self.found.append(Diagnostic("RAG017", node, {"limit": f"{MAX_SCALAR:,}"}))
            node.text, node.unread = "", True
        if style in (">", "|") and not text:
            self._block(node)
        return node

    def _block(self, node: Scalar) -> None:
        """`target: >8` is an empty folded block: say so instead of reading no value."""
        header = self.source.line(node.line)[node.column - 1 :].split(" #")[0].strip()
        if header[1:2].isdigit() or header[1:2] == "=":
            word = "more than" if header[0] == ">" else "exactly"
            facts = {"text": header, "instead": f"{word} {header[1:].lstrip('=').strip()}"}
            self.found.append(Diagnostic("RAG012", node, facts))
            node.unread = True

    def _key(self, node: Node, seen: dict[str, Scalar]) -> Scalar:
        if not isinstance(node, Scalar):
            way = "write it as words, without brackets"
            facts = {"text": "a key that is a list or mapping", "expected": "a key", "nearest": way}
            self.found.append(Diagnostic("RAG104", node, facts))
            return Scalar(node.source, node.line, node.column, 1, "\0")
        if node.text == "<<" and not node.quoted:
            self.found.append(Diagnostic("RAG008", node))
        elif node.text in seen:
            first = seen[node.text]
            facts = {"key": node.text, "first": str(first)}
            self.found.append(Diagnostic("RAG016", node, facts, (first,)))
        else:
            seen[node.text] = node
        return node

    def _refuse_marks(self, event: Any) -> None:
        """Tags, anchors and aliases change what a text means; here it means itself."""
        if type(event) is yaml.AliasEvent:
            self._stop("RAG007", event, text=f"*{event.anchor}")
        if event.anchor:
            self._stop("RAG007", event, text=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._stop("RAG006", event, text=tag.replace("tag:yaml.org,2002:", "!!"))

    def _stop(self, code: str, event: Any, **facts: str) -> None:
        mark = event.start_mark
        place = Place(self.source, mark.line + 1, mark.column + 1)
        self.found.append(Diagnostic(code, place, facts))
        raise _Stop

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        if "nesting depth" in f"{error.context} {error.problem}":
            # Newer parsers give up by themselves, before the depth that is read here is seen.
            place = _place(self.source, error.problem_mark or error.context_mark)
            self.found.append(Diagnostic("RAG009", place, {"limit": str(MAX_DEPTH)}))
            return
        opened = error.context_mark is not None and _OPENED.search(error.context or "")
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        place = _place(self.source, mark)
        line = self.source.line(place.line)
        if "\t" in line[: len(line) - len(line.lstrip())]:
            place = Place(self.source, place.line, line.index("\t") + 1)
            self.found.append(Diagnostic("RAG005", place))
            return
        why = " ".join(part for part in (error.context, error.problem) if part)
        known = trap(self.source, place, why)
        if known is not None:
            self.found.append(known)
            return
        way = "look at this line and the one before: a quote, bracket, colon or indent is off"
        self.found.append(Diagnostic("RAG004", place, {"why": why, "way": way}))

    def _character(self) -> None:
        """Name the first character that YAML refuses: a control character or half of another."""
        bad = CONTROL.search(self.source.text)
        assert bad is not None  # noqa: S101 - YAML refuses no other character
        before = Source("", self.source.text[: bad.start()]).lines
        place = Place(self.source, len(before), len(before[-1]) + 1)
        self.found.append(Diagnostic("RAG015", place, {"text": f"U+{ord(bad[0]):04X}"}))


_OPENED = re.compile("flow|quoted")
"""What YAML says of a bracket or quote that is not closed: it is shown where it opens."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _place(source: Source, mark: Any) -> Place:
    """A mark of PyYAML as a place; the start of the text where there is none."""
    return Place(source, mark.line + 1, mark.column + 1) if mark else Place(source, 1, 1)
