"""Coverage and mutation of rules in words, with the cases that are missing ready to paste."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ragengine.cases.coverage import Coverage, share_of, without_ranges
from ragengine.cases.mutation import Fate
from ragengine.cases.proposals import pasted
from ragengine.engine import MeasureInContext


def coverage_in_words(coverages: Sequence[Coverage]) -> str:
    """A line for each measure, the share of all points, and the missing ones as a file of cases."""
    lines = [_line(one) for one in coverages]
    points, missing = (sum(number) for number in _counts(coverages))
    tested = f"{points - missing:,} of {points:,} points"
    lines.append(f"coverage: {_percent(share_of(coverages))}, {tested}")
    proposals = [proposal for one in coverages for proposal in one.proposals]
    cases = f"\n{pasted(proposals)}" if proposals else ""
    return "\n".join(lines) + "\n" + cases


def _counts(coverages: Sequence[Coverage]) -> tuple[list[int], list[int]]:
    return [one.points for one in coverages], [one.missing for one in coverages]


def _line(coverage: Coverage) -> str:
    """`answered: 5 of 7; missing in 2019-20: on 82%, just above 82%`."""
    tested = f"{coverage.measure.id}: {coverage.points - coverage.missing} of {coverage.points}"
    parts = [f"{_when(one.held)}: {', '.join(one.missing)}" for one in coverage.contexts if one.missing]
    return f"{tested}; missing{';'.join(parts)}" if parts else tested


def _when(held: MeasureInContext) -> str:
    return "" if held.period is None else f" in {held.period}"


def _percent(share: Fraction) -> str:
    """A share in percent, cut off after a decimal: only all of it is 100%."""
    tenths = (share * 1000).__floor__()
    return f"{tenths // 10}.{tenths % 10}%" if share < 1 else "100%"


def mutation_in_words(fates: Sequence[Fate], unchanged: Sequence[MeasureInContext] = ()) -> str:
    """The equivalent mutants with their reasons, how many there are of each kind, and who survived.

    Those that survived stand beside the cases that would kill them, in a file of cases. What is
    `unchanged` has ranges that no change could be made of.
    """
    lines = [f"not changed: {one.measure.id}{_when(one)}: {without_ranges(one)}" for one in unchanged]
    equivalent = [
        f"equivalent: {one.held.measure.id}{_when(one.held)}: {one.mutant.words}: {one.equivalent}"
        for one in fates
        if one.equivalent
    ]
    killed = sum(one.was_killed for one in fates)
    proposals = [one.proposal for one in fates if one.proposal is not None]
    counts = f"{killed:,} killed, {len(equivalent):,} equivalent, {len(proposals):,} survived"
    lines += [*equivalent, f"mutants: {len(fates):,}; {counts}"]
    cases = f"\n{pasted(proposals)}" if proposals else ""
    return "\n".join(lines) + "\n" + cases
