"""RAG412: a measure without an example or a case on the edges at which its rating changes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from attrs import define

from ragengine.banding import Banding
from ragengine.cases.examples import examples_of
from ragengine.cases.rows import row_of
from ragengine.checks.subject import Subject
from ragengine.cuts import Cut, Interval
from ragengine.diagnostics import Diagnostic
from ragengine.engine import MeasureInContext
from ragengine.exact import terminates
from ragengine.explain.show import number
from ragengine.model import Measure
from ragengine.periods import Period
from ragengine.results import Result, Unclear
from ragengine.units import PERCENT

_NO_STEP = Fraction(0)
_HUNDREDTH = Fraction(1, 100)
_SHOWN = Fraction(1, 10_000)
"""The place to which an edge is shown that no decimal can say."""


@define(eq=False, repr=False)
class _Untested:
    """The edges of a banding on which nothing has been seen, and a period that it holds in."""

    banding: Banding
    period: Period | None
    cuts: list[Cut]

    @classmethod
    def of(cls, banding: Banding, held: MeasureInContext) -> _Untested:
        return cls(banding, held.period, list(banding.partition.cuts))


_Seen = dict[int, _Untested]
"""By the identity of the banding."""

_Tried = Iterator[tuple[str | Result, MeasureInContext]]
"""Rows that somebody says the rating of, each in its context."""


def untested_edges(subject: Subject) -> Iterator[Diagnostic]:
    """Each measure has, in some year, an example or a case on or right beside every edge.

    Right beside is no further off than one in the last digit that it is written to: rounded
    results and margins of events have edges on which no printed result can lie. Cases are
    read only where the examples leave an edge.
    """
    cases: dict[str, list[tuple[str | Result, MeasureInContext]]] | None = None
    for measure in subject.rules.measures.values():
        contexts = subject.contexts[measure.id]
        untested: _Seen = {
            id(held.banding): _Untested.of(held.banding, held)
            for held in contexts
            if held.banding is not None
        }
        if any(not one.cuts for one in untested.values()) or _judges_nothing(contexts, untested):
            continue  # one level holds everywhere, or none anywhere: there is no edge
        if _are_tested(_examples(subject, measure, contexts), untested):
            continue
        if cases is None:
            cases = _cases(subject)
        if not _are_tested(iter(cases.get(measure.id, ())), untested):
            yield _finding(measure, list(untested.values()), contexts)


def _examples(subject: Subject, measure: Measure, contexts: list[MeasureInContext]) -> _Tried:
    for example, held_in in examples_of(subject.rules, measure, contexts):
        row = row_of(measure.id, example.cells)
        yield from ((row, held) for held in held_in)


def _cases(subject: Subject) -> dict[str, list[tuple[str | Result, MeasureInContext]]]:
    """The cases of each measure; one with a name that the rules do not know tests nothing."""
    from ragengine.cases.naming import unknown_names  # noqa: PLC0415 - examples are enough for most rules

    found: dict[str, list[tuple[str | Result, MeasureInContext]]] = {}
    for case in subject.cases():
        if not any(unknown_names(case, subject.rules)):
            held = subject.rules.hold(case.measure, case.period)
            row = row_of(case.measure, case.cells, case.period)
            found.setdefault(held.measure.id, []).append((row, held))
    return found


def _are_tested(tried: _Tried, untested: _Seen) -> bool:
    """Whether these rows leave no edge of some year untested; what they touch is struck out."""
    return any(_strike(row, held, untested) == [] for row, held in tried)


def _strike(row: str | Result, held: MeasureInContext, untested: _Seen) -> list[Cut] | None:
    """The edges that are left of a row's year when those it lies on, or beside, are struck out."""
    banding, value, step = _rated(row, held)
    if banding is None or value is None:
        return None
    if (key := id(banding)) not in untested:
        untested[key] = _Untested.of(banding, held)
    one = untested[key]
    one.cuts = [cut for cut in one.cuts if _lies_beyond(cut.value, value, step)]
    return one.cuts


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


def _judges_nothing(contexts: list[MeasureInContext], untested: _Seen) -> bool:
    """Whether no year of the measure has a rating to test: no target, or information only."""
    return not untested and not any(_figure_of_row(held) for held in contexts)


def _figure_of_row(held: MeasureInContext) -> str:
    """The figure that the ranges of a measure wait for, which comes with each result."""
    return str(held.lacking.facts.get("figure", "")) if held.lacking is not None else ""


def _finding(measure: Measure, left: list[_Untested], contexts: list[MeasureInContext]) -> Diagnostic:
    """The edges of the year that comes nearest to being tested, and an example to write for each."""
    figures = [figure for held in contexts if (figure := _figure_of_row(held))]
    if left:
        nearest = min(left, key=lambda one: len(one.cuts))
        edges = " or ".join(number(cut.value, _SHOWN) for cut in nearest.cuts)
        example = _examples_to_write(nearest, one_of_several=len(left) + len(figures) > 1)
    else:
        edges, example = "any of its edges", f"- {{value: ..., {figures[0]}: ..., rating: ...}}"
    facts = {"key": measure.id, "edges": edges, "example": example}
    return Diagnostic("RAG412", measure.origin, facts)


def _examples_to_write(untested: _Untested, *, one_of_several: bool) -> str:
    """An example for each edge that is left.

    Where other years have other edges they stand under their year, for they would not hold in them.
    """
    examples = list(dict.fromkeys(_example(untested.banding, cut) for cut in untested.cuts))
    if one_of_several and untested.period is not None:
        return f"{untested.period}: [{', '.join(examples)}]"
    return "` and `".join(f"- {example}" for example in examples)


def _example(banding: Banding, cut: Cut) -> str:
    """The first result at or after an edge as an example, with the figures that the ranges need."""
    resolved = banding.resolved
    value = Interval(cut, None).first_whole() if resolved.domain.whole else cut.value
    if not terminates(value):
        value = _HUNDREDTH * math.ceil(value / _HUNDREDTH)
    percent = "%" if resolved.unit.kind == PERCENT.kind else ""
    cells = {"value": value} | {
        name: one.value for name, one in resolved.figures.items() if one.source != "rule"
    }
    # No commas between thousands: inside { } and [ ] they would end the value.
    shown = {name: f"{number(one).replace(',', '')}{percent}" for name, one in cells.items()}
    rating = banding.partition.label(value)
    if len(shown) > 1:
        return f"{{{', '.join(f'{name}: {one}' for name, one in shown.items())}, rating: {rating}}}"
    return f"{shown['value']} {rating}"
