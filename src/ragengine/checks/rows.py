"""RAG501 and RAG504: rows whose cells cannot be read, or that name no measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.messages import did_you_mean
from ragengine.model import Measure
from ragengine.rating import Reason
from ragengine.verdict import Verdict

_WAYS = {
    "period": "`2019-20`, `2019-20 Q1` or `2024`",
    "status": "`actual`, `final`, `provisional`, `due`, `no survey`, `suppressed` or `missing`",
    "numerator": "`1,143`",
    "denominator": "`1,397`",
    "population": "`423.4k`",
}
"""How the cells of some columns are written."""

_EXAMPLES = {
    "percent": "`82%`", "rate": "`5.4`", "count": "`163.8k (Apr-Nov)`", "amount": "`163.8k (Apr-Nov)`",
    "money": "`£1.2m`", "index": "`0.95`",
}  # fmt: skip


def _way(measure: Measure | None) -> str:
    """How a cell of a measure is written, in its own unit."""
    unit = None if measure is None else measure.unit
    if unit is not None and unit.kind == "duration" and unit.noun is not None:
        example = f"`12 {unit.noun.name}`"
    else:
        example = _EXAMPLES[unit.kind if unit else "percent"]
    return f"{example}, `Due June 2020` or leave it blank"


def rows_of(subject: Subject) -> Iterator[Diagnostic]:
    """Every row can be read, and is of one measure of these rules."""
    yield from unreadable_rows(subject.verdicts, subject.rules)
    for verdict in subject.verdicts:
        if "several" in verdict.facts.detail:
            yield _unknown(verdict, subject.rules)


def unreadable_rows(verdicts: Iterable[Verdict], rules: RuleSet) -> Iterator[Diagnostic]:
    """As `rows_of`, for `rate`, whose verdicts say themselves that a code is of several measures."""
    for verdict in verdicts:
        facts, result = verdict.facts, verdict.facts.result
        if verdict.reason is Reason.UNREADABLE and facts.detail["column"] != "row":
            column, text = facts.detail["column"], facts.detail["text"]
            way = _WAYS.get(column) or _way(facts.measure)
            if column == "period" and not text:
                way += " in a column `period`, or give all such rows one: `--period`, in Python `period=`"
            what = f"`{text}` cannot be read: " if text else ""
            shown = {"text": text, "what": what, "why": facts.detail["why"], "way": way}
            yield Diagnostic("RAG501", (result.at(column) or result.at("measure")) if result else None, shown)
        elif verdict.reason is Reason.UNKNOWN_MEASURE and "several" not in facts.detail:
            yield _unknown(verdict, rules)


def _unknown(verdict: Verdict, rules: RuleSet) -> Diagnostic:
    facts = verdict.facts
    several = facts.detail.get("several")
    if several:
        what, way = "the code of several measures", f"use one of the ids {several}"
    else:
        what = "no measure of these rules"
        way = did_you_mean(rules.nearest(facts.measure_text)) or "ids stand under `measures:` in the rules"
    when = f" in {facts.period}" if facts.period else ""
    place = facts.result.at("measure") if facts.result else None
    shown = {"text": facts.measure_text, "what": what, "when": when, "nearest": way}
    return Diagnostic("RAG504", place, shown)
