"""Why there is no rating, in a sentence for each reason."""

from __future__ import annotations

import re

from ragengine.explain.facts import Facts
from ragengine.explain.show import number, with_unit
from ragengine.model import PASTS
from ragengine.periods import APRIL, WHOLE_YEAR, Period
from ragengine.rating import Reason


def not_rated(facts: Facts) -> str:
    """`Not rated: ` and why. A suppressed result is never named."""
    assert facts.reason is not None  # noqa: S101 - a verdict has a rating or a reason
    why = _WHY[facts.reason](facts)
    shown = result_in_words(facts)
    known = facts.reason in _WITH_RESULT and shown
    return f"Not rated: {why}." + (f" The result is {shown}." if known else "")


def result_in_words(facts: Facts) -> str:
    """The result with its unit, as printed where it was printed; empty where there is none."""
    if facts.measure is None or facts.cell.value is None:
        return ""
    digits = facts.cell.text or number(facts.cell.value, beside=facts.edges)
    return with_unit(digits, facts.measure.unit)


_WITH_RESULT = frozenset(
    {Reason.INFORMATION_ONLY, Reason.NO_TARGET, Reason.NO_TARGET_THIS_YEAR, Reason.NO_COMPARATOR}
)


def _year(facts: Facts) -> str:
    return f" for {facts.period.year}" if facts.period else ""


def _no_target_this_year(facts: Facts) -> str:
    """A year may have targets for other parts of it alone, and then it is no year without one."""
    period, measure = facts.period, facts.measure
    if period is None or measure is None or measure.target is None:
        return f"there is no target{_year(facts)}"
    year, starts = period.year.start, measure.year_starts
    parts = [
        entry.span.text(starts)
        for entry in measure.target.entries
        if entry.span is not None and entry.first == entry.last == year
    ]
    if not parts:
        return f"there is no target{_year(facts)}"
    when = f"the whole of {period.year}" if period.span == WHOLE_YEAR else str(period)
    last = f" and {parts.pop()}" if len(parts) > 1 else ""
    return f"there is no target for {when}, only for {', '.join(parts)}{last}"


_MONTH_OR_YEAR = re.compile(r"(?:[^\W\d]+ )*[0-9]{4}")


def _not_due(facts: Facts) -> str:
    due, when = facts.cell.due, facts.cell.about
    if due is None:
        word = "in " if _MONTH_OR_YEAR.fullmatch(when) else ""
        return f"the result is due {word}{when}" if when else "the result is still due"
    if facts.period is not None and due <= _end(facts.period, facts):
        return f"the result was due in {when} and is not in this report"
    return f"the result is due in {when}"


def _end(period: Period, facts: Facts) -> tuple[int, int]:
    """The last month of the period, as year and month."""
    starts = facts.measure.year_starts if facts.measure else APRIL
    month = starts + period.span.last - 2
    return period.year.start + month // 12, month % 12 + 1


_NEXT = re.compile(r"\bdue\b(?! to\b)(?: in)? *(?P<when>.*\S)", re.IGNORECASE)
"""When the next survey is due, and not what there was none due to."""


def _no_survey(facts: Facts) -> str:
    about = facts.cell.about
    if match := _NEXT.search(about):
        return f"there was no survey this time; the next is due in {match['when']}"
    remark = about[len("no survey") :].rstrip(" .") if about.casefold().startswith("no survey") else ""
    return f"there was no survey{remark or _year(facts).replace(' for ', ' in ')}"


def _missing(facts: Facts) -> str:
    if facts.cell.counts is not None:
        return "the counts are 0 of 0, so there was nothing to measure"
    return "no result is given"


def _not_comparable(facts: Facts) -> str:
    detail = facts.detail
    return (
        f"the result covers {_covers(detail['span'])}, the target {_covers(detail['target span'])}, "
        "and the rule has no basis for comparing them"
    )


def _covers(span: str) -> str:
    return "the full year" if span == "full year" else span


def _no_comparator(facts: Facts) -> str:
    name = facts.detail.get("figure", "")
    if name == "population":
        return "the margin is counted in events, and the population is not known"
    whose = {"last year": "last year's figure", "last period": "the figure of the period before"}
    return f"{whose.get(name, f'the {name}')} is not given"


def _outside(facts: Facts) -> str:
    shown = facts.detail.get("forecast") or result_in_words(facts)
    return f"{shown} is outside what this measure can be, {facts.detail['domain']}"


def _unreadable(facts: Facts) -> str:
    column, text, why = (facts.detail[name] for name in ("column", "text", "why"))
    if not text:
        return why
    if column == "period":
        return f"`{text}` is no period; {why}"
    figure = facts.detail.get("figure", column)
    named = f"the figure for {figure}" if figure in PASTS else f"the {figure}"
    what = {"value": f"`{text}`", "row": text}.get(column, f"{named}, `{text}`,")
    return f"{what} cannot be read: {why}"


def _unknown(facts: Facts) -> str:
    nearest = facts.detail.get("nearest")
    also = facts.detail.get("several", "")
    if also:
        return f"`{facts.measure_text}` is the code of several measures{_year(facts)}: use {also}"
    tail = f"; perhaps `{nearest}` is meant" if nearest else ""
    return f"`{facts.measure_text}` is no measure of these rules{tail}"


_WHY = {
    Reason.INFORMATION_ONLY: lambda _: "the measure is for information only",
    Reason.NO_TARGET: lambda facts: f"the target{_year(facts)} is still to be set",
    Reason.NO_TARGET_THIS_YEAR: _no_target_this_year,
    Reason.NOT_DUE: _not_due,
    Reason.NO_SURVEY: _no_survey,
    Reason.MISSING: _missing,
    Reason.SUPPRESSED: lambda _: "the result is suppressed, so that nobody can be recognised",
    Reason.TOO_FEW: lambda _: "there are too few cases for a rating",
    Reason.NOT_COMPARABLE: _not_comparable,
    Reason.NO_COMPARATOR: _no_comparator,
    Reason.NO_PARTITION: lambda facts: f"the figures make no ranges: {facts.detail['why']}",
    Reason.OUTSIDE_DOMAIN: _outside,
    Reason.UNREADABLE: _unreadable,
    Reason.UNKNOWN_MEASURE: _unknown,
}
