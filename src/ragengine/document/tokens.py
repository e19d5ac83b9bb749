"""The words and signs of a YAML text with their places, and the comments between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import yaml
from attrs import define
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

from ragengine.document.tree import CONTROL, MAX_DEPTH
from ragengine.source import Place, Source

ENDS = "\n\r\x85\u2028\u2029"
"""What ends a line in YAML."""


@define(eq=False)
class Comment(Place):
    """A comment outside of all values: its text goes from the `#` to the end of the line."""

    text: str = ""


@define(eq=False)
class Token:
    """A word or sign of a text, which is `text[start:end]`.

    `kind` is YAML's name of it, such as `Scalar`, `BlockEntry` or `FlowMappingStart`; signs of
    structure take no room. `value` and `style` are those of a scalar. Line and column
    count from 1.
    """

    kind: str
    start: int
    end: int
    line: int
    column: int
    value: str = ""
    style: str = ""


def comments(source: Source) -> list[Comment]:
    r"""Every comment of a text in order; where it is not YAML, those before the fault.

    >>> text = "# one\na: '# no comment'   # two\nb: |\n  # text\n"
    >>> [(each.line, each.column, each.text) for each in comments(Source("rules", text))]
    [(1, 1, '# one'), (2, 21, '# two')]
    """
    text = source.text.lstrip("\N{BYTE ORDER MARK}")
    if "#" not in text:
        return []
    lines = [0, *(match.end() for match in _END.finditer(text))]
    found = []
    for start, end in _between(text):
        for match in _COMMENT.finditer(text, start, end):
            line = bisect_right(lines, match.start())
            column = match.start() - lines[line - 1] + 1
            found.append(Comment(source, line, column, len(match[0]), match[0]))
    return found


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text without a byte order mark, as far as it is YAML and not too deep.

    >>> [token.kind for token in tokens("[a]")][1:4]
    ['FlowSequenceStart', 'Scalar', 'FlowSequenceEnd']
    """
    bad = CONTROL.search(text)
    parser = CParser(text if bad is None else text[: bad.start()])
    depth = 0
    try:
        while depth <= MAX_DEPTH and (token := parser.get_token()) is not None:
            kind = type(token).__name__.removesuffix("Token")
            depth += _DEEPER.get(kind, 0)
            start = token.start_mark
            # The end of a block of text at the end of the file is one too far.
            end = min(token.end_mark.index, len(text))
            made = Token(kind, start.index, end, start.line + 1, start.column + 1)
            if isinstance(token, yaml.ScalarToken):
                made.value, made.style = token.value, token.style
            yield made
    except yaml.MarkedYAMLError:
        return


def _between(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between the tokens; the last ends where the text is no longer understood."""
    end = 0
    for token in tokens(text):
        if token.start > end:
            yield end, token.start
        if token.style in BLOCK:
            header, *_ = _END.split(text[token.start : token.end], maxsplit=1)
            yield token.start, token.start + len(header)
        end = max(end, token.end)
    rest = _BLANK.match(text, end)
    if rest is not None:
        yield rest.span()


BLOCK = ("|", ">")
"""The styles of a scalar that is a block of text; what stands behind the sign is its header."""

_DEEPER = {"FlowMappingStart": 1, "FlowSequenceStart": 1, "FlowMappingEnd": -1, "FlowSequenceEnd": -1}
_END = re.compile(f"\r\n|[{ENDS}]")
_COMMENT = re.compile(f"#[^{ENDS}]*")
_BLANK = re.compile(f"(?:[ \t{ENDS}]+|#[^{ENDS}]*)+")
