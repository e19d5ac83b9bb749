"""The law of sentences: who reads nothing else comes to the same rating, and to the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from ragengine.engine import MeasureInContext
from ragengine.exact import plain, round_half_away
from ragengine.properties.defined import names_its_months
from ragengine.properties.holding import answer_of, hold
from ragengine.rating import NOT_RATED, Level
from ragengine.results import Result
from ragengine.units import read_number

_DIGITS = re.compile(
    r"(?:the forecast of )?([-+\N{MINUS SIGN}]?£?\d[\d,]*(?:\.\d+)?(?:(?:k|K|m|M|bn)(?![A-Za-z]))?)"
)
_COUNTED = re.compile(r", counted as (-?£?\d[\d,]*(?:\.\d+)?)")

_FIRST = re.compile(r" meets the | is within the (?:[^;]* target band|target band of [^;]*)\.$")
_SECOND = re.compile(
    r",? (?:but is )?(?:but )?(?:within|at the limit of) its |, but (?:above|within) the |, at the "
)
_LAST = re.compile(
    r" more than its .* allows|, beyond its |, and there is no amber on that side"
    r"|, and (?:exactly|above|below) the "
)


def sentences_say_the_rating(held: MeasureInContext, row: Result) -> None:
    """A reader of the sentence alone gives the same rating, and reads the number that was rated.

    The sentence begins with the rating, or with *Not rated*. What it says of target, margin,
    floor and range can be said of that level alone. Its number is the result, rounded to the
    digits that it is shown with; and the number that it is counted as is rated the same.

    Source: `docs/explanations.md`.
    """
    verdict = held.rate(row)
    sentence = verdict.sentence(cautions=False)
    rating, value, partition = verdict.rating, verdict.value, verdict.partition
    if rating is None or value is None or partition is None:
        silent = sentence.startswith("Not rated: ")
        hold(silent, f"{row.value!r} has no rating, but its sentence is: {sentence}", expected=NOT_RATED)
        return
    scale = held.measure.scale.at(held.year, held.span)
    levels = () if scale is None else scale.levels
    best = min(partition.labels, key=lambda level: level.rank)
    for level in _levels_said(sentence, levels, best):
        hold(
            level == rating,
            f"{row.value!r} is {rating}, but its sentence is that of {level}: {sentence}",
            expected=rating,
            got=level,
        )
    _, _, rest = sentence.partition(f"{_capital(rating)}: ")
    shown = _DIGITS.match(rest)
    hold(shown is not None, f"{row.value!r} has no number in its sentence: {sentence}", expected=plain(value))
    read = read_number("" if shown is None else shown[1]).number
    hold(
        read.value == round_half_away(value, read.quantum),
        f"{plain(value)} was rated, but the number in the sentence is {read.text}: {sentence}",
        expected=plain(value),
        got=read.text,
    )
    counted = _COUNTED.search(sentence)
    if counted is not None and not names_its_months(row):
        number = read_number(counted[1]).number.value
        answer = answer_of(held.rate(evolve(row, value=number)))
        outside = not isinstance(answer, Level)
        hold(
            outside or answer == rating,
            f"{row.value!r} is {rating}, but counted as {counted[1]} it would be {answer}: {sentence}",
            expected=answer,
            got=rating,
        )


def _levels_said(sentence: str, levels: Sequence[Level], best: Level) -> Iterator[Level]:
    """The levels that a sentence speaks of: at its beginning, by its range, and by its margin.

    `best` is the best level that the rule gives; levels may leave out those of the scale.
    """
    opening = [level for level in levels if sentence.startswith(f"{_capital(level)}: ")]
    yield from opening[:1] or levels[:0]
    own = [
        level for level in levels if f"; {level} is " in sentence or f"in the range of {level}, " in sentence
    ]
    if own:
        yield max(own, key=lambda level: len(level.name))
    elif _LAST.search(sentence):
        yield levels[-1]
    elif _SECOND.search(sentence):
        yield levels[1]
    elif _FIRST.search(sentence):
        yield best


def _capital(level: Level) -> str:
    return level.name[:1].upper() + level.name[1:]
