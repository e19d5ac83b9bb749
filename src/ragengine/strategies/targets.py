"""Targets and floors in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen
from hypothesis import strategies as st

from ragengine.exact import plain
from ragengine.strategies.amounts import percentages
from ragengine.strategies.settings import Numeral, Setting, distances, numerals, written

SPANS = ("Apr-Nov", "Q1", "H1", "full year", "Nov")
"""Parts of the year as brackets say them, in a year that starts in April."""

OPERATORS = {
    "high": ("at least", "more than", ">=", "over", "no less than"),
    "low": ("at most", "under", "<=", "fewer than", "no more than"),
}
"""Operators that go with an aim."""

STRICT = ("more than", "over", "under", "fewer than")
"""Those that leave the number itself out."""

_CERTAIN = {"high": ("at least", "more than"), "low": ("at most", "under")}


@frozen
class Target:
    """A target in words, with what is known about it.

    `low` and `high` are its edges where the rule says their numbers, one number twice for a
    threshold; `quantum` the place it is quoted to; `quoted` whether it has one at all, now or
    once the results bring its figure. `figures` are the figures that the rule gives for it.
    """

    text: str
    low: Fraction | None = None
    high: Fraction | None = None
    quantum: Fraction | None = None
    quoted: bool = False
    strict: bool = False
    events: int | None = None
    figures: Mapping[str, str] = field(factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether it is one known number."""
        return self.low is not None and self.low == self.high


def _signs(setting: Setting) -> st.SearchStrategy[str]:
    """An operator that goes with the aim, or none."""
    words = OPERATORS.get(setting.aim, OPERATORS["high"] + OPERATORS["low"])
    return st.sampled_from(("", *(f"{word} " for word in words)))


def _brackets() -> st.SearchStrategy[str]:
    """The part of the year that a number covers; mostly not said."""
    return st.sampled_from(("", "", "", *(f" ({span})" for span in SPANS)))


@st.composite
def _numbers(draw: st.DrawFn, setting: Setting) -> Target:
    """One number: `82%`, `under 585.0`, `266.7k (Apr-Nov)`, `under 4.1 (17 admissions)`."""
    number = draw(numerals(setting))
    operator = draw(_signs(setting))
    text = f"{operator}{draw(written(number, setting))}{draw(_brackets())}"
    events = None
    if setting.measured.events and number.value > 0 and draw(st.booleans()):
        events = draw(st.integers(1, 60))
        text += f" ({events} {setting.measured.events})"
    return Target(
        text, number.value, number.value, number.quantum, quoted=True,
        strict=operator.strip() in STRICT, events=events,
    )  # fmt: skip


@st.composite
def given_figures(
    draw: st.DrawFn, setting: Setting, *, min_value: Fraction | None = None
) -> tuple[str, Numeral | None, dict[str, str]]:
    """A figure by name; its number, or None where results bring it; what the rule says of it."""
    name = draw(st.sampled_from(setting.figures))
    if draw(st.booleans()):
        return name, None, {}
    number = draw(numerals(setting, min_value=min_value))
    bracket = draw(st.sampled_from(("", "", " (2022-23)", " (1 January 2023)", " (Apr-Nov)")))
    return name, number, {name: draw(written(number, setting)) + bracket}


@st.composite
def _figures(draw: st.DrawFn, setting: Setting) -> Target:
    """Another figure: `last year`, `maintain last year`, `national average`."""
    name, number, figures = draw(given_figures(setting))
    operator = draw(st.sampled_from(("", "maintain "))) or draw(_signs(setting))
    strict = operator.strip() in STRICT
    if number is None:
        return Target(f"{operator}{name}", quoted=True, strict=strict)
    return Target(
        f"{operator}{name}", number.value, number.value, number.quantum, quoted=True, strict=strict,
        figures=figures,
    )  # fmt: skip


@st.composite
def _beside_figures(draw: st.DrawFn, setting: Setting) -> Target:
    """A share of a figure, or so much above or below it: `110% of last year`."""
    name, number, figures = draw(given_figures(setting, min_value=setting.low + setting.measured.quanta[0]))
    operator = draw(_signs(setting))
    if draw(st.booleans()) and not (number is not None and number.value <= 0):
        percent = draw(percentages())
        text = f"{percent}% of {name}"
        value = None if number is None else number.value * Fraction(percent) / 100
    else:
        distance = draw(distances(setting))
        amount = f"{distance.text}{draw(st.sampled_from(setting.measured.amounts))}"
        words = (
            ("above", "below")
            if setting.aim in ("none", "band")
            else ("above", "below", "better than", "worse than")
        )
        word = draw(st.sampled_from(words))
        up = word == "above" or word == ("better than" if setting.aim == "high" else "worse than")
        text = f"{amount} {word} {name}"
        value = None if number is None else number.value + (distance.value if up else -distance.value)
    return Target(f"{operator}{text}", value, value, strict=operator.strip() in STRICT, figures=figures)


