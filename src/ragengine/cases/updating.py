"""Expectations written anew, as the rules have it now, by edits of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ragengine.cases.running import Outcome
from ragengine.model import Case
from ragengine.reading.examples import NOT_RATED
from ragengine.source import Place, Source


def updated(source: Source, outcomes: Iterable[Outcome]) -> tuple[str, list[Outcome]]:
    """The text of a file of cases with what its failing cases got, and those that fail all the same.

    Comments stay, and so does all else. A case that gave a reason and is rated now, or whose
    words stand on several lines, is left to its author.
    """
    edits: list[tuple[Place, str]] = []
    left = []
    for outcome in outcomes:
        if outcome.failure is None:
            continue
        mended = _edits(outcome)
        edits += mended
        if not mended:
            left.append(outcome)
    lines = source.text.splitlines(keepends=True)
    for place, text in sorted(edits, key=lambda edit: (edit[0].line, edit[0].column), reverse=True):
        line = lines[place.line - 1]
        start = place.column - 1
        lines[place.line - 1] = f"{line[:start]}{text}{line[start + place.width :]}"
    return "".join(lines), left


def _edits(outcome: Outcome) -> list[tuple[Place, str]]:
    """The places to write at, with what to write there; none where the case cannot be mended so."""
    case, verdict = outcome.case, outcome.verdict
    rating = verdict.rating.name if verdict.rating is not None else "not rated"
    wanted: dict[str, str] = {"rating": rating}
    if "reason" in case.places:
        if verdict.reason is None:
            return []
        wanted["reason"] = verdict.reason.value
    if "sentence" in case.places:
        wanted["sentence"] = json.dumps(str(verdict), ensure_ascii=False)
    if not all(_stands_as_read(case, key) for key in wanted):
        return []
    return [(case.places[key], text) for key, text in wanted.items()]


def _stands_as_read(case: Case, key: str) -> bool:
    """Whether the words of a key stand in the text as they were read, but for quotes around them.

    Words that go on on another line, or are written by escapes, are no stretch of one line.
    """
    place = case.places[key]
    line = place.source.line(place.line)
    written = line[place.column - 1 : place.column - 1 + place.width]
    if key == "sentence":
        return written.strip("\"'") == case.sentence
    if key == "reason":
        return case.reason is not None and written.split(maxsplit=1)[0] == case.reason.value
    return written.casefold() == (case.rating or NOT_RATED)
