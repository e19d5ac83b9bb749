"""Diagnostics as data: a code, a place and the facts. `messages` turns them into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

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


MOST = 10_000
"""So many findings of a run are kept: nobody reads more, and a text may have millions."""


class Findings(list[Diagnostic]):
    """Findings in the order in which they came, up to `MOST`; `beyond` counts the others.

    >>> found = Findings([Diagnostic("RAG005", None)] * (MOST + 2))
    >>> len(found), found.beyond, found.total
    (10000, 2, 10002)
    """

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        super().__init__()
        self.beyond = 0
        self += found

    @property
    def total(self) -> int:
        """How many there were, kept or not."""
        return len(self) + self.beyond

    @property
    def full(self) -> bool:
        """Whether a further one is only counted, so that its facts need not be found out."""
        return len(self) >= MOST

    def append(self, one: Diagnostic) -> None:
        """Keep a finding, or count it."""
        if self.full:
            self.beyond += 1
        else:
            super().append(one)

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Keep or count each; what another list only counted is counted here too."""
        for one in found:
            self.append(one)
        if isinstance(found, Findings):
            self.beyond += found.beyond

    def __iadd__(self, found: Iterable[Diagnostic]) -> Self:  # type: ignore[override,misc]  # a list takes any iterable too
        self.extend(found)
        return self


@frozen
class Inspection:
    """What a check found, in order: the data behind every output format.

    `files` are the names of all files that were looked at, clean ones too. `silenced` counts
    the findings that a comment or the configuration silenced; `beyond` those that came after
    the most that is kept. `passed` names the cases that were run and hold, by file.
    """

    findings: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    silenced: int = 0
    beyond: int = 0
    passed: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Each complaint once, by file, line and column."""
    once = {diagnostic.key: diagnostic for diagnostic in diagnostics}
    return sorted(once.values(), key=lambda found: (found.key[0], found.code))
