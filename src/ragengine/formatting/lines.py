"""Pieces and the comments between them to lines: where each line begins, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, field

from ragengine.document.tokens import BLOCK
from ragengine.formatting.pieces import CLOSING, OPENING, Piece
from ragengine.formatting.remarks import Line, aligned, remark
from ragengine.formatting.scalars import STEP, on_lines


def laid_out(text: str, pieces: Iterable[Piece]) -> str:
    """A text with its pieces on the lines that they are on, and one newline at its end."""
    layout = _Layout(text)
    for piece in pieces:
        layout.add(piece)
    return layout.finished()


@define
class _Layout:
    """The lines so far. The last is still open: `words` are its parts, `width` their length.

    `columns` has for each open bracket where the lines within it begin; `base` is what those
    in the next bracket are indented from. `blank` says that an empty line is due, `number`
    that the last comma stands right behind digits.
    """

    source: str
    lines: list[Line] = field(factory=list)
    words: list[str] = field(factory=list)
    width: int = 0
    last: Piece | None = None
    columns: list[int] = field(factory=list)
    base: int = 0
    blank: bool = False
    number: bool = False

    def add(self, piece: Piece) -> None:
        """A piece behind the last, or on a line of its own where it was on one."""
        last = self.last
        between = self.source[last.end if last else 0 : piece.start]
        if last is None or "\n" in between:
            if last and last.kind in OPENING:
                self.columns[-1] = self.base + STEP if last.in_flow else last.inside
            self._remarks(between, piece)
            self._begin(piece)
        else:
            self._put(self._separator(last, piece))
        self._brackets(piece)
        self._write(piece)
        self.last = piece

    def finished(self) -> str:
        """The whole text."""
        assert self.last is not None  # noqa: S101 - a sound document has a piece
        self._remarks(f"{self.source[self.last.end :]}\n", None)
        return "".join(f"{line}\n" for line in aligned(self.lines))

    def _begin(self, piece: Piece) -> None:
        """Open a line for a piece."""
        self._pay_blank()
        indent = self.columns[-1] if piece.in_flow else piece.column
        self.base = indent
        self.lines.append(Line(""))
        self._put(" " * indent)

    def _put(self, text: str) -> None:
        """Write on the open line."""
        self.words.append(text)
        self.width += len(text)

    def _close(self) -> None:
        """Close the open line, if there is one: only comments and empty lines follow it."""
        if self.words:
            self.lines[-1].text = "".join(self.words)
            self.words, self.width = [], 0

    def _brackets(self, piece: Piece) -> None:
        """Note where lines begin in a bracket that opens; one that closes is forgotten."""
        if piece.kind in OPENING:
            self.columns.append(self.width + 1)
            if not piece.in_flow:
                self.base = piece.inside - STEP
        elif piece.kind in CLOSING:
            self.columns.pop()
        elif piece.kind == "FlowEntry":
            last = self.last
            self.number = (
                last is not None
                and last.end == piece.start
                and not last.style
                and _ENDS_IN_DIGITS.search(last.text) is not None
            )

    def _write(self, piece: Piece) -> None:
        text = piece.text
        if "\n" not in text:
            self._put(text)
            return
        if piece.style not in BLOCK:
            text = on_lines(text, self.columns[-1] if piece.in_flow else piece.inside, piece.style)
        first, *others, last = text.split("\n")
        self._put(first)
        self._close()
        self.lines += map(Line, [*others, ""])
        self._put(last)

    def _separator(self, last: Piece, piece: Piece) -> str:
        """What stands between two pieces on one line: a blank, or nothing."""
        kind = piece.kind
        if last.kind in OPENING:
            return ""
        if kind in CLOSING or kind == "FlowEntry":
            return " " if last.kind in ("Value", "Key", "Tag") else ""
        if kind == "Value":
            return "" if last.kind == "Scalar" or last.kind in CLOSING else " "
        if last.kind == "FlowEntry" and self.number and last.end == piece.start:
            return "" if _STARTS_WITH_GROUP.match(piece.text) else " "
        return " "

    # ---- comments and empty lines ----------------------------------------------------------

    def _remarks(self, between: str, piece: Piece | None) -> None:
        """The comments and empty lines before a piece that begins a line, or before the end."""
        self._close()
        *whole, _ = between.split("\n")
        if self.last is not None:
            behind = whole.pop(0)
            if "#" in behind:
                self._behind(behind, self.last.end)
        for line in whole:
            if "#" in line:
                self._alone(line, piece)
            else:
                self.blank = True
        if piece is None:
            self.blank = False

    def _behind(self, text: str, start: int) -> None:
        """A comment behind a value."""
        apart = text.index("#")
        line = self.lines[-1]
        line.comment, line.apart = remark(text), apart
        line.at = start + apart - (self.source.rfind("\n", 0, start) + 1)

    def _alone(self, text: str, piece: Piece | None) -> None:
        """A comment on a line of its own, or one that goes on below another."""
        at = text.index("#")
        above = self.lines[-1] if self.lines else None
        if above and above.comment and above.at == at and not self.blank:
            self.lines.append(Line("", remark(text), at))
            return
        self._pay_blank()
        self.lines.append(Line(" " * self._indent(at, piece) + remark(text)))

    def _indent(self, at: int, piece: Piece | None) -> int:
        """Where a comment stands: as what follows it, or as the block that ends with it."""
        if piece is not None and piece.in_flow:
            return self.columns[-1]
        was, column = (piece.was, piece.column) if piece else (0, 0)
        levels = self.last.levels if self.last else ()
        return next((new for old, new in reversed(levels) if was < old <= at), column)

    def _pay_blank(self) -> None:
        """The empty line that is due, but not at the start."""
        if self.blank and self.lines:
            self.lines.append(Line(""))
        self.blank = False


_ENDS_IN_DIGITS = re.compile(r"(?:^|\D)\d{1,3}$")
_STARTS_WITH_GROUP = re.compile(r"\d{3}(?!\d)")
"""Digits about a comma without a blank: the reader takes them for a number that it split."""
