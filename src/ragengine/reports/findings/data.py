"""`json`: everything that is known of each finding, for programs."""

from __future__ import annotations

import json

from ragengine.diagnostics import Inspection
from ragengine.reports.findings.finding import Finding, Stretch, files_of, findings_of

FORMAT = 1
"""Counts up when a key changes its meaning or goes; new keys may come at any time."""


def as_json(inspection: Inspection) -> str:
    """An object of `format`, `findings`, `files`, `silenced` and `beyond`."""
    return written(
        {
            "format": FORMAT,
            "findings": [_finding(finding) for finding in findings_of(inspection)],
            "files": files_of(inspection),
            "silenced": inspection.silenced,
            "beyond": inspection.beyond,
        }
    )


def written(data: object) -> str:
    """Data as JSON that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    stretch = finding.stretch
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "filename": finding.path,
        "location": _start(stretch) if stretch else None,
        "end_location": _end(stretch) if stretch else None,
        "related": [
            {"filename": one.path, "location": _start(one), "end_location": _end(one)}
            for one in finding.related
        ],
        "fingerprint": finding.fingerprint,
    }


def _start(stretch: Stretch) -> dict[str, int]:
    return {"row": stretch.line, "column": stretch.column}


def _end(stretch: Stretch) -> dict[str, int]:
    return {"row": stretch.line, "column": stretch.end}
