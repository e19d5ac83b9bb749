"""Units: kinds, nouns, and numbers as people write them.

A unit is `percent`, a rate (`admissions per 100k`), a duration (`days`), money (`£`), an
`index`, or a noun that the author declared (`visits`). A noun nobody declared is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, field, frozen

from ragengine.exact import NotANumber, Quoted, read_plain
from ragengine.spelling import nearest

KINDS = ("percent", "rate", "count", "amount", "duration", "money", "index")

DECLARED_KINDS = ("count", "amount", "duration")
"""Kinds that a noun may be declared with."""

_ACCUMULATE = frozenset({"rate", "count", "amount", "money"})

_SCALES = {
    "k": Fraction(10**3), "thousand": Fraction(10**3),
    "m": Fraction(10**6), "million": Fraction(10**6),
    "bn": Fraction(10**9), "billion": Fraction(10**9),
}  # fmt: skip

_NUMBER = re.compile(
    r"(?P<sign>[-+\N{MINUS SIGN}]?)(?P<money>£?)(?P<digits>[-+\N{MINUS SIGN}]?[\d.,]*\d)"
    r"(?P<scale>(?:k|K|m|M|bn)(?![A-Za-z])|\s(?:thousand|million|billion)\b)?\s?(?P<unit>.*)",
    re.ASCII,
)
_PER = re.compile(r"(?P<noun>.*?)\s?\bper (?P<size>[\d.,]*\d(?:k|m)?)(?:\s(?P<of>.+))?", re.IGNORECASE)

_DURATIONS = {
    "ms": ("milliseconds", "millisecond", "msec"),
    "seconds": ("second", "secs", "sec", "s"),
    "minutes": ("minute", "mins", "min"),
    "hours": ("hour", "hrs", "hr"),
    "days": ("day",),
    "weeks": ("week",),
    "months": ("month",),
    "years": ("year",),
}


@frozen(cache_hash=True)
class Noun:
    """A thing that is counted or weighed, as an author declared it."""

    name: str
    kind: str = "count"
    also: tuple[str, ...] = ()
    accumulates: bool | None = None

    def spellings(self) -> tuple[str, ...]:
        """Every way of writing it: plural, singular by a final s, and the declared ones."""
        names = (self.name, *self.also)
        return names + tuple(name[:-1] for name in names if name.endswith("s") and len(name) > _SHORT)

    def singular(self) -> str:
        """How one of it is called: a declared spelling that the name is the plural of, or by rule.

        >>> Noun("fly-tips", also=("tip",)).singular(), Noun("enquiries").singular()
        ('fly-tip', 'enquiry')
        """
        plurals = ("{}s", "{}es")
        declared = (one for one in self.also if any(form.format(one) == self.name for form in plurals))
        return next(declared, _SINGULAR.sub(_without_plural, self.name))


_SINGULAR = re.compile(r"(?:(?<=[a-z]{2})ies|(?<=ch|sh|ss)es|(?<=x)es|(?<=[^siu])s)$")


def _without_plural(ending: re.Match[str]) -> str:
    return "y" if ending[0] == "ies" else ""


_SHORT = 3
"""Names of so few letters (`ms`, `hrs`) have no singular by losing their s."""

_PEOPLE = ("people", "population", "residents", "persons")
"""What a rate is per where nothing else is said."""

BUILT_IN = {name: Noun(name, "duration", also) for name, also in _DURATIONS.items()}


@frozen
class Unit:
    """What a measure is measured in.

    `noun` is what is counted, weighed or timed: the events of a rate, the people that a
    percentage is of (`percent of people`), or the noun itself. `per` is the size that a rate
    is per, and `of` what that size counts where it is not people (`per 10,000 km`).
    """

    kind: str
    noun: Noun | None = None
    per: Fraction | None = None
    of: str = ""
    text: str = field(default="", eq=False)

    @property
    def accumulates(self) -> bool:
        """Whether figures of two months add up; the author's word goes before the kind's."""
        if self.noun is not None and self.noun.accumulates is not None:
            return self.noun.accumulates
        return self.kind in _ACCUMULATE

    @property
    def behind_per(self) -> str:
        """What a rate is per, people too, as it is written; empty where nothing is.

        >>> read_unit("per 1,000 residents", {}).behind_per, INDEX.behind_per
        ('residents', '')
        """
        match = _PER.fullmatch(self.text)
        return (match and match["of"]) or ""

    @property
    def whole(self) -> bool:
        """Whether only whole numbers are possible."""
        return self.kind == "count"

    def counts(self, words: str) -> bool:
        """Whether words name what this unit counts, in one of its spellings."""
        spellings = () if self.noun is None else self.noun.spellings()
        return any(words.casefold() == spelling.casefold() for spelling in spellings)

    def __str__(self) -> str:
        return self.text


PERCENT = Unit("percent", text="percent")
INDEX = Unit("index", text="index")
MONEY = Unit("money", text="£")


class UnitProblem(ValueError):
    """Words that name no known unit, with the names that there are."""

    def __init__(self, words: str, names: tuple[str, ...]) -> None:
        super().__init__(words)
        self.words = words
        self.names = names

    @property
    def nearest(self) -> str | None:
        """The name that is likeliest meant, or None; looked for only where it is asked."""
        return nearest(self.words, self.names)


@frozen
class Written:
    """A number with the unit words written beside it: `6 admissions`, `£1.2m`, `82%`."""

    number: Quoted
    unit: str


def read_number(text: str) -> Written:
    """Split a written number from its unit and read it exactly.

    `k`, `m` and `bn` beside the digits scale it, and its quantum with it. Raises `NotANumber`.

    >>> read_number("163.8k visits").number.quantum, read_number("163.8k visits").unit
    (Fraction(100, 1), 'visits')
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise NotANumber("it is not a number")
    if match["sign"] and not match["money"] and match["digits"][0] in "-+\N{MINUS SIGN}":
        raise NotANumber("it has two signs")
    value, quantum = read_plain(match["sign"] + match["digits"])
    unit = match["unit"].strip()
    if match["money"]:
        unit = f"£ {unit}".strip()
    written = match["sign"] + match["digits"] + (match["scale"] or "")
    if match["scale"]:
        scale = _SCALES[match["scale"].strip().casefold()]
        value, quantum = value * scale, quantum * scale
    return Written(Quoted(value, quantum, written), unit)


