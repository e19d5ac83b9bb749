"""`concise`: a line for each finding, which editors and people can jump from."""

from __future__ import annotations

from ragengine.diagnostics import Inspection
from ragengine.reports.findings.finding import Finding, findings_of


def concise(inspection: Inspection) -> str:
    """`path:line:column: CODE severity statement`, one line each."""
    return "".join(f"{one_line(finding)}\n" for finding in findings_of(inspection))


def one_line(finding: Finding) -> str:
    """A finding on one line, which begins with its place where it has one."""
    where = f"{finding.stretch}: " if finding.stretch else ""
    return f"{where}{finding.code} {finding.severity} {finding.message}"
