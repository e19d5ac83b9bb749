"""The edges of a target, and whether they go with the aim and the domain."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.exact import in_full
from ragengine.model import Operator
from ragengine.resolution.mentions import places_in_target
from ragengine.resolution.numbers import Edge, Fault, Resolved, refuse_direction
from ragengine.source import Place


def check_target(resolved: Resolved) -> None:
    """Refuse a target whose form does not go with the aim. Raises `Fault`."""
    entry, aim = resolved.target, resolved.aim
    if entry is None:
        return
    if entry.origin is not None:
        resolved.origins["target"] = entry.origin
    target = entry.value
    for place in places_in_target(target):
        if isinstance(place, model.Offset):
            refuse_direction(place.direction, aim, target.text, entry.origin)
    if isinstance(target, model.Threshold):
        if aim is model.Aim.BAND:
            way = "write a band: `17-22%`"
            raise Fault("RAG319", entry.origin, text=target.text, found="one number", aim="band", way=way)
        if not isinstance(target.place, model.Way):  # which way it runs is not known yet
            refuse_against(target.operator or usual_operator(aim), aim, target.text, entry.origin)
    elif aim is not model.Aim.BAND:
        way, text = "say `aim: band`, or write one number", target.text
        raise Fault("RAG319", entry.origin, text=text, found="a band", aim=str(aim), way=way)


def find_edges(resolved: Resolved) -> None:
    """Find the target's edges: one number with its operator, or a band's two. Raises `Fault`."""
    entry = resolved.target
    if entry is None:
        return
    target, origin = entry.value, entry.origin
    if isinstance(target, model.Threshold):
        operator = side_of(target, resolved, origin)
        edge = Edge(resolved.value(target.place, origin, target.text), operator)
        upwards = operator in (Operator.AT_LEAST, Operator.MORE_THAN)
        resolved.lower, resolved.upper = (edge, None) if upwards else (None, edge)
        _inside_domain(resolved, edge.value, target.text, origin)
    else:
        assert isinstance(target, (model.Band, model.Within))  # noqa: S101 - one not set yet was raised
        resolved.lower, resolved.upper = _band(target, resolved, origin)
        for edge in (resolved.lower, resolved.upper):
            _inside_domain(resolved, edge.value, target.text, origin)


def _band(target: model.Band | model.Within, resolved: Resolved, origin: Place | None) -> tuple[Edge, Edge]:
    """Both ends are in the band, but for one of events, which reaches half an event further."""
    if isinstance(target, model.Within):
        middle = resolved.value(model.Figure(target.of), origin, target.text)
        reach = resolved.reach(target.amount, middle, origin, target.text, strict=False)
        low, high = middle - reach.distance, middle + reach.distance
        if reach.strict:
            return Edge(low, Operator.MORE_THAN), Edge(high, Operator.UNDER)
        return Edge(low, Operator.AT_LEAST), Edge(high, Operator.AT_MOST)
    low = resolved.value(target.lower, origin, target.text)
    high = resolved.value(target.upper, origin, target.text)
    if low > high:
        why = f"the band's lower edge, {in_full(low)}, lies above its upper, {in_full(high)}"
        raise Fault("RAG323", origin, why=why, way="exchange the two, or change one of the figures")
    return Edge(low, Operator.AT_LEAST), Edge(high, Operator.AT_MOST)


def usual_operator(aim: model.Aim) -> Operator:
    """The side that the aim makes good, for a number written without an operator."""
    return Operator.AT_MOST if aim is model.Aim.LOW else Operator.AT_LEAST


def side_of(threshold: model.Threshold, resolved: Resolved, origin: Place | None) -> Operator:
    """The operator of a number, turned where it is written on a way that runs down.

    Raises `Fault` where it calls good what the aim calls bad.
    """
    operator, place = threshold.operator, threshold.place
    if operator is None:
        return usual_operator(resolved.aim)
    if isinstance(place, model.Way):
        operator = resolved.down_the_way(operator, place, origin, threshold.text)
    refuse_against(operator, resolved.aim, threshold.text, origin)
    return operator


def refuse_against(operator: Operator, aim: model.Aim, text: str, origin: Place | None) -> None:
    """Refuse an operator that calls good what the aim calls bad. Raises `Fault`."""
    downwards = operator in (Operator.AT_MOST, Operator.UNDER)
    if (aim is model.Aim.HIGH and downwards) or (aim is model.Aim.LOW and not downwards):
        way = "`at least` or `more than`" if aim is model.Aim.HIGH else "`at most` or `under`"
        raise Fault("RAG302", origin, text=text, aim=str(aim), way=way)


def _inside_domain(resolved: Resolved, value: Fraction, text: str, origin: Place | None) -> None:
    """A number that an author wrote for a target must be one that a result can have."""
    domain = resolved.domain
    low = domain.lowest is not None and value < domain.lowest
    high = domain.highest is not None and value > domain.highest
    written = resolved.target is not None and _is_written(resolved.target.value)
    if written and (low or high):
        facts = {
            "text": text,
            "domain": domain_in_words(domain),
            "way": "if results can lie there, widen it: `domain: any`",
        }
        raise Fault("RAG318", origin, **facts)


def _is_written(target: model.Target) -> bool:
    if isinstance(target, model.Band):
        return isinstance(target.lower, model.Number) and isinstance(target.upper, model.Number)
    return isinstance(target, model.Threshold) and isinstance(target.place, model.Number)


def domain_in_words(domain: model.Domain) -> str:
    """`0 to 100`, `at least 0`, `any number`."""
    if domain.lowest is not None and domain.highest is not None:
        words = f"{in_full(domain.lowest)} to {in_full(domain.highest)}"
    elif domain.lowest is not None:
        words = f"at least {in_full(domain.lowest)}"
    elif domain.highest is not None:
        words = f"at most {in_full(domain.highest)}"
    else:
        words = "any number"
    return f"{words}, whole numbers" if domain.whole else words
