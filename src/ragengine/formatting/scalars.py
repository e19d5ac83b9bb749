"""Values: which text is written for one, without and within brackets, on one line and on several."""

from __future__ import annotations

from ragengine.document import is_plain
from ragengine.document.tokens import Token
from ragengine.formatting.remarks import APART, remark

STEP = 2
"""How far each level is indented."""


def on_one_line(token: Token, text: str, spelled: str | None) -> str:
    """A value without the quotes that it does not need, in another spelling where there is one.

    >>> on_one_line(Token("Scalar", 0, 7, 1, 1, ">= 80%", "'"), "'>= 80%'", "at least 80%")
    'at least 80%'
    >>> on_one_line(Token("Scalar", 0, 7, 1, 1, "1,252k", "'"), "'1,252k'", None)
    "'1,252k'"
    """
    if not token.style:
        return spelled or text
    words = spelled or token.value
    if is_plain(words):
        return words
    simple = text[1:-1] == token.value  # no escapes, so that another text may stand there
    return f"{text[0]}{words}{text[0]}" if simple else text


def on_lines(text: str, indent: int, style: str) -> str:
    """A value on several lines, plain or in quotes, with its further lines indented.

    The blanks that a line begins with are no part of it, nor, outside of quotes, those that it
    ends with.
    """
    first, *others = text.split("\n")
    if not style:
        first, others = first.rstrip(), [line.rstrip() for line in others]
    stripped = (line.lstrip(" \t") for line in others)
    return "\n".join([first, *(f"{' ' * indent}{line}" if line else "" for line in stripped)])


def block(token: Token, text: str, was: int, column: int) -> tuple[str, int]:
    """A block of text, and its length, in a mapping or list that had one column and gets another.

    The length is that of what it stands for, without the empty lines at the end that are no
    part of the value.
    """
    header, *lines = text.split("\n")
    behind = header.lstrip("|>+-123456789")
    signs = header.removesuffix(behind)
    digit = signs[1:].strip("+-")
    had = was + int(digit) if digit else _first_indent(lines)
    gets = column + (int(digit) if digit else STEP)
    if "+" in signs:
        lines = lines[:-1] if text.endswith("\n") else lines
    else:
        while lines and len(lines[-1]) <= had and not lines[-1].strip(" "):
            lines.pop()
    length = len("\n".join([header, *lines]))
    if token.value and not token.value.endswith("\n"):
        signs = f"{signs[0]}{digit}-"  # else a file that ends with the block would get a newline of its own
    shifted = (f"{' ' * gets}{line[had:]}" if line[had:] else "" for line in lines)
    comment = f"{' ' * APART}{remark(behind)}" if "#" in behind else ""
    return "\n".join([f"{signs}{comment}", *shifted]), length


def _first_indent(lines: list[str]) -> int:
    """How far the first line with text is indented, which is how far the block is."""
    indents = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
    return next(indents, max(map(len, lines), default=0))
