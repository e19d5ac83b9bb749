"""Measures by name: ids, and printed codes that may change by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ragengine.errors import CallError
from ragengine.model import Measure
from ragengine.periods import ByYear, Period, Year
from ragengine.spelling import folded


class Names:
    """Finds measures by id, or by a code where it names one measure in that year."""

    def __init__(self, measures: Mapping[str, Measure]) -> None:
        self._measures = measures
        self._by_code: dict[str, list[str]] = {}
        for measure in measures.values():
            code = measure.names.get("code")
            for entry in code.entries if code else ():
                ids = self._by_code.setdefault(folded(entry.value), [])
                if measure.id not in ids:
                    ids.append(measure.id)

    def find(self, name: str, period: Period | None) -> tuple[str, ...]:
        """The ids that a name may mean: one, none, or several measures with one code."""
        if not isinstance(name, str):
            raise CallError(f"a measure is named by its id or code, not by {type(name).__name__}")
        if name in self._measures:
            return (name,)
        wanted = folded(name)
        found = []
        for one in self._by_code.get(wanted, ()):
            code = self._measures[one].printed("code", period)
            if period is None or folded(code or "") == wanted:
                found.append(one)
        return tuple(found)

    def codes(self) -> Iterable[str]:
        """Every code in any year."""
        return (
            entry.value
            for measure in self._measures.values()
            if "code" in measure.names
            for entry in measure.names["code"].entries
        )


def years_of(measure: Measure) -> tuple[Year, ...]:
    """The years that a measure's target, or else its levels, are written for; () for all."""
    if measure.target is not None:
        return _years(measure.target)
    for limits in measure.limits:
        if limits.levels is not None:
            found = set(_years(limits.levels))
            for entry in limits.levels.entries:
                for named in entry.value:
                    found.update(_years(named.ranges))
            return tuple(sorted(found))
    return ()


def _years(values: ByYear[object]) -> tuple[Year, ...]:
    """The years between the ends of entries that have both; one end where one is open."""
    found: set[Year] = set()
    for entry in values.entries:
        if entry.first is not None and entry.last is not None:
            found.update(Year(start) for start in range(entry.first, entry.last + 1))
        elif entry.first is not None:
            found.add(Year(entry.first))
        elif entry.last is not None:
            found.add(Year(entry.last))
    return tuple(sorted(found))
