"""`plain`: sentences for screen readers, without boxes, carets or colour."""

from __future__ import annotations

from ragengine.diagnostics import Inspection
from ragengine.messages import harmless
from ragengine.reports.findings.finding import Finding, Stretch, findings_of


def plain(inspection: Inspection) -> str:
    """A line of sentences for each finding: where, what, and the way out."""
    return "".join(f"{_sentences(finding)}\n" for finding in findings_of(inspection))


def _sentences(finding: Finding) -> str:
    parts = [f"File {_where(finding.stretch)}."] if finding.stretch else []
    grave = finding.severity.capitalize()
    parts.append(_ended(f"{grave} {finding.code}, {finding.name}: {finding.message}"))
    parts += [f"See also file {_where(stretch)}." for stretch in finding.related]
    if finding.help:
        parts.append(_ended(finding.help if finding.explains else f"To mend it: {finding.help}"))
    return " ".join(parts)


def _where(stretch: Stretch) -> str:
    return f"{harmless(stretch.path)}, line {stretch.line}, column {stretch.column}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
