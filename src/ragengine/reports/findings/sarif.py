"""`sarif`: SARIF 2.1.0, which GitHub, Azure DevOps and editors show beside the lines."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from ragengine.codes import CODES, Severity
from ragengine.diagnostics import Inspection
from ragengine.reports.findings.data import written
from ragengine.reports.findings.finding import Finding, Stretch, findings_of

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def sarif(inspection: Inspection) -> str:
    """One run, with the codes that occur as its rules."""
    findings = findings_of(inspection)
    codes = sorted({finding.code for finding in findings})
    index = {code: position for position, code in enumerate(codes)}
    driver = {"name": "ragengine", "version": version("ragengine"), "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The directory that was worked in."}}},
        "results": [_result(finding, index[finding.code]) for finding in findings],
        "properties": {"silenced": inspection.silenced, "beyond": inspection.beyond},
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, object]:
    known = CODES[code]
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": f"{known.name.replace('-', ' ').capitalize()}."},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, object]:
    text = f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "partialFingerprints": {"ragengine/v1": finding.fingerprint},
    }
    if finding.path is not None:
        result["locations"] = [_location(finding.path, finding.stretch)]
    if finding.related:
        result["relatedLocations"] = [_location(one.path, one) for one in finding.related]
    return result


def _location(path: str, stretch: Stretch | None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(path)}
    if stretch is not None:
        physical["region"] = {
            "startLine": stretch.line,
            "startColumn": stretch.column,
            "endLine": stretch.line,
            "endColumn": stretch.end,
        }
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, str]:
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": _ROOT}
