"""The lines of a report for a board: what is worst first, and why."""

from __future__ import annotations

import os
from pathlib import Path

import ragengine
from ragengine import Verdict


def report(rules: str | os.PathLike[str], results: str | os.PathLike[str]) -> list[str]:
    """A line for each result, the worst first; those without a rating come last."""
    verdicts = ragengine.load(rules).rate_many(ragengine.read_results(results))
    return [_line(verdict) for verdict in sorted(verdicts, key=_badness)]


def _badness(verdict: Verdict) -> int:
    return 1 if verdict.rating is None else -verdict.rating.rank


def _line(verdict: Verdict) -> str:
    data = verdict.to_dict()
    return f"{data['measure']}: {verdict}"


def main() -> None:
    """Print the report on the trust's own results."""
    targets = Path(__file__).parents[2] / "targets"
    print("\n".join(report(targets, targets / "2025-26-q1.csv")))
