"""What authors write that YAML stumbles over, told in words of the rule language.

YAML's own complaint about these is of its grammar, and often points at the next line.
"""

from __future__ import annotations

import re

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
    quote = '"' if "'" in value else "'"
    facts = {
        "why": "a colon and a blank inside a value look like another key to it",
        "way": f"put the value in quotes: `{quote}{value}{quote}`",
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
    return None


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
