"""The operators that a number or an amount is bounded with, in their spellings."""

from __future__ import annotations

import re

from ragengine.model import Operator

OPERATORS = {
    "at least": Operator.AT_LEAST, ">=": Operator.AT_LEAST, "\N{GREATER-THAN OR EQUAL TO}": Operator.AT_LEAST,
    "no less than": Operator.AT_LEAST, "no fewer than": Operator.AT_LEAST,
    "more than": Operator.MORE_THAN, "over": Operator.MORE_THAN, ">": Operator.MORE_THAN,
    "at most": Operator.AT_MOST, "<=": Operator.AT_MOST, "\N{LESS-THAN OR EQUAL TO}": Operator.AT_MOST,
    "no more than": Operator.AT_MOST,
    "under": Operator.UNDER, "less than": Operator.UNDER, "fewer than": Operator.UNDER, "<": Operator.UNDER,
}  # fmt: skip

_OPERATOR = re.compile(
    r"(?:(at least|no less than|no fewer than|more than|over|at most|no more than|under|less than"
    r"|fewer than)\s+|(>=|<=|>|<|\N{GREATER-THAN OR EQUAL TO}|\N{LESS-THAN OR EQUAL TO})\s*)(\S.*)",
    re.IGNORECASE,
)
"""A word needs a blank behind it (`overall` is no operator), a sign does not."""


def split_operator(text: str) -> tuple[Operator | None, str]:
    """The operator that a text begins with, and the rest.

    >>> split_operator("under 585.0")
    (<Operator.UNDER: 'under'>, '585.0')
    """
    match = _OPERATOR.fullmatch(text)
    if match is None:
        return None, text
    return OPERATORS[(match[1] or match[2]).casefold()], match[3]
