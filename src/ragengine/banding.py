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
from ragengine.cuts import LINE, Interval, Partition, Ruler, above, below, folded
from ragengine.exact import in_full, place_in_words
from ragengine.model import Operator
from ragengine.rating import Level
from ragengine.resolution import Fault, LevelRange, Resolved
from ragengine.source import Place


@frozen
class Banding:
    """A measure's partition in a context, with what is needed to explain it.

    `partition` decides ratings: its cuts are folded where results are rounded, and moved by
    `moved_by` where a run rate stands in; None where it does not.
    """

    resolved: Resolved = field(eq=False)
    partition: Partition[Level]
    moved_by: Fraction | None = None

    @property
    def rounds_to(self) -> Fraction | None:
        """The place that results are rounded to before they are compared, or None."""
        return self.resolved.quantum if self.moved_by is None else None


def band(resolved: Resolved, moved_by: Fraction | None = None) -> Banding:
    """The partition of a resolved rule. Raises `Fault` where the ranges make none.

    Where a run rate moves the cuts they are not folded: the result is projected, not rounded.
    What it can be is then the domain of results, projected too.
    """
    quantum = resolved.quantum if moved_by is None else None
    named = [one for one in resolved.ranges if not isinstance(one.ranged, model.Rest)]
    rests = [one for one in resolved.ranges if isinstance(one.ranged, model.Rest)]
    if len(rests) > 1:
        raise _coincide(rests[0], rests[1], "the rest")
    line = _Line(
        named,
        [interval(one, resolved) for one in named],
        rests[0] if rests else None,
        quantum,
        _reachable(resolved.domain, moved_by),
    )
    _check_holes(line, resolved)
    _check_left(line, resolved, moved=moved_by is not None)
    labelled = [(piece, one.level) for piece, one in line.inside if one is not None]
    _check_order(line, labelled, resolved)
    made = _partition(line, labelled)
    return Banding(resolved, made if moved_by is None else made.times(moved_by), moved_by)


def _partition(line: _Line, labelled: Sequence[tuple[_Piece, Level]]) -> Partition[Level]:
    """The pieces as a partition. Neighbours differ: at each edge one level's only range ends."""
    cuts = tuple(line.ruler.cut(piece[0]) for piece, _ in labelled[1:])
    return Partition(cuts, tuple(level for _, level in labelled))


def domain_interval(domain: model.Domain) -> Interval:
    """The numbers that a result can have, ends included."""
    lower = None if domain.lowest is None else below(domain.lowest)
    upper = None if domain.highest is None else above(domain.highest)
    return Interval(lower, upper)


def _reachable(domain: model.Domain, moved_by: Fraction | None) -> Interval:
    """The numbers on the target's scale that a result, or a projected one, can come to."""
    ends = domain_interval(domain)
    if moved_by is None:
        return ends
    lower, upper = (None if cut is None else cut.times(1 / moved_by) for cut in (ends.lower, ends.upper))
    return Interval(lower, upper)


# ---- ranges to intervals ---------------------------------------------------------------------


_HALVES: dict[Operator, Callable[[Fraction], Interval]] = {
    Operator.AT_LEAST: lambda value: Interval(below(value), None),
    Operator.MORE_THAN: lambda value: Interval(above(value), None),
    Operator.AT_MOST: lambda value: Interval(None, above(value)),
    Operator.UNDER: lambda value: Interval(None, below(value)),
}


