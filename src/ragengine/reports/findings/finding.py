"""A diagnostic as every format wants it: words, a relative name, a stretch, a fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from attrs import frozen

from ragengine.codes import CODES, SEVERITIES, Severity
from ragengine.diagnostics import Diagnostic, Inspection
from ragengine.messages import MESSAGES, harmless, statement, way_out
from ragengine.reports.findings.paths import from_here
from ragengine.source import Place


@frozen
class Stretch:
    """Words of one line of a file. Line and columns count from 1; `end` is just behind."""

    path: str
    line: int
    column: int
    end: int

    def __str__(self) -> str:
        return f"{harmless(self.path)}:{self.line}:{self.column}"


@frozen
class Finding:
    """One finding, ready to be written.

    `path` may be known where there is no `stretch`: a file that cannot be read has a name,
    and no lines.
    """

    diagnostic: Diagnostic
    path: str | None
    stretch: Stretch | None
    related: tuple[Stretch, ...]
    message: str
    help: str
    fingerprint: str

    @property
    def code(self) -> str:
        """The stable code, `RAG101`."""
        return self.diagnostic.code

    @property
    def name(self) -> str:
        """The code's name for people, `unknown-key`."""
        return CODES[self.code].name

    @property
    def explains(self) -> bool:
        """Whether the help says why it is so, and no way out of it."""
        return MESSAGES[self.code].explains

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.diagnostic.severity


def findings_of(inspection: Inspection) -> list[Finding]:
    """The findings of an inspection, in its order, as seen from the working directory."""
    named = from_here()
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for diagnostic in inspection.findings:
        place = diagnostic.place
        name = place.source.name if place else diagnostic.facts.get("path")
        path = named(name) if name else None
        message, out = _one_line(statement(diagnostic)), _one_line(way_out(diagnostic))
        stretch = _stretch(place, named(place.source.name)) if place else None
        related = tuple(dict.fromkeys(_stretch(one, named(one.source.name)) for one in diagnostic.related))
        words = place.source.line(place.line).strip() if place else message
        alike = (diagnostic.code, path or "", words)
        seen[alike] += 1
        mark = fingerprint(*alike, seen[alike])
        found.append(Finding(diagnostic, path, stretch, related, message, out, mark))
    return found


def files_of(inspection: Inspection) -> list[str]:
    """The names of the files that were looked at, as seen from the working directory."""
    return [*map(from_here(), inspection.files)]


def fingerprint(code: str, path: str, words: str, ordinal: int) -> str:
    """What a finding is known by from one run to the next.

    `words` are those of its line and `ordinal` counts among equals, so that a finding keeps
    its fingerprint while lines come and go around it.
    """
    return sha256(repr((code, path, words, ordinal)).encode()).hexdigest()[:32]


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """The same findings from the gravest on, else in their order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _stretch(place: Place, path: str) -> Stretch:
    """Carets end where the line does, so far as the line is known."""
    room = len(place.source.line(place.line)) - place.column + 1
    width = min(place.width, room) if room > 0 else place.width
    return Stretch(path, place.line, place.column, place.column + max(1, width))


def _one_line(text: str) -> str:
    return " ".join(text.split())
