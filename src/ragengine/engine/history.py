"""Earlier rows of the same measure, for rules that compare with the past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ragengine.engine.figures import Earlier
from ragengine.model import Measure
from ragengine.periods import Period, read_period
from ragengine.rating import Reason
from ragengine.results import STATUSES, Result

Find = Callable[[str, "Period | None"], tuple[str, ...]]


class History:
    """The rows of a table by measure, place and period; made when a rule first asks."""

    def __init__(self, rows: Sequence[Any], find: Find, year_starts: int) -> None:
        self._rows = rows
        self._find = find
        self._year_starts = year_starts
        self._index: dict[tuple[str, str], dict[Period, Result]] | None = None

    def earlier(self, measure: Measure, period: Period | None, result: Result) -> Earlier | None:
        """A function from the name of a past to the rows it may be, the likeliest first."""
        if period is None:
            return None

        def look_up(name: str) -> list[tuple[Period, Result]]:
            known = self._known().get((measure.id, result.place), {})
            if name == "last year":
                before = Period(period.year.before(), period.span)
                return [(before, known[before])] if before in known else []
            same_length = (
                other for other in known if other < period and other.span.months == period.span.months
            )
            return [(other, known[other]) for other in sorted(same_length, reverse=True)]

        return look_up

    def _known(self) -> dict[tuple[str, str], dict[Period, Result]]:
        if self._index is None:
            self._index = {}
            for row in self._rows:
                period = read_period(str(row.period), self._year_starts) if _dated(row) else None
                ids = self._find(row.measure, period) if period else ()
                if period is not None and len(ids) == 1:
                    self._index.setdefault((ids[0], row.place), {})[period] = row
        return self._index


def _dated(row: object) -> bool:
    """Whether a row can be somebody's past: it has a period, and its status denies no result."""
    if not isinstance(row, Result) or not row.period or row.fault:
        return False
    return STATUSES.get((row.status or "").strip().casefold(), Reason.UNREADABLE) is None