def interval(one: LevelRange, resolved: Resolved) -> Interval:
    """The interval that a level's range is, given the numbers of the context."""
    ranged, place, text = one.ranged, one.origin, one.text
    if isinstance(ranged, model.Half):
        operator = ranged.operator
        if isinstance(ranged.place, model.Way):
            operator = resolved.down_the_way(operator, ranged.place, place, text)
        return _HALVES[operator](resolved.value(ranged.place, place, text))
    if isinstance(ranged, model.Between):
        lower = resolved.value(ranged.lower, place, text)
        upper = resolved.value(ranged.upper, place, text)
        if lower > upper:
            why = f"`{text}` runs from {in_full(lower)} down to {in_full(upper)}"
            raise Fault("RAG323", place, why=why, way="exchange the two, or change one of the figures")
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
    upwards = resolved.upwards(ranged.direction)
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
        raise Fault("RAG325", one.origin, text=one.text, why="needs a target to be measured from")
    edges = [edge for edge in (resolved.lower, resolved.upper) if edge is not None]
    own = _HALVES[edges[0].operator](edges[0].value)
    if len(edges) > 1:
        own = own.meet(_HALVES[edges[1].operator](edges[1].value))
    if ranged.no:
        return own
    upwards = resolved.upwards(ranged.direction)
    if ranged.direction is model.Direction.WORSE:
        return Interval(own.upper, None) if upwards else Interval(None, own.lower)
    return _HALVES[Operator.MORE_THAN if upwards else Operator.UNDER](edges[0].value)


# ---- from intervals to pieces ------------------------------------------------------------------

_Piece = tuple[int, int]


class _Line:
    """The line cut at every folded end, each piece with the narrowest range that holds it."""

    def __init__(
        self,
        named: Sequence[LevelRange],
        reaches: Sequence[Interval],
        rest: LevelRange | None,
        quantum: Fraction | None,
        domain: Interval,
    ) -> None:
        self.ruler = _ruler(reaches, domain)
        raw = [self.ruler.ends(reach) for reach in reaches]
        _check_nesting(named, raw, self.ruler)
        held = raw
        if quantum is not None:
            reaches = [_fold(reach, quantum) for reach in reaches]
            self.ruler = _ruler(reaches, domain)
            held = [self.ruler.ends(reach) for reach in reaches]
        self.pieces: list[tuple[_Piece, LevelRange | None]] = []
        first, last = self.ruler.ends(LINE)
        for lower, upper in pairwise((first, *self.ruler.marks, last)):
            # Ranges that hold the same piece are nested, so the shortest is the narrowest.
            narrowest, shortest = rest, None
            for one, (low, high), (start, end) in zip(named, raw, held, strict=True):
                if start <= lower and upper <= end and (shortest is None or high - low < shortest):
                    narrowest, shortest = one, high - low
            self.pieces.append(((lower, upper), narrowest))
        start, end = self.ruler.ends(domain)
        self.inside = [(piece, one) for piece, one in self.pieces if start <= piece[0] and piece[1] <= end]

    def one(self, piece: _Piece) -> str:
        """A number of a piece, in full."""
        return in_full(self.ruler.interval(*piece).one())

    def in_words(self, piece: _Piece) -> str:
        """A piece as people say it."""
        return in_words(self.ruler.interval(*piece))


def _ruler(reaches: Sequence[Interval], domain: Interval) -> Ruler:
    ends = [cut for reach in (*reaches, domain) for cut in (reach.lower, reach.upper)]
    return Ruler([cut for cut in ends if cut is not None])


def _fold(reach: Interval, quantum: Fraction) -> Interval:
    lower = None if reach.lower is None else folded(reach.lower, quantum)
    upper = None if reach.upper is None else folded(reach.upper, quantum)
    return Interval(lower, upper)


def _check_nesting(named: Sequence[LevelRange], raw: Sequence[_Piece], ruler: Ruler) -> None:
    """Any two ranges are apart, or one lies inside the other."""
    for position, (one, (low, high)) in enumerate(zip(named, raw, strict=True)):
        for other, (start, end) in zip(named[:position], raw, strict=False):
            if (low, high) == (start, end):
                raise _coincide(other, one, in_words(ruler.interval(low, high)))
            shared = max(low, start), min(high, end)
            nested = shared in ((low, high), (start, end))
            if shared[0] < shared[1] and not nested:
                numbers = in_words(ruler.interval(*shared))
                facts = {"one": str(other.level), "two": str(one.level), "numbers": numbers}
                raise Fault("RAG308", one.origin, **facts)


def _coincide(one: LevelRange, two: LevelRange, numbers: str) -> Fault:
    facts = {"one": str(one.level), "two": str(two.level), "numbers": numbers}
    return Fault("RAG309", two.origin, **facts)


