"""What a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic


@frozen
class Check:
    """A search for findings, with the codes that it may give.

    One that `needs_all` says what is nowhere: it is silent where part of the rules could not
    be read, since what it misses may stand there.
    """

    codes: tuple[str, ...]
    find: Callable[[Subject], Iterator[Diagnostic]]
    needs_all: bool = False
