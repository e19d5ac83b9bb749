"""The only door to pint, opened when two units differ or a pint quantity comes in.

We keep a registry of our own, with dimensions for shares, events, population, money and time:
in pint's default one percent, counts and rates are all dimensionless, so a count would
convert to a percentage without a word. Nothing that a user wrote is ever parsed by pint.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ragengine.exact import NotANumber, Quoted, plain, shortest, terminates
from ragengine.units import Noun, Unit, Written, read_unit

if TYPE_CHECKING:
    from pint import UnitRegistry

_DEFINITIONS = """
whole = [share]
percent = 0.01 whole
point = 0.01 whole
event = [event]
amount = [amount]
person = [population]
pound = [money]
index = [index]
second = [time]
ms = 0.001 second
minute = 60 second
hour = 3600 second
day = 24 hour
week = 7 day
month = [calendar]
year = 12 month
"""

_DURATIONS = {
    "ms": "ms", "seconds": "second", "minutes": "minute", "hours": "hour", "days": "day",
    "weeks": "week", "months": "month", "years": "year",
}  # fmt: skip


_KNOWN = frozenset(
    {"percent", "point", "event", "event / person", "amount", "pound", "index", *_DURATIONS.values()}
)


class Mismatch(ValueError):
    """Two units of which neither can be turned into the other; `source` is what was given."""

    def __init__(self, source: Unit | str, target: Unit) -> None:
        super().__init__(f"{source} and {target}")
        self.source = source


@lru_cache(maxsize=1)
def registry() -> UnitRegistry[Any]:
    """Our own pint registry; loading pint happens here, on the first call."""
    import pint  # noqa: PLC0415 - pint costs a quarter of a second and is seldom needed

    made: UnitRegistry[Any] = pint.UnitRegistry(None, non_int_type=Fraction)
    made.load_definitions(_DEFINITIONS.strip().splitlines())
    return made


def factor(source: Unit, target: Unit) -> Fraction:
    """What a number in `source` is multiplied by to be one in `target`. Raises `Mismatch`.

    >>> from ragengine.units import read_unit
    >>> factor(read_unit("hours", {}), read_unit("days", {}))
    Fraction(1, 24)
    """
    if source == target or source.kind == target.kind == "percent":
        return Fraction(1)
    rates = source.kind == target.kind == "rate"
    if rates and (source.noun not in (None, target.noun) or source.of != target.of):
        raise Mismatch(source, target)
    durations = source.kind == target.kind == "duration"
    ratio = _converted(_pint_unit(source), _pint_unit(target)) if rates or durations else None
    if ratio is None:
        raise Mismatch(source, target)
    return ratio


@lru_cache(maxsize=1024)
def _converted(source: tuple[Fraction, str], target: tuple[Fraction, str]) -> Fraction | None:
    """The ratio of two pint units, or None where their dimensions differ."""
    from pint import DimensionalityError  # noqa: PLC0415 - see registry

    quantity = registry().Quantity
    try:
        ratio = quantity(*source).to(target[1]) / quantity(*target)
    except DimensionalityError:
        return None
    return Fraction(ratio.to("").magnitude)


@define(eq=False, repr=False)
class Conversion:
    """Brings written numbers into one unit; unit words that come again are not read again."""

    unit: Unit
    nouns: Mapping[str, Noun]
    _factors: dict[str, Fraction] = field(factory=dict, repr=False)

    def convert(self, written: Written) -> Quoted:
        """A written number in the unit; a bare one is in it already.

        One that has no finite decimal there (100 minutes in days) keeps no text.

        Raises `UnitProblem` for words that name no unit, `Mismatch` for another kind of unit
        and `NotANumber` where the words hold digits that cannot be read.
        """
        number, words = written.number, written.unit
        if not words:
            return number
        times = self._factors.get(words)
        if times is None:
            times = self._factors[words] = factor(read_unit(words, self.nouns), self.unit)
        if times == 1:
            return number
        value = number.value * times
        return Quoted(value, number.quantum * times, plain(value) if terminates(value) else "")


def is_quantity(value: object) -> bool:
    """Whether a value is a pint quantity, of any registry, without loading pint."""
    return hasattr(value, "magnitude") and hasattr(value, "units")


def from_quantity(value: Any, unit: Unit) -> Fraction:
    """A pint quantity as an exact number in a measure's unit.

    Its unit is known by name, so a quantity of any registry will do; its magnitude counts as
    it would alone, a float by its shortest decimal. Raises `Mismatch`, and `NotANumber` for a
    magnitude that is no number.
    """
    magnitude = value.magnitude
    try:
        number = shortest(magnitude) if isinstance(magnitude, float) else Fraction(magnitude)
    except (TypeError, ValueError, OverflowError):
        raise NotANumber("it is not a finite number") from None
    name = str(value.units)
    if name == "dimensionless" and unit.kind == "index":
        return number
    size, target = _pint_unit(unit)
    foreign_pound = name == "pound" and "[money]" not in str(value.dimensionality)
    ratio = _converted((Fraction(1), name), (size, target)) if name in _KNOWN else None
    if ratio is None or foreign_pound:
        raise Mismatch(name, unit)
    return number * ratio


def to_quantity(value: Fraction, unit: Unit) -> Any:
    """A number in a measure's unit as a pint quantity of our registry.

    What is counted in a noun of the author's own comes out in events, what is weighed or timed
    in one in amounts.
    """
    size, name = _pint_unit(unit)
    return registry().Quantity(value * size, name)


def _pint_unit(unit: Unit) -> tuple[Fraction, str]:
    """A unit of ours as so many of a unit of our registry."""
    if unit.kind == "rate":
        return Fraction(1) / (unit.per or 1), "event / person"
    if unit.kind == "duration" and unit.noun and (name := unit.noun.name.casefold()) in _DURATIONS:
        return Fraction(1), _DURATIONS[name]
    names = {"percent": "percent", "index": "index", "money": "pound", "count": "event"}
    return Fraction(1), names.get(unit.kind, "amount")
