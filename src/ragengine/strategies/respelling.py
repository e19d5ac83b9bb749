"""The rules of a set in another spelling: their own text read as data, and written anew."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from ragengine.document import Mapping, Node, Scalar, read
from ragengine.engine import RuleSet
from ragengine.source import Source
from ragengine.strategies.choosing import Draw, pick
from ragengine.strategies.layouts import layouts

_OPERATORS = {
    "at least": (">=", "no less than", "no fewer than"),
    "at most": ("<=", "no more than"),
    "more than": ("over",),
    "under": ("<", "less than", "fewer than"),
}
_OPERATOR = re.compile(rf"(?<!no )\b({'|'.join(_OPERATORS)}) (?=[\d£])")
_WRITTEN_IN = ("target", "floor", "levels")


@st.composite
def respelt(draw: st.DrawFn, rules: RuleSet) -> str:
    """Texts of the one file of a rule set: other operators, other layout, the same meaning."""
    sources = {measure.origin.source for measure in rules.measures.values() if measure.origin}
    texts = [source.text for source in sources if source.text]
    if len(texts) != 1:
        raise ValueError("rules are spelt anew that were read from one text, and not pickled since")
    root, _ = read(Source("rules", texts[0]))
    return draw(layouts(_plain(draw, root, ())))


def _plain(draw: Draw, node: Node | None, path: tuple[str, ...]) -> Any:
    """A tree as plain data, with the operators of targets, floors and levels in other words."""
    if isinstance(node, Mapping):
        return {key.text: _plain(draw, value, (*path, key.text)) for key, value in node.entries}
    if isinstance(node, Scalar):
        spelt = path[:1] in (("measures",), ("defaults",)) and path[2:3] and path[2] in _WRITTEN_IN
        return _OPERATOR.sub(lambda found: _other(draw, found[1]), node.text) if spelt else node.text
    return [] if node is None else [_plain(draw, item, path) for item in node.items]


def _other(draw: Draw, operator: str) -> str:
    return f"{pick(draw, (operator, *_OPERATORS[operator]))} "
