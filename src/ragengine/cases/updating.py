"""Expectations written anew, as the rules have it now, by edits of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ragengine.cases.running import Outcome
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
    assert outcome.failure is not None  # noqa: S101 - the caller has looked
    if outcome.failure.code == "RAG605":
        sentence = case.places["sentence"]
        return [(sentence, json.dumps(str(verdict), ensure_ascii=False))] if _on_one_line(sentence) else []
    rating = verdict.rating.name if verdict.rating is not None else "not rated"
    edits = [(case.places["rating"], rating)]
    if "reason" in case.places:
        if verdict.reason is None:
            return []
        edits.append((case.places["reason"], verdict.reason.value))
    if "sentence" in case.places:
        if not _on_one_line(case.places["sentence"]):
            return []
        edits.append((case.places["sentence"], json.dumps(str(verdict), ensure_ascii=False)))
    return edits


def _on_one_line(place: Place) -> bool:
    """Whether the words of a place are all on its line: those that go on are one wide."""
    return place.width > 1
