"""Where the readers put what they find wrong; reading goes on after each problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import TypeVar

from attrs import define, field

from ragengine.diagnostics import Diagnostic
from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.messages import did_you_mean
from ragengine.reading.words import Unreadable
from ragengine.source import Place

Value = TypeVar("Value")

_ENDS_IN_DIGITS = re.compile(r"(?:^|\D)\d{1,3}$")
_STARTS_WITH_GROUP = re.compile(r"\d{3}(?!\d)")


@define
class Report:
    """A list of diagnostics with the questions that every reader asks of a node."""

    found: list[Diagnostic] = field(factory=list)
    _read: dict[tuple[object, str], object] = field(factory=dict)

    def add(self, code: str, place: Place | None, **facts: str) -> None:
        """Note a problem."""
        self.found.append(Diagnostic(code, place, facts))

    def text(self, node: Node, key: str, way: str = "write one value") -> str | None:
        """The text of a scalar; another shape is reported."""
        if isinstance(node, Scalar):
            return node.text
        found = "a mapping" if isinstance(node, Mapping) else "a list"
        self.add("RAG103", node, key=key, expected="text", found=found, way=way)
        return None

    def reading(self, node: Node, key: str, read: Callable[[str], Value]) -> Value | None:
        """What a word reader makes of a scalar; its complaint gets the node's place.

        The same words mean the same each time, so a text that comes again is not read again.
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
            self.add(problem.code, node, **problem.facts)
            return None
        self._read[memo] = value
        return value

    def mapping(self, node: Node, key: str, way: str) -> Mapping | None:
        """The node if it is a mapping; another shape is reported."""
        if isinstance(node, Mapping):
            return node
        found = "a list" if isinstance(node, Sequence) else f"the text `{node.text[:40]}`"
        self.add("RAG103", node, key=key, expected="a mapping", found=found, way=way)
        return None

    def sequence(self, node: Node, key: str, way: str) -> list[Node] | None:
        """The items of a list; another shape is reported, and so is a number split by a comma."""
        if not isinstance(node, Sequence):
            found = "a mapping" if isinstance(node, Mapping) else "text"
            self.add("RAG103", node, key=key, expected="a list", found=found, way=way)
            return None
        for one, two in zip(node.items, node.items[1:], strict=False):
            if isinstance(one, Scalar) and isinstance(two, Scalar) and _split(one, two):
                self._comma(two, f"{one.text},{two.text}", two.text)
        return node.items

    def fields(self, node: Mapping, known: Collection[str], where: str) -> dict[str, Node]:
        """The values of a mapping by key; unknown and empty keys are reported."""
        values: dict[str, Node] = {}
        for key, value in node.entries:
            if key.text not in known:
                self.unknown_key(key, list(known), where)
            elif not self.is_empty(value, key, node):
                values[key.text] = value
        return values

    def unknown_key(self, key: Scalar, names: list[str], where: str) -> None:
        """Report a key that is not known here, with the nearest that is."""
        nearest = get_close_matches(key.text.casefold(), names, n=1, cutoff=0.6)
        hint = did_you_mean(nearest[0] if nearest else None)
        self.add("RAG101", key, key=key.text, where=where, nearest=hint, known=", ".join(names))

    def is_empty(self, value: Node, key: Scalar, parent: Mapping) -> bool:
        """Whether a key has no value; it is reported, as a split number where it looks so."""
        if not isinstance(value, Scalar) or value.text or value.quoted:
            return False
        position = next(i for i, (name, _) in enumerate(parent.entries) if name is key)
        before = parent.entries[position - 1][1] if position else None
        if parent.flow and isinstance(before, Scalar) and _split(before, key):
            self._comma(key, f"{before.text},{key.text}", key.text)
        elif parent.flow and key.text[:1].isdigit():
            self._comma(key, key.text, key.text)
        else:
            self.add("RAG109", key, key=key.text, way="give it one, or leave the key out")
        return True

    def _comma(self, place: Place, instead: str, text: str) -> None:
        self.add("RAG014", place, text=text, instead=instead)


def _split(before: Scalar, after: Scalar) -> bool:
    """Whether a comma with no space after it parted two groups of digits: `1,252k`."""
    adjacent = before.line == after.line and after.column == before.column + before.width + 1
    digits = _ENDS_IN_DIGITS.search(before.text) and _STARTS_WITH_GROUP.match(after.text)
    return bool(adjacent and digits and not before.quoted)
