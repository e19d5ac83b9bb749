"""Cases that are proposed to an author: rated by the rules, and written ready to paste."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from attrs import field, frozen

from ragengine.cases.printed import in_unit
from ragengine.cases.rows import row_of
from ragengine.engine import MeasureInContext


@frozen
class Proposal:
    """A result with the rating that the rules give it; `remark` says what it would test.

    `others` are the further cells of its row, by column. `rating` is None where there is none;
    then `reason` says why, with the figure that is missing.
    """

    measure: str
    period: str | None
    others: Mapping[str, str] = field(hash=False)
    value: str
    rating: str | None
    reason: str = ""
    remark: str = field(default="", eq=False)
    number: Fraction = field(default=Fraction(0), eq=False, repr=False)


def propose(held: MeasureInContext, value: Fraction, others: Mapping[str, str], remark: str = "") -> Proposal:
    """A value of a measure as a case, with the rating or the reason that the rules give it."""
    cell = in_unit(value, held.measure.unit)
    verdict = held.rate(row_of(held.measure.id, {"value": cell, **others}))
    rating = None if verdict.rating is None else verdict.rating.name
    figure = verdict.facts.detail.get("figure", "") if verdict.reason is not None else ""
    reason = "" if verdict.reason is None else f"{verdict.reason} {figure}".strip()
    period = None if held.period is None else str(held.period)
    return Proposal(held.measure.id, period, dict(others), cell, rating, reason, remark, value)


def pasted(proposals: Iterable[Proposal]) -> str:
    """Proposals as a file of cases, those of one measure and period in one table.

    Its list of cases can be put behind that of another file.
    """
    lines = ["ragtest: 1", "cases:"]
    for _, several in groupby(proposals, key=_heading):
        group = list(several)
        tabled = [one for one in group if _fits_a_table(one)]
        if tabled:
            lines += _table(tabled)
        for one in group:
            if not _fits_a_table(one):
                lines += _alone(one)
    return "\n".join(lines) + "\n"


def _heading(proposal: Proposal) -> object:
    return proposal.measure, proposal.period, sorted(proposal.others.items())


def _fits_a_table(one: Proposal) -> bool:
    """Whether a line of a table says it: a table has no reasons, and `#` begins a comment there."""
    if one.rating is None or "#" in f"{one.value}{one.rating}":
        return False
    return "  " not in one.rating and not one.rating.casefold().endswith("not rated")


def _table(group: list[Proposal]) -> Iterator[str]:
    yield from _first_lines(group[0])
    yield "    table: |"
    rows = [(one, f"{one.value}  {one.rating}") for one in _without_twins(group)]
    width = max(len(text) for _, text in rows)
    for one, text in rows:
        yield f"      {text:{width}}  # {one.remark}" if one.remark else f"      {text}"


def _without_twins(group: list[Proposal]) -> list[Proposal]:
    """Proposals from low to high; what several would test with one value stands on one line."""
    remarks: dict[Fraction, list[str]] = {}
    for one in group:
        remarks.setdefault(one.number, []).append(one.remark)
    found = {one.number: one for one in group}
    return [
        Proposal(
            one.measure, one.period, one.others, one.value, one.rating, one.reason,
            "; ".join(dict.fromkeys(filter(None, remarks[one.number]))), one.number,
        )
        for one in sorted(found.values(), key=lambda one: one.number)
    ]  # fmt: skip


def _alone(one: Proposal) -> Iterator[str]:
    yield from _first_lines(one)
    remark = f"  # {one.remark}" if one.remark else ""
    yield f"    value: {_scalar(one.value)}{remark}"
    yield f"    rating: {_scalar(one.rating or 'not rated')}"
    if one.reason:
        yield f"    reason: {_scalar(one.reason)}"


def _first_lines(one: Proposal) -> Iterator[str]:
    yield f"  - measure: {_scalar(one.measure)}"
    if one.period is not None:
        yield f"    period: {one.period}"
    for name, text in one.others.items():
        yield f"    {_scalar(name)}: {_scalar(text)}"


_PLAIN = re.compile(r"[\w£](?:[\w .,%£()/'-]*[\w%)])?")


def _scalar(text: str) -> str:
    """A text as YAML has it: bare where nothing in it has a meaning there, else in quotes."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
