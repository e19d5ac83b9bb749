"""Cautions that many rows share are printed once, below the table."""

from __future__ import annotations

from attrs import define, field

from ragengine.explain.sentences import caution_text
from ragengine.verdict import Verdict


@define
class Footnotes:
    """Numbers cautions in the order in which rows first have them."""

    _numbers: dict[str, int] = field(factory=dict)

    def marks(self, verdict: Verdict) -> str:
        """The marks of a verdict's cautions: ` [1] [3]`, or nothing."""
        texts = [caution_text(caution) for caution in verdict.cautions]
        numbers = [self._numbers.setdefault(text, len(self._numbers) + 1) for text in texts]
        return "".join(f" [{number}]" for number in numbers)

    def lines(self) -> list[str]:
        """The notes, each on a line."""
        return [f"[{number}] {text}" for text, number in self._numbers.items()]
