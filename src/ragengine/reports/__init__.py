"""Verdicts to text: tables for people, JSON and CSV for programs."""

from ragengine.reports.ranges import explain_measure
from ragengine.reports.summary import summary
from ragengine.reports.verdicts import FORMATS, report

__all__ = ["FORMATS", "explain_measure", "report", "summary"]
