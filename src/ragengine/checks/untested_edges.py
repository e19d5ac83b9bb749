"""RAG412: a measure without an example on the edges at which its rating changes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ragengine.banding import Banding
from ragengine.cases.examples import examples_of
from ragengine.cases.rows import row_of
from ragengine.checks.subject import Subject
from ragengine.cuts import Cut, Interval
from ragengine.diagnostics import Diagnostic
from ragengine.engine import MeasureInContext
from ragengine.exact import in_full
from ragengine.model import Measure
from ragengine.results import Result, Unclear
from ragengine.units import PERCENT

_NO_STEP = Fraction(0)


_Untested = dict[int, tuple[Banding, list[Cut]]]
"""The edges of each banding on which no example has been seen, by its identity."""


def untested_edges(subject: Subject) -> Iterator[Diagnostic]:
    """Each measure has, in some year, an example on or right beside every edge.

    Right beside is no further off than one in the last digit that the example is written to:
    rounded results and margins of events have edges on which no printed result can lie.
    """
    for measure in subject.rules.measures.values():
        contexts = subject.contexts[measure.id]
        untested: _Untested = {
            id(held.banding): (held.banding, list(held.banding.partition.cuts))
            for held in contexts
            if held.banding is not None
        }
        if not _are_tested(subject, measure, contexts, untested) and not _judges_nothing(contexts, untested):
            yield _finding(measure, list(untested.values()))


def _are_tested(
    subject: Subject, measure: Measure, contexts: list[MeasureInContext], untested: _Untested
) -> bool:
    """Whether the examples leave no edge of some year untested; what they touch is struck out."""
    if any(not cuts for _, cuts in untested.values()):
        return True  # one level holds everywhere, and has no edge
    for example, held_in in examples_of(subject.rules, measure, contexts):
        row = row_of(measure.id, example.cells)
        for held in held_in:
            left = _strike(row, held, untested)
            if left is not None and not left:
                return True
    return False


def _strike(row: str | Result, held: MeasureInContext, untested: _Untested) -> list[Cut] | None:
    """The edges that are left of a row's year when those it lies on, or beside, are struck out."""
    banding, value, step = _rated(row, held)
    if banding is None or value is None:
        return None
    _, cuts = untested.setdefault(id(banding), (banding, list(banding.partition.cuts)))
    cuts[:] = [cut for cut in cuts if _lies_beyond(cut.value, value, step)]
    return cuts


def _lies_beyond(edge: Fraction, value: Fraction, step: Fraction) -> bool:
    """Whether an edge is further than a step from a value, in whole numbers: millions are asked for."""
    parts = edge.denominator * value.denominator
    apart = abs(edge.numerator * value.denominator - value.numerator * edge.denominator)
    return apart * step.denominator > step.numerator * parts


def _rated(row: str | Result, held: MeasureInContext) -> tuple[Banding | None, Fraction | None, Fraction]:
    """What a row is rated by, the number that is rated, and the unit of its last digit."""
    if isinstance(row, str) and held.banding is not None:
        try:
            cell = held.cells.read(row)
        except Unclear:
            return None, None, _NO_STEP
        return held.banding, cell.value, cell.quantum or _NO_STEP
    facts = held.rate(row).facts
    return facts.banding, facts.rated, facts.cell.quantum or _NO_STEP


def _judges_nothing(contexts: list[MeasureInContext], untested: _Untested) -> bool:
    """Whether no year of the measure has a rating to test: no target, or information only."""
    return not untested and all(
        held.lacking is not None and "figure" not in held.lacking.facts for held in contexts
    )


def _finding(measure: Measure, left: list[tuple[Banding, list[Cut]]]) -> Diagnostic:
    """The edges of the year that comes nearest to being tested, and an example to write."""
    facts = {"key": measure.id, "edges": "any of its edges", "example": "82% green"}
    if left:
        banding, cuts = min(left, key=lambda one: len(one[1]))
        facts["edges"] = " or ".join(in_full(cut.value) for cut in cuts)
        facts["example"] = _example(banding, cuts[0])
    return Diagnostic("RAG412", measure.origin, facts)


def _example(banding: Banding, cut: Cut) -> str:
    """The first result at or after an edge as an example, with the figures that the ranges need."""
    resolved = banding.resolved
    value = Interval(cut, None).first_whole() if resolved.domain.whole else cut.value
    percent = "%" if resolved.unit.kind == PERCENT.kind else ""
    shown, rating = f"{in_full(value)}{percent}", banding.partition.label(value)
    given = [
        f"{name}: {in_full(one.value)}{percent}"
        for name, one in resolved.figures.items()
        if one.source != "rule"
    ]
    if not given:
        return f"{shown} {rating}"
    return f"{{value: {shown}, {', '.join(given)}, rating: {rating}}}"
