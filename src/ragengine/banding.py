"""The cuts of a measure in a context: ranges nested, folded, and looked at inside the domain.

`band` turns the ranges of a resolved rule into a partition of the line. The narrower range
wins, `rest` is what nobody took, and everything that would leave a number with two labels,
or with none, is a fault with the exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from ragengine import model
from ragengine.cuts import LINE, Cut, Interval, Partition, above, below, folded, partition
from ragengine.exact import plain
from ragengine.model import Operator
from ragengine.rating import Level
from ragengine.resolution import Fault, LevelRange, Resolved
from ragengine.source import Place


@frozen
class Banding:
    """A measure's partition in a context, with what is needed to explain it.

    `partition` decides ratings: its cuts are folded where results are rounded, and moved by
    `factor` where a run rate stands in. `factor` is 1 where nothing moves.
    """

    resolved: Resolved = field(eq=False)
    partition: Partition[Level]
    factor: Fraction = Fraction(1)

    @property
    def rounds_to(self) -> Fraction | None:
        """The place that results are rounded to before they are compared, or None."""
        return self.resolved.quantum if self.factor == 1 else None


def band(resolved: Resolved, factor: Fraction = Fraction(1)) -> Banding:
    """The partition of a resolved rule. Raises `Fault` where the ranges make none.

    With a factor, the cuts move to where the run rate puts them and are not folded: the
    result is projected, not rounded.
    """
    quantum = resolved.quantum if factor == 1 else None
    named = [(one, interval(one, resolved)) for one in resolved.ranges if one.ranged != model.Rest()]
    rests = [one for one in resolved.ranges if one.ranged == model.Rest()]
    if len(rests) > 1:
        raise _coincide(rests[0], rests[1], "the rest")
    _check_nesting(named)
    rest = rests[0] if rests else None
    pieces = _pieces([(one, reach, _fold(reach, quantum)) for one, reach in named], rest)
    domain = domain_interval(resolved.domain)
    _check_holes(pieces, domain, resolved)
    _check_left(pieces, resolved)
    _check_domain(pieces, domain, resolved)
    inside = [(piece.meet(domain), one) for piece, one in pieces if not piece.meet(domain).is_empty()]
    labelled = [(piece, one.level) for piece, one in inside if one is not None]
    _check_order(labelled, resolved)
    cuts = [piece.lower for piece, _ in labelled[1:]]
    made = partition([cut for cut in cuts if cut is not None], [level for _, level in labelled])
    return Banding(resolved, made if factor == 1 else made.times(factor), factor)


def domain_interval(domain: model.Domain) -> Interval:
    """The numbers that a result can have, ends included."""
    lower = None if domain.lowest is None else below(domain.lowest)
    upper = None if domain.highest is None else above(domain.highest)
    return Interval(lower, upper)


# ---- ranges to intervals ---------------------------------------------------------------------


_HALVES: dict[Operator, Callable[[Fraction], Interval]] = {
    Operator.AT_LEAST: lambda value: Interval(below(value), None),
    Operator.MORE_THAN: lambda value: Interval(above(value), None),
    Operator.AT_MOST: lambda value: Interval(None, above(value)),
    Operator.UNDER: lambda value: Interval(None, below(value)),
}

_TURNED = {
    Operator.AT_LEAST: Operator.AT_MOST, Operator.MORE_THAN: Operator.UNDER,
    Operator.AT_MOST: Operator.AT_LEAST, Operator.UNDER: Operator.MORE_THAN,
}  # fmt: skip


def interval(one: LevelRange, resolved: Resolved) -> Interval:
    """The interval that a level's range is, given the numbers of the context."""
    ranged, place, text = one.ranged, one.origin, one.text
    if isinstance(ranged, model.Half):
        operator = ranged.operator
        if isinstance(ranged.place, model.Way):
            start, end = resolved.ends_of_way(ranged.place, place, text)
            operator = operator if start < end else _TURNED[operator]
        return _HALVES[operator](resolved.value(ranged.place, place, text))
    if isinstance(ranged, model.Between):
        lower = resolved.value(ranged.lower, place, text)
        upper = resolved.value(ranged.upper, place, text)
        if lower > upper:
            raise Fault("RAG305", place, text=text, instead=f"{plain(upper)} to {plain(lower)}")
        return Interval(below(lower), above(upper))
    if isinstance(ranged, model.Exactly):
        value = resolved.value(ranged.place, place, text)
        return Interval(below(value), above(value))
    if isinstance(ranged, model.Around):
        return _around(ranged, one, resolved)
    assert isinstance(ranged, model.Away)  # noqa: S101 - `rest` has no interval, and nothing else is left
    return _away(ranged, one, resolved)


