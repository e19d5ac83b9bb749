"""Verdicts on rows that cannot be rated before a measure in its context is known."""

from __future__ import annotations

from ragengine.explain import Facts
from ragengine.periods import Period, ways_of_writing
from ragengine.rating import Reason
from ragengine.results import Result
from ragengine.verdict import Verdict


def unknown_measure(
    measure: str, ids: tuple[str, ...], period: Period | None, result: Result, near: str | None
) -> Verdict:
    """The verdict on a row of no measure, or of several that have its code; `near` may be meant."""
    detail = {"several": " or ".join(f"`{one}`" for one in ids)} if ids else {}
    if near:
        detail["nearest"] = near
    facts = Facts(
        None, period, reason=Reason.UNKNOWN_MEASURE, detail=detail, result=result, measure_text=measure
    )
    return Verdict.of(facts)


def way_of_period(text: str, year_starts: int) -> str:
    """How a period that cannot be read is written."""
    ways = ways_of_writing(text, year_starts)
    if ways:
        return f"it may be either of two years: write {ways}"
    return "write it like `2019-20`, `2019-20 Q1` or `2024`"


def unreadable_row(result: Result, column: str, text: str, why: str) -> Verdict:
    """The verdict on a row of which a column cannot be read."""
    detail = {"column": column, "text": text, "why": why}
    facts = Facts(
        None, None, reason=Reason.UNREADABLE, detail=detail, result=result,
        measure_text=result.measure,
    )  # fmt: skip
    return Verdict.of(facts)
