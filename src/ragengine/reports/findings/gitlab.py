"""`gitlab`: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from ragengine.codes import Severity
from ragengine.diagnostics import Inspection
from ragengine.reports.findings.data import written
from ragengine.reports.findings.finding import Finding, findings_of

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(inspection: Inspection) -> str:
    """A list of violations. Each needs a path and a line: what has none is at `.`, line 1."""
    return written([_violation(finding) for finding in findings_of(inspection)])


def _violation(finding: Finding) -> dict[str, object]:
    line = finding.stretch.line if finding.stretch else 1
    return {
        "description": f"{finding.code} {finding.message}",
        "check_name": finding.name,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path or ".", "lines": {"begin": line}},
    }
