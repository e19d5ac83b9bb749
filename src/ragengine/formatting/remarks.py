"""Comments: what is written for one, and in which column those behind values stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import define

APART = 2
"""The blanks, at least, between a value and the comment behind it."""

_CROWDED = re.compile(r"#(?=[^\s#!])")


@define(eq=False)
class Line:
    """A line with the comment behind it, which was in column `at`, so many blanks `apart`.

    A comment that goes on below the first has a line without text.
    """

    text: str
    comment: str = ""
    at: int = 0
    apart: int | None = None


def remark(comment: str) -> str:
    """A comment with a blank after its `#`, and none at its end.

    >>> remark("#82% is green "), remark("#!/usr/bin/env"), remark("#   a table")
    ('# 82% is green', '#!/usr/bin/env', '#   a table')
    """
    text = comment.strip(" \t")
    return f"# {text[1:]}" if _CROWDED.match(text) else text


def aligned(lines: Iterable[Line]) -> Iterator[str]:
    """The lines as texts. Comments that stood below one another still do.

    They keep their column, so that they also stay in line with others further off, but for
    those that stood close to the longest line of theirs: they follow it.
    """
    for at, group in groupby(lines, key=lambda line: line.at if line.comment else None):
        if at is None:
            yield from (line.text for line in group)
            continue
        together = list(group)
        least = max(len(line.text) for line in together) + APART
        close = any(line.apart is not None and line.apart <= APART for line in together)
        column = least if close else max(at, least)
        yield from (f"{line.text:<{column}}{line.comment}" for line in together)
