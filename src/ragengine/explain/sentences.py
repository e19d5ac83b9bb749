"""The sentence of a verdict: one for the rating, one more for what would change it."""

from __future__ import annotations

from ragengine.exact import plain
from ragengine.explain.against import against_target
from ragengine.explain.changes import what_would_change
from ragengine.explain.facts import Caution, Facts
from ragengine.explain.in_range import in_range
from ragengine.explain.reasons import not_rated, result_in_words
from ragengine.explain.run_rate import run_rate
from ragengine.explain.show import number, shower, so_many, with_unit
from ragengine.forecasts import StandsIn


def sentence(facts: Facts, *, cautions: bool = True) -> str:
    """What a councillor reads: the rating and why, what would change it, and cautions.

    See the table of sentences in `docs/explanations.md`.
    """
    parts = [not_rated(facts) if facts.level is None else _rated(facts)]
    if facts.level is not None:
        parts.append(what_would_change(facts))
    if cautions:
        parts += [caution_text(caution) for caution in facts.cautions]
    return " ".join(part for part in parts if part)


def _rated(facts: Facts) -> str:
    banding = facts.banding
    assert banding is not None and facts.level is not None  # noqa: S101, PT018 - a rated verdict has both
    name = facts.level.name[:1].upper() + facts.level.name[1:]
    if banding.moved_by is not None:
        return f"{name}: {_result(facts)} {run_rate(facts, banding)}."
    counted = _counted(facts)
    subject = f"{_result(facts)}{counted}"
    if facts.gap(facts.counted) is None:
        return f"{name}: {subject} {in_range(facts, banding.resolved)}."
    return f"{name}: {subject} {against_target(facts, banding.resolved, short=bool(counted))}."


def _result(facts: Facts) -> str:
    """The number that was rated, as printed, with its unit and the events beside it."""
    assert facts.measure is not None and facts.rated is not None  # noqa: S101, PT018 - asked of rated results only
    unit = facts.measure.unit
    if facts.standing is not None and facts.standing.what is StandsIn.FORECAST:
        digits = facts.forecast.text if facts.forecast else ""
        return f"the forecast of {with_unit(digits or number(facts.rated, beside=facts.edges), unit)}"
    shown = result_in_words(facts)
    if facts.cell.events is not None and unit.noun is not None:
        shown = f"{shown} ({so_many(plain(facts.cell.events), unit.noun)})"
    return f"the forecast of {shown}" if facts.cell.forecast else shown


def _counted(facts: Facts) -> str:
    """`, counted as 84%,` where rounding changes the number, else nothing."""
    if facts.counted == facts.rated or facts.counted is None or facts.banding is None:
        return ""
    digits = plain(facts.counted, facts.banding.rounds_to)
    return f", counted as {shower(facts.banding.resolved.unit, lambda _: digits)(facts.counted)},"


_CAUTIONS = {
    "counts-disagree": "The counts given, {numerator} of {denominator}, make {made}, not {printed}.",
    "counts-of-none": "The counts given, {numerator} of {denominator}, make no result.",
    "counts-approximate": "The counts are rounded, so the figure they make is approximate.",
    "forecast-assumed": "It is taken as the full-year forecast, though the report does not call it one.",
    "early-run-rate": "A run rate from so early in the year is a weak guide.",
    "period-differs": "The result says {says}, the row {row}.",
    "figures-differ": "The rule gives the {figure} as {rule}, the results as {row}.",
    "earlier-row-differs": "The results give {figure} as {row}, the earlier row as {earlier}.",
    "provisional": "The result is provisional.",
    "not-due-but-given": "The status says {status}, but a result is given: it is not used.",
}
"""Each caution by its stable code, with the facts it speaks of."""


def caution_text(caution: Caution) -> str:
    """A caution in a sentence."""
    return _CAUTIONS[caution.code].format_map(dict(caution.facts))
