"""The table for people: one row a verdict, under one heading for each period.

The rating is always a word; colour, where there is any, only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ragengine.rating import NOT_RATED
from ragengine.reports.footnotes import Footnotes
from ragengine.verdict import Verdict


def table(verdicts: Sequence[Verdict]) -> str:
    """Plain text, aligned; long sentences stay on their line."""
    notes = Footnotes()
    names = [name_of(verdict) for verdict in verdicts]
    width = max((len(name) for name in names), default=0)
    widest = max((len(rating_of(verdict)) for verdict in verdicts), default=0)
    lines: list[str] = []
    for heading, group in by_period(verdicts):
        lines += ["", heading] if lines else [heading]
        for verdict in group:
            text = f"{one_line(verdict.sentence(cautions=False))}{notes.marks(verdict)}"
            lines.append(f"  {rating_of(verdict):{widest}}  {name_of(verdict):{width}}  {text}")
    if notes.lines():
        lines += ["", *notes.lines()]
    return "\n".join(lines) + "\n"


def name_of(verdict: Verdict) -> str:
    """A measure as a row of a table calls it: its code where it has one, and its id."""
    measure, period = verdict.facts.measure, verdict.period
    printed = measure.printed("code", period) if measure else None
    place = verdict.facts.result.place if verdict.facts.result else ""
    name = f"{printed} {verdict.measure}" if printed else verdict.measure
    return one_line(f"{name} ({place})" if place else name)


def one_line(text: str) -> str:
    """A text that keeps to its line, and has no power over a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def rating_of(verdict: Verdict) -> str:
    """The rating in a word or two."""
    return str(verdict.rating) if verdict.rating else NOT_RATED


def by_period(verdicts: Iterable[Verdict], without: str = "Results") -> Iterator[tuple[str, list[Verdict]]]:
    """The verdicts on each period, in the order in which periods and rows come first.

    `without` is what those of no period are called.
    """
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(str(verdict.period or without), []).append(verdict)
    yield from groups.items()
