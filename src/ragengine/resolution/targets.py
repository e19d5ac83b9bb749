"""The edges of a target, and whether they go with the aim and the domain."""

from __future__ import annotations

from fractions import Fraction

from ragengine import model
from ragengine.exact import plain
from ragengine.model import Operator
from ragengine.resolution.numbers import Edge, Fault, Resolved
from ragengine.source import Place


def find_edges(resolved: Resolved) -> None:
    """The target's edges: one number with its operator, or a band's two. Raises `Fault`."""
    entry = resolved.target
    if entry is None:
        return
    if entry.origin is not None:
        resolved.origins["target"] = entry.origin
    target, aim, origin = entry.value, resolved.aim, entry.origin
    if isinstance(target, model.Threshold):
        if aim is model.Aim.BAND:
            raise Fault("RAG319", origin, text=target.text, found="one number", aim="band", way="write a band: `17-22%`")
        operator = target.operator or usual_operator(aim)
        if is_against(operator, aim):
            way = "`at least` or `more than`" if aim is model.Aim.HIGH else "`at most` or `under`"
            raise Fault("RAG302", origin, text=target.text, aim=str(aim), way=way)
        edge = Edge(resolved.value(target.place, origin, target.text), operator)
        if operator in (Operator.AT_LEAST, Operator.MORE_THAN):
            resolved.lower = edge
        else:
            resolved.upper = edge
        _inside_domain(resolved, edge.value, target.text, origin)
        return
    if aim is not model.Aim.BAND:
        raise Fault(
            "RAG319", origin, text=getattr(target, "text", ""), found="a band", aim=str(aim),
            way="say `aim: band`, or write one number",
        )  # fmt: skip
    if isinstance(target, model.Band):
        low = resolved.value(target.lower, origin, target.text)
        high = resolved.value(target.upper, origin, target.text)
    elif isinstance(target, model.Within):
        middle = resolved.value(model.Figure(target.of), origin, target.text)
        distance = resolved.distance(target.amount, middle, origin, target.text)
        low, high = middle - distance, middle + distance
    if low > high:
        raise Fault("RAG323", origin, why=f"the band's lower edge, {plain(low)}, lies above its upper, {plain(high)}")
    resolved.lower, resolved.upper = Edge(low, Operator.AT_LEAST), Edge(high, Operator.AT_MOST)
    for value in (low, high):
        _inside_domain(resolved, value, target.text, origin)


def usual_operator(aim: model.Aim) -> Operator:
    """The side that the aim makes good, for a number written without an operator."""
    return Operator.AT_MOST if aim is model.Aim.LOW else Operator.AT_LEAST


def is_against(operator: Operator, aim: model.Aim) -> bool:
    """Whether an operator calls good what the aim calls bad."""
    downwards = operator in (Operator.AT_MOST, Operator.UNDER)
    return (aim is model.Aim.HIGH and downwards) or (aim is model.Aim.LOW and not downwards)


def _inside_domain(resolved: Resolved, value: Fraction, text: str, origin: Place | None) -> None:
    """A number that an author wrote for a target must be one that a result can have."""
    domain = resolved.domain
    low = domain.lowest is not None and value < domain.lowest
    high = domain.highest is not None and value > domain.highest
    written = resolved.target is not None and _is_written(resolved.target.value)
    if written and (low or high):
        facts = {"text": text, "domain": domain_in_words(domain), "way": "if results can lie there, widen it: `domain: any`"}
        raise Fault("RAG318", origin, **facts)


def _is_written(target: model.Target) -> bool:
    if isinstance(target, model.Band):
        return isinstance(target.lower, model.Number) and isinstance(target.upper, model.Number)
    return isinstance(target, model.Threshold) and isinstance(target.place, model.Number)


def domain_in_words(domain: model.Domain) -> str:
    """`0 to 100`, `at least 0`, `any number`."""
    if domain.lowest is not None and domain.highest is not None:
        words = f"{plain(domain.lowest)} to {plain(domain.highest)}"
    elif domain.lowest is not None:
        words = f"at least {plain(domain.lowest)}"
    elif domain.highest is not None:
        words = f"at most {plain(domain.highest)}"
    else:
        words = "any number"
    return f"{words}, whole numbers" if domain.whole else words
