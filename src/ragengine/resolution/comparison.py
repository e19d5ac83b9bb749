"""How a result is compared: over which part of the year, and to which place it is rounded."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.periods import WHOLE_YEAR, Span
from ragengine.resolution.numbers import Fault, Resolved, when


def target_span(resolved: Resolved) -> Span:
    """The part of the year that the target covers: the whole of it unless it says another.

    A figure's span is the row's own unless the figure says another.
    """
    places: list[model.NumberPlace] = []
    if resolved.target is not None:
        target = resolved.target.value
        if isinstance(target, model.Threshold):
            places = [target.place]
        elif isinstance(target, model.Band):
            places = [target.lower, target.upper]
        elif isinstance(target, model.Within):
            places = [model.Figure(target.of)]
    else:
        for level in resolved.ranges:
            places += _places(level.ranged)
    numbers = [place for place in places if isinstance(place, model.Number)]
    for number in numbers:
        if number.span is not None:
            return number.span
    if numbers:
        return WHOLE_YEAR
    for place in places:
        for name in _names(place):
            figure = resolved.figures.get(name)
            if figure is not None and figure.span is not None:
                return figure.span
    return resolved.span


def _places(ranged: model.Ranged) -> list[model.NumberPlace]:
    if isinstance(ranged, (model.Half, model.Exactly)):
        return [ranged.place]
    if isinstance(ranged, model.Between):
        return [ranged.lower, ranged.upper]
    if isinstance(ranged, (model.Away, model.Around)):
        return [model.Figure(ranged.of)]
    return []


def _names(place: model.NumberPlace) -> tuple[str, ...]:
    if isinstance(place, model.Figure):
        return (place.name,)
    if isinstance(place, (model.Share, model.Offset)):
        return (place.of,)
    return (place.start, place.end) if isinstance(place, model.Way) else ()


def set_comparison(resolved: Resolved) -> None:
    """The place that results are rounded to before they are compared; None compares exactly."""
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
    quanta = _quanta(resolved)
    if not quanta or None in quanta:
        raise Fault("RAG315", compare.origin, when=when(resolved.year))
    resolved.quantum = min(quantum for quantum in quanta if quantum is not None)


def _quanta(resolved: Resolved) -> list[Fraction | None]:
    """The places that the target is quoted to: one, or a band's two."""
    if resolved.target is None:
        return []
    target = resolved.target.value
    places = [target.place] if isinstance(target, model.Threshold) else []
    if isinstance(target, model.Band):
        places = [target.lower, target.upper]
    found: list[Fraction | None] = []
    for place in places:
        if isinstance(place, model.Number):
            found.append(place.quoted.quantum)
        elif isinstance(place, model.Figure) and place.name in resolved.figures:
            found.append(resolved.figures[place.name].quantum)
        else:
            found.append(None)
    return found
