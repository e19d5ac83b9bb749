"""A rule set: every measure, found by id or by its printed code, and the rating of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from ragengine.collector import collector_at_rest
from ragengine.engine.at import RulesAt
from ragengine.engine.held import MeasureInContext
from ragengine.engine.history import History
from ragengine.engine.naming import Names, years_of
from ragengine.engine.refusing import unknown_measure, unreadable_row, way_of_period
from ragengine.engine.shelf import Shelf
from ragengine.engine.stretches import Stretch, stretches_of
from ragengine.errors import CallError, UnknownMeasure
from ragengine.model import Measure, RuleFile
from ragengine.periods import APRIL, Period, read_period
from ragengine.rating import Reason
from ragengine.resolution import figures_ever_needed
from ragengine.results import Result
from ragengine.spelling import nearest
from ragengine.verdict import Verdict

_ROW = "a row is a `Result`, or a pair of a measure and a value"


class RuleSet:
    r"""The rules of one or several files. It never changes, and may be shared and pickled.

    Get one from `ragengine.load` or `ragengine.loads`.

    >>> from ragengine import loads
    >>> rules = loads("ragengine: 1\nmeasures: {answered: {code: C1, aim: high, unit: percent,"
    ...               " target: {2023-24: 80%, 2024-25: 82%}, amber: 2 points}}")
    >>> len(rules), "answered" in rules
    (1, True)
    >>> print(rules.rate("C1", "81%", period="2024-25"))
    Amber: 81% is 1 percentage point short of the 82% target, within its 2-point margin.
    >>> [str(verdict.rating) for verdict in rules.rate_many([("C1", 81), ("C1", 79)], period="2023-24")]
    ['green', 'amber']
    >>> rules.at("2024-25")["answered"]
    <answered in 2024-25>
    >>> rules.hold("C1", "2023-24").rate(80.5).rating.name
    'green'
    """

    def __init__(self, files: Iterable[RuleFile]) -> None:
        self.files = tuple(files)
        self.measures: Mapping[str, Measure] = {
            measure.id: measure for file in self.files for measure in file.measures
        }
        self._names = Names(self.measures)
        self._year_starts = next((one.year_starts for one in self.measures.values()), APRIL)
        self._held: dict[Any, MeasureInContext] = {}
        self._shelf = Shelf()
        self._contexts: dict[object, MeasureInContext] = {}
        self._rated: dict[str, tuple[Stretch, ...]] = {}

    @property
    def title(self) -> str:
        """The title of the first file, in the last year where it changes."""
        return self.files[0].title if self.files else ""

    @property
    def figures(self) -> list[str]:
        """The named figures that some rule asks a result for: what a column may be headed with."""
        asked = {name for measure in self.measures.values() for name in figures_ever_needed(measure)}
        return sorted(asked)

    def __len__(self) -> int:
        return len(self.measures)

    def __iter__(self) -> Iterator[str]:
        return iter(self.measures)

    def __contains__(self, measure: object) -> bool:
        return measure in self.measures

    def __eq__(self, other: object) -> bool:
        return self.measures == other.measures if isinstance(other, RuleSet) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # compared by meaning, so not hashable

    def __reduce__(self) -> tuple[Any, ...]:
        return (RuleSet, (self.files,))

    def __repr__(self) -> str:
        return f"<RuleSet {self.title!r}: {len(self)} measures>"

    # ---- contexts --------------------------------------------------------------------------

    def at(self, period: str | Period | None = None) -> RulesAt:
        """The rules in a period, a mapping by id or code. Raises `CallError` for no period."""
        return RulesAt(self, self._period(period))

    def _period(self, period: object) -> Period | None:
        if period is None or isinstance(period, Period):
            return period
        found = read_period(str(period), self._year_starts)
        if found is None:
            way = way_of_period(str(period), self._year_starts)
            raise CallError(f"`{period}` is no period; {way}")
        return found

    def hold(self, measure: str, period: str | Period | None = None) -> MeasureInContext:
        """A measure in a context, kept for the next call.

        Raises `UnknownMeasure` where no measure, or several, have that name, and another
        `CallError` where the measure is rated by year and no period is given.
        """
        found = self._period(period)
        ids = self._names.find(measure, found)
        if len(ids) != 1:
            raise UnknownMeasure(self._no_such(measure, ids, found))
        one = self.measures[ids[0]]
        if found is None:
            sole = self._sole(one)
            if sole is None:
                years = self._years(one)
                raise CallError(f"`{one.id}` is rated by year: give `period=`, one of {years}")
            found = sole.period
        return self.context(one, found)

    def named(self, name: str, period: Period | None) -> tuple[str, ...]:
        """The ids of the measures that an id or a printed code may mean in a period."""
        return self._names.find(name, period)

    def every_year(self, measure: str) -> list[MeasureInContext]:
        """A measure in each year that its target is written for, and in which its rule changes.

        Raises `UnknownMeasure` where no measure, or several, have that name.
        """
        ids = self._names.find(measure, None)
        if len(ids) != 1:
            raise UnknownMeasure(self._no_such(measure, ids, None))
        one = self.measures[ids[0]]
        stretches = self._stretches(one)
        if stretches[0].period is None:
            return [self.context(one, None)]
        changes = {stretch.period for stretch in stretches if stretch.period is not None}
        written = {Period(year) for year in years_of(one)}
        contexts = [self.context(one, period) for period in sorted(changes | written)]
        return [held for held in contexts if not _says_nothing(held)] or contexts

    def context(self, measure: Measure, period: Period | None) -> MeasureInContext:
        """A measure of this rule set in a context, without looking its name up."""
        key = (measure.id, period, period is not None and period.year.single)
        if key not in self._contexts:
            worded = None if period is None else period.worded(measure.year_starts)
            self._contexts[key] = MeasureInContext(measure, worded, self._shelf)
        return self._contexts[key]

    def _stretches(self, measure: Measure) -> tuple[Stretch, ...]:
        """The stretches of years in which a measure has anything to rate by.

        What is for information only in all is one, whatever else its rule says by year.
        """
        if measure.id not in self._rated:
            every = self.context(measure, None)
            found = [(one, self.context(measure, one.period)) for one in stretches_of(measure)]
            alike = all(_only_informs(held) for held in (every, *(held for _, held in found)))
            rated = [one for one, held in found if not _says_nothing(held)] or stretches_of(measure)
            self._rated[measure.id] = (Stretch(None),) if alike else tuple(rated)
        return self._rated[measure.id]

    def _sole(self, measure: Measure) -> Stretch | None:
        """The stretch of a measure that needs no period: one year, or every one."""
        stretches = self._stretches(measure)
        return stretches[0] if len(stretches) == 1 and stretches[0].is_sole else None

    def _years(self, measure: Measure) -> str:
        return ", ".join(str(one) for one in self._stretches(measure))

    def _no_such(self, measure: str, ids: tuple[str, ...], period: Period | None) -> str:
        if ids:
            when = f" in {period}" if period else ""
            several = " and ".join(f"`{one}`" for one in ids)
            return f"`{measure}` is the code of several measures{when}: use one of the ids {several}"
        near = self.nearest(measure)
        question = f"; did you mean `{near}`?" if near else ""
        when = f" in {period}" if period and self._names.find(measure, None) else ""
        return f"`{measure}` is no measure of these rules{when}{question}"

    def nearest(self, measure: str) -> str | None:
        """The id that is most like a name that no measure has, or else the code.

        For a code that is used in other years alone it is the id, which is good in all.
        """
        if elsewhere := self._names.find(measure, None):
            return elsewhere[0]
        for names in (self.measures, self._names.codes()):
            folded = {name.casefold(): name for name in reversed(list(names))}
            if found := nearest(measure, folded):
                return folded[found]
        return None

    # ---- rating ----------------------------------------------------------------------------

    def rate(
        self,
        measure: str,
        value: Any,
        *,
        period: str | Period | None = None,
        figures: Mapping[str, Any] | None = None,
    ) -> Verdict:
        """The verdict on a value of a measure, by id or by its printed code.

        `value` is text as published, an int, float, Decimal or Fraction in the measure's
        unit, a pair of counts, a pint quantity, or a `Result`. Without `period` that of a
        `Result` is used, or else the sole year; a rule by year without a period is a
        `CallError`, and so is a `Result` of another measure. A name that no measure has gives
        *not rated: unknown-measure*.
        """
        if isinstance(value, Result):
            return self._rate_given(measure, value, period, figures)
        key = measure if period is None else (measure, period)
        try:
            held = self._held[key]
        except KeyError:
            found = self._period(period)
            ids = self._names.find(measure, found)
            if len(ids) != 1:
                return self._unknown(measure, ids, found, Result(measure, value))
            held = self._held[key] = self.hold(measure, period)
        return held.rate(value, figures)

    def _rate_given(
        self,
        measure: str,
        result: Result,
        period: str | Period | None,
        figures: Mapping[str, Any] | None,
    ) -> Verdict:
        """A row handed to `rate`: its period counts where the call gives none, figures add up."""
        found = self._period(period if period is not None else result.period)
        given = self._as_of(measure, result, found)
        ids = self._names.find(measure, found)
        if len(ids) != 1:
            return self._unknown(measure, ids, found, given)
        return self.hold(measure, found).rate(given, figures)

    def _as_of(self, measure: str, result: Result, period: Period | None) -> Result:
        """A row by the name that the call gives its measure. Raises `CallError` for another's."""
        ids = set() if result.measure == measure else set(self._names.find(measure, period))
        if ids and ids.isdisjoint(self._names.find(result.measure, period)):
            raise CallError(f"the result is of `{result.measure}`, and the call asks for `{measure}`")
        return evolve(result, measure=measure)

    def rate_many(self, rows: Iterable[Any], *, period: str | Period | None = None) -> list[Verdict]:
        """The verdicts on many rows: `Result`s, or pairs of a measure and a value or a `Result`.

        A past that a rule asks for (`last year`) is looked for in the `Result`s of the same
        measure, too. `period` is for rows that carry none; a pair without one, whose measure
        is rated by year, is a `CallError`.
        """
        with collector_at_rest():
            return list(self.rate_each(rows, period=period))

    def rate_each(self, rows: Iterable[Any], *, period: str | Period | None = None) -> Iterator[Verdict]:
        """As `rate_many`, one verdict at a time."""
        rows = rows if isinstance(rows, Sequence) else list(rows)
        history = History(rows, self._names.find, self._year_starts)
        raters: dict[str, Callable[[Any], Verdict]] = {}
        for row in rows:
            if type(row) is not tuple:
                yield self._rate_result(row, period, history)
                continue
            if len(row) != 2:  # noqa: PLR2004 - a measure and a value
                raise CallError(_ROW)
            measure, value = row
            if isinstance(value, Result):
                yield self._rate_result(self._as_of(measure, value, None), period, history)
                continue
            rate = raters.get(measure)
            if rate is None:
                verdict = self.rate(measure, value, period=period)
                if verdict.reason is not Reason.UNKNOWN_MEASURE:
                    raters[measure] = self.hold(measure, period).rate
                yield verdict
            else:
                yield rate(value)

    def _rate_result(self, result: Result, period: str | Period | None, history: History) -> Verdict:
        if not isinstance(result, Result):
            raise CallError(_ROW)
        given: object = result.period or period
        if given is None or isinstance(given, Period):
            found = given
        else:
            found = read_period(str(given), self._year_starts)
            if found is None:
                way = way_of_period(str(given), self._year_starts)
                return unreadable_row(result, "period", str(given), way)
        ids = self._names.find(result.measure, found)
        if len(ids) != 1:
            return self._unknown(result.measure, ids, found, result)
        measure = self.measures[ids[0]]
        if found is None:
            sole = self._sole(measure)
            if sole is None:
                why = f"the row has no period; it may be one of {self._years(measure)}"
                return unreadable_row(result, "period", "", why)
            found = sole.period
        held = self.context(measure, found)
        return held.rate_result(result, history.earlier(measure, found, result))

    def _unknown(self, measure: str, ids: tuple[str, ...], period: Period | None, result: Result) -> Verdict:
        return unknown_measure(measure, ids, period, result, None if ids else self.nearest(measure))


def _only_informs(held: MeasureInContext) -> bool:
    return held.lacking is not None and held.lacking.reason is Reason.INFORMATION_ONLY


def _says_nothing(held: MeasureInContext) -> bool:
    """Whether a rule has no target in a context, nor levels but the one that takes the rest."""
    if held.lacking is not None:
        return held.lacking.reason is Reason.NO_TARGET_THIS_YEAR
    return held.partition is not None and not held.partition.cuts
