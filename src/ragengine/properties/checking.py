"""A rule set held against all the laws, and what breaks them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from attrs import evolve, frozen
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample

from ragengine.engine import RuleSet
from ragengine.errors import CallError
from ragengine.exact import plain
from ragengine.messages import did_you_mean
from ragengine.periods import read_period
from ragengine.properties.defined import defined, defined_missing
from ragengine.properties.holding import Broken
from ragengine.properties.trials import LAWS, Trial, trials
from ragengine.rating import Level, Reason
from ragengine.results import Result
from ragengine.spelling import nearest
from ragengine.strategies.layouts import in_flow


@frozen(str=False)
class Counterexample:
    """A result at which a rule set breaks a law, made as simple as it can be.

    `value` is the result as written. `expected` is what the law asks for and `got` what there
    was, in words; `rating` is the rating, or the reason for none, that the definition gives.
    `examples` is how many were tried until one broke the law.
    """

    law: str
    measure: str
    period: str
    value: str
    expected: str
    got: str
    rating: Level | Reason | None
    sentence: str
    row: Result
    examples: int

    def __str__(self) -> str:
        """A sentence: `1E in 2019-20 breaks the law that better results never rate worse: 9.4 is ...`."""
        when = f" in {self.period}" if self.period else ""
        why = self.sentence.removeprefix(f"{self.measure} in {self.period or None}: ")
        return f"{self.measure}{when} breaks the law that {self.law.replace('_', ' ')}: {why}"

    def as_case(self) -> str:
        """The result as a case for a `*.ragtest.yml`, with the rating that the definition gives it.

        `- {measure: 1E, period: "2019-20", value: 9.4%, rating: red}`
        """
        row = self.row
        cells: dict[str, Any] = {
            "numerator": row.numerator, "denominator": row.denominator,
            "population": row.population, **row.figures,
        }  # fmt: skip
        pairs = [f"measure: {in_flow(self.measure)}"]
        if self.period:
            pairs.append(f'period: "{self.period}"')
        pairs.append(f"value: {in_flow(self.value)}")
        pairs += [f"{name}: {in_flow(_written(cell))}" for name, cell in cells.items() if cell is not None]
        if isinstance(self.rating, Level):
            pairs.append(f"rating: {in_flow(self.rating.name)}")
        else:
            pairs.append(f"rating: not rated, reason: {self.rating}")
        return f"- {{{', '.join(pairs)}}}"


def check(
    rules: RuleSet, *, max_examples: int = 200, seed: int = 0, laws: str | Iterable[str] = tuple(LAWS)
) -> list[Counterexample]:
    r"""Hold a rule set against the laws, and give the simplest counterexample to each that breaks.

    Each law is tried on so many results: beside the cuts of every measure, in the years that its
    rule names and those beside them, and in parts of them. The same seed tries the same ones.
    An empty list says that nothing was found. `laws` are those to try, all of `LAWS` where not
    given; one may stand alone. Raises `CallError` for a law of another name.

    >>> import ragengine
    >>> rules = ragengine.loads("ragengine: 1\nmeasures: {answered: {aim: high, unit: percent,"
    ...                         " target: 90%, amber: 2 points}}")
    >>> check(rules, max_examples=20)
    []
    """
    laws = [laws] if isinstance(laws, str) else list(laws)
    for law in laws:
        _refuse_unknown(law)
    found = (_search(rules, law, max_examples, seed) for law in laws) if len(rules) else ()
    return [one for one in found if one is not None]


def _refuse_unknown(law: str) -> None:
    """Raise `CallError` for a name that no law has."""
    if law not in LAWS:
        question = did_you_mean(nearest(law, LAWS))
        raise CallError(f"`{law}` is no law; {question}there are: {', '.join(LAWS)}")


def _search(rules: RuleSet, law: str, max_examples: int, seed: int) -> Counterexample | None:
    """The simplest counterexample to one law, if any is found."""
    holds = LAWS[law]
    tried, needed = 0, 0
    last: list[tuple[Trial, Broken]] = []

    def breaks(trial: Trial) -> bool:
        nonlocal tried, needed
        tried += 1
        try:
            holds(trial)
        except Broken as broken:
            needed = needed or tried
            last[:] = [(trial, broken)]
            return True
        return False

    chance = Random(seed)  # noqa: S311 - examples are no secret
    try:
        find(trials(rules), breaks, settings=_settings(max_examples), random=chance)
    except NoSuchExample:
        return None
    trial, broken = last[0]  # the one that it was shrunk to, which is tried last
    return _counterexample(law, trial, broken, needed)


def _settings(max_examples: int) -> settings:
    return settings(
        max_examples=max_examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def _counterexample(law: str, trial: Trial, broken: Broken, examples: int) -> Counterexample:
    held, row = trial.held, _row_at_fault(trial.row, broken.value)
    if row.period:
        held = trial.rules.context(held.measure, read_period(row.period, held.measure.year_starts))
    answer = broken.answer or defined(held, row)
    return Counterexample(
        law,
        held.measure.id,
        "" if held.period is None else str(held.period),
        _written(row.value),
        broken.expected,
        broken.got,
        answer or defined_missing(held, row),
        str(broken),
        row,
        examples,
    )


def _row_at_fault(row: Result, value: Any) -> Result:
    """The row of a trial, with the value at which a law broke where that is another one."""
    return value if isinstance(value, Result) else row if value is None else evolve(row, value=value)


def _written(cell: Any) -> str:
    """A cell as a table holds it: a number in plain digits, counts as `1 of 2`."""
    if isinstance(cell, tuple):
        return f"{cell[0]} of {cell[1]}"
    if isinstance(cell, (int, float, Fraction, Decimal)):
        return plain(Fraction(str(cell)))
    return cell or ""
