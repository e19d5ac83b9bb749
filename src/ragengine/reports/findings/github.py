"""`github`: notes beside the lines of a pull request, by the commands of GitHub's runner."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from ragengine.codes import Severity
from ragengine.diagnostics import Inspection
from ragengine.reports.findings.concise import one_line
from ragengine.reports.findings.finding import Finding, findings_of, worst_first

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}

_MOST = 10
"""Of each command in a step; GitHub drops the others without a word."""


def github(inspection: Inspection) -> str:
    """The worst as notes, so many as GitHub shows; the rest as lines of the log."""
    notes: list[str] = []
    rest: list[str] = []
    shown: Counter[Severity] = Counter()
    for finding in worst_first(findings_of(inspection)):
        if shown[finding.severity] < _MOST:
            shown[finding.severity] += 1
            notes.append(_note(finding))
        else:
            rest.append(one_line(finding))
    return "".join(f"{line}\n" for line in [*notes, *_log(rest)])


def _note(finding: Finding) -> str:
    properties = {"title": f"{finding.code} {finding.name}"}
    if finding.path is not None:
        properties["file"] = finding.path
    if finding.stretch is not None:
        line = str(finding.stretch.line)
        properties |= {"line": line, "col": str(finding.stretch.column)}
        properties |= {"endLine": line, "endColumn": str(finding.stretch.end)}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    out = f"\nhelp: {finding.help}" if finding.help else ""
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(one_line(finding) + out)}"


def _log(lines: list[str]) -> list[str]:
    """Lines that the runner takes no command from, whatever a file may be called.

    The word that ends them cannot be in them, since it is made from them.
    """
    if not lines:
        return []
    word = sha256("\n".join(lines).encode()).hexdigest()
    return [f"{len(lines)} more in the log:", f"::stop-commands::{word}", *lines, f"::{word}::"]


def _data(text: str) -> str:
    """Escaped as GitHub's toolkit escapes the text of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as GitHub's toolkit escapes a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
