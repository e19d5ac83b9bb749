"""What words that the language does not have were likely meant to say.

The language is small on purpose. These are the other ways of saying the same that people
reach for; each is answered with the words that are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ragengine.messages import did_you_mean
from ragengine.reading.operators import split_operator
from ragengine.spelling import nearest

_NUMBER = r"[-+\N{MINUS SIGN}]?£?[\d.,]*\d(?:k|K|m|M|bn)?(?: ?%| [a-z ]+?)?"

_RANGES = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (rf"({_NUMBER}) ?(?:or|and|&) (?:more|above|over|higher|better|upwards?|greater)", "at least {}"),
        (rf"(?:from )?({_NUMBER}) ?(?:\+|upwards|plus)", "at least {}"),
        (rf"(?:min(?:imum)?\.?(?: of)?|not less than|not below|from) ({_NUMBER})", "at least {}"),
        (rf"({_NUMBER}) ?(?:or|and|&) (?:less|below|under|lower|fewer)", "at most {}"),
        (rf"(?:max(?:imum)?\.?(?: of)?|not more than|not above|up to) ({_NUMBER})", "at most {}"),
        (r"(?:above|greater than|higher than|exceeds?) (.+)", "more than {}"),
        (r"(?:below|lower than|smaller than) (.+)", "under {}"),
        (r"(?:between|from) (.+) (?:and|to) (.+)", "{} to {}"),
        (r"(?:\N{PLUS-MINUS SIGN}|\+/-|\+-|plus or minus) ?(\d\S*.*)", "-{0} to {0}"),
    )
)

_BETTER = re.compile(
    r"(?:better than|improve(?:s|ment)? (?:on|upon)|improving on|beats?) (?P<figure>.+)", re.IGNORECASE
)
_SUM = re.compile(
    r"(?P<figure>[a-z].*?) ?(?P<sign>[-+\N{MINUS SIGN}]|\bplus\b|\bminus\b) ?(?P<amount>\d.*)", re.IGNORECASE
)
_POINTS = re.compile(
    r"(?P<number>\d[\d.]*) ?(?:ppts?|p\.p\.|pps|pct points?|percent points?|%-? ?(?:pts?|points?))",
    re.IGNORECASE,
)
_BOTH_ENDS = re.compile(
    rf"(?P<lower>more than|greater than|over|above|at least|>=?) ?(?P<start>{_NUMBER})"
    rf" ?(?:-|\N{{EN DASH}}|to|and|but)"
    rf" ?(?P<upper>at most|up to|no more than|not more than|<=|under|less than|fewer than|below|<|to)?"
    rf" ?(?P<end>{_NUMBER})",
    re.IGNORECASE,
)
_MORE = ("more than", "greater than", "over", "above", ">")
_UNDER = ("under", "less than", "fewer than", "below", "<")
_SCALE = re.compile(r"(?P<digits>\d) ?(?P<scale>mn|mlns?|mils?|mills?|mio|bln|bil)\b", re.IGNORECASE)
_PERCENT = ("percent", "per cent")
_LARGE_MONEY = re.compile(r"£ ?(?P<scale>k|m|bn|thousands?|millions?|billions?|000s?)", re.IGNORECASE)


def meant(key: str, text: str) -> str:
    """A question after what was meant by the value of a key; empty where nobody can guess.

    >>> meant("levels", "80% or more")
    'did you mean `at least 80%`? '
    >>> meant("target", "last year + 2 points")
    'did you mean `2 points above last year`? '
    """
    words = " ".join(text.split())
    return next((answer for ask in (*_ASKED.get(key, ()), _scale) for answer in ask(words)), "")


def _range(words: str) -> Iterator[str]:
    for pattern, instead in _RANGES:
        if match := pattern.fullmatch(words):
            yield did_you_mean(instead.format(*match.groups()))


def _better(words: str) -> Iterator[str]:
    if match := _BETTER.fullmatch(words):
        figure = match["figure"]
        yield f"did you mean `more than {figure}`, or `under {figure}` where the aim is low? "


def _sum(words: str) -> Iterator[str]:
    operator, rest = split_operator(words)
    if match := _SUM.fullmatch(rest):
        side = "above" if match["sign"].casefold() in ("+", "plus") else "below"
        bound = "" if operator is None else f"{operator.value} "
        yield did_you_mean(f"{bound}{match['amount']} {side} {match['figure'].strip()}")


def _points(words: str) -> Iterator[str]:
    if match := _POINTS.fullmatch(words):
        yield did_you_mean(f"{match['number']} points")


def _scale(words: str) -> Iterator[str]:
    instead = _SCALE.sub(lambda slip: slip["digits"] + slip["scale"][0].casefold().replace("b", "bn"), words)
    if instead != words:
        yield did_you_mean(instead)


def _both_ends(words: str) -> Iterator[str]:
    """A range of which an end is left out: levels nest, and say one end each."""
    match = _BOTH_ENDS.fullmatch(words)
    if match is None:
        return
    start, end = match["start"], match["end"]
    lower, below = ("more than", "at most") if match["lower"].casefold() in _MORE else ("at least", "under")
    under = (match["upper"] or "").casefold() in _UNDER
    upper, above = ("under", "at least") if under else ("at most", "more than")
    if (lower, upper) == ("at least", "at most"):
        yield did_you_mean(f"{start} to {end}")
    else:
        yield (
            f"write `{upper} {end}` where another level is `{below} {start}`, "
            f"or `{lower} {start}` where another is `{above} {end}`: the narrower range wins"
        )


def _unit(words: str) -> Iterator[str]:
    share, _, noun = words.partition(" of ")
    if noun and share.casefold() not in _PERCENT and nearest(share, _PERCENT, cutoff=0.75):
        yield did_you_mean(f"percent of {noun}")
    if match := _LARGE_MONEY.fullmatch(words):
        scale = match["scale"][:1].casefold().replace("0", "k").replace("t", "k").replace("b", "bn")
        yield f"did you mean `unit: £`, with targets and results such as `£1.2{scale}`? "


_ASKED: dict[str, tuple[Callable[[str], Iterator[str]], ...]] = {
    "levels": (_both_ends, _range, _sum),
    "target": (_better, _sum, _range),
    "floor": (_sum, _range),
    "domain": (_range,),
    "amber": (_points,),
    "unit": (_unit,),
}
