"""Diagnostics as data: a code, a place and the facts. `messages` turns them into words."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ragengine.codes import CODES, Severity
from ragengine.source import Place


@frozen
class Diagnostic:
    """Something that is wrong, as data.

    `code` is stable (`RAG101`); `place` is None where the trouble has none; `facts` are the
    author's own words that the message quotes; `related` are further places.
    """

    code: str
    place: Place | None = field(eq=str)
    facts: Mapping[str, str] = field(factory=dict)
    related: tuple[Place, ...] = ()

    @property
    def severity(self) -> Severity:
        """How grave it is: `error`, `warning` or `info`."""
        return CODES[self.code].severity

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two diagnostics the same complaint about the same words."""
        place = self.place
        where = (place.source.name, place.line, place.column) if place else ()
        return (where, self.code, tuple(sorted(self.facts.items())))


@frozen
class Inspection:
    """What a check found, in order: the data behind every output format.

    `files` are the names of all files that were looked at, clean ones too. `silenced` counts
    the findings that a comment or the configuration silenced; `beyond` those that came after
    the most that is kept.
    """

    findings: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    silenced: int = 0
    beyond: int = 0


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Each complaint once, by file, line and column."""
    once = {diagnostic.key: diagnostic for diagnostic in diagnostics}
    return sorted(once.values(), key=lambda found: (found.key[0], found.code))
