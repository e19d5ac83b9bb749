"""The laws of meaning: what the layout of a rule file, pickling and a certificate keep."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from ragengine.cuts import Cut, Partition
from ragengine.engine import MeasureInContext, RuleSet
from ragengine.model import Limits, NamedRange, RuleFile
from ragengine.periods import ByYear, Entry
from ragengine.properties.holding import hold, shown
from ragengine.strategies import read_rules
from ragengine.verdict import Verdict


def rules_mean_the_same(one: MeasureInContext, other: MeasureInContext) -> None:
    """Two rules that should mean the same have equal partitions, or lack one for the same reason.

    Source: *Target and amber*.
    """
    hold(
        one.partition == other.partition,
        f"{one.measure.id} has the partition {shown(one.partition)}, "
        f"but {other.measure.id} {shown(other.partition)}",
    )
    reasons = [None if held.lacking is None else held.lacking.reason for held in (one, other)]
    hold(
        reasons[0] == reasons[1], f"one has no partition for the reason {reasons[0]}, the other {reasons[1]}"
    )


def levels_in_any_order_mean_the_same(held: MeasureInContext, order: Sequence[int]) -> None:
    """The order in which levels are written has no part in what they mean.

    `order` says which level is written first, second and so on; numbers beyond the last level
    are passed over.

    Source: *The line and its cuts*.
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
    hold(one == two, f"the layouts differ in {', '.join(sorted(differing))}")


def pickling_changes_nothing(value: RuleSet | Verdict) -> None:
    """A rule set or a verdict that was pickled and read again is equal to itself."""
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - pickled in this very line
    hold(again == value, f"{value!r} is {again!r} after pickling")


def certificates_derive_the_rating(verdict: Verdict) -> None:
    """The certificate, as JSON, holds the partition and is enough to derive the rating again."""
    data = json.loads(json.dumps(verdict.to_dict()))
    if verdict.partition is None:
        answer = str(verdict.reason)
        hold(data["reason"] == answer, f"the certificate says {data['reason']}, but the reason is {answer}")
        return
    scale = {str(label): label for label in verdict.partition.labels}
    sides = {"below": 0, "above": 1}
    cuts = tuple(Cut(_number(one["value"]), sides[one["side"]]) for one in data["partition"]["cuts"])
    again = Partition(cuts, tuple(scale[name] for name in data["partition"]["labels"]))
    hold(
        again == verdict.partition,
        f"the certificate has the partition {shown(again)}, but the verdict {shown(verdict.partition)}",
    )
    derived = again.label(_number(data["value"]))
    hold(
        str(derived) == data["rating"] == str(verdict.rating),
        f"the certificate says {data['rating']} and leads to {derived}, but the rating is {verdict.rating}",
    )
    piece = again.labels[data["piece"]]
    hold(piece == derived, f"the piece of the certificate is {piece}, but its value is {derived}")


def _number(written: str | list[str]) -> Fraction:
    return Fraction(written) if isinstance(written, str) else Fraction(int(written[0]), int(written[1]))
