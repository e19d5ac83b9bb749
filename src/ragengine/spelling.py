"""What a misspelt name was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

MOST_NAMES = 200
LONGEST_NAME = 100
"""Beyond these nothing is looked for: comparing takes the product of names and letters."""


def folded(name: str) -> str:
    """A name without regard to capitals and runs of blanks: by this figures and headings match.

    >>> folded("England  Average") == folded("england average")
    True
    """
    return " ".join(name.split()).casefold()


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name that a word is most like; None where none is near.

    >>> nearest("targt", ["aim", "unit", "target"])
    'target'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - most runs find nothing misspelt

    known = list(names)
    if len(word) > LONGEST_NAME or len(known) > MOST_NAMES:
        return None
    short = (name for name in known if len(name) <= LONGEST_NAME)
    return next(iter(get_close_matches(word.casefold(), short, n=1, cutoff=cutoff)), None)
