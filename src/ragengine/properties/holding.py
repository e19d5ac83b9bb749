"""Where a law holds, nothing; where it does not, a sentence."""

from __future__ import annotations

from typing import Any

from ragengine.cuts import Partition
from ragengine.exact import plain
from ragengine.rating import Level, Reason
from ragengine.verdict import Verdict


def hold(law: bool, sentence: str) -> None:  # noqa: FBT001 - a law holds or it does not
    """Raise `AssertionError` with the sentence where the law does not hold."""
    if not law:
        raise AssertionError(sentence)


def answer_of(verdict: Verdict) -> Level | Reason | None:
    """The rating, or the reason why there is none."""
    return verdict.rating or verdict.reason


def shown(partition: Partition[Any] | None) -> str:
    """A partition on one line: `red |below 70| amber |below 80| green`."""
    if partition is None:
        return "none"
    cuts = [f"|{'above' if cut.side else 'below'} {plain(cut.value)}|" for cut in partition.cuts]
    return " ".join(
        f"{label} {cut}" for label, cut in zip(partition.labels, [*cuts, ""], strict=True)
    ).strip()
