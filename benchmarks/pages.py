"""Shipped rule files with the place of every key and value, to plant faults in them.

The places come from PyYAML itself, not from the reader under test.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml
from attrs import define, field, frozen

ROOT = Path(__file__).resolve().parent.parent
SEED = 2019

ITEM = "-"
"""What a path has for an item of a list."""


@frozen(eq=False)
class Spot:
    """A value with its key (None for an item of a list) and the way to it from the top."""

    path: tuple[str, ...]
    key: yaml.ScalarNode | None
    value: yaml.Node
    flow: bool
    before: yaml.Node | None = None

    @property
    def text(self) -> str:
        """The text of a value; empty where it is no single one."""
        return self.value.value if isinstance(self.value, yaml.ScalarNode) else ""

    @property
    def line(self) -> int:
        """The line that it starts on, counted from 1."""
        return 1 + (self.key or self.value).start_mark.line


@frozen(eq=False)
class Fault:
    """An edit of a page that is certainly a fault: its kind, and the lines that it may be seen at."""

    kind: str
    page: Page
    start: int
    end: int
    new: str
    lines: frozenset[int]

    @property
    def text(self) -> str:
        """The page with the fault in it."""
        return self.page.text[: self.start] + self.new + self.page.text[self.end :]


@define(eq=False, slots=False)
class Page:
    """The text of a rule file with the spots in it."""

    name: str
    text: str = field(repr=False)
    chance: random.Random = field(factory=lambda: random.Random(SEED), repr=False)  # noqa: S311 - a benchmark, not a secret

    @cached_property
    def spots(self) -> list[Spot]:
        """Every key and item, but for the author's own under `meta`."""
        return list(_walk(yaml.compose(self.text, yaml.CSafeLoader), ()))

    @cached_property
    def at(self) -> dict[tuple[str, ...], Spot]:
        """The spots by their paths; of the items of a list the last."""
        return {spot.path: spot for spot in self.spots}

    @property
    def measures(self) -> list[Spot]:
        """The measures of the page."""
        return [spot for spot in self.spots if len(spot.path) == 2 and spot.path[0] == "measures"]

    def own(self, measure: Spot, name: str) -> Spot | None:
        """A value of a measure itself."""
        return self.at.get((*measure.path, name))

    def said(self, measure: Spot, name: str) -> str:
        """What a measure, or the default of every measure, says once for all years."""
        spot = self.own(measure, name) or self.at.get(("defaults", "every measure", name))
        return spot.text if spot else ""

    def defaults(self, *names: str) -> bool:
        """Whether any default gives one of the values."""
        return any(path[0] == "defaults" and path[-1] in names for path in self.at)

    def under(self, path: tuple[str, ...]) -> list[Spot]:
        """Everything below a path."""
        return [spot for spot in self.spots if spot.path[: len(path)] == path and spot.path != path]

    def values(self, *names: str) -> Iterator[Spot]:
        """The texts of these fields, of measures and defaults, once or by year."""
        for spot in self.spots:
            single = spot.path[0] in ("measures", "defaults") and len(spot.path) in (3, 4) and spot.text
            if single and spot.path[2] in names:
                yield spot

    def labels(self, spot: Spot) -> list[str]:
        """The levels of the scale that the measure of a spot is on."""
        scale = self.said(self.at[spot.path[:2]], "scale")
        return self.scale(scale) if scale else ["green", "amber", "red"]

    def scale(self, name: str) -> list[str]:
        """The levels of a scale that the page declares."""
        items = self.at["scales", name].value.value
        return [item.value if isinstance(item.value, str) else item.value[0][0].value for item in items]

    # ---- edits -----------------------------------------------------------------------------

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, mark: yaml.Mark) -> int:
        """Where a mark lies in the text."""
        return self._starts[mark.line] + mark.column

    def line(self, number: int) -> str:
        """A line of the text, counted from 1."""
        return self.text[self._starts[number - 1] : self._starts[number] - 1]

    def fault(self, kind: str, start: int, end: int, new: str, *lines: int) -> Fault:
        """An edit, with the lines of the page as it was at which it may be seen."""
        first = self.text.count("\n", 0, start) + 1
        grown = new.count("\n") - self.text.count("\n", start, end)
        return Fault(kind, self, start, end, new, frozenset(x if x <= first else x + grown for x in lines))

    def instead(self, kind: str, node: yaml.Node, new: str, *more: int) -> Fault:
        """Something else in the place of a key or value, seen at its line or at one of more."""
        start, end = self.offset(node.start_mark), self.offset(node.end_mark)
        return self.fault(kind, start, end, new, node.start_mark.line + 1, *more)

    def part(self, kind: str, spot: Spot, old: str, new: str) -> Fault:
        """Something else in the place of the first such part of a value."""
        start = self.text.index(old, self.offset(spot.value.start_mark))
        return self.fault(kind, start, start + len(old), new, spot.line, spot.value.start_mark.line + 1)

    def without(self, kind: str, spot: Spot, *lines: int) -> Fault:
        """A page without an entry, seen at the given lines."""
        if spot.flow:
            start = self.offset((spot.before or spot.value).end_mark)
            return self.fault(kind, start, self.offset(spot.value.end_mark), "", *lines)
        start, end = self.whole(spot)
        return self.fault(kind, start, end, "", *lines)

    def whole(self, spot: Spot) -> tuple[int, int]:
        """The stretch of the lines that an entry takes in a block."""
        last = spot.value.end_mark
        inside = isinstance(spot.value, yaml.CollectionNode) and not spot.value.flow_style
        end = self._starts[last.line] if inside and not last.column else self._starts[last.line + 1]
        if inside and last.column:
            end = self._starts[last.line]
        return self._starts[spot.line - 1], min(end, len(self.text))


def _walk(node: yaml.Node, path: tuple[str, ...]) -> Iterator[Spot]:
    flow = bool(getattr(node, "flow_style", False))
    before = None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            if key.value == "meta":
                continue
            yield Spot(here, key, value, flow, before)
            yield from _walk(value, here)
            before = value
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield Spot((*path, ITEM), None, value, flow, before)
            yield from _walk(value, (*path, ITEM))
            before = value


def shipped() -> list[Page]:
    """Every rule file of the project that must be sound."""
    paths = [*ROOT.glob("rules/**/*.rag.yml"), *ROOT.glob("tests/conventions/good/**/*.rag.yml")]
    return [
        Page(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(paths)
    ]
