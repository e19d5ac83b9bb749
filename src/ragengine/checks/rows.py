"""RAG501 and RAG504: rows whose cells cannot be read, or that name no measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ragengine.checks.subject import Subject
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.messages import did_you_mean
from ragengine.rating import Reason
from ragengine.verdict import Verdict

_WAYS = {
    "period": "`2019-20`, `2019-20 Q1` or `2024`",
    "status": "`actual`, `provisional`, `due`, `no survey`, `suppressed` or `missing`",
    "numerator": "`1,143`",
    "denominator": "`1,397`",
    "population": "`423.4k`",
}
"""How the cells of some columns are written."""

_WAY = "`82%`, `163.8k (Apr-Nov)`, `Due June 2020` or leave it blank"


def rows_of(subject: Subject) -> Iterator[Diagnostic]:
    """Every row can be read, and is of a measure of these rules."""
    return unreadable_rows(subject.verdicts, subject.rules)


def unreadable_rows(verdicts: Iterable[Verdict], rules: RuleSet) -> Iterator[Diagnostic]:
    """As `rows_of`, for `rate`, which tells this much of its rows."""
    for verdict in verdicts:
        facts, result = verdict.facts, verdict.facts.result
        if verdict.reason is Reason.UNREADABLE and facts.detail["column"] != "row":
            column, text = facts.detail["column"], facts.detail["text"]
            way = _WAYS.get(column, _WAY)
            if column == "period" and not text:
                way += " in a column `period`, or give all such rows one: `--period`, in Python `period=`"
            what = f"`{text}` cannot be read: " if text else ""
            shown = {"text": text, "what": what, "why": facts.detail["why"], "way": way}
            yield Diagnostic("RAG501", (result.at(column) or result.at("measure")) if result else None, shown)
        elif verdict.reason is Reason.UNKNOWN_MEASURE and "several" not in facts.detail:
            yield _unknown(verdict, rules)


def _unknown(verdict: Verdict, rules: RuleSet) -> Diagnostic:
    facts = verdict.facts
    nearest = did_you_mean(rules.nearest(facts.measure_text)) or "ids stand under `measures:` in the rules"
    when = f" in {facts.period}" if facts.period else ""
    place = facts.result.at("measure") if facts.result else None
    return Diagnostic("RAG504", place, {"text": facts.measure_text, "when": when, "nearest": nearest})
