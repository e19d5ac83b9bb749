"""The shapes that values of rule files have, as data: what the reader expects and a schema says.

The readers in this package are written by hand, for the sake of their messages. A law in the
tests holds them to these shapes.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

# Every run makes these classes, and most of that would go into comparing and showing them.


@frozen(eq=False, repr=False)
class Text:
    """One value, whatever words the language has for it. It is never empty."""


@frozen(eq=False, repr=False)
class Nothing:
    """A key with nothing behind it."""


@frozen(eq=False, repr=False)
class Anything:
    """The author's own: it is kept and never read."""


@frozen(eq=False, repr=False)
class Choice:
    """One of some words; `also` is a pattern of what is read besides, in small letters."""

    words: tuple[str, ...]
    also: str = ""
    any_case: bool = True


@frozen(eq=False, repr=False)
class ListOf:
    """A list of so many items, at least."""

    item: Shape
    least: int = 0


@frozen(eq=False, repr=False)
class Named:
    """A mapping whose keys are the author's own names."""

    value: Shape
    exactly: int | None = None


@frozen(eq=False, repr=False)
class Fields:
    """A mapping with known keys, of which some are needed; `others` is what further keys hold.

    `name` is for those that stand in several places.
    """

    keys: Mapping[str, Key]
    needs: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    others: Shape | None = None
    name: str = ""


@frozen(eq=False, repr=False)
class Either:
    """One shape or another. No two of them are alike, so there is never a doubt which."""

    shapes: tuple[Shape, ...]


@frozen(eq=False, repr=False)
class ByYear:
    """A value written once, or in a mapping with a year or period for every key."""

    value: Shape


@frozen(eq=False, repr=False)
class ByPeriod:
    """A value written once, or in a mapping with a year or a part of one for every key."""

    value: Shape


Shape = Text | Nothing | Anything | Choice | ListOf | Named | Fields | Either | ByYear | ByPeriod


@frozen(eq=False, repr=False)
class Key:
    """A key with what it means, an example of its value, and the shape that its value has."""

    meaning: str
    example: str
    shape: Shape = field(factory=Text)
