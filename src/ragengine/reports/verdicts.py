"""A list of verdicts in the formats of `ragengine rate --format`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from ragengine.exact import plain
from ragengine.explain.sentences import caution_text
from ragengine.rating import NOT_RATED
from ragengine.reports.footnotes import Footnotes
from ragengine.reports.table import name_of, one_line, table
from ragengine.verdict import Verdict


def report(verdicts: Sequence[Verdict], form: str) -> str:
    """Verdicts as text in one of `FORMATS`."""
    return FORMATS[form](verdicts)


def as_json(verdicts: Sequence[Verdict]) -> str:
    """A list of certificates."""
    return json.dumps([one.to_dict() for one in verdicts], ensure_ascii=False, indent=2) + "\n"


def as_json_lines(verdicts: Sequence[Verdict]) -> str:
    """A certificate a line."""
    return "".join(json.dumps(one.to_dict(), ensure_ascii=False) + "\n" for one in verdicts)


_COLUMNS = ("measure", "code", "period", "place", "value", "unit", "rating", "reason", "gap", "explanation")


def as_csv(verdicts: Sequence[Verdict]) -> str:
    """The columns that a spreadsheet needs. A cell never begins like a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_COLUMNS, "cautions"))
    for verdict in verdicts:
        data = verdict.to_dict()
        row = [_decimal(one) if isinstance(one := data[name], list) else one for name in _COLUMNS]
        row[-1] = verdict.sentence(cautions=False)
        cautions = " ".join(caution_text(one) for one in verdict.cautions)
        writer.writerow([_harmless(cell) for cell in (*row, cautions)])
    return text.getvalue()


def _decimal(ratio: Sequence[str]) -> str:
    """A ratio without a finite decimal, rounded to six places: spreadsheets cannot use a fraction."""
    top, bottom = map(int, ratio)
    return plain(Fraction(top, bottom)).replace(",", "")


_NUMBER = re.compile(r"-[\d.]+", re.ASCII)


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is led by an apostrophe.

    A carriage return becomes a line feed: the writer quotes that one only.
    """
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if cell[:1] not in ("=", "+", "-", "@", "\t", "\n"):
        return cell
    return cell if _NUMBER.fullmatch(cell) else f"'{cell}"


def as_markdown(verdicts: Sequence[Verdict]) -> str:
    """A table for a page, with shared cautions as footnotes."""
    notes = Footnotes()
    lines = ["| period | measure | rating | explanation |", "| --- | --- | --- | --- |"]
    for verdict in verdicts:
        sentence = one_line(verdict.sentence(cautions=False)).replace("|", "\\|")
        rating = str(verdict.rating) if verdict.rating else NOT_RATED
        name = name_of(verdict).replace("|", "\\|")
        marks = notes.marks(verdict)
        lines.append(f"| {verdict.period or ''} | {name} | {rating} | {sentence}{marks} |")
    return "\n".join([*lines, *([""] if notes.lines() else []), *notes.lines()]) + "\n"


FORMATS: dict[str, Callable[[Sequence[Verdict]], str]] = {
    "table": table,
    "json": as_json,
    "jsonl": as_json_lines,
    "csv": as_csv,
    "markdown": as_markdown,
}
"""The formats by name."""
