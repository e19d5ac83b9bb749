"""`junit`: a test suite for each file, for servers that know test reports and nothing else."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ragengine.diagnostics import Inspection
from ragengine.messages import Look, render
from ragengine.reports.findings.finding import Finding, files_of, findings_of
from ragengine.reports.findings.full import place_from_here
from ragengine.reports.findings.paths import from_here

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOWHERE = "ragengine"


def junit(inspection: Inspection) -> str:
    """A failing test case for each finding; a passing one for each case that holds, or clean file.

    Without the passing ones a server would say that no tests ran. A case has one name whether
    it passes or fails. Characters that XML does not have become U+FFFD.
    """
    suites: dict[str, list[Finding]] = {name: [] for name in files_of(inspection)}
    for finding in findings_of(inspection):
        suites.setdefault(finding.path or _NOWHERE, []).append(finding)
    failures = len(inspection.findings)
    named = from_here()
    passed = {named(name): cases for name, cases in inspection.passed.items()}
    tests = sum(len(found) + len(passed.get(name, ())) or 1 for name, found in suites.items())
    root = _element(
        None, "testsuites", name="ragengine", tests=str(tests), failures=str(failures), errors="0"
    )
    look = Look(place_from_here())
    for name, found in suites.items():
        _suite(root, name, found, passed.get(name, ()), look)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, found: list[Finding], passed: tuple[str, ...], look: Look) -> None:
    tests, failures = str(len(found) + len(passed) or 1), str(len(found))
    suite = _element(root, "testsuite", name=name, tests=tests, failures=failures, errors="0", skipped="0")
    for title in passed or (() if found else ("no problems found",)):
        _element(suite, "testcase", name=title, classname=name)
    for finding in found:
        where = f" ({finding.stretch.line}:{finding.stretch.column})" if finding.stretch else ""
        title = finding.diagnostic.facts.get("case", f"{finding.code} {finding.name}{where}")
        case = _element(suite, "testcase", name=title, classname=name)
        failure = _element(case, "failure", type=finding.severity, message=finding.message)
        failure.text = _legal(render(finding.diagnostic, look))


def _element(parent: ET.Element | None, tag: str, **attributes: str) -> ET.Element:
    legal = {name: _legal(text) for name, text in attributes.items()}
    return ET.Element(tag, legal) if parent is None else ET.SubElement(parent, tag, legal)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