def read_unit(words: str, nouns: Mapping[str, Noun]) -> Unit:
    """The unit that words name. Raises `UnitProblem` with the nearest declared noun.

    >>> read_unit("admissions per 100k", {"admissions": Noun("admissions")}).per
    Fraction(100000, 1)
    """
    folded = " ".join(words.split())
    lower = folded.casefold()
    if lower in ("%", "percent", "per cent"):
        return PERCENT
    for prefix in ("percent of ", "per cent of ", "% of "):
        if lower.startswith(prefix):
            noun = find_noun(folded[len(prefix) :], nouns)
            return evolve(PERCENT, noun=noun, text=f"percent of {noun.name}")
    if lower == "index":
        return INDEX
    if lower in ("£", "pounds", "gbp"):
        return MONEY
    if match := _PER.fullmatch(folded):
        size = read_number(match["size"]).number.value
        if size <= 0:
            raise NotANumber(f"a rate cannot be per {match['size']}")
        of = match["of"] or ""
        counted = find_noun(match["noun"], nouns) if match["noun"] else None
        return Unit("rate", counted, size, "" if of.casefold() in _PEOPLE else of, folded)
    noun = find_noun(folded, nouns)
    return Unit(noun.kind, noun, text=noun.name)


@lru_cache(maxsize=4096)
def _spelt(noun: Noun) -> frozenset[str]:
    """The spellings of a noun in small letters."""
    return frozenset(spelling.casefold() for spelling in noun.spellings())


def find_noun(words: str, nouns: Mapping[str, Noun]) -> Noun:
    """The declared noun, or else the built-in one, that is written so. Raises `UnitProblem`."""
    wanted = words.casefold()
    for noun in (*nouns.values(), *BUILT_IN.values()):
        if wanted in _spelt(noun):
            return noun
    raise UnitProblem(words, (*dict.fromkeys((*BUILT_IN, *nouns)), "percent", "index"))
