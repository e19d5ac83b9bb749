"""What authors write that YAML stumbles over, told in words of the rule language.

YAML's own complaint about these is of its grammar, and often points at the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragengine.diagnostics import Diagnostic
from ragengine.source import Place, Source

_LONGEST = 1_000
"""Characters of a line that are looked at: a rule has no such line."""

_OPERATOR = re.compile(
    r"(?::|-|,)\s+(?P<value>(?P<operator>>=?)(?P<rest>\s*[\d£.][^,}\]#]*?))\s*(?:[,}\]#]|$)"
)
_TIGHT_COLON = re.compile(r"\s*(?P<entry>(?P<sign>\w[\w .'-]*:)(?P<value>(?!//)[^\s:][^#]*))")
_TIGHT_DASH = re.compile(r"\s*(?P<entry>(?P<sign>-)(?P<value>(?!--)\S[^#]*))")
_KEPT = re.compile("cannot start any token")
_KEPT_SIGN = re.compile(r"[%@`][^,}\]#]*")
_SECOND_COLON = re.compile(r" *(?:- +)?[\w .'-]+: +(?P<value>[^\s\"'{\[#][^#]*?: .*?)\s*(?: #.*)?")
_COLON = re.compile("':'|mapping values|block mapping")
_NO_COLON = re.compile(r"(?P<indent> *)(?P<entry>\w[^:#]*)(?:#.*)?")
_STRANGE_BLANK = re.compile(r" *(?P<blank>[^\S \t])")
_STRANGE_BEHIND = re.compile(r" *(?:- *)?[\w .'-]+:(?P<blank>[^\S \t])| *-(?P<item>[^\S \t])")
_KEY = re.compile("expected key")
_LAYOUT = re.compile("expected key|expected '-'|mapping values|document start")
_OPENED = re.compile("flow|quoted scalar found unexpected")
_VALUE = re.compile(r" *(?:- +)?[\w .'-]+: +(?P<value>[\"'{\[].*?)\s*(?: #.*)?")
_QUOTED_IN_BRACKETS = re.compile(r"[\w ]+: +(?P<value>(?:\"[^\"]*\"|'[^']*') ?[^\s,:}\]#][^,:}\]#]*)")
_LEFT_OPEN = re.compile(r" *(?:- +)?[\w .'-]+: +(?P<value>\"[^\"]*|'[^']*)")
_CLOSES = {"{": "}", "[": "]"}


def trap(source: Source, place: Place, why: str) -> Diagnostic | None:
    r"""The trap behind YAML's complaint at a place; None where it is none that is known.

    >>> text = Source("rules", "aim:high\nunit: percent")
    >>> found = trap(text, Place(text, 2, 1), "could not find expected ':'")
    >>> str(found.place), found.facts["way"]
    ('rules:1:1', 'write `aim: high`')
    """
    numbers = (place.line, _above(source, place.line))
    return (
        _operator(source, numbers)
        or _tight(source, numbers, _TIGHT_COLON, "its colon")
        or _tight(source, numbers, _TIGHT_DASH, "its dash")
        or _strange_blank(source, place.line)
        or (_kept_sign(source, place) if _KEPT.search(why) else None)
        or (_second_colon(source, place) if _COLON.search(why) else None)
        or (_no_colon(source, numbers[1]) if _COLON.search(why) else None)
        or (_goes_on(source, place) if _KEY.search(why) else None)
        or (_indent(source, place) if _LAYOUT.search(why) else None)
        or (_not_closed(source, place) if _OPENED.search(why) else None)
    )


def _above(source: Source, number: int) -> int:
    """The line above that says something, which the parser has read last; 0 where there is none."""
    number -= 1
    while number > 0 and (not (line := source.line(number).strip()) or line.startswith("#")):
        number -= 1
    return number


def _operator(source: Source, numbers: tuple[int, ...]) -> Diagnostic | None:
    """`target: >= 5` is a broken block header in YAML: teach the words instead."""
    for number in numbers:
        match = _OPERATOR.search(source.line(number)[:_LONGEST])
        if match is not None:
            words = {">=": "at least", ">": "more than"}[match["operator"]]
            facts = {
                "why": f"`{match['value']}` looks like a block of text to it",
                "way": f"write `{words} {match['rest'].strip()}`, or put the value in quotes",
            }
            where = Place(source, number, match.start("value") + 1, len(match["value"]))
            return Diagnostic("RAG004", where, facts)
    return None


def _tight(
    source: Source, numbers: tuple[int, ...], pattern: re.Pattern[str], sign: str
) -> Diagnostic | None:
    """`aim:high` and `-82% green` are one text to YAML: a key and an item need a blank."""
    for number in numbers:
        match = pattern.match(source.line(number)[:_LONGEST])
        if match is not None:
            entry = match["entry"].strip()
            facts = {
                "why": f"`{entry}` has no blank behind {sign}",
                "way": f"write `{match['sign']} {match['value'].strip()}`",
            }
            return Diagnostic("RAG004", Place(source, number, match.start("entry") + 1, len(entry)), facts)
    return None


def _kept_sign(source: Source, place: Place) -> Diagnostic | None:
    """`unit: %` begins with a sign that YAML keeps for itself."""
    match = _KEPT_SIGN.match(source.line(place.line)[:_LONGEST], place.column - 1)
    if match is None:
        return None
    value = match[0].strip()
    facts = {
        "why": f"it lets no value begin with `{value[0]}`",
        "way": "write `percent`" if value == "%" else f"put the value in quotes: `'{value}'`",
    }
    return Diagnostic("RAG004", Place(source, place.line, place.column, len(value)), facts)


def _second_colon(source: Source, place: Place) -> Diagnostic | None:
    """`title: Calls: answered` has a key in its value, to YAML."""
    match = _SECOND_COLON.fullmatch(source.line(place.line)[:_LONGEST])
    if match is None:
        return None
    value = match["value"]
    facts = {
        "why": "a colon and a blank inside a value look like another key to it",
        "way": f"put the value in quotes: `{_in_quotes(value)}`",
    }
    return Diagnostic("RAG004", Place(source, place.line, match.start("value") + 1, len(value)), facts)


def _strange_blank(source: Source, last: int) -> Diagnostic | None:
    """A no-break space, copied from a page, looks like an indent and is a letter to YAML."""
    for number in range(last, 0, -1):
        match = _STRANGE_BLANK.match(source.line(number))
        if match is not None:
            facts = {
                "why": f"the blank U+{ord(match['blank']):04X} in the indent is a letter to it",
                "way": "indent with spaces from the keyboard",
            }
            return Diagnostic("RAG004", Place(source, number, match.start("blank") + 1), facts)
    for number in (last, _above(source, last)):
        match = _STRANGE_BEHIND.match(source.line(number)[:_LONGEST])
        if match is not None:
            start, end = match.span("blank" if match["blank"] else "item")
            facts = {
                "why": f"the blank U+{ord(source.line(number)[start]):04X} here is a letter to it",
                "way": "write a space from the keyboard",
            }
            return Diagnostic("RAG004", Place(source, number, start + 1, end - start), facts)
    return None


def _goes_on(source: Source, place: Place) -> Diagnostic | None:
    """`title: "Residential" burglaries` ends for YAML with the quote, or the bracket."""
    line = source.line(place.line)[:_LONGEST]
    match = _VALUE.fullmatch(line)
    if match is None or place.column <= match.start("value") + 1:
        return None
    value, ended = match["value"], line[match.start("value") : place.column - 1].rstrip()
    sign = _CLOSES.get(value[0], value[0])
    if len(ended) > 1 and ended.endswith(sign):
        return _whole_in_quotes(source, place.line, match.start("value"), value)
    for number in range(place.line - 1, 0, -1):
        opened = _LEFT_OPEN.fullmatch(source.line(number)[:_LONGEST])
        if opened is not None and opened["value"][0] == sign:
            return _open(source, number, opened.start("value"))
    return None


def _whole_in_quotes(source: Source, number: int, start: int, value: str) -> Diagnostic:
    """A value that goes on behind its quotes or brackets, with the quotes that it needs."""
    facts = {
        "why": f"a value that begins with `{value[0]}` ends where that is closed, and this one goes on",
        "way": f"put the whole value in quotes: `{_in_quotes(value)}`",
    }
    return Diagnostic("RAG004", Place(source, number, start + 1, len(value)), facts)


def _in_quotes(value: str) -> str:
    """A value in quotes; those that it has around itself already, and an odd one inside, are taken off.

    >>> print(_in_quotes("'Burglars' homes'"), _in_quotes('"Residential" burglaries'))
    "Burglars' homes" '"Residential" burglaries'
    """
    sign = value[0]
    if sign in "\"'" and value.endswith(sign) and value.count(sign) % 2:
        value = value[1:-1]
    if "'" in value and not set(value) & set('"\\'):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _indent(source: Source, place: Place) -> Diagnostic | None:
    """A line that begins one blank too early or too late stands beside no other."""
    line = source.line(place.line)[:_LONGEST]
    own = len(line) - len(line.lstrip(" "))
    around = list(_indents(source, place.line))
    if own in around or not around:
        return None
    deeper, less = [one for one in around if one > own][-1:], [one for one in around if one < own][:1]
    could = " or ".join(map(str, (*deeper, *less)))
    entry = line.split(" #")[0].strip()
    facts = {
        "why": f"`{entry}` has an indent of {own}, and what it could stand beside has {could}",
        "way": f"indent it by {could}",
    }
    return Diagnostic("RAG004", Place(source, place.line, own + 1, len(entry)), facts)


def _indents(source: Source, number: int) -> Iterator[int]:
    """The indents of the lines above that enclose a line or stand beside it, from the nearest on."""
    least = _LONGEST
    while number := _above(source, number):
        line = source.line(number)
        indent = len(line) - len(line.lstrip(" "))
        if indent < least:
            least = indent
            yield indent


def _not_closed(source: Source, place: Place) -> Diagnostic | None:
    """A bracket or quote, shown where it opens; a value with a quoted part in it needs quotes."""
    line = source.line(place.line)[:_LONGEST]
    match = _QUOTED_IN_BRACKETS.search(line, place.column - 1)
    if match is not None:
        return _whole_in_quotes(source, place.line, match.start("value"), match["value"].rstrip())
    opens = line[place.column - 1 : place.column] in (*_CLOSES, "'", '"')
    return _open(source, place.line, place.column - 1) if opens else None


def _open(source: Source, number: int, start: int) -> Diagnostic:
    sign = source.line(number)[start]
    facts = {"why": f"the `{sign}` that opens here is not closed", "way": f"end the value with `{sign}`"}
    if sign in _CLOSES:
        facts = {
            "why": f"the `{sign}` that opens here is not closed, or a comma is missing in it",
            "way": f"close it with `{_CLOSES[sign]}`, part entries with a comma, and put text with signs in "
            "quotes",
        }
    return Diagnostic("RAG004", Place(source, number, start + 1), facts)


def _no_colon(source: Source, number: int) -> Diagnostic | None:
    """`aim high` where a key must stand: it is no deeper than the line above, so no text goes on."""
    match = _NO_COLON.fullmatch(source.line(number)[:_LONGEST])
    above = source.line(_above(source, number))
    opened = above.split(" #")[0].rstrip().endswith(":")
    if match is None or not (opened or len(match["indent"]) <= len(above) - len(above.lstrip(" "))):
        return None
    entry = match["entry"].strip()
    facts = {"why": f"`{entry}` has no colon", "way": "write `: ` between the key and its value"}
    return Diagnostic("RAG004", Place(source, number, match.start("entry") + 1, len(entry)), facts)
