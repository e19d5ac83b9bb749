"""What would change the rating: how many more, or fewer, of the people counted."""

from __future__ import annotations

from fractions import Fraction

from ragengine.cuts import Interval
from ragengine.exact import plain
from ragengine.explain.facts import Facts
from ragengine.explain.show import count_word
from ragengine.explain.target import noun_of_share
from ragengine.forecasts import StandsIn
from ragengine.model import Aim
from ragengine.rating import Level
from ragengine.results import Counts


def what_would_change(facts: Facts) -> str:
    """`Three more of the 1,397 people would make it green.`, or nothing.

    Only exact counts that agree with the printed value are evidence. Every number comes from
    the cuts that rate, so rounding is already in it.
    """
    counts, banding, standing = facts.counts, facts.banding, facts.standing
    if counts is None or banding is None or facts.level is None or not _are_people(counts):
        return ""
    if standing is not None and standing.what is not StandsIn.RESULT:
        return ""  # the counts are of the result, and something else was rated
    resolved = banding.resolved
    if resolved.unit.kind != "percent" or resolved.aim is Aim.NONE:
        return ""
    found = _nearest_better(facts, counts.denominator)
    if found is None:
        return ""
    needed, rising, level = found
    change = needed - counts.numerator if rising else counts.numerator - needed
    if change <= 0:
        return ""
    word = "more" if rising else "fewer"
    name = f'"{level}"' if " " in level.name else level.name
    of = f"{plain(counts.denominator)}{noun_of_share(resolved.unit)}"
    return f"{count_word(int(change), start=True)} {word} of the {of} would make it {name}."


def _are_people(counts: Counts) -> bool:
    """Whether the counts are exact, and of whole people, so that one more can be spoken of."""
    return counts.exact and counts.numerator.denominator == counts.denominator.denominator == 1


def _nearest_better(facts: Facts, denominator: Fraction) -> tuple[Fraction, bool, Level] | None:
    """The nearest count with a better rating, on which side, and that rating: where the target is met.

    Where levels decide, the next better one, or what lies beyond it: few people have few shares.
    """
    assert facts.banding is not None and facts.rated is not None and facts.level is not None  # noqa: S101, PT018 - asked of rated results only
    pieces = list(facts.banding.partition.pieces())
    here = next(i for i, (piece, _) in enumerate(pieces) if facts.rated in piece)
    goal = facts.level.rank - 1 if facts.banding.resolved.limits == "levels" else 0
    for side, rising in ((pieces[here + 1 :], True), (pieces[:here][::-1], False)):
        for piece, level in side:
            if level.rank <= goal and (count := _count_in(piece, denominator, rising=rising)) is not None:
                return count, rising, level
    return None


def _count_in(piece: Interval, denominator: Fraction, *, rising: bool) -> Fraction | None:
    """The first whole count, from below or from above, whose percentage lies in a piece."""
    cut = piece.lower if rising else piece.upper
    assert cut is not None  # noqa: S101 - there is a piece on this side of it
    exact = cut.value * denominator / 100
    whole = Fraction(exact.__floor__())
    on_the_cut = exact == whole and cut.side == 0
    count = whole + (not on_the_cut) if rising else whole - on_the_cut
    return count if 0 <= count <= denominator and 100 * count / denominator in piece else None
