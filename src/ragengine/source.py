"""Positions: which text, which line, which column. They never affect equality."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import define, field

_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@define(eq=False, slots=False)
class Source:
    """A text with the name it was read under."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, and only certificates ask

        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, which are those that YAML counts; no byte order mark."""
        return _ENDS.split(self.text.removeprefix("\N{BYTE ORDER MARK}"))

    def line(self, number: int) -> str:
        """Line `number`, counted from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without the text: a source is known by its name and digest."""
        return (_unpickled, (self.name, self.digest))


def _unpickled(name: str, digest: str) -> Source:
    source = Source(name, "")
    source.digest = digest
    return source


@define(eq=False)
class Place:
    """A stretch of one line of a source: line and column count from 1."""

    source: Source = field(repr=False)
    line: int
    column: int
    width: int = 1

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"
