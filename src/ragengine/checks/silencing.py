"""Comments that silence findings: `# ragengine: ignore[RAG406] reason until=2027-03-31`.

One that cannot be read, or only in part, is a finding itself: nobody would look for a slip
in a comment, and one in its day would silence for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import define

from ragengine.checks.settings import UnknownCode, codes_of
from ragengine.codes import CODES
from ragengine.diagnostics import Diagnostic
from ragengine.messages import did_you_mean
from ragengine.source import Place, Source
from ragengine.spelling import nearest

_SILENCE = re.compile(r"#\s*ragengine:\s*(?P<text>ignore\[(?P<codes>[^\[\]]*)\](?P<reason>.*))")
_NEAR = re.compile(r"#\s*(?P<whole>ragengine\s*(?P<colon>:?)\s*(?P<text>(?P<verb>[a-z]+).*))", re.IGNORECASE)
"""What may be meant as a silence: what its first word is decides."""
_CODES = re.compile(
    r"[a-z]+\s*(?:\[(?P<inside>[^\[\]]*)\]|[(\[]?\s*(?P<bare>RAG\d+(?:\s*,\s*RAG\d+)*)\s*[)\]]?)(?P<reason>.*)",
    re.IGNORECASE,
)
"""The codes in something that is meant as a silence, in whatever brackets."""
_CODE = re.compile(r"\bRAG\d+", re.IGNORECASE)
_UNTIL = re.compile(r"\buntil=(\S*)")
_END = re.compile(r"(?P<word>[a-z]+)(?:\s*[=:]|\s+\d)", re.IGNORECASE)
"""What may be meant as `until=`: what its word is decides."""
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_DAY = "write the day as `until=2027-03-31`"
_FORM = "write `# ragengine: ignore[RAG406] the reason until=2027-03-31`"
_NOTHING, _PART = "silences nothing", "does not silence all that it names"


@define
class Silence:
    """One comment: what it silences, why, and until when."""

    place: Place
    text: str
    codes: frozenset[str]
    reason: str
    until: date | None
    used: bool = False


def read_silences(source: Source) -> tuple[list[Silence], list[Diagnostic]]:
    """The silences of a text, and what is wrong with them."""
    silences: list[Silence] = []
    found: list[Diagnostic] = []
    if _NEAR.search(source.text) is None:
        return silences, found
    from ragengine.document.tokens import comments  # noqa: PLC0415 - few rules silence anything

    for comment in comments(source):
        text = comment.text.rstrip()
        match = _SILENCE.match(text)
        if match is not None and match["codes"].strip(" ,"):
            one, problems = _read(comment, match)
            silences += [one] if one is not None else []
            found += problems
        elif (near := _NEAR.match(text)) is not None:
            found += _slips(comment, near)
    return silences, found


def _read(place: Place, match: re.Match[str]) -> tuple[Silence | None, list[Diagnostic]]:
    """The silence of a comment that has the form of one, and what is wrong with it."""
    text, reason = match["text"], match["reason"]
    try:
        until = _end_of(reason)
    except _Unclear as problem:
        return None, [_unclear(place, text, problem)]
    codes: set[str] = set()
    problems = []
    for word in match["codes"].split(","):
        try:
            codes |= _silenceable(word.strip())
        except _Unclear as problem:
            problems.append(problem)
    what = _PART if codes else _NOTHING
    found = [_unclear(place, text, problem, what) for problem in problems]
    if not codes:
        return None, found
    return Silence(place, text, frozenset(codes), _UNTIL.sub("", reason).strip(), until), found


class _Unclear(Exception):
    """Why a comment does not silence what it names, with a way out."""

    def __init__(self, why: str, way: str) -> None:
        self.why = why
        self.way = way
        super().__init__(why)


def _unclear(place: Place, text: str, problem: _Unclear, what: str = _NOTHING) -> Diagnostic:
    return Diagnostic("RAG904", place, {"text": text, "what": what, "why": problem.why, "way": problem.way})


def _end_of(reason: str) -> date | None:
    """The last day that a reason gives. Raises `_Unclear` for what may be meant as one."""
    if (end := _UNTIL.search(reason)) is not None:
        try:
            return date.fromisoformat(end[1])
        except ValueError:
            raise _Unclear(f"`{end[1]}` is no date", _DAY) from None
    if any(nearest(match["word"], ["until"], cutoff=0.7) for match in _END.finditer(reason)):
        raise _Unclear("its end cannot be read", _DAY)
    if (day := _DATE.search(reason)) is not None:
        way = f"{_DAY} where it is the last one; in a reason write it in words, such as `31 March 2027`"
        raise _Unclear(f"`{day[0]}` does not stand behind `until=`", way)
    return None


def _silenceable(word: str) -> frozenset[str]:
    """The codes that a word selects. Raises `_Unclear` for none, and where one is an error."""
    try:
        codes = codes_of(word)
    except UnknownCode as problem:
        way = f"{did_you_mean(problem.nearest)}`ragengine code` lists them"
        raise _Unclear(f"`{word}` is no code", way) from None
    if all(CODES[code].severity != "error" for code in codes):
        return codes
    if len(codes) == 1:
        raise _Unclear(f"`{word}` is an error, which is never silenced", "mend what it says")
    why = f"`{word}` stands for many codes, and those of errors are never silenced"
    raise _Unclear(why, "name the codes that are found here, as in `ignore[RAG406]`")


def _slips(place: Place, near: re.Match[str]) -> Iterable[Diagnostic]:
    """What is meant as a silence, and written otherwise. Other comments are none."""
    if not nearest(near["verb"], ["ignore"], cutoff=0.7):
        return
    meant = _CODES.match(near["text"])
    codes = "" if meant is None else (meant["inside"] or meant["bare"] or "").strip(" ,")
    text = near["text"] if near["colon"] else near["whole"]
    if meant is not None and codes:
        codes = _CODE.sub(lambda code: code[0].upper(), codes)
        comment = f"# ragengine: ignore[{codes}] {meant['reason'].strip()}".rstrip()
        way = f"write `{comment}`"
        yield _unclear(place, text, _Unclear("it is not written as a silence is", way))
    elif near["colon"]:
        yield _unclear(place, text, _Unclear("it does not say what", _FORM))
