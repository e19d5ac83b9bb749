"""Amounts and margins in words: how far from a figure."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from ragengine.exact import plain
from ragengine.strategies.numbers import decimals
from ragengine.strategies.settings import Setting, distances

_WIDEST = 50
"""The largest share, in percent, that a margin starts from."""


@frozen
class Start:
    """What amounts are measured from: a figure, its number where it is known, one event.

    A band's number is that of its lower edge, since a share of the upper one is wider. `given`
    are the figures whose numbers the rule says, so that nothing else is measured by them.
    """

    name: str = "target"
    number: Fraction | None = None
    one_event: Fraction | None = None
    given: tuple[str, ...] = ()


def percentages(*, min_value: Fraction | int = 1, max_value: Fraction | int = 200) -> st.SearchStrategy[str]:
    """Digits of a percentage with at most one decimal: `5`, `2.5`."""
    return decimals(min_value=min_value, max_value=max_value, places=1).map(plain)


def least_share(setting: Setting, start: Start) -> Fraction | None:
    """The smallest share in percent that holds a round number; None where no share will do."""
    if start.number is None:
        return Fraction(1, 10)
    if start.number <= 0:
        return None
    least = max(Fraction(math.ceil(1000 * setting.apart / start.number), 10), Fraction(1, 10))
    return least if least <= _WIDEST else None


def amounts(setting: Setting, start: Start | None = None) -> st.SearchStrategy[str]:
    """Amounts: `2 points`, `3 days`, `5% of target`, `5% of last year`, `6 admissions`."""
    start = start or Start()
    ways = [
        st.builds(
            "{}{}".format,
            distances(setting).map(lambda one: one.text),
            st.sampled_from(setting.measured.amounts),
        )
    ]
    least = least_share(setting, start)
    if least is not None:
        shares = percentages(min_value=least, max_value=least + _WIDEST)
        ways.append(st.builds("{}% of {}".format, shares, st.just(start.name)))
        if setting.measured.kind != "percent":
            ways.append(st.builds("{}%".format, shares))
    if setting.measured.events:
        ways.append(_events(setting, start))
    others = [name for name in setting.figures if name not in (start.name, *start.given)]
    ways.append(st.builds("{}% of {}".format, percentages(max_value=_WIDEST), st.sampled_from(others)))
    return st.one_of(ways)


def _events(setting: Setting, start: Start) -> st.SearchStrategy[str]:
    """Whole events, enough to hold a round number where the population is known."""
    least = 1
    if start.one_event is not None:
        least = max(1, math.ceil(setting.apart / start.one_event + Fraction(1, 2)))
    noun = setting.measured.events
    return st.builds("{:,} {}".format, st.integers(least, least + 20), st.just(noun))


def _one_margin(setting: Setting, start: Start) -> st.SearchStrategy[Any]:
    """A margin on one side: an amount, its end included or not, or the wider of several."""
    amount = amounts(setting, start)
    return st.one_of(
        amount,
        st.builds("{}{}".format, st.sampled_from(("under ", "at most ")), amount),
        st.builds(
            lambda key, items: {key: items},
            st.sampled_from(("wider of", "narrower of")),
            st.lists(amount, min_size=1, max_size=3),
        ),
    )


def margins(setting: Setting | None = None, start: Start | None = None) -> st.SearchStrategy[Any]:
    """What `amber:` says, as YAML-able data, for the aim and the unit of a setting.

    An amount or `none`; `under 2 points`; `{wider of: [2 points, 5% of target]}`; for a band
    also `{below: 2 points, above: none}`.

    >>> from hypothesis import find
    >>> find(margins(), lambda margin: True), find(margins(), lambda margin: isinstance(margin, dict))
    ('0.01 points', {'wider of': ['0.01 points']})
    """
    setting, start = setting or Setting(), start or Start()
    one = _one_margin(setting, start)
    ways = [one, st.just("none")]
    if setting.aim == "band":
        ways += [
            st.builds(lambda below, above: {"below": below, "above": above}, one, one),
            st.builds(lambda side, margin: {side: margin}, st.sampled_from(("below", "above")), one),
            st.builds(lambda margin: {"below": "none", "above": margin}, one),
        ]
    else:
        bad, good = ("below", "above") if setting.aim == "high" else ("above", "below")
        ways += [
            st.builds(lambda margin: {bad: margin}, one),
            st.builds(lambda margin: {bad: margin, good: "none"}, one),
        ]
    return st.one_of(ways)
