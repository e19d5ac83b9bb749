"""What to write where a text is the name of no figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ragengine.messages import did_you_mean
from ragengine.spelling import nearest
from ragengine.units import Noun, Unit, UnitProblem, find_noun

_A_SLIP = 0.85
"""How like a known name a text must be to be that name misspelt, and not another name."""


def is_noun(text: str, nouns: Mapping[str, Noun]) -> bool:
    """Whether a text is the name of what is measured, and so cannot be that of a figure.

    >>> is_noun("visit", {"visits": Noun("visits")}), is_noun("county average", {})
    (True, False)
    """
    try:
        find_noun(text, nouns)
    except UnitProblem:
        return False
    return True


def no_figure(
    text: str, figures: Mapping[str, str], comparators: Iterable[str], nouns: Mapping[str, Noun]
) -> str:
    """The way out where a figure is not known: the one that was meant, or to declare it.

    >>> no_figure("force average", {}, ["plan"], {})
    'declare it: `comparators: [plan, force average]`'
    """
    if is_noun(text, nouns):
        return f"`{text}` is what is measured: name a figure, such as `target` or `last year`"
    near = nearest(text, figures)
    question = did_you_mean(near and figures[near])
    if near and nearest(text, [near], cutoff=_A_SLIP):
        return question
    declared = ", ".join((*comparators, text))
    return f"{question and f'{question}or '}declare it: `comparators: [{declared}]`"


def no_share(number: str, text: str, unit: Unit, nouns: Mapping[str, Noun]) -> str:
    """The way out where a percentage is of what is measured: `91% of calls`; empty where it is not.

    >>> calls = Noun("calls")
    >>> no_share("91%", "calls", Unit("percent", calls), {"calls": calls})
    'write `91%`: the unit says that it is of calls'
    """
    if unit.kind != "percent" or not is_noun(text, nouns):
        return ""
    said = f"the unit says that it is of {text}"
    return f"write `{number}`: {said if unit.counts(text) else f'`unit: percent of {text}` says of what'}"
