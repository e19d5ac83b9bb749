"""The names in cases that the rules do not know: measures, periods, figures and levels."""

from __future__ import annotations

from collections.abc import Iterator

from ragengine.diagnostics import Diagnostic
from ragengine.engine import RuleSet
from ragengine.errors import CallError
from ragengine.messages import did_you_mean
from ragengine.model.cases import Case
from ragengine.rating import NOT_RATED, RAG
from ragengine.reading.fields import CASE
from ragengine.results import COLUMNS
from ragengine.spelling import folded, nearest


def unknown_names(case: Case, rules: RuleSet) -> Iterator[Diagnostic]:
    """A finding for each name in a case that the rules do not know, or that says too little."""
    try:
        held = rules.hold(case.measure, case.period)
    except CallError as problem:
        yield _without_context(case, problem)
        return
    others = [cell for cell in case.cells if cell not in COLUMNS]
    known = [*dict.fromkeys([*CASE, *rules.figures])] if others else []  # every measure may declare some
    figures = set(map(folded, rules.figures)) if others else set()
    for cell in others:
        if folded(cell) not in figures:
            hint = did_you_mean(nearest(cell, known))
            facts = {"key": cell, "where": "a case", "nearest": hint, "known": "" if hint else _known(known)}
            yield Diagnostic("RAG101", case.keys.get(cell, case.origin), facts)
    scale = held.measure.scale.at(held.year, held.span) or RAG
    levels = [level.name for level in scale.levels]
    if "table" in case.places and (meant := _of_several_words(case, levels)):
        way = f"put two blanks before `{meant}`, since it has several words"
        yield Diagnostic("RAG603", case.origin, {"text": case.name, "nearest": way})
    elif case.rating is not None and scale.level(case.rating) is None:
        facts = {
            "text": case.rating, "scale": f"`{scale.name}`",
            "nearest": did_you_mean(nearest(case.rating, levels)),
            "known": ", ".join([*levels, NOT_RATED]),
        }  # fmt: skip
        yield Diagnostic("RAG112", case.place("rating"), facts)


def _of_several_words(case: Case, levels: list[str]) -> str | None:
    """The level of several words that ends a line of a table with its first words in the value."""
    line, rating = case.name.casefold(), case.rating or ""
    longer = (name for name in levels if len(name) > len(rating) and line.endswith(f" {name.casefold()}"))
    return next(longer, None)


def _known(names: list[str]) -> str:
    return f"known keys: {', '.join(names)}"


def _without_context(case: Case, problem: CallError) -> Diagnostic:
    """What keeps a measure in its period from being found, at the words that are wrong."""
    about_period = case.period is not None and f"`{case.period}`" in str(problem)
    needs_period = "give `period=`" in str(problem)
    why, _, way = str(problem).partition("; " if not needs_period else ": ")
    key = "period" if about_period else "measure"
    way = way.replace("give `period=`", "add `period:`")
    return Diagnostic(
        "RAG606", case.place(key), {"why": why, "way": way or "ids stand under `measures:` in the rules"}
    )
