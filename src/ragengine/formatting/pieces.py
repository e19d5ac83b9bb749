"""The words and signs of a text, each with the column in which it stands where it begins a line."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from ragengine.document.tokens import BLOCK, Token, tokens
from ragengine.formatting.scalars import STEP, block, on_one_line
from ragengine.formatting.words import Spellings

Levels = tuple[tuple[int, int], ...]
"""The blocks that a piece lies in, from the outside: the column they had, and the one they get."""

OPENING = ("FlowMappingStart", "FlowSequenceStart")
CLOSING = ("FlowMappingEnd", "FlowSequenceEnd")
_MARKERS = ("Directive", "DocumentStart", "DocumentEnd")
_NO_ROOM = ("StreamStart", "StreamEnd", "BlockMappingStart", "BlockSequenceStart", "BlockEnd")
_AT_KEYS = ("Key", "Value", "BlockEntry")


@define(eq=False)
class Piece:
    """A word or sign: `text` is what is written for `[start:end]` of the source.

    Outside of brackets it stands at `column` where it begins a line, and its further lines, or
    those in brackets that it opens, at `inside`. `was` is the column that it has in the source.
    """

    kind: str
    text: str
    start: int
    end: int
    was: int
    column: int
    inside: int
    levels: Levels
    in_flow: bool
    style: str = ""


@define
class _Block:
    """A block mapping or list that is open: the column it has, and the one it gets.

    A list that is not indented below its key has no start of its own in YAML; it ends where
    its mapping goes on.
    """

    was: int
    column: int
    is_mapping: bool
    own: bool = True


@define
class _Walk:
    """The blocks and brackets that are open at a token."""

    blocks: list[_Block] = field(factory=list)
    brackets: int = 0
    at_key: bool = False
    levels: Levels = ()

    def structure(self, token: Token) -> None:
        """Open and close the blocks that a token opens and closes."""
        kind = token.kind
        top = self.blocks[-1] if self.blocks else None
        if kind in ("BlockMappingStart", "BlockSequenceStart"):
            self._open(token.column - 1, is_mapping=kind == "BlockMappingStart")
        elif top is None:
            return
        elif kind == "BlockEntry" and top.is_mapping:
            self._open(top.was, is_mapping=False, own=False)
        elif kind in ("BlockEnd", "Key", "Value") and not top.own:
            self._close()
            self.structure(token)
        elif kind == "BlockEnd":
            self._close()

    def _open(self, was: int, *, is_mapping: bool, own: bool = True) -> None:
        self.blocks.append(_Block(was, self.inside if self.blocks else 0, is_mapping, own))
        self._note()

    def _close(self) -> None:
        self.blocks.pop()
        self._note()

    def _note(self) -> None:
        self.levels = tuple((block.was, block.column) for block in self.blocks)

    @property
    def inside(self) -> int:
        """The column of what lies in the innermost block, and is no key or item of it."""
        return self.blocks[-1].column + STEP if self.blocks else STEP


def pieces_of(text: str, spellings: Spellings) -> Iterator[Piece]:
    """The pieces of a text that is one sound document, in order."""
    walk = _Walk()
    for token in tokens(text):
        kind = token.kind
        if not walk.brackets:
            walk.structure(token)
        if kind in _NO_ROOM:
            continue
        if kind == "Key" and token.start == token.end:
            walk.at_key = True
            continue
        yield _piece(token, text, walk, spellings)
        walk.brackets += (kind in OPENING) - (kind in CLOSING)
        walk.at_key = False


def _piece(token: Token, text: str, walk: _Walk, spellings: Spellings) -> Piece:
    kind, start, end = token.kind, token.start, token.end
    inside, was = walk.inside, token.column - 1
    if kind in _MARKERS or not walk.levels:
        column = 0
    elif walk.at_key or kind in _AT_KEYS:
        column = walk.levels[-1][1]
    else:
        column = inside
    written = text[start:end]
    if token.style in BLOCK:
        written, length = block(token, written, *(walk.levels[-1] if walk.levels else (0, 0)))
        end = start + length
    elif kind == "Scalar" and "\n" not in written:
        written = on_one_line(token, written, spellings.get((token.line, token.column)))
    return Piece(kind, written, start, end, was, column, inside, walk.levels, walk.brackets > 0, token.style)
