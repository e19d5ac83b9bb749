"""Expectations written anew, as the rules have it now, by edits of the text."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from attrs import frozen

from ragengine.cases.running import Outcome, failure_of
from ragengine.document import Scalar, is_plain
from ragengine.document.tokens import BLOCK, Token, tokens
from ragengine.model.cases import Case
from ragengine.rating import NOT_RATED
from ragengine.reading.cases import parted, read_cases
from ragengine.source import Place, Source

_MARK = "\N{BYTE ORDER MARK}"


@frozen(eq=False)
class Update:
    """A file of cases written anew: its text, and the outcomes of its cases as they are then.

    `written` counts those that were mended; `left` has for each other that fails the line of its
    rating, and what keeps it from being written.
    """

    text: str
    outcomes: list[Outcome]
    written: int
    left: Sequence[tuple[int, str]]


class _Unwritable(Exception):
    """A case cannot be written anew; its words say why."""


@frozen
class _Edit:
    """A stretch of the text, by the offsets of its ends, and what is to stand there."""

    start: int
    end: int
    text: str


def updated(source: Source, outcomes: list[Outcome]) -> Update:
    """A file of cases with what its failing cases got.

    Comments stay, and so does all else. What is written is read back: where it would not be the
    same cases with what the rules give, the text stays as it was.
    """
    failed = [outcome for outcome in outcomes if outcome.failure is not None]
    text = source.text.removeprefix(_MARK)
    places = {(token.line, token.column): token for token in tokens(text) if token.kind == "Scalar"}
    edits: list[_Edit] = []
    left = []
    for outcome in failed:
        try:
            edits += _edits(outcome, text, places)
        except _Unwritable as problem:
            left.append((_line_of(outcome), str(problem)))
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
    text = f"{_MARK if source.text.startswith(_MARK) else ''}{text}"
    after = _read_back(source, text, outcomes)
    written = len(failed) - len(left)
    if after is None or sum(outcome.failure is not None for outcome in after) != len(left):
        why = "the file would not be read as the same cases"
        return Update(source.text, outcomes, 0, [(_line_of(one), why) for one in failed])
    return Update(text, after, written, left)


def _line_of(outcome: Outcome) -> int:
    return outcome.case.places["rating"].line


def _edits(outcome: Outcome, text: str, places: dict[tuple[int, int], Token]) -> list[_Edit]:
    """What is to be written for a case. Raises `_Unwritable`."""
    case, verdict = outcome.case, outcome.verdict
    rating = verdict.rating.name if verdict.rating is not None else NOT_RATED
    wanted = {}
    if "reason" in case.places:
        if verdict.reason is None:
            raise _Unwritable("it gives a `reason` and is rated now: take the reason out")
        figure = verdict.facts.detail.get("figure", "") if case.detail else ""
        wanted["reason"] = f"{verdict.reason} {figure}".strip()
    if "sentence" in case.places:
        wanted["sentence"] = str(verdict)
    if "table" in case.places:
        return [_line(case, rating, text, places)]
    return [
        _value(case.places[key], words, text, places) for key, words in {"rating": rating, **wanted}.items()
    ]


def _value(place: Place, words: str, text: str, places: dict[tuple[int, int], Token]) -> _Edit:
    """A value in the place of another, in the quotes that it had or needs."""
    token = places[place.line, place.column]
    written = text[token.start : token.end]
    if token.style in BLOCK:
        if "#" in written.split("\n", 1)[0]:
            raise _Unwritable("a comment stands behind the sign of its block of text")
        behind = written[len(written.rstrip()) :]
        return _Edit(token.start, token.end, f"{_scalar(words, '')}{behind}")
    return _Edit(token.start, token.end, _scalar(words, token.style))


def _scalar(words: str, style: str) -> str:
    """A text as YAML has it anywhere: bare where it may be and was, else in quotes."""
    if style == "'":
        doubled = words.replace("'", "''")
        return f"'{doubled}'"
    return words if not style and is_plain(words) else json.dumps(words, ensure_ascii=False)


def _line(case: Case, rating: str, text: str, places: dict[tuple[int, int], Token]) -> _Edit:
    """The rating on a line of a table, two blanks behind the value where it has several words."""
    value, place = case.cells["value"], case.places["rating"]
    line = f"{value}  {rating}"
    item = case.places["value"]
    if parted(line) != (value, rating) or ("#" in line and not isinstance(item, Scalar)):
        raise _Unwritable(f"a table cannot hold a rating like `{rating}`: write the case by itself")
    if isinstance(item, Scalar):
        gap = item.text[len(value) : len(item.text) - place.width]
        return _value(item, f"{value}{_wide(gap, rating)}{rating}", text, places)
    before = _offset(case, text, place)
    value_ends = len(text[:before].rstrip(" \t"))
    return _Edit(value_ends, before + place.width, f"{_wide(text[value_ends:before], rating)}{rating}")


def _wide(gap: str, rating: str) -> str:
    """The blanks before a rating, at least two where one would not part it from its value."""
    return "  " if gap == " " and " " in rating and rating != NOT_RATED else gap


def _offset(case: Case, text: str, place: Place) -> int:
    """Where a place on a line of a block begins in the text."""
    assert case.origin is not None  # noqa: S101 - a line of a table has its own
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: place.line - 1])) + place.column - 1


def _read_back(source: Source, text: str, outcomes: Sequence[Outcome]) -> list[Outcome] | None:
    """The outcomes of the cases as a text has them; None where it has not the cases of a source."""
    before, _ = read_cases(source)
    after, _ = read_cases(Source(source.name, text))
    failed = {_where(outcome.case) for outcome in outcomes if outcome.failure is not None}
    if before is None or after is None or not _alike(before.cases, after.cases, failed):
        return None
    cases = {_where(old): new for old, new in zip(before.cases, after.cases, strict=True)}
    verdicts = ((cases[_where(outcome.case)], outcome.verdict) for outcome in outcomes)
    return [Outcome(case, verdict, failure_of(case, verdict)) for case, verdict in verdicts]


def _alike(before: Sequence[Case], after: Sequence[Case], failed: Collection[tuple[int, int]]) -> bool:
    """Whether cases rate the same, and but for those that failed expect the same."""
    return len(before) == len(after) and all(
        _given(old) == _given(new) and (_where(old) in failed or _expected(old) == _expected(new))
        for old, new in zip(before, after, strict=True)
    )


def _given(case: Case) -> tuple[object, ...]:
    return case.measure, case.period, case.cells


def _expected(case: Case) -> tuple[object, ...]:
    return case.rating, case.reason, case.detail, case.sentence


def _where(case: Case) -> tuple[int, int]:
    assert case.origin is not None  # noqa: S101 - what is read from a file has a place
    return case.origin.line, case.origin.column