def _around(ranged: model.Around, one: LevelRange, resolved: Resolved) -> Interval:
    low, high = resolved.edges(ranged.of, one.origin, one.text)
    lower, upper = below(low), above(high)
    if ranged.below is not None:
        reach = resolved.reach(ranged.below.amount, low, one.origin, one.text, strict=ranged.below.strict)
        end = low - reach.distance
        lower = above(end) if reach.strict else below(end)
    if ranged.above is not None:
        reach = resolved.reach(ranged.above.amount, high, one.origin, one.text, strict=ranged.above.strict)
        end = high + reach.distance
        upper = below(end) if reach.strict else above(end)
    return Interval(lower, upper)


def _away(ranged: model.Away, one: LevelRange, resolved: Resolved) -> Interval:
    if ranged.of == "target" and ranged.amount is None:
        return _against_target(ranged, one, resolved)
    if (
        ranged.of == "target"
        and resolved.aim is model.Aim.BAND
        and ranged.operator in (Operator.AT_MOST, Operator.UNDER)
    ):
        strict = ranged.operator is Operator.UNDER
        assert ranged.amount is not None  # noqa: S101 - the case without one is above
        margin = model.Margin(ranged.amount, strict)
        return _around(model.Around("target", margin, margin), one, resolved)
    start = resolved.value(model.Figure(ranged.of), one.origin, one.text)
    upwards = resolved.upwards(ranged.direction, one.origin, one.text)
    if ranged.amount is None:
        if ranged.no:
            return _HALVES[Operator.AT_MOST if upwards else Operator.AT_LEAST](start)
        return _HALVES[Operator.MORE_THAN if upwards else Operator.UNDER](start)
    near = ranged.operator in (Operator.AT_MOST, Operator.UNDER)
    strict = ranged.operator in (Operator.UNDER, Operator.AT_LEAST)
    reach = resolved.reach(ranged.amount, start, one.origin, one.text, strict=strict)
    end = start + reach.distance if upwards else start - reach.distance
    # The cut is where `at most` (or `under`) the amount ends; the far side begins at the same cut.
    cut = below(end) if reach.strict == upwards else above(end)
    return Interval(None, cut) if near == upwards else Interval(cut, None)


def _against_target(ranged: model.Away, one: LevelRange, resolved: Resolved) -> Interval:
    """`no worse than target` is the target's own range, its operator included."""
    if resolved.lower is None and resolved.upper is None:
        raise Fault("RAG316", one.origin, when="")
    edges = [edge for edge in (resolved.lower, resolved.upper) if edge is not None]
    own = LINE
    for edge in edges:
        own = own.meet(_HALVES[edge.operator](edge.value))
    if ranged.no:
        return own
    upwards = resolved.upwards(ranged.direction, one.origin, one.text)
    if ranged.direction is model.Direction.WORSE:
        return Interval(own.upper, None) if upwards else Interval(None, own.lower)
    return _HALVES[Operator.MORE_THAN if upwards else Operator.UNDER](edges[0].value)


# ---- from intervals to pieces ------------------------------------------------------------------

_Named = Sequence[tuple[LevelRange, Interval]]
_Pieces = list[tuple[Interval, LevelRange | None]]


def _fold(reach: Interval, quantum: Fraction | None) -> Interval:
    if quantum is None:
        return reach
    lower = None if reach.lower is None else folded(reach.lower, quantum)
    upper = None if reach.upper is None else folded(reach.upper, quantum)
    return Interval(lower, upper)


def _check_nesting(named: _Named) -> None:
    """Any two ranges are apart, or one lies inside the other."""
    for position, (one, reach) in enumerate(named):
        if reach.is_empty():
            raise Fault("RAG311", one.origin, one=str(one.level), why=f"no number is `{one.text}`")
        for other, other_reach in named[:position]:
            if reach == other_reach:
                raise _coincide(other, one, in_words(reach))
            shared = reach.meet(other_reach)
            nested = reach.within(other_reach) or other_reach.within(reach)
            if not shared.is_empty() and not nested:
                facts = {"one": str(other.level), "two": str(one.level), "numbers": in_words(shared)}
                raise Fault("RAG308", one.origin, **facts)


def _coincide(one: LevelRange, two: LevelRange, numbers: str) -> Fault:
    facts = {"one": str(one.level), "two": str(two.level), "numbers": numbers}
    return Fault("RAG309", two.origin, **facts)