def _check_holes(line: _Line, resolved: Resolved) -> None:
    """Every number that a result can be has a level."""
    holes = [line.in_words(piece) for piece, one in line.inside if one is None]
    if not holes:
        return
    way = "let one of the levels begin there, or say `rest`"
    if resolved.quantum is None and resolved.domain.whole:
        way = "say `compare: 0 decimals`, move an end, or use `rest`"
    elif resolved.quantum is None:
        decimals = _decimals_that_close(line)
        way = f"move an end, use `rest`, or say that results are rounded first: `compare: {decimals}`"
    origin = resolved.origins.get("levels") or resolved.ranges[0].origin
    have = "has" if len(holes) == 1 else "have"
    lost = line.one(next(piece for piece, one in line.inside if one is None))
    raise Fault("RAG310", origin, numbers="; ".join(holes), have=have, way=way, lost=lost)


def _decimals_that_close(line: _Line) -> str:
    """The decimals to which the ends of the holes are written: rounding to them closes a hole."""
    holes = [line.ruler.interval(*piece) for piece, one in line.inside if one is None]
    ends = [cut.value for hole in holes for cut in (hole.lower, hole.upper) if cut is not None]
    places = next(
        (n for n in range(_MOST_DECIMALS) if all((end * 10**n).denominator == 1 for end in ends)), 1
    )
    return f"{places} decimal" if places == 1 else f"{places} decimals"


_MOST_DECIMALS = 7


def _check_left(line: _Line, resolved: Resolved, *, moved: bool) -> None:
    """Every level has numbers left on the line, and a range written in numbers some inside.

    A level that only the figures, the rest or a run rate push outside the domain is no fault.
    """
    left = [one for _, one in line.pieces]
    inside = [one for _, one in line.inside]
    for written in resolved.ranges:
        if written not in left:
            why = "the narrower ranges of the other levels take every number"
            if resolved.quantum is not None:
                why = f"{why}, once results are rounded to {place_in_words(resolved.quantum)}"
            raise Fault("RAG311", written.origin, one=str(written.level), why=why)
        if moved or resolved.limits != "levels":
            continue
        if written not in inside and _is_absolute(written.ranged):
            why = f"`{written.text}` lies outside the domain"
            raise Fault("RAG311", written.origin, one=str(written.level), why=why)


def _is_absolute(ranged: model.Ranged) -> bool:
    if isinstance(ranged, (model.Half, model.Exactly)):
        return isinstance(ranged.place, model.Number)
    return isinstance(ranged, model.Between) and isinstance(ranged.lower, model.Number)


def _check_order(line: _Line, pieces: Sequence[tuple[_Piece, Level]], resolved: Resolved) -> None:
    """Better results never rate worse; from a band's good middle, further out never rates better."""
    aim = resolved.aim
    if aim is model.Aim.NONE:
        return
    ranks = [level.rank for _, level in pieces]
    best = ranks.index(min(ranks))
    for position, (left, right) in enumerate(pairwise(pieces)):
        rising = aim is model.Aim.HIGH or (aim is model.Aim.BAND and position < best)
        better, worse = (right, left) if rising else (left, right)
        if better[1].rank > worse[1].rank:
            facts = {
                "numbers": line.in_words(better[0]), "one": str(better[1]), "aim": str(aim),
                "others": line.in_words(worse[0]), "two": str(worse[1]), "way": _order_way(aim),
                "proof": f"{line.one(worse[0])} would be {worse[1]}, and {line.one(better[0])} {better[1]}; ",
            }  # fmt: skip
            raise Fault("RAG312", _origin_of(better[1], resolved), **facts)


def _order_way(aim: model.Aim) -> str:
    if aim is model.Aim.BAND:
        return "ratings must not get better further out from the band"
    return "exchange the ranges, or the aim; a scale is listed best first"


def _origin_of(level: Level, resolved: Resolved) -> Place | None:
    return next((one.origin for one in resolved.ranges if one.level == level), None)


def in_words(reach: Interval, show: Callable[[Fraction], str] = in_full) -> str:
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
