"""Names that a comparator cannot have, since the rules could not be told from them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ragengine.exact import NotANumber
from ragengine.reading.figures import is_noun
from ragengine.reading.operators import OPERATORS
from ragengine.reading.words import NO_FIGURE, POINTS
from ragengine.units import Noun, UnitProblem, read_number, read_unit

_OTHERS = ("exactly", "within", "better", "worse", "no worse", "the")
_WORDS = "|".join(re.escape(word) for word in (*OPERATORS, *_OTHERS) if word[0].isalpha())
_SIGNS = "|".join(re.escape(sign) for sign in (*OPERATORS, "=") if not sign[0].isalpha())
_BEGINS = re.compile(rf"(?:({_WORDS})(?=\s|$)|({_SIGNS}))", re.IGNORECASE)
_HOLDS = re.compile(r"(?:(?:^|(?<=\s))(above|below|better than|worse than|to)|(% of))(?=\s|$)", re.IGNORECASE)
_FIRST_END = re.compile(r"[\d.,]*\d(?:k|m|bn)?%?\s?[-\N{EN DASH}]\s?(?=\d)", re.IGNORECASE)


def why_no_name(name: str, nouns: Mapping[str, Noun]) -> tuple[str, str]:
    """Why no figure can be called so, and the way out; both empty where one can.

    A name may begin with digits or hold words of the rules, as long as what is written with it
    is understood.

    >>> why_no_name("average of all to date", {})
    ('`to` is a word of the rules', 'write it without `to`, or ')
    >>> why_no_name("75th percentile", {})
    ('', '')
    """
    words = " ".join(name.split())
    if words.casefold() in NO_FIGURE:
        return "it has a meaning already", ""
    if match := _BEGINS.match(words) or _HOLDS.search(words):
        word = match[1] or match[2]
        return f"`{word}` is a word of the rules", f"write it without `{word}`, or "
    if is_noun(words, nouns):
        return "it is the name of a unit", ""
    return ("it reads as a number", "") if _is_quantity(words, nouns) else ("", "")


def _is_quantity(words: str, nouns: Mapping[str, Noun]) -> bool:
    """Whether a name is a number in a unit, or two: `5%`, `17-22 visits`."""
    try:
        unit = read_number(_FIRST_END.sub("", words, count=1)).unit
        return not unit or POINTS.fullmatch(unit) is not None or bool(read_unit(unit, nouns))
    except (NotANumber, UnitProblem):
        return False
