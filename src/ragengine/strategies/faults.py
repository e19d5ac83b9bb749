"""Texts with one fault of form, and the code that it must give."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from ragengine.strategies.choosing import pick
from ragengine.strategies.documents import Document, rule_documents
from ragengine.strategies.layouts import text_of

_SAYING: tuple[tuple[str, str, str], ...] = (
    ("RAG101", "targte", "5"),
    ("RAG104", "aim", "hihg"),
    ("RAG104", "basis", "forecast by hope"),
    ("RAG104", "accumulates", "perhaps"),
    ("RAG109", "theme", ""),
    ("RAG111", "scale", "nowhere"),
    ("RAG201", "unit", "furlongs"),
)
"""What one measure may say that is no word of the language, by its code: a key, a word of a closed
list, a key without a value, a scale and a noun that nobody declared."""

_BEHIND: tuple[tuple[str, str], ...] = (
    ("RAG004", "title: [\n"),
    ("RAG005", "meta:\n\tby: a tab\n"),
    ("RAG006", "title: !!str name\n"),
    ("RAG007", "title: &a name\n"),
    ("RAG008", "<<: {}\n"),
    ("RAG010", "---\nragengine: 1\n"),
    ("RAG016", "measures:\n  again: {aim: high}\n"),
)
"""What may stand behind a rule file, in block style, and is no YAML, or YAML that is refused."""


def _saying(key: str, value: str) -> Callable[[Document], str]:
    def broken(document: Document) -> str:
        first, *others = document["measures"].items()
        return text_of({**document, "measures": dict([(first[0], {**first[1], key: value}), *others])})

    return broken


def _behind(lines: str) -> Callable[[Document], str]:
    return lambda document: text_of(document) + lines


def _without(key: str) -> Callable[[Document], str]:
    def broken(document: Document) -> str:
        return text_of({name: value for name, value in document.items() if name != key})

    return broken


_FAULTS: list[tuple[str, Callable[[Document], str]]] = [
    *((code, _saying(key, value)) for code, key, value in _SAYING),
    ("RAG102", _without("ragengine")),
    ("RAG102", _without("measures")),
    *((code, _behind(lines)) for code, lines in _BEHIND),
]


@st.composite
def broken_texts(draw: st.DrawFn) -> tuple[str, str]:
    r"""Rule texts with one fault of form, each with the code that it must give.

    A key is misspelt, a word is none of its list, something needed is left out, or the text is no
    YAML. They shrink to the
    first fault in the smallest file.

    >>> from hypothesis import find
    >>> text, code = find(broken_texts(), lambda broken: broken[1] == "RAG104")
    >>> print(code, text)
    RAG104 ragengine: 1
    measures:
      measure-1:
        unit: percent
        aim: hihg
        target: 0%
        amber: none
    <BLANKLINE>
    """
    code, broken = pick(draw, _FAULTS)
    return broken(draw(rule_documents())), code
