"""Where the cells of a table stand in its text, and which quote keeps one from being read."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ragengine.source import Place, Source


@frozen
class Scanned:
    """A cell in a text. `fault` says what is wrong with its quotes, where anything is."""

    place: Place
    fault: str = ""


def cells_from(source: Source, line: int) -> Iterator[Scanned]:
    """The cells of the row that begins on a line, the last of them where one is faulty."""
    text, start = source.line(line), 0
    while True:
        began, index, fault = line, start, ""
        if text[start : start + 1] == '"':
            index = start + 1
            while (end := _closing(text, index)) is None and line < len(source.lines):
                line, text, index = line + 1, source.line(line + 1), 0
            if end is None:
                fault = "the quote that begins this cell is never closed"
                index = len(text)
            else:
                index = end + 1
                if (behind := text[index : index + 1]) not in ("", ","):
                    what = "a blank" if behind.isspace() else f"`{behind}`"
                    fault = f"{what} follows the quote that closes this cell"
        comma = text.find(",", index)
        end = len(text) if comma < 0 or fault else comma
        width = end - start if line == began else len(source.line(began)) - start
        yield Scanned(Place(source, began, start + 1, max(1, width)), fault)
        if comma < 0 or fault:
            return
        start = comma + 1


def _closing(text: str, index: int) -> int | None:
    """Where the quote that closes a cell stands, from an index on; two of them are one inside it."""
    while (found := text.find('"', index)) >= 0:
        if text[found + 1 : found + 2] != '"':
            return found
        index = found + 2
    return None
