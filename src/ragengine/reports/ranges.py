"""The ranges of a measure: which values get which level, and where each number came from."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.banding import Banding, domain_interval, in_words
from ragengine.cuts import Interval
from ragengine.engine import MeasureInContext
from ragengine.engine.judging import what_is_wrong
from ragengine.exact import place_in_words
from ragengine.explain.facts import Facts
from ragengine.explain.reasons import not_rated
from ragengine.explain.show import exactly, number, shower
from ragengine.explain.target import figure_phrase
from ragengine.rating import Level, Reason
from ragengine.resolution import Resolved
from ragengine.resolution.levels import limits_at
from ragengine.resolution.mentions import POPULATION
from ragengine.source import Place
from ragengine.verdict import Verdict

_BAR = 40


def explain_measure(held: MeasureInContext, verdict: Verdict | None = None) -> str:
    """A measure in a context, for `ragengine explain`: a bar, the ranges, the sources.

    Where the ranges depend on a result's own figures, those of the verdict are shown.
    """
    measure = held.measure
    title = measure.printed("title", held.period)
    when = f" in {held.period}" if held.period else ""
    lines = [f"{measure.id}{when}" + (f": {title}" if title else "")]
    banding = held.banding or (verdict.facts.banding if verdict else None)
    if banding is None:
        return "\n".join([*lines, *_without_ranges(held)]) + "\n"
    resolved = banding.resolved
    lines += [f"  aim {resolved.aim}, in {measure.unit}", ""]
    lines += [f"  {line}" for line in _bar(banding)]
    lines += ["", *_ranges(banding), "", *_sources(resolved, banding, held)]
    return "\n".join(lines) + "\n"


def _without_ranges(held: MeasureInContext) -> list[str]:
    if held.fault is not None:
        why = what_is_wrong(held.fault)
        facts = Facts(held.measure, held.period, reason=Reason.NO_PARTITION, detail={"why": why})
        return [f"  {not_rated(facts)}"]
    lacking = held.lacking
    assert lacking is not None  # noqa: S101 - a context has ranges or lacks something
    if "figure" in lacking.facts:
        population = ["the population"] if lacking.facts["figure"] == POPULATION else []
        own = {name for name, each in held.measure.figures.items() if each.entry(held.year, held.span)}
        asked = ", ".join([*sorted(held.needs - own), *population])
        return [f"  The ranges depend on a figure of each result: {asked}.", "", *_written(held)]
    facts = Facts(held.measure, held.period, reason=lacking.reason, detail=lacking.facts)
    return [f"  {not_rated(facts)}"]


def _inside(banding: Banding) -> list[tuple[Interval, Level]]:
    """The pieces, no further than results can lie."""
    domain = domain_interval(banding.resolved.domain)
    return [(piece.meet(domain), level) for piece, level in banding.partition.pieces()]


def _bar(banding: Banding) -> list[str]:
    """The line from low to high in equal pieces, read by letters: no colour is needed."""
    pieces = [level for _, level in _inside(banding)]
    shown = shower(banding.resolved.unit)
    numbers = [len(shown(cut.value)) for cut in banding.partition.cuts]
    names = [len(level.name) + 2 for level in pieces]
    width = max(_BAR // len(pieces), *names, *numbers)  # so wide that no two numbers meet
    bar = "|".join(level.name.center(width) for level in pieces)
    marks = " " * (len(bar) + 2)
    for position, cut in enumerate(banding.partition.cuts):
        text = shown(cut.value)
        at = (position + 1) * (width + 1)
        start = max(0, at - len(text) // 2)
        marks = f"{marks[:start]}{text}{marks[start + len(text) :]}"
    return [f"|{bar}|", marks.rstrip()]


def _ranges(banding: Banding) -> Iterator[str]:
    pieces = _inside(banding)
    widest = max(len(level.name) for _, level in pieces)
    for piece, level in pieces:
        yield f"  {level.name:{widest}}  {in_words(piece, shower(banding.resolved.unit, exactly))}"


def _written(held: MeasureInContext) -> Iterator[str]:
    """What the author wrote for this context, and where."""
    measure, target = held.measure, held.measure.target
    entry = None if target is None else target.entry(held.year, held.span)
    if entry is not None:
        yield _line("target", entry.value.text, entry.origin)
    limits = limits_at(measure, held.year, held.span)
    if limits.amber is not None:
        yield _line("amber", limits.amber.value.text, limits.amber.origin)
    if limits.floor is not None:
        yield _line("floor", limits.floor.value.text, limits.floor.origin)
    for name, ranged in limits.levels:
        yield _line(name, ranged.text, ranged.origin)


def _sources(resolved: Resolved, banding: Banding, held: MeasureInContext) -> Iterator[str]:
    """Where every number came from."""
    yield from _written(held)
    facts = Facts(held.measure, held.period, banding=banding)
    for name, given in resolved.figures.items():
        yield _line(
            name,
            figure_phrase(name, facts, resolved) if given.note else given.text,
            resolved.origins.get(name),
        )
    if resolved.population is not None:
        population = resolved.population
        yield _line("population", f"{number(population.size)}, from {population.source}", population.origin)
    if banding.rounds_to is not None:
        text = f"results are rounded to {place_in_words(banding.rounds_to)} before they are compared"
        yield _line("compare", text, resolved.origins.get("compare"))
    if banding.moved_by is not None and resolved.basis is not None:
        text = f"{resolved.basis.value}: the ranges are {banding.moved_by} of the target's own"
        yield _line("basis", text, resolved.basis.origin)


def _line(name: str, text: str, place: Place | None) -> str:
    where = f"  {place.source.name}:{place.line}" if place is not None else ""
    return f"  {name}: {text}{where}"
