"""Running cases: the verdict on each, and whether it is the one that was expected."""

from __future__ import annotations

from attrs import frozen

from ragengine.banding import in_words
from ragengine.cases.expecting import expected_in_words, got_in_words, is_expected
from ragengine.cases.rows import row_of
from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.explain.show import shower
from ragengine.model.cases import Case
from ragengine.verdict import Verdict


@frozen(eq=False)
class Outcome:
    """A case with the verdict that the rules gave; `failure` says what was not as expected."""

    case: Case
    verdict: Verdict
    failure: Diagnostic | None = None


def run_case(case: Case, rules: RuleSet) -> Outcome:
    """A case with its verdict. Raises `CallError` for a measure or period that the rules do not know."""
    verdict = rules.hold(case.measure, case.period).rate(row_of(case.measure, case.cells, case.period))
    return Outcome(case, verdict, failure_of(case, verdict))


def failure_of(case: Case, verdict: Verdict) -> Diagnostic | None:
    """What was not as expected: the rating or its reason first, then the sentence.

    A sentence takes longer to make than a rating, so it is made only where it is needed.
    """
    named = name_of(case)
    if not is_expected(case, verdict):
        facts = {
            "case": named, "expected": expected_in_words(case), "got": got_in_words(verdict),
            "sentence": str(verdict), "ranges": _ranges(verdict),
        }  # fmt: skip
        return Diagnostic("RAG604", case.place("rating"), facts)
    if case.sentence is not None and case.sentence.split() != (sentence := str(verdict)).split():
        return Diagnostic("RAG605", case.place("sentence"), {"case": named, "sentence": sentence})
    return None


def name_of(case: Case) -> str:
    """What a case is called in a report: its measure and its name."""
    return ", ".join(f"`{name}`" for name in (case.measure, case.name) if name)


def _ranges(verdict: Verdict) -> str:
    """The range of every level, where there are any: what the author may have meant."""
    banding = verdict.facts.banding
    if banding is None:
        return ""
    shown = shower(banding.resolved.unit)
    pieces = (f"{level} {in_words(piece, shown)}" for piece, level in banding.partition.pieces())
    return f" Ranges: {'; '.join(pieces)}"
