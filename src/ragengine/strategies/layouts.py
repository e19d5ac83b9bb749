"""Rules as YAML-able data to texts: one meaning, many layouts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

_PLAIN = re.compile(r"[A-Za-z0-9£](?:[A-Za-z0-9 £%().,'_/-]*[A-Za-z0-9%)])?")
_NEVER = 99


@frozen
class Layout:
    """How a text is laid out: nothing here has a part in what it means."""

    indent: int = 2
    flow_from: int = _NEVER
    quote: str = ""
    comment_each: int = 0
    blank_each: int = 0
    tail: str = ""


_LAYOUTS = st.builds(
    Layout,
    indent=st.sampled_from((2, 4, 1, 3)),
    flow_from=st.sampled_from((_NEVER, 2, 3, 4, 1)),
    quote=st.sampled_from(("", "'", '"')),
    comment_each=st.integers(0, 3),
    blank_each=st.integers(0, 3),
    tail=st.sampled_from(("", "# read: me, {not} [as] a value", "#")),
)


def layouts(document: Any) -> st.SearchStrategy[str]:
    r"""Texts of one rule file, given as plain mappings, lists and texts.

    They differ in indentation, comments, blank lines, quotes, and in block and flow style, and
    all mean the same. They shrink to plain blocks.

    >>> from hypothesis import find
    >>> find(layouts({"ragengine": "1", "units": {"visits": ""}}), lambda text: True)
    'ragengine: 1\nunits:\n  visits:\n'
    """
    return st.builds(text_of, st.just(document), _LAYOUTS)


_SIMPLEST = Layout()


def text_of(document: Any, layout: Layout | None = None) -> str:
    """The text of a rule file in one layout."""
    layout = layout or _SIMPLEST
    lines = []
    for number, line in enumerate(_block(document, 1, layout), 1):
        if layout.comment_each and number % layout.comment_each == 0:
            lines.append("  # a remark: 82% is green")
        lines.append(f"{line} {layout.tail}" if layout.tail else line)
        if layout.blank_each and number % layout.blank_each == 0:
            lines.append("")
    return "\n".join(lines) + "\n"


def in_flow(node: Any) -> str:
    """Plain mappings, lists and texts on one line, in the simplest layout.

    >>> in_flow({"value": "1,252", "note": ""})
    "{value: '1,252', note: ''}"
    """
    return _flow(node, _SIMPLEST)


def _block(node: Any, depth: int, layout: Layout) -> Iterator[str]:
    """The lines of a mapping or list in block style, as deep as the layout has blocks."""
    if isinstance(node, dict):
        pairs = [(f"{_scalar(key, layout)}:", value) for key, value in node.items()]
    else:
        pairs = [("-", value) for value in node]
    for head, value in pairs:
        if isinstance(value, str):
            yield f"{head} {_scalar(value, layout)}" if value else head
        elif not value or head == "-" or depth >= layout.flow_from:
            yield f"{head} {_flow(value, layout)}"
        else:
            yield head
            yield from (" " * layout.indent + line for line in _block(value, depth + 1, layout))


def _flow(node: Any, layout: Layout) -> str:
    if isinstance(node, str):
        return _scalar(node, layout, flow=True)
    if isinstance(node, dict):
        pairs = (f"{_scalar(key, layout, flow=True)}: {_flow(value, layout)}" for key, value in node.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(_flow(item, layout) for item in node)}]"


def _scalar(text: str, layout: Layout, *, flow: bool = False) -> str:
    """A text as a scalar, in quotes where YAML would take it for something else."""
    plain = _PLAIN.fullmatch(text) is not None and not (flow and "," in text)
    if not text:
        return "''" if flow else text
    if plain and not layout.quote:
        return text
    if layout.quote == '"' or not text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
