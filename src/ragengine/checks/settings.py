"""Which findings are looked for and kept: what an option or a configuration can choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase

from attrs import field, frozen

from ragengine.codes import CODES
from ragengine.spelling import nearest


class UnknownCode(ValueError):
    """Words that select no code; `nearest` may be what was meant."""

    def __init__(self, words: str) -> None:
        known = [code.name for code in CODES.values()]
        self.words = words
        self.nearest = None if words.upper().startswith("RAG") else nearest(words, known)
        super().__init__(words)


def codes_of(words: str) -> frozenset[str]:
    """The codes that a code, the beginning of codes, a name, or `ALL` selects, in any capitals.

    Raises `UnknownCode` where it selects none.

    >>> sorted(codes_of("RAG40")), sorted(codes_of("unused-scale"))
    (['RAG401', 'RAG402', 'RAG404', 'RAG405', 'RAG406', 'RAG407', 'RAG408', 'RAG409'], ['RAG410'])
    """
    capitals = words.upper()
    if capitals == "ALL":
        return frozenset(CODES)
    found = frozenset(
        code
        for code, known in CODES.items()
        if known.name == words.lower() or (code.startswith(capitals) and capitals.startswith("RAG"))
    )
    if not found:
        raise UnknownCode(words)
    return found


def codes_of_all(several: Iterable[str]) -> frozenset[str]:
    """The codes that any of several words selects. Raises `UnknownCode`."""
    return frozenset(code for words in several for code in codes_of(words))


class NotIgnorable(ValueError):
    """Words that select nothing but errors, which are never ignored."""


def ignorable(several: Iterable[str]) -> frozenset[str]:
    """The codes that words select and that may be ignored: warnings and information.

    Raises `UnknownCode`, and `NotIgnorable` for words that select errors alone.
    """
    found: set[str] = set()
    for words in several:
        codes = {code for code in codes_of(words) if CODES[code].severity != "error"}
        if not codes:
            raise NotIgnorable(words)
        found |= codes
    return frozenset(found)


_USUAL = frozenset(code for code, known in CODES.items() if not known.opt_in)


@frozen
class Settings:
    """Which findings are kept. Errors always are: with them rules do not load, or are not right.

    `selected` are the codes that are looked for; `ignored` are left out of them, everywhere
    or in files whose name matches a pattern. `today` decides what is over; None is this day.
    """

    selected: frozenset[str] = _USUAL
    ignored: frozenset[str] = frozenset()
    ignored_in: tuple[tuple[str, frozenset[str]], ...] = ()
    require_reason: bool = False
    today: date | None = field(default=None)

    def looks_for(self, code: str) -> bool:
        """Whether a code is looked for at all."""
        return CODES[code].severity == "error" or (code in self.selected and code not in self.ignored)

    def ignores(self, code: str, file: str) -> bool:
        """Whether a finding of a file is silenced because of the file's name."""
        if CODES[code].severity == "error":
            return False
        return any(code in codes and _matches(file, pattern) for pattern, codes in self.ignored_in)


def _matches(file: str, pattern: str) -> bool:
    """Whether a pattern matches a path, or the end of it from some folder on."""
    name = file.replace("\\", "/")
    return fnmatchcase(name, pattern) or fnmatchcase(name, f"*/{pattern}")
