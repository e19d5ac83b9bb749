"""The values that a measure may have, and the defaults for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from attrs import define

from ragengine import model
from ragengine.document import Node
from ragengine.rating import RAG, Scale
from ragengine.reading.declared import Declared
from ragengine.reading.report import Report
from ragengine.reading.values import read_compare
from ragengine.reading.words import Words

Value = TypeVar("Value")

_AIMS = {aim.value: aim for aim in model.Aim}
_BASES = {basis.value: basis for basis in model.Basis}
_YES_OR_NO = {"yes": True, "no": False}


@define(eq=False, repr=False)
class SharedReader:
    """Reads single values; what cannot be read is reported, and None."""

    declared: Declared
    report: Report

    def aim(self, node: Node) -> model.Aim | None:
        """Which results are good."""
        return self._choice(node, "aim", _AIMS)

    def basis(self, node: Node) -> model.Basis | None:
        """What stands in where spans differ."""
        return self._choice(node, "basis", _BASES)

    def accumulates(self, node: Node) -> bool | None:
        """Whether figures of two months add up."""
        return self._choice(node, "accumulates", _YES_OR_NO)

    def text(self, key: str) -> Callable[[Node], str | None]:
        """A reader of the name that stands under a key."""
        return partial(self.report.text, key=key)

    def scale(self, node: Node) -> Scale | None:
        """A scale by its name; one with a fault of its own is not reported again."""
        text = self.report.text(node, "scale")
        known = {"RAG": RAG, **self.declared.scales}
        if text in self.declared.faulty:
            self.report.spoiled += 1
        elif text is not None and text not in known:
            nearest = self.report.nearest(text, known)
            self.report.add("RAG111", node, text=text, nearest=nearest, known=", ".join(known))
            return None
        return None if text is None else known.get(text)

    def compare(self, node: Node) -> model.Compare | None:
        """How results are compared."""
        return read_compare(node, self.report)

    def domain(self, node: Node, words: Words) -> model.Domain | None:
        """The values that a result can have."""
        return self.report.reading(node, "domain", words.domain)

    def _choice(self, node: Node, key: str, choices: dict[str, Value]) -> Value | None:
        text = self.report.text(node, key)
        if text is None:
            return None
        if text.casefold() not in choices:
            expected = "one of " + ", ".join(f"`{name}`" for name in choices)
            self.report.add(
                "RAG104", node, text=text, expected=expected, nearest=self.report.nearest(text, choices)
            )
            return None
        return choices[text.casefold()]
