"""What the words of a rule depend on: the unit, the aim, and which numbers fit.

The generators of words are built so that every rule they make can be loaded. For that they
keep apart what has to be apart: where results are rounded to a quantum, two edges lie at
least two quanta from each other, so that a round number lies between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from ragengine.exact import plain
from ragengine.strategies.choosing import Draw, pick, whole
from ragengine.strategies.numbers import steps_between

_ONE, _TENTH, _HUNDREDTH = Fraction(1), Fraction(1, 10), Fraction(1, 100)
_TENTH_OF_A_THOUSAND, _THOUSAND, _TENTH_OF_A_MILLION = Fraction(100), Fraction(1000), Fraction(100_000)
_IN_THOUSANDS = (_ONE, _TENTH_OF_A_THOUSAND, _THOUSAND)


@frozen
class Measured:
    """A unit with the words that go with it.

    `endings` may stand behind a number, `amounts` behind a distance, and `quanta` are the
    places that its numbers are written to. `usual` is how far they reach.
    """

    unit: str
    kind: str
    quanta: tuple[Fraction, ...]
    endings: tuple[str, ...] = ("",)
    amounts: tuple[str, ...] = ("",)
    usual: Fraction = Fraction(1000)
    bounded: bool = False
    declares: Mapping[str, Any] = field(factory=dict, hash=False)
    events: str = ""
    per: Fraction = Fraction(1)
    accumulates: bool = False


MEASURED = (
    Measured(
        "percent", "percent", (_ONE, _TENTH, _HUNDREDTH), ("%", ""),
        (" points", " pts", " percentage points", "pp"), Fraction(100), bounded=True,
    ),
    Measured(
        "visits", "count", _IN_THOUSANDS, ("", " visits"), ("", " visits"), Fraction(100_000),
        declares={"visits": ""}, accumulates=True,
    ),
    Measured(
        "admissions per 100k", "rate", (_TENTH, _ONE, _HUNDREDTH),
        ("", " per 100k", " admissions per 100k"), ("", " per 100k"),
        declares={"admissions": {"also": ["adm's"]}}, events="admissions", per=Fraction(100_000),
        accumulates=True,
    ),
    Measured("days", "duration", (_ONE, _TENTH), ("", " days"), ("", " days")),
    Measured("£", "money", (_ONE, _HUNDREDTH, _THOUSAND, _TENTH_OF_A_MILLION), usual=Fraction(10**7),
             accumulates=True),
    Measured("index", "index", (_HUNDREDTH, _ONE, _TENTH)),
    Measured(
        "tonnes", "amount", (_TENTH, _ONE, _TENTH_OF_A_THOUSAND), ("", " tonnes"), ("", " tonnes"),
        Fraction(100_000), declares={"tonnes": {"kind": "amount"}}, accumulates=True,
    ),
    Measured("percent of people", "percent", (_ONE, _TENTH), ("%", ""), (" points",), Fraction(100),
             bounded=True, declares={"people": ""}),
    Measured(
        "people waiting", "count", _IN_THOUSANDS, ("", " people waiting"), ("", " people waiting"),
        Fraction(100_000), declares={"people waiting": {"accumulates": "no"}},
    ),
    Measured(
        "incidents per 10,000 km", "rate", (_TENTH, _HUNDREDTH), ("",), ("",),
        declares={"incidents": ""}, events="incidents", per=Fraction(10_000), accumulates=True,
    ),
    Measured("days a month", "duration", (_ONE, _TENTH), ("", " days a month"), ("", " days a month"),
             declares={"days a month": {"kind": "duration", "also": ["Ave days/Mth"]}}),
)  # fmt: skip
"""The units that the generators know: one of each kind, and what is special about some."""


def measured_in(unit: str) -> Measured:
    """What the generators know of a unit. Raises `ValueError` where they know nothing."""
    for one in MEASURED:
        if one.unit == unit:
            return one
    known = ", ".join(f"`{one.unit}`" for one in MEASURED)
    raise ValueError(f"`{unit}` is none of the units that are generated: {known}")


@frozen
class Numeral:
    """A number with the quantum that it is written to, and its digits in words of the field."""

    value: Fraction
    quantum: Fraction
    text: str


def numeral(steps: int, quantum: Fraction, kind: str) -> Numeral:
    """So many quanta as people write them: `82.0`, `163.8k`, `£1.2m`.

    >>> numeral(1638, Fraction(100), "count").text, numeral(820, Fraction(1, 10), "percent").text
    ('163.8k', '82.0')
    """
    value = steps * quantum
    scale, letter = (Fraction(1), "")
    if quantum >= _TENTH_OF_A_MILLION:
        scale, letter = Fraction(10**6), "m"
    elif quantum > 1:
        scale, letter = Fraction(10**3), "k"
    digits = plain(abs(value) / scale, quantum / scale)
    sign = "-" if value < 0 else ""
    return Numeral(value, quantum, f"{sign}{'£' if kind == 'money' else ''}{digits}{letter}")


@frozen
class Setting:
    """A measure as far as its words depend on it.

    `lowest` and `highest` are the ends of the domain, `rounds_to` the place that results are
    rounded to, `as_quoted` whether the target says that place, `run_rate` whether a run rate may
    stand in, which is not rounded. `comparators` may be used. Distances lie within `reach`, if it
    is given, and are then written in the measure's own unit.
    """

    measured: Measured = MEASURED[0]
    aim: str = "high"
    lowest: Fraction | None = Fraction(0)
    highest: Fraction | None = Fraction(100)
    rounds_to: Fraction | None = None
    as_quoted: bool = False
    run_rate: bool = False
    comparators: tuple[str, ...] = ()
    reach: tuple[Fraction, Fraction] | None = None

    @property
    def low(self) -> Fraction:
        """The smallest number that is written."""
        return -self.measured.usual if self.lowest is None else self.lowest

    @property
    def high(self) -> Fraction:
        """The largest number that is written."""
        return max(self.low, Fraction(0)) + self.measured.usual if self.highest is None else self.highest

    @property
    def apart(self) -> Fraction:
        """How far two edges must lie from each other to keep a round number between them."""
        return 2 * self.rounds_to if self.rounds_to else Fraction(0)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that a rule may name beside target and floor."""
        return ("last year", *self.comparators, "last period", "baseline", "profile")


def draw_number(
    draw: Draw, setting: Setting, min_value: Fraction | None = None, max_value: Fraction | None = None
) -> Numeral:
    """A number of a measure, within its domain or bounds. It shrinks to few digits near 0."""
    low = setting.low if min_value is None else min_value
    high = setting.high if max_value is None else max_value
    grids = [
        (quantum, first, last)
        for quantum in setting.measured.quanta
        for first, last in [steps_between(quantum, low, high)]
        if first <= last
    ]
    quantum, first, last = pick(draw, grids)
    return numeral(whole(draw, first, last), quantum, setting.measured.kind)


def draw_written(draw: Draw, setting: Setting, number: Numeral) -> str:
    """A number with one of the endings of its unit, or bare: `82%`, `82`."""
    return number.text + pick(draw, setting.measured.endings)


def draw_distance(draw: Draw, setting: Setting) -> tuple[Numeral, str]:
    """A distance in a measure's own unit, enough to hold a round number, and its words."""
    least = max(setting.apart, min(setting.measured.quanta))
    first, last = setting.reach or (least, least + setting.measured.usual / 5)
    number = draw_number(draw, setting, first, last)
    return number, number.text + pick(draw, setting.measured.amounts)
