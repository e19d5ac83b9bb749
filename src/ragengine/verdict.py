"""The answer: a rating or a reason, with the facts that decided it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ragengine.banding import Banding
from ragengine.cuts import Partition
from ragengine.explain import Caution, Facts
from ragengine.forecasts import Standing
from ragengine.model import Measure
from ragengine.periods import Period
from ragengine.quantities import to_quantity
from ragengine.rating import Level, Reason
from ragengine.results import Result, read_cell

if TYPE_CHECKING:
    from ragengine.certificate import Certificate


@frozen(eq=False)
class Context:
    """A measure in a context where a plain number can be rated: what its verdicts share."""

    measure: Measure
    period: Period | None
    banding: Banding
    standing: Standing
    cautions: tuple[Caution, ...] = ()


class Verdict:
    """A rating with its reasons, or a reason why there is none.

    A verdict keeps the number and the context; the sentence, the gap and the certificate are
    made when they are asked for.
    """

    __slots__ = ("_context", "_facts", "_rating", "_value")

    _context: Context | None
    _facts: Facts | None
    _rating: Level | None
    _value: Any

    @classmethod
    def of(cls, facts: Facts) -> Verdict:
        """The verdict on facts that are all known."""
        verdict = cls()
        verdict._context, verdict._value = None, None
        verdict._rating, verdict._facts = facts.level, facts
        return verdict

    @property
    def rating(self) -> Level | None:
        """The level, or None where there is no rating; then `reason` says why."""
        return self._rating

    @property
    def facts(self) -> Facts:
        """Everything that decided the verdict."""
        if self._facts is None:
            context = self._context
            assert context is not None  # noqa: S101 - a verdict has facts or a context
            measure = context.measure
            cell = read_cell(self._value, measure.unit, measure.nouns, measure.year_starts)
            self._facts = Facts(
                measure, context.period, cell, cell.value, self._rating,
                banding=context.banding, standing=context.standing, cautions=context.cautions,
                result=Result(measure.id, self._value), measure_text=measure.id,
            )  # fmt: skip
        return self._facts

    @property
    def reason(self) -> Reason | None:
        """Why there is no rating: `Reason.NOT_DUE` and the others; None where there is one."""
        return None if self._rating is not None else self.facts.reason

    @property
    def value(self) -> Fraction | None:
        """The exact number that was rated, in the measure's unit; None where there is none.

        >>> from ragengine import rate
        >>> rate("81.8%", target="82%", amber="2 points").value
        Fraction(409, 5)
        """
        return self.facts.rated

    @property
    def gap(self) -> Fraction | None:
        """From the target's nearest edge to the result, exact and before rounding.

        In the measure's unit, positive on the good side. Where a run rate stands in, the gap
        is the projected figure's. None where there is no target to be measured from.

        >>> from ragengine import rate
        >>> str(rate("81.8%", target="82%", amber="2 points").gap)
        '-1/5'
        """
        return self.facts.gap(self.facts.projected)

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What a reader should know beside the rating."""
        return self.facts.cautions

    @property
    def partition(self) -> Partition[Level] | None:
        """The cuts and levels that the result was rated by; None where it was not."""
        banding = self.facts.banding
        return None if banding is None else banding.partition

    @property
    def measure(self) -> str:
        """The measure's id, or what was asked for where no measure has that name."""
        measure = self.facts.measure
        return self.facts.measure_text if measure is None else measure.id

    @property
    def period(self) -> Period | None:
        """The period of the result."""
        return self.facts.period

    def sentence(self, *, cautions: bool = True) -> str:
        """The explanation; without cautions where a table prints them as footnotes."""
        from ragengine.explain.sentences import sentence  # noqa: PLC0415 - most verdicts are never asked

        return sentence(self.facts, cautions=cautions)

    def __str__(self) -> str:
        return self.sentence()

    def quantity(self) -> Any:
        """The result as a pint quantity of our own registry; None where there is no result."""
        facts = self.facts
        if facts.rated is None or facts.measure is None:
            return None
        return to_quantity(facts.rated, facts.measure.unit)

    def to_dict(self) -> Certificate:
        """The certificate, format 1: enough to derive the rating again without ragengine.

        See `docs/certificate.md`. Numbers are strings, ratios without a finite decimal are
        `[numerator, denominator]`.
        """
        from ragengine.certificate import certificate  # noqa: PLC0415 - few verdicts are asked for it

        return certificate(self.facts)

    def __repr__(self) -> str:
        shown = self._rating if self._rating is not None else f"not rated, {self.reason}"
        return f"<Verdict {self.measure}: {shown}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Verdict):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.measure, self._rating, self.value))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Verdict.of, (self.facts,))
