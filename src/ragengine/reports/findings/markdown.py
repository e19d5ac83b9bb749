"""`markdown`: a table for a page or a comment, and the summary of a step on GitHub."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ragengine.codes import SEVERITIES
from ragengine.diagnostics import Inspection
from ragengine.messages import harmless
from ragengine.reports.findings.finding import Finding, counted, findings_of, worst_first

_HEADING = "| place | severity | code | finding |\n| --- | --- | --- | --- |\n"

_MOST_BYTES = 1024 * 1024 - 1
"""GitHub drops a longer summary whole."""


def markdown(inspection: Inspection) -> str:
    """A row for each finding, and the counts at the end."""
    rows = [_row(finding) for finding in findings_of(inspection)]
    return (f"{_HEADING}{''.join(rows)}\n" if rows else "") + f"{_counts(inspection)}\n"


def step_summary(inspection: Inspection) -> str:
    """The text for the file that `GITHUB_STEP_SUMMARY` names: worst first, cut under 1 MiB.

    What was cut is counted.
    """
    findings = worst_first(findings_of(inspection))
    title, counts = "## ragengine check\n\n", f"{_counts(inspection)}\n"
    always = f"{title}{_HEADING}\n{counts}\n{_cut(len(findings))}\n"
    rows = _that_fit(map(_row, findings), _MOST_BYTES - len(always.encode()))
    table = f"{_HEADING}{''.join(rows)}\n" if rows else ""
    cut = f"\n{_cut(len(findings) - len(rows))}\n" if len(rows) < len(findings) else ""
    return f"{title}{table}{counts}{cut}"


def _that_fit(rows: Iterable[str], room: int) -> list[str]:
    """So many rows, from the first on, as have room in so many bytes; no further one is made."""
    fit = []
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            break
        fit.append(row)
    return fit


def _cut(count: int) -> str:
    return f"{counted(count, 'more finding')} cut from this page: see the log."


def _counts(inspection: Inspection) -> str:
    found = Counter(one.severity for one in inspection.findings)
    parts = [f"{counted(found[grave], grave)}" for grave in SEVERITIES if found[grave]]
    text = ", ".join(parts) or "No problems found"
    if inspection.beyond:
        text += f"; {inspection.beyond} more not listed"
    if inspection.silenced:
        text += f"; {inspection.silenced} silenced"
    return f"{text}."


def _row(finding: Finding) -> str:
    where = str(finding.stretch) if finding.stretch else harmless(finding.path or "")
    mend = "" if finding.explains else " *To mend it:*"
    out = f"{mend} {_cell(finding.help)}" if finding.help else ""
    said = f"{_ended(_cell(finding.message))}{out}"
    return f"| {_cell(where)} | {finding.severity} | {finding.code} {finding.name} | {said} |\n"


_CODE_SPAN = re.compile("(`[^`]+`)")
_MARKUP = re.compile(r"([\\`*_<>\[\]#~&@|])")


def _cell(text: str) -> str:
    """A text as itself in a table: what is in backticks stays code, nothing else is markup."""
    parts = _CODE_SPAN.split(text)
    parts[::2] = [_MARKUP.sub(r"\\\1", part) for part in parts[::2]]
    parts[1::2] = [part.replace("|", "\\|") for part in parts[1::2]]
    return "".join(parts)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
