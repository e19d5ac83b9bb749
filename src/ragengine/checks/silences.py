"""What comments silence: findings on their own line.

A comment that silences nothing, or has ended, is a finding itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from ragengine.checks.settings import Settings
from ragengine.checks.silencing import Silence
from ragengine.diagnostics import Diagnostic


@frozen
class Silenced:
    """What is left of findings when silences have spoken, and how many they silenced."""

    kept: list[Diagnostic]
    count: int


def silence(
    found: Iterable[Diagnostic], silences: Iterable[Silence], settings: Settings, today: date
) -> Silenced:
    """What is left of findings: those that no silence of their line, and no file's, takes away."""
    lines: dict[tuple[str, int], list[Silence]] = {}
    for one in silences:
        lines.setdefault((one.place.source.name, one.place.line), []).append(one)
    kept: list[Diagnostic] = []
    count = 0
    for finding in found:
        place = finding.place
        here = [] if place is None else lines.get((place.source.name, place.line), [])
        speaking = [one for one in here if finding.code in one.codes]
        for one in speaking:
            one.used = True
        file = "" if place is None else place.source.name
        if any(_holds(one, today) for one in speaking) or settings.ignores(finding.code, file):
            count += 1
        else:
            kept.append(finding)
    return Silenced(kept, count)


def judge_silences(silences: Iterable[Silence], settings: Settings, today: date) -> list[Diagnostic]:
    """Silences that are used by nothing, have ended, or lack the reason that is asked for."""
    found = []
    for one in silences:
        facts = {"text": one.text}
        looked_for = all(settings.looks_for(code) for code in one.codes)
        if not one.used and looked_for:
            found.append(Diagnostic("RAG901", one.place, facts))
        if one.used and not _holds(one, today):
            found.append(Diagnostic("RAG903", one.place, facts))
        if settings.require_reason and not one.reason:
            found.append(Diagnostic("RAG902", one.place, facts))
    return found


def _holds(one: Silence, today: date) -> bool:
    return one.until is None or today <= one.until
