"""What a terminal adds: colour that repeats the word, wrapping, and a bar for long work.

Rich, and what prints a table, are loaded only when they are wanted.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO, TypeVar

from ragengine.verdict import Verdict

Done = TypeVar("Done")

_PATIENCE = 1.0
_COLOURS = {"green": "green", "amber": "yellow", "yellow": "yellow", "red": "red", "blue": "blue"}


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal that understands more than plain text."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def uses_colour(stream: TextIO) -> bool:
    """Whether to print colour: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for it."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def print_table(verdicts: Sequence[Verdict]) -> None:
    """The table on a terminal, wrapped to its width, in colour unless NO_COLOR is set."""
    from rich.console import Console  # noqa: PLC0415 - loaded only for a terminal
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    from ragengine.reports.footnotes import Footnotes  # noqa: PLC0415 - as above
    from ragengine.reports.table import by_period, name_of, one_line, rating_of  # noqa: PLC0415 - as above

    console, notes = Console(), Footnotes()
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for heading, group in by_period(verdicts):
        grid.add_row(Text(heading, style="bold"), "", "")
        for verdict in group:
            colour = verdict.rating.colour or verdict.rating.name if verdict.rating else ""
            rating = Text(f"  {rating_of(verdict)}", style=_COLOURS.get(colour or "", ""))
            text = f"{one_line(verdict.sentence(cautions=False))}{notes.marks(verdict)}"
            grid.add_row(rating, Text(name_of(verdict)), Text(text))
    console.print(grid)
    for line in notes.lines():
        console.print(Text(line), highlight=False)


def track(work: Iterable[Done], count: int, doing: str = "rating") -> Iterator[Done]:
    """The same things, each when it is done; a bar on stderr once the work has taken over a second."""
    if not is_terminal(sys.stderr):
        yield from work
        return
    from rich.console import Console  # noqa: PLC0415 - loaded only for a terminal
    from rich.progress import Progress  # noqa: PLC0415 - as above

    started, task = time.monotonic(), None
    progress = Progress(console=Console(stderr=True), transient=True)
    try:
        for done, one in enumerate(work, 1):
            if task is not None:
                progress.update(task, completed=done)
            elif time.monotonic() - started > _PATIENCE:
                progress.start()
                task = progress.add_task(doing, total=count, completed=done)
            yield one
    finally:
        progress.stop()
