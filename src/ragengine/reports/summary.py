"""How many of each rating: the lines of `ragengine rate --summary`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from ragengine.exact import plain, round_half_away
from ragengine.reports.table import by_period
from ragengine.verdict import Verdict


def summary(verdicts: Sequence[Verdict]) -> str:
    """A line for each period, and one for all where there are several.

    `2019-20 Q1: 23 rated: 18 green (78%), 5 amber (22%); 8 not rated: 4 not-due ...`
    """
    lines = [f"{period}: {_counts(group)}" for period, group in by_period(verdicts, "no period")]
    if len(lines) > 1:
        lines.append(f"All: {_counts(verdicts)}")
    return "\n".join(lines) + "\n"


def _counts(verdicts: Sequence[Verdict]) -> str:
    rated = [verdict.rating for verdict in verdicts if verdict.rating is not None]
    levels = sorted(Counter(rated).items(), key=lambda item: (item[0].scale, item[0].rank))
    parts = [f"{count} {level} ({_share(count, len(rated))})" for level, count in levels]
    text = f"{len(rated)} rated" + (f": {', '.join(parts)}" if parts else "")
    reasons = Counter(str(verdict.reason) for verdict in verdicts if verdict.rating is None)
    if reasons:
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
        text += f"; {len(verdicts) - len(rated)} not rated: {why}"
    return text


def _share(count: int, whole: int) -> str:
    return plain(round_half_away(Fraction(100 * count, whole), Fraction(1))) + "%"
