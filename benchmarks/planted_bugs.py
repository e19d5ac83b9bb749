"""Bugs of rule engines, planted one at a time, and which law finds each.

Run it with `python benchmarks/planted_bugs.py` from the checkout: it prints a table and, with
`--write`, puts it into docs/property-tests.md. The laws are held against the shipped rules,
then generated ones, which say what the shipped do not. The same examples are tried each time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest.mock import patch

from attrs import evolve
from hypothesis import Phase, given, seed, settings

import ragengine
from ragengine import banding, properties, quantities, strategies
from ragengine.cuts import Cut, Interval, above
from ragengine.engine import RuleSet, workings
from ragengine.model import Aim, Measure, Operator, RuleFile
from ragengine.periods import ByYear
from ragengine.properties import Counterexample
from ragengine.rating import Reason
from ragengine.resolution import Resolved
from ragengine.resolution.numbers import Reach
from ragengine.results import Cell, CellReader

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "property-tests.md"
MOST = 1000
"""Examples within which each bug must be found."""

_BETWEEN = re.compile(r"(?<=<!-- planted bugs -->\n).*?(?=<!-- end -->)", re.DOTALL)

Plant = Callable[[], Any]
BUGS: dict[str, Plant] = {}


def bug(name: str) -> Callable[[Plant], Plant]:
    """Name a bug and put it among the bugs."""

    def put(plant: Plant) -> Plant:
        BUGS[name] = contextmanager(plant)
        return plant

    return put


# ---- cuts ------------------------------------------------------------------------------------


@bug("an edge off by one: `at least 82` leaves out 82")
def edge() -> Iterator[None]:
    """The cut is on the other side of its number."""
    with patch.dict(banding._HALVES, {Operator.AT_LEAST: lambda value: Interval(above(value), None)}):
        yield


@bug("halves go to the even number: 80.5 is rounded to 80")
def half_even() -> Iterator[None]:
    """A half belongs to the number above it only where that is even."""

    def fold(cut: Cut, quantum: Fraction) -> Cut:
        steps = cut.value / quantum
        multiple = steps.__floor__() + 1 if cut.side else steps.__ceil__()
        return Cut((multiple - Fraction(1, 2)) * quantum, multiple % 2)

    with patch.object(banding, "folded", fold):
        yield


@bug("a margin is reckoned in floats: 0.1 is 0.1000000000000000055")
def float_margin() -> Iterator[None]:
    """The distance is the binary number next to the right one."""
    real = Resolved.reach

    def reach(self: Resolved, *arguments: Any, **named: Any) -> Reach:
        exact = real(self, *arguments, **named)
        return Reach(Fraction(float(exact.distance)), exact.strict)

    with patch.object(Resolved, "reach", reach):
        yield


@bug("amber lies on the wrong side of a band alone")
def band_sides() -> Iterator[None]:
    """Of two margins the lower is lost."""
    real = banding._around

    def around(ranged: Any, *arguments: Any) -> Interval:
        return real(evolve(ranged, below=None), *arguments)

    with patch.object(banding, "_around", around):
        yield


# ---- the rule in a year ----------------------------------------------------------------------


def resolving(change: Callable[[Measure], Measure]) -> Any:
    """An engine that resolves another rule than was written."""
    real = workings.resolve

    def resolve(measure: Measure, *arguments: Any) -> Resolved:
        return real(change(measure), *arguments)

    return patch.object(workings, "resolve", resolve)


@bug("a year is dropped: the target of the last year is not seen")
def dropped_year() -> Iterator[None]:
    """Of several targets the last is lost."""

    def change(measure: Measure) -> Measure:
        entries = measure.target.entries if measure.target else ()
        return evolve(measure, target=ByYear(entries[:-1])) if len(entries) > 1 else measure

    with resolving(change):
        yield


@bug("the aim is swapped: low is taken for high")
def swapped_aim() -> Iterator[None]:
    """High and low are exchanged."""
    swapped = {Aim.HIGH: Aim.LOW, Aim.LOW: Aim.HIGH}

    def change(measure: Measure) -> Measure:
        entries = (evolve(one, value=swapped.get(one.value, one.value)) for one in measure.aim.entries)
        return evolve(measure, aim=ByYear(tuple(entries)))

    with resolving(change):
        yield


@bug("a default is stale: it goes before the measure's own margin")
def stale_default() -> Iterator[None]:
    """Of own limits and defaults the last is heard first."""
    with resolving(lambda measure: evolve(measure, limits=measure.limits[::-1])):
        yield


# ---- results ---------------------------------------------------------------------------------


@bug("a unit is converted the wrong way: an hour is 24 days")
def unit_factor() -> Iterator[None]:
    """What should be multiplied is divided."""
    real = quantities.factor
    with patch.object(quantities, "factor", lambda source, target: 1 / real(source, target)):
        yield


@bug("a missing result is taken for zero")
def missing_as_zero() -> Iterator[None]:
    """An empty cell is read as 0."""
    real = CellReader.read

    def read(self: CellReader, value: object) -> Cell:
        cell = real(self, value)
        return Cell(Fraction(0)) if cell.absent is Reason.MISSING else cell

    with patch.object(CellReader, "read", read):
        yield


@bug("a context is cached without its year: the first year asked for rates all")
def cached_context() -> Iterator[None]:
    """A measure is held once, whatever the period."""
    real = RuleSet.context

    def context(self: RuleSet, measure: Measure, period: Any) -> Any:
        kept = self.__dict__.setdefault("_by_id", {})
        if measure.id not in kept:
            kept[measure.id] = real(self, measure, period)
        return kept[measure.id]

    with patch.object(RuleSet, "context", context):
        yield


# ---- the table -------------------------------------------------------------------------------


def generated(count: int = 100) -> RuleSet:
    """Rules that say everything the language can say: so many measures, the same each time."""
    found: list[Measure] = []

    @seed(0)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate])
    @given(strategies.measures())
    def draw(measure: Measure) -> None:
        found.append(evolve(measure, id=f"generated-{len(found) + 1}"))

    draw()
    return RuleSet([RuleFile("", "", tuple(found))])


def subjects() -> dict[str, RuleSet]:
    """The rule sets that the laws are held against, made before anything is planted."""
    return {"shipped": ragengine.load(ROOT / "rules"), "generated": generated()}


def found_in(rules: RuleSet, name: str, laws: Sequence[str], most: int = MOST) -> list[Counterexample]:
    """The counterexamples to some laws with a bug planted."""
    with BUGS[name]():
        return properties.check(rules, max_examples=most, laws=laws)


def first_found(name: str, rules: Mapping[str, RuleSet]) -> tuple[str, Counterexample] | None:
    """The rules in which a bug is found first, and the counterexample to the law that finds it.

    Law by law, each against all the rules: with a tenth of the examples, and then with all.
    """
    for most in (MOST // 10, MOST):
        for law in properties.LAWS:
            for kind, each in rules.items():
                found = found_in(each, name, [law], most)
                if found:
                    return kind, found[0]
    return None


def row(name: str, found: tuple[str, Counterexample] | None) -> str:
    """A row of the table."""
    if found is None:
        return f"| {name} | none | - | - | - |"
    kind, one = found
    return f"| {name} | {kind} | `{one.law}` | {one.examples} | `{one.as_case()}` |"


def main(arguments: list[str]) -> None:
    """Print the table; with `--write` put it into the page."""
    rules = subjects()
    rows = ["| bug | rules | found by | examples | as a case |", "| --- | --- | --- | --- | --- |"]
    for name in BUGS:
        rows.append(row(name, first_found(name, rules)))
        print(rows[-1], flush=True)
    text = "\n".join(rows) + "\n"
    if "--write" in arguments:
        page = _BETWEEN.sub(lambda _: f"\n{text}\n", DOCUMENT.read_text(encoding="utf-8"))
        DOCUMENT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
