"""What a sentence is made of: the facts that decided a rating, or its absence."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from ragengine.banding import Banding
from ragengine.exact import round_half_away
from ragengine.forecasts import Standing
from ragengine.model import Aim, Measure, usual_domain
from ragengine.periods import Period
from ragengine.rating import Level, Reason
from ragengine.results import Cell, Counts, Result


@frozen
class Caution:
    """Something a reader should know beside a rating. `code` is stable."""

    code: str
    facts: Mapping[str, str] = field(factory=dict, hash=False)


_NOTHING = Cell()


@frozen(eq=False)
class Facts:
    """Everything that decided one verdict.

    `cell` is the result as read, `forecast` what a column of that name says; `rated` the number
    that was compared with the cuts, in the measure's unit. Where there is no rating, `reason`
    says why and `detail` has its facts.
    """

    measure: Measure | None
    period: Period | None
    cell: Cell = _NOTHING
    rated: Fraction | None = None
    level: Level | None = None
    reason: Reason | None = None
    detail: Mapping[str, str] = field(factory=dict)
    banding: Banding | None = None
    standing: Standing | None = None
    counts: Counts | None = None
    cautions: tuple[Caution, ...] = ()
    result: Result | None = None
    measure_text: str = ""
    forecast: Cell | None = None

    @property
    def counted(self) -> Fraction | None:
        """The number as it is compared: rounded where the rule rounds, else as it is."""
        if self.rated is None or self.banding is None:
            return self.rated
        place = self.banding.rounds_to
        return self.rated if place is None else round_half_away(self.rated, place)

    @property
    def compared(self) -> tuple[Fraction, ...]:
        """The number that is held against the target's own; none where nothing is."""
        moved = self.banding is not None and self.banding.moved_by is not None
        number = self.projected if moved else self.counted
        return () if number is None else (number,)

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """The numbers that the result must not read as unless it is one of them.

        Where ratings change and where the target ends; without ranges, where the domain does.
        """
        if self.banding is None:
            return self._ends
        resolved, moved_by = self.banding.resolved, self.banding.moved_by or 1
        ends = (edge.value * moved_by for edge in (resolved.lower, resolved.upper) if edge is not None)
        return (*(cut.value for cut in self.banding.partition.cuts), *ends)

    @property
    def _ends(self) -> tuple[Fraction, ...]:
        assert self.measure is not None  # noqa: S101 - asked where a result has been read
        year, span = (self.period.year, self.period.span) if self.period else (None, None)
        domain = self.measure.domain.at(year, span) or usual_domain(self.measure.unit)
        return tuple(end for end in (domain.lowest, domain.highest) if end is not None)

    @property
    def projected(self) -> Fraction | None:
        """The number on the target's own scale: a run rate scaled up, anything else as rated."""
        moved_by = self.banding.moved_by if self.banding else None
        return self.rated if self.rated is None or moved_by is None else self.rated / moved_by

    def gap(self, number: Fraction | None) -> Fraction | None:
        """From the target's nearest edge to a number, positive on the good side.

        A band's gap is to the nearer edge: positive inside, negative outside.
        """
        if self.banding is None or number is None:
            return None
        resolved = self.banding.resolved
        if resolved.aim is Aim.NONE or (resolved.lower is None and resolved.upper is None):
            return None
        gaps = []
        if resolved.lower is not None:
            gaps.append(number - resolved.lower.value)
        if resolved.upper is not None:
            gaps.append(resolved.upper.value - number)
        return min(gaps)
