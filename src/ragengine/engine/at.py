"""A rule set in one period, as a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ragengine.engine.held import MeasureInContext
from ragengine.periods import Period

if TYPE_CHECKING:
    from ragengine.engine.rules import RuleSet


class RulesAt(Mapping[str, MeasureInContext]):
    """The measures of a rule set in one period, by id; a printed code finds its measure too.

    A name that no measure has, or several, is a missing key. Without a period a measure that
    is rated by year is there all the same, and asking for it is a `CallError`.
    """

    def __init__(self, rules: RuleSet, period: Period | None) -> None:
        self._rules = rules
        self.period = period

    def __getitem__(self, measure: str) -> MeasureInContext:
        return self._rules.hold(measure, self.period)

    def __contains__(self, measure: object) -> bool:
        return isinstance(measure, str) and len(self._rules.named(measure, self.period)) == 1

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)