def _ways(setting: Setting) -> st.SearchStrategy[Target]:
    """A share of the way between two figures that results bring."""
    return st.builds(
        lambda percent: Target(f"{percent}% of the way from baseline to profile"), percentages(max_value=100)
    )


def thresholds(setting: Setting) -> st.SearchStrategy[Target]:
    """Targets of one number. Where results are rounded as quoted, those that are quoted."""
    quoted = st.one_of(_numbers(setting), _figures(setting))
    return quoted if setting.as_quoted else st.one_of(quoted, _beside_figures(setting), _ways(setting))


@st.composite
def _bands_of_numbers(draw: st.DrawFn, setting: Setting) -> Target:
    """`17-22%`, `17% to 22%`; an edge may be equal to the other where that is a round number."""
    apart = Fraction(0) if setting.as_quoted else setting.apart
    low = draw(numerals(setting, max_value=setting.high - apart - setting.measured.quanta[0]))
    high = draw(numerals(setting, min_value=low.value + apart))
    ending = draw(st.sampled_from(setting.measured.endings))
    dash = "-" if low.value >= 0 and draw(st.booleans()) else " to "
    text = f"{low.text}{dash}{high.text}{ending}{draw(_brackets())}"
    return Target(text, low.value, high.value, min(low.quantum, high.quantum), quoted=True)


@st.composite
def _bands_of_figures(draw: st.DrawFn, setting: Setting) -> Target:
    """A band around a figure: `within 5 points of profile`."""
    least = setting.low + setting.measured.quanta[0]
    name, number, figures = draw(given_figures(setting, min_value=least))
    value = None if number is None else number.value
    distance = draw(distances(setting))
    amount = f"{distance.text}{draw(st.sampled_from(setting.measured.amounts))}"
    edges = (None, None) if value is None else (value - distance.value, value + distance.value)
    words = (f"within {amount} of {name}", f"{amount} below {name} to {amount} above {name}")
    return Target(draw(st.sampled_from(words)), *edges, figures=figures)


def _bands_between_figures(setting: Setting) -> st.SearchStrategy[Target]:
    """A band from one figure of the results to another."""
    return st.permutations(setting.figures).map(
        lambda names: Target(f"{names[0]} to {names[1]}", quoted=True)
    )


def bands(setting: Setting) -> st.SearchStrategy[Target]:
    """Targets of two edges. Where results are rounded as quoted, those that are quoted."""
    quoted = st.one_of(_bands_of_numbers(setting), _bands_between_figures(setting))
    return quoted if setting.as_quoted else st.one_of(quoted, _bands_of_figures(setting))


def known_targets(setting: Setting) -> st.SearchStrategy[Target]:
    """Targets with what is known about them, as the aim asks for: one number, or a band."""
    return bands(setting) if setting.aim == "band" else thresholds(setting)


def targets(setting: Setting | None = None) -> st.SearchStrategy[str]:
    """What `target:` says, for the aim and the unit of a setting.

    One number or a band, with operators and brackets; figures and shares of them; and what
    stands for no target.

    >>> from hypothesis import find
    >>> find(targets(), lambda text: True), find(targets(), lambda text: "last year" in text)
    ('0%', 'last year')
    """
    setting = setting or Setting()
    return st.one_of(known_targets(setting).map(lambda one: one.text), no_targets())


def no_targets() -> st.SearchStrategy[str]:
    """What a target says where there is none."""
    return st.sampled_from(("TBC", "no survey", "none", "to be confirmed", "for information only"))


@st.composite
def floors(draw: st.DrawFn, setting: Setting, target: Target) -> str:
    """What `floor:` says beside a target of one number, on its bad side."""
    good = 1 if setting.aim == "high" else -1
    operator = draw(_signs(setting))
    ways = ["offset", "figure"] if target.low is None else ["number", "offset"]
    if target.low is None or target.low > setting.apart * 10:
        ways.append("share")
    way = draw(st.sampled_from(ways))
    distance = draw(distances(setting))
    if way == "number" and target.low is not None:
        near, far = (
            target.low - good * distance.value,
            target.low - good * (distance.value + setting.measured.usual),
        )
        number = draw(numerals(setting, min_value=min(near, far), max_value=max(near, far)))
        return f"{operator}{draw(written(number, setting))}"
    if way == "offset":
        word = draw(st.sampled_from(("worse than", "below" if good > 0 else "above")))
        return f"{operator}{distance.text}{draw(st.sampled_from(setting.measured.amounts))} {word} target"
    if way == "share":
        least = 0 if target.low is None else 100 * setting.apart / target.low
        percent = draw(percentages(min_value=least + 1, max_value=least + 50))
        return f"{operator}{plain(100 - good * Fraction(percent))}% of target"
    return f"{operator}{draw(st.sampled_from(setting.figures))}"
