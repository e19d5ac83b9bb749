"""Symbols and other spellings of the operators, to the words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.reading.operators import split_operator
from ragengine.spelling import folded

Spellings = dict[tuple[int, int], str]
"""The text to write instead of a value, by the value's line and column."""

_KEYS = ("target", "floor", "amber", "levels", "domain")
_EXACTLY = re.compile(r"(?:exactly\s+|=\s*)(\S.*)", re.IGNORECASE)
_BAND = re.compile(r".+\sto\s.+", re.IGNORECASE)
_WAY = re.compile(r".+ of the way from .+", re.IGNORECASE)


def canonical_words(root: Node) -> Spellings:
    """The canonical spelling of every value that has another, in measures and defaults.

    These are targets, floors, margins, levels and domains, written by year or once. What the
    file declares as a figure is a name, whatever it begins with.
    """
    spellings = {}
    comparators = _under(root, "comparators")
    items = comparators.items if isinstance(comparators, Sequence) else []
    figures = {folded(item.text) for item in items if isinstance(item, Scalar)}
    for name in ("measures", "defaults"):
        for _, rules in _entries(_under(root, name)):
            for key in _KEYS:
                for scalar in _scalars(_under(rules, key)):
                    words = in_words(scalar.text, key)
                    if words != scalar.text and folded(scalar.text) not in figures:
                        spellings[scalar.line, scalar.column] = words
    return spellings


def in_words(text: str, key: str) -> str:
    """A value of a key with its operator in the canonical words; the rest of it stays.

    >>> in_words("<= 2 points worse than target", "levels")
    'at most 2 points worse than target'
    >>> in_words("=5%", "levels")
    'exactly 5%'
    """
    if key == "levels" and (match := _EXACTLY.fullmatch(text)):
        return f"exactly {match[1]}"
    if key == "target" and _BAND.fullmatch(text) and not _WAY.fullmatch(text):
        return text  # a target that says `to` is read as a band before its operator is
    operator, rest = split_operator(text)
    return text if operator is None else f"{operator.value} {rest}"


def _entries(node: Node | None) -> list[tuple[Scalar, Node]]:
    return node.entries if isinstance(node, Mapping) else []


def _under(node: Node | None, name: str) -> Node | None:
    return next((value for key, value in _entries(node) if key.text == name), None)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    """A value, or those in a mapping by year, level or side."""
    if isinstance(node, Scalar):
        yield node
    for _, value in _entries(node):
        yield from _scalars(value)
