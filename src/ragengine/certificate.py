"""The certificate of a verdict: format 1, data that anybody can check.

It holds the inputs, every number of the rule with its file and line, the ranges of the
levels before rounding, the cuts that rated, and the piece that was chosen.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ragengine import model
from ragengine.banding import Banding, interval
from ragengine.cuts import Cut
from ragengine.exact import plain, terminates
from ragengine.explain import Facts
from ragengine.explain.sentences import caution_text, sentence
from ragengine.periods import Entry
from ragengine.rating import NOT_RATED
from ragengine.resolution import Resolved
from ragengine.results import HIDDEN, is_mark
from ragengine.source import Place

FORMAT = 1

_LONGEST = 200
"""How much of a cell is kept as it was given."""

Certificate = dict[str, Any]


def certificate(facts: Facts) -> Certificate:
    """A verdict as plain data: strings, lists and mappings that JSON can hold."""
    measure, banding = facts.measure, facts.banding
    names = {key: measure.printed(key, facts.period) for key in measure.names} if measure else {}
    data: Certificate = {
        "format": FORMAT,
        "measure": measure.id if measure else facts.measure_text,
        "code": names.get("code"),
        "title": names.get("title"),
        "framework": names.get("framework"),
        "theme": names.get("theme"),
        "period": str(facts.period) if facts.period else None,
        "place": (facts.result.place or None) if facts.result else None,
        "value": number(facts.rated),
        "projected": number(facts.projected) if facts.projected != facts.rated else None,
        "unit": str(measure.unit) if measure else None,
        "rating": str(facts.level) if facts.level else NOT_RATED,
        "rank": facts.level.rank if facts.level else None,
        "scale": _scale(banding),
        "reason": str(facts.reason) if facts.reason else None,
        "detail": dict(facts.detail),
        "gap": number(facts.gap(facts.projected)),
        "explanation": sentence(facts),
        "cautions": [{"code": one.code, "text": caution_text(one)} for one in facts.cautions],
        "result": _result(facts),
        "rules": {"file": measure.file, "sha256": measure.digest} if measure else None,
    }
    if banding is not None:
        data["rule"] = _rule(banding.resolved, facts)
        data["ranges"] = _ranges(banding.resolved)
        data["partition"] = {
            "cuts": [_cut(cut) for cut in banding.partition.cuts],
            "labels": [str(label) for label in banding.partition.labels],
        }
        assert facts.rated is not None  # noqa: S101 - a result with ranges has been compared with them
        reached = [facts.rated in piece for piece, _ in banding.partition.pieces()]
        data["piece"] = reached.index(True)
    return data


def number(value: Fraction | None) -> str | list[str] | None:
    """A number as text: a decimal, or `[numerator, denominator]` where it has no end.

    >>> number(Fraction("1234.50")), number(Fraction(2, 3))
    ('1234.5', ['2', '3'])
    """
    if value is None:
        return None
    if terminates(value):
        return plain(value).replace(",", "")
    return [str(value.numerator), str(value.denominator)]


def _scale(banding: Banding | None) -> Any:
    if banding is None:
        return None
    scale = banding.resolved.scale
    return {"name": scale.name, "levels": [level.name for level in scale.levels]}


def _cut(cut: Cut | None) -> Any:
    if cut is None:
        return None
    return {"value": number(cut.value), "side": "above" if cut.side else "below"}


def _at(place: Place | None) -> str | None:
    return None if place is None else str(place)


def _entry(entry: Entry[Any] | None) -> Any:
    if entry is None:
        return None
    return {"text": str(entry.value.text), "at": _at(entry.origin)}


def _result(facts: Facts) -> Certificate:
    """What was given, as it was given and as it was read."""
    result, cell, standing = facts.result, facts.cell, facts.standing
    counts = facts.counts
    return {
        "given": _given(facts),
        "at": _at(result.at("value")) if result else None,
        "value": number(cell.value),
        "numerator": number(counts.numerator) if counts else None,
        "denominator": number(counts.denominator) if counts else None,
        "events": number(cell.events),
        "forecast": _forecast(facts),
        "status": (result.status or None) if result else None,
        "stands in": standing.what.value if standing else None,
        "months": [standing.span.first, standing.span.last] if standing else None,
    }


def _forecast(facts: Facts) -> Certificate | None:
    """What the forecast column says; of a result that is hidden, nothing."""
    result, forecast = facts.result, facts.forecast
    if result is None or forecast is None or _is_hidden(facts) or forecast.absent in HIDDEN:
        return None
    return {
        "given": str(result.forecast)[:_LONGEST],
        "at": _at(result.at("forecast")),
        "value": number(forecast.value),
    }


def _is_hidden(facts: Facts) -> bool:
    """Whether nothing of the result may be shown; a measure that only informs hides it, too."""
    return facts.cell.absent in HIDDEN or facts.reason in HIDDEN


def _given(facts: Facts) -> str | None:
    """The cell as it was given; of a result that is hidden, nothing but a published mark."""
    result = facts.result
    if result is None or result.value is None:
        return None
    if facts.detail.get("column") == "status":
        return None  # it may have been meant to say that the result is suppressed
    if _is_hidden(facts):
        mark = str(result.value).partition("(")[0].strip()
        return mark[:_LONGEST] if is_mark(mark) else None
    return str(result.value)[:_LONGEST]


def _rule(resolved: Resolved, facts: Facts) -> Certificate:
    """Every number of the rule in this context, with where it was written."""
    edges = {
        name: {"value": number(edge.value), "operator": str(edge.operator)}
        for name, edge in (("lower", resolved.lower), ("upper", resolved.upper))
        if edge is not None
    }
    target = None if resolved.target is None else {**_entry(resolved.target), **edges}
    banding, population, domain = facts.banding, resolved.population, resolved.domain
    rounds_to = banding.rounds_to if banding else None
    moved_by = banding.moved_by if banding else None
    span = resolved.target_span
    return {
        "at": _at(resolved.measure.origin),
        "aim": str(resolved.aim),
        "target": target,
        "target months": [span.first, span.last],
        "limits": resolved.limits,
        "amber": _amber(resolved),
        "floor": _entry(resolved.floor),
        "compare": {"rounds to": number(rounds_to), "at": _at(resolved.origins.get("compare"))},
        "basis": None
        if resolved.basis is None
        else {"text": resolved.basis.value.value, "at": _at(resolved.basis.origin)},
        "moved by": number(moved_by),
        "population": None
        if population is None
        else {"size": number(population.size), "from": population.source, "at": _at(population.origin)},
        "figures": {
            name: {
                "value": number(given.value), "text": given.text, "from": given.source,
                "note": given.note, "months": [given.span.first, given.span.last] if given.span else None,
                "period": given.period or None, "at": _at(resolved.origins.get(name)),
            }
            for name, given in resolved.figures.items()
        },
        "domain": {
            "lowest": number(domain.lowest), "highest": number(domain.highest), "whole": domain.whole,
        },
    }  # fmt: skip


def _amber(resolved: Resolved) -> Any:
    """Amber as written, with how far it reaches on either side where that is a number."""
    entry = resolved.amber
    if entry is None:
        return None
    amber = entry.value
    sides: dict[str, Any] = {}
    if isinstance(amber, model.Margin):
        sides = {"below": amber, "above": amber}
    elif isinstance(amber, model.TwoMargins):
        sides = {"below": amber.below, "above": amber.above}
    reaches = {}
    for side, edge in (("below", resolved.lower), ("above", resolved.upper)):
        margin = sides.get(side)
        if margin is not None and edge is not None:
            reach = resolved.reach(margin.amount, edge.value, None, margin.text, strict=margin.strict)
            reaches[side] = {"reaches": number(reach.distance), "end included": not reach.strict}
    return {**_entry(entry), **reaches}


def _ranges(resolved: Resolved) -> list[Certificate]:
    """The range of each level before rounding; None on both sides and `rest` for the rest."""
    ranges = []
    for one in resolved.ranges:
        rest = isinstance(one.ranged, model.Rest)
        reach = None if rest else interval(one, resolved)
        ranges.append({
            "level": str(one.level), "text": one.text, "at": _at(one.origin), "rest": rest,
            "from": _cut(reach.lower) if reach else None,
            "to": _cut(reach.upper) if reach else None,
        })  # fmt: skip
    return ranges
