"""Comments that silence findings: `# ragengine: ignore[RAG406] reason until=2027-03-31`.

A comment silences what is found on its own line. One that silences nothing, has ended, or
cannot be read is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import define, frozen

from ragengine.checks.settings import Settings, UnknownCode, codes_of
from ragengine.codes import CODES
from ragengine.diagnostics import Diagnostic
from ragengine.messages import did_you_mean
from ragengine.source import Place, Source
from ragengine.spelling import nearest

_COMMENT = re.compile(r"#\s*ragengine:\s*(?P<rest>(?P<verb>[A-Za-z]+).*)")
_IGNORE = re.compile(r"ignore\[(?P<codes>[^\[\]]*)\](?P<reason>.*)")
_UNTIL = re.compile(r"\buntil=(\S*)")
_UNTIL_IN_WORDS = re.compile(r"\buntil\b[:\s]\s*\d")
_DAY = "write the day as `until=2027-03-31`"
_FORM = "write `# ragengine: ignore[RAG406] the reason until=2027-03-31`"


@define
class Silence:
    """One comment: what it silences, why, and until when."""

    place: Place
    text: str
    codes: frozenset[str]
    reason: str
    until: date | None
    used: bool = False


@frozen
class Silenced:
    """What is left of findings when silences have spoken, and how many they silenced."""

    kept: list[Diagnostic]
    count: int


def read_silences(source: Source) -> tuple[list[Silence], list[Diagnostic]]:
    """The silences of a text, and those that cannot be read."""
    silences: list[Silence] = []
    found: list[Diagnostic] = []
    if _COMMENT.search(source.text) is None:
        return silences, found
    from ragengine.document.tokens import comments  # noqa: PLC0415 - few rules silence anything

    for comment in comments(source):
        match = _COMMENT.match(comment.text)
        if match is not None and nearest(match["verb"], ["ignore"], cutoff=0.7):
            _read(comment, match["rest"].rstrip(), silences, found)
    return silences, found


def _read(place: Place, text: str, silences: list[Silence], found: list[Diagnostic]) -> None:
    def refuse(why: str, way: str) -> None:
        found.append(Diagnostic("RAG904", place, {"text": text, "why": why, "way": way}))

    match = _IGNORE.fullmatch(text)
    words = [word.strip() for word in match["codes"].split(",")] if match else []
    if match is None or not any(words):
        refuse("it does not say what", _FORM)
        return
    until = None
    if (end := _UNTIL.search(match["reason"])) is not None:
        try:
            until = date.fromisoformat(end[1])
        except ValueError:
            refuse(f"`{end[1]}` is no date", _DAY)
            return
    elif _UNTIL_IN_WORDS.search(match["reason"]):
        refuse("its end cannot be read", _DAY)
        return
    codes: set[str] = set()
    for word in words:
        try:
            several = codes_of(word)
        except UnknownCode as problem:
            refuse(f"`{word}` is no code", f"{did_you_mean(problem.nearest)}`ragengine code` lists them")
            continue
        if any(CODES[code].severity == "error" for code in several):
            refuse(f"`{word}` is an error, which is never silenced", "mend what it says")
            continue
        codes |= several
    if codes:
        silences.append(
            Silence(place, text, frozenset(codes), _UNTIL.sub("", match["reason"]).strip(), until)
        )


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
