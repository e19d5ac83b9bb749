"""Where a law holds, nothing; where it does not, a sentence."""

from __future__ import annotations

from typing import Any

from ragengine.cuts import Partition
from ragengine.exact import plain
from ragengine.rating import Level, Reason
from ragengine.verdict import Verdict


class Broken(AssertionError):
    """A law that does not hold: the sentence, and in words what it asks for and what there was.

    `value` is the result at fault where it is another one than the law was asked about, and
    `answer` its rating, or the reason for none, where the law knows that from elsewhere.
    """

    def __init__(
        self,
        sentence: str,
        expected: object = "",
        got: object = "",
        value: Any = None,
        answer: Level | Reason | None = None,
    ) -> None:
        super().__init__(sentence)
        self.expected = str(expected)
        self.got = str(got)
        self.value = value
        self.answer = answer


def hold(  # a law holds or it does not
    law: bool,  # noqa: FBT001 - the first argument is the whole point of the call
    sentence: str,
    *,
    expected: object = "",
    got: object = "",
    value: Any = None,
    answer: Level | Reason | None = None,
) -> None:
    """Raise `Broken`, which is an `AssertionError`, with the sentence where the law does not hold."""
    if not law:
        raise Broken(sentence, expected, got, value, answer)


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
