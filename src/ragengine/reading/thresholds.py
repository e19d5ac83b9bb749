"""An amber that is written as the value where it ends, and not as a distance from the target."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ragengine import model
from ragengine.exact import plain
from ragengine.model import Aim, Number
from ragengine.periods import ByYear
from ragengine.reading.operators import split_operator
from ragengine.reading.words import Unreadable, Words
from ragengine.units import Unit


@frozen
class Beside:
    """What stands beside an amber: the numbers of the target, and the aim where it is one."""

    targets: tuple[model.Threshold, ...] = ()
    aim: Aim | None = None

    @classmethod
    def of(cls, target: ByYear[model.Target] | None, aim: ByYear[Aim]) -> Beside:
        """The targets of all years that are one written number."""
        entries = target.entries if target else ()
        numbers = tuple(
            entry.value
            for entry in entries
            if isinstance(entry.value, model.Threshold) and isinstance(entry.value.place, Number)
        )
        return cls(numbers, aim.entries[0].value if aim.is_constant else None)

    def meant(self, text: str, words: Words) -> str:
        """What an amber that is no amount was likely meant to say; empty where nobody can guess."""
        ends = _ends(split_operator(" ".join(text.split()))[1], words)
        if not ends or not self.targets:
            return ""
        if len(ends) == 1 and "%" not in text and all(map(_is_a_share, self.targets)):
            return _as_percentages(self.targets[0], ends[0])
        floor = self._floor(ends)
        if floor is None:
            return ""
        question = f"did you mean `floor: {_written(floor, words.unit)}`, where amber ends? "
        digits = _digits(floor)
        distance = f"a distance is written `{digits} points`, or `{digits}% of target`"
        return question if len(ends) > 1 or words.unit.kind != "percent" else question + distance

    def _floor(self, ends: tuple[Number, ...]) -> Number | None:
        """The end that lies past every target, and near it, if there is one."""
        for end in ends:
            value = end.quoted.value
            below = all(number / 2 <= value < number for number in self._numbers)
            above = all(number < value <= number * 2 for number in self._numbers)
            if (below and self.aim in (None, Aim.HIGH)) or (above and self.aim in (None, Aim.LOW)):
                return end
        return None

    @property
    def _numbers(self) -> list[Fraction]:
        return [one.place.quoted.value for one in self.targets if isinstance(one.place, Number)]


def _ends(text: str, words: Words) -> tuple[Number, ...]:
    """The two ends of `98%-98.5%`, or one number."""
    try:
        places = words.edges(text) or (words.number(text),)
    except Unreadable:
        return ()
    return tuple(place for place in places if isinstance(place, Number))


def _is_a_share(target: model.Threshold) -> bool:
    """Whether a target on a percentage looks like a share of one: `0.985` for 98.5%."""
    place = target.place
    bare = isinstance(place, Number) and 0 < place.quoted.value <= 1 and place.quoted.quantum < 1
    return bare and "%" not in target.text


def _as_percentages(target: model.Threshold, amount: Number) -> str:
    place = target.place
    assert isinstance(place, Number)  # noqa: S101 - only such targets are kept
    whole, points = plain(place.quoted.value * 100), plain(amount.quoted.value * 100)
    return (
        f"`{target.text}` is less than one in a hundred: "
        f"did you mean `target: {whole}%` and `amber: {points} points`? "
    )


def _digits(number: Number) -> str:
    return number.quoted.text or plain(number.quoted.value)


def _written(number: Number, unit: Unit) -> str:
    """A number with its unit, as a rule says it."""
    if unit.kind == "money":
        return f"£{_digits(number)}"
    sign = "%" if unit.kind == "percent" else ""
    noun = f" {unit.noun.name}" if unit.noun and unit.kind not in ("percent", "rate") else ""
    return f"{_digits(number)}{sign}{noun}"
