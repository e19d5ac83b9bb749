"""What complaints about words and numbers are put together from."""

from __future__ import annotations

from fractions import Fraction

from ragengine.exact import NotANumber, plain
from ragengine.units import Unit


def kind_in_words(unit: Unit | str) -> str:
    """A unit as the object of a sentence: `a percentage`, `a count of visits`."""
    if isinstance(unit, str):
        return f"in {unit}"
    noun = unit.noun.name if unit.noun else ""
    kinds = {
        "percent": "a percentage", "rate": "a rate", "money": "an amount of money", "index": "an index",
        "duration": f"a duration in {noun}", "count": f"a count of {noun}", "amount": f"an amount in {noun}",
    }  # fmt: skip
    return kinds[unit.kind]


def why_no_number(text: str, error: NotANumber) -> str:
    """Why a text is no number, in more words than that it is none."""
    if str(error) != "it is not a number":
        return str(error)
    if "," in text:
        return "a comma belongs before every three digits, as in `1,252`"
    return "it has two decimal points" if text.count(".") > 1 else "it does not begin with a digit"


def not_within(number: str, share: Fraction, of: str) -> str:
    """What to write for `within 5% of last year`, which may be points or a share.

    >>> not_within("5", Fraction(1, 20), "last year")
    'write `within 5 points of last year`, or for a share of it `95% of last year to 105% of last year`'
    """
    points = f"write `within {number} points of {of}`"
    low, high = 100 * (1 - share), 100 * (1 + share)
    if of == "target" or low <= 0:
        return points
    return f"{points}, or for a share of it `{plain(low)}% of {of} to {plain(high)}% of {of}`"
