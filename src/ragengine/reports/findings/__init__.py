"""Findings in the formats that people and CI systems read.

Each format is a function in a module of its own, from an inspection to a text. All see
files from the working directory, with `/`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ragengine.diagnostics import Inspection
from ragengine.reports.findings.counts import statistics
from ragengine.reports.findings.full import full

__all__ = ["FINDING_FORMATS", "report_findings", "statistics", "step_summary"]


def _behind(module: str, function: str) -> Callable[[Inspection], str]:
    """A function whose module is loaded by its first call: a run pays for its own format alone."""

    def written(inspection: Inspection) -> str:
        text: str = getattr(import_module(f"{__name__}.{module}"), function)(inspection)
        return text

    return written


FINDING_FORMATS: dict[str, Callable[[Inspection], str]] = {
    "full": full,
    "concise": _behind("concise", "concise"),
    "plain": _behind("plain", "plain"),
    "json": _behind("data", "as_json"),
    "sarif": _behind("sarif", "sarif"),
    "junit": _behind("junit", "junit"),
    "github": _behind("github", "github"),
    "gitlab": _behind("gitlab", "gitlab"),
    "markdown": _behind("markdown", "markdown"),
}
"""The formats by name."""


def report_findings(inspection: Inspection, form: str, *, colour: bool = False) -> str:
    """An inspection as text in one of `FINDING_FORMATS`, which ends with a newline or is empty.

    Colour is for `full` on a terminal; no other format has any.

    >>> from ragengine.diagnostics import Diagnostic
    >>> found = Inspection((Diagnostic("RAG507", None, {"text": "value"}),))
    >>> print(report_findings(found, "concise"), end="")
    RAG507 error the column `value` is given twice
    """
    if colour and form == "full":
        return full(inspection, colour=True)
    return FINDING_FORMATS[form](inspection)


def step_summary(inspection: Inspection) -> str:
    """The page for the file that `GITHUB_STEP_SUMMARY` names: worst first, cut under 1 MiB."""
    return _behind("markdown", "step_summary")(inspection)
