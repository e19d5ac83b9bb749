"""A measure in a context, held to rate many results fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ragengine.engine.figures import Earlier
from ragengine.engine.judging import judge
from ragengine.engine.ladder import Ladder
from ragengine.engine.shelf import Shelf
from ragengine.engine.workings import Workings
from ragengine.errors import CallError
from ragengine.messages import did_you_mean
from ragengine.model import Measure
from ragengine.periods import Period
from ragengine.rating import Level
from ragengine.resolution import figures_ever_needed
from ragengine.resolution.mentions import POPULATION
from ragengine.results import Result, Unclear
from ragengine.spelling import folded, nearest
from ragengine.verdict import Verdict


class MeasureInContext(Workings):
    """A measure at a reporting year, or a part of it. Get one from `rules.at(period)[id]`.

    Where nothing of a result's row is needed, its cuts are known at once and a plain number
    is rated by one bisection over doubles that were made for it (see `ragengine.exact`).
    """

    __slots__ = ("_ladder",)

    def __init__(self, measure: Measure, period: Period | None, shelf: Shelf) -> None:
        super().__init__(measure, period, shelf)
        self._ladder: Ladder | None = None

    def __repr__(self) -> str:
        when = f" in {self.period}" if self.period else ""
        return f"<{self.measure.id}{when}>"

    def rate(self, value: Any, figures: Mapping[str, Any] | None = None) -> Verdict:
        r"""The verdict on a value: text as published, a number, counts, or a `Result`.

        `figures` are named figures that the rule asks for: `{"last year": "62%"}`, and for a
        rate the `population`. Raises `CallError` for one that it asks for in no year.

        >>> from ragengine import loads
        >>> text = "ragengine: 1\nmeasures: {m: {aim: high, unit: percent, target: last year, amber: none}}"
        >>> print(loads(text).hold("m").rate("60%", {"last year": "62%"}))
        Red: 60% is 2 percentage points below the 62% of last year.
        """
        level = None
        ladder = self._ladder
        if figures is None and ladder is not None:
            kind = type(value)
            if kind is float or kind is int:
                level = ladder.levels[bisect_right(ladder.doubles, value)]
                if ladder.whole and level is not None and value % 1:
                    level = None
            elif kind is Decimal:
                level = ladder.of_decimal(value)
            elif kind is str:
                level = self._text_level(value, ladder)
        if level is not None:
            verdict = Verdict()
            verdict._context = self._context
            verdict._value = value
            verdict._rating = level
            verdict._facts = None
            return verdict
        if figures:
            self.refuse_unasked(figures)
        if isinstance(value, Result):
            return self.rate_result(value.beside(figures or {}))
        if figures is None and self._climb(value):
            return self.rate(value)
        return self.rate_result(Result(self.measure.id, value).beside(figures or {}))

    def refuse_unasked(self, figures: Iterable[str]) -> None:
        """Raise `CallError` for a figure that the rule asks for in no year: it would do nothing."""
        needed = self.needs
        if needed.issuperset(figures):
            return
        asked = sorted(figures_ever_needed(self.measure))
        if self.measure.unit.kind == "rate":
            asked.append(POPULATION)
        known = set(map(folded, asked))
        for name in figures:
            if folded(name) not in known:
                question = did_you_mean(nearest(name, asked)) or f"it asks for: {', '.join(asked) or 'none'}"
                says = f"`{name}` is no figure that the rule of `{self.measure.id}` asks a result for"
                raise CallError(f"{says}; {question.strip()}")

    def _text_level(self, text: str, ladder: Ladder) -> Level | None:
        """The level of a plain published number; None leaves any other cell to the slow path."""
        try:
            cell = self.cells.read(text)
        except Unclear:
            return None
        return ladder.of_fraction(cell.value) if cell.value is not None and cell.is_plain else None

    def rate_result(self, result: Result, earlier: Earlier | None = None) -> Verdict:
        """The verdict on a row of results, with the cells as published."""
        return Verdict.of(judge(self, result, earlier))

    def _climb(self, value: Any) -> bool:
        """Make the ladder that the first value of a type needs; False where none is left to make."""
        if self._context is None:
            return False
        if self._ladder is None:
            banding = self._context.banding
            self._ladder = self._shelf.ladder(banding.partition, banding.resolved.domain)
            return True
        return type(value) in (float, int) and self._ladder.prepare_doubles()
