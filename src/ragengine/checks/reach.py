"""Which levels a result can be given at all, proved on the partition.

Shared by the checks that ask. Nothing is sampled: a piece of the line counts where it holds
a number of the domain, a whole one where only whole ones can be.
"""

from __future__ import annotations

from typing import NamedTuple

from ragengine.banding import Banding, domain_interval
from ragengine.cuts import Interval
from ragengine.engine import MeasureInContext
from ragengine.exact import in_full
from ragengine.model import Rest
from ragengine.resolution import LevelRange


class Missing(NamedTuple):
    """A level that no result can be given; `piece` are its numbers, where it has any at all."""

    written: LevelRange
    piece: Interval | None
    banding: Banding

    @property
    def is_swallowed(self) -> bool:
        """Whether amber, or the floor, reaches the end of the domain and leaves no rest."""
        short = self.banding.resolved.limits in ("amber", "floor")
        return short and self.piece is None and isinstance(self.written.ranged, Rest)


def unreachable(held: MeasureInContext) -> list[Missing]:
    """The levels that the rule writes in this context and no result can be given."""
    banding = held.banding
    if banding is None or _all_reached(banding):
        return []
    pieces: dict[object, Interval] = {}
    reached = set()
    for piece, level in banding.partition.pieces():
        inside = piece.meet(domain_interval(held.domain))
        pieces[level] = inside
        if inside.has_result(whole=held.domain.whole):
            reached.add(level)
    missing = {one.level: one for one in banding.resolved.ranges if one.level not in reached}
    return [Missing(one, pieces.get(level), banding) for level, one in missing.items()]


def _all_reached(banding: Banding) -> bool:
    """Whether every level has a piece, which is enough where results are not whole numbers.

    The pieces of a partition were looked at inside the domain when they were made.
    """
    labels = banding.partition.labels
    return not banding.resolved.domain.whole and all(one.level in labels for one in banding.resolved.ranges)


def proof(held: MeasureInContext, missing: Missing) -> str:
    """The result that comes nearest to a level that none can be given, with its sentence."""
    if missing.piece is not None:
        nearest = [missing.piece.first_whole()]
    else:
        nearest = [end for end in (held.domain.lowest, held.domain.highest) if end is not None]
    wanted = missing.written.level.rank
    partition = missing.banding.partition
    value = min(nearest, key=lambda end: abs(partition.label(end).rank - wanted))
    return f"even {in_full(value)} is not ({held.rate(value)}); "
