"""The laws of ratings as functions, to be held against your own rules.

Each takes what it needs and raises `AssertionError` with a sentence that names the values
where the law is broken. `ragengine.strategies` makes the values:

    @given(st.data())
    def test_better_results_never_rate_worse(data):
        held = rules.hold("1E", "2021-22")
        one, two = data.draw(near_cuts(held)), data.draw(near_cuts(held))
        properties.better_results_never_rate_worse(held, one, two)

The laws themselves are stated in `docs/definition.md`.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve

from ragengine import definition
from ragengine.cuts import Cut, Partition, below, folded, partition
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.exact import (
    MAX_DIGITS,
    plain,
    read_plain,
    round_half_away,
    shortest,
    smallest_double_above,
    to_decimal,
)
from ragengine.model import PASTS, Aim, Given, Limits, Measure, NamedRange, RuleFile
from ragengine.periods import ByYear, Entry, Year, read_year
from ragengine.rating import Level, Reason
from ragengine.reading.years import read_year_key
from ragengine.results import Cell, Result, Unclear, read_cell, read_count
from ragengine.strategies import read_rules
from ragengine.verdict import Verdict

__all__ = [
    "better_results_never_rate_worse",
    "certificates_derive_the_rating",
    "counts_and_values_agree",
    "cuts_are_totally_ordered",
    "doubles_rate_as_their_decimals",
    "engine_agrees_with_definition",
    "every_number_has_exactly_one_rating",
    "folded_cuts_rate_as_rounding_does",
    "levels_in_any_order_mean_the_same",
    "moved_cuts_rate_as_scaling_does",
    "partitions_are_canonical",
    "pickling_changes_nothing",
    "positions_never_change_meaning",
    "results_between_two_never_rate_worse_than_both",
    "rules_mean_the_same",
    "units_never_change_ratings",
    "values_of_every_type_rate_the_same",
    "written_numbers_read_back",
    "written_partitions_read_back",
    "written_years_read_back",
]


def _hold(law: bool, sentence: str) -> None:  # noqa: FBT001 - a law holds or it does not
    if not law:
        raise AssertionError(sentence)


def _answer(verdict: Verdict) -> Level | Reason | None:
    return verdict.rating or verdict.reason


# ---- cuts and partitions -----------------------------------------------------------------------


def every_number_has_exactly_one_rating(partition: Partition[Any], value: Fraction) -> None:
    """A number lies in one piece of a partition, and the label of that piece is its label."""
    found = [label for piece, label in partition.pieces() if value in piece]
    shown = ", ".join(map(str, found)) or "no label"
    _hold(len(found) == 1, f"{value} has {shown}, where it should have exactly one label")
    label = partition.label(value)
    _hold(label == found[0], f"{value} is rated {label}, but lies in the piece that is {found[0]}")


def partitions_are_canonical(cuts: Sequence[Cut], labels: Sequence[Any], value: Fraction) -> None:
    """Made from rising cuts, equal ones too, and any labels, a partition has one form.

    Its cuts rise, its neighbours differ, and every number has the label that stands behind the
    last cut below it.
    """
    made = partition(cuts, labels)
    rising = all(one < two for one, two in pairwise(made.cuts))
    _hold(rising, f"the cuts {made.cuts} do not rise")
    merged = all(one != two for one, two in pairwise(made.labels))
    _hold(merged, f"equal neighbours are left among the labels {made.labels}")
    expected = labels[sum(cut.is_below(value) for cut in cuts)]
    label = made.label(value)
    _hold(label == expected, f"{value} has the label {label}, where {expected} stands behind the last cut")


def cuts_are_totally_ordered(one: Cut, two: Cut, three: Cut) -> None:
    """Of two cuts one comes first, unless they are equal; and no cut comes between out of turn.

    A number that lies above a cut lies above every earlier one.
    """
    _hold((one < two) + (one == two) + (one > two) == 1, f"{one} and {two} are in no order")
    if one <= two <= three:
        _hold(
            one <= three,
            f"{one} comes before {two}, and that before {three}, but not the first before the last",
        )
    for number in (one.value, two.value, (one.value + two.value) / 2):
        if one <= two and two.is_below(number):
            _hold(one.is_below(number), f"{number} lies above {two} but not above {one}, which comes first")


def doubles_rate_as_their_decimals(cut: Cut, double: float) -> None:
    """Comparing a double with the smallest double above a cut is exact.

    The answer is the one that its shortest decimal, the one that `repr` prints, would get.
    """
    threshold = smallest_double_above(cut.value, just_above=bool(cut.side))
    compared, exact = double >= threshold, cut.is_below(shortest(double))
    sides = {True: "above", False: "below"}
    _hold(
        compared == exact,
        f"the double {double!r} compares as {sides[compared]} {cut}, but its decimal is {sides[exact]}",
    )


def folded_cuts_rate_as_rounding_does(cut: Cut, quantum: Fraction, value: Fraction) -> None:
    """A folded cut rates a number as the cut itself rates the rounded number."""
    rounded = round_half_away(value, quantum)
    _hold(
        folded(cut, quantum).is_below(value) == cut.is_below(rounded),
        f"{value} is rounded to {rounded}, but the cut {cut} folded by {quantum} rates it otherwise",
    )


def moved_cuts_rate_as_scaling_does(partition: Partition[Any], factor: Fraction, value: Fraction) -> None:
    """A partition whose cuts a run rate moves rates a result as it rates the projected result."""
    moved = partition.times(factor).label(value)
    projected = partition.label(value / factor)
    _hold(
        moved == projected,
        f"{value} is {moved} by the cuts moved by {factor}, but projected it is {projected}",
    )


# ---- ratings -----------------------------------------------------------------------------------


def engine_agrees_with_definition(
    held: MeasureInContext, value: Any, *, figures: Mapping[str, Any] | None = None
) -> None:
    """The engine gives the level, or the reason for none, that `ragengine.definition` gives.

    `value` is a number, a text as published or a whole `Result`. What is no number, and what a
    `forecast` column stands in for, is no business of the definition.
    """
    row = value if isinstance(value, Result) else Result(held.measure.id, value, figures=figures or {})
    verdict = held.rate(value, figures)
    measure = held.measure
    try:
        cell = _cell(measure, row.value)
        given = _given(measure, row)
        people = read_count(row.population)
    except Unclear:
        return
    if cell.value is None or row.forecast is not None:
        return
    period = held.period
    expected = definition.rating(
        measure,
        cell.value,
        year=None if period is None else period.year,
        span=None if period is None else period.span,
        result_span=cell.span,
        figures=given,
        population=people.value if people is not None and people.value > 0 else None,
    )
    answer = _answer(verdict)
    beside = "".join(f", {name} {figure.value}" for name, figure in given.items())
    beside += "" if people is None else f", population {people.value}"
    _hold(
        answer == expected,
        f"{measure.id} in {period}: {row.value!r}{beside} is {answer} to the engine, "
        f"but {expected} by the definition",
    )


def _cell(measure: Measure, value: Any) -> Cell:
    return read_cell(value, measure.unit, measure.nouns, measure.year_starts)


def _given(measure: Measure, row: Result) -> dict[str, Given]:
    """The figures of a row as numbers; `prior` fills a past that has no column of its own."""
    columns = dict(row.figures)
    for past in PASTS:
        columns.setdefault(past, row.prior)
    cells = {name: _cell(measure, value) for name, value in columns.items()}
    return {
        name: Given(cell.value, cell.quantum, cell.span)
        for name, cell in cells.items()
        if cell.value is not None
    }


def better_results_never_rate_worse(
    held: MeasureInContext, one: Fraction, two: Fraction, *, figures: Mapping[str, Any] | None = None
) -> None:
    """Where high is good, the higher of two results rates no worse; where low is, the lower.

    A band and `aim: none` have no better of two results, and results without a rating none.
    """
    aim = held.measure.aim.at(held.year, held.span)
    low, high = sorted((one, two))
    better, worse = (high, low) if aim is Aim.HIGH else (low, high)
    ratings = [held.rate(value, figures).rating for value in (better, worse)]
    if aim not in (Aim.HIGH, Aim.LOW) or ratings[0] is None or ratings[1] is None:
        return
    _hold(
        ratings[0].rank <= ratings[1].rank,
        f"{better} is better than {worse}, but it is {ratings[0]} and the other {ratings[1]}",
    )


def results_between_two_never_rate_worse_than_both(
    held: MeasureInContext, values: Sequence[Fraction], *, figures: Mapping[str, Any] | None = None
) -> None:
    """Of three results, the one in the middle rates no worse than both others.

    So going outwards from the best level the rating never improves, which is the law of a band;
    the other aims keep it too. `aim: none` is not asked.
    """
    low, middle, high = sorted(values)
    ratings = [held.rate(value, figures).rating for value in (low, middle, high)]
    ranks = [rating.rank for rating in ratings if rating is not None]
    if held.measure.aim.at(held.year, held.span) is Aim.NONE or len(ranks) < len(ratings):
        return
    _hold(
        ranks[1] <= max(ranks[0], ranks[2]),
        f"{middle} lies between {low} and {high}, but it is {ratings[1]} and they are "
        f"{ratings[0]} and {ratings[2]}",
    )


def values_of_every_type_rate_the_same(
    held: MeasureInContext, value: Fraction, *, figures: Mapping[str, Any] | None = None
) -> None:
    """A number rates the same as str, int, `Decimal`, `Fraction` and float.

    A float stands for its shortest decimal, so it takes part where that is the number.
    """
    expected = _answer(held.rate(value, figures))
    for form in _forms(value):
        answer = _answer(held.rate(form, figures))
        _hold(
            answer == expected,
            f"{value} is {expected} as a Fraction, but {answer} as the {type(form).__name__} {form!r}",
        )
        again = _answer(held.rate(Result(held.measure.id, form, figures=figures or {})))
        _hold(answer == again, f"{form!r} is {answer} alone, but {again} in a row")


def _forms(value: Fraction) -> list[str | int | float | Decimal]:
    forms: list[str | int | float | Decimal] = []
    decimal = to_decimal(value)
    if decimal is not None and sum(map(str.isdigit, plain(value))) <= MAX_DIGITS:
        forms += [plain(value), plain(value).replace(",", ""), decimal]
    if value.denominator == 1:
        forms.append(int(value))
    if shortest(float(value)) == value:
        forms.append(float(value))
    return forms


def counts_and_values_agree(held: MeasureInContext, numerator: int, denominator: int) -> None:
    """Counts alone are rated as their exact ratio; beside a printed value they change nothing.

    For percentages and rates, since two counts make nothing else.
    """
    unit = held.measure.unit
    scale = {"percent": Fraction(100), "rate": unit.per}.get(unit.kind)
    if scale is None or denominator <= 0:
        return
    value = Fraction(numerator, denominator) * scale
    printed = plain(round_half_away(value, Fraction(1, 10)), Fraction(1, 10))
    expected = _answer(held.rate(value))
    alone = {
        "a pair": (numerator, denominator),
        "text": f"{numerator} out of {denominator}",
        "columns": Result(held.measure.id, numerator=numerator, denominator=denominator),
    }
    for form, counts in alone.items():
        answer = _answer(held.rate(counts))
        _hold(
            answer == expected,
            f"{numerator} of {denominator} as {form} is {answer}, but their ratio {value} is {expected}",
        )
    beside = _answer(
        held.rate(Result(held.measure.id, printed, numerator=numerator, denominator=denominator))
    )
    without = _answer(held.rate(printed))
    _hold(
        beside == without, f"{printed} is {without} alone, but {beside} beside {numerator} of {denominator}"
    )


def units_never_change_ratings(
    held: MeasureInContext, other: MeasureInContext, value: Fraction, factor: Fraction
) -> None:
    """A rule in another unit rates a result in that unit as the first rates it in its own.

    `factor` is what a number in the first unit is multiplied by: 24 from days to hours.
    """
    one, two = _answer(held.rate(value)), _answer(other.rate(value * factor))
    _hold(
        one == two,
        f"{value} in {held.measure.unit} is {one}, but {value * factor} in {other.measure.unit} is {two}",
    )


# ---- meaning and layout ------------------------------------------------------------------------


def rules_mean_the_same(one: MeasureInContext, other: MeasureInContext) -> None:
    """Two rules that should mean the same have equal partitions, or lack one for the same reason."""
    _hold(
        one.partition == other.partition,
        f"{one.measure.id} has the partition {_shown(one.partition)}, "
        f"but {other.measure.id} {_shown(other.partition)}",
    )
    reasons = [None if held.lacking is None else held.lacking.reason for held in (one, other)]
    _hold(
        reasons[0] == reasons[1], f"one has no partition for the reason {reasons[0]}, the other {reasons[1]}"
    )


def _shown(partition: Partition[Any] | None) -> str:
    if partition is None:
        return "none"
    cuts = [f"|{'above' if cut.side else 'below'} {plain(cut.value)}|" for cut in partition.cuts]
    return " ".join(
        f"{label} {cut}" for label, cut in zip(partition.labels, [*cuts, ""], strict=True)
    ).strip()


def levels_in_any_order_mean_the_same(held: MeasureInContext, order: Sequence[int]) -> None:
    """The order in which levels are written has no part in what they mean.

    `order` says which level is written first, second and so on; numbers beyond the last level
    are passed over.
    """
    measure = evolve(held.measure, limits=tuple(_reordered(limits, order) for limits in held.measure.limits))
    rules = RuleSet([RuleFile("", "", (measure,))])
    rules_mean_the_same(held, rules.context(measure, held.period))


def _reordered(limits: Limits, order: Sequence[int]) -> Limits:
    if limits.levels is None:
        return limits

    def sort(entry: Entry[tuple[NamedRange, ...]]) -> Entry[tuple[NamedRange, ...]]:
        first = [index for index in order if index < len(entry.value)]
        rest = [index for index in range(len(entry.value)) if index not in first]
        return evolve(entry, value=tuple(entry.value[index] for index in (*first, *rest)))

    return evolve(limits, levels=ByYear(tuple(sort(entry) for entry in limits.levels.entries)))


def positions_never_change_meaning(text: str, other: str) -> None:
    """Two layouts of the same rules are equal rule sets: no position and no comment counts."""
    one, two = read_rules(text), read_rules(other)
    differing = [name for name in {*one, *two} if one.measures.get(name) != two.measures.get(name)]
    _hold(one == two, f"the layouts differ in {', '.join(sorted(differing))}")


def pickling_changes_nothing(value: RuleSet | Verdict) -> None:
    """A rule set or a verdict that was pickled and read again is equal to itself."""
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - pickled in this very line
    _hold(again == value, f"{value!r} is {again!r} after pickling")


def certificates_derive_the_rating(verdict: Verdict) -> None:
    """The certificate, as JSON, holds the partition and is enough to derive the rating again."""
    data = json.loads(json.dumps(verdict.to_dict()))
    if verdict.partition is None:
        answer = str(verdict.reason)
        _hold(data["reason"] == answer, f"the certificate says {data['reason']}, but the reason is {answer}")
        return
    scale = {str(label): label for label in verdict.partition.labels}
    sides = {"below": 0, "above": 1}
    cuts = tuple(Cut(_number(one["value"]), sides[one["side"]]) for one in data["partition"]["cuts"])
    again = Partition(cuts, tuple(scale[name] for name in data["partition"]["labels"]))
    _hold(
        again == verdict.partition,
        f"the certificate has the partition {_shown(again)}, but the verdict {_shown(verdict.partition)}",
    )
    derived = again.label(_number(data["value"]))
    _hold(
        str(derived) == data["rating"] == str(verdict.rating),
        f"the certificate says {data['rating']} and leads to {derived}, but the rating is {verdict.rating}",
    )
    piece = again.labels[data["piece"]]
    _hold(piece == derived, f"the piece of the certificate is {piece}, but its value is {derived}")


def _number(written: str | list[str]) -> Fraction:
    return Fraction(written) if isinstance(written, str) else Fraction(int(written[0]), int(written[1]))


# ---- what is written reads back ----------------------------------------------------------------


def written_numbers_read_back(value: Fraction) -> None:
    """A decimal written in plain digits, with commas, reads as the same number."""
    text = plain(value)
    _hold(read_plain(text)[0] == value, f"{value} is written {text}, which reads as {read_plain(text)[0]}")


def written_years_read_back(year: Year) -> None:
    """A year reads back from its text, alone and as a key among years."""
    _hold(
        read_year(str(year)) == year, f"{year!r} is written {year}, which reads as {read_year(str(year))!r}"
    )
    forms = {f"{year}": (year, year), f"from {year}": (year, None), f"to {year}": (None, year)}
    for text, ends in forms.items():
        key = read_year_key(text)
        found = None if key is None else (key.first, key.last)
        _hold(found == ends, f"the key `{text}` reads as {found}")


def written_partitions_read_back(partition: Partition[Level]) -> None:
    """A partition written as levels, in words, reads as the same partition.

    Each level is one range, so its labels must be different ones; they are described, and not
    judged, so they may stand in any order.
    """
    names = [label.name for label in partition.labels]
    if len(set(names)) < len(names):
        raise ValueError("a level is one range: the labels of the partition must be different ones")
    levels = "".join(
        f"      {label.name}: {_in_words(piece.lower, piece.upper)}\n" for piece, label in partition.pieces()
    )
    text = (
        f"ragengine: 1\nscales: {{written: [{', '.join(names)}]}}\nmeasures:\n  written:\n    aim: none\n"
        f"    unit: index\n    domain: any\n    scale: written\n    levels:\n{levels}"
    )
    again = read_rules(text).hold("written").partition
    found = None if again is None else Partition(again.cuts, tuple(label.name for label in again.labels))
    expected = Partition(partition.cuts, tuple(names))
    _hold(found == expected, f"{_shown(expected)} reads back as {_shown(found)} from\n{text}")


def _in_words(lower: Cut | None, upper: Cut | None) -> str:
    """A piece as a range: one side where the piece has one, `A to B`, or what lies within.

    What lies between two cuts and is no `A to B` is the rest of the others, but there is only
    one rest: so it is said from its lower side, and the pieces above it are narrower.
    """
    if lower is None:
        return "rest"
    if upper is not None and lower == below(lower.value) and upper.side:
        exact = lower.value == upper.value
        return f"exactly {plain(lower.value)}" if exact else f"{plain(lower.value)} to {plain(upper.value)}"
    return f"{'more than' if lower.side else 'at least'} {plain(lower.value)}"
