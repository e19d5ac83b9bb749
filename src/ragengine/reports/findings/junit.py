"""`junit`: a test suite for each file, for servers that know test reports and nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ragengine.diagnostics import Inspection
from ragengine.messages import Look, render
from ragengine.reports.findings.finding import Finding, files_of, findings_of
from ragengine.reports.findings.full import place_from_here

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOWHERE = "ragengine"


def junit(inspection: Inspection) -> str:
    """A failing test case for each finding; a passing one for each clean file.

    Without the passing ones a server would say that no tests ran. Characters that XML does
    not have become U+FFFD.
    """
    suites: dict[str, list[Finding]] = {name: [] for name in files_of(inspection)}
    for finding in findings_of(inspection):
        suites.setdefault(finding.path or _NOWHERE, []).append(finding)
    failures = len(inspection.findings)
    tests = sum(len(found) or 1 for found in suites.values())
    root = _element(
        None, "testsuites", name="ragengine", tests=str(tests), failures=str(failures), errors="0"
    )
    look = Look(place_from_here())
    for name, found in suites.items():
        _suite(root, name, found, look)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, found: list[Finding], look: Look) -> None:
    tests, failures = str(len(found) or 1), str(len(found))
    suite = _element(root, "testsuite", name=name, tests=tests, failures=failures, errors="0", skipped="0")
    if not found:
        _element(suite, "testcase", name="no problems found", classname=name)
    for finding in found:
        where = f" ({finding.stretch.line}:{finding.stretch.column})" if finding.stretch else ""
        case = _element(suite, "testcase", name=f"{finding.code} {finding.name}{where}", classname=name)
        failure = _element(case, "failure", type=finding.severity, message=finding.message)
        failure.text = _legal(render(finding.diagnostic, look))


def _element(parent: ET.Element | None, tag: str, **attributes: str) -> ET.Element:
    legal = {name: _legal(text) for name, text in attributes.items()}
    return ET.Element(tag, legal) if parent is None else ET.SubElement(parent, tag, legal)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
