"""Values: which text is written for one, without and within brackets, on one line and on several."""

from __future__ import annotations

import re

from ragengine.document import Token, is_plain

STEP = 2
"""How far each level is indented."""

_HEADER = re.compile(r"([|>])([-+0-9]*)(.*)")


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
    """A block of text in a mapping or list that had one column and gets another, and how many
    characters it stands for.

    Empty lines at its end that are no part of the value are not counted.
    """
    header, *lines = text.split("\n")
    sign, marks, words = _HEADER.fullmatch(header).groups()
    digit = marks.strip("+-")
    had = was + int(digit) if digit else _first_indent(lines)
    gets = column + (int(digit) if digit else STEP)
    if "+" in marks:
        lines = lines[:-1] if text.endswith("\n") else lines
    else:
        while lines and len(lines[-1]) <= had and not lines[-1].strip(" "):
            lines.pop()
    length = len("\n".join([header, *lines]))
    if token.value and not token.value.endswith("\n") and "-" not in marks:
        marks = f"{digit}-"  # the file ends with the block, and would get a newline of its own
    shifted = (f"{' ' * gets}{line[had:]}" if line[had:] else "" for line in lines)
    return "\n".join([f"{sign}{marks}{words.rstrip()}", *shifted]), length


def _first_indent(lines: list[str]) -> int:
    """How far the first line with text is indented, which is how far the block is."""
    indents = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
    return next(indents, max(map(len, lines), default=0))
