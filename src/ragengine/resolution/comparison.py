"""How a result is compared: over which part of the year, and to which place it is rounded."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.exact import is_place
from ragengine.periods import WHOLE_YEAR, Span
from ragengine.resolution.mentions import figures_in, places_in_range, places_in_target
from ragengine.resolution.numbers import Fault, Resolved, when


def target_span(resolved: Resolved) -> Span:
    """The part of the year that the target covers: the whole of it unless it says another.

    A target under a period (`2018-19 Q1: 48k`) covers that period. A figure's span is the
    row's own unless the figure says another.
    """
    if resolved.target is not None:
        places = places_in_target(resolved.target.value)
    else:
        places = tuple(place for level in resolved.ranges for place in places_in_range(level.ranged))
    numbers = [place for place in places if isinstance(place, model.Number)]
    if numbers:
        keyed = resolved.target.span if resolved.target else None
        usual = WHOLE_YEAR if keyed is None else keyed
        return next((number.span for number in numbers if number.span is not None), usual)
    figures = (resolved.figures.get(name) for place in places for name in figures_in(place))
    spans = (figure.span for figure in figures if figure is not None)
    return next((span for span in spans if span is not None), resolved.span)


def set_comparison(resolved: Resolved) -> None:
    """Find how results are compared: exactly, to a place, or as the target is quoted."""
    compare = next(
        (entry for value in resolved.measure.compare if (entry := value.entry(resolved.year, resolved.span))),
        None,
    )
    if compare is None or compare.value == model.EXACTLY:
        return
    if compare.origin is not None:
        resolved.origins["compare"] = compare.origin
    resolved.as_quoted = compare.value.as_quoted
    if not compare.value.as_quoted:
        resolved.quantum = compare.value.quantum
        return
    target = resolved.target.value if resolved.target else None
    quotable = isinstance(target, (model.Threshold, model.Band)) and all(
        isinstance(place, model.Number)
        or (isinstance(place, model.Figure) and place.name not in ("target", "floor"))
        for place in places_in_target(target)
    )
    if not quotable:
        raise Fault("RAG315", compare.origin, when=when(resolved))


def quote_target(resolved: Resolved) -> None:
    """Where results are rounded as the target is quoted, find the place: a band's finer one.

    Raises `Fault` for a figure that came as a number of a program, which is quoted to no place,
    and for a target in another unit, whose places are none of the measure's own.
    """
    if not resolved.as_quoted:
        return
    quanta = _quanta(resolved)
    places = [quantum for quantum in quanta if quantum is not None and is_place(quantum)]
    if len(places) < len(quanta):
        raise Fault("RAG315", resolved.origins.get("compare"), when=when(resolved))
    resolved.quantum = min(places)


def _quanta(resolved: Resolved) -> list[Fraction | None]:
    """The places that the target is quoted to: one, or a band's two."""
    places = places_in_target(resolved.target.value) if resolved.target else ()
    return [
        place.quoted.quantum
        if isinstance(place, model.Number)
        else resolved.figures[next(figures_in(place))].quantum
        for place in places
    ]
