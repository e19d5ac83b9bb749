"""`amber`, `floor` and `levels`: where the levels part."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from attrs import define

from ragengine import model
from ragengine.document import Mapping, Node, Scalar, Sequence
from ragengine.periods import ByYear
from ragengine.rating import Scale
from ragengine.reading.fields import COMBINED, MARGINS
from ragengine.reading.report import Report
from ragengine.reading.thresholds import Beside
from ragengine.reading.words import Words
from ragengine.reading.years import by_year

Value = TypeVar("Value")

LIMITS = ("amber", "floor", "levels")
"""The keys that say where the levels part."""

_ALONE = Beside()


@define(eq=False, repr=False)
class LimitsReader:
    """Reads the three ways of saying where the levels part, for a unit and its scales."""

    report: Report
    words: Words
    scales: tuple[Scale, ...]
    beside: Beside = _ALONE

    def read(self, fields: dict[str, Node]) -> model.Limits:
        """The limits that a measure, or a default, writes."""
        starts = self.words.year_starts

        def each(name: str, read: Callable[[Node], Value | None]) -> ByYear[Value] | None:
            return by_year(fields[name], read, self.report, starts) if name in fields else None

        return model.Limits(
            each("amber", self.amber), each("floor", self._floor), each("levels", self._levels)
        )

    def amber(self, node: Node) -> model.Amber | None:
        """`none`, an amount, `{below: A, above: B}` or `{wider of: [A, B]}`."""
        if isinstance(node, Scalar) and node.text.casefold() == "none":
            return model.NoAmber.NONE
        if isinstance(node, Mapping) and not any(key.text in COMBINED for key, _ in node.entries):
            return self._two_margins(node)
        return self._margin(node)

    def _two_margins(self, node: Mapping) -> model.TwoMargins | model.NoAmber | None:
        before = self.report.total
        fields = self.report.fields(node, (*MARGINS, *COMBINED), "amber")
        sides: dict[str, model.Margin | None] = {}
        for side, value in fields.items():
            nothing = isinstance(value, Scalar) and value.text.casefold() == "none"
            sides[side] = None if nothing else self._margin(value)
        if not sides and self.report.total == before:
            self.report.add("RAG116", node, text="{}")
        if not sides or self.report.total > before:
            return None
        if not any(sides.values()):
            return model.NoAmber.NONE
        texts = [f"{margin.text} {side}" for side, margin in sides.items() if margin]
        return model.TwoMargins(sides.get("below"), sides.get("above"), " and ".join(texts))

    def _margin(self, node: Node) -> model.Margin | None:
        if not isinstance(node, Mapping):
            return self.report.reading(node, "amber", self.words.margin, self._advise)
        fields = self.report.fields(node, COMBINED, "an amount")
        if not node.entries:
            self.report.add("RAG116", node, text="{}")
        if len(fields) > 1:
            self.report.add("RAG116", node, text=" and ".join(fields))
        if len(fields) != 1:
            return None
        [(key, value)] = fields.items()
        return self._combined(key, value)

    def _advise(self, text: str) -> str:
        return self.beside.meant(text, self.words)

    def _combined(self, key: str, node: Node) -> model.Margin | None:
        items = self.report.sequence(node, key, "write `[2 points, 5% of target]`")
        if items is None:
            return None
        before = self.report.total
        read = [self.report.reading(item, key, self.words.amount) for item in items]
        amounts = tuple(amount for amount in read if amount is not None)
        if not items and isinstance(node, Sequence) and not node.items:
            self.report.add("RAG116", node, text="[]")
        if not amounts or self.report.total > before:
            return None
        texts = [item.text for item in items if isinstance(item, Scalar)]
        text = f"the {key.split(maxsplit=1)[0]} of {' and '.join(texts)}"
        return model.Margin(model.Combined(key == "wider of", amounts), text=text)

    def _floor(self, node: Node) -> model.Threshold | None:
        return self.report.reading(node, "floor", self.words.threshold)

    def _levels(self, node: Node) -> tuple[model.NamedRange, ...] | None:
        way = "write a range for each level: `{green: at least 80%, amber: rest, red: under 70%}`"
        mapping = self.report.mapping(node, "levels", way)
        if mapping is None:
            return None
        named = []
        first: dict[str, Scalar] = {}
        for key, value in self.report.pairs(mapping):
            level = self._level_name(key)
            if level is None:
                continue
            if level in first:
                self.report.add("RAG016", key, key=key.text, first=str(first[level]))
                continue
            first[level] = key
            ranges: ByYear[model.Range] | None = by_year(
                value, self._range, self.report, self.words.year_starts
            )
            if ranges is not None:
                named.append(model.NamedRange(level, ranges))
        return tuple(named) if len(named) == len(mapping.entries) else None

    def _range(self, node: Node) -> model.Range | None:
        meaning = self.report.reading(node, "levels", self.words.ranged)
        if meaning is None or not isinstance(node, Scalar):
            return None
        return model.Range(meaning, " ".join(node.text.split()), node)

    def _level_name(self, key: Scalar) -> str | None:
        for scale in self.scales:
            level = scale.level(key.text)
            if level is not None:
                return level.name
        scale = self.scales[0]
        names = [level.name for level in scale.levels]
        self.report.add(
            "RAG112", key, text=key.text, scale=f"`{scale.name}`",
            nearest=self.report.nearest(key.text, names), known=", ".join(names),
        )  # fmt: skip
        return None