def _pieces(named: Sequence[tuple[LevelRange, Interval, Interval]], rest: LevelRange | None) -> _Pieces:
    """The line cut at every folded end, each piece with the narrowest range that holds it."""
    ends = {cut for _, _, reach in named for cut in (reach.lower, reach.upper) if cut is not None}
    cuts: list[Cut | None] = [None, *sorted(ends), None]
    pieces: _Pieces = []
    for lower, upper in pairwise(cuts):
        piece = Interval(lower, upper)
        holding = [(one, raw) for one, raw, reach in named if piece.within(reach)]
        narrowest = rest
        for one, raw in holding:
            if all(raw.within(other) for _, other in holding):
                narrowest = one
        pieces.append((piece, narrowest))
    return pieces


def _check_holes(pieces: _Pieces, domain: Interval, resolved: Resolved) -> None:
    holes = [piece.meet(domain) for piece, one in pieces if one is None]
    holes = [hole for hole in holes if not hole.is_empty()]
    if not holes:
        return
    way = "let one of the levels begin there, or say `rest`"
    if resolved.quantum is None and resolved.domain.whole:
        way = "say `compare: 0 decimals`, move an end, or use `rest`"
    elif resolved.quantum is None:
        way = "move an end, use `rest`, or say the decimals that results are rounded to: `compare: 1 decimal`"
    origin = resolved.origins.get("levels") or resolved.ranges[0].origin
    raise Fault("RAG310", origin, numbers="; ".join(in_words(hole) for hole in holes), way=way)


def _check_left(pieces: _Pieces, resolved: Resolved) -> None:
    """Every level that was written has numbers left on the line."""
    left = [one for _, one in pieces]
    for written in resolved.ranges:
        if written not in left:
            why = "the narrower ranges of the other levels take every number"
            if resolved.quantum is not None:
                why = f"{why}, once results are rounded to {plain(resolved.quantum)}"
            raise Fault("RAG311", written.origin, one=str(written.level), why=why)


def _check_domain(pieces: _Pieces, domain: Interval, resolved: Resolved) -> None:
    """A range written in numbers must have some that a result can have.

    One that only the figures, or the rest, push outside is no fault of the author's.
    """
    inside = [one for piece, one in pieces if not piece.meet(domain).is_empty()]
    for written in resolved.ranges:
        if written not in inside and resolved.limits == "levels" and _is_absolute(written.ranged):
            why = f"`{written.text}` lies outside the domain"
            raise Fault("RAG311", written.origin, one=str(written.level), why=why)


def _is_absolute(ranged: model.Ranged) -> bool:
    if isinstance(ranged, (model.Half, model.Exactly)):
        return isinstance(ranged.place, model.Number)
    return isinstance(ranged, model.Between) and isinstance(ranged.lower, model.Number)


def _check_order(pieces: Sequence[tuple[Interval, Level]], resolved: Resolved) -> None:
    """Better results never rate worse; from a band's good middle, further out never rates better."""
    aim = resolved.aim
    if aim is model.Aim.NONE:
        return
    ranks = [level.rank for _, level in pieces]
    best = ranks.index(min(ranks))
    for position in range(len(pieces) - 1):
        left, right = pieces[position], pieces[position + 1]
        rising = aim is model.Aim.HIGH or (aim is model.Aim.BAND and position < best)
        better, worse = (right, left) if rising else (left, right)
        if better[1].rank > worse[1].rank:
            raise Fault(
                "RAG312", _origin_of(better[1], resolved), numbers=in_words(better[0]), one=str(better[1]),
                others=in_words(worse[0]), two=str(worse[1]), aim=str(aim), way=_order_way(aim),
            )  # fmt: skip


def _order_way(aim: model.Aim) -> str:
    if aim is model.Aim.BAND:
        return "ratings must not get better further out from the band"
    return "exchange the ranges, or the aim; a scale is listed best first"


def _origin_of(level: Level, resolved: Resolved) -> Place | None:
    return next((one.origin for one in resolved.ranges if one.level == level), None)


def in_words(reach: Interval, show: Callable[[Fraction], str] = plain) -> str:
    """An interval as people say it: `more than 4 and under 5`, `exactly 50`, `any number`.

    >>> in_words(Interval(below(Fraction(5)), above(Fraction(9))))
    'at least 5 and at most 9'
    """
    lower, upper = reach.lower, reach.upper
    if lower is None and upper is None:
        return "any number"
    if lower is not None and upper is not None and lower.value == upper.value:
        return f"exactly {show(lower.value)}"
    parts = []
    if lower is not None:
        parts.append(f"{'more than' if lower.side else 'at least'} {show(lower.value)}")
    if upper is not None:
        parts.append(f"{'at most' if upper.side else 'under'} {show(upper.value)}")
    return " and ".join(parts)
