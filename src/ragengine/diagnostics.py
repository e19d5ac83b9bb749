"""Diagnostics as data: a code, a place and the facts. `messages` turns them into words."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

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
    severity: str = "error"

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two diagnostics the same complaint about the same words."""
        place = self.place
        where = (place.source.name, place.line, place.column) if place else ()
        return (where, self.code, tuple(sorted(self.facts.items())))


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Each complaint once, by file, line and column."""
    once = {diagnostic.key: diagnostic for diagnostic in diagnostics}
    return sorted(once.values(), key=lambda found: (found.key[0], found.code))
